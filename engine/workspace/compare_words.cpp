// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/compare_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace engine::workspace {

using catalog::CompareOptions;

namespace {

constexpr std::array<std::pair<const char *, bool CompareOptions::*>, 9> parts{
    {{"owners", &CompareOptions::owners},
     {"grants", &CompareOptions::privileges},
     {"comments", &CompareOptions::comments},
     {"tablespaces", &CompareOptions::tablespaces},
     {"column-order", &CompareOptions::columnOrder},
     {"storage", &CompareOptions::storage},
     {"extension-versions", &CompareOptions::extensionVersions},
     {"white-space", &CompareOptions::whiteSpace},
     {"publications", &CompareOptions::publications}}};

} // namespace

const std::vector<std::string> &ignorableParts()
{
    static const std::vector<std::string> words = [] {
        std::vector<std::string> list;
        for (const auto &[word, part] : parts)
            list.emplace_back(word);
        return list;
    }();
    return words;
}

Result<CompareOptions> compareOptions(const std::vector<std::string> &ignored)
{
    CompareOptions options{.sequenceValues = false};
    for (const std::string &word : ignored) {
        const auto *part = std::ranges::find_if(parts, [&](const auto &known) { return known.first == word; });
        if (part == parts.end())
            return failure({.code = ErrorCode::Usage, .subject = text(word)});
        options.*part->second = false;
    }
    return options;
}

Result<std::vector<migration::Rename>> parseRenames(const std::vector<std::string> &renames)
{
    std::vector<migration::Rename> parsed;
    for (const std::string &words : renames) {
        TRY_ASSIGN(migration::Rename rename, migration::parseRename(words));
        parsed.push_back(std::move(rename));
    }
    return parsed;
}

} // namespace engine::workspace
