// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/large_objects.h"

#include "engine/sql/identifier.h"
#include "engine/target/session/own_state.h"
#include "engine/target/session/target_session.h"

#include <QCryptographicHash>

#include <algorithm>

namespace engine::fitting {

namespace {

constexpr size_t groupSize = 64;
// Of each object of a group at once; what is longer follows in pieces.
constexpr long long firstBytes = 32768;
constexpr long long pieceBytes = 1048576;

constexpr pg::Statement listNumbers = "SELECT oid FROM pg_catalog.pg_largeobject_metadata ORDER BY oid";

constexpr pg::Statement countUnreadable = R"(
SELECT count(*) FROM pg_catalog.pg_largeobject_metadata
WHERE NOT pg_catalog.pg_has_role(lomowner, 'USAGE')
    AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(lomacl) AS a
                    WHERE a.privilege_type = 'SELECT'
                        AND CASE WHEN a.grantee = 0 THEN true ELSE pg_catalog.pg_has_role(a.grantee, 'USAGE') END))";

constexpr pg::Statement readFirst = R"(
SELECT oid, pg_catalog.lo_get(oid, 0, 32768) FROM pg_catalog.pg_largeobject_metadata
WHERE oid = ANY ($1::oid[]) ORDER BY oid)";

constexpr pg::Statement readPiece = "SELECT pg_catalog.lo_get($1::oid, $2::bigint, 1048576)";

// What makes them belong to whom they belong: each statement with the role that it names.
constexpr pg::Statement readAttributes = R"(
SELECT a.role, a.statement
FROM pg_catalog.pg_largeobject_metadata AS m
CROSS JOIN LATERAL (
    SELECT 1, 0, pg_catalog.pg_get_userbyid(m.lomowner)::text,
        pg_catalog.format('ALTER LARGE OBJECT %s OWNER TO %I', m.oid, pg_catalog.pg_get_userbyid(m.lomowner))
    UNION ALL
    SELECT 2, 0, pg_catalog.pg_get_userbyid(m.lomowner)::text,
        pg_catalog.format('REVOKE ALL ON LARGE OBJECT %s FROM %I', m.oid, pg_catalog.pg_get_userbyid(m.lomowner))
    WHERE m.lomacl IS NOT NULL
    UNION ALL
    SELECT 3, x.number, CASE WHEN x.grantee = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(x.grantee)::text END,
        pg_catalog.format('GRANT %s ON LARGE OBJECT %s TO %s%s', x.privilege_type, m.oid,
            CASE WHEN x.grantee = 0 THEN 'PUBLIC'
                 ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) END,
            CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM pg_catalog.aclexplode(m.lomacl) WITH ORDINALITY AS x (grantor, grantee, privilege_type, is_grantable, number)
    UNION ALL
    SELECT 4, 0, '', pg_catalog.format('COMMENT ON LARGE OBJECT %s IS %L', m.oid, d.description)
    FROM pg_catalog.pg_description AS d
    WHERE d.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass AND d.objoid = m.oid) AS a (place, number, role, statement)
WHERE m.oid = ANY ($1::oid[])
ORDER BY m.oid, a.place, a.number)";

constexpr std::string_view createTables = R"(
CREATE TABLE IF NOT EXISTS sosie_state.large_object (
    point bigint NOT NULL,
    number oid NOT NULL,
    existed boolean NOT NULL,
    is_copy boolean NOT NULL,
    owner text,
    privileges text[],
    grantees text[],
    grantable boolean[],
    comment text,
    PRIMARY KEY (point, number)
);
CREATE TABLE IF NOT EXISTS sosie_state.large_object_piece (
    point bigint NOT NULL,
    number oid NOT NULL,
    place bigint NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (point, number, place)
))";

constexpr std::string_view tablesExist = "SELECT pg_catalog.to_regclass('sosie_state.large_object') IS NOT NULL";

constexpr std::string_view listFormer = R"(
SELECT DISTINCT l.number FROM sosie_state.large_object AS l
JOIN pg_catalog.pg_largeobject_metadata AS m ON m.oid = l.number
WHERE (NOT l.existed OR l.is_copy) AND l.point < $1::bigint AND l.number <> ALL ($2::oid[])
ORDER BY 1)";

constexpr std::string_view storeObjects = R"(
INSERT INTO sosie_state.large_object (point, number, existed, is_copy)
SELECT $1::bigint, n, m.oid IS NOT NULL,
    EXISTS (SELECT FROM sosie_state.large_object AS l
            WHERE l.number = n AND l.point < $1::bigint AND (NOT l.existed OR l.is_copy))
FROM pg_catalog.unnest($2::oid[]) AS n LEFT JOIN pg_catalog.pg_largeobject_metadata AS m ON m.oid = n)";

constexpr std::string_view storePieces = R"(
INSERT INTO sosie_state.large_object_piece (point, number, place, content)
SELECT $1::bigint, l.number, s.place, pg_catalog.lo_get(l.number, s.place, 1048576)
FROM (SELECT o.number, pg_catalog.lo_lseek64(pg_catalog.lo_open(o.number, 262144), 0, 2) AS length
      FROM sosie_state.large_object AS o
      WHERE o.point = $1::bigint AND o.number = ANY ($2::oid[]) AND o.existed) AS l
CROSS JOIN LATERAL pg_catalog.generate_series(0, l.length - 1, 1048576) AS s (place))";

constexpr std::string_view storeAttributes = R"(
UPDATE sosie_state.large_object AS l
SET owner = pg_catalog.pg_get_userbyid(m.lomowner), privileges = g.privileges, grantees = g.grantees,
    grantable = g.grantable,
    comment = (SELECT d.description FROM pg_catalog.pg_description AS d
               WHERE d.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass AND d.objoid = m.oid)
FROM pg_catalog.pg_largeobject_metadata AS m
CROSS JOIN LATERAL (
    SELECT pg_catalog.array_agg(x.privilege_type ORDER BY x.number) AS privileges,
        pg_catalog.array_agg(CASE WHEN x.grantee = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(x.grantee)::text END
                             ORDER BY x.number) AS grantees,
        pg_catalog.array_agg(x.is_grantable ORDER BY x.number) AS grantable
    FROM pg_catalog.aclexplode(m.lomacl) WITH ORDINALITY AS x (grantor, grantee, privilege_type, is_grantable, number)) AS g
WHERE l.point = $1::bigint AND l.number = ANY ($2::oid[]) AND m.oid = l.number)";

constexpr std::string_view removeExisting = R"(
SELECT pg_catalog.lo_unlink(m.oid) FROM pg_catalog.pg_largeobject_metadata AS m WHERE m.oid = ANY ($1::oid[]))";

constexpr std::string_view make = R"(
SELECT pg_catalog.lo_from_bytea(x.number, x.content)
FROM ROWS FROM (pg_catalog.unnest($1::oid[]), pg_catalog.unnest($2::bytea[])) AS x (number, content))";

constexpr std::string_view append = "SELECT pg_catalog.lo_put($1::oid, $2::bigint, $3::bytea)";

constexpr std::string_view nextToUndo = R"(
SELECT number FROM sosie_state.large_object WHERE point = $1::bigint ORDER BY number LIMIT 64)";

constexpr std::string_view makeAgain = R"(
SELECT pg_catalog.lo_create(number) FROM sosie_state.large_object
WHERE point = $1::bigint AND number = ANY ($2::oid[]) AND existed)";

constexpr std::string_view fillAgain = R"(
SELECT pg_catalog.lo_put(number, place, content) FROM sosie_state.large_object_piece
WHERE point = $1::bigint AND number = ANY ($2::oid[]))";

// Made from names; roles that have gone since get nothing.
constexpr std::string_view statementsAgain = R"(
SELECT s.statement FROM sosie_state.large_object AS l
CROSS JOIN LATERAL (
    SELECT 1, 0, pg_catalog.format('ALTER LARGE OBJECT %s OWNER TO %I', l.number, l.owner)
    WHERE EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = l.owner)
    UNION ALL
    SELECT 2, 0, pg_catalog.format('REVOKE ALL ON LARGE OBJECT %s FROM %I', l.number, l.owner)
    WHERE l.privileges IS NOT NULL AND EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = l.owner)
    UNION ALL
    SELECT 3, g.place, pg_catalog.format('GRANT %s ON LARGE OBJECT %s TO %s%s', g.privilege, l.number,
        CASE WHEN g.grantee = '' THEN 'PUBLIC' ELSE pg_catalog.quote_ident(g.grantee) END,
        CASE WHEN g.grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM ROWS FROM (pg_catalog.unnest(l.privileges), pg_catalog.unnest(l.grantees), pg_catalog.unnest(l.grantable))
        WITH ORDINALITY AS g (privilege, grantee, grantable, place)
    WHERE g.privilege IN ('SELECT', 'UPDATE')
        AND (g.grantee = '' OR EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = g.grantee))
    UNION ALL
    SELECT 4, 0, pg_catalog.format('COMMENT ON LARGE OBJECT %s IS %L', l.number, l.comment)
    WHERE l.comment IS NOT NULL) AS s (place, number, statement)
WHERE l.point = $1::bigint AND l.number = ANY ($2::oid[]) AND l.existed
ORDER BY l.number, s.place, s.number)";

using Numbers = std::vector<std::string>;

/// Contents in the text form of bytea, which is what goes from one server to the other.
using Digest = QByteArray;

Numbers column(const pg::QueryResult &rows)
{
    Numbers numbers;
    for (int row = 0; row < rows.rowCount(); ++row)
        numbers.push_back(rows.string(row, 0));
    return numbers;
}

std::vector<Numbers> groupsOf(const Numbers &numbers)
{
    std::vector<Numbers> groups;
    for (size_t first = 0; first < numbers.size(); first += groupSize)
        groups.emplace_back(numbers.begin() + static_cast<std::ptrdiff_t>(first),
                            numbers.begin() + static_cast<std::ptrdiff_t>(std::min(first + groupSize, numbers.size())));
    return groups;
}

/// "\x" and two digits a byte.
long long bytesOf(std::string_view content)
{
    return (static_cast<long long>(content.size()) - 2) / 2;
}

void add(QCryptographicHash &hash, std::string_view text)
{
    hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

/// Reads a group from either side. `first` gets the beginnings of all; `more` the pieces that follow, one at a time.
template <typename Ask, typename First, typename More>
Result<Digest> readGroup(const Numbers &group, const Ask &ask, const First &first, const More &more)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    Numbers longOnes;
    {
        TRY_ASSIGN(const pg::QueryResult rows, ask(readFirst, {sql::arrayLiteral(group)}));
        TRY(first(rows));
        for (int row = 0; row < rows.rowCount(); ++row) {
            add(hash, rows.view(row, 0));
            add(hash, rows.view(row, 1));
            if (bytesOf(rows.view(row, 1)) == firstBytes)
                longOnes.push_back(rows.string(row, 0));
        }
    }
    for (const std::string &number : longOnes) {
        for (long long place = firstBytes, bytes = pieceBytes; bytes == pieceBytes; place += bytes) {
            TRY_ASSIGN(const pg::QueryResult rows, ask(readPiece, {number, std::to_string(place)}));
            bytes = bytesOf(rows.view(0, 0));
            add(hash, rows.view(0, 0));
            if (bytes > 0)
                TRY(more(number, place, rows.string(0, 0)));
        }
    }
    return hash.result();
}

/// Writes down what the group is about to replace, and takes it away.
Result<> giveWay(pg::Connection &target, const std::string &point, const Numbers &group)
{
    const std::string numbers = sql::arrayLiteral(group);
    TRY(target.query(storeObjects, {point, numbers}));
    TRY(target.query(storePieces, {point, numbers}));
    TRY(target.query(storeAttributes, {point, numbers}));
    TRY(target.query(removeExisting, {numbers}));
    return {};
}

Result<> copyGroup(pg::ReadOnlyConnection &source, pg::Connection &target, const std::string &point,
                   const Numbers &group, const std::vector<std::string> &missingRoles)
{
    Digest sent;
    TRY(target::transaction(target, [&]() -> Result<> {
        TRY(giveWay(target, point, group));
        TRY_ASSIGN(sent,
                   readGroup(
                       group,
                       [&](const pg::Statement &statement, const std::vector<pg::Parameter> &parameters) {
                           return source.query(statement, parameters);
                       },
                       [&](const pg::QueryResult &rows) -> Result<> {
                           std::vector<std::string> contents;
                           for (int row = 0; row < rows.rowCount(); ++row)
                               contents.push_back(rows.string(row, 1));
                           TRY(target.query(make, {sql::arrayLiteral(column(rows)), sql::arrayLiteral(contents)}));
                           return {};
                       },
                       [&](const std::string &number, long long place, const std::string &content) -> Result<> {
                           TRY(target.query(append, {number, std::to_string(place), content}));
                           return {};
                       }));
        TRY_ASSIGN(const pg::QueryResult attributes, source.query(readAttributes, {sql::arrayLiteral(group)}));
        for (int row = 0; row < attributes.rowCount(); ++row) {
            if (std::find(missingRoles.begin(), missingRoles.end(), attributes.view(row, 0)) == missingRoles.end())
                TRY(target.execute(attributes.view(row, 1)));
        }
        return {};
    }));
    const auto nothing = [](const auto &...) -> Result<> { return {}; };
    TRY_ASSIGN(const Digest found, readGroup(
                                       group,
                                       [&](const pg::Statement &statement, const std::vector<pg::Parameter> &values) {
                                           return target.query(statement.sql(), values);
                                       },
                                       nothing, nothing));
    if (found != sent)
        return failure({.code = ErrorCode::VerificationFailed,
                        .subject = QStringLiteral("large objects %1 - %2").arg(text(group.front()), text(group.back())),
                        .detail = QString::fromLatin1(sent.toHex() + ' ' + found.toHex())});
    return {};
}

Result<> undoGroup(pg::Connection &target, const std::string &point, const Numbers &group)
{
    const std::string numbers = sql::arrayLiteral(group);
    TRY(target.query(removeExisting, {numbers}));
    TRY(target.query(makeAgain, {point, numbers}));
    TRY(target.query(fillAgain, {point, numbers}));
    TRY_ASSIGN(const pg::QueryResult statements, target.query(statementsAgain, {point, numbers}));
    for (int row = 0; row < statements.rowCount(); ++row)
        TRY(target.execute(statements.view(row, 0)));
    for (const char *table : {"large_object", "large_object_piece"})
        TRY(target.query(std::string("DELETE FROM sosie_state.") + table
                             + " WHERE point = $1::bigint AND number = ANY ($2::oid[])",
                         {point, numbers}));
    return {};
}

} // namespace

Result<long long> unreadableLargeObjects(pg::ReadOnlyConnection &source)
{
    TRY_ASSIGN(const pg::QueryResult rows, source.query(countUnreadable));
    return rows.integer(0, 0);
}

Result<long long> copyLargeObjects(pg::ReadOnlyConnection &source, pg::Connection &target,
                                   const target::RestorePoint &point, const std::vector<std::string> &missingRoles)
{
    TRY_ASSIGN(const pg::QueryResult rows, source.query(listNumbers));
    const Numbers numbers = column(rows);
    TRY_ASSIGN(const pg::QueryResult known, target.query(tablesExist));
    if (numbers.empty() && !known.boolean(0, 0))
        return 0;
    TRY(target::makeOwnTables(target, createTables));
    const std::string pointId = std::to_string(point.id);
    TRY_ASSIGN(const pg::QueryResult former, target.query(listFormer, {pointId, sql::arrayLiteral(numbers)}));
    for (const Numbers &group : groupsOf(column(former)))
        TRY(target::transaction(target, [&] { return giveWay(target, pointId, group); }));
    for (const Numbers &group : groupsOf(numbers))
        TRY(copyGroup(source, target, pointId, group, missingRoles));
    return static_cast<long long>(numbers.size());
}

Result<QStringList> differentLargeObjects(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target)
{
    TRY_ASSIGN(const pg::QueryResult rows, source.query(listNumbers));
    QStringList different;
    const auto nothing = [](const auto &...) -> Result<> { return {}; };
    for (const Numbers &group : groupsOf(column(rows))) {
        const auto digest = [&](pg::ReadOnlyConnection &side) {
            return readGroup(
                group,
                [&side](const pg::Statement &statement, const std::vector<pg::Parameter> &parameters) {
                    return side.query(statement, parameters);
                },
                nothing, nothing);
        };
        TRY_ASSIGN(const Digest here, digest(source));
        TRY_ASSIGN(const Digest there, digest(target));
        if (here != there)
            different.append(text(group.front() + " - " + group.back()));
    }
    return different;
}

Result<> undoLargeObjects(pg::Connection &target, const safety::DestructivePermit &permit,
                          const target::RestorePoint &point)
{
    TRY_ASSIGN(const pg::QueryResult known, target.query(tablesExist));
    if (!known.boolean(0, 0))
        return {};
    const std::string pointId = std::to_string(point.id);
    while (true) {
        TRY_ASSIGN(const pg::QueryResult rows, target.query(nextToUndo, {pointId}));
        if (rows.rowCount() == 0)
            return {};
        TRY(target::transaction(target, [&]() -> Result<> {
            TRY(permit.recheck(target));
            // From the first group on the target is no longer what the clone had made of it.
            TRY(target.query("UPDATE sosie_state.restore_point SET phase = 'working' WHERE id = $1::bigint",
                             {pointId}));
            return undoGroup(target, pointId, column(rows));
        }));
    }
}

Result<> forgetLargeObjects(pg::Connection &target, long long pointId)
{
    TRY_ASSIGN(const pg::QueryResult known, target.query(tablesExist));
    if (!known.boolean(0, 0))
        return {};
    for (const char *table : {"large_object", "large_object_piece"})
        TRY(target.query(std::string("DELETE FROM sosie_state.") + table + " WHERE point = $1::bigint",
                         {std::to_string(pointId)}));
    return {};
}

} // namespace engine::fitting
