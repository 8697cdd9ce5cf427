// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/json_path.h"

#include <algorithm>
#include <charconv>

namespace engine::anonymize {

namespace {

constexpr size_t mostSteps = 60;

/// Reads a member's name in brackets (['a b'] or ["a b"]), an index or a star; the bracket is already gone.
std::optional<PathStep> bracketStep(std::string_view &path)
{
    const char quote = path.empty() ? '\0' : path.front();
    if (quote == '\'' || quote == '"') {
        const size_t end = path.find(quote, 1);
        if (end == std::string_view::npos || path.substr(end + 1, 1) != "]")
            return std::nullopt;
        PathStep step{.kind = PathStep::Kind::Member, .name = std::string(path.substr(1, end - 1))};
        path.remove_prefix(end + 2);
        return step;
    }
    const size_t end = path.find(']');
    if (end == std::string_view::npos || end == 0)
        return std::nullopt;
    const std::string_view inside = path.substr(0, end);
    path.remove_prefix(end + 1);
    if (inside == "*")
        return PathStep{.kind = PathStep::Kind::AnyElement};
    PathStep step{.kind = PathStep::Kind::Element};
    const auto result = std::from_chars(inside.data(), inside.data() + inside.size(), step.index);
    if (result.ec != std::errc() || result.ptr != inside.data() + inside.size())
        return std::nullopt;
    return step;
}

} // namespace

std::optional<std::vector<PathStep>> parsePath(std::string_view path)
{
    if (!path.starts_with('$'))
        return std::nullopt;
    path.remove_prefix(1);
    std::vector<PathStep> steps;
    while (!path.empty()) {
        const bool atAnyDepth = path.starts_with("..");
        if (atAnyDepth)
            path.remove_prefix(path.starts_with("..[") ? 2 : 1);
        PathStep step;
        if (path.starts_with('[')) {
            path.remove_prefix(1);
            auto inBrackets = bracketStep(path);
            if (!inBrackets)
                return std::nullopt;
            step = *std::move(inBrackets);
        } else if (path.starts_with('.')) {
            path.remove_prefix(1);
            const size_t end = std::min(path.find_first_of(".["), path.size());
            if (end == 0)
                return std::nullopt;
            step.name = path.substr(0, end);
            step.kind = step.name == "*" ? PathStep::Kind::AnyMember : PathStep::Kind::Member;
            path.remove_prefix(end);
        } else {
            return std::nullopt;
        }
        step.atAnyDepth = atAnyDepth;
        if (steps.size() == mostSteps)
            return std::nullopt;
        steps.push_back(std::move(step));
    }
    return steps;
}

std::string pathText(const std::vector<PathStep> &steps)
{
    std::string text = "$";
    for (const PathStep &step : steps) {
        // A name in brackets may have anything in it but the quote around it.
        const char quote = step.name.find('"') == std::string::npos ? '"' : '\'';
        if (step.atAnyDepth)
            text += step.kind == PathStep::Kind::AnyMember ? "." : "..";
        switch (step.kind) {
        case PathStep::Kind::Member:
            text += '[' + (quote + step.name) + quote + ']';
            break;
        case PathStep::Kind::AnyMember:
            text += ".*";
            break;
        case PathStep::Kind::Element:
            text += '[' + std::to_string(step.index) + ']';
            break;
        case PathStep::Kind::AnyElement:
            text += "[*]";
            break;
        }
    }
    return text;
}

} // namespace engine::anonymize
