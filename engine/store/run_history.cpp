// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/run_history.h"

#include "engine/store/database.h"

#include <QJsonDocument>

namespace engine::store {

namespace {

QString textOf(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text == nullptr ? QString() : *text;
}

qint64 numberOf(const Value &value)
{
    const auto *number = std::get_if<qint64>(&value);
    return number == nullptr ? 0 : *number;
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

Run runOf(const Row &row)
{
    return {.id = numberOf(row[0]),
            .operation = textOf(row[1]),
            .source = textOf(row[2]),
            .target = textOf(row[3]),
            .outcome = textOf(row[4]),
            .started = QDateTime::fromString(textOf(row[5]), Qt::ISODateWithMs),
            .ended = QDateTime::fromString(textOf(row[6]), Qt::ISODateWithMs),
            .report = QJsonDocument::fromJson(textOf(row[7]).toUtf8()).object()};
}

/// A QString without text is a null one: the columns are NOT NULL, so it is stored as "".
Value stored(const QString &text)
{
    return text.isNull() ? QLatin1String("") : text;
}

} // namespace

Result<qint64> RunHistory::add(const Run &run) const
{
    const QByteArray report = QJsonDocument(run.report).toJson(QJsonDocument::Compact);
    TRY_ASSIGN(const auto rows,
               m_database.run("INSERT INTO runs (operation, source, target, outcome, started, ended, report) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                              {stored(run.operation), stored(run.source), stored(run.target), stored(run.outcome),
                               stored(timeText(run.started)), stored(timeText(run.ended)),
                               stored(QString::fromUtf8(report))}));
    const qint64 id = numberOf(rows.at(0).at(0));
    TRY(m_database.run("DELETE FROM runs WHERE id <= ?", {id - keptRuns}));
    return id;
}

Result<std::optional<Run>> RunHistory::last(const QString &environment) const
{
    TRY_ASSIGN(const auto rows,
               m_database.run("SELECT id, operation, source, target, outcome, started, ended, report FROM runs "
                              "WHERE source = ?1 OR target = ?1 ORDER BY id DESC LIMIT 1",
                              {environment}));
    if (rows.empty())
        return std::optional<Run>();
    return std::optional<Run>(runOf(rows.front()));
}

Result<QList<Run>> RunHistory::list(int atMost) const
{
    TRY_ASSIGN(const auto rows,
               m_database.run("SELECT id, operation, source, target, outcome, started, ended, report FROM runs "
                              "ORDER BY id DESC LIMIT ?",
                              {static_cast<qint64>(atMost)}));
    QList<Run> runs;
    runs.reserve(static_cast<qsizetype>(rows.size()));
    for (const Row &row : rows)
        runs.append(runOf(row));
    return runs;
}

} // namespace engine::store
