// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/report.h"

#include "engine/base/error_json.h"
#include "engine/base/errors/error_text.h"
#include "engine/base/logging.h"

#include <QJsonArray>

namespace engine::runs {

using namespace Qt::StringLiterals;

namespace {

// Those of the header, beside the ones below.
using runs::toJson;

QJsonObject toJson(const TableReport &table)
{
    QJsonObject columns;
    for (auto column = table.anonymizedColumns.begin(); column != table.anonymizedColumns.end(); ++column)
        columns.insert(column.key(), column.value());
    return {{u"name"_s, table.name},
            {u"rows"_s, table.rows},
            {u"bytes"_s, table.bytes},
            {u"milliseconds"_s, table.milliseconds},
            {u"anonymizedFields"_s, table.anonymizedFields},
            {u"anonymizedColumns"_s, columns},
            {u"kept"_s, table.isKept},
            {u"leftOut"_s, table.leftOut},
            {u"digest"_s, table.digest}};
}

QJsonObject toJson(const runs::NotCarried &object)
{
    return {{u"kind"_s, object.kind}, {u"name"_s, object.name}, {u"reason"_s, object.reason.text()}};
}

template <typename List>
QJsonArray arrayOf(const List &list)
{
    QJsonArray array;
    for (const auto &item : list)
        array.append(toJson(item));
    return array;
}

} // namespace

QString outcomeKey(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded:
        return u"succeeded"_s;
    case Outcome::Failed:
        return u"failed"_s;
    case Outcome::Cancelled:
        return u"cancelled"_s;
    case Outcome::Refused:
        return u"refused"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const runs::PlannedColumn &column)
{
    QJsonObject json{{u"table"_s, column.table},
                     {u"column"_s, column.column},
                     {u"category"_s, column.category},
                     {u"rule"_s, column.rule},
                     {u"decidedBy"_s, runs::decidedByKey(column.decidedBy)},
                     {u"inClear"_s, runs::inClearKey(column.inClear)},
                     {u"why"_s, column.why.text()}};
    if (column.isLetOut)
        json.insert(u"letOut"_s, true);
    if (column.count) {
        json.insert(u"values"_s, column.count->values);
        json.insert(u"changed"_s, column.count->changed);
        json.insert(u"looksPersonal"_s, column.count->personal);
    }
    return json;
}

QJsonObject toJson(const runs::Mention &mention)
{
    return {{u"kind"_s, mention.kind}, {u"name"_s, mention.name}, {u"reason"_s, mention.reason.text()}};
}

QJsonObject Report::toJson() const
{
    QJsonObject counts;
    for (auto counted = objects.begin(); counted != objects.end(); ++counted)
        counts.insert(counted.key(), counted.value());
    QJsonObject json{{u"schema"_s, 1},
                     {u"operation"_s, runs::operationKey(kind)},
                     {u"source"_s, source},
                     {u"target"_s, target},
                     {u"outcome"_s, outcomeKey(outcome)},
                     {u"targetState"_s, targetStateKey(targetState)},
                     {u"anonymized"_s, anonymized},
                     {u"verified"_s, verified},
                     {u"tables"_s, arrayOf(tables)},
                     {u"objects"_s, counts},
                     {u"columns"_s, arrayOf(columns)},
                     {u"structure"_s, arrayOf(mentions)},
                     {u"notCarried"_s, arrayOf(notCarried)},
                     {u"alarms"_s, QJsonArray::fromStringList(texts(alarms))},
                     {u"remarks"_s, QJsonArray::fromStringList(texts(remarks))},
                     {u"warnings"_s, QJsonArray::fromStringList(texts(warnings))},
                     {u"durationMs"_s, durationMilliseconds}};
    if (!rulesKeptFor.isEmpty())
        json.insert(u"rulesKeptFor"_s, rulesKeptFor);
    if (!rawReason.isEmpty())
        json.insert(u"rawReason"_s, rawReason);
    if (error)
        json.insert(u"error"_s, engine::toJson(*error));
    return json;
}

} // namespace engine::runs
