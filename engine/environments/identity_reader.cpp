// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/identity_reader.h"

#include <charconv>

namespace engine::environments {

namespace {

// Asked first, because a refused call would abort the caller's transaction.
constexpr pg::Statement mayAsk
    = "SELECT pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')";
constexpr pg::Statement whoAreYou = R"(
SELECT control.system_identifier::pg_catalog.text, d.oid::pg_catalog.text
FROM pg_catalog.pg_control_system() AS control
CROSS JOIN pg_catalog.pg_database AS d
WHERE d.datname = pg_catalog.current_database())";

template <typename Ask>
Result<Identity> read(const std::string &displayName, Ask ask)
{
    const auto unknown = [&displayName](const QString &why) {
        return failure({.code = ErrorCode::IdentityUnknown, .subject = text(displayName), .detail = why});
    };
    TRY_ASSIGN(const pg::QueryResult allowed, ask(mayAsk));
    if (allowed.rowCount() != 1 || !allowed.boolean(0, 0))
        return unknown(QStringLiteral("permission denied for function pg_control_system"));
    TRY_ASSIGN(const pg::QueryResult answer, ask(whoAreYou));
    if (answer.rowCount() != 1)
        return unknown(QStringLiteral("the server does not list its own database"));

    Identity identity{.systemIdentifier = answer.string(0, 0)};
    const std::string_view oid = answer.view(0, 1);
    const auto parsed = std::from_chars(oid.data(), oid.data() + oid.size(), identity.databaseOid);
    if (identity.systemIdentifier.empty() || parsed.ec != std::errc() || identity.databaseOid == 0)
        return unknown(QStringLiteral("the answer of pg_control_system() is not an identity"));
    return identity;
}

} // namespace

Result<Identity> readIdentity(pg::Connection &connection)
{
    return read(connection.displayName(),
                [&connection](const pg::Statement &statement) { return connection.query(statement.sql()); });
}

Result<Identity> readIdentity(pg::ReadOnlyConnection &connection)
{
    return read(connection.connection().displayName(),
                [&connection](const pg::Statement &statement) { return connection.query(statement); });
}

} // namespace engine::environments
