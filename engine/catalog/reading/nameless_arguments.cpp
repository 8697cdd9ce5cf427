// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/reading/nameless_arguments.h"

#include <algorithm>

namespace engine::catalog {

namespace {

/// The place behind the string or quoted name that begins at `start`.
size_t behindQuoted(std::string_view text, size_t start)
{
    const bool hasEscapes = text[start] == '\'' && start > 0 && text[start - 1] == 'E';
    for (size_t i = start + 1; i < text.size(); ++i) {
        if (hasEscapes && text[i] == '\\')
            ++i;
        else if (text[i] == text[start] && i + 1 < text.size() && text[i + 1] == text[start])
            ++i;
        else if (text[i] == text[start])
            return i + 1;
    }
    return text.size();
}

/// Where empty names are: the server prints none but for an argument.
std::vector<size_t> placesOfEmptyNames(std::string_view text)
{
    std::vector<size_t> places;
    for (size_t i = 0; i < text.size();) {
        const bool isEmptyName = text.substr(i, 2) == "\"\"" && text.substr(i, 3) != "\"\"\"";
        if (isEmptyName)
            places.push_back(i);
        if (isEmptyName)
            i += 2;
        else
            i = text[i] == '\'' || text[i] == '"' ? behindQuoted(text, i) : i + 1;
    }
    return places;
}

/// Takes the name of the routine off the end: `f.` or `"F".`, by which an argument can be qualified.
void takeQualifier(std::string &text)
{
    if (!text.ends_with('.'))
        return;
    text.pop_back();
    if (text.ends_with('"')) {
        const size_t start = text.rfind('"', text.size() - 2);
        text.resize(start == std::string::npos ? 0 : start);
        return;
    }
    const auto isOfName = [](char letter) {
        return letter == '_' || letter == '$' || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z')
               || static_cast<unsigned char>(letter) >= 0x80;
    };
    while (!text.empty() && isOfName(text.back()))
        text.pop_back();
}

} // namespace

std::optional<std::string> withNumberedArguments(std::string_view definition, const std::vector<std::string> &numbers)
{
    const std::vector<size_t> places = placesOfEmptyNames(definition);
    if (places.empty())
        return std::string(definition);
    const bool isAlwaysTheSame = !numbers.empty() && std::ranges::all_of(numbers, [&](const std::string &number) {
        return number == numbers.front();
    });
    if (!isAlwaysTheSame && numbers.size() != places.size())
        return {};
    std::string text;
    size_t end = 0;
    for (size_t i = 0; i < places.size(); ++i) {
        text += definition.substr(end, places[i] - end);
        takeQualifier(text);
        text += '$' + (isAlwaysTheSame ? numbers.front() : numbers[i]);
        end = places[i] + 2;
    }
    return text + std::string(definition.substr(end));
}

} // namespace engine::catalog
