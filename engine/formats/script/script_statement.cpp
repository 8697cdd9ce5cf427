// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_statement.h"

#include "engine/formats/script/script_token.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace engine::formats {

namespace {

bool isBinary(const std::vector<ScriptWord> &words, size_t from)
{
    for (size_t i = from; i < words.size(); ++i) {
        if (words[i].is("binary") || (words[i].kind == ScriptToken::Kind::Text && words[i].text == "binary"))
            return true;
    }
    return false;
}

std::optional<bool> truth(std::string_view value)
{
    std::string lower(value);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (lower == "on" || lower == "true" || lower == "yes" || lower == "1" || lower == "default")
        return true;
    if (lower == "off" || lower == "false" || lower == "no" || lower == "0")
        return false;
    return std::nullopt;
}

} // namespace

CopyKind copyKindOf(std::string_view statement, bool standardStrings)
{
    const std::vector<ScriptWord> opening = wordsOf(statement, 1, standardStrings);
    if (opening.empty() || !opening[0].is("copy"))
        return CopyKind::NoCopy;
    const std::vector<ScriptWord> words = wordsOf(statement, 8192, standardStrings);
    int depth = 0;
    for (size_t i = 1; i < words.size(); ++i) {
        depth += words[i].isSymbol('(') ? 1 : words[i].isSymbol(')') ? -1 : 0;
        const bool isFrom = words[i].is("from");
        if (depth != 0 || i + 1 >= words.size() || (!isFrom && !words[i].is("to")))
            continue;
        const ScriptWord &end = words[i + 1];
        // The server takes either word in either direction.
        if (end.is("stdin") || end.is("stdout")) {
            if (!isFrom)
                return CopyKind::ToClient;
            return words[1].is("binary") || isBinary(words, i + 2) ? CopyKind::BinaryFromClient : CopyKind::FromClient;
        }
        if (end.is("program"))
            return isFrom ? CopyKind::FromProgram : CopyKind::ToProgram;
        return isFrom ? CopyKind::FromFile : CopyKind::ToFile;
    }
    return CopyKind::NoCopy;
}

std::optional<bool> standardStringsSetBy(std::string_view statement)
{
    constexpr std::string_view name = "standard_conforming_strings";
    constexpr size_t longest = 4096;
    if (statement.size() > longest)
        return std::nullopt;
    const std::vector<ScriptWord> words = wordsOf(statement, 16);
    if (words.size() < 2 || (!words[0].is("set") && !words[0].is("reset") && !words[0].is("select")))
        return std::nullopt;
    for (size_t i = 1; i < words.size(); ++i) {
        if (words[i].text != name)
            continue;
        if (words[0].is("reset"))
            return true;
        if (i + 2 < words.size())
            return truth(words[i + 2].text);
    }
    return std::nullopt;
}

} // namespace engine::formats
