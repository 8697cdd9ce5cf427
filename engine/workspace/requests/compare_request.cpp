// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/compare_request.h"

#include "engine/operations/compare/compare.h"
#include "engine/workspace/workspace.h"

#include <algorithm>
#include <array>
#include <utility>

namespace engine::workspace {

using catalog::CompareOptions;
using operations::ComparisonOptions;

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

Result<ComparisonOptions> optionsOf(const CompareRequest &request)
{
    ComparisonOptions options{.schemas = request.schemas,
                              .mayLoseData = request.mayLoseData,
                              .reordersColumns = request.reordersColumns,
                              .take = request.take};
    for (const std::string &word : request.ignored) {
        const auto *part = std::ranges::find_if(parts, [&](const auto &known) { return known.first == word; });
        if (part == parts.end())
            return failure({.code = ErrorCode::Usage, .subject = text(word)});
        options.compare.*part->second = false;
    }
    for (const std::string &words : request.renames) {
        TRY_ASSIGN(migration::Rename rename, migration::parseRename(words));
        options.renames.push_back(std::move(rename));
    }
    return options;
}

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

Result<Prepared> prepare(const CompareRequest &request, const Workspace &workspace, std::stop_token stop)
{
    TRY_ASSIGN(ComparisonOptions options, optionsOf(request));
    TRY_ASSIGN(environments::End source, workspace.end(request.source, {}, stop));
    TRY_ASSIGN(environments::End target, workspace.end(request.target, {}, std::move(stop)));
    Prepared prepared{.source = source.environment.name, .target = target.environment.name};
    prepared.operation = std::make_shared<operations::Compare>(std::move(source), std::move(target), std::move(options),
                                                               workspace.registry());
    return prepared;
}

} // namespace engine::workspace
