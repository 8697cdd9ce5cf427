// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"

#include <string>
#include <utility>
#include <vector>

namespace tests {

/// A schema made by hand, as a reader would have read it: for units that are about schemas and need no server.
class SchemaBuilder final
{
public:
    using Columns = std::vector<std::string>;

    SchemaBuilder() { m_schema.serverVersion = 150000; }

    /// `columns`: a name, a type, and "!" behind it for NOT NULL: "id bigint!". Names are "schema.table".
    SchemaBuilder &table(const std::string &name, const Columns &columns, long long rows = 10)
    {
        engine::catalog::Table table{.columns = columnsOf(columns), .accessMethod = "heap"};
        table.rowEstimate.value = rows;
        return add(engine::catalog::ObjectKind::Table, name, std::move(table));
    }
    SchemaBuilder &partitioned(const std::string &name, const Columns &columns, const std::string &key)
    {
        return add(engine::catalog::ObjectKind::Table, name,
                   engine::catalog::Table{.columns = columnsOf(columns), .partitionKey = key, .holdsRows = false});
    }
    SchemaBuilder &partition(const std::string &name, const std::string &of, const Columns &columns,
                             const std::string &bound)
    {
        return add(
            engine::catalog::ObjectKind::Table, name,
            engine::catalog::Table{.columns = columnsOf(columns), .parents = {nameOf(of)}, .partitionBound = bound});
    }
    SchemaBuilder &view(const std::string &name, const Columns &columns, const std::string &query)
    {
        return add(engine::catalog::ObjectKind::View, name,
                   engine::catalog::View{.columns = columnsOf(columns), .query = query});
    }
    SchemaBuilder &primaryKey(const std::string &table, const Columns &columns)
    {
        return constraint(table, "pkey", {.type = 'p', .definition = "PRIMARY KEY", .columns = columns});
    }
    SchemaBuilder &foreignKey(const std::string &table, const Columns &columns, const std::string &referenced,
                              const Columns &there)
    {
        return constraint(table, columns.front() + "_fkey",
                          {.type = 'f',
                           .definition = "FOREIGN KEY to " + referenced,
                           .referenced = nameOf(referenced),
                           .columns = columns,
                           .referencedColumns = there});
    }
    SchemaBuilder &function(const std::string &name, const std::string &body)
    {
        return add(engine::catalog::ObjectKind::Function, name,
                   engine::catalog::Routine{.definition = "CREATE OR REPLACE FUNCTION " + name
                                                          + "()\n RETURNS trigger\n LANGUAGE plpgsql\nAS $function$"
                                                          + body + "$function$\n",
                                            .language = "plpgsql"});
    }
    SchemaBuilder &trigger(const std::string &table, const std::string &name, const std::string &function)
    {
        const auto [schema, parent] = nameOf(table);
        const engine::sql::QualifiedName called = nameOf(function);
        return add({.kind = engine::catalog::ObjectKind::Trigger, .schema = schema, .name = name, .parent = parent},
                   engine::catalog::Trigger{.definition = "CREATE TRIGGER " + name + " AFTER INSERT ON " + table
                                                          + " FOR EACH ROW EXECUTE FUNCTION " + function + "()",
                                            .function = called.quoted()},
                   {{.kind = engine::catalog::ObjectKind::Function, .schema = called.schema, .name = called.name}});
    }
    /// What belongs to no schema and is made by one statement.
    SchemaBuilder &databaseWide(engine::catalog::ObjectKind kind, const std::string &name, const std::string &statement)
    {
        m_schema.databaseWide.push_back({.kind = kind, .name = name});
        return add({.kind = kind, .name = name}, engine::catalog::Scripted{.statements = {statement}});
    }
    SchemaBuilder &add(engine::catalog::ObjectKey key, engine::catalog::Definition definition,
                       std::vector<engine::catalog::ObjectKey> needs = {})
    {
        engine::catalog::Object object{.key = std::move(key), .owner = "owner", .definition = std::move(definition)};
        object.dependsOn.value = std::move(needs);
        m_schema.objects.push_back(std::move(object));
        return *this;
    }
    SchemaBuilder &add(engine::catalog::ObjectKind kind, const std::string &name,
                       engine::catalog::Definition definition)
    {
        const engine::sql::QualifiedName place = nameOf(name);
        return add({.kind = kind, .schema = place.schema, .name = place.name}, std::move(definition));
    }

    [[nodiscard]] engine::catalog::Schema build() const
    {
        engine::catalog::Schema schema = m_schema;
        schema.sort();
        return schema;
    }

    [[nodiscard]] static engine::sql::QualifiedName nameOf(const std::string &name)
    {
        const size_t dot = name.find('.');
        return {name.substr(0, dot), name.substr(dot + 1)};
    }

private:
    SchemaBuilder &constraint(const std::string &table, const std::string &name, engine::catalog::Constraint made)
    {
        const engine::sql::QualifiedName place = nameOf(table);
        return add({.kind = engine::catalog::ObjectKind::Constraint,
                    .schema = place.schema,
                    .name = place.name + '_' + name,
                    .parent = place.name},
                   std::move(made));
    }
    static std::vector<engine::catalog::Column> columnsOf(const Columns &texts)
    {
        std::vector<engine::catalog::Column> columns;
        for (std::string text : texts) {
            const bool notNull = text.ends_with('!');
            if (notNull)
                text.pop_back();
            const size_t blank = text.find(' ');
            engine::catalog::Column column{
                .name = text.substr(0, blank), .type = text.substr(blank + 1), .notNull = notNull};
            column.baseType.value = column.type;
            columns.push_back(std::move(column));
        }
        return columns;
    }

    engine::catalog::Schema m_schema;
};

} // namespace tests
