// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/object_key.h"

#include "engine/pg/identifier.h"

namespace engine::catalog {

const char *kindKey(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Schema:
        return "schema";
    case ObjectKind::Extension:
        return "extension";
    case ObjectKind::Language:
        return "language";
    case ObjectKind::AccessMethod:
        return "access method";
    case ObjectKind::Collation:
        return "collation";
    case ObjectKind::EnumType:
        return "enum type";
    case ObjectKind::Domain:
        return "domain";
    case ObjectKind::CompositeType:
        return "composite type";
    case ObjectKind::RangeType:
        return "range type";
    case ObjectKind::BaseType:
        return "base type";
    case ObjectKind::Function:
        return "function";
    case ObjectKind::Procedure:
        return "procedure";
    case ObjectKind::Aggregate:
        return "aggregate";
    case ObjectKind::Operator:
        return "operator";
    case ObjectKind::OperatorFamily:
        return "operator family";
    case ObjectKind::OperatorClass:
        return "operator class";
    case ObjectKind::Cast:
        return "cast";
    case ObjectKind::Transform:
        return "transform";
    case ObjectKind::Conversion:
        return "conversion";
    case ObjectKind::TextSearchParser:
        return "text search parser";
    case ObjectKind::TextSearchTemplate:
        return "text search template";
    case ObjectKind::TextSearchDictionary:
        return "text search dictionary";
    case ObjectKind::TextSearchConfiguration:
        return "text search configuration";
    case ObjectKind::ForeignDataWrapper:
        return "foreign-data wrapper";
    case ObjectKind::ForeignServer:
        return "server";
    case ObjectKind::UserMapping:
        return "user mapping";
    case ObjectKind::Sequence:
        return "sequence";
    case ObjectKind::Table:
        return "table";
    case ObjectKind::ForeignTable:
        return "foreign table";
    case ObjectKind::View:
        return "view";
    case ObjectKind::MaterializedView:
        return "materialized view";
    case ObjectKind::Constraint:
        return "constraint";
    case ObjectKind::Index:
        return "index";
    case ObjectKind::Statistics:
        return "statistics";
    case ObjectKind::Rule:
        return "rule";
    case ObjectKind::Trigger:
        return "trigger";
    case ObjectKind::Policy:
        return "policy";
    case ObjectKind::Publication:
        return "publication";
    case ObjectKind::Subscription:
        return "subscription";
    case ObjectKind::EventTrigger:
        return "event trigger";
    case ObjectKind::Setting:
        return "setting";
    case ObjectKind::DefaultPrivileges:
        return "default privileges";
    case ObjectKind::Other:
        return "other";
    }
    return "other";
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
        return "for " + name + " language " + pg::displayed(parent);
    case ObjectKind::UserMapping:
        return (name.empty() ? std::string("public") : pg::displayed(name)) + " on " + pg::displayed(parent);
    case ObjectKind::Setting:
        return name + (parent.empty() ? "" : " of role " + pg::displayed(parent));
    case ObjectKind::Operator:
        return pg::displayed(schema) + '.' + name + '(' + signature + ')';
    case ObjectKind::DefaultPrivileges:
        return parent + " of " + pg::displayed(name) + (schema.empty() ? "" : " in " + pg::displayed(schema));
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Aggregate:
        return pg::displayed(schema) + '.' + pg::displayed(name) + '(' + signature + ')';
    case ObjectKind::Constraint:
    case ObjectKind::Trigger:
    case ObjectKind::Rule:
    case ObjectKind::Policy:
        return pg::displayed(name) + " on " + pg::displayed(schema) + '.' + pg::displayed(parent);
    case ObjectKind::OperatorClass:
    case ObjectKind::OperatorFamily:
        return pg::displayed(schema) + '.' + pg::displayed(name) + " using " + parent;
    default:
        return schema.empty() ? pg::displayed(name) : pg::displayed(schema) + '.' + pg::displayed(name);
    }
}

std::string ObjectKey::quoted() const
{
    return schema.empty() ? pg::quoted(name) : pg::quoted(schema) + '.' + pg::quoted(name);
}

std::string ObjectKey::quotedParent() const
{
    return pg::quoted(schema) + '.' + pg::quoted(parent);
}

} // namespace engine::catalog
