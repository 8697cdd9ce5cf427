// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/proof_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace engine::operations {

using catalog::ObjectKey;
using catalog::Schema;

namespace {

/// The table at the top of a tree of partitions, which may be the table itself.
ObjectKey rootOf(const Schema &schema, const ObjectKey &key)
{
    const catalog::Object *object = schema.find(key);
    const auto *table = object == nullptr ? nullptr : object->as<catalog::Table>();
    if (table == nullptr || !table->isPartition())
        return key;
    const sql::QualifiedName &name = table->parents.front();
    const catalog::Object *above = schema.findTable(name.schema, name.name);
    return above == nullptr ? key : rootOf(schema, above->key);
}

const catalog::Table *tableIn(const Schema &schema, const ObjectKey &key)
{
    const catalog::Object *object = schema.find(key);
    return object == nullptr ? nullptr : object->as<catalog::Table>();
}

/// Tables whose rows may have become each other's.
class Groups final
{
public:
    ObjectKey of(const ObjectKey &key)
    {
        const auto found = m_above.find(key);
        if (found == m_above.end() || found->second == key)
            return key;
        return found->second = of(ObjectKey(found->second));
    }
    void join(const ObjectKey &one, const ObjectKey &other) { m_above[of(one)] = of(other); }

private:
    std::map<ObjectKey, ObjectKey> m_above{};
};

class RowFinder final
{
public:
    RowFinder(pg::Connection &session, const Schema &before, const Schema &after,
              const std::vector<migration::Rename> &renames)
        : m_session(session)
        , m_before(before)
        , m_after(after)
        , m_renames(renames)
    {}

    Result<RowsSeen> find(const SampledRows &rows)
    {
        Groups groups;
        std::map<ObjectKey, std::vector<const SampledTable *>> members;
        for (const SampledTable &table : rows.tables) {
            const ObjectKey key = named(table.table);
            groups.join(key, named(rootOf(m_before, table.table)));
            groups.join(key, rootOf(m_after, key));
        }
        for (const SampledTable &table : rows.tables)
            members[groups.of(named(table.table))].push_back(&table);
        for (const auto &[group, tables] : members) {
            const ObjectKey key = named(tables.front()->table);
            const bool isAlone = tables.size() == 1 && rootOf(m_before, tables.front()->table) == tables.front()->table
                                 && rootOf(m_after, key) == key;
            TRY(isAlone ? lookAt(*tables.front()) : count(tables));
            if (m_seen.wrong)
                break;
        }
        return m_seen;
    }

private:
    [[nodiscard]] ObjectKey named(const ObjectKey &key) const { return nameAfter(key, m_renames, nullptr); }
    Result<> lookAt(const SampledTable &table);
    Result<> count(const std::vector<const SampledTable *> &tables);

    pg::Connection &m_session;
    const Schema &m_before;
    const Schema &m_after;
    const std::vector<migration::Rename> &m_renames;
    RowsSeen m_seen{};
};

Result<> RowFinder::lookAt(const SampledTable &table)
{
    const ObjectKey key = named(table.table);
    const catalog::Table *was = tableIn(m_before, table.table);
    const catalog::Table *now = tableIn(m_after, key);
    // Dropped, as it should be: the structure was compared.
    if (was == nullptr || now == nullptr)
        return {};
    std::vector<std::string> columns;
    std::vector<std::string> before;
    for (const catalog::Column &column : was->columns) {
        std::string name = column.name;
        std::ignore = nameAfter(table.table, m_renames, &name);
        const auto same = std::ranges::find(now->columns, name, &catalog::Column::name);
        if (same != now->columns.end() && same->type == column.type && same->generated == 0 && column.generated == 0) {
            columns.push_back(name);
            before.push_back(column.name);
        }
    }
    TRY_ASSIGN(const SampledTable seen, lookAtRows(m_session, key, columns, now->isPartitioned()));
    if (seen.rows != table.rows) {
        m_seen.wrong = Tr::sentence("Rows of \"%1\" were lost: %2 before, %3 after.")
                           .arg(text(key.display()), qint64{table.rows}, qint64{seen.rows});
        return {};
    }
    for (size_t i = 0; i < columns.size(); ++i) {
        if (seen.columns.at(columns[i]) != table.columns.at(before[i])) {
            m_seen.wrong = Tr::sentence("Values of the column \"%1\" of \"%2\" are not what they were.")
                               .arg(text(columns[i]), text(key.display()));
            return {};
        }
    }
    m_seen.kept += seen.rows;
    return {};
}

Result<> RowFinder::count(const std::vector<const SampledTable *> &tables)
{
    std::set<ObjectKey> places;
    long long before = 0;
    long long dropped = 0;
    const auto note = [&](const ObjectKey &key) {
        if (tableIn(m_after, key) != nullptr)
            places.insert(rootOf(m_after, key));
    };
    for (const SampledTable *table : tables) {
        const ObjectKey key = named(table->table);
        (tableIn(m_after, key) == nullptr ? dropped : before) += table->rows;
        note(key);
        note(named(rootOf(m_before, table->table)));
    }
    long long after = 0;
    for (const ObjectKey &place : places) {
        TRY_ASSIGN(const SampledTable seen, lookAtRows(m_session, place, {}, tableIn(m_after, place)->isPartitioned()));
        after += seen.rows;
    }
    m_seen.kept += after;
    // What a partition had that goes is somewhere else, or lost as the script says.
    if (!places.empty() && (after < before || after > before + dropped))
        m_seen.wrong = Tr::sentence("Rows of \"%1\" were lost: %2 before, %3 after.")
                           .arg(text(places.begin()->display()), qint64{before}, qint64{after});
    return {};
}

} // namespace

ObjectKey nameAfter(ObjectKey key, const std::vector<migration::Rename> &renames, std::string *column)
{
    for (const migration::Rename &rename : renames) {
        if (rename.table != sql::QualifiedName{key.schema, key.name})
            continue;
        if (rename.column.empty())
            key.name = rename.to;
        else if (column != nullptr && *column == rename.column)
            *column = rename.to;
    }
    return key;
}

Result<RowsSeen> rowsStillThere(pg::Connection &session, const SampledRows &rows, const Schema &before,
                                const Schema &after, const std::vector<migration::Rename> &renames)
{
    return RowFinder(session, before, after, renames).find(rows);
}

} // namespace engine::operations
