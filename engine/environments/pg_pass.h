// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <QString>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace engine::environments {

/// What a password file is asked for; a folder as host is a Unix socket.
struct PgPassQuestion
{
    std::string host{};
    std::string port{};
    std::string database{};
    std::string user{};
};

/// The first line of a password file (hostname:port:database:username:password) that answers. Pure.
[[nodiscard]] std::optional<Secret> findInPgPass(std::string_view fileText, const PgPassQuestion &question);

/// Reads ~/.pgpass (or the file PGPASSFILE names) for that answer; nothing when there is no file or no line.
/// Errors: FileUnreadable when others may read the file: libpq ignores such a file, and so do we, but aloud.
[[nodiscard]] Result<std::optional<Secret>> readPgPass(const QString &path, const PgPassQuestion &question);

/// The keywords of [service] in the text of a pg_service.conf; nothing when it has no such section. Pure.
/// Errors: SettingsInvalid with the line, for a line that is not keyword=value or asks for LDAP.
[[nodiscard]] Result<std::optional<std::map<std::string, std::string>>>
findService(std::string_view fileText, std::string_view service, const QString &path);

} // namespace engine::environments
