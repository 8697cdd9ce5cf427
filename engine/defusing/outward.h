// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/catalog/model/schema.h"

#include <QList>
#include <QStringList>

#include <set>

namespace engine::defusing {

/// What leaves the database when it is used: reaches another server, a program or a file. Found from what objects
/// depend on and from their texts, through as many steps as there are: a view over a function that calls a function
/// that uses dblink. Statements that are put together from pieces none of which says so are not found.
struct Outward
{
    /// Foreign tables, and what reads or calls something that leaves: routines, aggregates, operators, casts, views,
    /// materialized views, tables with foreign partitions, domains; what acts by itself on a table: triggers, rules,
    /// policies, checks, indexes, statistics, event triggers.
    std::set<catalog::ObjectKey> objects{};
    /// Columns whose default or generation expression leaves.
    std::set<std::pair<catalog::ObjectKey, std::string>> columns{};

    [[nodiscard]] bool contains(const catalog::ObjectKey &key) const { return objects.contains(key); }
};

[[nodiscard]] Outward findOutward(const catalog::Schema &schema);

/// The routines among them, qualified and quoted where they must be, as triggers name their function.
[[nodiscard]] std::set<std::string> outwardFunctions(const catalog::Schema &schema, const Outward &outward);

/// Extensions whose members reach out, whatever they are called.
[[nodiscard]] bool isOutwardExtension(const std::string &name);

/// Routines in C that are no extension's: what they do is in a library of the server, where nobody looks.
[[nodiscard]] QStringList routinesInC(const catalog::Schema &schema);

/// Tables that have a foreign table among their partitions or heirs, at whatever depth: who reads them, or gathers
/// statistics of them, reads what is on the other server.
[[nodiscard]] std::set<sql::QualifiedName> tablesOverForeignOnes(const catalog::Schema &schema);

/// Takes out of `schema` what would leave the database while a copy is made, and names it in notCarried: checks,
/// indexes and statistics go, materialized views stay empty. Nothing comes into a copy but the rows that are read from
/// the source.
void keepInside(catalog::Schema &schema);

/// What would leave the database while a copy is made and cannot be left out: tables with a generated column or a
/// partition key that does, one error each (ObjectNotSupported). `excluded`: tables whose rows are not copied.
[[nodiscard]] QList<Error> cannotStayInside(const catalog::Schema &schema,
                                            const std::set<sql::QualifiedName> &excluded);

} // namespace engine::defusing
