// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// Which values went by lately, as their hashes: names come again and again, and need to be taken in once. Half a
/// megabyte; what was forgotten is new again.
class SeenValues final
{
public:
    /// Whether it went by lately; it has from now on. What is of another `kind` is another value.
    [[nodiscard]] bool wasSeen(std::string_view value, uint64_t kind);
    /// The same of two values together.
    [[nodiscard]] bool wasSeen(std::string_view first, std::string_view second, uint64_t kind);

private:
    [[nodiscard]] bool note(uint64_t hash);

    std::vector<uint64_t> m_hashes;
};

} // namespace engine::anonymize
