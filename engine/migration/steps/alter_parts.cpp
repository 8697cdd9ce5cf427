// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/steps/alter_parts.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_order.h"
#include "engine/catalog/ddl/ddl_relations.h"
#include "engine/catalog/ddl/ddl_table_parts.h"
#include "engine/migration/steps/alter_tables.h"

#include <algorithm>
#include <set>
#include <utility>

namespace engine::migration {

using namespace catalog;

namespace {

const IndexDetails *indexOf(const Object &object)
{
    if (const auto *index = object.as<Index>())
        return &index->details;
    const auto *constraint = object.as<Constraint>();
    return constraint == nullptr || constraint->index.definition.empty() ? nullptr : &constraint->index;
}

bool isOnView(const Object &object, const Schema &schema)
{
    return object.as<Index>() != nullptr
           && schema.find(
                  {.kind = ObjectKind::MaterializedView, .schema = object.key.schema, .name = object.key.parent})
                  != nullptr;
}

std::string parentTable(const ObjectKey &key, const Schema &schema)
{
    const bool isForeign
        = schema.find({.kind = ObjectKind::ForeignTable, .schema = key.schema, .name = key.parent}) != nullptr;
    return (isForeign ? "FOREIGN TABLE " : "TABLE ") + key.quotedParent();
}

/// A table that is made with its checks has them already.
bool isMadeWithIt(const Object &constraint, const Context &context)
{
    const Object *table = context.goal.schema.findTable(constraint.key.schema, constraint.key.parent);
    return table != nullptr && context.isMade(table->key) && isMadeWithTable(constraint);
}

std::string constraintSql(const Object &object, const Schema &schema, bool only)
{
    std::string table = parentTable(object.key, schema);
    if (only)
        table.insert(table.find('"'), "ONLY ");
    return "ALTER " + table + " ADD CONSTRAINT " + sql::quoted(object.key.name) + ' '
           + object.as<Constraint>()->definition;
}

std::string inTablespace(const IndexDetails &index, std::string sql)
{
    if (index.tablespace.empty())
        return sql;
    return "SET default_tablespace = " + sql::literal(index.tablespace) + ";\n" + sql + ";\nRESET default_tablespace";
}

void makeKey(const Object &object, const Context &context, Script &script)
{
    const IndexDetails &index = *indexOf(object);
    if (object.as<Constraint>() == nullptr) {
        script.add(object.key, inSearchPath(object, inTablespace(index, index.definition)),
                   script.hazards().ofTable(Hazard::Kind::IndexBuild, object.key));
        return;
    }
    std::vector<Hazard> hazards = script.hazards().ofTable(Hazard::Kind::IndexBuild, object.key);
    std::ranges::move(script.hazards().ofTable(Hazard::Kind::MayFail, object.key), std::back_inserter(hazards));
    script.add(object.key, inSearchPath(object, inTablespace(index, constraintSql(object, context.goal.schema, true))),
               std::move(hazards));
    if (!index.options.empty() && !index.isPartitioned) {
        const std::string with = withOptions(index.options);
        script.add(object.key, "ALTER INDEX " + object.key.quoted() + " SET " + with.substr(with.find('(')));
    }
}

void alterIndexOptions(const Object &before, const Object &after, Script &script)
{
    const IndexDetails &old = *indexOf(before);
    const IndexDetails &now = *indexOf(after);
    const std::string prefix = "ALTER INDEX " + after.key.quoted();
    for (const std::string &option : old.options) {
        const std::string name = option.substr(0, option.find('='));
        if (!std::ranges::any_of(now.options, [&](const std::string &other) { return other.starts_with(name + '='); }))
            script.add(after.key, prefix + " RESET (" + sql::quoted(name) + ')');
    }
    if (old.options != now.options && !now.options.empty()) {
        const std::string with = withOptions(now.options);
        script.add(after.key, prefix + " SET " + with.substr(with.find('(')));
    }
    if (old.tablespace != now.tablespace)
        script.add(after.key,
                   prefix + " SET TABLESPACE " + (now.tablespace.empty() ? "pg_default" : sql::quoted(now.tablespace)));
}

void makeConstraint(const Object &object, const Context &context, Script &script)
{
    const auto *constraint = object.as<Constraint>();
    std::vector<Hazard> hazards;
    if (constraint->isValidated) {
        hazards = script.hazards().ofTable(Hazard::Kind::ValidationScan, object.key);
        std::ranges::move(script.hazards().ofTable(Hazard::Kind::MayFail, object.key), std::back_inserter(hazards));
    }
    script.add(object.key, inSearchPath(object, constraintSql(object, context.goal.schema, false)), std::move(hazards));
}

void alterConstraint(const Object &before, const Object &after, Script &script)
{
    const auto *old = before.as<Constraint>();
    const auto *now = after.as<Constraint>();
    if (!old->isValidated && now->isValidated)
        script.add(after.key,
                   "ALTER TABLE " + after.key.quotedParent() + " VALIDATE CONSTRAINT " + sql::quoted(after.key.name),
                   script.hazards().ofTable(Hazard::Kind::MayFail, after.key));
    if (indexOf(before) != nullptr && indexOf(after) != nullptr)
        alterIndexOptions(before, after, script);
}

void makeSwitch(const Object &object, char enabled, const char *word, Script &script)
{
    script.add(object.key, "ALTER TABLE " + object.key.quotedParent() + ' ' + switchName(enabled) + word
                               + sql::quoted(object.key.name));
}

void makePart(const Object &object, const Context &context, Script &script)
{
    if (const auto *statistics = object.as<Statistics>()) {
        script.add(object.key, inSearchPath(object, statistics->definition));
        if (statistics->target >= 0)
            script.add(object.key, "ALTER STATISTICS " + object.key.quoted() + " SET STATISTICS "
                                       + std::to_string(statistics->target));
    } else if (const auto *rule = object.as<Rule>()) {
        script.add(object.key, inSearchPath(object, rule->definition));
        if (rule->enabled != 'O')
            makeSwitch(object, rule->enabled, " RULE ", script);
    } else if (const auto *trigger = object.as<Trigger>()) {
        if (!trigger->definition.empty())
            script.add(object.key, inSearchPath(object, trigger->definition));
        if (trigger->enabled != 'O' || trigger->definition.empty())
            makeSwitch(object, trigger->enabled, " TRIGGER ", script);
    } else if (object.as<Policy>() != nullptr) {
        const std::string sql = policySql(object, context.options.missingRoles);
        if (!sql.empty())
            script.add(object.key, inSearchPath(object, sql),
                       script.hazards().ofTable(object.as<Policy>()->isPermissive ? Hazard::Kind::AccessWidened
                                                                                  : Hazard::Kind::AccessNarrowed,
                                                object.key));
    }
}

void alterPart(const Object &before, const Object &after, const Context &context, Script &script)
{
    if (const auto *statistics = after.as<Statistics>()) {
        if (statistics->target != before.as<Statistics>()->target)
            script.add(after.key, "ALTER STATISTICS " + after.key.quoted() + " SET STATISTICS "
                                      + std::to_string(statistics->target));
    } else if (const auto *rule = after.as<Rule>()) {
        if (rule->enabled != before.as<Rule>()->enabled)
            makeSwitch(after, rule->enabled, " RULE ", script);
    } else if (const auto *trigger = after.as<Trigger>()) {
        if (trigger->enabled != before.as<Trigger>()->enabled)
            makeSwitch(after, trigger->enabled, " TRIGGER ", script);
    } else if (const auto *policy = after.as<Policy>()) {
        if (after.definition == before.definition)
            return;
        std::string sql = "ALTER POLICY " + sql::quoted(after.key.name) + " ON " + after.key.quotedParent() + " TO "
                          + policyRoles(*policy, context.options.missingRoles);
        if (policy->usingExpression)
            sql += " USING (" + *policy->usingExpression + ')';
        if (policy->checkExpression)
            sql += " WITH CHECK (" + *policy->checkExpression + ')';
        script.add(after.key, inSearchPath(after, sql),
                   script.hazards().ofTable(Hazard::Kind::AccessWidened, after.key));
    }
}

bool isPart(ObjectKind kind)
{
    return kind >= ObjectKind::Statistics && kind <= ObjectKind::Policy;
}

std::string publicationSettings(const Publication &publication)
{
    return "publish = " + sql::literal(publication.operations)
           + ", publish_via_partition_root = " + (publication.viaRoot ? "true" : "false")
           + (publication.generatedColumns ? ", publish_generated_columns = stored" : "");
}

std::vector<std::string> publishedThings(const Publication &publication)
{
    std::vector<std::string> things;
    for (const PublishedTable &table : publication.tables)
        things.push_back("TABLE ONLY " + publishedSql(table));
    for (const std::string &schema : publication.schemas)
        things.push_back("TABLES IN SCHEMA " + sql::quoted(schema));
    return things;
}

void makePublication(const Object &object, const Object *before, Script &script)
{
    const auto *now = object.as<Publication>();
    const std::string name = sql::quoted(object.key.name);
    std::vector<std::string> published;
    if (before == nullptr) {
        script.add(object.key, "CREATE PUBLICATION " + name + (now->allTables ? " FOR ALL TABLES" : "") + " WITH ("
                                   + publicationSettings(*now) + ')');
    } else {
        const auto *old = before->as<Publication>();
        published = publishedThings(*old);
        if (publicationSettings(*old) != publicationSettings(*now))
            script.add(object.key, "ALTER PUBLICATION " + name + " SET (" + publicationSettings(*now) + ')');
        const std::vector<std::string> wanted = publishedThings(*now);
        for (const PublishedTable &table : old->tables) {
            if (!contains(wanted, "TABLE ONLY " + publishedSql(table)))
                script.add(object.key, "ALTER PUBLICATION " + name + " DROP TABLE " + table.table.quoted());
        }
        for (const std::string &schema : old->schemas) {
            if (!contains(now->schemas, schema))
                script.add(object.key, "ALTER PUBLICATION " + name + " DROP TABLES IN SCHEMA " + sql::quoted(schema));
        }
    }
    for (const std::string &thing : publishedThings(*now)) {
        if (!contains(published, thing))
            script.add(object.key, "ALTER PUBLICATION " + name + " ADD " + thing);
    }
}

bool isBesideAttached(const Object &object, const Context &context)
{
    const Object *table = hasAttachedTwin(object, context.goal.schema)
                              ? context.goal.schema.findTable(object.key.schema, object.key.parent)
                              : nullptr;
    return table != nullptr && isAttached(*table, context);
}

bool isLeaving(const ObjectKey &table, const Context &context)
{
    return std::ranges::any_of(context.rebuilding.moves,
                               [&](const PartitionMove &move) { return move.isLeaving && move.partition == table; });
}

/// A table has one mark, which setting it elsewhere takes away.
bool isAnotherClustered(const Object &index, const Schema &schema)
{
    return std::ranges::any_of(schema.objects, [&](const Object &other) {
        const IndexDetails *details = indexOf(other);
        return details != nullptr && details->isClustered && other.key.schema == index.key.schema
               && other.key.parent == index.key.parent;
    });
}

} // namespace

void makeChecksOf(const Object &table, const Context &context, Script &script)
{
    for (const Object &object : context.goal.schema.objects) {
        const auto *constraint = object.as<Constraint>();
        if (constraint != nullptr && constraint->type == 'c' && !constraint->isLocal
            && object.key.schema == table.key.schema && object.key.parent == table.key.name)
            script.add(object.key, inSearchPath(object, constraintSql(object, context.goal.schema, false)));
    }
}

void makeKeys(const Context &context, Script &script)
{
    const Schema &goal = context.goal.schema;
    // Of partitioned tables first: what is attached comes after what it is attached to.
    for (const bool isPartitioned : {true, false}) {
        for (const Object &object : goal.objects) {
            const IndexDetails *index = indexOf(object);
            if (index == nullptr || index->isPartitioned != isPartitioned || isOnView(object, goal))
                continue;
            const Object *before = context.from.find(object.key);
            if (context.isMade(object.key)) {
                if (!isBesideAttached(object, context))
                    makeKey(object, context, script);
            } else if (context.isChanged(object.key) && object.as<Index>() != nullptr) {
                alterIndexOptions(*before, object, script);
            }
        }
    }
    // A partition that goes last may have been attached to one that is gone before.
    std::set<std::pair<std::string, std::string>> indexes;
    for (const Object &object : goal.objects) {
        if (indexOf(object) != nullptr)
            indexes.emplace(object.key.schema, object.key.name);
    }
    for (const Object &object : goal.objects) {
        const IndexDetails *index = indexOf(object);
        if (index == nullptr || index->parentIndex.empty())
            continue;
        const Object *table = goal.findTable(object.key.schema, object.key.parent);
        const Object *before = context.from.find(object.key);
        const bool isThere
            = !context.isMade(object.key) && before != nullptr && indexOf(*before)->parentIndex == index->parentIndex;
        // The server does it when the table is attached.
        const bool isLater = table != nullptr && (isAttached(*table, context) || isLeaving(table->key, context));
        const bool hasParent = indexes.contains({index->parentSchema, index->parentIndex});
        if (!isThere && !isLater && hasParent)
            script.add(object.key, "ALTER INDEX " + sql::quoted(index->parentSchema) + '.'
                                       + sql::quoted(index->parentIndex) + " ATTACH PARTITION " + object.key.quoted());
    }
}

void makeIndexesBeside(const Context &context, Script &script)
{
    for (const Object &object : context.goal.schema.objects) {
        if (object.as<Index>() != nullptr && context.isMade(object.key) && isBesideAttached(object, context))
            makeKey(object, context, script);
    }
}

void makeIndexesOfViews(const Context &context, Script &script)
{
    for (const Object &object : context.goal.schema.objects) {
        if (!isOnView(object, context.goal.schema))
            continue;
        if (context.isMade(object.key))
            makeKey(object, context, script);
        else if (context.isChanged(object.key))
            alterIndexOptions(*context.from.find(object.key), object, script);
    }
}

namespace {

/// One that is made without a look at the rows is so on all tables below; what they had looked at is looked at again.
void validateInherited(const Object &object, const Context &context, Script &script)
{
    const auto *constraint = object.as<Constraint>();
    const Object *table = context.goal.schema.findTable(object.key.schema, object.key.parent);
    if (constraint == nullptr || !constraint->isValidated || table == nullptr || context.isMade(table->key))
        return;
    for (const sql::QualifiedName &parent : table->as<Table>()->parents) {
        const ObjectKey above{
            .kind = ObjectKind::Constraint, .schema = parent.schema, .name = object.key.name, .parent = parent.name};
        const Object *other = context.goal.schema.find(above);
        if (other != nullptr && context.isMade(above) && !other->as<Constraint>()->isValidated)
            return script.add(object.key,
                              "ALTER TABLE " + object.key.quotedParent() + " VALIDATE CONSTRAINT "
                                  + sql::quoted(object.key.name),
                              script.hazards().ofTable(Hazard::Kind::MayFail, object.key));
    }
}

} // namespace

void makeParts(const Context &context, Script &script)
{
    for (const bool isForeignKey : {false, true}) {
        for (const Object &object : context.goal.schema.objects) {
            const auto *constraint = object.as<Constraint>();
            if (constraint == nullptr || (constraint->type == 'f') != isForeignKey || isInherited(object))
                continue;
            const bool isMade = context.isMade(object.key);
            if (isMade && indexOf(object) == nullptr && !isMadeWithIt(object, context))
                makeConstraint(object, context, script);
            else if (!isMade && context.isChanged(object.key))
                alterConstraint(*context.from.find(object.key), object, script);
        }
    }
    for (const Object &object : context.goal.schema.objects) {
        if (isInherited(object))
            validateInherited(object, context, script);
    }
    for (const Object &object : context.goal.schema.objects) {
        if (!isPart(object.key.kind))
            continue;
        if (context.isMade(object.key))
            makePart(object, context, script);
        else if (context.isChanged(object.key))
            alterPart(*context.from.find(object.key), object, context, script);
    }
}

void markIndexes(const Context &context, Script &script)
{
    for (const Object &object : context.goal.schema.objects) {
        const IndexDetails *now = indexOf(object);
        const bool isMade = context.isMade(object.key);
        if (now == nullptr || (!isMade && !context.isChanged(object.key)))
            continue;
        const IndexDetails old = isMade ? IndexDetails() : *indexOf(*context.from.find(object.key));
        const std::string table = object.key.quotedParent();
        for (const auto &target : now->statisticsTargets) {
            if (!contains(old.statisticsTargets, target))
                script.add(object.key, "ALTER INDEX " + object.key.quoted() + " ALTER COLUMN "
                                           + std::to_string(target.first) + " SET STATISTICS "
                                           + std::to_string(target.second));
        }
        for (const auto &target : old.statisticsTargets) {
            const bool isThere = std::ranges::any_of(now->statisticsTargets,
                                                     [&](const auto &other) { return other.first == target.first; });
            if (!isThere)
                script.add(object.key, "ALTER INDEX " + object.key.quoted() + " ALTER COLUMN "
                                           + std::to_string(target.first) + " SET STATISTICS -1");
        }
        if (now->isReplicaIdentity && !old.isReplicaIdentity)
            script.add(object.key,
                       "ALTER TABLE ONLY " + table + " REPLICA IDENTITY USING INDEX " + sql::quoted(object.key.name));
        if (now->isClustered && !old.isClustered)
            script.add(object.key, "ALTER TABLE " + table + " CLUSTER ON " + sql::quoted(object.key.name));
        else if (!now->isClustered && old.isClustered && !isAnotherClustered(object, context.goal.schema))
            script.add(object.key, "ALTER TABLE " + table + " SET WITHOUT CLUSTER");
    }
}

void makePublications(const Context &context, Script &script)
{
    for (const Object &object : context.goal.schema.objects) {
        if (object.as<Publication>() == nullptr)
            continue;
        const bool isMade = context.isMade(object.key);
        if (isMade || context.isChanged(object.key))
            makePublication(object, isMade ? nullptr : context.from.find(object.key), script);
    }
}

} // namespace engine::migration
