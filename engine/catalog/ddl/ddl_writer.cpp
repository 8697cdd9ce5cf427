// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/ddl/ddl_code.h"
#include "engine/catalog/ddl/ddl_order.h"
#include "engine/catalog/ddl/ddl_relations.h"
#include "engine/catalog/ddl/ddl_table_parts.h"
#include "engine/catalog/ddl/ddl_types.h"

#include <algorithm>
#include <iterator>

namespace engine::catalog {

namespace {

/// Puts the parts of a script together.
class ScriptWriter final
{
public:
    ScriptWriter(const Schema &schema, const DdlOptions &options)
        : m_schema(schema)
        , m_options(options)
    {}

    Result<DdlScript> write();

private:
    void create(const std::vector<Step> &steps, std::vector<DdlStatement> &list);
    [[nodiscard]] bool isMadeInHands(const Object &object) const;
    [[nodiscard]] std::string madeInHands(const Object &object, const std::vector<DdlStatement> &made) const;
    void addEarlyOwner(const Object &object);
    void addOwners();
    void addOwnersOfParts();
    void addGrants(bool ofTables);
    void addDefaultPrivileges();
    void addRefreshes(const CreationOrder &order);
    void addComments();
    void addSettingsAndSubscriptions();
    void addEventTriggers();
    [[nodiscard]] bool isExistingSchema(const Object &object) const;
    [[nodiscard]] bool isLeftOut(const Object &object) const;
    [[nodiscard]] Statements about(const Object &object) { return {m_script.postData, object.key}; }

    const Schema &m_schema;
    const DdlOptions &m_options;
    DdlScript m_script;
    /// What is made, or made whole, after the indexes.
    std::set<ObjectKey> m_later;
    /// Some tables run code while they are made.
    bool m_hasHands = false;
};

/// The second part of a table that was cut in two.
bool isDefaultsLater(const std::vector<DdlStatement> &made)
{
    return !made.empty() && made.front().sql.starts_with("ALTER TABLE");
}

/// Made with owner, grants and comment in one go.
bool isAddedWhole(ObjectKind kind)
{
    return kind == ObjectKind::EventTrigger || kind == ObjectKind::Setting || kind == ObjectKind::Subscription;
}

Result<DdlScript> ScriptWriter::write()
{
    TRY_ASSIGN(const auto order, creationOrder(m_schema));
    for (const Step &step : order.afterIndexes)
        m_later.insert(step.object->key);
    m_hasHands = std::ranges::any_of(m_schema.objects, [&](const Object &object) { return isMadeInHands(object); });
    create(order.beforeRows, m_script.preData);
    for (const Object &object : m_schema.objects) {
        Statements statements(m_script.preData, object.key);
        tieSequence(object, statements);
    }
    // Before the rows: what a check, a generated column or an index calls then runs with its owner's rights.
    if (m_options.owners)
        addOwners();
    if (m_options.grants)
        addGrants(false);
    TablePartsWriter parts(m_schema, m_options, m_script);
    parts.addIndexes();
    create(order.afterIndexes, m_script.postData);
    parts.addForeignKeys();
    parts.addStatistics();
    parts.addRules();
    parts.addTriggers();
    parts.addPolicies();
    // Before anybody is granted anything on the table.
    parts.addRowSecurity();
    if (m_options.publications)
        parts.addPublications();
    for (const Object &object : m_schema.objects) {
        Statements statements = about(object);
        restoreSequence(object, statements);
    }
    addSettingsAndSubscriptions();
    if (m_options.owners)
        addOwnersOfParts();
    if (m_options.grants)
        addGrants(true);
    if (m_options.grants)
        addDefaultPrivileges();
    // Their functions may read tables of others, by what was granted.
    parts.addChecks();
    addRefreshes(order);
    parts.addIndexesOfViews();
    parts.addIndexSettings();
    addComments();
    addEventTriggers();
    return std::move(m_script);
}

void ScriptWriter::create(const std::vector<Step> &steps, std::vector<DdlStatement> &list)
{
    for (const Step &step : steps) {
        const Object &object = *step.object;
        std::vector<DdlStatement> made;
        Statements statements(made, object.key);
        if (object.key.kind < ObjectKind::Sequence)
            createType(step, m_options, statements);
        else
            createRelation(step, m_schema, statements);
        if (made.empty())
            continue;
        if (isMadeInHands(object)) {
            list.push_back({.sql = madeInHands(object, made), .object = object.key});
            continue;
        }
        // The server simplifies the key of a partitioned table at once, also for each partition, as the session: names
        // are looked up along the path of nobody else.
        const bool isOwn = object.owner == m_options.sessionRole && object.searchPath.value.empty()
                           && object.as<Table>() != nullptr && runsCode(m_schema, object);
        const std::string path = isOwn ? takePathSql(object.owner, m_options) : std::string();
        for (DdlStatement &statement : made) {
            statement.sql = path.empty() ? inSearchPath(object, std::move(statement.sql))
                                         : path + statement.sql + "; SET search_path = ''";
            list.push_back(std::move(statement));
        }
        if (m_hasHands && step.part != Step::Part::First)
            addEarlyOwner(object);
    }
}

/// Making a table already evaluates what is constant in its generated columns, in the key it is partitioned by and,
/// when it becomes a partition, in its checks.
bool ScriptWriter::isMadeInHands(const Object &object) const
{
    return m_options.owners && object.as<Table>() != nullptr && isAnothers(object.owner, m_options)
           && runsCode(m_schema, object);
}

std::string ScriptWriter::madeInHands(const Object &object, const std::vector<DdlStatement> &made) const
{
    const auto *table = object.as<Table>();
    OwnersHands hands = handsOf(m_schema, object, object.owner, m_options);
    if (m_options.schemasWithoutCreate.contains({object.key.schema, object.owner}))
        hands.lent.insert("CREATE ON SCHEMA " + sql::quoted(object.key.schema));
    if (!table->tablespace.empty())
        hands.lent.insert("CREATE ON TABLESPACE " + sql::quoted(table->tablespace));
    if (table->isForeign())
        hands.lent.insert("USAGE ON FOREIGN SERVER " + sql::quoted(table->foreignServer));
    std::vector<std::string> statements;
    for (const DdlStatement &statement : made)
        statements.push_back(statement.sql);
    // A table is attached by whoever owns both. Meanwhile all of them are the session's, as those of other steps.
    std::string before;
    std::string after = "; ALTER TABLE " + object.key.quoted() + " OWNER TO CURRENT_USER";
    for (const sql::QualifiedName &parent : table->parents) {
        before += "ALTER TABLE " + parent.quoted() + " OWNER TO " + sql::quoted(object.owner) + "; ";
        after += "; ALTER TABLE " + parent.quoted() + " OWNER TO CURRENT_USER";
    }
    if (isDefaultsLater(made))
        before += "ALTER TABLE " + object.key.quoted() + " OWNER TO " + sql::quoted(object.owner) + "; ";
    return before + inHands(hands, joined(statements, "; ")) + after;
}

/// A routine that takes its owner's rights when it is called must not be called while it is the session's.
void ScriptWriter::addEarlyOwner(const Object &object)
{
    Statements statements(m_script.preData, object.key);
    if (object.key.kind == ObjectKind::Schema && !isExistingSchema(object)) {
        setOwner(object, m_options, statements);
        if (m_options.grants)
            setGrants(object, m_options, statements);
    } else if (object.as<Routine>() != nullptr && isAnothers(object.owner, m_options)) {
        const std::string lent = m_options.schemasWithoutCreate.contains({object.key.schema, object.owner})
                                     ? "CREATE ON SCHEMA " + sql::quoted(object.key.schema)
                                     : std::string();
        const std::string owner = sql::quoted(object.owner);
        if (!lent.empty())
            statements.add("GRANT " + lent + " TO " + owner);
        setOwner(object, m_options, statements);
        if (!lent.empty())
            statements.add("REVOKE " + lent + " FROM " + owner);
    }
}

bool ScriptWriter::isExistingSchema(const Object &object) const
{
    return object.key.kind == ObjectKind::Schema && contains(m_options.existingSchemas, object.key.name);
}

bool ScriptWriter::isLeftOut(const Object &object) const
{
    if (object.key.kind == ObjectKind::Publication)
        return !m_options.publications || contains(m_options.existingPublications, object.key.name);
    if (isAddedWhole(object.key.kind))
        return true;
    return isExistingSchema(object);
}

void ScriptWriter::addOwners()
{
    // A role must be allowed to create in the schema of what it is given.
    for (const Object &object : m_schema.objects) {
        if (object.key.kind != ObjectKind::Schema || isExistingSchema(object))
            continue;
        Statements statements(m_script.preData, object.key);
        setOwner(object, m_options, statements);
        if (m_options.grants)
            setGrants(object, m_options, statements);
    }
    for (const Object &object : m_schema.objects) {
        if (object.key.kind == ObjectKind::Schema || object.key.kind > ObjectKind::MaterializedView || isLeftOut(object)
            || m_later.contains(object.key))
            continue;
        Statements statements(m_script.preData, object.key);
        setOwner(object, m_options, statements);
    }
}

void ScriptWriter::addOwnersOfParts()
{
    for (const Object &object : m_schema.objects) {
        if ((object.key.kind <= ObjectKind::MaterializedView && !m_later.contains(object.key)) || isLeftOut(object))
            continue;
        Statements statements = about(object);
        setOwner(object, m_options, statements);
    }
}

// What reads or holds rows is granted to nobody before its policies are there.
void ScriptWriter::addGrants(bool ofTables)
{
    for (const Object &object : m_schema.objects) {
        const bool isDone = object.key.kind == ObjectKind::Schema && m_options.owners;
        const bool isLater = object.key.kind >= ObjectKind::Sequence || m_later.contains(object.key);
        if (isDone || isLater != ofTables || isLeftOut(object))
            continue;
        Statements statements(ofTables ? m_script.postData : m_script.preData, object.key);
        setGrants(object, m_options, statements);
    }
}

void ScriptWriter::addDefaultPrivileges()
{
    for (const Object &object : m_schema.objects) {
        const bool isOurs = object.key.kind == ObjectKind::DefaultPrivileges && !object.key.schema.empty()
                            && !contains(m_options.existingSchemas, object.key.schema);
        if (!isOurs)
            continue;
        Statements statements = about(object);
        changeDefaultPrivileges(nullptr, &object, m_options, statements);
    }
}

// A view is refreshed with its owner's rights. Where policies show the owner fewer rows, they did so in the source as
// well; with row_security = off that would be an error.
void ScriptWriter::addRefreshes(const CreationOrder &order)
{
    for (const auto *steps : {&order.beforeRows, &order.afterIndexes}) {
        for (const Step &step : *steps) {
            const auto *view = step.object->as<MaterializedView>();
            if (view != nullptr && view->isPopulated)
                Statements(m_script.refreshes, step.object->key)
                    .add(takePathSql(step.object->owner, m_options)
                         + "SET row_security = on; REFRESH MATERIALIZED VIEW " + step.object->key.quoted()
                         + "; SET row_security = off; SET search_path = ''");
        }
    }
}

void ScriptWriter::addComments()
{
    for (const Object &object : m_schema.objects) {
        if (isLeftOut(object))
            continue;
        Statements statements(m_script.finish, object.key);
        setComments(object, m_options, statements);
    }
}

void ScriptWriter::addSettingsAndSubscriptions()
{
    for (const Object &object : m_schema.objects) {
        if (object.key.kind == ObjectKind::Setting || object.key.kind == ObjectKind::Subscription)
            std::ranges::move(objectScript(object, m_options), std::back_inserter(m_script.postData));
    }
}

void ScriptWriter::addEventTriggers()
{
    for (const Object &object : m_schema.objects) {
        if (object.key.kind == ObjectKind::EventTrigger)
            std::ranges::move(objectScript(object, m_options), std::back_inserter(m_script.last));
    }
}

} // namespace

std::vector<DdlStatement> objectScript(const Object &object, const DdlOptions &options)
{
    std::vector<DdlStatement> list;
    Statements statements(list, object.key);
    createType({.object = &object}, options, statements);
    if (options.owners)
        setOwner(object, options, statements);
    if (options.grants)
        setGrants(object, options, statements);
    setComments(object, options, statements);
    return list;
}

Result<DdlScript> creationScript(const Schema &schema, const DdlOptions &options)
{
    return ScriptWriter(schema, options).write();
}

} // namespace engine::catalog
