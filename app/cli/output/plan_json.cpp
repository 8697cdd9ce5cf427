// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/diagnosis_output.h"
#include "app/cli/output/error_output.h"
#include "app/cli/output/report_output.h"
#include "engine/base/error_json.h"

#include <QJsonArray>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::runs::Notice;
using engine::runs::Plan;
using engine::runs::PlannedEnd;

namespace {

QJsonObject endToJson(const PlannedEnd &end)
{
    QJsonObject object{{u"environment"_s, end.environment.name},
                       {u"type"_s, engine::environments::typeKey(end.environment.type)},
                       {u"database"_s, end.database},
                       {u"serverVersion"_s, end.serverVersion},
                       {u"tables"_s, end.tables},
                       {u"bytes"_s, end.bytes}};
    object.insert(u"nature"_s, toJson(end.nature));
    if (end.identity)
        object.insert(u"identity"_s, end.identity->display());
    return object;
}

template <typename List, typename Convert>
QJsonArray arrayOf(const List &list, Convert convert)
{
    QJsonArray array;
    for (const auto &item : list)
        array.append(convert(item));
    return array;
}

QJsonObject effectToJson(const engine::runs::Effect &effect)
{
    return {{u"kind"_s, engine::runs::effectKey(effect.kind)},
            {u"end"_s, engine::runs::endKey(effect.end)},
            {u"data"_s, engine::runs::dataKey(effect.data)}};
}

} // namespace

QJsonObject planToJson(const Plan &plan)
{
    QJsonObject object{{u"operation"_s, engine::runs::operationKey(plan.kind)},
                       {u"effects"_s, arrayOf(plan.effects, effectToJson)},
                       {u"dryRun"_s, true},
                       {u"source"_s, endToJson(plan.source)},
                       {u"target"_s, endToJson(plan.target)},
                       {u"steps"_s, QJsonArray::fromStringList(texts(plan.steps))},
                       {u"anonymized"_s, plan.anonymized},
                       {u"tablesToCopy"_s, plan.tablesToCopy},
                       {u"rowsToCopy"_s, plan.rowsToCopy},
                       {u"bytesToCopy"_s, plan.bytesToCopy},
                       {u"replacedTables"_s, QJsonArray::fromStringList(plan.replacedTables)}};
    if (!plan.rulesKeptFor.isEmpty())
        object.insert(u"rulesKeptFor"_s, plan.rulesKeptFor);
    if (!plan.rawReason.isEmpty())
        object.insert(u"rawReason"_s, plan.rawReason);
    object.insert(u"columns"_s, arrayOf(plan.columns, [](const auto &column) { return engine::runs::toJson(column); }));
    object.insert(u"structure"_s,
                  arrayOf(plan.mentions, [](const auto &mention) { return engine::runs::toJson(mention); }));
    object.insert(u"keptTables"_s, arrayOf(plan.keptTables, [](const auto &table) {
                      return QJsonObject{{u"name"_s, table.name},
                                         {u"rows"_s, table.rows},
                                         {u"onlyInTarget"_s, table.isOnlyInTarget},
                                         {u"lostColumns"_s, QJsonArray::fromStringList(table.lostColumns)},
                                         {u"newColumns"_s, QJsonArray::fromStringList(table.newColumns)}};
                  }));
    object.insert(
        u"notCarried"_s, arrayOf(plan.notCarried, [](const auto &item) {
            return QJsonObject{{u"kind"_s, item.kind}, {u"name"_s, item.name}, {u"reason"_s, item.reason.text()}};
        }));
    object.insert(u"notices"_s, arrayOf(plan.notices, [](const Notice &notice) {
                      const bool isWarning = notice.severity == Notice::Severity::Warning;
                      return QJsonObject{{u"severity"_s, isWarning ? u"warning"_s : u"information"_s},
                                         {u"text"_s, notice.sentence.text()}};
                  }));
    object.insert(u"problems"_s, arrayOf(plan.problems, [](const engine::Error &error) { return toJson(error); }));
    return object;
}

} // namespace app::cli
