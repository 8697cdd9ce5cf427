// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/plan.h"

#include "engine/base/errors/sentence.h"

#include <algorithm>
#include <atomic>

namespace engine::runs {

using namespace Qt::StringLiterals;

bool Plan::changes(Side side) const
{
    return std::ranges::any_of(effects, [side](const Effect &effect) { return effect.changes(side); });
}

bool Plan::reads(Side side) const
{
    return std::ranges::any_of(effects, [side](const Effect &effect) { return effect.reads(side); });
}

quint64 newPlanNumber()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

QString decidedByKey(DecidedBy decidedBy)
{
    switch (decidedBy) {
    case DecidedBy::Rules:
        return u"rules"_s;
    case DecidedBy::Detection:
        return u"detection"_s;
    case DecidedBy::Nobody:
        return u"nobody"_s;
    }
    Q_UNREACHABLE();
}

QString inClearKey(InClear inClear)
{
    switch (inClear) {
    case InClear::Nothing:
        return u"nothing"_s;
    case InClear::Part:
        return u"part"_s;
    case InClear::Everything:
        return u"everything"_s;
    }
    Q_UNREACHABLE();
}

QList<Sentence> clearDataSentences(const QString &source, const QString &target, const QString &rawReason,
                                   const QList<PlannedColumn> &columns)
{
    // More names than one reads are in the list of columns.
    constexpr int mostNamed = 12;
    if (!rawReason.isEmpty())
        return {Tr::sentence("In clear in \"%1\": all personal data of the production \"%2\". Reason given: %3")
                    .arg(target, source, rawReason)};
    QStringList named;
    int count = 0;
    for (const PlannedColumn &column : columns) {
        if (column.isLetOut && ++count <= mostNamed)
            named.append(column.table + u'.' + column.column);
    }
    if (count == 0)
        return {};
    if (count > mostNamed)
        named.append(u"…"_s);
    return {Tr::sentence("In clear in \"%1\", because somebody decided so: %Ln column(s) of the production \"%2\" "
                         "(%3).",
                         nullptr, count)
                .arg(target, source, named.join(u", "_s))};
}

QList<Sentence> clearDataSentences(const Plan &plan)
{
    if (!plan.source.countsAsProduction())
        return {};
    return clearDataSentences(plan.source.environment.name, plan.target.environment.name,
                              plan.anonymized ? QString() : plan.rawReason, plan.columns);
}

} // namespace engine::runs
