// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <ranges>

namespace engine {

/// std::ranges::contains(), which GCC 12 does not have.
template <std::ranges::input_range Range, typename Value>
[[nodiscard]] constexpr bool contains(const Range &range, const Value &value)
{
    return std::ranges::find(range, value) != std::ranges::end(range);
}

} // namespace engine
