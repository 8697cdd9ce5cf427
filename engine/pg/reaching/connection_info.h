// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <map>
#include <string>
#include <string_view>

namespace engine::pg {

/// The keywords that are ours and not libpq's. "pooler" is "host:port" of a session pooler, for when the server itself
/// cannot be reached; given by a person, never guessed: at Supabase its name follows from nothing. "ways" is the file
/// of KnownWay.
constexpr std::string_view poolerKeyword = "pooler";
constexpr std::string_view waysKeyword = "ways";

/// Where a database is and how to reach it: libpq's keywords, with the password kept apart as a Secret.
///
/// A value; move-only because of the password. Nothing is looked up here: no environment variable, no service file, no
/// ~/.pgpass (environments/ decides which of those count and fills the keywords in).
class ConnectionInfo final
{
public:
    ConnectionInfo() = default;

    /// Parses `postgresql://…` or `host=… dbname=…`, as libpq does.
    /// Errors: ConnectionInfoInvalid, without the string itself: it may hold a password.
    static Result<ConnectionInfo> parse(std::string_view text);

    /// "" when the keyword is not set.
    [[nodiscard]] std::string value(std::string_view keyword) const;
    /// REQUIRES: `keyword` is not "password". An empty value removes the keyword.
    void set(std::string_view keyword, std::string_view value);
    [[nodiscard]] const std::map<std::string, std::string> &values() const { return m_values; }

    [[nodiscard]] const Secret &password() const { return m_password; }
    void setPassword(Secret password) { m_password = std::move(password); }
    [[nodiscard]] Secret takePassword() { return std::exchange(m_password, {}); }

    [[nodiscard]] ConnectionInfo clone() const;

    /// `postgresql://user@host:port/database?…` without the password: for files, messages, reports.
    [[nodiscard]] std::string redacted() const;
    /// "host:port" or the socket folder: what an error about reaching the server names.
    [[nodiscard]] std::string address() const;

private:
    std::map<std::string, std::string> m_values;
    Secret m_password;
};

} // namespace engine::pg
