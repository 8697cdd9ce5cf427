// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace engine::anonymize {

/// What a placeholder between braces stands for; Text is what stands outside of them.
enum class TemplatePartKind { Text, Number, Hash, First, Last, City, Digits };

struct TemplatePart
{
    TemplatePartKind kind = TemplatePartKind::Text;
    std::string text{};
    int count = 0;
};

/// Calls `onPart` for each part; returns the first placeholder that does not exist, with its braces.
std::string readTemplate(std::string_view text, const std::function<void(TemplatePart)> &onPart);

/// The placeholders of a template that do not exist, for a message; empty when all is well.
[[nodiscard]] std::string unknownPlaceholder(std::string_view text);
/// Whether different values get different texts.
[[nodiscard]] bool templateIsUnique(std::string_view text);
[[nodiscard]] bool templateIsConstant(std::string_view text);

} // namespace engine::anonymize
