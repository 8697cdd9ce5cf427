// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error.h"

namespace engine {

QString ConnectionAttempt::displayed() const
{
    return address + QStringLiteral(": ") + reason;
}

bool Error::isRetryable() const
{
    switch (code) {
    case ErrorCode::ServerUnreachable:
    case ErrorCode::TooManyConnections:
    case ErrorCode::ServerStarting:
    case ErrorCode::ConnectionLost:
        return true;
    default:
        return false;
    }
}

const QList<ErrorCode> &allErrorCodes()
{
    static const QList<ErrorCode> codes = [] {
        QList<ErrorCode> all;
        for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code)
            all.append(static_cast<ErrorCode>(code));
        return all;
    }();
    return codes;
}

} // namespace engine
