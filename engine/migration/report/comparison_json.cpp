// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/report/comparison_json.h"

#include <QJsonArray>

namespace engine::migration {

using namespace Qt::StringLiterals;
using catalog::Change;

namespace {

QString changeKey(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::Create:
        return u"added"_s;
    case Change::Kind::Drop:
        return u"removed"_s;
    case Change::Kind::Alter:
        return u"changed"_s;
    }
    return {};
}

QJsonObject keyJson(const catalog::ObjectKey &key)
{
    return {{u"kind"_s, QString::fromLatin1(catalog::kindKey(key.kind))}, {u"name"_s, text(key.display())}};
}

QJsonObject changeJson(const Change &change)
{
    QJsonArray properties;
    for (const catalog::PropertyChange &property : change.properties) {
        QJsonObject object{
            {u"property"_s, text(property.key)}, {u"from"_s, text(property.from)}, {u"to"_s, text(property.to)}};
        if (!property.part.empty())
            object.insert(u"column"_s, text(property.part));
        properties.append(object);
    }
    QJsonObject object = keyJson(change.key);
    object.insert(u"change"_s, changeKey(change.kind));
    object.insert(u"properties"_s, properties);
    return object;
}

QJsonObject hazardJson(const Hazard &hazard)
{
    QJsonObject object = keyJson(hazard.object);
    object.insert(u"hazard"_s, QString::fromLatin1(hazardKey(hazard.kind)));
    object.insert(u"severity"_s, QString::fromLatin1(severityKey(hazard.severity)));
    object.insert(u"sentence"_s, hazard.sentence().text());
    if (hazard.rows >= 0)
        object.insert(u"rows"_s, static_cast<qint64>(hazard.rows));
    if (hazard.bytes > 0)
        object.insert(u"bytes"_s, static_cast<qint64>(hazard.bytes));
    return object;
}

QJsonArray statementsJson(const std::vector<Statement> &statements)
{
    QJsonArray array;
    for (const Statement &statement : statements) {
        QJsonArray hazards;
        for (const Hazard &hazard : statement.hazards)
            hazards.append(hazardJson(hazard));
        array.append(QJsonObject{{u"sql"_s, text(statement.sql)},
                                 {u"object"_s, keyJson(statement.object)},
                                 {u"outsideTransaction"_s, statement.isOutside},
                                 {u"heldBack"_s, statement.isHeldBack},
                                 {u"hazards"_s, hazards}});
    }
    return array;
}

} // namespace

QJsonObject comparisonJson(const Comparison &comparison)
{
    QJsonArray changes;
    QJsonObject counts{{u"added"_s, 0}, {u"removed"_s, 0}, {u"changed"_s, 0}};
    for (const Change &change : comparison.changes) {
        changes.append(changeJson(change));
        counts[changeKey(change.kind)] = counts[changeKey(change.kind)].toInt() + 1;
    }
    QJsonArray remarks;
    for (const Sentence &remark : comparison.remarks)
        remarks.append(remark.text());
    QJsonArray order;
    for (const catalog::ObjectKey &table : comparison.script.otherColumnOrder)
        order.append(text(table.display()));
    return {{u"operation"_s, u"compare"_s},
            {u"source"_s, comparison.source},
            {u"target"_s, comparison.target},
            {u"equal"_s, comparison.areEqual()},
            {u"counts"_s, counts},
            {u"changes"_s, changes},
            {u"script"_s, statementsJson(comparison.script.statements)},
            {u"heldBack"_s, comparison.script.heldBack},
            {u"otherColumnOrder"_s, order},
            {u"remarks"_s, remarks}};
}

} // namespace engine::migration
