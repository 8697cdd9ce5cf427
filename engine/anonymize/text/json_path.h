// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// One step of a JSON path: `.name`, `.*`, `[3]`, `[*]`; with `..` before it, at any depth.
struct PathStep
{
    enum class Kind { Member, AnyMember, Element, AnyElement };
    Kind kind = Kind::Member;
    std::string name{};
    size_t index = 0;
    bool atAnyDepth = false;
};
/// Empty when the text is no path, or one of more than 60 steps.
[[nodiscard]] std::optional<std::vector<PathStep>> parsePath(std::string_view path);
/// The path of these steps; parsePath() reads it back.
[[nodiscard]] std::string pathText(const std::vector<PathStep> &steps);

} // namespace engine::anonymize
