// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace engine::store {

class Database;

/// One operation that ended, as a list shows it.
struct RunRow
{
    /// Given by add(); grows by time.
    qint64 id = 0;
    /// The keys of the report: "clone", "succeeded"; names of environments.
    QString operation{};
    QString source{};
    QString target{};
    QString outcome{};
    /// "replaced", "incomplete"; empty where the report says nothing of a target.
    QString targetState{};
    bool isAnonymized = false;
    QDateTime started{};
    QDateTime ended{};
};

/// One operation that ended, as it is remembered.
struct Run
{
    qint64 id = 0;
    QString operation{};
    QString source{};
    QString target{};
    QString outcome{};
    QDateTime started{};
    QDateTime ended{};
    /// The report as `--json` prints it; empty for a run so old that its report is forgotten.
    QJsonObject report{};
};

/// Which runs a list shows. Empty: all.
struct RunFilter
{
    /// As source or as target.
    QString environment{};
    QString operation{};
    QString outcome{};
};

/// The operations that ended on this computer, newest first.
///
/// Borrows the database, which must outlive it. Any thread. Errors: those of Database::run().
class RunHistory final
{
public:
    explicit RunHistory(Database &database)
        : m_database(database)
    {}

    /// Remembers a run and returns its number; the oldest runs beyond `keptRuns`, and reports beyond `keptReports`, are
    /// forgotten.
    Result<qint64> add(const Run &run) const;
    /// The newest run in which the environment took part, as source or as target.
    [[nodiscard]] Result<std::optional<Run>> last(const QString &environment) const;
    /// The newest, with their reports.
    [[nodiscard]] Result<QList<Run>> list(int atMost = 100) const;
    [[nodiscard]] Result<std::optional<Run>> find(qint64 id) const;
    /// The newest of those before run `before`, without their reports; `before` 0: from the newest on. What it costs
    /// depends on `atMost`, not on how many runs there are.
    [[nodiscard]] Result<QList<RunRow>> page(const RunFilter &filter, qint64 before = 0, int atMost = 100) const;
    /// How many there are.
    [[nodiscard]] Result<qint64> count(const RunFilter &filter) const;

    // A row takes some 200 bytes, a report of a thousand tables about 200 kB: the history stays far below a gigabyte.
    static constexpr int keptRuns = 100'000;
    static constexpr int keptReports = 1000;

private:
    Database &m_database;
};

} // namespace engine::store
