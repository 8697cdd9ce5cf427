// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/live_database.h"

#include "engine/columns/sound_rows.h"
#include "engine/copying/table_pieces.h"
#include "engine/pg/copy_ends.h"

namespace engine::copying {

namespace {

// The leader holds every table; what a worker locks beside it may go after so many.
constexpr int tablesPerLocks = 8;

pg::CopyRange rangeOf(const transfer::Piece &piece)
{
    const auto *blocks = std::get_if<transfer::HeapBlocks>(&piece);
    if (blocks == nullptr)
        return {};
    return {.kind = pg::CopyRange::Kind::Blocks, .firstBlock = blocks->first, .endBlock = blocks->end};
}

} // namespace

Result<std::unique_ptr<stream::Source>> LiveReader::open(const transfer::Share &share)
{
    const auto reading = m_tables.find(share.table);
    if (reading == m_tables.end())
        return failure({.code = ErrorCode::ObjectMissing, .subject = text(share.table.displayed())});
    if (m_tablesSinceLocks >= tablesPerLocks) {
        TRY(m_connection.giveBackLocks());
        m_tablesSinceLocks = 0;
    }
    ++m_tablesSinceLocks;
    pg::CopySelection selection = reading->second.selection;
    selection.range = rangeOf(share.piece);
    TRY_ASSIGN(auto source, pg::CopySource::start(m_connection, selection));
    return std::unique_ptr<stream::Source>(std::move(source));
}

std::vector<transfer::Piece> LiveDatabase::pieces(const sql::QualifiedName &table, qint64 shareBytes) const
{
    const auto reading = m_tables.find(table);
    if (reading == m_tables.end() || reading->second.isOnePiece)
        return {transfer::WholeTable()};
    std::vector<transfer::Piece> pieces;
    for (const pg::CopyRange &range : piecesOf(*reading->second.table, shareBytes, m_snapshot.serverMajor)) {
        if (range.isWhole())
            pieces.emplace_back(transfer::WholeTable());
        else
            pieces.emplace_back(transfer::HeapBlocks{.first = range.firstBlock, .end = range.endBlock});
    }
    return pieces;
}

Result<std::unique_ptr<transfer::Reader>> LiveDatabase::reader(std::stop_token stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection source,
               pg::ReadOnlyConnection::open(m_snapshot.connection, {.stop = std::move(stop)}));
    TRY(source.begin(m_snapshot.name));
    if (!m_snapshot.usesIndexes)
        TRY(columns::readWithoutIndexes(source));
    TRY(source.holdLocks());
    return std::unique_ptr<transfer::Reader>(new LiveReader(std::move(source), m_tables));
}

} // namespace engine::copying
