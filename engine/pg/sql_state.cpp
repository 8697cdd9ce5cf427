// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/connection.h"

#include <array>

namespace engine::pg {

ErrorCode codeOfSqlState(std::string_view sqlState)
{
    struct Rule
    {
        std::string_view prefix;
        ErrorCode code;
    };
    // clang-format off
    // Longest prefixes first: the first that fits decides.
    static constexpr std::array rules{
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
    // clang-format on
    for (const Rule &rule : rules) {
        if (sqlState.substr(0, rule.prefix.size()) == rule.prefix)
            return rule.code;
    }
    return ErrorCode::StatementFailed;
}

} // namespace engine::pg
