// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string>

namespace engine::catalog {

/// What an object of a database is. The order is the one in which kinds come when nothing else decides.
enum class ObjectKind {
    Schema,
    Extension,
    Language,
    AccessMethod,
    Collation,
    EnumType,
    Domain,
    CompositeType,
    RangeType,
    BaseType,
    Function,
    Procedure,
    Aggregate,
    Operator,
    OperatorFamily,
    OperatorClass,
    Cast,
    Transform,
    Conversion,
    TextSearchParser,
    TextSearchTemplate,
    TextSearchDictionary,
    TextSearchConfiguration,
    ForeignDataWrapper,
    ForeignServer,
    UserMapping,
    Sequence,
    Table,
    ForeignTable,
    View,
    MaterializedView,
    Constraint,
    Index,
    Statistics,
    Rule,
    Trigger,
    Policy,
    Publication,
    Subscription,
    EventTrigger,
    Setting,
    DefaultPrivileges,
    /// Only in Uncarried: what has no kind of its own here.
    Other,
};

/// The name of one object in one database, the same on both sides of a comparison.
struct ObjectKey
{
    ObjectKind kind = ObjectKind::Schema;
    /// Empty for what lives in no schema.
    std::string schema{};
    std::string name{};
    /// The table (of the same schema) for constraints, indexes, triggers, rules and policies; the access method for
    /// operator classes and families; what default privileges are for; the language of a transform, the server of a
    /// user mapping, the role of a setting (empty: for every role).
    std::string parent{};
    /// Input types of a routine, operand types of an operator, formatted by the server with their schemas.
    std::string signature{};

    auto operator<=>(const ObjectKey &) const = default;

    /// For people: `public.orders`, `public.total(integer)`, `orders_pkey on public.orders`.
    [[nodiscard]] std::string display() const;
    /// For SQL: "schema"."name", or "name" alone.
    [[nodiscard]] std::string quoted() const;
    /// For SQL: "schema"."parent".
    [[nodiscard]] std::string quotedParent() const;
};

/// True for what lives in no schema and is no extension or publication: the target may have its own of the same name.
[[nodiscard]] bool isDatabaseWide(ObjectKind kind);

/// Stable English words for reports: "materialized view".
[[nodiscard]] const char *kindKey(ObjectKind kind);

} // namespace engine::catalog
