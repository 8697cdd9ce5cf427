// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/compare_rows_request.h"

#include "engine/base/contains.h"
#include "engine/base/files/atomic_file.h"
#include "engine/operations/compare/compare_rows.h"
#include "engine/workspace/loads.h"
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

/// A script of rows that were chosen one by one.
class BytesWriter final : public ByteWriter
{
public:
    Result<> write(std::span<const std::byte> bytes) override
    {
        m_bytes.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        return {};
    }
    Result<> finish() override { return {}; }
    void abort() noexcept override { m_bytes.clear(); }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes{};
};

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

Result<QByteArray> scriptOfRows(const fingerprint::RowComparison &comparison, const ChosenRows &rows, bool isReverse,
                                const Workspace &workspace)
{
    const QString title = isReverse
                              ? Tr::tr("Brings the rows of \"%1\" back to what they were before they were made like "
                                       "those of \"%2\".")
                              : Tr::tr("Makes the rows of \"%1\" like those of \"%2\".");
    fingerprint::RowScriptOptions options{
        .deletes = true,
        .title = {title.arg(comparison.target, comparison.source).toStdString(),
                  Tr::tr("Written by Sosie; it holds values of both databases in clear. Read it before you run it.")
                      .toStdString()},
        .folder = loadsFolder(workspace)};
    // Sequences stay where they are on the way back: no number is given twice.
    fingerprint::RowScript script(comparison.targetSchema,
                                  isReverse ? comparison.targetSchema : comparison.sourceSchema, std::move(options));
    for (const auto &[table, row] : rows) {
        const fingerprint::TableDifference &found = comparison.tables.at(table);
        TRY(script.add(found.table, isReverse ? fingerprint::takenBack(found.rows.at(row)) : found.rows.at(row)));
    }
    BytesWriter writer;
    if (!script.isEmpty())
        TRY(script.write(writer));
    return writer.bytes();
}

Result<> saveRowScript(const CompareRowsRequest &request, const QByteArray &script, const Workspace &workspace,
                       std::stop_token stop)
{
    TRY_ASSIGN(const Prepared prepared, prepare(request, workspace, stop));
    Progress progress;
    TRY_ASSIGN(const runs::Plan plan, prepared.operation->plan(stop, progress));
    TRY(workspace.guard().permit(plan, {}));
    return writeFileAtomically(absolute(request.scriptPath), script);
}

} // namespace engine::workspace
