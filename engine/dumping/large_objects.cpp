// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dumping/large_objects.h"

#include <algorithm>

namespace engine::dumping {

namespace {

constexpr size_t pieceBytes = 1048576;

constexpr pg::Statement readPiece = "SELECT pg_catalog.lo_get($1::oid, $2::bigint, 1048576)";

constexpr pg::Statement listLargeObjects = R"(
SELECT m.oid, pg_catalog.pg_get_userbyid(m.lomowner), coalesce(g.statements, '{}')::text[], coalesce(d.description, ''),
    d.description IS NOT NULL
FROM pg_catalog.pg_largeobject_metadata AS m
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass AND d.objoid = m.oid
LEFT JOIN LATERAL (
    SELECT pg_catalog.array_agg(s.statement ORDER BY s.place, s.number) AS statements
    FROM (SELECT 1 AS place, 0::bigint AS number,
              pg_catalog.format('REVOKE ALL ON LARGE OBJECT %s FROM %I', m.oid, pg_catalog.pg_get_userbyid(m.lomowner))
              AS statement
          UNION ALL
          SELECT 2, x.number, pg_catalog.format('GRANT %s ON LARGE OBJECT %s TO %s%s', x.privilege_type, m.oid,
              CASE WHEN x.grantee = 0 THEN 'PUBLIC'
                   ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) END,
              CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM pg_catalog.aclexplode(m.lomacl) WITH ORDINALITY AS x (grantor, grantee, privilege_type, is_grantable, number)
         ) AS s) AS g ON m.lomacl IS NOT NULL
ORDER BY m.oid)";

unsigned valueOf(char digit)
{
    return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

} // namespace

Result<std::vector<LargeObject>> readLargeObjects(pg::ReadOnlyConnection &connection)
{
    TRY_ASSIGN(const pg::QueryResult rows, connection.query(listLargeObjects));
    std::vector<LargeObject> objects;
    objects.reserve(static_cast<size_t>(rows.rowCount()));
    for (int row = 0; row < rows.rowCount(); ++row)
        objects.push_back({.number = static_cast<quint32>(rows.integer(row, 0)),
                           .owner = rows.string(row, 1),
                           .grants = rows.array(row, 2),
                           .comment = rows.string(row, 3),
                           .hasComment = rows.boolean(row, 4)});
    return objects;
}

/// The text form of bytea: "\\x" and two digits a byte.
Result<> LargeObjectReader::fetch()
{
    TRY_ASSIGN(const pg::QueryResult rows, m_connection.query(readPiece, {m_number, std::to_string(m_place)}));
    const std::string_view hex = rows.view(0, 0);
    m_piece.clear();
    for (size_t i = 2; i + 1 < hex.size(); i += 2)
        m_piece.push_back(static_cast<std::byte>(valueOf(hex[i]) * 16 + valueOf(hex[i + 1])));
    m_hash.add(m_piece);
    m_used = 0;
    m_place += static_cast<qint64>(m_piece.size());
    m_isAtEnd = m_piece.size() < pieceBytes;
    return {};
}

QByteArray LargeObjectReader::digest()
{
    m_hash.add(std::as_bytes(std::span(m_number)));
    return m_hash.result();
}

Result<size_t> LargeObjectReader::read(std::span<std::byte> into)
{
    size_t filled = 0;
    while (filled < into.size()) {
        if (m_used == m_piece.size()) {
            if (m_isAtEnd)
                break;
            TRY(fetch());
            continue;
        }
        const size_t count = std::min(into.size() - filled, m_piece.size() - m_used);
        std::copy_n(m_piece.begin() + static_cast<std::ptrdiff_t>(m_used), count,
                    into.begin() + static_cast<std::ptrdiff_t>(filled));
        m_used += count;
        filled += count;
    }
    return filled;
}

} // namespace engine::dumping
