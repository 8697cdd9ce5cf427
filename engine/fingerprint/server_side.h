// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/fingerprint/compared_table.h"
#include "engine/fingerprint/row_side.h"
#include "engine/pg/read_only_connection.h"

#include <stop_token>

namespace engine::fingerprint {

/// Rows that their server hashes: only what differs leaves it. Borrows the connection, inside its transaction.
class ServerSide final : public RowSide
{
public:
    /// `parts`: those of this side.
    ServerSide(pg::ReadOnlyConnection &connection, const ComparedTable &table,
               const std::vector<sql::QualifiedName> &parts, std::stop_token stop, TableProgress *progress);

    Result<std::vector<BucketSum>> sums(int bits) override;
    Result<> addHashes(int bits, const std::vector<bool> &chosen, std::vector<RowHash> &hashes) override;
    Result<> readRows(std::vector<SidePlace> places, const Take &take) override;
    [[nodiscard]] size_t rowsAtOnce() const override { return 500; }

private:
    pg::ReadOnlyConnection &m_connection;
    std::vector<pg::HashedRows> m_parts;
    std::stop_token m_stop;
    /// Null: the other side counts.
    TableProgress *m_progress;
};

/// Memory for some ten thousand groups, so that sums are made in one go; for this transaction alone.
Result<> makeRoomForSums(pg::ReadOnlyConnection &connection);
/// Whether both servers hash alike: they do unless processors or encodings differ.
Result<bool> hashAlike(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target);

} // namespace engine::fingerprint
