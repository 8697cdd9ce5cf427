// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"
#include "engine/transfer/ends.h"

#include <map>
#include <string>

namespace engine::copying {

/// How a table of a live database is read.
struct TableReading
{
    /// Columns, format and which rows.
    pg::CopySelection selection{};
    /// For its size; of the schema that was read in the same snapshot.
    const catalog::Table *table = nullptr;
    /// It may only be read by one plain COPY, or a filter would ask other tables again for each piece.
    bool isOnePiece = false;
};

/// One worker's connection to the source, inside the snapshot. See transfer::Reader.
class LiveReader final : public transfer::Reader
{
public:
    Result<std::unique_ptr<stream::Source>> open(const transfer::Share &share) override;

private:
    friend class LiveDatabase;
    LiveReader(pg::ReadOnlyConnection connection, const std::map<sql::QualifiedName, TableReading> &tables)
        : m_connection(std::move(connection))
        , m_tables(tables)
    {}

    pg::ReadOnlyConnection m_connection;
    const std::map<sql::QualifiedName, TableReading> &m_tables;
    /// Read since locks were given back.
    int m_tablesSinceLocks = 0;
};

/// The rows of a live database as one snapshot shows them: what a clone and a backup read.
///
/// Borrows the connection's description and the schema; the snapshot is kept alive by who exported it. Reads with
/// read-only connections and plain or compiled-in COPY statements only. A table without a reading cannot be opened.
class LiveDatabase final : public transfer::Origin
{
public:
    struct Snapshot
    {
        const pg::ConnectionInfo &connection;
        /// Exported by a connection that keeps it alive.
        std::string name{};
        int serverMajor = 0;
        /// False: an index of it may be corrupt.
        bool usesIndexes = true;
    };
    LiveDatabase(Snapshot snapshot, std::map<sql::QualifiedName, TableReading> tables)
        : m_snapshot(std::move(snapshot))
        , m_tables(std::move(tables))
    {}

    /// A table of more than `shareBytes` in ranges of pages; others whole (table_pieces.h says why).
    [[nodiscard]] std::vector<transfer::Piece> pieces(const sql::QualifiedName &table,
                                                      qint64 shareBytes) const override;
    Result<std::unique_ptr<transfer::Reader>> reader(std::stop_token stop) override;

private:
    Snapshot m_snapshot;
    std::map<sql::QualifiedName, TableReading> m_tables;
};

} // namespace engine::copying
