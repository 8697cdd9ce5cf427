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

std::string attributes(const Column &column)
{
    return letter(column.storage) + '/' + letter(column.compression) + '/' + std::to_string(column.statisticsTarget)
           + '/' + list(column.options);
}

void addColumns(const std::vector<Column> &columns, std::vector<Property> &all)
{
    std::vector<std::string> names;
    for (const Column &column : columns) {
        names.push_back(column.name);
        const QString name = text(column.name);
        all.push_back({Tr::sentence("type of column \"%1\"").arg(name), column.type + ' ' + column.collation});
        all.push_back({Tr::sentence("NOT NULL of column \"%1\"").arg(name),
                       flag(column.notNull) + column.notNullConstraint + flag(column.notNullStaysHere)});
        all.push_back({Tr::sentence("default of column \"%1\"").arg(name),
                       letter(column.generated) + letter(column.identity) + optional(column.defaultValue)});
        all.push_back({Tr::sentence("storage of column \"%1\"").arg(name), attributes(column)});
        all.push_back({Tr::sentence("inheritance of column \"%1\"").arg(name), flag(column.isLocal)});
        all.push_back({Tr::sentence("privileges on column \"%1\"").arg(name), comparable(column.acl)});
        all.push_back({Tr::sentence("comment of column \"%1\"").arg(name), optional(column.comment)});
        all.push_back({Tr::sentence("options of column \"%1\"").arg(name), list(column.foreignOptions)});
    }
    all.push_back({Tr::sentence("columns"), list(names)});
}

void addIndex(const IndexDetails &index, std::vector<Property> &all)
{
    std::string targets;
    for (const auto &[column, target] : index.statisticsTargets)
        targets += std::to_string(column) + '=' + std::to_string(target) + ' ';
    all.push_back({Tr::sentence("definition of the index"), index.definition});
    all.push_back({Tr::sentence("options of the index"), index.tablespace + ' ' + list(index.options) + targets});
    all.push_back({Tr::sentence("index of the partitioned table"), list({index.parentSchema, index.parentIndex})});
    all.push_back({Tr::sentence("cluster mark"), flag(index.isClustered)});
    all.push_back({Tr::sentence("replica identity"), flag(index.isReplicaIdentity)});
}

/// One overload per kind of definition; a new kind does not compile until it has one.
struct PropertiesOf
{
    std::vector<Property> &all;

    void operator()(const SchemaDefinition &) const {}
    void operator()(const Extension &extension) const { all.push_back({Tr::sentence("schema"), extension.schema}); }
    void operator()(const EnumType &type) const { all.push_back({Tr::sentence("labels"), list(type.labels)}); }
    void operator()(const Domain &domain) const
    {
        all.push_back({Tr::sentence("type"), domain.baseType + ' ' + domain.collation});
        all.push_back({Tr::sentence("NOT NULL"), flag(domain.notNull)});
        all.push_back({Tr::sentence("default"), optional(domain.defaultValue)});
        std::string checks;
        for (const DomainConstraint &check : domain.constraints)
            checks += sql::quoted(check.name) + ' ' + check.definition + ' ' + optional(check.comment) + '\n';
        all.push_back({Tr::sentence("checks"), checks});
    }
    void operator()(const CompositeType &type) const { addColumns(type.attributes, all); }
    void operator()(const RangeType &type) const
    {
        all.push_back({Tr::sentence("type"), type.subtype + ' ' + type.collation});
        all.push_back(
            {Tr::sentence("functions"), list({type.operatorClass, type.canonicalFunction, type.differenceFunction,
                                              type.multirangeSchema, type.multirangeName})});
    }
    void operator()(const Routine &routine) const
    {
        all.push_back({Tr::sentence("definition"), routine.definition});
        all.push_back({Tr::sentence("language"), routine.language});
    }
    void operator()(const Scripted &scripted) const
    {
        all.push_back({Tr::sentence("definition"), list(scripted.statements)});
    }
    void operator()(const Sequence &sequence) const
    {
        all.push_back({Tr::sentence("type"), sequence.type + flag(sequence.isUnlogged)});
        all.push_back(
            {Tr::sentence("parameters"),
             list({std::to_string(sequence.start), std::to_string(sequence.increment), std::to_string(sequence.minimum),
                   std::to_string(sequence.maximum), std::to_string(sequence.cache), flag(sequence.cycles)})});
        all.push_back({Tr::sentence("owning column"),
                       list({sequence.ownerTable, sequence.ownerColumn, letter(sequence.identity)})});
        all.push_back(
            {Tr::sentence("value"), std::to_string(sequence.state.lastValue) + flag(sequence.state.isCalled)});
    }
    void operator()(const Table &table) const
    {
        addColumns(table.columns, all);
        std::string parents;
        for (const sql::QualifiedName &parent : table.parents)
            parents += parent.quoted() + ' ';
        all.push_back({Tr::sentence("parents"), parents});
        all.push_back({Tr::sentence("partition bound"), table.partitionBound});
        all.push_back({Tr::sentence("partition key"), table.partitionKey});
        all.push_back({Tr::sentence("type"), table.ofType});
        all.push_back({Tr::sentence("persistence"), flag(table.persistence == Persistence::Unlogged)});
        all.push_back({Tr::sentence("options"), list(table.options) + list(table.foreignOptions)});
        all.push_back({Tr::sentence("server"), table.foreignServer});
        all.push_back({Tr::sentence("access method"), table.accessMethod});
        all.push_back({Tr::sentence("tablespace"), table.tablespace});
        all.push_back({Tr::sentence("row level security"), flag(table.rowSecurity) + flag(table.forceRowSecurity)});
        all.push_back({Tr::sentence("replica identity"), letter(table.replicaIdentity)});
    }
    void operator()(const View &view) const
    {
        addColumns(view.columns, all);
        all.push_back({Tr::sentence("query"), view.query});
        all.push_back({Tr::sentence("options"), list(view.options)});
    }
    void operator()(const MaterializedView &view) const
    {
        addColumns(view.columns, all);
        all.push_back({Tr::sentence("query"), view.query});
        all.push_back({Tr::sentence("options"), list(view.options)});
        all.push_back({Tr::sentence("access method"), view.accessMethod});
        all.push_back({Tr::sentence("tablespace"), view.tablespace});
        all.push_back({Tr::sentence("populated"), flag(view.isPopulated)});
    }
    void operator()(const Constraint &constraint) const
    {
        all.push_back({Tr::sentence("definition"), letter(constraint.type) + constraint.definition});
        all.push_back({Tr::sentence("deferral"), flag(constraint.isDeferrable) + flag(constraint.isDeferred)});
        all.push_back({Tr::sentence("validation"), flag(constraint.isValidated)});
        all.push_back({Tr::sentence("inheritance"), flag(constraint.isLocal) + flag(constraint.isInherited)});
        addIndex(constraint.index, all);
        all.push_back({Tr::sentence("comment of the index"), optional(constraint.indexComment)});
    }
    void operator()(const Index &index) const { addIndex(index.details, all); }
    void operator()(const Statistics &statistics) const
    {
        all.push_back({Tr::sentence("definition"), statistics.definition});
        all.push_back({Tr::sentence("statistics target"), std::to_string(statistics.target)});
    }
    void operator()(const Rule &rule) const
    {
        all.push_back({Tr::sentence("definition"), rule.definition});
        all.push_back({Tr::sentence("enabled"), letter(rule.enabled)});
    }
    void operator()(const Trigger &trigger) const
    {
        all.push_back({Tr::sentence("definition"), trigger.definition});
        all.push_back({Tr::sentence("enabled"), letter(trigger.enabled)});
    }
    void operator()(const Policy &policy) const
    {
        all.push_back({Tr::sentence("command"), policy.command + flag(policy.isPermissive)});
        all.push_back({Tr::sentence("roles"), list(policy.roles)});
        all.push_back({Tr::sentence("condition"), optional(policy.usingExpression)});
        all.push_back({Tr::sentence("check"), optional(policy.checkExpression)});
    }
    void operator()(const Publication &publication) const
    {
        std::string tables;
        for (const PublishedTable &table : publication.tables)
            tables += table.table.quoted() + " (" + list(table.columns) + ") " + table.condition + '\n';
        all.push_back({Tr::sentence("tables"), tables + flag(publication.allTables) + list(publication.schemas)});
        all.push_back({Tr::sentence("operations"),
                       publication.operations + flag(publication.viaRoot) + flag(publication.generatedColumns)});
    }
    void operator()(const DefaultPrivileges &privileges) const
    {
        all.push_back({Tr::sentence("privileges"), comparable(privileges.acl)});
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

std::vector<Property> properties(const Object &object)
{
    std::vector<Property> all;
    std::visit(PropertiesOf{all}, object.definition);
    all.push_back({Tr::sentence("operators and functions in its expressions"), list(object.meaning)});
    return all;
}

} // namespace engine::catalog
