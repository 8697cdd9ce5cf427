// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/server_side.h"

#include "engine/pg/copy_ends.h"
#include "engine/stream/field_sink.h"
#include "engine/stream/pump.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <span>

namespace engine::fingerprint {

using stream::FieldView;

namespace {

constexpr size_t placesOfQuery = 500;

constexpr pg::Statement roomForSums = "SELECT pg_catalog.set_config('work_mem', '64MB', true)";
constexpr pg::Statement probe = pg::hashProbe;

/// A whole number of any length, modulo 2^64.
uint64_t wrapped(std::string_view digits)
{
    const bool isNegative = !digits.empty() && digits.front() == '-';
    uint64_t value = 0;
    for (const char digit : digits.substr(isNegative ? 1 : 0))
        value = value * 10 + static_cast<uint64_t>(digit - '0');
    return isNegative ? ~value + 1 : value;
}

using Look = std::function<Result<>(std::span<const FieldView> fields)>;

Result<> lookAtRows(pg::ReadOnlyConnection &connection, const pg::HashedRows &rows, size_t columns,
                    const std::stop_token &stop, Look look)
{
    stream::RowShape shape{.table = rows.table};
    shape.columns.resize(columns);
    const auto source = pg::CopySource::of(connection, std::move(shape));
    stream::FieldSink sink(stream::RowCodec(source->shape()), std::move(look));
    TableProgress unseen;
    TRY(stream::Pump(*source, {}, sink).run(stop, unseen));
    return {};
}

} // namespace

ServerSide::ServerSide(pg::ReadOnlyConnection &connection, const ComparedTable &table,
                       const std::vector<sql::QualifiedName> &parts, std::stop_token stop, TableProgress *progress)
    : m_connection(connection)
    , m_stop(std::move(stop))
    , m_progress(progress)
{
    for (const sql::QualifiedName &part : parts)
        m_parts.push_back(table.hashedRows(part));
}

Result<std::vector<BucketSum>> ServerSide::sums(int bits)
{
    std::vector<BucketSum> buckets(size_t{1} << static_cast<unsigned>(bits));
    for (const pg::HashedRows &part : m_parts) {
        TRY(m_connection.startCopyOfSums(part, bits));
        qint64 rows = 0;
        TRY(lookAtRows(m_connection, part, 3, m_stop, [&](std::span<const FieldView> fields) -> Result<> {
            BucketSum &bucket = buckets[wrapped(fields[0].bytes) & (buckets.size() - 1)];
            const uint64_t count = wrapped(fields[1].bytes);
            bucket.rows += count;
            bucket.hashes += wrapped(fields[2].bytes);
            rows += static_cast<qint64>(count);
            return {};
        }));
        if (m_progress != nullptr)
            m_progress->add(rows, 0);
    }
    return buckets;
}

Result<> ServerSide::addHashes(int bits, const std::vector<bool> &chosen, std::vector<RowHash> &hashes)
{
    for (size_t part = 0; part < m_parts.size(); ++part) {
        TRY(m_connection.startCopyOfHashes(m_parts[part], bits, chosen));
        TRY(lookAtRows(m_connection, m_parts[part], 3, m_stop, [&](std::span<const FieldView> fields) -> Result<> {
            hashes.push_back({.key = wrapped(fields[0].bytes),
                              .row = wrapped(fields[1].bytes),
                              .place = {.part = static_cast<uint32_t>(part), .row = pg::rowPlaceOf(fields[2].bytes)}});
            return {};
        }));
    }
    return {};
}

Result<> ServerSide::readRows(std::vector<SidePlace> places, const Take &take)
{
    std::ranges::sort(places);
    for (size_t first = 0; first < places.size();) {
        const uint32_t part = places[first].part;
        std::vector<pg::RowPlace> asked;
        while (first < places.size() && places[first].part == part && asked.size() < placesOfQuery)
            asked.push_back(places[first++].row);
        const pg::HashedRows &rows = m_parts[part];
        TRY(m_connection.startCopyOfRows(rows, asked));
        const size_t columns = rows.columns.size() + rows.carried.size() + 1;
        const stream::RowCodec codec(stream::RowFormat::Text, columns);
        size_t found = 0;
        TRY(lookAtRows(m_connection, rows, columns, m_stop, [&](std::span<const FieldView> fields) -> Result<> {
            ++found;
            take({.part = part, .row = pg::rowPlaceOf(fields[0].bytes)}, codec.values(fields.subspan(1)));
            return {};
        }));
        if (found != asked.size())
            return failure({.code = ErrorCode::ProtocolViolation,
                            .subject = text(rows.table.displayed()),
                            .detail = QStringLiteral("%1 rows asked for, %2 received").arg(asked.size()).arg(found)});
    }
    return {};
}

Result<> makeRoomForSums(pg::ReadOnlyConnection &connection)
{
    TRY(connection.query(roomForSums));
    return {};
}

Result<bool> hashAlike(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target)
{
    if (source.connection().parameterStatus("server_encoding")
        != target.connection().parameterStatus("server_encoding"))
        return false;
    TRY_ASSIGN(const pg::QueryResult here, source.query(probe));
    TRY_ASSIGN(const pg::QueryResult there, target.query(probe));
    return here.view(0, 0) == there.view(0, 0);
}

} // namespace engine::fingerprint
