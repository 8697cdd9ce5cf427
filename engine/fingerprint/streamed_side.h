// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/fingerprint/compared_table.h"
#include "engine/fingerprint/row_side.h"
#include "engine/pg/read_only_connection.h"

#include <span>
#include <stop_token>

namespace engine::fingerprint {

/// Rows that are hashed here, as a plain COPY brings them, once for each question: where the server may not be asked
/// (code of somebody would run), or hashes otherwise than the other one. Borrows the connection, inside its
/// transaction, in whose snapshot rows come in the same order every time; their place is their number in it.
class StreamedSide final : public RowSide
{
public:
    StreamedSide(pg::ReadOnlyConnection &connection, const ComparedTable &table, std::vector<sql::QualifiedName> parts,
                 const RowOptions &options, std::stop_token stop, TableProgress *progress)
        : m_connection(connection)
        , m_table(table)
        , m_parts(std::move(parts))
        , m_options(options)
        , m_stop(std::move(stop))
        , m_progress(progress)
    {}

    Result<std::vector<BucketSum>> sums(int bits) override;
    Result<> addHashes(int bits, const std::vector<bool> &chosen, std::vector<RowHash> &hashes) override;
    Result<> readRows(std::vector<SidePlace> places, const Take &take) override;
    [[nodiscard]] size_t rowsAtOnce() const override { return 20'000; }

private:
    using Look = std::function<Result<>(SidePlace place, std::span<const stream::FieldView> fields)>;
    Result<> lookAtAll(const Look &look, TableProgress &progress);
    [[nodiscard]] RowHash hashOf(SidePlace place, std::span<const stream::FieldView> fields);

    pg::ReadOnlyConnection &m_connection;
    const ComparedTable &m_table;
    std::vector<sql::QualifiedName> m_parts;
    const RowOptions &m_options;
    std::stop_token m_stop;
    TableProgress *m_progress;
    std::string m_room{};
};

} // namespace engine::fingerprint
