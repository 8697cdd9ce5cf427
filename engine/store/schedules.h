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

/// Something that is to be done again and again.
struct Schedule
{
    /// Given by add().
    qint64 id = 0;
    /// One of a kind.
    QString name{};
    /// A key: "backup".
    QString operation{};
    QString environment{};
    /// What the command line would be told, as JSON; whoever runs it understands it.
    QJsonObject request{};
    /// When it is done, in words that whoever computes the next time understands: "daily 07:30".
    QString rhythm{};
    bool isEnabled = true;
    /// When it is due; UTC.
    QDateTime nextRun{};
    QDateTime lastRun{};
    /// "succeeded", "failed", "cancelled"; empty before the first.
    QString lastResult{};
};

/// What is to be done when. Several programs may look at it at once (the window, a timer of the system): each turn is
/// taken by one of them.
///
/// Borrows the database, which must outlive it. Any thread, several processes. Errors: those of Database::run();
/// FileUnreadable when there is no schedule of that number.
class Schedules final
{
public:
    explicit Schedules(Database &database)
        : m_database(database)
    {}

    /// Errors: ObjectExists when one has this name.
    Result<qint64> add(const Schedule &schedule) const;
    /// Everything but the number, when and how it last ran. Errors: ObjectExists.
    Result<> change(const Schedule &schedule) const;
    Result<> remove(qint64 id) const;
    /// By name.
    [[nodiscard]] Result<QList<Schedule>> list() const;
    /// Those that are enabled and whose time has come, longest due first.
    [[nodiscard]] Result<QList<Schedule>> due(const QDateTime &now) const;
    /// Takes the turn of a schedule that due() gave, and sets its next time: true for one caller, false for all others.
    Result<bool> take(const Schedule &schedule, const QDateTime &now, const QDateTime &next) const;
    /// How the turn ended.
    Result<> note(qint64 id, const QString &result) const;

private:
    Database &m_database;
};

} // namespace engine::store
