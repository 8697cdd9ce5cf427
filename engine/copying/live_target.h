// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/safety/guard.h"
#include "engine/transfer/ends.h"

#include <map>
#include <string>

namespace engine::copying {

/// How the rows of a table are written into a target.
struct TableWriting
{
    /// The table that takes them: itself, or the root through which the server finds their partition.
    const catalog::Object *into = nullptr;
    /// Before its rows are written; empty for a table that runs no code of the database.
    std::string takePath{};
    /// It runs code of another owner.
    bool isInHands = false;
    /// Worth it, and possible, when all its rows are one share.
    bool mayFreeze = false;
};

/// One worker's connection to the target. See transfer::Writer; each sink is a transaction, committed by finish().
class LiveWriter final : public transfer::Writer
{
public:
    Result<std::unique_ptr<stream::Sink>> open(const stream::RowShape &shape, const transfer::Share &share) override;
    /// For what is done to a table beside its rows, while no sink is open.
    [[nodiscard]] pg::Connection &connection() { return m_connection; }

private:
    friend class LiveTarget;
    LiveWriter(pg::Connection connection, const class LiveTarget &target)
        : m_connection(std::move(connection))
        , m_target(target)
    {}

    pg::Connection m_connection;
    const class LiveTarget &m_target;
};

/// The tables of a target that are being filled.
///
/// Borrows all that it is given. commit() and abandon() do nothing: the marker in the target says what is whole, and
/// whoever set it (the clone) brings the old contents back. Each writer asks the permit on its own connection, and
/// again in every transaction: behind a pooler one connection may lead to two servers.
class LiveTarget final : public transfer::Destination
{
public:
    struct Session
    {
        const pg::ConnectionInfo &connection;
        /// application_name of its connections.
        std::string applicationName{};
        const safety::DestructivePermit &permit;
        const catalog::Schema &schema;
        const catalog::DdlOptions &ddl;
        /// How many write at the same time: they share its memory for indexes.
        int jobs = 1;
    };
    LiveTarget(Session session, std::map<sql::QualifiedName, TableWriting> tables)
        : m_session(std::move(session))
        , m_tables(std::move(tables))
    {}

    Result<std::unique_ptr<transfer::Writer>> writer(std::stop_token stop) override;
    Result<std::unique_ptr<LiveWriter>> liveWriter(std::stop_token stop);
    Result<> commit() override { return {}; }
    void abandon() noexcept override {}

private:
    friend class LiveWriter;

    Session m_session;
    std::map<sql::QualifiedName, TableWriting> m_tables;
};

} // namespace engine::copying
