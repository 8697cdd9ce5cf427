// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/failure_codes.h"

#include <algorithm>
#include <array>

namespace engine::pg {

namespace {

struct Rule
{
    /// How an SQLSTATE begins, or what stands somewhere in a message.
    std::string_view words;
    ErrorCode code;
};

// clang-format off
// Longest prefixes first: the first that fits decides.
constexpr std::array sqlStates{
    Rule{"25006", ErrorCode::ReadOnlyServer},
    Rule{"25P03", ErrorCode::ConnectionLost},
    Rule{"25P04", ErrorCode::StatementTimeout},
    Rule{"28P01", ErrorCode::AuthenticationFailed},
    Rule{"3D000", ErrorCode::DatabaseMissing},
    Rule{"3F000", ErrorCode::ObjectMissing},
    Rule{"40001", ErrorCode::TransactionConflict},
    Rule{"40P01", ErrorCode::TransactionConflict},
    Rule{"42501", ErrorCode::PermissionDenied},
    // What a statement names and the server has not, or has already: tables, columns, functions, types, schemas.
    Rule{"42P01", ErrorCode::ObjectMissing},
    Rule{"42703", ErrorCode::ObjectMissing},
    Rule{"42704", ErrorCode::ObjectMissing},
    Rule{"42883", ErrorCode::ObjectMissing},
    Rule{"42P06", ErrorCode::ObjectExists},
    Rule{"42P07", ErrorCode::ObjectExists},
    Rule{"42701", ErrorCode::ObjectExists},
    Rule{"42710", ErrorCode::ObjectExists},
    Rule{"42723", ErrorCode::ObjectExists},
    Rule{"53100", ErrorCode::ServerDiskFull},
    Rule{"53300", ErrorCode::TooManyConnections},
    Rule{"55P03", ErrorCode::ObjectLocked},
    Rule{"55006", ErrorCode::ObjectLocked},
    Rule{"57014", ErrorCode::StatementTimeout},
    Rule{"57P01", ErrorCode::ConnectionLost},
    Rule{"57P02", ErrorCode::ConnectionLost},
    Rule{"57P03", ErrorCode::ServerStarting},
    Rule{"57P05", ErrorCode::ConnectionLost},
    Rule{"08", ErrorCode::ConnectionLost},
    Rule{"0A", ErrorCode::ObjectNotSupported},
    Rule{"22", ErrorCode::ValueRejected},
    Rule{"23", ErrorCode::ConstraintViolated},
    Rule{"28", ErrorCode::AuthenticationFailed},
    Rule{"53", ErrorCode::ServerOutOfResources},
    Rule{"54", ErrorCode::ServerOutOfResources},
    // The server's own files: its program was replaced under it, a library is gone, a disk does not answer.
    Rule{"58", ErrorCode::ServerDamaged},
};

// What a server that refuses a session means by itself, in whatever language it says it.
constexpr std::array<std::string_view, 6> clearStates{"28", "3D000", "42501", "53", "57P01", "57P03"};

// What libpq and the poolers have only words for: those of libpq 15 to 18, untranslated (see Surroundings).
constexpr std::array phrases{
    Rule{"could not translate host name", ErrorCode::HostNotFound},
    // Before the phrases that name a role or a database: these name one too.
    Rule{"too many clients", ErrorCode::TooManyConnections},
    Rule{"remaining connection slots", ErrorCode::TooManyConnections},
    Rule{"too many connections", ErrorCode::TooManyConnections},
    Rule{"EMAXCONN", ErrorCode::TooManyConnections},
    Rule{"max clients", ErrorCode::TooManyConnections},
    Rule{"Max client connections", ErrorCode::TooManyConnections},
    Rule{"the database system is", ErrorCode::ServerStarting},
    Rule{"permission denied for database", ErrorCode::PermissionDenied},
    Rule{"tenant/user", ErrorCode::AuthenticationFailed},
    Rule{"Tenant or user not found", ErrorCode::AuthenticationFailed},
    Rule{"no password supplied", ErrorCode::PasswordMissing},
    Rule{"password authentication failed", ErrorCode::AuthenticationFailed},
    Rule{"authentication failed", ErrorCode::AuthenticationFailed},
    Rule{"Wrong password", ErrorCode::AuthenticationFailed},
    Rule{"ECIRCUITBREAKER", ErrorCode::AuthenticationFailed},
    Rule{"no pg_hba.conf entry", ErrorCode::AuthenticationFailed},
    Rule{"role \"", ErrorCode::AuthenticationFailed},
    Rule{"database \"", ErrorCode::DatabaseMissing},
    Rule{"no such database", ErrorCode::DatabaseMissing},
    Rule{"does not support SSL", ErrorCode::TlsFailed},
    Rule{"SSL error", ErrorCode::TlsFailed},
    Rule{"SSL required", ErrorCode::TlsFailed},
    Rule{"SSL connection is required", ErrorCode::TlsFailed},
    Rule{"ESSLREQUIRED", ErrorCode::TlsFailed},
    Rule{"certificate", ErrorCode::TlsFailed},
    Rule{"Network is unreachable", ErrorCode::Ipv6Only},
    Rule{"Address family not supported", ErrorCode::Ipv6Only},
    Rule{"Cannot assign requested address", ErrorCode::Ipv6Only},
    Rule{"No route to host", ErrorCode::Ipv6Only},
};
// clang-format on

template <typename Fits>
ErrorCode firstThatFits(const auto &rules, ErrorCode otherwise, const Fits &fits)
{
    const auto found = std::ranges::find_if(rules, fits, &Rule::words);
    return found == rules.end() ? otherwise : found->code;
}

} // namespace

ErrorCode codeOfSqlState(std::string_view sqlState)
{
    return firstThatFits(sqlStates, ErrorCode::StatementFailed,
                         [&](std::string_view words) { return sqlState.starts_with(words); });
}

ErrorCode codeOfConnectionFailure(std::string_view message, std::string_view sqlState)
{
    // Of the others, "08P01" and "XX000" of poolers above all, the words say more.
    const bool saysEnough = std::ranges::any_of(
        clearStates, [&](std::string_view words) { return !sqlState.empty() && sqlState.starts_with(words); });
    if (saysEnough)
        return codeOfSqlState(sqlState);
    return firstThatFits(phrases, ErrorCode::ServerUnreachable,
                         [&](std::string_view words) { return message.find(words) != std::string_view::npos; });
}

} // namespace engine::pg
