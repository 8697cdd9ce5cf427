// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/compare_rows_request.h"

#include "engine/base/contains.h"
#include "engine/operations/compare/compare_rows.h"
#include "engine/workspace/workspace.h"

#include <QFileInfo>

namespace engine::workspace {

using namespace Qt::StringLiterals;

namespace {

/// "table=column,column"
Result<std::pair<std::string, std::vector<std::string>>> parseKey(const std::string &given)
{
    const size_t equals = given.find('=');
    std::pair<std::string, std::vector<std::string>> key{given.substr(0, equals), {}};
    std::string rest = equals == std::string::npos ? std::string() : given.substr(equals + 1);
    while (!rest.empty()) {
        const size_t comma = rest.find(',');
        if (comma != 0)
            key.second.push_back(rest.substr(0, comma));
        rest = comma == std::string::npos ? std::string() : rest.substr(comma + 1);
    }
    if (key.first.empty() || key.second.empty())
        return failure({.code = ErrorCode::Usage, .subject = u"--key "_s + text(given)});
    return key;
}

Result<fingerprint::RowOptions> rowOptions(const CompareRowsRequest &request)
{
    fingerprint::RowOptions options{.ignoredColumns = request.ignoredColumns,
                                    .tolerance = request.tolerance,
                                    .ignoresCase = contains(request.equalities, std::string("case")),
                                    .ignoresSpace = contains(request.equalities, std::string("white-space")),
                                    .normalisesJson = contains(request.equalities, std::string("json"))};
    for (const std::string &word : request.equalities) {
        if (!contains(equalities(), word))
            return failure({.code = ErrorCode::Usage, .subject = text(word)});
    }
    for (const std::string &given : request.keys) {
        TRY_ASSIGN(auto key, parseKey(given));
        options.keys.push_back(std::move(key));
    }
    return options;
}

QString absolute(const QString &path)
{
    return path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
}

} // namespace

const std::vector<std::string> &equalities()
{
    static const std::vector<std::string> words{"case", "white-space", "json"};
    return words;
}

Result<Prepared> prepare(const CompareRowsRequest &request, const Workspace &workspace, std::stop_token stop)
{
    operations::RowComparisonOptions options{.schemas = request.schemas,
                                             .tables = request.tables,
                                             .keepRows = request.keepRows,
                                             .scriptPath = absolute(request.scriptPath),
                                             .reversePath = absolute(request.reversePath),
                                             .take = request.take};
    TRY_ASSIGN(options.rows, rowOptions(request));
    options.script.deletes = request.mayLoseData;
    options.script.disablesTriggers = request.disablesTriggers;
    if (!request.tables.empty()) {
        TRY_ASSIGN(options.groups, workspace.tableGroupStore().load());
    }
    TRY_ASSIGN(environments::End source, workspace.end(request.source, {}, stop));
    TRY_ASSIGN(environments::End target, workspace.end(request.target, {}, std::move(stop)));
    Prepared prepared{.source = source.environment.name, .target = target.environment.name};
    prepared.operation = std::make_shared<operations::CompareRows>(std::move(source), std::move(target),
                                                                   std::move(options), workspace.registry());
    return prepared;
}

} // namespace engine::workspace
