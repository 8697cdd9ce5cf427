// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/model/object_key.h"

#include "engine/sql/identifier.h"

#include <algorithm>
#include <array>
#include <utility>

namespace engine::catalog {

namespace {

constexpr auto words = std::to_array<std::pair<ObjectKind, const char *>>({
    {ObjectKind::Schema, "schema"},
    {ObjectKind::Extension, "extension"},
    {ObjectKind::Language, "language"},
    {ObjectKind::AccessMethod, "access method"},
    {ObjectKind::Collation, "collation"},
    {ObjectKind::EnumType, "enum type"},
    {ObjectKind::Domain, "domain"},
    {ObjectKind::CompositeType, "composite type"},
    {ObjectKind::RangeType, "range type"},
    {ObjectKind::BaseType, "base type"},
    {ObjectKind::Function, "function"},
    {ObjectKind::Procedure, "procedure"},
    {ObjectKind::Aggregate, "aggregate"},
    {ObjectKind::Operator, "operator"},
    {ObjectKind::OperatorFamily, "operator family"},
    {ObjectKind::OperatorClass, "operator class"},
    {ObjectKind::Cast, "cast"},
    {ObjectKind::Transform, "transform"},
    {ObjectKind::Conversion, "conversion"},
    {ObjectKind::TextSearchParser, "text search parser"},
    {ObjectKind::TextSearchTemplate, "text search template"},
    {ObjectKind::TextSearchDictionary, "text search dictionary"},
    {ObjectKind::TextSearchConfiguration, "text search configuration"},
    {ObjectKind::ForeignDataWrapper, "foreign-data wrapper"},
    {ObjectKind::ForeignServer, "server"},
    {ObjectKind::UserMapping, "user mapping"},
    {ObjectKind::Sequence, "sequence"},
    {ObjectKind::Table, "table"},
    {ObjectKind::ForeignTable, "foreign table"},
    {ObjectKind::View, "view"},
    {ObjectKind::MaterializedView, "materialized view"},
    {ObjectKind::Constraint, "constraint"},
    {ObjectKind::Index, "index"},
    {ObjectKind::Statistics, "statistics"},
    {ObjectKind::Rule, "rule"},
    {ObjectKind::Trigger, "trigger"},
    {ObjectKind::Policy, "policy"},
    {ObjectKind::Publication, "publication"},
    {ObjectKind::Subscription, "subscription"},
    {ObjectKind::EventTrigger, "event trigger"},
    {ObjectKind::Setting, "setting"},
    {ObjectKind::DefaultPrivileges, "default privileges"},
    {ObjectKind::Other, "other"},
});

} // namespace

const char *kindKey(ObjectKind kind)
{
    const auto found = std::ranges::find(words, kind, &std::pair<ObjectKind, const char *>::first);
    return found == words.end() ? "other" : found->second;
}

bool isDatabaseWide(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Language:
    case ObjectKind::AccessMethod:
    case ObjectKind::Cast:
    case ObjectKind::Transform:
    case ObjectKind::ForeignDataWrapper:
    case ObjectKind::ForeignServer:
    case ObjectKind::UserMapping:
    case ObjectKind::Subscription:
    case ObjectKind::EventTrigger:
    case ObjectKind::Setting:
        return true;
    default:
        return false;
    }
}

std::string ObjectKey::display() const
{
    switch (kind) {
    case ObjectKind::Cast:
        return name;
    case ObjectKind::Transform:
        return "for " + name + " language " + sql::displayed(parent);
    case ObjectKind::UserMapping:
        return (name.empty() ? std::string("public") : sql::displayed(name)) + " on " + sql::displayed(parent);
    case ObjectKind::Setting:
        return name + (parent.empty() ? "" : " of role " + sql::displayed(parent));
    case ObjectKind::Operator:
        return sql::displayed(schema) + '.' + name + '(' + signature + ')';
    case ObjectKind::DefaultPrivileges:
        return parent + " of " + sql::displayed(name) + (schema.empty() ? "" : " in " + sql::displayed(schema));
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Aggregate:
        return sql::displayed(schema) + '.' + sql::displayed(name) + '(' + signature + ')';
    case ObjectKind::Constraint:
    case ObjectKind::Trigger:
    case ObjectKind::Rule:
    case ObjectKind::Policy:
        return sql::displayed(name) + " on " + sql::displayed(schema) + '.' + sql::displayed(parent);
    case ObjectKind::OperatorClass:
    case ObjectKind::OperatorFamily:
        return sql::displayed(schema) + '.' + sql::displayed(name) + " using " + parent;
    default:
        return schema.empty() ? sql::displayed(name) : sql::displayed(schema) + '.' + sql::displayed(name);
    }
}

std::string ObjectKey::quoted() const
{
    return schema.empty() ? sql::quoted(name) : sql::quoted(schema) + '.' + sql::quoted(name);
}

std::string ObjectKey::quotedParent() const
{
    return sql::quoted(schema) + '.' + sql::quoted(parent);
}

} // namespace engine::catalog
