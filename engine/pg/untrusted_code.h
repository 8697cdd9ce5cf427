// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pg/connection.h"
#include "engine/pg/query_result.h"
#include "engine/sql/identifier.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace engine::pg {

/// Code of somebody in the database that the server would run, as the account that asks, for a query over a table:
/// already while it plans the query, and also in a transaction that only reads.
///
/// Plans evaluate what is declared IMMUTABLE in the predicates and expressions of indexes, in statistics and in
/// partition keys; conditions evaluate the casts, operators and domains of the columns' types. Code is trusted when it
/// comes with PostgreSQL, or when it is a member of an extension that is known here and a superuser owns it: whoever
/// owns an extension may add functions of his own to it. Checks, defaults, generated columns, rules, triggers and
/// policies are not among it: reading with the settings of ReadOnlyConnection evaluates none of them.
struct UntrustedCode
{
    /// "index public.people_name_idx", "table public.people".
    std::string place{};
    /// "function public.boom(pg_catalog.text)", "type public.mood", "table public.abroad" (a foreign one).
    std::string code{};
    /// Who owns the table.
    std::string owner{};

    /// "index public.people_name_idx: function public.boom(pg_catalog.text), owner app"
    [[nodiscard]] std::string displayed() const { return place + ": " + code + ", owner " + owner; }
};

/// A plain COPY is all that may be made of these tables. A partitioned one is here when one of its partitions is, and
/// a partition when what it is a partition of is.
using UntrustedTables = std::map<sql::QualifiedName, UntrustedCode>;

/// Asks for all of them, with constants and the server's own catalogs alone; for untrustedTablesOf().
[[nodiscard]] std::string_view untrustedTablesQuery();
[[nodiscard]] std::vector<Parameter> untrustedTablesParameters();
[[nodiscard]] UntrustedTables untrustedTablesOf(const QueryResult &rows);

} // namespace engine::pg
