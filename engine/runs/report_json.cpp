// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/report_json.h"

#include "engine/base/error_json.h"
#include "engine/base/errors/error_text.h"
#include "engine/base/logging.h"

#include <QJsonArray>

namespace engine::runs {

using namespace Qt::StringLiterals;

namespace {

// Those of the header, beside the ones below.
using runs::toJson;

QJsonObject toJson(const ColumnCount &count)
{
    return {{u"values"_s, count.values}, {u"changed"_s, count.changed}, {u"looksPersonal"_s, count.personal}};
}

ColumnCount countFromJson(const QJsonObject &json)
{
    return {.values = json.value("values"_L1).toInteger(),
            .changed = json.value("changed"_L1).toInteger(),
            .personal = json.value("looksPersonal"_L1).toInteger()};
}

QJsonObject numbersToJson(const QMap<QString, qint64> &numbers)
{
    QJsonObject json;
    for (auto number = numbers.begin(); number != numbers.end(); ++number)
        json.insert(number.key(), number.value());
    return json;
}

QMap<QString, qint64> numbersFromJson(const QJsonObject &json)
{
    QMap<QString, qint64> numbers;
    for (auto number = json.begin(); number != json.end(); ++number)
        numbers.insert(number.key(), number.value().toInteger());
    return numbers;
}

QJsonObject toJson(const TableReport &table)
{
    QJsonObject json{{u"name"_s, table.name},
                     {u"rows"_s, table.rows},
                     {u"bytes"_s, table.bytes},
                     {u"milliseconds"_s, table.milliseconds},
                     {u"anonymizedFields"_s, table.anonymizedFields},
                     {u"anonymizedColumns"_s, numbersToJson(table.anonymizedColumns)},
                     {u"kept"_s, table.isKept},
                     {u"leftOut"_s, table.leftOut},
                     {u"digest"_s, table.digest}};
    // Most tables have none of these, and reports are kept.
    if (!table.root.isEmpty() && table.root != table.name)
        json.insert(u"partitionOf"_s, table.root);
    QJsonObject counts;
    for (auto count = table.columnCounts.begin(); count != table.columnCounts.end(); ++count)
        counts.insert(count.key(), toJson(count.value()));
    if (!counts.isEmpty())
        json.insert(u"columnCounts"_s, counts);
    QJsonObject paths;
    for (auto column = table.pathCounts.begin(); column != table.pathCounts.end(); ++column)
        paths.insert(column.key(), numbersToJson(column.value()));
    if (!paths.isEmpty())
        json.insert(u"pathCounts"_s, paths);
    return json;
}

TableReport tableFromJson(const QJsonObject &json)
{
    TableReport table{.name = json.value("name"_L1).toString(),
                      .rows = json.value("rows"_L1).toInteger(),
                      .bytes = json.value("bytes"_L1).toInteger(),
                      .milliseconds = json.value("milliseconds"_L1).toInteger(),
                      .anonymizedFields = json.value("anonymizedFields"_L1).toInteger(),
                      .leftOut = json.value("leftOut"_L1).toInteger(),
                      .isKept = json.value("kept"_L1).toBool(),
                      .digest = json.value("digest"_L1).toString(),
                      .anonymizedColumns = numbersFromJson(json.value("anonymizedColumns"_L1).toObject())};
    table.root = json.value("partitionOf"_L1).toString(table.name);
    const QJsonObject counts = json.value("columnCounts"_L1).toObject();
    for (auto count = counts.begin(); count != counts.end(); ++count)
        table.columnCounts.insert(count.key(), countFromJson(count.value().toObject()));
    const QJsonObject paths = json.value("pathCounts"_L1).toObject();
    for (auto column = paths.begin(); column != paths.end(); ++column)
        table.pathCounts.insert(column.key(), numbersFromJson(column.value().toObject()));
    return table;
}

QJsonObject fileToJson(const WrittenFile &file)
{
    return {{u"path"_s, file.path},
            {u"identifier"_s, file.identifier},
            {u"sha256"_s, file.sha256},
            {u"bytes"_s, file.bytes},
            {u"encrypted"_s, file.isEncrypted},
            {u"snapshot"_s, file.snapshot.toUTC().toString(Qt::ISODateWithMs)}};
}

std::optional<WrittenFile> fileFromJson(const QJsonValue &value)
{
    if (!value.isObject())
        return {};
    return WrittenFile{.path = value["path"_L1].toString(),
                       .identifier = value["identifier"_L1].toString(),
                       .sha256 = value["sha256"_L1].toString(),
                       .bytes = value["bytes"_L1].toInteger(),
                       .isEncrypted = value["encrypted"_L1].toBool(),
                       .snapshot = QDateTime::fromString(value["snapshot"_L1].toString(), Qt::ISODateWithMs)};
}

template <typename List>
QJsonArray arrayOf(const List &list)
{
    QJsonArray array;
    for (const auto &item : list)
        array.append(toJson(item));
    return array;
}

template <typename Read>
auto listOf(const QJsonValue &array, Read read)
{
    QList<decltype(read(QJsonObject()))> list;
    for (const QJsonValue &item : array.toArray())
        list.append(read(item.toObject()));
    return list;
}

QList<Sentence> sentencesOf(const QJsonValue &array)
{
    QList<Sentence> sentences;
    for (const QJsonValue &text : array.toArray())
        sentences.append(Sentence(text.toString()));
    return sentences;
}

DecidedBy decidedByOf(QStringView key)
{
    return key == decidedByKey(DecidedBy::Rules)    ? DecidedBy::Rules
           : key == decidedByKey(DecidedBy::Nobody) ? DecidedBy::Nobody
                                                    : DecidedBy::Detection;
}

InClear inClearOf(QStringView key)
{
    return key == inClearKey(InClear::Part)         ? InClear::Part
           : key == inClearKey(InClear::Everything) ? InClear::Everything
                                                    : InClear::Nothing;
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

std::optional<Outcome> outcomeOf(QStringView key)
{
    for (const Outcome outcome : {Outcome::Succeeded, Outcome::Failed, Outcome::Cancelled, Outcome::Refused}) {
        if (outcomeKey(outcome) == key)
            return outcome;
    }
    return {};
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

QJsonObject toJson(const runs::NotCarried &object)
{
    return {{u"kind"_s, object.kind}, {u"name"_s, object.name}, {u"reason"_s, object.reason.text()}};
}

PlannedColumn columnFromJson(const QJsonObject &json)
{
    PlannedColumn column{.table = json.value("table"_L1).toString(),
                         .column = json.value("column"_L1).toString(),
                         .category = json.value("category"_L1).toString(),
                         .rule = json.value("rule"_L1).toString(),
                         .why = Sentence(json.value("why"_L1).toString()),
                         .decidedBy = decidedByOf(json.value("decidedBy"_L1).toString()),
                         .inClear = inClearOf(json.value("inClear"_L1).toString()),
                         .isLetOut = json.value("letOut"_L1).toBool()};
    if (json.contains("values"_L1))
        column.count = countFromJson(json);
    return column;
}

Mention mentionFromJson(const QJsonObject &json)
{
    return {.kind = json.value("kind"_L1).toString(),
            .name = json.value("name"_L1).toString(),
            .reason = Sentence(json.value("reason"_L1).toString())};
}

NotCarried notCarriedFromJson(const QJsonObject &json)
{
    return {.kind = json.value("kind"_L1).toString(),
            .name = json.value("name"_L1).toString(),
            .reason = Sentence(json.value("reason"_L1).toString())};
}

QJsonObject Report::toJson() const
{
    QJsonObject json{{u"schema"_s, 1},
                     {u"operation"_s, runs::operationKey(kind)},
                     {u"source"_s, source},
                     {u"target"_s, target},
                     {u"outcome"_s, outcomeKey(outcome)},
                     {u"targetState"_s, targetStateKey(targetState)},
                     {u"anonymized"_s, anonymized},
                     {u"verified"_s, verified},
                     {u"tables"_s, arrayOf(tables)},
                     {u"objects"_s, numbersToJson(objects)},
                     {u"columns"_s, arrayOf(columns)},
                     {u"structure"_s, arrayOf(mentions)},
                     {u"notCarried"_s, arrayOf(notCarried)},
                     {u"alarms"_s, QJsonArray::fromStringList(texts(alarms))},
                     {u"remarks"_s, QJsonArray::fromStringList(texts(remarks))},
                     {u"warnings"_s, QJsonArray::fromStringList(texts(warnings))},
                     {u"durationMs"_s, durationMilliseconds}};
    if (file)
        json.insert(u"file"_s, fileToJson(*file));
    if (!rulesKeptFor.isEmpty())
        json.insert(u"rulesKeptFor"_s, rulesKeptFor);
    if (!rawReason.isEmpty())
        json.insert(u"rawReason"_s, rawReason);
    if (error)
        json.insert(u"error"_s, engine::toJson(*error));
    return json;
}

std::optional<Report> reportFromJson(const QJsonObject &json)
{
    const auto kind = operationOf(json.value("operation"_L1).toString());
    const auto outcome = outcomeOf(json.value("outcome"_L1).toString());
    if (!kind || !outcome)
        return {};
    Report report{.kind = *kind,
                  .source = json.value("source"_L1).toString(),
                  .target = json.value("target"_L1).toString(),
                  .outcome = *outcome,
                  .targetState = targetStateOf(json.value("targetState"_L1).toString()),
                  .file = fileFromJson(json.value("file"_L1)),
                  .tables = listOf(json.value("tables"_L1), tableFromJson),
                  .objects = numbersFromJson(json.value("objects"_L1).toObject()),
                  .notCarried = listOf(json.value("notCarried"_L1), notCarriedFromJson),
                  .columns = listOf(json.value("columns"_L1), columnFromJson),
                  .mentions = listOf(json.value("structure"_L1), mentionFromJson),
                  .warnings = sentencesOf(json.value("warnings"_L1)),
                  .alarms = sentencesOf(json.value("alarms"_L1)),
                  .remarks = sentencesOf(json.value("remarks"_L1)),
                  .verified = json.value("verified"_L1).toBool(),
                  .anonymized = json.value("anonymized"_L1).toBool(),
                  .rulesKeptFor = json.value("rulesKeptFor"_L1).toString(),
                  .rawReason = json.value("rawReason"_L1).toString(),
                  .durationMilliseconds = json.value("durationMs"_L1).toInteger()};
    report.error = errorFromJson(json.value("error"_L1).toObject());
    if (report.error)
        report.error->state = report.targetState;
    return report;
}

} // namespace engine::runs
