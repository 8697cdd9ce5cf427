// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/account_powers.h"

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

// By membership, inherited or to be taken with SET ROLE. Of a superuser nothing else need be said.
constexpr pg::Statement powers = R"(
SELECT current_user,
    CASE WHEN me.rolsuper THEN 'superuser'
        ELSE coalesce((SELECT pg_catalog.string_agg(r.rolname, ',' ORDER BY r.rolname)
                       FROM pg_catalog.pg_roles AS r
                       WHERE (r.rolsuper OR r.rolname IN ('pg_execute_server_program', 'pg_write_server_files'))
                           AND pg_catalog.pg_has_role(r.oid, 'MEMBER')), '') END,
    pg_catalog.quote_ident(pg_catalog.current_database()),
    coalesce((SELECT pg_catalog.string_agg(pg_catalog.quote_ident(n.nspname), ', ' ORDER BY n.nspname)
              FROM pg_catalog.pg_namespace AS n
              WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT LIKE 'sosie\_%'),
        'public')
FROM pg_catalog.pg_roles AS me WHERE me.rolname = current_user)";

constexpr int readAllDataSince = 14;

} // namespace

Result<AccountPowers> readAccountPowers(pg::ReadOnlyConnection &connection)
{
    TRY_ASSIGN(const pg::QueryResult rows, connection.query(powers));
    if (rows.rowCount() != 1)
        return failure({.code = ErrorCode::ProtocolViolation, .subject = u"pg_roles"_s});
    AccountPowers found{.account = text(rows.view(0, 0)),
                        .harmful = text(rows.view(0, 1)).split(u',', Qt::SkipEmptyParts)};
    // Policies would hide rows from it, and a copy without them would look whole: BYPASSRLS.
    found.readerScript
        = u"CREATE ROLE sosie_reader LOGIN BYPASSRLS; GRANT CONNECT ON DATABASE %1 TO sosie_reader; "_s.arg(
            text(rows.view(0, 2)));
    if (connection.connection().serverMajor() >= readAllDataSince)
        found.readerScript += u"GRANT pg_read_all_data TO sosie_reader;"_s;
    else
        found.readerScript
            += u"GRANT USAGE ON SCHEMA %1 TO sosie_reader; GRANT SELECT ON ALL TABLES IN SCHEMA %1 TO "
               "sosie_reader; GRANT SELECT ON ALL SEQUENCES IN SCHEMA %1 TO sosie_reader;"_s.arg(text(rows.view(0, 3)));
    return found;
}

} // namespace engine::environments
