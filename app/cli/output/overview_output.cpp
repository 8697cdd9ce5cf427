// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/overview_output.h"

#include "app/cli/output/text_table.h"
#include "app/tr.h"

#include <QJsonArray>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::anonymize::ColumnDecision;
using engine::anonymize::Preview;
using engine::anonymize::Verdict;
using engine::columns::ColumnOverview;

namespace {

constexpr qsizetype widestValue = 40;

QString columnName(const ColumnDecision &decision)
{
    return engine::text(decision.table.displayed()) + u'.' + engine::text(decision.column);
}

QString verdictKey(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Personal:
        return u"personal"_s;
    case Verdict::Technical:
        return u"technical"_s;
    case Verdict::Undecided:
        return u"undecided"_s;
    }
    Q_UNREACHABLE();
}

QString categoryName(const ColumnDecision &decision)
{
    return decision.verdict == Verdict::Undecided ? Tr::tr("undecided")
                                                  : engine::anonymize::displayName(decision.category);
}

/// On one line and not too wide: a value of a database may hold anything.
QString cell(const std::optional<std::string> &value)
{
    if (!value)
        return u"NULL"_s;
    QString shown = engine::text(*value).simplified();
    for (QChar &character : shown) {
        if (character.category() == QChar::Other_Control)
            character = u'�';
    }
    return shown.size() > widestValue ? QString(shown.left(widestValue - 1) + u'…') : shown;
}

QJsonValue jsonValue(const std::optional<std::string> &value)
{
    return value ? QJsonValue(engine::text(*value)) : QJsonValue();
}

} // namespace

QString overviewForPeople(const ColumnOverview &overview)
{
    QList<QStringList> rows;
    int technical = 0;
    for (const ColumnDecision &decision : overview.decisions) {
        if (decision.changesValues() || decision.verdict != Verdict::Technical || decision.fromRuleFile)
            rows.append({columnName(decision), categoryName(decision), engine::anonymize::displayName(decision.rule),
                         decision.why.text()});
        else
            ++technical;
    }
    const QString folded
        = Tr::tr("%n technical column(s) stay as they are. --json names each with its reason.", nullptr, technical);
    if (rows.isEmpty())
        return Tr::tr("No column seems to hold personal data.") + u'\n' + folded;
    return textTable({Tr::tr("Column"), Tr::tr("Category"), Tr::tr("Rule"), Tr::tr("Why")}, rows) + u"\n\n"_s + folded;
}

QString undecidedForPeople(const ColumnOverview &overview)
{
    QList<QStringList> rows;
    for (const ColumnDecision &decision : overview.decisions) {
        if (decision.verdict == Verdict::Undecided)
            rows.append({columnName(decision), engine::anonymize::displayName(decision.rule), decision.why.text()});
    }
    return Tr::tr("Not decided by a rule or by detection:") + u'\n' + textTable({}, rows, {}, u"  "_s);
}

QJsonObject overviewToJson(const QString &source, const ColumnOverview &overview)
{
    QJsonArray columns;
    for (const ColumnDecision &decision : overview.decisions) {
        columns.append(QJsonObject{{u"table"_s, engine::text(decision.table.displayed())},
                                   {u"column"_s, engine::text(decision.column)},
                                   {u"verdict"_s, verdictKey(decision.verdict)},
                                   {u"category"_s, engine::text(engine::anonymize::categoryKey(decision.category))},
                                   {u"rule"_s, engine::text(engine::anonymize::ruleKey(decision.rule.kind))},
                                   {u"nature"_s, engine::text(engine::anonymize::natureKey(decision.nature))},
                                   {u"confidence"_s, decision.confidence},
                                   {u"fromRuleFile"_s, decision.fromRuleFile},
                                   {u"why"_s, decision.why.text()}});
    }
    return {{u"operation"_s, u"rules"_s}, {u"source"_s, source}, {u"columns"_s, columns}};
}

QString previewForPeople(const Terminal &terminal, const Preview &preview)
{
    QStringList blocks;
    for (size_t row = 0; row < preview.before.size(); ++row) {
        QList<QStringList> lines;
        for (size_t column = 0; column < preview.columns.size(); ++column) {
            const QString before = cell(preview.before[row][column]);
            const QString after = cell(preview.after[row][column]);
            const bool changed = preview.before[row][column] != preview.after[row][column];
            lines.append({engine::text(preview.columns[column]), before,
                          changed ? u"→ "_s + terminal.styledOut(Style::Strong, after) : QString()});
        }
        blocks << textTable({}, lines);
    }
    return blocks.isEmpty() ? Tr::tr("The table has no rows.") : blocks.join(u"\n\n"_s);
}

QJsonObject previewToJson(const QString &table, const Preview &preview)
{
    QJsonArray rows;
    for (size_t row = 0; row < preview.before.size(); ++row) {
        QJsonObject before;
        QJsonObject after;
        for (size_t column = 0; column < preview.columns.size(); ++column) {
            const QString name = engine::text(preview.columns[column]);
            before.insert(name, jsonValue(preview.before[row][column]));
            after.insert(name, jsonValue(preview.after[row][column]));
        }
        rows.append(QJsonObject{{u"before"_s, before}, {u"after"_s, after}});
    }
    return {{u"operation"_s, u"preview"_s}, {u"table"_s, table}, {u"rows"_s, rows}};
}

} // namespace app::cli
