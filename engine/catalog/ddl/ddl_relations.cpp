// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/ddl/ddl_relations.h"

#include <algorithm>

namespace engine::catalog {

std::string sequenceSettings(const Sequence &sequence)
{
    return " START WITH " + std::to_string(sequence.start) + " INCREMENT BY " + std::to_string(sequence.increment)
           + " MINVALUE " + std::to_string(sequence.minimum) + " MAXVALUE " + std::to_string(sequence.maximum)
           + " CACHE " + std::to_string(sequence.cache) + (sequence.cycles ? " CYCLE" : " NO CYCLE");
}

const char *storageName(char storage)
{
    switch (storage) {
    case 'p':
        return "PLAIN";
    case 'e':
        return "EXTERNAL";
    case 'm':
        return "MAIN";
    default:
        return "EXTENDED";
    }
}

void addColumnSettings(const Column &column, std::vector<std::string> &clauses)
{
    const std::string prefix = "ALTER COLUMN " + sql::quoted(column.name) + " SET ";
    if (column.storage != 0)
        clauses.push_back(prefix + "STORAGE " + storageName(column.storage));
    if (column.compression != 0)
        clauses.push_back(prefix + "COMPRESSION " + (column.compression == 'l' ? "lz4" : "pglz"));
    if (column.statisticsTarget >= 0)
        clauses.push_back(prefix + "STATISTICS " + std::to_string(column.statisticsTarget));
    if (!column.options.empty()) {
        const std::string with = withOptions(column.options);
        clauses.push_back(prefix + with.substr(with.find('(')));
    }
}

std::string foreignOptions(const std::vector<std::string> &options)
{
    std::vector<std::string> settings;
    for (const std::string &option : options) {
        const size_t equals = option.find('=');
        settings.push_back(sql::quoted(option.substr(0, equals)) + ' '
                           + sql::literal(std::string_view(option).substr(equals + 1)));
    }
    return settings.empty() ? std::string() : " OPTIONS (" + joined(settings, ", ") + ')';
}

std::string columnSql(const Column &column, bool withDefault)
{
    std::string sql = "\n    " + sql::quoted(column.name) + ' ' + column.type + foreignOptions(column.foreignOptions);
    if (!column.collation.empty())
        sql += " COLLATE " + column.collation;
    if (column.generated != 0)
        sql += " GENERATED ALWAYS AS (" + column.defaultValue.value_or("") + ") "
               + (column.generated == 'v' ? "VIRTUAL" : "STORED");
    else if (withDefault && column.defaultValue)
        sql += " DEFAULT " + *column.defaultValue;
    if (!column.notNullConstraint.empty())
        sql += " CONSTRAINT " + sql::quoted(column.notNullConstraint);
    if (column.notNull)
        sql += column.notNullStaysHere ? " NOT NULL NO INHERIT" : " NOT NULL";
    return sql;
}

namespace {

void createSequence(const ObjectKey &key, const Sequence &sequence, const Schema &schema, Statements &statements)
{
    if (sequence.identity == 0) {
        statements.add(std::string("CREATE ") + (sequence.isUnlogged ? "UNLOGGED " : "") + "SEQUENCE " + key.quoted()
                       + " AS " + sequence.type + sequenceSettings(sequence));
        return;
    }
    statements.add("ALTER TABLE " + sql::quoted(key.schema) + '.' + sql::quoted(sequence.ownerTable) + " ALTER COLUMN "
                   + sql::quoted(sequence.ownerColumn) + " ADD GENERATED "
                   + (sequence.identity == 'a' ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY (SEQUENCE NAME "
                   + key.quoted() + sequenceSettings(sequence) + ')');
    // It was made like its table, and can have gone its own way.
    const Object *owner = schema.findTable(key.schema, sequence.ownerTable);
    const bool isMadeUnlogged = owner != nullptr && owner->as<Table>()->persistence == Persistence::Unlogged;
    constexpr int withUnloggedSequences = 150'000;
    if (schema.serverVersion >= withUnloggedSequences && sequence.isUnlogged != isMadeUnlogged)
        statements.add("ALTER SEQUENCE " + key.quoted() + (sequence.isUnlogged ? " SET UNLOGGED" : " SET LOGGED"));
}

void addChecks(const ObjectKey &key, const Table &table, const Schema &schema, std::vector<std::string> &parts)
{
    // Objects are sorted by kind and schema: only the constraints of this schema are looked at.
    const ObjectKey first{.kind = ObjectKind::Constraint, .schema = key.schema};
    for (auto object = std::ranges::lower_bound(schema.objects, first, {}, &Object::key);
         object != schema.objects.end() && object->key.kind == first.kind && object->key.schema == first.schema;
         ++object) {
        if (object->key.parent != key.name || !isMadeWithTable(*object))
            continue;
        const auto &check = *object->as<Constraint>();
        if (check.isLocal || table.isPartition())
            parts.push_back("\n    CONSTRAINT " + sql::quoted(object->key.name) + ' ' + check.definition);
    }
}

/// The column of that name in the parents that the schema has; null when there is none.
const Column *inheritedColumn(const Table &table, const std::string &name, const Schema &schema)
{
    for (const sql::QualifiedName &parent : table.parents) {
        const Object *object = schema.findTable(parent.schema, parent.name);
        if (object == nullptr)
            continue;
        const auto &columns = object->as<Table>()->columns;
        const auto column = std::ranges::find(columns, name, &Column::name);
        if (column != columns.end())
            return &*column;
    }
    return nullptr;
}

/// A child that generates a column in its own way becomes a child only after it was made: before version 16 a statement
/// that does both is refused.
bool inheritsLater(const Table &table, const Schema &schema)
{
    return !table.isPartition() && std::ranges::any_of(table.columns, [&](const Column &column) {
        return column.generated != 0 && column.isLocal && inheritedColumn(table, column.name, schema) != nullptr;
    });
}

std::string tableSql(const ObjectKey &key, const Table &table, const Schema &schema, bool withDefaults)
{
    std::vector<std::string> parts;
    for (const Column &column : table.columns) {
        if (column.isLocal || table.isPartition() || table.parents.empty())
            parts.push_back(columnSql(column, withDefaults));
    }
    addChecks(key, table, schema, parts);
    const char *kind = table.isForeign() ? "FOREIGN " : table.persistence == Persistence::Unlogged ? "UNLOGGED " : "";
    std::string sql = std::string("CREATE ") + kind + "TABLE " + key.quoted() + " (" + joined(parts, ",") + "\n)";
    if (!table.isPartition() && !table.parents.empty() && !inheritsLater(table, schema)) {
        std::vector<std::string> parents;
        for (const sql::QualifiedName &parent : table.parents)
            parents.push_back(parent.quoted());
        sql += " INHERITS (" + joined(parents, ", ") + ')';
    }
    if (table.isForeign())
        return sql + " SERVER " + sql::quoted(table.foreignServer) + foreignOptions(table.foreignOptions);
    if (table.isPartitioned())
        sql += " PARTITION BY " + table.partitionKey;
    if (!table.accessMethod.empty())
        sql += " USING " + sql::quoted(table.accessMethod);
    sql += withOptions(table.options);
    if (!table.tablespace.empty())
        sql += " TABLESPACE " + sql::quoted(table.tablespace);
    return sql;
}

/// Where a child of an ordinary table differs from what it inherits.
void addInheritedSettings(const Table &table, const Schema &schema, std::vector<std::string> &clauses)
{
    for (const Column &column : table.columns) {
        const Column *inherited = inheritedColumn(table, column.name, schema);
        if (inherited == nullptr || column.generated != 0)
            continue;
        const std::string prefix = "ALTER COLUMN " + sql::quoted(column.name);
        if (column.defaultValue != inherited->defaultValue)
            clauses.push_back(prefix
                              + (column.defaultValue ? " SET DEFAULT " + *column.defaultValue : " DROP DEFAULT"));
        if (column.notNull && !inherited->notNull && !column.isLocal)
            clauses.push_back(prefix + " SET NOT NULL");
    }
}

void addDefaults(const std::vector<Column> &columns, std::vector<std::string> &clauses)
{
    for (const Column &column : columns) {
        if (column.defaultValue && column.generated == 0)
            clauses.push_back("ALTER COLUMN " + sql::quoted(column.name) + " SET DEFAULT " + *column.defaultValue);
    }
}

void createTable(const Step &step, const Table &table, const Schema &schema, Statements &statements)
{
    const ObjectKey &key = step.object->key;
    std::vector<std::string> clauses;
    const bool inherits = !table.isPartition() && !table.parents.empty();
    if (step.part != Step::Part::Rest) {
        statements.add(tableSql(key, table, schema, step.part == Step::Part::Whole));
        for (const Column &column : table.columns)
            addColumnSettings(column, clauses);
        if (!table.ofType.empty())
            clauses.push_back("OF " + table.ofType);
        if (inheritsLater(table, schema)) {
            for (const sql::QualifiedName &parent : table.parents)
                clauses.push_back("INHERIT " + parent.quoted());
        }
    }
    if (step.part == Step::Part::Rest)
        addDefaults(table.columns, clauses);
    else if (inherits && step.part == Step::Part::Whole)
        addInheritedSettings(table, schema, clauses);
    if (!clauses.empty())
        statements.add("ALTER TABLE ONLY " + key.quoted() + "\n    " + joined(clauses, ",\n    "));
    if (table.isPartition() && step.part != Step::Part::Rest)
        statements.add("ALTER TABLE ONLY " + table.parents.front().quoted() + " ATTACH PARTITION " + key.quoted() + ' '
                       + table.partitionBound);
}

/// Columns of the right names and types, no rows: what others may refer to until the query is there.
std::string placeholderQuery(const View &view)
{
    std::vector<std::string> columns;
    for (const Column &column : view.columns) {
        std::string text = "\n    NULL::" + column.type;
        if (!column.collation.empty())
            text += " COLLATE " + column.collation;
        columns.push_back(text + " AS " + sql::quoted(column.name));
    }
    return "SELECT" + joined(columns, ",");
}

void createView(const Step &step, const View &view, Statements &statements)
{
    const ObjectKey &key = step.object->key;
    if (step.part == Step::Part::First) {
        statements.add("CREATE VIEW " + key.quoted() + " AS " + placeholderQuery(view));
        return;
    }
    statements.add(std::string(step.part == Step::Part::Rest ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ")
                   + key.quoted() + withOptions(view.options) + " AS\n" + view.query);
    std::vector<std::string> clauses;
    addDefaults(view.columns, clauses);
    for (const std::string &clause : clauses)
        statements.add("ALTER VIEW " + key.quoted() + ' ' + clause);
}

void createMaterializedView(const ObjectKey &key, const MaterializedView &view, Statements &statements)
{
    std::string sql = "CREATE MATERIALIZED VIEW " + key.quoted();
    if (!view.accessMethod.empty())
        sql += " USING " + sql::quoted(view.accessMethod);
    sql += withOptions(view.options);
    if (!view.tablespace.empty())
        sql += " TABLESPACE " + sql::quoted(view.tablespace);
    statements.add(sql + " AS\n" + view.query + "\nWITH NO DATA");
    std::vector<std::string> clauses;
    for (const Column &column : view.columns)
        addColumnSettings(column, clauses);
    if (!clauses.empty())
        statements.add("ALTER MATERIALIZED VIEW " + key.quoted() + "\n    " + joined(clauses, ",\n    "));
}

} // namespace

std::string withOptions(const std::vector<std::string> &options)
{
    if (options.empty())
        return {};
    std::vector<std::string> settings;
    for (const std::string &option : options) {
        const size_t equals = option.find('=');
        std::string name = option.substr(0, equals);
        const bool isOfToast = name.starts_with("toast.");
        if (isOfToast)
            name.erase(0, 6);
        std::string setting = (isOfToast ? "toast." : "") + sql::quoted(name);
        if (equals != std::string::npos)
            setting += '=' + sql::literal(std::string_view(option).substr(equals + 1));
        settings.push_back(std::move(setting));
    }
    return " WITH (" + joined(settings, ", ") + ')';
}

void createRelation(const Step &step, const Schema &schema, Statements &statements)
{
    const ObjectKey &key = step.object->key;
    if (const auto *sequence = step.object->as<Sequence>())
        createSequence(key, *sequence, schema, statements);
    else if (const auto *table = step.object->as<Table>())
        createTable(step, *table, schema, statements);
    else if (const auto *view = step.object->as<View>())
        createView(step, *view, statements);
    else if (const auto *materialized = step.object->as<MaterializedView>())
        createMaterializedView(key, *materialized, statements);
}

void tieSequence(const Object &object, Statements &statements)
{
    const auto *sequence = object.as<Sequence>();
    if (sequence == nullptr || sequence->identity != 0 || sequence->ownerTable.empty())
        return;
    statements.add("ALTER SEQUENCE " + object.key.quoted() + " OWNED BY " + sql::quoted(object.key.schema) + '.'
                   + sql::quoted(sequence->ownerTable) + '.' + sql::quoted(sequence->ownerColumn));
}

void restoreSequence(const Object &object, Statements &statements)
{
    const auto *sequence = object.as<Sequence>();
    if (sequence == nullptr)
        return;
    statements.add("SELECT pg_catalog.setval(" + sql::literal(object.key.quoted()) + ", "
                   + std::to_string(sequence->state.lastValue) + ", " + (sequence->state.isCalled ? "true" : "false")
                   + ')');
}

} // namespace engine::catalog
