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

/// One operation that ended, as it is remembered.
struct Run
{
    /// Given by add(); grows by time.
    qint64 id = 0;
    /// The keys of the report: "clone", "succeeded"; names of environments.
    QString operation{};
    QString source{};
    QString target{};
    QString outcome{};
    QDateTime started{};
    QDateTime ended{};
    /// The report as `--json` prints it.
    QJsonObject report{};
};

/// The operations that ended on this computer, newest first.
///
/// Borrows the database, which must outlive it. Any thread.
class RunHistory final
{
public:
    explicit RunHistory(Database &database)
        : m_database(database)
    {}

    /// Remembers a run and returns its number; the oldest runs beyond `keptRuns` are forgotten.
    Result<qint64> add(const Run &run) const;
    /// The newest run in which the environment took part, as source or as target.
    [[nodiscard]] Result<std::optional<Run>> last(const QString &environment) const;
    [[nodiscard]] Result<QList<Run>> list(int atMost = 100) const;

    // A report of a thousand tables is about 200 kB: the history stays far below a gigabyte.
    static constexpr int keptRuns = 1000;

private:
    Database &m_database;
};

} // namespace engine::store
