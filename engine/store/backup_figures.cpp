// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/backup_figures.h"

#include "engine/store/database.h"
#include "engine/store/fields.h"

#include <string>

namespace engine::store {

namespace {

// Each is led by an index that has all it needs (migrations.cpp): no row of the table is read for them.
constexpr const char *sums = R"(
SELECT count(*) FILTER (WHERE status = 'completed' AND started >= ?1),
    count(*) FILTER (WHERE status = 'failed' AND started >= ?1),
    count(*) FILTER (WHERE status = 'cancelled' AND started >= ?1),
    coalesce(sum(file_bytes) FILTER (WHERE status = 'completed'), 0),
    coalesce(sum(raw_bytes) FILTER (WHERE status = 'completed'), 0)
FROM backups)";

// Of an even number the lower of the two in the middle. Of the newest: how long it takes now, and never a sort of all.
constexpr const char *durations = R"(
SELECT CAST(round((julianday(ended) - julianday(started)) * 86400000) AS INTEGER) AS milliseconds
FROM backups WHERE status = 'completed' AND +started >= ?1)";
constexpr const char *median = R"(
SELECT milliseconds FROM (
    SELECT milliseconds, row_number() OVER (ORDER BY milliseconds) AS place, count(*) OVER () AS of_all FROM newest)
WHERE place = (of_all + 1) / 2)";

constexpr const char *newestProven = R"(
SELECT snapshot, environment FROM backups WHERE status = 'completed' AND proof_level >= 2)";

// One index entry for each environment, not for each backup.
constexpr const char *growth = R"(
WITH RECURSIVE names (name) AS (
    SELECT min(environment) FROM backups
    UNION ALL
    SELECT (SELECT min(environment) FROM backups WHERE environment > name) FROM names WHERE name IS NOT NULL),
newest (name, bytes, moment) AS (
    SELECT name,
        (SELECT raw_bytes FROM backups WHERE environment = name AND status = 'completed' AND kind = 'full'
            AND raw_bytes > 0 ORDER BY snapshot DESC LIMIT 1),
        (SELECT snapshot FROM backups WHERE environment = name AND status = 'completed' AND kind = 'full'
            AND raw_bytes > 0 ORDER BY snapshot DESC LIMIT 1)
    FROM names WHERE name IS NOT NULL AND (?1 = '' OR name = ?1)),
both (now, before) AS (
    SELECT bytes, (SELECT raw_bytes FROM backups WHERE environment = name AND status = 'completed' AND kind = 'full'
        AND raw_bytes > 0 AND snapshot <= strftime('%Y-%m-%dT%H:%M:%fZ', moment, '-30 days')
        ORDER BY snapshot DESC LIMIT 1)
    FROM newest WHERE bytes IS NOT NULL)
SELECT CAST(round((sum(now) * 1.0 / sum(before) - 1) * 10000) AS INTEGER) FROM both WHERE before IS NOT NULL)";

constexpr const char *days = R"(
SELECT date(started, 'localtime') AS day, count(*) FILTER (WHERE status IN ('completed', 'missing')),
    coalesce(max(proof_level) FILTER (WHERE status IN ('completed', 'missing')), 0) >= 2,
    count(*) FILTER (WHERE status = 'failed'),
    count(*) FILTER (WHERE status IN ('completed', 'missing') AND proof_level = 0 AND proved <> ''),
    coalesce(max(file_bytes) FILTER (WHERE status IN ('completed', 'missing')), 0),
    coalesce(max(CAST(round((julianday(ended) - julianday(started)) * 86400000) AS INTEGER))
        FILTER (WHERE status IN ('completed', 'missing')), 0)
FROM backups WHERE started >= ?1 AND status <> 'deleted')";

/// `sql` of one environment where it is named; its value is ?2 then.
std::string scoped(const char *sql, const BackupScope &scope, const char *joint)
{
    std::string all(sql);
    if (!scope.environment.isEmpty())
        all.append(joint).append("environment = ?2");
    return all;
}

std::vector<Value> valuesOf(const BackupScope &scope)
{
    std::vector<Value> values{stored(scope.since)};
    if (!scope.environment.isEmpty())
        values.emplace_back(scope.environment);
    return values;
}

Result<> addMedian(Database &database, const BackupScope &scope, BackupStatistics &statistics)
{
    const std::string sql
        = "WITH newest AS (" + scoped(durations, scope, " AND ") + " ORDER BY id DESC LIMIT 1000)" + median;
    TRY_ASSIGN(const auto rows, database.run(sql.c_str(), valuesOf(scope)));
    if (!rows.empty())
        statistics.medianMilliseconds = Fields(rows.front()).number();
    return {};
}

Result<> addProven(Database &database, const BackupScope &scope, BackupStatistics &statistics)
{
    std::string sql(newestProven);
    std::vector<Value> values;
    if (!scope.environment.isEmpty()) {
        sql += " AND environment = ?1";
        values.emplace_back(scope.environment);
    }
    TRY_ASSIGN(const auto rows, database.run((sql + " ORDER BY snapshot DESC LIMIT 1").c_str(), values));
    if (rows.empty())
        return {};
    Fields fields(rows.front());
    statistics.newestProven = fields.time();
    statistics.newestProvenOf = fields.text();
    return {};
}

} // namespace

Result<BackupStatistics> statisticsOf(Database &database, const BackupScope &scope)
{
    TRY_ASSIGN(const auto rows, database.run(scoped(sums, scope, " WHERE ").c_str(), valuesOf(scope)));
    Fields fields(rows.at(0));
    BackupStatistics statistics{.completed = fields.number()};
    statistics.failed = fields.number();
    statistics.cancelled = fields.number();
    statistics.fileBytes = fields.number();
    statistics.rawBytes = fields.number();
    TRY(addMedian(database, scope, statistics));
    TRY(addProven(database, scope, statistics));
    TRY_ASSIGN(const auto grown, database.run(growth, {stored(scope.environment)}));
    if (const auto hundredths = Fields(grown.at(0)).maybeNumber())
        statistics.growth = static_cast<double>(*hundredths) / 10000;
    return statistics;
}

Result<QList<BackupDay>> daysOf(Database &database, const BackupScope &scope)
{
    const std::string sql = scoped(days, scope, " AND ") + " GROUP BY day ORDER BY day";
    TRY_ASSIGN(const auto rows, database.run(sql.c_str(), valuesOf(scope)));
    QList<BackupDay> all;
    for (const Row &row : rows) {
        Fields fields(row);
        BackupDay day{.day = QDate::fromString(fields.text(), Qt::ISODate)};
        day.completed = fields.number();
        day.isProven = fields.flag();
        day.failed = fields.number();
        day.damaged = fields.number();
        day.fileBytes = fields.number();
        day.milliseconds = fields.number();
        all.append(day);
    }
    return all;
}

} // namespace engine::store
