// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/comparison/rows_output.h"

#include "app/tr.h"

#include <QStringList>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::fingerprint::countsOf;
using engine::fingerprint::notesOf;
using engine::fingerprint::RowComparison;
using engine::fingerprint::RowDifference;
using engine::fingerprint::rowName;
using engine::fingerprint::shownValue;
using engine::fingerprint::TableDifference;

namespace {

QString changesOf(const TableDifference &table, const RowDifference &row, bool hidesValues)
{
    QStringList changes;
    for (size_t i = 0; i < row.changed.size(); ++i) {
        const auto &column = table.table.columns[i];
        if (row.changed[i])
            changes << u"%1: %2 → %3"_s.arg(engine::text(column.name()), shownValue(column, row.target[i], hidesValues),
                                            shownValue(column, row.source[i], hidesValues));
    }
    return changes.isEmpty() ? QString() : u"  "_s + changes.join(u"; "_s);
}

void addTable(const Terminal &terminal, const RowComparison &comparison, const TableDifference &table, bool hidesValues,
              QStringList &lines)
{
    lines << terminal.styledOut(
        Style::Strong, u"%1: %2"_s.arg(engine::text(table.table.name.displayed()), countsOf(comparison, table)));
    for (const QString &note : notesOf(comparison, table))
        lines << u"  • "_s + note;
    for (const RowDifference &row : table.rows) {
        const bool isChanged = row.kind == RowDifference::Kind::Changed;
        const bool isNew = row.kind == RowDifference::Kind::OnlySource;
        const Style style = isChanged ? Style::Plain : isNew ? Style::Good : Style::Caution;
        const QString sign = isChanged ? u"~ "_s : isNew ? u"+ "_s : u"- "_s;
        lines << u"  "_s
                     + terminal.styledOut(style,
                                          sign + rowName(table, row, hidesValues) + changesOf(table, row, hidesValues));
    }
    const bool isCut = table.state == TableDifference::State::Compared
                       && static_cast<long long>(table.rows.size()) < table.differences();
    if (isCut && !table.rows.empty())
        lines << u"  "_s + Tr::tr("… the first %1 rows that differ; --rows says how many.").arg(table.rows.size());
}

} // namespace

QString rowsForPeople(const Terminal &terminal, const RowComparison &comparison, bool hidesValues)
{
    QStringList lines;
    qsizetype equal = 0;
    for (const TableDifference &table : comparison.tables) {
        if (table.areEqual())
            ++equal;
        else
            addTable(terminal, comparison, table, hidesValues, lines);
    }
    const bool areEqual = comparison.areEqual();
    if (areEqual)
        lines << terminal.styledOut(
            Style::Good, Tr::tr("\"%1\" and \"%2\" have the same rows.").arg(comparison.source, comparison.target));
    if (equal > 0)
        lines << Tr::tr("Tables with equal rows: %1.").arg(equal);
    for (const TableDifference &table : comparison.tables) {
        if (!table.areEqual())
            continue;
        for (const QString &note : notesOf(comparison, table))
            lines << u"  • %1: %2"_s.arg(engine::text(table.table.name.displayed()), note);
    }
    for (const engine::Sentence &remark : comparison.remarks)
        lines << u"  • "_s + remark.text();
    if (hidesValues && !areEqual)
        lines << Tr::tr("Values are hidden, because one of the two is a production: --show-values shows them.");
    return lines.join(u'\n');
}

} // namespace app::cli
