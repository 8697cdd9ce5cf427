// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/fingerprint/row_report.h"
#include "engine/workspace/requests/prepared.h"

#include <QString>

#include <functional>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace engine::workspace {

class Workspace;

/// How the rows of two databases differ, as people ask for it. Nothing is written to either.
struct CompareRowsRequest
{
    /// Names of environments, or addresses.
    QString source{};
    QString target{};
    /// Empty: all.
    std::vector<std::string> schemas{};
    std::vector<std::string> tables{};
    std::vector<std::string> ignoredColumns{};
    /// "table=column,column"
    std::vector<std::string> keys{};
    std::string tolerance{};
    /// Words of equalities().
    std::vector<std::string> equalities{};
    size_t keepRows = 100;
    /// Where SQL is written; empty: nowhere.
    QString scriptPath{};
    QString reversePath{};
    /// The script deletes what only the target has.
    bool mayLoseData = false;
    bool disablesTriggers = false;
    /// Gets what was found, on the thread that compared, before the report.
    std::function<void(std::shared_ptr<const fingerprint::RowComparison>)> take{};
};

/// "case", "white-space", "json": what need not be the same in values that are.
[[nodiscard]] const std::vector<std::string> &equalities();

/// Errors: Usage for words that are none of these and keys nobody understands; those of Workspace::end().
[[nodiscard]] Result<Prepared> prepare(const CompareRowsRequest &request, const Workspace &workspace,
                                       std::stop_token stop);

/// Rows of a comparison by their places: of its table, and of the row among those that the table keeps.
using ChosenRows = std::set<std::pair<size_t, size_t>>;

/// SQL that makes these rows of the target like those of the source, deletes among them; `isReverse`: that brings them
/// back. It holds values in clear. What does not fit into memory waits in a private folder of the workspace.
[[nodiscard]] Result<QByteArray> scriptOfRows(const fingerprint::RowComparison &comparison, const ChosenRows &rows,
                                              bool isReverse, const Workspace &workspace);

/// Writes SQL of rows into the file that the request names, as the comparison would: once the guard has judged that
/// clear values of these two go there. Blocks. Errors: what the guard says; those of prepare() and of looking at both;
/// FileUnwritable.
[[nodiscard]] Result<> saveRowScript(const CompareRowsRequest &request, const QByteArray &script,
                                     const Workspace &workspace, std::stop_token stop);

} // namespace engine::workspace
