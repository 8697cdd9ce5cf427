// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/pg/untrusted_code.h"

namespace engine::pg {

/// What is there now, whatever the snapshot of a reading transaction shows.
///
/// A transaction that reads at one moment does not see an index that an owner makes after that moment; the server plans
/// with it all the same. No lock that a reader may take keeps an owner from making one. So whoever plans a query over
/// the table of somebody else looks here right before: a connection of its own, in whose transaction each statement
/// sees what is committed by then. What remains is one way to the server.
class CodeWatch final
{
public:
    /// The errors of Connection::open().
    static Result<CodeWatch> open(const ConnectionInfo &info, const OpenOptions &options);

    [[nodiscard]] Result<UntrustedTables> now();

private:
    explicit CodeWatch(Connection connection)
        : m_connection(std::move(connection))
    {}

    Connection m_connection;
};

/// Names the tables that belong to a role which is neither a superuser nor the one that asks, or have a column of a
/// type that does, and the partitions and parents of such ones: what may change under a query.
[[nodiscard]] std::string_view tablesOfOthersQuery();

} // namespace engine::pg
