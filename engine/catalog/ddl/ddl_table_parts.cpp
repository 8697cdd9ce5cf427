// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/ddl/ddl_table_parts.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_code.h"
#include "engine/catalog/ddl/ddl_relations.h"

#include <algorithm>
#include <map>
#include <set>

namespace engine::catalog {

const char *switchName(char enabled)
{
    switch (enabled) {
    case 'D':
        return "DISABLE";
    case 'R':
        return "ENABLE REPLICA";
    case 'A':
        return "ENABLE ALWAYS";
    default:
        return "ENABLE";
    }
}

std::string publishedSql(const PublishedTable &table)
{
    std::string sql = table.table.quoted();
    if (!table.columns.empty())
        sql += " (" + sql::quotedList(table.columns) + ')';
    if (!table.condition.empty())
        sql += " WHERE (" + table.condition + ')';
    return sql;
}

std::string policyRoles(const Policy &policy, const std::vector<std::string> &missingRoles)
{
    std::vector<std::string> roles;
    for (const std::string &role : policy.roles) {
        if (std::ranges::find(missingRoles, role) == missingRoles.end())
            roles.push_back(role.empty() ? "PUBLIC" : sql::quoted(role));
    }
    return joined(roles, ", ");
}

std::string policySql(const Object &object, const std::vector<std::string> &missingRoles)
{
    const auto &policy = *object.as<Policy>();
    const std::string roles = policyRoles(policy, missingRoles);
    // A policy for nobody present would become one for everybody.
    if (roles.empty())
        return {};
    std::string sql = "CREATE POLICY " + sql::quoted(object.key.name) + " ON " + object.key.quotedParent() + " AS "
                      + (policy.isPermissive ? "PERMISSIVE" : "RESTRICTIVE") + " FOR " + policy.command + " TO "
                      + roles;
    if (policy.usingExpression)
        sql += " USING (" + *policy.usingExpression + ')';
    if (policy.checkExpression)
        sql += " WITH CHECK (" + *policy.checkExpression + ')';
    return sql;
}

namespace {

/// Primary keys and unique constraints can take over an index made before; the others are made in one go.
bool canUseIndex(const Constraint &constraint)
{
    return (constraint.type == 'p' || constraint.type == 'u') && !constraint.isTemporal
           && !constraint.index.isPartitioned;
}

bool hasIndex(const Constraint &constraint)
{
    return constraint.type == 'p' || constraint.type == 'u' || constraint.type == 'x';
}

const IndexDetails *indexOf(const Object &object)
{
    if (const auto *index = object.as<Index>())
        return &index->details;
    const auto *constraint = object.as<Constraint>();
    return constraint != nullptr && hasIndex(*constraint) ? &constraint->index : nullptr;
}

std::string addConstraintSql(const Object &object, const std::string &definition, bool onlyThisTable)
{
    return std::string("ALTER TABLE ") + (onlyThisTable ? "ONLY " : "") + object.key.quotedParent() + " ADD CONSTRAINT "
           + sql::quoted(object.key.name) + ' ' + definition;
}

} // namespace

ObjectKey TablePartsWriter::tableOf(const ObjectKey &part) const
{
    ObjectKey key{.kind = ObjectKind::Table, .schema = part.schema, .name = part.parent};
    if (m_schema.find(key) == nullptr)
        key.kind = ObjectKind::MaterializedView;
    return key;
}

long long TablePartsWriter::weightOf(const ObjectKey &table) const
{
    const Object *object = m_schema.find(table);
    const auto *definition = object == nullptr ? nullptr : object->as<Table>();
    return definition == nullptr ? 0 : definition->heapPages.value;
}

std::string TablePartsWriter::ownerOf(const ObjectKey &table) const
{
    const Object *object = m_schema.find(table);
    return object == nullptr ? std::string() : object->owner;
}

void TablePartsWriter::addIndex(const Object &object, const IndexDetails &index, std::vector<DdlStatement> &list)
{
    const ObjectKey table = tableOf(object.key);
    std::string sql = index.definition;
    if (!index.tablespace.empty())
        sql = "SET default_tablespace = " + sql::literal(index.tablespace) + "; " + sql + "; RESET default_tablespace";
    list.push_back({.sql = asIndexOf(object, table, std::move(sql)),
                    .object = object.key,
                    .table = table,
                    .weight = index.effort.value});
}

/// The server itself builds an index as the owner of the table, who may have lost what that takes since.
std::string TablePartsWriter::asIndexOf(const Object &object, const ObjectKey &table, std::string sql) const
{
    const std::string owner = ownerOf(table);
    sql = inCodePath(object, owner, m_options, std::move(sql));
    return callsFunctions(object) && isAnothers(owner, m_options)
               ? lending(handsOf(m_schema, object, owner, m_options), sql)
               : sql;
}

void TablePartsWriter::addConstraintIndex(const Object &object, const Constraint &constraint)
{
    if (canUseIndex(constraint)) {
        addIndex(object, constraint.index, m_script.indexes);
        return;
    }
    auto &list = constraint.index.isPartitioned ? m_script.keys : m_script.indexes;
    const ObjectKey table = tableOf(object.key);
    std::string sql = addConstraintSql(object, constraint.definition, true);
    if (!constraint.index.options.empty() && !constraint.index.isPartitioned) {
        const std::string with = withOptions(constraint.index.options);
        sql += "; ALTER INDEX " + object.key.quoted() + " SET " + with.substr(with.find('('));
    }
    list.push_back({.sql = asIndexOf(object, table, std::move(sql)),
                    .object = object.key,
                    .table = table,
                    .weight = constraint.index.effort.value});
}

void TablePartsWriter::addKeyConstraint(const Object &object, const Constraint &constraint)
{
    std::string definition = std::string(constraint.type == 'p' ? "PRIMARY KEY" : "UNIQUE") + " USING INDEX "
                             + sql::quoted(object.key.name);
    if (constraint.isDeferrable)
        definition += constraint.isDeferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
    keysOf(object).add(addConstraintSql(object, definition, true));
}

void TablePartsWriter::addIndexes()
{
    for (const Object &object : m_schema.objects) {
        const auto *index = object.as<Index>();
        const auto *constraint = object.as<Constraint>();
        if (index != nullptr && tableOf(object.key).kind == ObjectKind::Table)
            addIndex(object, index->details, index->details.isPartitioned ? m_script.keys : m_script.indexes);
        else if (constraint != nullptr && hasIndex(*constraint))
            addConstraintIndex(object, *constraint);
    }
    for (const Object &object : m_schema.objects) {
        const auto *constraint = object.as<Constraint>();
        if (constraint != nullptr && canUseIndex(*constraint))
            addKeyConstraint(object, *constraint);
    }
    for (const Object &object : m_schema.objects) {
        const IndexDetails *index = indexOf(object);
        if (index != nullptr && !index->parentIndex.empty())
            keysOf(object).add("ALTER INDEX " + sql::quoted(index->parentSchema) + '.' + sql::quoted(index->parentIndex)
                               + " ATTACH PARTITION " + object.key.quoted());
    }
}

void TablePartsWriter::addChecks()
{
    for (const Object &object : m_schema.objects) {
        if (const auto *domain = object.as<Domain>()) {
            for (const DomainConstraint &constraint : domain->constraints) {
                if (isAddedAfterRows(constraint))
                    about(object).add(domainConstraintSql(object.key, constraint));
            }
        }
        const auto *check = object.as<Constraint>();
        if (check != nullptr && (check->type == 'c' || check->type == 'n') && check->isLocal
            && !isMadeWithTable(object))
            m_script.postData.push_back({.sql = asOwner(m_schema, object, ownerOf(tableOf(object.key)), m_options,
                                                        addConstraintSql(object, check->definition, false)),
                                         .object = object.key});
    }
}

std::set<ObjectKey> TablePartsWriter::tablesWithCalls() const
{
    std::set<ObjectKey> tables;
    for (const Object &object : m_schema.objects) {
        const bool hasIndex = object.key.kind == ObjectKind::Index || object.key.kind == ObjectKind::Constraint;
        if (hasIndex && callsFunctions(object))
            tables.insert(tableOf(object.key));
    }
    return tables;
}

/// Who refers to a table of another needs a grant that comes later.
OwnersHands TablePartsWriter::handsOfKey(const Object &object, const Constraint &constraint,
                                         const std::string &owner) const
{
    OwnersHands hands = handsOf(m_schema, object, owner, m_options);
    for (const auto &[schema, name] : {std::pair(object.key.schema, object.key.parent),
                                       {constraint.referenced.schema, constraint.referenced.name}}) {
        const Object *table = m_schema.findTable(schema, name);
        if (table != nullptr && table->owner != owner)
            lendTable(m_schema, m_options, {schema, name}, "REFERENCES, SELECT", hands);
    }
    return hands;
}

void TablePartsWriter::addForeignKeys()
{
    std::map<ObjectKey, std::string> actions;
    // Checking a key plans a query over both tables, and planning evaluates what their indexes call.
    const std::set<ObjectKey> called = tablesWithCalls();
    std::map<ObjectKey, OwnersHands> inOthersHands;
    for (const Object &object : m_schema.objects) {
        const auto *constraint = object.as<Constraint>();
        if (constraint == nullptr || constraint->type != 'f')
            continue;
        const std::string &definition = constraint->definition;
        const bool isUnchecked = definition.ends_with(" NOT VALID") || definition.ends_with(" NOT ENFORCED");
        const Object *table = m_schema.find(tableOf(object.key));
        const auto *details = table == nullptr ? nullptr : table->as<Table>();
        // A partitioned table takes no foreign key that is not checked at once, and of one that refers to a partitioned
        // table the server would leave the parts for the partitions unchecked for ever.
        const Object *referenced = m_schema.find(
            {.kind = ObjectKind::Table, .schema = constraint->referenced.schema, .name = constraint->referenced.name});
        const auto *parent = referenced == nullptr ? nullptr : referenced->as<Table>();
        const bool isCheckedLater = !isUnchecked && details != nullptr && !details->isPartitioned()
                                    && (parent == nullptr || !parent->isPartitioned());
        const bool isCalling = (table != nullptr && called.contains(table->key))
                               || (referenced != nullptr && called.contains(referenced->key));
        std::string sql = addConstraintSql(object, definition + (isCheckedLater ? " NOT VALID" : ""), false);
        const std::string owner = ownerOf(tableOf(object.key));
        if (isCalling && !isCheckedLater && isAnothers(owner, m_options))
            sql = inHands(handsOfKey(object, *constraint, owner), sql);
        keysOf(object).add(std::move(sql));
        if (isCalling && isCheckedLater && isAnothers(owner, m_options)) {
            OwnersHands more = handsOfKey(object, *constraint, owner);
            OwnersHands &hands = inOthersHands[table->key];
            more.lent.merge(hands.lent);
            hands = std::move(more);
        }
        if (isCheckedLater) {
            std::string &list = actions[table->key];
            list += (list.empty() ? "" : ",") + std::string(" VALIDATE CONSTRAINT ") + sql::quoted(object.key.name);
        }
    }
    // Two checks of the same table would wait for each other.
    for (const auto &[table, list] : actions) {
        std::string sql = "ALTER TABLE ONLY " + table.quoted() + list;
        if (const auto hands = inOthersHands.find(table); hands != inOthersHands.end())
            sql = inHands(hands->second, sql);
        m_script.validations.push_back(
            {.sql = std::move(sql), .object = table, .table = table, .weight = weightOf(table)});
    }
}

void TablePartsWriter::addStatistics()
{
    for (const Object &object : m_schema.objects) {
        const auto *statistics = object.as<Statistics>();
        if (statistics == nullptr)
            continue;
        about(object).add(statistics->definition);
        if (statistics->target >= 0)
            about(object).add("ALTER STATISTICS " + object.key.quoted() + " SET STATISTICS "
                              + std::to_string(statistics->target));
    }
}

void TablePartsWriter::addRules()
{
    for (const Object &object : m_schema.objects) {
        const auto *rule = object.as<Rule>();
        if (rule == nullptr)
            continue;
        about(object).add(rule->definition);
        if (rule->enabled != 'O')
            about(object).add("ALTER TABLE " + object.key.quotedParent() + ' ' + switchName(rule->enabled) + " RULE "
                              + sql::quoted(object.key.name));
    }
}

void TablePartsWriter::addTriggers()
{
    for (const bool isCopyOfParents : {false, true}) {
        for (const Object &object : m_schema.objects) {
            const auto *trigger = object.as<Trigger>();
            if (trigger == nullptr || trigger->definition.empty() != isCopyOfParents)
                continue;
            if (!isCopyOfParents)
                about(object).add(trigger->definition);
            if (isCopyOfParents || trigger->enabled != 'O')
                about(object).add("ALTER TABLE " + object.key.quotedParent() + ' ' + switchName(trigger->enabled)
                                  + " TRIGGER " + sql::quoted(object.key.name));
        }
    }
}

void TablePartsWriter::addPolicies()
{
    for (const Object &object : m_schema.objects) {
        const auto *policy = object.as<Policy>();
        if (policy == nullptr)
            continue;
        std::string sql = policySql(object, m_options.missingRoles);
        if (sql.empty())
            continue;
        about(object).add(std::move(sql));
    }
}

void TablePartsWriter::addRowSecurity()
{
    for (const Object &object : m_schema.objects) {
        const auto *table = object.as<Table>();
        if (table != nullptr && table->rowSecurity)
            about(object).add("ALTER TABLE ONLY " + object.key.quoted() + " ENABLE ROW LEVEL SECURITY");
        if (table != nullptr && table->forceRowSecurity)
            about(object).add("ALTER TABLE ONLY " + object.key.quoted() + " FORCE ROW LEVEL SECURITY");
    }
}

void TablePartsWriter::addPublications()
{
    for (const Object &object : m_schema.objects) {
        const auto *publication = object.as<Publication>();
        if (publication == nullptr)
            continue;
        const std::string name = sql::quoted(object.key.name);
        const bool isNew = !contains(m_options.existingPublications, object.key.name);
        if (isNew)
            about(object).add("CREATE PUBLICATION " + name + (publication->allTables ? " FOR ALL TABLES" : "")
                              + " WITH (publish = " + sql::literal(publication->operations)
                              + (publication->viaRoot ? ", publish_via_partition_root = true" : "")
                              + (publication->generatedColumns ? ", publish_generated_columns = stored)" : ")"));
        for (const PublishedTable &table : publication->tables)
            about(object).add("ALTER PUBLICATION " + name + " ADD TABLE ONLY " + publishedSql(table));
        for (const std::string &schema : publication->schemas) {
            if (isNew)
                about(object).add("ALTER PUBLICATION " + name + " ADD TABLES IN SCHEMA " + sql::quoted(schema));
        }
    }
}

void TablePartsWriter::addIndexesOfViews()
{
    for (const Object &object : m_schema.objects) {
        const auto *index = object.as<Index>();
        if (index != nullptr && tableOf(object.key).kind == ObjectKind::MaterializedView)
            addIndex(object, index->details, m_script.finish);
    }
}

void TablePartsWriter::addIndexSettings()
{
    for (const Object &object : m_schema.objects) {
        if (const auto *table = object.as<Table>();
            table != nullptr && table->replicaIdentity != 'd' && table->replicaIdentity != 'i')
            settingsOf(object).add("ALTER TABLE ONLY " + object.key.quoted() + " REPLICA IDENTITY "
                                   + (table->replicaIdentity == 'f' ? "FULL" : "NOTHING"));
        const IndexDetails *index = indexOf(object);
        if (index == nullptr)
            continue;
        for (const auto &[column, target] : index->statisticsTargets)
            settingsOf(object).add("ALTER INDEX " + object.key.quoted() + " ALTER COLUMN " + std::to_string(column)
                                   + " SET STATISTICS " + std::to_string(target));
        if (index->isReplicaIdentity)
            settingsOf(object).add("ALTER TABLE ONLY " + object.key.quotedParent() + " REPLICA IDENTITY USING INDEX "
                                   + sql::quoted(object.key.name));
        if (index->isClustered)
            settingsOf(object).add("ALTER TABLE " + object.key.quotedParent() + " CLUSTER ON "
                                   + sql::quoted(object.key.name));
    }
}

} // namespace engine::catalog
