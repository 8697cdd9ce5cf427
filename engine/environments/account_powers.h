// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"

#include <QString>
#include <QStringList>

namespace engine::environments {

/// What the account of a connection could do beyond reading, should anybody's code ever run under it.
struct AccountPowers
{
    QString account{};
    /// "superuser", "pg_execute_server_program", "pg_write_server_files", or the name of a superuser it may become;
    /// empty for an account that can do no harm to the server.
    QStringList harmful{};
    /// Statements, one after the other, that make an account which can only read: `sosie_reader`, without a password.
    QString readerScript{};
};

/// REQUIRES: connection.begin() succeeded.
Result<AccountPowers> readAccountPowers(pg::ReadOnlyConnection &connection);

} // namespace engine::environments
