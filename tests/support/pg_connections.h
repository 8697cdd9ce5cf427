// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "tests/support/test_server.h"

namespace tests {

/// libpq keywords as the engine takes them. For programs that link engine_pg.
[[nodiscard]] inline engine::pg::ConnectionInfo infoOf(const std::map<std::string, std::string> &values,
                                                       std::string_view password = {})
{
    engine::pg::ConnectionInfo info;
    for (const auto &[keyword, value] : values)
        info.set(keyword, value);
    info.setPassword(engine::Secret(password));
    return info;
}

[[nodiscard]] inline engine::Result<engine::pg::Connection> connectTo(const TestServer &server, const QString &database,
                                                                      std::stop_token stop = {})
{
    return engine::pg::Connection::open(infoOf(server.connectionValues(database)), {.stop = std::move(stop)});
}

/// As `user`, who has no password on the socket.
[[nodiscard]] inline engine::pg::ConnectionInfo infoAs(const TestServer &server, const QString &database,
                                                       std::string_view user)
{
    engine::pg::ConnectionInfo info = infoOf(server.connectionValues(database));
    info.set("user", user);
    return info;
}

/// A read-only connection after begin().
[[nodiscard]] inline engine::Result<engine::pg::ReadOnlyConnection> beginReading(const engine::pg::ConnectionInfo &info,
                                                                                 std::stop_token stop = {})
{
    TRY_ASSIGN(auto connection, engine::pg::ReadOnlyConnection::open(info, {.stop = std::move(stop)}));
    TRY(connection.begin());
    return connection;
}

[[nodiscard]] inline engine::Result<engine::pg::ReadOnlyConnection>
beginReading(const TestServer &server, const QString &database, std::stop_token stop = {})
{
    return beginReading(infoOf(server.connectionValues(database)), std::move(stop));
}

} // namespace tests
