// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/undo/rollback_references.h"

#include "engine/sql/key_soundness.h"

#include <algorithm>

namespace engine::undo {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr pg::Statement limitTime = "SELECT pg_catalog.set_config('statement_timeout', $1, true)";

// One row per column, in the order of the key. Columns of types that the server did not bring are compared by whatever
// operators they have: those are left out. The twin: the table of the same name that was set aside, if it has the
// column.
constexpr pg::Statement referencesFromOutside = R"(
SELECT c.oid, c.conname, n.nspname, r.relname, r.relkind = 'p', pn.nspname, p.relname, a.attname, pa.attname,
    a.atttypid < 16384 AND pa.atttypid < 16384, t.oid IS NOT NULL AND ta.attname IS NOT NULL, t.relkind = 'p'
FROM pg_catalog.pg_constraint AS c
JOIN pg_catalog.pg_class AS r ON r.oid = c.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace
JOIN pg_catalog.pg_class AS p ON p.oid = c.confrelid
JOIN pg_catalog.pg_namespace AS pn ON pn.oid = p.relnamespace
CROSS JOIN ROWS FROM (pg_catalog.unnest(c.conkey), pg_catalog.unnest(c.confkey))
    WITH ORDINALITY AS k (own, other, place)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = k.own
JOIN pg_catalog.pg_attribute AS pa ON pa.attrelid = p.oid AND pa.attnum = k.other
LEFT JOIN pg_catalog.pg_namespace AS tn ON tn.nspname = ($2::text[])[pg_catalog.array_position($1::text[], pn.nspname::text)]
LEFT JOIN pg_catalog.pg_class AS t ON t.relnamespace = tn.oid AND t.relname = p.relname AND t.relkind IN ('r', 'p')
LEFT JOIN pg_catalog.pg_attribute AS ta ON ta.attrelid = t.oid AND ta.attname = pa.attname AND NOT ta.attisdropped
WHERE c.contype = 'f' AND c.convalidated AND c.conparentid = 0 AND pn.nspname = ANY ($1::text[])
    AND NOT n.nspname = ANY ($1::text[]) AND NOT n.nspname = ANY ($2::text[]) AND n.nspname NOT LIKE 'sosie\_%'
ORDER BY c.oid, k.place)";

struct Reference
{
    sql::KeySoundness key{};
    /// Where it leads by name, whatever is behind the name now.
    sql::QualifiedName shown{};
    bool isComparable = true;
    bool hasTwin = true;
};

Result<std::vector<Reference>> readReferences(pg::ReadOnlyConnection &target, const target::RestorePoint &point)
{
    std::vector<std::string> aside;
    for (size_t i = 0; i < point.schemas.size(); ++i)
        aside.push_back(point.schemaBefore(i));
    TRY_ASSIGN(const pg::QueryResult rows,
               target.query(referencesFromOutside, {sql::arrayLiteral(point.schemas), sql::arrayLiteral(aside)}));
    std::vector<Reference> references;
    std::string last;
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (rows.string(row, 0) != last) {
            last = rows.string(row, 0);
            Reference &reference = references.emplace_back();
            reference.key = {.name = rows.string(row, 1),
                             .table = {rows.string(row, 2), rows.string(row, 3)},
                             .isPartitioned = rows.boolean(row, 4),
                             .referencedIsPartitioned = rows.boolean(row, 11)};
            reference.shown = {rows.string(row, 5), rows.string(row, 6)};
            const auto schema = std::ranges::find(point.schemas, reference.shown.schema);
            reference.key.referenced
                = {aside[static_cast<size_t>(schema - point.schemas.begin())], reference.shown.name};
        }
        Reference &reference = references.back();
        reference.key.columns.push_back(rows.string(row, 7));
        reference.key.referencedColumns.push_back(rows.string(row, 8));
        reference.isComparable = reference.isComparable && rows.boolean(row, 9);
        reference.hasTwin = reference.hasTwin && rows.boolean(row, 10);
    }
    return references;
}

} // namespace

Result<ReturningReferences> findReturningReferences(pg::ReadOnlyConnection &target, const target::RestorePoint &point,
                                                    std::chrono::milliseconds most)
{
    ReturningReferences found;
    TRY_ASSIGN(const std::vector<Reference> references, readReferences(target, point));
    if (references.empty())
        return found;
    const auto deadline = Clock::now() + most;
    TRY(target.holdLocks());
    for (const Reference &reference : references) {
        const QString name = text(sql::displayed(reference.key.name)) + u" → "_s + text(reference.shown.displayed());
        // Where nothing of that name comes back is said with what depends on the copy.
        if (!reference.hasTwin)
            continue;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (!reference.isComparable || left <= 0) {
            found.notCounted.append(name);
            continue;
        }
        TRY(target.query(limitTime, {std::to_string(left)}));
        const Result<long long> rows = target.countBroken(reference.key);
        if (!rows && (rows.error().isCancelled() || rows.error().code == ErrorCode::ConnectionLost))
            return failure(rows.error());
        TRY(target.giveBackLocks());
        if (!rows)
            found.notCounted.append(name);
        else if (*rows > 0)
            found.broken.append({.code = ErrorCode::ConstraintViolated,
                                 .subject = text(reference.key.table.displayed()),
                                 .detail = name + u": "_s + QString::number(*rows)});
    }
    return found;
}

} // namespace engine::undo
