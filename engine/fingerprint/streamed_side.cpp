// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/streamed_side.h"

#include "engine/fingerprint/value_equality.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/field_sink.h"
#include "engine/stream/pump.h"

#include <algorithm>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace engine::fingerprint {

using stream::FieldView;

namespace {

constexpr uint64_t ofNull = 0x5f0c9e1b7a42d683;
constexpr unsigned bitsOfOffset = 16;

SidePlace placeOf(size_t part, uint64_t number)
{
    return {.part = static_cast<uint32_t>(part),
            .row = {.block = static_cast<uint32_t>(number >> bitsOfOffset),
                    .offset = static_cast<uint16_t>(number & ((1U << bitsOfOffset) - 1))}};
}

} // namespace

Result<> StreamedSide::lookAtAll(const Look &look, TableProgress &progress)
{
    for (size_t part = 0; part < m_parts.size(); ++part) {
        pg::CopySelection selection{.table = m_parts[part]};
        for (const ComparedColumn &column : m_table.columns)
            selection.columns.push_back(column.name());
        for (const ComparedColumn &column : m_table.carried)
            selection.columns.push_back(column.name());
        TRY_ASSIGN(const auto source, pg::CopySource::start(m_connection, selection));
        uint64_t number = 0;
        stream::FieldSink sink(stream::RowCodec(source->shape()), [&](std::span<const FieldView> fields) {
            return look(placeOf(part, number++), fields);
        });
        TRY(stream::Pump(*source, {}, sink).run(m_stop, progress));
    }
    return {};
}

RowHash StreamedSide::hashOf(SidePlace place, std::span<const FieldView> fields)
{
    const stream::RowCodec codec(stream::RowFormat::Text, fields.size());
    RowHash hash{.place = place};
    for (size_t i = 0; i < m_table.columns.size(); ++i) {
        const ComparedColumn &column = m_table.columns[i];
        const bool isPlain
            = column.kind == ComparedColumn::Kind::Plain && !column.hashed.withoutCase && !column.hashed.withoutSpace;
        std::string form;
        std::string_view value = fields[i].isNull ? std::string_view() : codec.value(fields[i], m_room);
        if (!isPlain && !fields[i].isNull) {
            form = hashedForm(column, m_options, value);
            value = form;
        }
        const auto next = [&](uint64_t before) {
            return fields[i].isNull ? XXH3_64bits_withSeed(&ofNull, sizeof ofNull, before)
                                    : XXH3_64bits_withSeed(value.data(), value.size(), before);
        };
        hash.row = next(hash.row);
        if (column.isKey)
            hash.key = next(hash.key);
    }
    if (!m_table.hasKey)
        hash.key = hash.row;
    return hash;
}

Result<std::vector<BucketSum>> StreamedSide::sums(int bits)
{
    std::vector<BucketSum> buckets(size_t{1} << static_cast<unsigned>(bits));
    TableProgress unseen;
    TRY(lookAtAll(
        [&](SidePlace place, std::span<const FieldView> fields) -> Result<> {
            const RowHash hash = hashOf(place, fields);
            BucketSum &bucket = buckets[hash.key & (buckets.size() - 1)];
            ++bucket.rows;
            bucket.hashes += hash.row;
            return {};
        },
        m_progress == nullptr ? unseen : *m_progress));
    return buckets;
}

Result<> StreamedSide::addHashes(int /*bits*/, const std::vector<bool> &chosen, std::vector<RowHash> &hashes)
{
    TableProgress unseen;
    return lookAtAll(
        [&](SidePlace place, std::span<const FieldView> fields) -> Result<> {
            const RowHash hash = hashOf(place, fields);
            if (chosen[hash.key & (chosen.size() - 1)])
                hashes.push_back(hash);
            return {};
        },
        unseen);
}

Result<> StreamedSide::readRows(std::vector<SidePlace> places, const Take &take)
{
    std::ranges::sort(places);
    const stream::RowCodec codec(stream::RowFormat::Text, m_table.columns.size() + m_table.carried.size());
    auto next = places.cbegin();
    TableProgress unseen;
    TRY(lookAtAll(
        [&](SidePlace place, std::span<const FieldView> fields) -> Result<> {
            if (next != places.cend() && *next == place) {
                take(place, codec.values(fields));
                ++next;
            }
            return {};
        },
        unseen));
    if (next != places.cend())
        return failure({.code = ErrorCode::ProtocolViolation, .subject = text(m_table.name.displayed())});
    return {};
}

} // namespace engine::fingerprint
