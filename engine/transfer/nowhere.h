// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/transfer/ends.h"

namespace engine::transfer {

/// Takes everything and keeps nothing: to read an origin to its end, for its digests or for how long it takes.
class Nowhere final : public Destination
{
public:
    Result<std::unique_ptr<Writer>> writer(std::stop_token stop) override;
    Result<> commit() override { return {}; }
    void abandon() noexcept override {}
};

} // namespace engine::transfer
