// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/base/errors/sentence.h"
#include "engine/environments/environment.h"
#include "engine/environments/evidence.h"
#include "engine/environments/identity.h"
#include "engine/runs/effect.h"
#include "engine/runs/nature.h"
#include "engine/runs/operation_kind.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace engine::runs {

/// One end of an operation as preflight found it, on the connection it looked through.
struct PlannedEnd
{
    environments::Environment environment{};
    std::optional<environments::Identity> identity{};
    bool hasProductionMark = false;
    environments::Whereabouts whereabouts{};
    /// As it was judged when the plan was made; the guard judges again.
    Nature nature{};
    /// current_database(), and the server's version for people ("15.20").
    QString database{};
    QString serverVersion{};
    qint64 bytes = 0;
    qint64 tables = 0;
    bool isInRecovery = false;

    void take(const environments::Evidence &found)
    {
        identity = found.identity;
        hasProductionMark = found.hasProductionMark;
        whereabouts = found.whereabouts;
    }
    [[nodiscard]] environments::Evidence evidence() const { return {identity, hasProductionMark, whereabouts}; }
    [[nodiscard]] bool countsAsProduction() const
    {
        return environment.type == environments::EnvironmentType::Production || nature.isProduction();
    }
};

/// What the guard must know about two ends that look like the same database: whether a lock taken through one is seen
/// through the other (then they are the same live database, whatever their identities say).
enum class LockProbe { NotMade, SameDatabase, DifferentDatabase };

/// Something the person should read before agreeing.
struct Notice
{
    enum class Severity { Information, Warning };
    Severity severity = Severity::Information;
    Sentence sentence{};
    /// Holds a password: shown, and kept in no history.
    bool isSecret = false;
};

/// An object or a value that the operation will not carry, and why.
struct NotCarried
{
    /// "function", "event trigger", …: stable English key.
    QString kind{};
    QString name{};
    Sentence reason{};
};

/// Something in the structure, which is carried as it is, that looks like personal data: a comment, a condition, a
/// name.
struct Mention
{
    /// "comment", "check constraint", "partition bound", …: stable English key.
    QString kind{};
    /// Of the object; a part of it that is itself personal is not in it.
    QString name{};
    /// What it looks like, never what it says.
    Sentence reason{};
};

/// How many values of a column went over, counted on their way. NULL and empty texts are no values.
struct ColumnCount
{
    qint64 values = 0;
    /// Those that are another one in the target.
    qint64 changed = 0;
    /// Those in which an address, a telephone number or the like is in the target as it was.
    qint64 personal = 0;

    void add(const ColumnCount &other)
    {
        values += other.values;
        changed += other.changed;
        personal += other.personal;
    }
};

/// Who decided what becomes of a column: a rule file, detection, or nobody.
enum class DecidedBy { Rules, Detection, Nobody };
/// How much of a column's values can be found in the target as they were.
enum class InClear { Nothing, Part, Everything };

/// How a column will be treated. Every column is named: what is not is nothing.
struct PlannedColumn
{
    QString table{};
    QString column{};
    /// "email", "firstName", … or "technical", "undecided".
    QString category{};
    /// Rule for people; empty when the column stays in clear.
    QString rule{};
    Sentence why{};
    DecidedBy decidedBy = DecidedBy::Detection;
    InClear inClear = InClear::Nothing;
    /// It looks personal, and a rule of somebody lets its values out of a production as they are.
    bool isLetOut = false;
    /// Once the rows are there.
    std::optional<ColumnCount> count{};

    /// In clear because of what it is: keys, amounts, states. Folded away where people read.
    [[nodiscard]] bool isTechnical() const
    {
        return rule.isEmpty() && category == u"technical" && decidedBy == DecidedBy::Detection;
    }
};

/// "rules", "detection", "nobody": never translated.
[[nodiscard]] QString decidedByKey(DecidedBy decidedBy);
/// "nothing", "part", "everything": never translated.
[[nodiscard]] QString inClearKey(InClear inClear);

/// A table of the source that has rows of its own, as one may choose it.
struct PlannedTable
{
    QString schema{};
    QString name{};
    /// The server's estimate; -1 when it has none.
    qint64 rows = -1;
    qint64 bytes = 0;
    /// False: its structure is made, its rows stay behind.
    bool isCopied = true;
};

/// A table of the target whose rows survive.
struct PlannedKeep
{
    QString name{};
    qint64 rows = 0;
    bool isOnlyInTarget = false;
    /// Columns whose values do not come along, because the source has no such column.
    QStringList lostColumns{};
    /// Columns of the source alone: they get their default.
    QStringList newColumns{};
};

/// What an operation is about to do, before it does anything: plain data, made without side effects.
struct Plan
{
    OperationKind kind = OperationKind::Clone;
    /// Of this plan and of no other: a permit is for it alone. 0: of no operation.
    quint64 number = 0;
    /// What it does, and all that it does.
    QList<Effect> effects{};
    PlannedEnd source{};
    PlannedEnd target{};
    LockProbe lockProbe = LockProbe::NotMade;

    /// The recipe, in order.
    QList<Sentence> steps{};
    /// What will be set aside in the target: names for people, and totals.
    QStringList replacedTables{};
    qint64 replacedRows = 0;
    qint64 replacedBytes = 0;
    qint64 rowsToCopy = 0;
    qint64 bytesToCopy = 0;
    qint64 tablesToCopy = 0;
    QList<PlannedTable> tables{};
    QList<PlannedKeep> keptTables{};

    bool anonymized = true;
    /// Why clear data may leave production; empty unless asked for.
    QString rawReason{};
    QList<PlannedColumn> columns{};
    /// The environment whose rules are used because no others were given; empty: a file's, or none.
    QString rulesKeptFor{};
    /// Of which columns the rules speak.
    int ruledColumns = 0;
    QList<Mention> mentions{};
    QList<NotCarried> notCarried{};
    QList<Notice> notices{};
    /// Everything that stands in the way, found in one go. The guard refuses a plan that has any.
    QList<Error> problems{};

    [[nodiscard]] bool changes(Side side) const;
    [[nodiscard]] bool reads(Side side) const;
};

/// A number that no plan of this process has had.
[[nodiscard]] quint64 newPlanNumber();

/// What of a production a plan, or its report, lets out in clear because somebody said so, in sentences with its
/// weight; empty when nothing. `rawReason`: of all of its data.
[[nodiscard]] QList<Sentence> clearDataSentences(const QString &source, const QString &target, const QString &rawReason,
                                                 const QList<PlannedColumn> &columns);
/// The same of a plan whose source counts as a production.
[[nodiscard]] QList<Sentence> clearDataSentences(const Plan &plan);

} // namespace engine::runs
