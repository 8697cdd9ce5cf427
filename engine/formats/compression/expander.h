// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/formats/compression/compression.h"

#include <cstddef>
#include <memory>
#include <span>

namespace engine::formats {

/// One way to expand, fed part by part. Used by one thread.
class Expander
{
public:
    struct Step
    {
        size_t consumed = 0;
        size_t produced = 0;
        /// The stream is complete, and all of it was produced. The next byte would begin another one.
        bool isStreamEnd = false;
    };

    Expander() = default;
    Expander(const Expander &) = delete;
    Expander &operator=(const Expander &) = delete;
    virtual ~Expander() = default;

    /// Does what it can with both; no progress at all means that it needs more input. Errors: FileDamaged,
    /// FormatUnsupported, with a detail.
    virtual Result<Step> expand(std::span<const std::byte> in, std::span<std::byte> out) = 0;
    /// Another stream follows. Errors: Internal.
    virtual Result<> restart() = 0;
};

/// Null when there is no memory for it.
[[nodiscard]] std::unique_ptr<Expander> zlibExpander(Compression compression);
[[nodiscard]] std::unique_ptr<Expander> lz4Expander();
[[nodiscard]] std::unique_ptr<Expander> zstdExpander();

} // namespace engine::formats
