// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace engine::store {

class Database;

/// Of which backups figures are.
struct BackupScope
{
    /// Empty: of all.
    QString environment{};
    /// Begun then or later; invalid: whenever.
    QDateTime since{};
};

struct BackupStatistics
{
    /// Of the scope.
    qint64 completed = 0;
    qint64 failed = 0;
    qint64 cancelled = 0;
    /// Of all completed ones of the environment, whenever they were begun: of the files, and before compression.
    qint64 fileBytes = 0;
    qint64 rawBytes = 0;
    /// In the middle of the newest thousand of the scope.
    qint64 medianMilliseconds = 0;
    /// The newest contents that can be restored: every block of it was read, at least. Invalid: there are none.
    QDateTime newestProven{};
    QString newestProvenOf{};
    /// By what share a full backup holds more than thirty days before (0.06: six percent); nothing where none is that
    /// old.
    std::optional<double> growth{};
};

/// What came of the backups of a day, by the clock of this computer.
struct BackupDay
{
    QDate day{};
    qint64 completed = 0;
    /// Every block of one of them was read, at least.
    bool isProven = false;
    qint64 failed = 0;
    /// Complete once, and found not to be any more.
    qint64 damaged = 0;
    /// Of the largest, and of the one that took longest.
    qint64 fileBytes = 0;
    qint64 milliseconds = 0;
};

/// Errors: those of Database::run().
[[nodiscard]] Result<BackupStatistics> statisticsOf(Database &database, const BackupScope &scope);
/// The days on which there was one, oldest first. REQUIRES: scope.since is valid.
[[nodiscard]] Result<QList<BackupDay>> daysOf(Database &database, const BackupScope &scope);

} // namespace engine::store
