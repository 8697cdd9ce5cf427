// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/sort_orders.h"

#include "engine/pg/identifier.h"

#include <QRegularExpression>

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

// The columns of providers came with version 15, and were renamed in 17. C and POSIX are one order.
constexpr pg::Statement defaultOrder = R"(
SELECT CASE WHEN coalesce(j ->> 'datlocprovider', 'c') = 'c' THEN pg_catalog.replace(j ->> 'datcollate', 'POSIX', 'C')
            ELSE pg_catalog.concat(coalesce(j ->> 'datlocale', j ->> 'daticulocale'), ' (', j ->> 'datlocprovider', ')')
       END, coalesce(j ->> 'datcollversion', '')
FROM (SELECT pg_catalog.to_jsonb(d) AS j FROM pg_catalog.pg_database AS d
      WHERE d.datname = pg_catalog.current_database()) AS x)";

bool isText(const catalog::Column &column)
{
    // With a collation of its own it sorts the same everywhere.
    return column.collation.empty()
           && (column.type.starts_with("text") || column.type.starts_with("character") || column.type == "name"
               || column.baseType.value.starts_with("text") || column.baseType.value.starts_with("character"));
}

bool names(const std::string &expression, const catalog::Column &column)
{
    const QRegularExpression word(
        u"(^|[^\\w\"])%1($|[^\\w\"])"_s.arg(QRegularExpression::escape(text(pg::displayed(column.name)))),
        QRegularExpression::UseUnicodePropertiesOption);
    return word.match(text(expression)).hasMatch();
}

bool namesText(const std::string &expression, const catalog::Table &table)
{
    return std::ranges::any_of(
        table.columns, [&](const catalog::Column &column) { return isText(column) && names(expression, column); });
}

/// A partition whose rows go by ranges of text, at any level above it.
const catalog::Table *rangeOfText(const catalog::Schema &schema, const catalog::Object &leaf)
{
    for (const catalog::Object *child = &leaf; child->as<catalog::Table>()->isPartition();) {
        const pg::QualifiedName &parent = child->as<catalog::Table>()->parents.front();
        child = schema.findTable(parent.schema, parent.name);
        const auto *table = child == nullptr ? nullptr : child->as<catalog::Table>();
        if (table == nullptr)
            return nullptr;
        if (table->partitionKey.starts_with("RANGE ") && namesText(table->partitionKey, *table))
            return table;
    }
    return nullptr;
}

} // namespace

Result<SortOrders> compareSortOrders(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                     const catalog::Schema &schema, const std::set<pg::QualifiedName> &excluded)
{
    SortOrders found;
    TRY_ASSIGN(const pg::QueryResult here, source.query(defaultOrder));
    TRY_ASSIGN(const pg::QueryResult there, target.query(defaultOrder));
    const bool isSameOrder = here.view(0, 0) == there.view(0, 0);
    const bool isOtherVersion
        = !here.view(0, 1).empty() && !there.view(0, 1).empty() && here.view(0, 1) != there.view(0, 1);
    if (isSameOrder && !isOtherVersion)
        return found;
    const auto named = [isSameOrder](const pg::QueryResult &order) -> QString {
        return text(order.view(0, 0)) + (isSameOrder ? u' ' + text(order.view(0, 1)) : QString());
    };
    found.difference = named(here) + u" → "_s + named(there);
    for (const catalog::Object *leaf : schema.tablesWithRows()) {
        const auto *table = leaf->as<catalog::Table>();
        if (table->heapBytes.value == 0 || excluded.contains({leaf->key.schema, leaf->key.name}))
            continue;
        const catalog::Table *root = rangeOfText(schema, *leaf);
        // Versions of one order differ in few characters: most rows stay where they are.
        if (root != nullptr && isSameOrder)
            found.checks.append(text(leaf->key.display()));
        else if (root != nullptr)
            found.problems.append({.code = ErrorCode::ObjectNotSupported,
                                   .subject = text(leaf->key.display()),
                                   .detail = text(root->partitionKey) + u"; "_s + found.difference});
    }
    static const QRegularExpression ordered(u"[<>]=?|\\b(GREATEST|LEAST)\\b"_s);
    for (const catalog::Object &object : schema.objects) {
        const auto *check = object.as<catalog::Constraint>();
        const catalog::Object *owner
            = check == nullptr ? nullptr : schema.findTable(object.key.schema, object.key.parent);
        if (owner == nullptr || check->type != 'c')
            continue;
        const QString definition = text(check->definition).remove(u"<>"_s);
        if (ordered.match(definition).hasMatch() && namesText(check->definition, *owner->as<catalog::Table>()))
            found.checks.append(text(object.key.display()));
    }
    return found;
}

} // namespace engine::operations
