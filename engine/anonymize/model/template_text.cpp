// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/template_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace engine::anonymize {

namespace {

constexpr int maxTemplateDigits = 18;

/// The placeholder between braces; nullopt when there is no such thing.
std::optional<TemplatePart> placeholder(std::string_view name)
{
    if (name == "n")
        return TemplatePart{.kind = TemplatePartKind::Number};
    if (name == "hash")
        return TemplatePart{.kind = TemplatePartKind::Hash};
    if (name == "first")
        return TemplatePart{.kind = TemplatePartKind::First};
    if (name == "last")
        return TemplatePart{.kind = TemplatePartKind::Last};
    if (name == "city")
        return TemplatePart{.kind = TemplatePartKind::City};
    if (!name.starts_with("digits:"))
        return std::nullopt;
    name.remove_prefix(7);
    int count = 0;
    const auto result = std::from_chars(name.data(), name.data() + name.size(), count);
    if (result.ptr != name.data() + name.size() || count < 1 || count > maxTemplateDigits)
        return std::nullopt;
    return TemplatePart{.kind = TemplatePartKind::Digits, .count = count};
}

} // namespace

std::string readTemplate(std::string_view text, const std::function<void(TemplatePart)> &onPart)
{
    std::string unknown;
    while (!text.empty()) {
        const size_t open = text.find('{');
        if (open > 0)
            onPart({.text = std::string(text.substr(0, open))});
        if (open == std::string_view::npos)
            break;
        const size_t close = std::min(text.find('}', open), text.size() - 1);
        const auto part = placeholder(text.substr(open + 1, close - open - 1));
        if (part)
            onPart(*part);
        else if (unknown.empty())
            unknown = text.substr(open, close - open + 1);
        text.remove_prefix(close + 1);
    }
    return unknown;
}

std::string unknownPlaceholder(std::string_view text)
{
    return readTemplate(text, [](const TemplatePart &) {});
}

bool templateIsUnique(std::string_view text)
{
    bool unique = false;
    readTemplate(text, [&unique](const TemplatePart &part) {
        unique = unique || part.kind == TemplatePartKind::Number || part.kind == TemplatePartKind::Hash;
    });
    return unique;
}

bool templateIsConstant(std::string_view text)
{
    bool constant = true;
    readTemplate(text,
                 [&constant](const TemplatePart &part) { constant = constant && part.kind == TemplatePartKind::Text; });
    return constant;
}

} // namespace engine::anonymize
