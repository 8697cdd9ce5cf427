// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"

#include <QtGlobal>

#include <string>

namespace engine::dumping {

/// What CREATE DATABASE says of a database.
struct DatabaseFacts
{
    quint32 oid = 0;
    std::string name{};
    std::string owner{};
    std::string encoding{};
    std::string collation{};
    std::string characterType{};
    /// "libc", "icu", "builtin"; empty before PostgreSQL 15.
    std::string provider{};
    /// Of a provider other than libc.
    std::string locale{};
    std::string comment{};
    bool hasComment = false;
};

/// REQUIRES: begin() of the connection succeeded.
Result<DatabaseFacts> readDatabaseFacts(pg::ReadOnlyConnection &connection);

/// `CREATE DATABASE …`, as pg_dump writes it.
[[nodiscard]] std::string createDatabaseSql(const DatabaseFacts &facts);

} // namespace engine::dumping
