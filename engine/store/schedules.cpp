// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/schedules.h"

#include "engine/store/database.h"
#include "engine/store/fields.h"

#include <QJsonDocument>

namespace engine::store {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *allByName = R"(
SELECT id, name, operation, environment, request, rhythm, is_enabled, next_run, last_run, last_result
FROM schedules ORDER BY name)";

constexpr const char *dueByTime = R"(
SELECT id, name, operation, environment, request, rhythm, is_enabled, next_run, last_run, last_result
FROM schedules WHERE is_enabled = 1 AND next_run <> '' AND next_run <= ? ORDER BY next_run, id)";

Schedule scheduleOf(const Row &row)
{
    Fields fields(row);
    Schedule schedule{.id = fields.number()};
    schedule.name = fields.text();
    schedule.operation = fields.text();
    schedule.environment = fields.text();
    schedule.request = QJsonDocument::fromJson(fields.text().toUtf8()).object();
    schedule.rhythm = fields.text();
    schedule.isEnabled = fields.flag();
    schedule.nextRun = fields.time();
    schedule.lastRun = fields.time();
    schedule.lastResult = fields.text();
    return schedule;
}

QList<Schedule> schedulesOf(const std::vector<Row> &rows)
{
    QList<Schedule> schedules;
    for (const Row &row : rows)
        schedules.append(scheduleOf(row));
    return schedules;
}

Value requestOf(const Schedule &schedule)
{
    return stored(QString::fromUtf8(QJsonDocument(schedule.request).toJson(QJsonDocument::Compact)));
}

Result<> refuseSameName(Transaction &transaction, const Schedule &schedule)
{
    TRY_ASSIGN(const auto same, transaction.run("SELECT id FROM schedules WHERE name = ? AND id <> ?",
                                                {stored(schedule.name), schedule.id}));
    return same.empty() ? Result<>() : failure({.code = ErrorCode::ObjectExists, .subject = schedule.name});
}

Result<> requireOne(const std::vector<Row> &rows, qint64 id)
{
    if (!rows.empty())
        return {};
    return failure(
        {.code = ErrorCode::FileUnreadable, .subject = QString::number(id), .detail = u"no schedule of this number"_s});
}

} // namespace

Result<qint64> Schedules::add(const Schedule &schedule) const
{
    qint64 id = 0;
    TRY(m_database.transact([&](Transaction &transaction) -> Result<> {
        TRY(refuseSameName(transaction, schedule));
        TRY_ASSIGN(const auto rows,
                   transaction.run("INSERT INTO schedules (name, operation, environment, request, rhythm, is_enabled, "
                                   "next_run) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                                   {stored(schedule.name), stored(schedule.operation), stored(schedule.environment),
                                    requestOf(schedule), stored(schedule.rhythm), stored(schedule.isEnabled),
                                    stored(schedule.nextRun)}));
        id = Fields(rows.at(0)).number();
        return {};
    }));
    return id;
}

Result<> Schedules::change(const Schedule &schedule) const
{
    return m_database.transact([&](Transaction &transaction) -> Result<> {
        TRY(refuseSameName(transaction, schedule));
        TRY_ASSIGN(const auto rows,
                   transaction.run("UPDATE schedules SET name = ?2, operation = ?3, environment = ?4, request = ?5, "
                                   "rhythm = ?6, is_enabled = ?7, next_run = ?8 WHERE id = ?1 RETURNING id",
                                   {schedule.id, stored(schedule.name), stored(schedule.operation),
                                    stored(schedule.environment), requestOf(schedule), stored(schedule.rhythm),
                                    stored(schedule.isEnabled), stored(schedule.nextRun)}));
        return requireOne(rows, schedule.id);
    });
}

Result<> Schedules::remove(qint64 id) const
{
    TRY_ASSIGN(const auto rows, m_database.run("DELETE FROM schedules WHERE id = ? RETURNING id", {id}));
    return requireOne(rows, id);
}

Result<QList<Schedule>> Schedules::list() const
{
    TRY_ASSIGN(const auto rows, m_database.run(allByName));
    return schedulesOf(rows);
}

Result<QList<Schedule>> Schedules::due(const QDateTime &now) const
{
    TRY_ASSIGN(const auto rows, m_database.run(dueByTime, {stored(now)}));
    return schedulesOf(rows);
}

Result<bool> Schedules::take(const Schedule &schedule, const QDateTime &now, const QDateTime &next) const
{
    // Whoever took it before has moved its time.
    TRY_ASSIGN(const auto rows, m_database.run("UPDATE schedules SET next_run = ?3, last_run = ?4 "
                                               "WHERE id = ?1 AND next_run = ?2 AND is_enabled = 1 RETURNING id",
                                               {schedule.id, stored(schedule.nextRun), stored(next), stored(now)}));
    return !rows.empty();
}

Result<> Schedules::note(qint64 id, const QString &result) const
{
    TRY_ASSIGN(const auto rows, m_database.run("UPDATE schedules SET last_result = ?2 WHERE id = ?1 RETURNING id",
                                               {id, stored(result)}));
    return requireOne(rows, id);
}

} // namespace engine::store
