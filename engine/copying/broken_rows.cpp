// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/broken_rows.h"

#include "engine/sql/identifier.h"

#include <algorithm>

namespace engine::copying {

using namespace Qt::StringLiterals;

namespace {

// With "=" as the server finds it for its own types; for others the count is left out.
std::string orphans(const catalog::Object &object, const catalog::Constraint &key)
{
    std::string filled;
    std::string same;
    for (size_t i = 0; i < key.columns.size() && i < key.referencedColumns.size(); ++i) {
        const char *comma = i == 0 ? "" : " AND ";
        filled += comma + ("c." + sql::quoted(key.columns[i])) + " IS NOT NULL";
        same += comma + ("p." + sql::quoted(key.referencedColumns[i])) + " = c." + sql::quoted(key.columns[i]);
    }
    return "SELECT pg_catalog.count(*) FROM " + object.key.quotedParent() + " AS c WHERE " + filled
           + " AND NOT EXISTS (SELECT FROM " + key.referenced.quoted() + " AS p WHERE " + same + ')';
}

/// Rows beyond the first of each key. Of columns alone: an expression may be anything.
std::string duplicates(const catalog::Object &object, const std::vector<std::string> &columns)
{
    std::string filled;
    for (const std::string &column : columns)
        filled += (filled.empty() ? "" : " AND ") + sql::quoted(column) + " IS NOT NULL";
    return "SELECT coalesce(pg_catalog.sum(n - 1), 0) FROM (SELECT pg_catalog.count(*) AS n FROM "
           + object.key.quotedParent() + " WHERE " + filled + " GROUP BY " + sql::quotedList(columns)
           + " HAVING pg_catalog.count(*) > 1) AS x";
}

/// The columns of `CREATE UNIQUE INDEX … USING btree (a, "b")`; empty when there is anything else in it.
std::vector<std::string> plainColumns(const catalog::Schema &schema, const catalog::Object &object)
{
    const auto *index = object.as<catalog::Index>();
    const catalog::Object *owner = schema.findTable(object.key.schema, object.key.parent);
    const auto *table = owner == nullptr ? nullptr : owner->as<catalog::Table>();
    if (index == nullptr || table == nullptr)
        return {};
    const QString definition = text(index->details.definition);
    const qsizetype open = definition.indexOf(u'(', definition.indexOf(u" USING "_s));
    if (open < 0 || !definition.endsWith(u')') || definition.count(u'(') != 1)
        return {};
    std::vector<std::string> columns;
    for (const QString &element : definition.mid(open + 1).chopped(1).split(u", "_s)) {
        const auto column = std::ranges::find_if(table->columns, [&](const catalog::Column &candidate) {
            return text(sql::displayed(candidate.name)) == element;
        });
        if (column == table->columns.end())
            return {};
        columns.push_back(column->name);
    }
    return columns;
}

std::string questionAbout(const catalog::Schema &schema, const catalog::Object &object)
{
    if (const auto *constraint = object.as<catalog::Constraint>()) {
        if (constraint->type == 'f')
            return orphans(object, *constraint);
        return constraint->type == 'p' || constraint->type == 'u' ? duplicates(object, constraint->columns)
                                                                  : std::string();
    }
    const std::vector<std::string> columns = plainColumns(schema, object);
    return columns.empty() ? std::string() : duplicates(object, columns);
}

} // namespace

Error withBrokenRows(Error error, const catalog::Schema &schema, const catalog::ObjectKey &object,
                     pg::Connection &target)
{
    if (error.code != ErrorCode::ConstraintViolated || !target.isUsable())
        return error;
    // A statement that checks all keys of a table stands under one of them: the server names the one that is broken.
    const QString said = error.detail;
    const auto isMeant = [&](const catalog::Object &candidate) {
        return candidate.key == object
               || (candidate.key.schema == object.schema
                   && (candidate.key.parent == object.parent || candidate.key.parent == object.name)
                   && candidate.as<catalog::Constraint>() != nullptr
                   && said.contains(u'"' + text(candidate.key.name) + u'"'));
    };
    const catalog::Object *meant = nullptr;
    for (const catalog::Object &candidate : schema.objects) {
        if (isMeant(candidate) && (meant == nullptr || said.contains(u'"' + text(candidate.key.name) + u'"')))
            meant = &candidate;
    }
    const std::string question = meant == nullptr ? std::string() : questionAbout(schema, *meant);
    if (question.empty())
        return error;
    const Result<> limited = target.execute("SET statement_timeout = '5s'");
    const Result<pg::QueryResult> count = target.query(question);
    static_cast<void>(target.execute("SET statement_timeout = 0"));
    if (!limited || !count || count->rowCount() == 0)
        return error;
    error.subject = text(sql::QualifiedName{meant->key.schema, meant->key.parent}.displayed());
    error.detail = text(sql::displayed(meant->key.name)) + u": "_s + text(count->view(0, 0)) + u'\n' + error.detail;
    return error;
}

} // namespace engine::copying
