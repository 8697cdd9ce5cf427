// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/plan_json.h"

#include "engine/base/error_json.h"
#include "engine/runs/report_json.h"

#include <QJsonArray>

#include <array>

namespace engine::runs {

using namespace Qt::StringLiterals;

namespace {

// Those of headers, beside the ones below.
using engine::toJson;
using runs::toJson;

QJsonObject toJson(const PlannedEnd &end)
{
    QJsonObject object{{u"environment"_s, end.environment.name},
                       {u"type"_s, environments::typeKey(end.environment.type)},
                       {u"database"_s, end.database},
                       {u"serverVersion"_s, end.serverVersion},
                       {u"tables"_s, end.tables},
                       {u"bytes"_s, end.bytes}};
    object.insert(u"nature"_s, runs::toJson(end.nature));
    if (end.identity)
        object.insert(u"identity"_s, end.identity->display());
    return object;
}

Nature natureFromJson(const QJsonObject &json)
{
    using Sign = Nature::Sign;
    Nature nature{.production = json.value("production"_L1).toString()};
    for (const Sign sign : {Sign::Label, Sign::Mark, Sign::Registered, Sign::Unseen, Sign::Untold}) {
        if (signKey(sign) == json.value("sign"_L1).toString())
            nature.sign = sign;
    }
    return nature;
}

PlannedEnd endFromJson(const QJsonObject &json)
{
    PlannedEnd end{.nature = natureFromJson(json.value("nature"_L1).toObject()),
                   .database = json.value("database"_L1).toString(),
                   .serverVersion = json.value("serverVersion"_L1).toString(),
                   .bytes = json.value("bytes"_L1).toInteger(),
                   .tables = json.value("tables"_L1).toInteger()};
    end.environment.name = json.value("environment"_L1).toString();
    // In doubt a production: the strictest.
    end.environment.type = environments::typeFromKey(json.value("type"_L1).toString())
                               .value_or(environments::EnvironmentType::Production);
    const QStringList identity = json.value("identity"_L1).toString().split(u'/');
    if (identity.size() == 2)
        end.identity = environments::Identity{identity.at(0).toStdString(), identity.at(1).toUInt()};
    return end;
}

QJsonObject toJson(const Effect &effect)
{
    QJsonObject object{
        {u"kind"_s, effectKey(effect.kind)}, {u"end"_s, endKey(effect.end)}, {u"data"_s, dataKey(effect.data)}};
    if (const auto *file = std::get_if<FileEnd>(&effect.end))
        object.insert(u"file"_s, QJsonObject{{u"encrypted"_s, file->isEncrypted}, {u"private"_s, file->isPrivate}});
    if (const auto *network = std::get_if<NetworkEnd>(&effect.end))
        object.insert(u"network"_s, QJsonObject{{u"encrypted"_s, network->isEncrypted}});
    return object;
}

Effect effectFromJson(const QJsonObject &json)
{
    using Kind = Effect::Kind;
    Effect effect;
    for (const Kind kind :
         {Kind::Read, Kind::ReplaceContents, Kind::ChangeStructure, Kind::MergeRows, Kind::WriteFile, Kind::SendOut}) {
        if (effectKey(kind) == json.value("kind"_L1).toString())
            effect.kind = kind;
    }
    for (const DataNature data : {DataNature::None, DataNature::Clear, DataNature::Replaced}) {
        if (dataKey(data) == json.value("data"_L1).toString())
            effect.data = data;
    }
    const QString end = json.value("end"_L1).toString();
    if (const QJsonObject file = json.value("file"_L1).toObject(); !file.isEmpty())
        effect.end = FileEnd{end, file.value("encrypted"_L1).toBool(), file.value("private"_L1).toBool()};
    else if (const QJsonObject network = json.value("network"_L1).toObject(); !network.isEmpty())
        effect.end = NetworkEnd{end, network.value("encrypted"_L1).toBool()};
    else
        effect.end = end == endKey(Side::Target) ? Side::Target : Side::Source;
    return effect;
}

QJsonObject toJson(const PlannedTable &table)
{
    return {{u"schema"_s, table.schema},
            {u"name"_s, table.name},
            {u"rows"_s, table.rows},
            {u"bytes"_s, table.bytes},
            {u"copied"_s, table.isCopied}};
}

PlannedTable tableFromJson(const QJsonObject &json)
{
    return {.schema = json.value("schema"_L1).toString(),
            .name = json.value("name"_L1).toString(),
            .rows = json.value("rows"_L1).toInteger(-1),
            .bytes = json.value("bytes"_L1).toInteger(),
            .isCopied = json.value("copied"_L1).toBool()};
}

QStringList wordsOf(const QJsonValue &array)
{
    QStringList words;
    for (const QJsonValue &word : array.toArray())
        words.append(word.toString());
    return words;
}

QJsonObject toJson(const PlannedKeep &table)
{
    return {{u"name"_s, table.name},
            {u"rows"_s, table.rows},
            {u"onlyInTarget"_s, table.isOnlyInTarget},
            {u"lostColumns"_s, QJsonArray::fromStringList(table.lostColumns)},
            {u"newColumns"_s, QJsonArray::fromStringList(table.newColumns)}};
}

PlannedKeep keepFromJson(const QJsonObject &json)
{
    return {.name = json.value("name"_L1).toString(),
            .rows = json.value("rows"_L1).toInteger(),
            .isOnlyInTarget = json.value("onlyInTarget"_L1).toBool(),
            .lostColumns = wordsOf(json.value("lostColumns"_L1)),
            .newColumns = wordsOf(json.value("newColumns"_L1))};
}

QJsonObject toJson(const Notice &notice)
{
    const bool isWarning = notice.severity == Notice::Severity::Warning;
    return {{u"severity"_s, isWarning ? u"warning"_s : u"information"_s}, {u"text"_s, notice.sentence.text()}};
}

Notice noticeFromJson(const QJsonObject &json)
{
    return {.severity
            = json.value("severity"_L1) == "warning"_L1 ? Notice::Severity::Warning : Notice::Severity::Information,
            .sentence = Sentence(json.value("text"_L1).toString())};
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

} // namespace

QJsonObject toJson(const Nature &nature)
{
    QJsonObject object{{u"isProduction"_s, nature.isProduction()}};
    if (nature.isProduction())
        object.insert(u"sign"_s, signKey(nature.sign));
    if (!nature.production.isEmpty())
        object.insert(u"production"_s, nature.production);
    return object;
}

QJsonObject toJson(const Plan &plan)
{
    QJsonObject object{{u"operation"_s, operationKey(plan.kind)},
                       {u"effects"_s, arrayOf(plan.effects)},
                       {u"dryRun"_s, true},
                       {u"source"_s, toJson(plan.source)},
                       {u"target"_s, toJson(plan.target)},
                       {u"steps"_s, QJsonArray::fromStringList(texts(plan.steps))},
                       {u"anonymized"_s, plan.anonymized},
                       {u"tablesToCopy"_s, plan.tablesToCopy},
                       {u"rowsToCopy"_s, plan.rowsToCopy},
                       {u"bytesToCopy"_s, plan.bytesToCopy},
                       {u"tables"_s, arrayOf(plan.tables)},
                       {u"replacedTables"_s, QJsonArray::fromStringList(plan.replacedTables)},
                       {u"replacedRows"_s, plan.replacedRows},
                       {u"replacedBytes"_s, plan.replacedBytes},
                       {u"ruledColumns"_s, plan.ruledColumns},
                       {u"columns"_s, arrayOf(plan.columns)},
                       {u"structure"_s, arrayOf(plan.mentions)},
                       {u"keptTables"_s, arrayOf(plan.keptTables)},
                       {u"notCarried"_s, arrayOf(plan.notCarried)},
                       {u"notices"_s, arrayOf(plan.notices)},
                       {u"problems"_s, arrayOf(plan.problems)}};
    if (!plan.rulesKeptFor.isEmpty())
        object.insert(u"rulesKeptFor"_s, plan.rulesKeptFor);
    if (!plan.rawReason.isEmpty())
        object.insert(u"rawReason"_s, plan.rawReason);
    return object;
}

std::optional<Plan> planFromJson(const QJsonObject &json)
{
    const auto kind = operationOf(json.value("operation"_L1).toString());
    if (!kind)
        return {};
    Plan plan{.kind = *kind,
              .effects = listOf(json.value("effects"_L1), effectFromJson),
              .source = endFromJson(json.value("source"_L1).toObject()),
              .target = endFromJson(json.value("target"_L1).toObject()),
              .replacedTables = wordsOf(json.value("replacedTables"_L1)),
              .replacedRows = json.value("replacedRows"_L1).toInteger(),
              .replacedBytes = json.value("replacedBytes"_L1).toInteger(),
              .rowsToCopy = json.value("rowsToCopy"_L1).toInteger(),
              .bytesToCopy = json.value("bytesToCopy"_L1).toInteger(),
              .tablesToCopy = json.value("tablesToCopy"_L1).toInteger(),
              .tables = listOf(json.value("tables"_L1), tableFromJson),
              .keptTables = listOf(json.value("keptTables"_L1), keepFromJson),
              .anonymized = json.value("anonymized"_L1).toBool(),
              .rawReason = json.value("rawReason"_L1).toString(),
              .columns = listOf(json.value("columns"_L1), columnFromJson),
              .rulesKeptFor = json.value("rulesKeptFor"_L1).toString(),
              .ruledColumns = json.value("ruledColumns"_L1).toInt(),
              .mentions = listOf(json.value("structure"_L1), mentionFromJson),
              .notCarried = listOf(json.value("notCarried"_L1), notCarriedFromJson),
              .notices = listOf(json.value("notices"_L1), noticeFromJson)};
    for (const QString &step : wordsOf(json.value("steps"_L1)))
        plan.steps.append(Sentence(step));
    for (const QJsonValue &problem : json.value("problems"_L1).toArray())
        plan.problems.append(errorFromJson(problem.toObject()).value_or(Error{}));
    return plan;
}

} // namespace engine::runs
