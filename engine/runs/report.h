// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/runs/plan.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>

namespace engine::runs {

enum class Outcome { Succeeded, Failed, Cancelled, Refused };
/// "succeeded", "failed", "cancelled", "refused": in JSON and in the history, never translated.
[[nodiscard]] QString outcomeKey(Outcome outcome);

/// What happened to one table.
struct TableReport
{
    QString name{};
    /// The table that it is a partition of, and whose rules it has; of any other its own name.
    QString root{};
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 milliseconds = 0;
    qint64 anonymizedFields = 0;
    /// Rows that break a key of the source, and those that refer to them.
    qint64 leftOut = 0;
    /// The rows are those the target had: nothing was copied.
    bool isKept = false;
    /// Of the rows as they were written; empty when not computed.
    QString digest{};
    /// Fields replaced per column.
    QMap<QString, qint64> anonymizedColumns{};
    /// What was counted of every column, where rows went through rules.
    QMap<QString, runs::ColumnCount> columnCounts{};
    /// How many values each path of a column's rule met.
    QMap<QString, QMap<QString, qint64>> pathCounts{};
};

/// A column or a mention as plan and report write them.
[[nodiscard]] QJsonObject toJson(const runs::PlannedColumn &column);
[[nodiscard]] QJsonObject toJson(const runs::Mention &mention);

/// A file that an operation wrote, whole and on the disk.
struct WrittenFile
{
    /// Absolute.
    QString path{};
    /// Of the backup: the same on every computer.
    QString identifier{};
    /// 64 hexadecimal digits.
    QString sha256{};
    qint64 bytes = 0;
    bool isEncrypted = false;
    /// The instant its contents are of.
    QDateTime snapshot{};
};

/// What an operation did: made for every outcome, shown by the window, printed by the command line, kept in history.
struct Report
{
    runs::OperationKind kind = runs::OperationKind::Clone;
    QString source{};
    QString target{};
    Outcome outcome = Outcome::Failed;
    TargetState targetState = TargetState::NotConcerned;
    /// Of a backup.
    std::optional<WrittenFile> file{};
    QList<TableReport> tables{};
    /// Count of objects made, per kind ("table": 21).
    QMap<QString, qint64> objects{};
    QList<runs::NotCarried> notCarried{};
    /// Every column where rows went through rules: what was replaced, and what stayed in clear and why.
    QList<runs::PlannedColumn> columns{};
    /// What of the structure looks like personal data, and was carried as it is.
    QList<runs::Mention> mentions{};
    QList<Sentence> warnings{};
    /// Warnings about personal data that is in the target although a rule or a person meant otherwise.
    QList<Sentence> alarms{};
    /// What is always so, and should be known.
    QList<Sentence> remarks{};
    /// Warnings that hold a password: for who reads the report now, not for toJson(), which is kept.
    QList<Sentence> secrets{};
    bool verified = false;
    bool anonymized = false;
    /// The environment whose rules were used because no others were given.
    QString rulesKeptFor{};
    QString rawReason{};
    qint64 durationMilliseconds = 0;
    std::optional<Error> error{};

    /// The report of DESIGN part 10: `"schema": 1`, stable English keys.
    [[nodiscard]] QJsonObject toJson() const;
};

} // namespace engine::runs
