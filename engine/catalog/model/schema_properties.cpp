// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/model/schema_properties.h"

#include "engine/base/errors/sentence.h"

namespace engine::catalog {

namespace {

std::string list(const std::vector<std::string> &items)
{
    return sql::quotedList(items);
}

std::string letter(char value)
{
    return value == 0 ? std::string() : std::string(1, value);
}

std::string optional(const std::optional<std::string> &value)
{
    return value ? '=' + *value : std::string();
}

std::string flag(bool value)
{
    return value ? "yes" : "no";
}

/// How a column's value comes to be when nobody gives one.
std::string identityWords(char identity)
{
    return identity == 'a' ? "ALWAYS" : identity == 'd' ? "BY DEFAULT" : "";
}

std::string generatedWords(const Column &column)
{
    return column.generated == 0
               ? std::string()
               : column.defaultValue.value_or("") + (column.generated == 'v' ? " VIRTUAL" : " STORED");
}

/// "3: value" or nothing; what is usual is nothing.
std::string number(int value)
{
    return value < 0 ? std::string() : std::to_string(value);
}

void addColumn(const Column &column, std::vector<Property> &all)
{
    const QString name = text(column.name);
    const auto add = [&](Sentence what, std::string value, const char *key) {
        all.push_back({what.arg(name), std::move(value), key, column.name});
    };
    add(Tr::sentence("type of column \"%1\""), column.type, "column.type");
    add(Tr::sentence("collation of column \"%1\""), column.collation, "column.collation");
    add(Tr::sentence("NOT NULL of column \"%1\""),
        column.notNull ? "NOT NULL" + (column.notNullConstraint.empty() ? "" : ' ' + column.notNullConstraint)
                             + (column.notNullStaysHere ? " NO INHERIT" : "")
                       : "",
        "column.notNull");
    add(Tr::sentence("default of column \"%1\""),
        column.generated == 0 ? column.defaultValue.value_or("") : std::string(), "column.default");
    add(Tr::sentence("identity of column \"%1\""), identityWords(column.identity), "column.identity");
    add(Tr::sentence("generation of column \"%1\""), generatedWords(column), "column.generated");
    add(Tr::sentence("storage of column \"%1\""), letter(column.storage) + letter(column.compression),
        "column.storage");
    add(Tr::sentence("statistics of column \"%1\""), number(column.statisticsTarget) + list(column.options),
        "column.statistics");
    add(Tr::sentence("inheritance of column \"%1\""), column.isLocal ? "" : "inherited", "column.inheritance");
    add(Tr::sentence("privileges on column \"%1\""), comparable(column.acl), "column.privileges");
    add(Tr::sentence("comment of column \"%1\""), column.comment.value_or(""), "column.comment");
    add(Tr::sentence("options of column \"%1\""), list(column.foreignOptions), "column.options");
}

void addColumns(const std::vector<Column> &columns, std::vector<Property> &all)
{
    std::vector<std::string> names;
    for (const Column &column : columns) {
        names.push_back(column.name);
        addColumn(column, all);
    }
    all.push_back({Tr::sentence("columns"), list(names), "columns"});
}

void addIndex(const IndexDetails &index, std::vector<Property> &all)
{
    std::string targets;
    for (const auto &[column, target] : index.statisticsTargets)
        targets += std::to_string(column) + '=' + std::to_string(target) + ' ';
    all.push_back({Tr::sentence("definition of the index"), index.definition, "definitionOfTheIndex"});
    all.push_back({Tr::sentence("options of the index"), index.tablespace + ' ' + list(index.options) + targets,
                   "optionsOfTheIndex"});
    all.push_back({Tr::sentence("index of the partitioned table"), list({index.parentSchema, index.parentIndex}),
                   "indexOfThePartitionedTable"});
    all.push_back({Tr::sentence("cluster mark"), flag(index.isClustered), "clusterMark"});
    all.push_back({Tr::sentence("replica identity"), flag(index.isReplicaIdentity), "replicaIdentity"});
}

/// One overload per kind of definition; a new kind does not compile until it has one.
struct PropertiesOf
{
    std::vector<Property> &all;

    void operator()(const SchemaDefinition &) const {}
    void operator()(const Extension &extension) const
    {
        all.push_back({Tr::sentence("schema"), extension.schema, "schema"});
    }
    void operator()(const EnumType &type) const
    {
        all.push_back({Tr::sentence("labels"), list(type.labels), "labels"});
    }
    void operator()(const Domain &domain) const
    {
        all.push_back({Tr::sentence("type"),
                       domain.baseType + (domain.collation.empty() ? "" : " COLLATE " + domain.collation), "type"});
        all.push_back({Tr::sentence("NOT NULL"), domain.notNull ? "NOT NULL" : "", "notNull"});
        all.push_back({Tr::sentence("default"), domain.defaultValue.value_or(""), "default"});
        std::string checks;
        for (const DomainConstraint &check : domain.constraints)
            checks += sql::quoted(check.name) + ' ' + check.definition + ' ' + optional(check.comment) + '\n';
        all.push_back({Tr::sentence("checks"), checks, "checks"});
    }
    void operator()(const CompositeType &type) const { addColumns(type.attributes, all); }
    void operator()(const RangeType &type) const
    {
        all.push_back({Tr::sentence("type"), type.subtype + ' ' + type.collation, "type"});
        all.push_back({Tr::sentence("functions"),
                       list({type.operatorClass, type.canonicalFunction, type.differenceFunction, type.multirangeSchema,
                             type.multirangeName}),
                       "functions"});
    }
    void operator()(const Routine &routine) const
    {
        all.push_back({Tr::sentence("definition"), routine.definition, "definition"});
        all.push_back({Tr::sentence("language"), routine.language, "language"});
    }
    void operator()(const Scripted &scripted) const
    {
        all.push_back({Tr::sentence("definition"), list(scripted.statements), "definition"});
    }
    void operator()(const Sequence &sequence) const
    {
        all.push_back({Tr::sentence("type"), sequence.type + (sequence.isUnlogged ? " UNLOGGED" : ""), "type"});
        all.push_back(
            {Tr::sentence("parameters"),
             list({std::to_string(sequence.start), std::to_string(sequence.increment), std::to_string(sequence.minimum),
                   std::to_string(sequence.maximum), std::to_string(sequence.cache), flag(sequence.cycles)}),
             "parameters"});
        all.push_back({Tr::sentence("owning column"),
                       list({sequence.ownerTable, sequence.ownerColumn, letter(sequence.identity)}), "owningColumn"});
        all.push_back({Tr::sentence("value"),
                       std::to_string(sequence.state.lastValue) + (sequence.state.isCalled ? "" : " (next)"), "value"});
    }
    void operator()(const Table &table) const
    {
        addColumns(table.columns, all);
        std::string parents;
        for (const sql::QualifiedName &parent : table.parents)
            parents += parent.quoted() + ' ';
        all.push_back({Tr::sentence("parents"), parents, "parents"});
        all.push_back({Tr::sentence("partition bound"), table.partitionBound, "partitionBound"});
        all.push_back({Tr::sentence("partition key"), table.partitionKey, "partitionKey"});
        all.push_back({Tr::sentence("type"), table.ofType, "type"});
        all.push_back({Tr::sentence("persistence"), table.persistence == Persistence::Unlogged ? "UNLOGGED" : "LOGGED",
                       "persistence"});
        all.push_back({Tr::sentence("options"), list(table.options) + list(table.foreignOptions), "options"});
        all.push_back({Tr::sentence("server"), table.foreignServer, "server"});
        all.push_back({Tr::sentence("access method"), table.accessMethod, "accessMethod"});
        all.push_back({Tr::sentence("tablespace"), table.tablespace, "tablespace"});
        all.push_back({Tr::sentence("row level security"),
                       std::string(table.rowSecurity ? "ENABLE" : "DISABLE") + (table.forceRowSecurity ? " FORCE" : ""),
                       "rowLevelSecurity"});
        all.push_back({Tr::sentence("replica identity"), letter(table.replicaIdentity), "replicaIdentity"});
    }
    void operator()(const View &view) const
    {
        addColumns(view.columns, all);
        all.push_back({Tr::sentence("query"), view.query, "query"});
        all.push_back({Tr::sentence("options"), list(view.options), "options"});
    }
    void operator()(const MaterializedView &view) const
    {
        addColumns(view.columns, all);
        all.push_back({Tr::sentence("query"), view.query, "query"});
        all.push_back({Tr::sentence("options"), list(view.options), "options"});
        all.push_back({Tr::sentence("access method"), view.accessMethod, "accessMethod"});
        all.push_back({Tr::sentence("tablespace"), view.tablespace, "tablespace"});
        all.push_back({Tr::sentence("populated"), flag(view.isPopulated), "populated"});
    }
    void operator()(const Constraint &constraint) const
    {
        all.push_back({Tr::sentence("definition"), constraint.definition, "definition"});
        all.push_back({Tr::sentence("deferral"),
                       std::string(constraint.isDeferrable ? "DEFERRABLE" : "")
                           + (constraint.isDeferred ? " INITIALLY DEFERRED" : ""),
                       "deferral"});
        all.push_back({Tr::sentence("validation"), constraint.isValidated ? "valid" : "NOT VALID", "validation"});
        all.push_back({Tr::sentence("inheritance"),
                       std::string(constraint.isLocal ? "" : "inherited") + (constraint.isInherited ? " merged" : ""),
                       "inheritance"});
        addIndex(constraint.index, all);
        all.push_back(
            {Tr::sentence("comment of the index"), constraint.indexComment.value_or(""), "commentOfTheIndex"});
    }
    void operator()(const Index &index) const { addIndex(index.details, all); }
    void operator()(const Statistics &statistics) const
    {
        all.push_back({Tr::sentence("definition"), statistics.definition, "definition"});
        all.push_back({Tr::sentence("statistics target"), std::to_string(statistics.target), "statisticsTarget"});
    }
    void operator()(const Rule &rule) const
    {
        all.push_back({Tr::sentence("definition"), rule.definition, "definition"});
        all.push_back({Tr::sentence("enabled"), letter(rule.enabled), "enabled"});
    }
    void operator()(const Trigger &trigger) const
    {
        all.push_back({Tr::sentence("definition"), trigger.definition, "definition"});
        all.push_back({Tr::sentence("enabled"), letter(trigger.enabled), "enabled"});
    }
    void operator()(const Policy &policy) const
    {
        all.push_back(
            {Tr::sentence("command"), policy.command + (policy.isPermissive ? "" : " RESTRICTIVE"), "command"});
        all.push_back({Tr::sentence("roles"), list(policy.roles), "roles"});
        all.push_back({Tr::sentence("condition"), policy.usingExpression.value_or(""), "condition"});
        all.push_back({Tr::sentence("check"), policy.checkExpression.value_or(""), "check"});
    }
    void operator()(const Publication &publication) const
    {
        std::string tables;
        for (const PublishedTable &table : publication.tables)
            tables += table.table.quoted() + " (" + list(table.columns) + ") " + table.condition + '\n';
        all.push_back(
            {Tr::sentence("tables"), tables + flag(publication.allTables) + list(publication.schemas), "tables"});
        all.push_back({Tr::sentence("operations"),
                       publication.operations + flag(publication.viaRoot) + flag(publication.generatedColumns),
                       "operations"});
    }
    void operator()(const DefaultPrivileges &privileges) const
    {
        all.push_back({Tr::sentence("privileges"), comparable(privileges.acl), "privileges"});
    }
};

} // namespace

std::string comparable(const Acl &acl)
{
    std::string all;
    for (const AclItem &item : acl)
        all += sql::quoted(item.grantee) + '=' + item.privileges + '*' + item.grantable + '/'
               + sql::quoted(item.grantor) + ' ';
    return all;
}

std::string columnText(const Column &column)
{
    std::string words = column.type;
    if (!column.collation.empty())
        words += " COLLATE " + column.collation;
    if (column.generated != 0)
        words += " GENERATED ALWAYS AS (" + column.defaultValue.value_or("") + ')'
                 + (column.generated == 'v' ? " VIRTUAL" : " STORED");
    else if (column.identity != 0)
        words += " GENERATED " + identityWords(column.identity) + " AS IDENTITY";
    else if (column.defaultValue)
        words += " DEFAULT " + *column.defaultValue;
    return words + (column.notNull ? " NOT NULL" : "");
}

std::vector<Property> properties(const Object &object)
{
    std::vector<Property> all;
    std::visit(PropertiesOf{all}, object.definition);
    all.push_back({Tr::sentence("operators and functions in its expressions"), list(object.meaning),
                   "operatorsAndFunctionsInItsExpressions"});
    return all;
}

} // namespace engine::catalog
