// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/undo/lost_values.h"

#include "engine/base/contains.h"
#include "engine/migration/planning/goal.h"
#include "engine/migration/planning/partitions.h"
#include "engine/sql/identifier.h"

#include <algorithm>
#include <map>
#include <set>

namespace engine::undo {

using namespace Qt::StringLiterals;

using catalog::Column;
using catalog::Constraint;
using catalog::Object;
using catalog::ObjectKey;
using catalog::Schema;
using catalog::Table;

namespace {

const Column *columnOf(const Object &object, const std::string &name)
{
    const auto *columns = catalog::columnsOf(object);
    if (columns == nullptr)
        return nullptr;
    const auto found = std::ranges::find(*columns, name, &Column::name);
    return found == columns->end() ? nullptr : &*found;
}

const Column &columnOf(const Schema &schema, const Kept &kept, const std::string &name)
{
    return *columnOf(*schema.findTable(kept.table.schema, kept.table.name), name);
}

/// Its primary key, or another one whose columns all have values, where all of it stays as it is.
std::vector<std::string> keyThatStays(const Schema &before, const Object &table, const std::vector<std::string> &lost)
{
    std::vector<std::string> best;
    for (const Object &object : before.objects) {
        const auto *key = object.as<Constraint>();
        const bool isIts
            = key != nullptr && object.key.schema == table.key.schema && object.key.parent == table.key.name;
        if (!isIts || (key->type != 'p' && key->type != 'u') || key->isTemporal)
            continue;
        const bool stays = std::ranges::all_of(key->columns, [&](const std::string &name) {
            const Column *column = columnOf(table, name);
            return column != nullptr && column->notNull && !contains(lost, name);
        });
        if (stays && (best.empty() || key->type == 'p'))
            best = key->columns;
    }
    return best;
}

/// The row's key as one text, from `alias`; texts of values are as the session's settings make them.
std::string keyText(const std::vector<std::string> &columns, const std::string &alias)
{
    std::string list;
    for (const std::string &column : columns)
        list += (list.empty() ? "" : ", ") + alias + '.' + sql::quoted(column);
    // A row of one column needs the word, a row of none is alike in all.
    return "ROW(" + list + ")::pg_catalog.text";
}

std::string rowNumber(const Kept &kept, const std::string &key)
{
    return kept.isKey ? "1::bigint" : "pg_catalog.row_number() OVER (PARTITION BY " + key + ")";
}

std::string placeOf(const Kept &kept, const std::string &place)
{
    return sql::quoted(place) + '.' + sql::quoted(kept.place);
}

/// The table above a partition that is partitioned in another way afterwards, or no more; null where there is none.
const Object *movedWith(const Object &partition, const Schema &before, const Schema &after)
{
    const auto *table = partition.as<Table>();
    while (table != nullptr && table->isPartition()) {
        const sql::QualifiedName &name = table->parents.front();
        const Object *above = before.findTable(name.schema, name.name);
        const Object *now = above == nullptr ? nullptr : after.find(above->key);
        table = above == nullptr ? nullptr : above->as<Table>();
        if (table != nullptr && now != nullptr && now->as<Table>() != nullptr
            && now->as<Table>()->partitionKey != table->partitionKey)
            return after.find(partition.key) == nullptr ? above : nullptr;
    }
    return nullptr;
}

/// Whether each value of the partition has its column in the table, of the same type.
bool hasAllOf(const Object &table, const Table &partition)
{
    return std::ranges::all_of(partition.columns, [&](const Column &column) {
        const Column *twin = columnOf(table, column.name);
        return column.generated != 0 || (twin != nullptr && twin->type == column.type && twin->generated == 0);
    });
}

/// By partition that goes: which of its rows the script moves to others.
std::map<ObjectKey, std::string> movedRows(const Schema &before, const Schema &after)
{
    std::set<ObjectKey> remade;
    for (const Object &object : before.objects) {
        const auto *table = object.as<Table>();
        const Object *now = table == nullptr ? nullptr : after.find(object.key);
        if (now != nullptr && now->as<Table>()->partitionKey != table->partitionKey)
            remade.insert(object.key);
    }
    const migration::Goal goal = migration::goalOf(before, after, {.sequenceValues = false});
    std::map<ObjectKey, std::string> moved;
    for (migration::PartitionMove &move : migration::partitionMoves(
             before, goal, remade, [&](const ObjectKey &key) { return goal.kept.contains(key); })) {
        if (move.isLeaving && !move.condition.empty())
            moved.emplace(move.partition, std::move(move.condition));
    }
    return moved;
}

std::string unlessMoved(const Kept &kept, const Schema &before, const std::map<ObjectKey, std::string> &moved)
{
    const Object *table = before.findTable(kept.table.schema, kept.table.name);
    while (table != nullptr && table->as<Table>()->isPartition()) {
        if (const auto found = moved.find(table->key); found != moved.end())
            return " WHERE (" + found->second + ") IS NOT TRUE";
        const sql::QualifiedName &name = table->as<Table>()->parents.front();
        table = before.findTable(name.schema, name.name);
    }
    return {};
}

std::string valueName(size_t index)
{
    return "value_" + std::to_string(index + 1);
}

} // namespace

Result<std::vector<Kept>> lostValues(const Schema &before, const Schema &after)
{
    std::vector<Kept> all;
    for (const Object &object : before.objects) {
        const auto *table = object.as<Table>();
        if (table == nullptr || !table->holdsRows || table->isForeign())
            continue;
        if (const Object *moved = movedWith(object, before, after)) {
            if (!hasAllOf(*after.find(moved->key), *table))
                return failure({.code = ErrorCode::ObjectNotSupported,
                                .subject = text(moved->key.display()),
                                .detail = u"it is partitioned in another way and loses values of columns"_s});
            continue;
        }
        Kept kept{.place = "table_" + std::to_string(all.size() + 1), .table = {object.key.schema, object.key.name}};
        const Object *now = after.find(object.key);
        kept.isWhole = now == nullptr || now->as<Table>() == nullptr || now->as<Table>()->isForeign();
        std::vector<std::string> others;
        for (const Column &column : table->columns) {
            if (column.generated != 0)
                continue;
            const Column *twin = kept.isWhole ? nullptr : columnOf(*now, column.name);
            const bool isLost = twin == nullptr || twin->type != column.type || twin->generated != 0;
            (isLost ? kept.columns : others).push_back(column.name);
        }
        if (kept.columns.empty())
            continue;
        if (!kept.isWhole) {
            kept.key = keyThatStays(before, object, kept.columns);
            kept.isKey = !kept.key.empty();
            if (!kept.isKey)
                kept.key = others;
        }
        all.push_back(std::move(kept));
    }
    return all;
}

Result<> setLostAside(pg::Connection &target, const Schema &before, const Schema &after, const std::vector<Kept> &kept,
                      const std::string &place)
{
    const std::map<ObjectKey, std::string> moved = movedRows(before, after);
    for (const Kept &each : kept) {
        std::string list;
        for (size_t i = 0; i < each.columns.size(); ++i)
            list += (list.empty() ? "" : ", ") + std::string("t.") + sql::quoted(each.columns[i])
                    + "::pg_catalog.text AS " + valueName(i);
        if (!each.isWhole) {
            const std::string key = keyText(each.key, "t");
            list += ", " + key + " AS row_key, " + rowNumber(each, key) + " AS row_number";
        }
        TRY(target
                .execute("CREATE TABLE " + placeOf(each, place) + " AS SELECT " + list + " FROM ONLY "
                         + each.table.quoted() + " AS t" + (each.isWhole ? unlessMoved(each, before, moved) : ""))
                .map_error(during(text(each.table.displayed()))));
    }
    return {};
}

Result<> bringLostBack(pg::Connection &target, const Schema &before, const std::vector<Kept> &kept,
                       const std::string &place)
{
    for (const Kept &each : kept) {
        std::string names;
        std::string values;
        std::string changes;
        for (size_t i = 0; i < each.columns.size(); ++i) {
            const std::string name = sql::quoted(each.columns[i]);
            const std::string value
                = "CAST(k." + valueName(i) + " AS " + columnOf(before, each, each.columns[i]).type + ')';
            names += (names.empty() ? "" : ", ") + name;
            values += (values.empty() ? "" : ", ") + value;
            changes += (changes.empty() ? "" : ", ") + name + " = " + value;
        }
        const std::string from = placeOf(each, place) + " AS k";
        if (each.isWhole) {
            TRY(target
                    .execute("INSERT INTO " + each.table.quoted() + " (" + names + ") OVERRIDING SYSTEM VALUE SELECT "
                             + values + " FROM " + from)
                    .map_error(during(text(each.table.displayed()))));
            continue;
        }
        const std::string key = keyText(each.key, "t");
        TRY(target
                .execute("UPDATE ONLY " + each.table.quoted() + " AS u SET " + changes + " FROM " + from
                         + " JOIN (SELECT t.ctid AS row_place, " + key + " AS row_key, " + rowNumber(each, key)
                         + " AS row_number FROM ONLY " + each.table.quoted()
                         + " AS t) AS n ON n.row_key = k.row_key AND n.row_number = k.row_number"
                           " WHERE u.ctid = n.row_place")
                .map_error(during(text(each.table.displayed()))));
    }
    return {};
}

} // namespace engine::undo
