// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/planning/goal.h"

#include "engine/catalog/ddl/ddl_types.h"

#include <algorithm>
#include <utility>

namespace engine::migration {

using namespace catalog;

namespace {

using Name = std::pair<std::string, std::string>;

bool isRoutine(ObjectKind kind)
{
    return kind == ObjectKind::Function || kind == ObjectKind::Procedure || kind == ObjectKind::Aggregate;
}

bool isRelation(ObjectKind kind)
{
    return (kind >= ObjectKind::Sequence && kind <= ObjectKind::MaterializedView) || kind == ObjectKind::Index
           || kind == ObjectKind::CompositeType;
}

bool isType(ObjectKind kind)
{
    return (kind >= ObjectKind::EnumType && kind <= ObjectKind::BaseType) || kind == ObjectKind::Table
           || kind == ObjectKind::ForeignTable || kind == ObjectKind::View || kind == ObjectKind::MaterializedView;
}

bool isPart(ObjectKind kind)
{
    return kind >= ObjectKind::Constraint && kind <= ObjectKind::Policy;
}

/// What is there in the order in which it is there, then what is new: values are moved over place by place.
void keepOrder(const std::vector<Column> &before, std::vector<Column> &columns)
{
    const auto place
        = [&](const Column &column) { return std::ranges::find(before, column.name, &Column::name) - before.begin(); };
    std::ranges::stable_sort(columns, {}, place);
}

/// Whether an index is unique over just these columns, which stand in order of their names.
bool isUniqueOf(const std::string &definition, const std::vector<std::string> &columns)
{
    const size_t begin = definition.find(" (");
    if (!definition.starts_with("CREATE UNIQUE ") || begin == std::string::npos)
        return false;
    std::vector<std::string> names;
    for (const std::string &column : columns)
        names.push_back(sql::displayed(column));
    std::ranges::sort(names);
    const std::string list = definition.substr(begin);
    do {
        const std::string wanted = " (" + joined(names, ", ") + ')';
        if (list == wanted || list.starts_with(wanted + " NULLS"))
            return true;
    } while (std::ranges::next_permutation(names).found);
    return false;
}

class GoalFinder final
{
public:
    GoalFinder(const Schema &from, const Schema &to, const CompareOptions &options)
        : m_from(from)
        , m_to(to)
        , m_options(options)
    {}

    Goal find()
    {
        m_goal.schema = m_to;
        takeIgnored(m_from, m_goal.schema, m_options);
        for (Change &change : difference(m_from, m_to, m_options))
            m_goal.changes.emplace(change.key, std::move(change));
        noteNames();
        keepObjects();
        for (Object &object : m_goal.schema.objects)
            keepColumns(object);
        for (Object &object : m_goal.schema.objects)
            takeKeptColumns(object);
        m_goal.schema.sort();
        return std::move(m_goal);
    }

private:
    void noteNames();
    void keepObjects();
    void keepColumns(Object &object);
    void takeKeptColumns(Object &object) const;
    [[nodiscard]] bool isKept(const Object &object) const;
    [[nodiscard]] bool isInTheWay(const ObjectKey &key) const;
    [[nodiscard]] bool isUnfounded(const Object &object) const;
    [[nodiscard]] bool isTakenAlong(const Object &object) const;

    const Schema &m_from;
    const Schema &m_to;
    const CompareOptions &m_options;
    Goal m_goal;
    std::set<Name> m_routines;
    /// Names of what is going to be made.
    std::set<Name> m_newRelations;
    std::set<Name> m_newTypes;
};

void GoalFinder::noteNames()
{
    for (const Object &object : m_to.objects) {
        const Name name{object.key.schema, object.key.name};
        if (isRoutine(object.key.kind))
            m_routines.insert(name);
        if (m_from.find(object.key) != nullptr)
            continue;
        const auto *constraint = object.as<Constraint>();
        if (isRelation(object.key.kind) || (constraint != nullptr && !constraint->index.definition.empty()))
            m_newRelations.insert(name);
        if (isType(object.key.kind))
            m_newTypes.insert(name);
    }
}

/// Another overload of a routine would make calls ambiguous; a name is only free once its owner is gone.
bool GoalFinder::isInTheWay(const ObjectKey &key) const
{
    const Name name{key.schema, key.name};
    return (isRoutine(key.kind) && m_routines.contains(name)) || (isRelation(key.kind) && m_newRelations.contains(name))
           || (isType(key.kind) && m_newTypes.contains(name));
}

/// A foreign key to columns that are no key of the source's, or to a key whose name goes to something else.
bool GoalFinder::isUnfounded(const Object &object) const
{
    const auto *foreign = object.as<Constraint>();
    if (foreign == nullptr || foreign->type != 'f')
        return false;
    const sql::QualifiedName &name = foreign->referenced;
    if (m_to.findTable(name.schema, name.name) == nullptr)
        return std::ranges::any_of(m_from.objects, [&](const Object &other) {
            return other.key.schema == name.schema && other.key.parent == name.name
                   && m_newRelations.contains({other.key.schema, other.key.name});
        });
    std::vector<std::string> wanted = foreign->referencedColumns;
    std::ranges::sort(wanted);
    return std::ranges::none_of(m_to.objects, [&](const Object &other) {
        if (other.key.schema != name.schema || other.key.parent != name.name)
            return false;
        if (const auto *index = other.as<Index>())
            return isUniqueOf(index->details.definition, wanted);
        const auto *key = other.as<Constraint>();
        if (key == nullptr || (key->type != 'p' && key->type != 'u'))
            return false;
        std::vector<std::string> columns = key->columns;
        std::ranges::sort(columns);
        return columns == wanted;
    });
}

/// The sequence of an identity column that stays and is no identity any more goes with that.
bool GoalFinder::isTakenAlong(const Object &object) const
{
    const auto *sequence = object.as<Sequence>();
    if (sequence == nullptr || sequence->identity == 0)
        return false;
    const Object *table = m_to.findTable(object.key.schema, sequence->ownerTable);
    const auto *columns = table == nullptr ? nullptr : columnsOf(*table);
    return columns != nullptr && std::ranges::find(*columns, sequence->ownerColumn, &Column::name) != columns->end();
}

bool GoalFinder::isKept(const Object &object) const
{
    const ObjectKey &key = object.key;
    const auto change = m_goal.changes.find(key);
    if (change == m_goal.changes.end())
        return true; // Nobody looks at it: it stays as it is.
    if (change->second.kind != Change::Kind::Drop)
        return false;
    if (isPart(key.kind) && key.kind != ObjectKind::Statistics) {
        const Object *table = m_from.findTable(key.schema, key.parent);
        for (const ObjectKind kind : {ObjectKind::View, ObjectKind::MaterializedView}) {
            if (table == nullptr)
                table = m_from.find({.kind = kind, .schema = key.schema, .name = key.parent});
        }
        return table != nullptr && m_to.find(table->key) == nullptr && isKept(*table) && !isUnfounded(object)
               && !m_newRelations.contains({key.schema, key.name});
    }
    const bool isLast = key.kind <= ObjectKind::MaterializedView || key.kind == ObjectKind::Publication
                        || key.kind == ObjectKind::Subscription || key.kind == ObjectKind::EventTrigger;
    return isLast && !isInTheWay(key) && !isTakenAlong(object);
}

void GoalFinder::keepObjects()
{
    std::vector<Object> kept;
    for (const Object &object : m_from.objects) {
        if (m_to.find(object.key) != nullptr || !isKept(object))
            continue;
        kept.push_back(object);
        if (m_goal.changes.contains(object.key))
            m_goal.kept.insert(object.key);
    }
    std::ranges::move(kept, std::back_inserter(m_goal.schema.objects));
}

void GoalFinder::keepColumns(Object &object)
{
    const Object *before = m_from.find(object.key);
    const bool hasColumns = object.as<Table>() != nullptr || object.as<CompositeType>() != nullptr;
    if (before == nullptr || !hasColumns || !m_goal.changes.contains(object.key))
        return;
    std::vector<Column> &columns = *columnsOf(object);
    for (const Column &column : *columnsOf(*before)) {
        if (std::ranges::find(columns, column.name, &Column::name) != columns.end())
            continue;
        columns.push_back(column);
        m_goal.keptColumns[object.key].push_back(column.name);
    }
    if (object.as<CompositeType>() != nullptr)
        keepOrder(*columnsOf(*before), columns);
}

/// A partition that comes has the columns that its table still has.
void GoalFinder::takeKeptColumns(Object &object) const
{
    auto *table = std::get_if<Table>(&object.definition);
    const Object *before = m_from.find(object.key);
    if (table == nullptr || !table->isPartition()
        || (before != nullptr && before->as<Table>()->parents == table->parents))
        return;
    const Object *parent = m_from.findTable(table->parents.front().schema, table->parents.front().name);
    const auto kept = parent == nullptr ? m_goal.keptColumns.end() : m_goal.keptColumns.find(parent->key);
    if (kept == m_goal.keptColumns.end())
        return;
    for (const Column &column : *columnsOf(*parent)) {
        if (std::ranges::find(kept->second, column.name) == kept->second.end()
            || std::ranges::find(table->columns, column.name, &Column::name) != table->columns.end())
            continue;
        table->columns.push_back(column);
        table->columns.back().isLocal = false;
    }
}

} // namespace

Goal goalOf(const Schema &from, const Schema &to, const CompareOptions &options)
{
    return GoalFinder(from, to, options).find();
}

} // namespace engine::migration
