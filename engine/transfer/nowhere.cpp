// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/transfer/nowhere.h"

#include "engine/stream/null_sink.h"

namespace engine::transfer {

namespace {

class NullWriter final : public Writer
{
public:
    Result<std::unique_ptr<stream::Sink>> open(const stream::RowShape & /*shape*/, const Share & /*share*/) override
    {
        return std::unique_ptr<stream::Sink>(std::make_unique<stream::NullSink>());
    }
};

} // namespace

Result<std::unique_ptr<Writer>> Nowhere::writer(std::stop_token /*stop*/)
{
    return std::unique_ptr<Writer>(std::make_unique<NullWriter>());
}

} // namespace engine::transfer
