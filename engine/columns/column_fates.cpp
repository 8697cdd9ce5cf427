// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/column_fates.h"

#include "engine/base/errors/sentence.h"

#include <algorithm>

namespace engine::columns {

using namespace Qt::StringLiterals;
using anonymize::ColumnDecision;
using anonymize::RuleKind;
using anonymize::Verdict;
using runs::DecidedBy;
using runs::InClear;
using runs::PlannedColumn;

namespace {

DecidedBy whoDecided(const ColumnDecision &decision)
{
    if (decision.verdict == Verdict::Undecided)
        return DecidedBy::Nobody;
    return decision.fromRuleFile ? DecidedBy::Rules : DecidedBy::Detection;
}

bool worksInParts(const QString &rule)
{
    return rule == u"scrub" || rule == u"paths";
}

InClear clearBefore(const ColumnDecision &decision, const QString &rule)
{
    if (!rule.isEmpty())
        return worksInParts(rule) ? InClear::Part : InClear::Nothing;
    const bool isComputed = std::any_of(decision.reasons.begin(), decision.reasons.end(), [](const auto &reason) {
        return reason.code == anonymize::Reason::Code::ComputedByServer;
    });
    // From what may have been replaced.
    return isComputed ? InClear::Part : InClear::Everything;
}

InClear clearAfter(const PlannedColumn &column)
{
    const runs::ColumnCount &count = *column.count;
    if (count.values == 0)
        return InClear::Nothing;
    if (count.changed == 0)
        return InClear::Everything;
    // Where nothing was to be replaced, the names that are known were: what else the value says is in it still.
    const bool isInParts = column.rule.isEmpty() || worksInParts(column.rule);
    return count.changed < count.values || isInParts ? InClear::Part : InClear::Nothing;
}

QString subjectOf(const ColumnDecision &decision)
{
    return text(decision.table.displayed()) + u'.' + text(decision.column);
}

void warnAbout(const PlannedColumn &column, runs::Report &report)
{
    const QString name = column.table + u'.' + column.column;
    const runs::ColumnCount &count = *column.count;
    // A text in which nothing was found is no surprise, unless somebody said that there is something.
    const bool isSurprise = !column.rule.isEmpty() && count.values > 0 && count.changed == 0
                            && (!worksInParts(column.rule) || column.decidedBy == DecidedBy::Rules);
    if (isSurprise)
        report.alarms.append(Tr::sentence("The rule \"%1\" of %2 changed none of its %Ln value(s): all are in clear.",
                                          nullptr, static_cast<int>(count.values))
                                 .arg(column.rule, name));
    if (count.personal == 0)
        return;
    const Sentence found = Tr::sentence("%1: %Ln value(s) in clear look like personal data (e-mail addresses, "
                                        "telephone or account numbers).",
                                        nullptr, static_cast<int>(count.personal))
                               .arg(name);
    const bool isMeant = column.rule.isEmpty() && column.decidedBy == DecidedBy::Rules;
    (isMeant ? report.warnings : report.alarms).append(found);
}

/// Of a rule that somebody wrote, each path that led nowhere, whatever table of a family of partitions it looked in.
void warnOfIdlePaths(const PlannedColumn &column, const QList<const runs::TableReport *> &family, runs::Report &report)
{
    QMap<QString, qint64> met;
    qint64 values = 0;
    for (const runs::TableReport *table : family) {
        values += table->columnCounts.value(column.column).values;
        const QMap<QString, qint64> paths = table->pathCounts.value(column.column);
        for (auto path = paths.begin(); path != paths.end(); ++path)
            met[path.key()] += path.value();
    }
    for (auto path = met.begin(); values > 0 && path != met.end(); ++path) {
        if (path.value() == 0)
            report.alarms.append(
                Tr::sentence("The path %1 in the rule of %2 led to nothing in any of its %Ln value(s): "
                             "what it was written for is not replaced by it.",
                             nullptr, values)
                    .arg(path.key(), family.front()->root + u'.' + column.column));
    }
}

} // namespace

QList<PlannedColumn> plannedColumns(const std::vector<ColumnDecision> &decisions, bool fromProduction)
{
    QList<PlannedColumn> columns;
    for (const ColumnDecision &decision : decisions) {
        const bool isUndecided = decision.verdict == Verdict::Undecided;
        const bool isKept = decision.fromRuleFile && decision.rule.isKeep() && !isUndecided;
        const QString rule = decision.changesValues() ? text(anonymize::ruleKey(decision.rule.kind)) : QString();
        columns.append({.table = text(decision.table.displayed()),
                        .column = text(decision.column),
                        .category = isUndecided ? u"undecided"_s : text(anonymize::categoryKey(decision.category)),
                        .rule = rule,
                        .why = decision.why,
                        .decidedBy = whoDecided(decision),
                        .inClear = clearBefore(decision, rule),
                        .isLetOut = fromProduction && isKept && decision.detected != Verdict::Technical});
    }
    return columns;
}

ColumnFate fateOf(const PlannedColumn &column)
{
    if (!column.rule.isEmpty() && column.decidedBy != DecidedBy::Nobody && column.inClear != InClear::Everything)
        return ColumnFate::Replaced;
    if (column.isTechnical())
        return ColumnFate::Technical;
    return column.count && column.count->values == 0 ? ColumnFate::Empty : ColumnFate::InClear;
}

QList<Error> objectionsTo(const std::vector<ColumnDecision> &decisions, bool strict, bool fromProduction)
{
    QList<Error> objections;
    for (const ColumnDecision &decision : decisions) {
        const bool isKept = decision.fromRuleFile && decision.rule.isKeep() && decision.verdict != Verdict::Undecided;
        const bool isExplained = !decision.rule.reason.empty() && !decision.rule.decidedBy.empty();
        if (fromProduction && !decision.whyNotReplaced.isEmpty())
            objections.append(
                {.code = ErrorCode::NoRuleFits, .subject = subjectOf(decision), .detail = decision.whyNotReplaced});
        else if (strict && decision.verdict == Verdict::Undecided)
            objections.append({.code = ErrorCode::PersonalDataUndecided, .subject = subjectOf(decision)});
        else if (strict && isKept && !isExplained && decision.detected != Verdict::Technical)
            objections.append({.code = ErrorCode::KeptWithoutReason, .subject = subjectOf(decision)});
    }
    return objections;
}

Sentence keptRulesSentence(const runs::Plan &plan)
{
    return Tr::sentence("The rules kept for \"%1\" decide about %Ln column(s); detection decides about the others.",
                        nullptr, plan.ruledColumns)
        .arg(plan.rulesKeptFor);
}

QList<Sentence> tiesThatRemain()
{
    return {
        Tr::sentence("Replaced values do not make a person unknown: keys, the order of rows, times and sign-up dates, "
                     "amounts such as salaries, places and years of birth still tie a row to somebody for whom knows "
                     "them from elsewhere."),
        Tr::sentence("Rules loosen these ties: \"identifier\" for keys and numbers, \"dateShift\" for dates, \"city\" "
                     "and \"postalCode\" for places, \"null\" or a constant for what tests do not need.")};
}

void describeCounts(runs::Report &report)
{
    report.remarks += tiesThatRemain();
    QMap<QString, const runs::TableReport *> tables;
    QMap<QString, QList<const runs::TableReport *>> families;
    for (const runs::TableReport &table : report.tables) {
        tables.insert(table.name, &table);
        families[table.root].append(&table);
    }
    for (PlannedColumn &column : report.columns) {
        const runs::TableReport *table = tables.value(column.table);
        if (table == nullptr || !table->columnCounts.contains(column.column))
            continue;
        column.count = table->columnCounts.value(column.column);
        column.inClear = clearAfter(column);
        warnAbout(column, report);
        const QList<const runs::TableReport *> &family = families[table->root];
        if (column.decidedBy == DecidedBy::Rules && table == family.front())
            warnOfIdlePaths(column, family, report);
    }
}

} // namespace engine::columns
