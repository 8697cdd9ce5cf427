// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/migration.h"

#include "engine/base/contains.h"
#include "engine/catalog/comparison/member_changes.h"
#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/ddl/ddl_order.h"
#include "engine/catalog/ddl/ddl_relations.h"
#include "engine/catalog/ddl/ddl_types.h"
#include "engine/migration/planning/subscriptions.h"
#include "engine/migration/planning/texts.h"
#include "engine/migration/steps/alter_columns.h"
#include "engine/migration/steps/alter_objects.h"
#include "engine/migration/steps/alter_parts.h"
#include "engine/migration/steps/alter_tables.h"
#include "engine/migration/steps/attributes.h"
#include "engine/migration/steps/drops.h"
#include "engine/migration/steps/partition_rows.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace engine::migration {

using namespace catalog;

namespace {

bool isStructure(ObjectKind kind)
{
    return kind <= ObjectKind::MaterializedView;
}

class Writer final
{
public:
    Writer(const Schema &target, const Goal &goal, const Rebuilding &rebuilding, const MigrationOptions &options)
        : m_context{target, goal, rebuilding, m_ddl}
        , m_ddl(options.ddl)
        , m_compare(options.compare)
        , m_script(target)
    {
        m_ddl.rolesGrantedByDefault = rolesGrantedByDefault(target);
    }

    Result<> write();
    [[nodiscard]] std::vector<Statement> take() { return m_script.take(); }

private:
    [[nodiscard]] bool isTouched(const Object &object) const;
    void writeStep(const Step &step);
    void makeStep(const Step &step);
    void alterStep(const Object &before, const Step &step);
    void tieSequences();
    void continueNumbers();
    void checkDomains();
    void refreshViews();
    void changeMembers();
    void writeWhole();

    Context m_context;
    DdlOptions m_ddl;
    const CompareOptions &m_compare;
    Script m_script;
    /// Tables of which an identity column gets another sequence.
    std::set<ObjectKey> m_renumbered{};
};

bool Writer::isTouched(const Object &object) const
{
    const Rebuilding &rebuilding = m_context.rebuilding;
    return m_context.isMade(object.key) || m_context.isChanged(object.key) || m_renumbered.contains(object.key)
           || rebuilding.retyped.contains(object.key) || rebuilding.recomputed.contains(object.key)
           || rebuilding.withoutDefault.contains(object.key) || rebuilding.bareDomains.contains(object.key);
}

/// The column was added with it, or is a column of a table that is there.
bool isAddedWithColumn(const Object &object, const Context &context)
{
    const auto *sequence = object.as<Sequence>();
    if (sequence == nullptr || sequence->identity == 0)
        return false;
    const Object *table = context.from.findTable(object.key.schema, sequence->ownerTable);
    if (table == nullptr || context.isMade(table->key))
        return false;
    const auto &columns = *columnsOf(*table);
    return std::ranges::find(columns, sequence->ownerColumn, &Column::name) == columns.end()
           || context.rebuilding.isIn(context.rebuilding.recomputed, table->key, sequence->ownerColumn);
}

void Writer::makeStep(const Step &step)
{
    const Object &object = *step.object;
    if (isAddedWithColumn(object, m_context))
        return;
    std::vector<DdlStatement> made;
    const bool isAlone = isAttachedLater(object, m_context);
    const Object alone = isAlone ? withoutParents(object) : Object();
    const Step whole{.object = isAlone ? &alone : &object, .part = step.part};
    Statements statements(made, object);
    if (object.key.kind < ObjectKind::Sequence)
        createType(whole, m_ddl, statements);
    else
        createRelation(whole, m_context.goal.schema, statements);
    m_script.append(std::move(made));
    if (isAlone)
        makeChecksOf(object, m_context, m_script);
}

void Writer::alterStep(const Object &before, const Step &step)
{
    const Object &after = *step.object;
    if (after.as<Table>() != nullptr) {
        if (step.part == Step::Part::Rest)
            return alterDefaults(before, after, m_context, m_script);
        alterColumns(before, after, m_context, step.part == Step::Part::Whole, m_script);
        return alterTable(before, after, m_context, m_script);
    }
    if (step.part != Step::Part::First)
        alterObject(before, after, m_context, m_script);
}

void Writer::writeStep(const Step &step)
{
    const Object *before = m_context.from.find(step.object->key);
    if (m_context.isMade(step.object->key))
        makeStep(step);
    else
        alterStep(*before, step);
}

/// A sequence belongs to a column of a table with the same owner.
void Writer::tieSequences()
{
    for (const Object &object : m_context.goal.schema.objects) {
        const auto *now = object.as<Sequence>();
        if (now == nullptr || now->identity != 0 || now->ownerTable.empty())
            continue;
        const bool isMade = m_context.isMade(object.key);
        const Object *before = m_context.from.find(object.key);
        const auto *old = isMade || before == nullptr ? nullptr : before->as<Sequence>();
        const Object *remade = m_context.from.findTable(object.key.schema, now->ownerTable);
        const bool isLoose = remade != nullptr && m_context.rebuilding.remade.contains(remade->key);
        if (!isLoose && old != nullptr && old->ownerTable == now->ownerTable && old->ownerColumn == now->ownerColumn)
            continue;
        const Object *table = m_context.goal.schema.findTable(object.key.schema, now->ownerTable);
        const bool isOthers
            = table != nullptr && m_ddl.owners && !m_context.isMade(table->key) && table->owner != m_ddl.sessionRole;
        if (isOthers)
            m_script.add(object.key,
                         "ALTER SEQUENCE " + object.key.quoted() + " OWNER TO " + sql::quoted(table->owner));
        std::vector<DdlStatement> made;
        Statements statements(made, object);
        tieSequence(object, statements);
        m_script.append(std::move(made));
    }
}

/// A column that becomes an identity goes on behind the values that are there.
void Writer::continueNumbers()
{
    for (const Object &object : m_context.goal.schema.objects) {
        const auto *sequence = object.as<Sequence>();
        if (sequence == nullptr || sequence->ownerTable.empty() || !m_context.isMade(object.key)
            || m_context.rebuilding.sequences.contains(object.key) || isAddedWithColumn(object, m_context))
            continue;
        const Object *table = m_context.from.findTable(object.key.schema, sequence->ownerTable);
        const bool isRemade = table != nullptr && m_context.rebuilding.remade.contains(table->key);
        const auto *columns
            = table == nullptr || (m_context.isMade(table->key) && !isRemade) ? nullptr : columnsOf(*table);
        if (columns == nullptr || std::ranges::find(*columns, sequence->ownerColumn, &Column::name) == columns->end())
            continue;
        const std::string column = sql::quoted(sequence->ownerColumn);
        const bool isUp = sequence->increment > 0;
        m_script.add(object.key, "SELECT pg_catalog.setval(" + sql::literal(object.key.quoted())
                                     + ", m.value) FROM (SELECT " + (isUp ? "max(" : "min(") + column
                                     + ") AS value FROM " + (isRemade ? "" : "ONLY ") + table->key.quoted()
                                     + ") m WHERE m.value " + (isUp ? ">= " : "<= ") + std::to_string(sequence->start));
    }
}

/// What is not valid for the values that are there is added behind them.
void Writer::checkDomains()
{
    for (const Object &object : m_context.goal.schema.objects) {
        const auto *domain = object.as<Domain>();
        if (domain == nullptr || !m_context.isMade(object.key))
            continue;
        for (const DomainConstraint &check : domain->constraints) {
            if (isAddedAfterRows(check))
                m_script.add(object.key, inSearchPath(object, domainConstraintSql(object.key, check)));
        }
    }
}

/// Its query runs as its owner, and never as whoever runs the script: what the owner may not read stays out of it.
std::string refreshSql(const Object &view, const DdlOptions &options)
{
    const std::string refresh = "REFRESH MATERIALIZED VIEW " + view.key.quoted();
    if (!options.owners || view.owner.empty() || view.owner == options.sessionRole
        || contains(options.missingRoles, view.owner))
        return refresh;
    return "DO "
           + sql::literal("BEGIN\n    " + refresh + ";\nEXCEPTION WHEN insufficient_privilege THEN\n    RAISE WARNING "
                          + sql::literal("% stays empty: %") + ", " + sql::literal(view.key.quoted())
                          + ", SQLERRM;\nEND");
}

void Writer::refreshViews()
{
    std::vector<const Object *> views;
    for (const Object &object : m_context.goal.schema.objects) {
        const auto *view = object.as<MaterializedView>();
        if (view == nullptr || !view->isPopulated)
            continue;
        const Object *before = m_context.from.find(object.key);
        const bool isEmpty = m_context.isMade(object.key) || !before->as<MaterializedView>()->isPopulated;
        if (isEmpty)
            views.push_back(&object);
    }
    std::map<ObjectKey, std::set<ObjectKey>> read;
    for (const Object *view : views)
        read.emplace(view->key, allThatIsRead(*view, m_context.goal.schema));
    // One that reads another comes behind it.
    while (!views.empty()) {
        auto next = std::ranges::find_if(views, [&](const Object *view) {
            return std::ranges::none_of(
                views, [&](const Object *other) { return other != view && read[view->key].contains(other->key); });
        });
        if (next == views.end())
            next = views.begin();
        m_script.add((*next)->key,
                     "SET row_security = on;\n" + refreshSql(**next, m_ddl) + ";\nSET row_security = off");
        views.erase(next);
    }
}

void Writer::changeMembers()
{
    if (!m_compare.members)
        return;
    for (MemberStep &step : memberSteps(m_context.from, m_context.goal.schema, m_ddl.missingRoles)) {
        const bool isComment = step.name.starts_with("comment ");
        if (!(isComment ? m_compare.comments : m_compare.privileges))
            continue;
        for (std::string &statement : step.statements)
            m_script.add(step.owner, std::move(statement));
    }
}

void Writer::writeWhole()
{
    for (const Object &object : m_context.goal.schema.objects) {
        const bool isSet = object.key.kind == ObjectKind::Setting && m_context.isChanged(object.key);
        if (comesWhole(object.key.kind) && (m_context.isMade(object.key) || isSet))
            m_script.append(objectScript(object, m_ddl));
        else if (object.key.kind == ObjectKind::Subscription && m_context.isChanged(object.key)
                 && !m_context.goal.kept.contains(object.key))
            alterSubscription(*m_context.from.find(object.key), object, m_script);
    }
    for (const auto &[key, change] : m_context.goal.changes) {
        if (key.kind == ObjectKind::Setting && change.kind == Change::Kind::Drop)
            m_script.add(key, resetSql(key, m_context.from.databaseName));
    }
}

Result<> Writer::write()
{
    for (const Object &object : m_context.goal.schema.objects) {
        const auto *sequence = object.as<Sequence>();
        if (sequence == nullptr || sequence->identity == 0 || m_context.from.find(object.key) != nullptr)
            continue;
        if (const Object *table = m_context.from.findTable(object.key.schema, sequence->ownerTable))
            m_renumbered.insert(table->key);
    }
    Schema part;
    part.serverVersion = m_context.goal.schema.serverVersion;
    for (const Object &object : m_context.goal.schema.objects) {
        const bool isCheck = object.key.kind == ObjectKind::Constraint && m_context.isMade(object.key);
        if ((isStructure(object.key.kind) && isTouched(object)) || isCheck)
            part.objects.push_back(object);
    }
    TRY_ASSIGN(const CreationOrder order, creationOrder(part));
    addLabels(m_context, m_script);
    freeColumns(m_context, m_script);
    bareDomains(m_context, m_script);
    dropFirst(m_context, m_script);
    dropRecomputed(m_context, m_script);
    detachTables(m_context, m_script);
    detachLeaving(m_context, m_script);
    dropLeftIndexes(m_context, m_script);
    setAsideReplaced(m_context, m_script);
    setAsideTables(m_context, m_script);
    for (const Step &step : order.beforeRows)
        writeStep(step);
    tieSequences();
    makeKeys(m_context, m_script);
    for (const Step &step : order.afterIndexes)
        writeStep(step);
    setRowsAside(m_context, m_script);
    attachTables(m_context, m_script);
    bringRowsBack(m_context, m_script);
    moveRows(m_context, m_script);
    makeIndexesBeside(m_context, m_script);
    continueNumbers();
    checkDomains();
    makeParts(m_context, m_script);
    alterTableMarks(m_context, m_script);
    makePublications(m_context, m_script);
    setOwners(m_context, m_script);
    setPrivileges(m_context, m_script);
    setDefaultPrivileges(m_context, m_script);
    changeMembers();
    refreshViews();
    makeIndexesOfViews(m_context, m_script);
    markIndexes(m_context, m_script);
    dropMoved(m_context, m_script);
    setComments(m_context, m_script);
    writeWhole();
    return {};
}

/// Keys and the like of partitions whose rows move, and which are dropped then, are not made again meanwhile.
void forgetMovedParts(Goal &goal, const Rebuilding &rebuilding, const Schema &target)
{
    if (rebuilding.remade.empty())
        return;
    const DdlOptions none;
    const Context context{target, goal, rebuilding, none};
    std::set<ObjectKey> parts;
    for (const Object &object : goal.schema.objects) {
        const Object *table
            = object.key.parent.empty() ? nullptr : target.findTable(object.key.schema, object.key.parent);
        if (table != nullptr && goesWithMoved(*table, context))
            parts.insert(object.key);
    }
    std::erase_if(goal.schema.objects, [&](const Object &object) { return parts.contains(object.key); });
    for (const ObjectKey &key : parts)
        goal.kept.erase(key);
}

/// What goes in the end is not made again meanwhile, where it has to be dropped before.
void forgetWhatGoes(Goal &goal, const Rebuilding &rebuilding, const std::function<bool(const ObjectKey &)> &mayGo)
{
    std::set<ObjectKey> gone;
    std::set<std::pair<std::string, std::string>> relations;
    for (const ObjectKey &key : goal.kept) {
        if (!rebuilding.dropped.contains(key) || !mayGo(key))
            continue;
        gone.insert(key);
        if (key.parent.empty() && key.kind >= ObjectKind::Table && key.kind <= ObjectKind::MaterializedView)
            relations.emplace(key.schema, key.name);
    }
    for (const ObjectKey &key : goal.kept) {
        if (!key.parent.empty() && relations.contains({key.schema, key.parent}))
            gone.insert(key);
    }
    std::erase_if(goal.schema.objects, [&](const Object &object) { return gone.contains(object.key); });
    for (const ObjectKey &key : gone)
        goal.kept.erase(key);
    // What is made anew is made without the columns that go.
    for (const ObjectKey &key : rebuilding.remade) {
        const auto kept = goal.keptColumns.find(key);
        if (kept == goal.keptColumns.end() || !mayGo(key))
            continue;
        for (Object &object : goal.schema.objects) {
            if (object.key == key)
                std::erase_if(*columnsOf(object),
                              [&](const Column &column) { return contains(kept->second, column.name); });
        }
        goal.keptColumns.erase(kept);
    }
    for (Object &object : goal.schema.objects) {
        const auto found = rebuilding.recomputed.find(object.key);
        if (found == rebuilding.recomputed.end() || !mayGo(object.key))
            continue;
        const std::set<std::string> &names = found->second;
        const auto kept = goal.keptColumns.find(object.key);
        const bool isWhole = goal.kept.contains(object.key);
        std::erase_if(*columnsOf(object), [&](const Column &column) {
            return names.contains(column.name)
                   && (isWhole || (kept != goal.keptColumns.end() && contains(kept->second, column.name)));
        });
        if (kept == goal.keptColumns.end())
            continue;
        std::erase_if(kept->second, [&](const std::string &name) { return names.contains(name); });
        if (kept->second.empty())
            goal.keptColumns.erase(kept);
    }
}

} // namespace

Result<Migration> migrationScript(const Schema &target, const Schema &source, const MigrationOptions &options)
{
    Goal goal = goalOf(target, source, options.compare);
    const auto mayGo = [&](const ObjectKey &key) { return options.mayLoseData || options.mayDrop.contains(key); };
    const Rebuilding rebuilding = rebuildingFor(target, goal,
                                                {.serverMajor = options.ddl.serverMajor,
                                                 .reordersColumns = options.reordersColumns,
                                                 .isOneTransaction = options.isOneTransaction,
                                                 .mayGo = mayGo});
    forgetMovedParts(goal, rebuilding, target);
    forgetWhatGoes(goal, rebuilding, mayGo);
    Writer writer(target, goal, rebuilding, options);
    TRY(writer.write());
    Migration migration{.statements = writer.take()};
    const auto isHeldBack = [&](const Statement &statement) { return !mayGo(statement.object); };
    // A table whose name something else needs is dropped before that is made. Where no data may be lost it stays, and
    // the script ends there, with nothing done.
    for (Statement &statement : migration.statements) {
        const bool isMoved = statement.object == ObjectKey() || rebuilding.remade.contains(statement.object);
        statement.isHeldBack = statement.sql.starts_with("DROP TABLE ") && !isMoved && isHeldBack(statement);
        migration.heldBack += statement.isHeldBack ? 1 : 0;
    }
    const Context context{target, goal, rebuilding, options.ddl};
    Script last(target);
    dropLast(context, last);
    for (Statement &statement : last.take()) {
        statement.isHeldBack = isHeldBack(statement);
        migration.heldBack += statement.isHeldBack ? 1 : 0;
        migration.statements.push_back(std::move(statement));
    }
    // Of the type that was, what has gone by now.
    Script replaced(target);
    dropReplaced(context, replaced);
    std::ranges::move(replaced.take(), std::back_inserter(migration.statements));
    // An event trigger that goes has no say in the rest, nor has one that comes.
    const auto place = [](const Statement &statement) {
        if (statement.object.kind != ObjectKind::EventTrigger || statement.isHeldBack)
            return 1;
        return statement.sql.starts_with("DROP ") ? 0 : 2;
    };
    std::ranges::stable_sort(migration.statements, {}, place);
    for (const auto &[key, change] : goal.changes) {
        const Object *before = target.find(key);
        const Object *after = source.find(key);
        if (options.compare.columnOrder && !rebuilding.remade.contains(key) && before != nullptr && after != nullptr
            && (hasOtherOrder(*before, *after) || originsOf(*before, *after, target, source).isOther))
            migration.otherColumnOrder.push_back(key);
    }
    migration.reached = options.mayLoseData ? source : goal.schema;
    if (!options.mayLoseData && !options.mayDrop.empty())
        std::erase_if(migration.reached.objects, [&](const Object &object) {
            const Object *table
                = object.key.parent.empty() ? nullptr : target.findTable(object.key.schema, object.key.parent);
            return goal.kept.contains(object.key)
                   && (options.mayDrop.contains(object.key)
                       || (table != nullptr && options.mayDrop.contains(table->key)));
        });
    return migration;
}

} // namespace engine::migration
