// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/row_report.h"

#include "engine/base/errors/error_text.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>

namespace engine::fingerprint {

using namespace Qt::StringLiterals;
using stream::FieldValue;

namespace {

constexpr qsizetype longestValue = 60;

QString stateKey(TableDifference::State state)
{
    switch (state) {
    case TableDifference::State::Compared:
        return u"compared"_s;
    case TableDifference::State::OnlySource:
        return u"onlySource"_s;
    case TableDifference::State::OnlyTarget:
        return u"onlyTarget"_s;
    }
    Q_UNREACHABLE();
}

QString kindKey(RowDifference::Kind kind)
{
    switch (kind) {
    case RowDifference::Kind::Changed:
        return u"changed"_s;
    case RowDifference::Kind::OnlySource:
        return u"onlySource"_s;
    case RowDifference::Kind::OnlyTarget:
        return u"onlyTarget"_s;
    }
    Q_UNREACHABLE();
}

QString signOf(RowDifference::Kind kind)
{
    return kind == RowDifference::Kind::Changed ? u"≠"_s : kind == RowDifference::Kind::OnlySource ? u"+"_s : u"−"_s;
}

/// An integer or a UUID that is a key says which row it is, and nothing else.
bool isHidden(const ComparedColumn &column, bool hidesValues)
{
    return hidesValues
           && !(column.isKey
                && (column.hashed.form == pg::HashForm::Integer || column.hashed.form == pg::HashForm::Uuid));
}

QJsonArray namesJson(const std::vector<std::string> &names)
{
    QJsonArray array;
    for (const std::string &name : names)
        array.append(text(name));
    return array;
}

QJsonValue valueJson(const FieldValue &value)
{
    return value ? QJsonValue(text(*value)) : QJsonValue(QJsonValue::Null);
}

QJsonObject rowJson(const TableDifference &table, const RowDifference &row, bool hidesValues)
{
    QJsonArray columns;
    for (size_t i = 0; i < table.table.columns.size(); ++i) {
        const ComparedColumn &column = table.table.columns[i];
        if (!column.isKey && row.kind == RowDifference::Kind::Changed && !row.changed[i])
            continue;
        QJsonObject object{{u"name"_s, text(column.name())}, {u"isKey"_s, column.isKey}};
        if (!isHidden(column, hidesValues)) {
            if (!row.source.empty())
                object.insert(u"source"_s, valueJson(row.source[i]));
            if (!row.target.empty())
                object.insert(u"target"_s, valueJson(row.target[i]));
        }
        columns.append(object);
    }
    return {{u"kind"_s, kindKey(row.kind)}, {u"count"_s, row.count}, {u"columns"_s, columns}};
}

QJsonObject tableJson(const TableDifference &table, bool hidesValues)
{
    QJsonArray rows;
    for (const RowDifference &row : table.rows)
        rows.append(rowJson(table, row, hidesValues));
    std::vector<std::string> carried;
    for (const ComparedColumn &column : table.table.carried)
        carried.push_back(column.name());
    return {{u"name"_s, text(table.table.name.displayed())},
            {u"state"_s, stateKey(table.state)},
            {u"key"_s, namesJson(table.table.keyNames())},
            {u"sourceRows"_s, table.sourceRows},
            {u"targetRows"_s, table.targetRows},
            {u"equal"_s, table.state == TableDifference::State::Compared ? table.equal() : 0},
            {u"changed"_s, table.changed},
            {u"onlySource"_s, table.onlySource},
            {u"onlyTarget"_s, table.onlyTarget},
            {u"blocks"_s, table.blocks},
            {u"equalBlocks"_s, table.equalBlocks},
            {u"notCompared"_s, QJsonObject{{u"onlySource"_s, namesJson(table.table.onlySource)},
                                           {u"onlyTarget"_s, namesJson(table.table.onlyTarget)},
                                           {u"ignored"_s, namesJson(carried)}}},
            {u"differences"_s, rows}};
}

QString listed(const std::vector<std::string> &names)
{
    QStringList list;
    for (const std::string &name : names)
        list << text(name);
    return list.join(u", "_s);
}

QString markdownCell(QString value)
{
    return value.replace(u'|', u"\\|"_s).replace(u'`', u'\'');
}

} // namespace

RowDifference takenBack(const RowDifference &row)
{
    using Kind = RowDifference::Kind;
    const Kind kind = row.kind == Kind::OnlySource   ? Kind::OnlyTarget
                      : row.kind == Kind::OnlyTarget ? Kind::OnlySource
                                                     : Kind::Changed;
    return {.kind = kind, .count = row.count, .source = row.target, .target = row.source, .changed = row.changed};
}

bool RowComparison::areEqual() const
{
    return std::ranges::all_of(tables, &TableDifference::areEqual);
}

long long RowComparison::differences() const
{
    long long all = 0;
    for (const TableDifference &table : tables)
        all += table.differences();
    return all;
}

QString countsOf(const RowComparison &comparison, const TableDifference &table)
{
    if (table.areEqual())
        return Tr::tr("equal");
    QStringList parts;
    if (table.changed > 0)
        parts << Tr::tr("%1 changed").arg(table.changed);
    if (table.onlySource > 0 || table.state == TableDifference::State::OnlySource)
        parts << Tr::tr("%1 only in %2").arg(QString::number(table.onlySource), comparison.source);
    if (table.onlyTarget > 0 || table.state == TableDifference::State::OnlyTarget)
        parts << Tr::tr("%1 only in %2").arg(QString::number(table.onlyTarget), comparison.target);
    if (table.state == TableDifference::State::Compared)
        parts << Tr::tr("%1 equal").arg(table.equal());
    return parts.join(u", "_s);
}

QStringList notesOf(const RowComparison &comparison, const TableDifference &table)
{
    QStringList notes;
    if (table.state == TableDifference::State::OnlySource)
        return {Tr::tr("The table is only in \"%1\".").arg(comparison.source)};
    if (table.state == TableDifference::State::OnlyTarget)
        return {Tr::tr("The table is only in \"%1\".").arg(comparison.target)};
    if (!table.table.hasKey)
        notes << Tr::tr("No key: rows are counted by their contents, and none is said to have changed.");
    if (table.isKeyShared)
        notes << Tr::tr("Several rows have the same key (%1): name another with --key.")
                     .arg(listed(table.table.keyNames()));
    if (!table.table.onlySource.empty())
        notes << Tr::tr("Not compared, only in \"%1\": %2.").arg(comparison.source, listed(table.table.onlySource));
    if (!table.table.onlyTarget.empty())
        notes << Tr::tr("Not compared, only in \"%1\": %2.").arg(comparison.target, listed(table.table.onlyTarget));
    if (!table.readWholeBecause.isEmpty())
        notes << Tr::tr("Read whole from both. %1").arg(table.readWholeBecause.text());
    return notes;
}

QString shownValue(const ComparedColumn &column, const FieldValue &value, bool hidesValues)
{
    if (isHidden(column, hidesValues))
        return u"•••"_s;
    if (!value)
        return u"NULL"_s;
    QString line = text(*value).simplified();
    if (line.size() > longestValue)
        line = line.left(longestValue - 1) + u'…';
    return column.hashed.form == pg::HashForm::Text ? u'"' + line + u'"' : line;
}

QString rowName(const TableDifference &table, const RowDifference &row, bool hidesValues)
{
    QStringList parts;
    const std::vector<FieldValue> &values = row.source.empty() ? row.target : row.source;
    for (size_t i = 0; i < table.table.columns.size(); ++i) {
        const ComparedColumn &column = table.table.columns[i];
        if (column.isKey || !table.table.hasKey)
            parts << text(column.name()) + u' ' + shownValue(column, values[i], hidesValues);
    }
    const QString name = parts.join(u", "_s);
    return row.count == 1 ? name : Tr::tr("%1 (%2 times)").arg(name, QString::number(row.count));
}

QJsonObject rowsJson(const RowComparison &comparison, bool hidesValues)
{
    QJsonArray tables;
    for (const TableDifference &table : comparison.tables)
        tables.append(tableJson(table, hidesValues));
    QJsonArray remarks;
    for (const Sentence &remark : comparison.remarks)
        remarks.append(remark.text());
    return {{u"equal"_s, comparison.areEqual()},
            {u"valuesHidden"_s, hidesValues},
            {u"tables"_s, tables},
            {u"remarks"_s, remarks}};
}

QString rowsMarkdown(const RowComparison &comparison, bool hidesValues)
{
    QStringList lines{u"## "_s + Tr::tr("Rows"), QString()};
    for (const TableDifference &table : comparison.tables) {
        if (table.areEqual())
            continue;
        lines << u"### `%1`: %2"_s.arg(text(table.table.name.displayed()), countsOf(comparison, table)) << QString();
        for (const QString &note : notesOf(comparison, table))
            lines << u"- "_s + note;
        for (const RowDifference &row : table.rows) {
            QString line = u"- %1 `%2`"_s.arg(signOf(row.kind), markdownCell(rowName(table, row, hidesValues)));
            for (size_t i = 0; i < row.changed.size(); ++i) {
                const ComparedColumn &column = table.table.columns[i];
                if (row.changed[i])
                    line += u"; %1: `%2` → `%3`"_s.arg(text(column.name()),
                                                       markdownCell(shownValue(column, row.target[i], hidesValues)),
                                                       markdownCell(shownValue(column, row.source[i], hidesValues)));
            }
            lines << line;
        }
        if (static_cast<long long>(table.rows.size()) < table.differences()
            && table.state == TableDifference::State::Compared)
            lines << u"- …"_s;
        lines << QString();
    }
    if (comparison.areEqual())
        lines << Tr::tr("All rows are equal.") << QString();
    return lines.join(u'\n');
}

} // namespace engine::fingerprint
