// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/run_history.h"

#include "engine/store/database.h"
#include "engine/store/fields.h"

#include <QJsonDocument>

#include <limits>

namespace engine::store {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *lastOfEnvironment = R"(
SELECT id, operation, source, target, outcome, started, ended, report
FROM runs LEFT JOIN run_reports ON run_reports.run = runs.id
WHERE id = (SELECT max(newest) FROM (
    SELECT max(id) AS newest FROM runs WHERE source = ?1 UNION ALL SELECT max(id) FROM runs WHERE target = ?1)))";

constexpr const char *newest = R"(
SELECT id, operation, source, target, outcome, started, ended, report
FROM runs LEFT JOIN run_reports ON run_reports.run = runs.id
ORDER BY id DESC LIMIT ?)";

constexpr const char *one = R"(
SELECT id, operation, source, target, outcome, started, ended, report
FROM runs LEFT JOIN run_reports ON run_reports.run = runs.id
WHERE id = ?)";

// Two questions of one index each; a run of an environment with itself is in both.
constexpr const char *pageOfEnvironment = R"(
SELECT id, operation, source, target, outcome, target_state, is_anonymized, started, ended FROM (
    SELECT * FROM (
        SELECT * FROM runs
        WHERE source = ?1 AND id < ?4 AND (?2 = '' OR operation = ?2) AND (?3 = '' OR outcome = ?3)
        ORDER BY id DESC LIMIT ?5)
    UNION
    SELECT * FROM (
        SELECT * FROM runs
        WHERE target = ?1 AND id < ?4 AND (?2 = '' OR operation = ?2) AND (?3 = '' OR outcome = ?3)
        ORDER BY id DESC LIMIT ?5))
ORDER BY id DESC LIMIT ?5)";

constexpr const char *pageOfAll = R"(
SELECT id, operation, source, target, outcome, target_state, is_anonymized, started, ended
FROM runs
WHERE ?1 = '' AND id < ?4 AND (?2 = '' OR operation = ?2) AND (?3 = '' OR outcome = ?3)
ORDER BY id DESC LIMIT ?5)";

constexpr const char *countAll = R"(
SELECT count(*) FROM runs
WHERE (?1 = '' OR source = ?1 OR target = ?1) AND (?2 = '' OR operation = ?2) AND (?3 = '' OR outcome = ?3))";

Run runOf(const Row &row)
{
    Fields fields(row);
    Run run{.id = fields.number()};
    run.operation = fields.text();
    run.source = fields.text();
    run.target = fields.text();
    run.outcome = fields.text();
    run.started = fields.time();
    run.ended = fields.time();
    run.report = QJsonDocument::fromJson(fields.text().toUtf8()).object();
    return run;
}

RunRow lightRowOf(const Row &row)
{
    Fields fields(row);
    RunRow run{.id = fields.number()};
    run.operation = fields.text();
    run.source = fields.text();
    run.target = fields.text();
    run.outcome = fields.text();
    run.targetState = fields.text();
    run.isAnonymized = fields.flag();
    run.started = fields.time();
    run.ended = fields.time();
    return run;
}

template <typename Item, typename Make>
QList<Item> listOf(const std::vector<Row> &rows, Make make)
{
    QList<Item> items;
    items.reserve(static_cast<qsizetype>(rows.size()));
    for (const Row &row : rows)
        items.append(make(row));
    return items;
}

} // namespace

Result<qint64> RunHistory::add(const Run &run) const
{
    const QByteArray report = QJsonDocument(run.report).toJson(QJsonDocument::Compact);
    qint64 id = 0;
    TRY(m_database.transact([&](Transaction &transaction) -> Result<> {
        TRY_ASSIGN(const auto rows,
                   transaction.run("INSERT INTO runs (operation, source, target, outcome, target_state, is_anonymized, "
                                   "started, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                                   {stored(run.operation), stored(run.source), stored(run.target), stored(run.outcome),
                                    stored(run.report.value(u"targetState"_s).toString()),
                                    stored(run.report.value(u"anonymized"_s).toBool()), stored(run.started),
                                    stored(run.ended)}));
        id = Fields(rows.at(0)).number();
        TRY(transaction.run("INSERT INTO run_reports (run, report) VALUES (?, ?)",
                            {id, stored(QString::fromUtf8(report))}));
        TRY(transaction.run("DELETE FROM run_reports WHERE run <= ?", {id - keptReports}));
        TRY(transaction.run("DELETE FROM runs WHERE id <= ?", {id - keptRuns}));
        return {};
    }));
    return id;
}

Result<std::optional<Run>> RunHistory::last(const QString &environment) const
{
    TRY_ASSIGN(const auto rows, m_database.run(lastOfEnvironment, {environment}));
    return rows.empty() ? std::optional<Run>() : std::optional<Run>(runOf(rows.front()));
}

Result<QList<Run>> RunHistory::list(int atMost) const
{
    TRY_ASSIGN(const auto rows, m_database.run(newest, {static_cast<qint64>(atMost)}));
    return listOf<Run>(rows, runOf);
}

Result<std::optional<Run>> RunHistory::find(qint64 id) const
{
    TRY_ASSIGN(const auto rows, m_database.run(one, {id}));
    return rows.empty() ? std::optional<Run>() : std::optional<Run>(runOf(rows.front()));
}

Result<QList<RunRow>> RunHistory::page(const RunFilter &filter, qint64 before, int atMost) const
{
    const qint64 end = before > 0 ? before : std::numeric_limits<qint64>::max();
    TRY_ASSIGN(const auto rows, m_database.run(filter.environment.isEmpty() ? pageOfAll : pageOfEnvironment,
                                               {stored(filter.environment), stored(filter.operation),
                                                stored(filter.outcome), end, static_cast<qint64>(atMost)}));
    return listOf<RunRow>(rows, lightRowOf);
}

Result<qint64> RunHistory::count(const RunFilter &filter) const
{
    TRY_ASSIGN(const auto rows, m_database.run(countAll, {stored(filter.environment), stored(filter.operation),
                                                          stored(filter.outcome)}));
    return Fields(rows.at(0)).number();
}

} // namespace engine::store
