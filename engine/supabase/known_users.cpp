// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/supabase/known_users.h"

#include "engine/pg/copy_ends.h"
#include "engine/stream/field_sink.h"
#include "engine/stream/pump.h"

#include <algorithm>
#include <optional>

namespace engine::supabase {

namespace {

std::optional<unsigned char> digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned char>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<unsigned char>(c - 'a' + 10);
    return std::nullopt;
}

std::optional<std::array<unsigned char, 16>> idOf(std::string_view uuid)
{
    std::array<unsigned char, 16> id{};
    size_t digits = 0;
    for (const char c : uuid) {
        if (c == '-')
            continue;
        const std::optional<unsigned char> digit = digitOf(c);
        if (!digit || digits == 2 * id.size())
            return std::nullopt;
        id.at(digits / 2) = static_cast<unsigned char>(id.at(digits / 2) << 4 | *digit);
        ++digits;
    }
    if (digits != 2 * id.size())
        return std::nullopt;
    return id;
}

} // namespace

Result<KnownUsers> KnownUsers::read(pg::ReadOnlyConnection &target)
{
    KnownUsers known;
    TRY_ASSIGN(const auto source, pg::CopySource::start(target, {.table = {"auth", "users"}, .columns = {"id"}}));
    stream::FieldSink sink(stream::RowCodec(source->shape()), [&known](std::span<const stream::FieldView> fields) {
        if (const auto id = idOf(fields.front().bytes))
            known.m_ids.push_back(*id);
        return Result<>();
    });
    TableProgress unseen;
    TRY(stream::Pump(*source, {}, sink).run({}, unseen));
    std::sort(known.m_ids.begin(), known.m_ids.end());
    return known;
}

bool KnownUsers::contains(std::string_view uuid) const
{
    const auto id = idOf(uuid);
    return id && std::binary_search(m_ids.begin(), m_ids.end(), *id);
}

UnknownUsersToNull::UnknownUsersToNull(const KnownUsers &known, const std::vector<size_t> &places, size_t columns)
    : m_known(known)
    , m_codec(stream::RowFormat::Text, columns)
    , m_isConcerned(columns, false)
{
    for (const size_t place : places)
        m_isConcerned.at(place) = true;
}

Result<> UnknownUsersToNull::apply(stream::RowBatch &batch)
{
    m_changedRows.clear();
    for (size_t i = 0; i < batch.rowCount(); ++i) {
        TRY(m_codec.split(batch.row(i), m_fields));
        m_codec.begin(m_changedRows);
        for (size_t place = 0; place < m_fields.size(); ++place) {
            stream::FieldView &field = m_fields[place];
            if (m_isConcerned[place] && !field.isNull && !m_known.contains(field.bytes)) {
                field.isNull = true;
                ++m_changed;
            }
            m_codec.addAsItIs(field, m_changedRows);
        }
        m_codec.end(m_changedRows);
    }
    batch.bytes.swap(m_changedRows.bytes);
    batch.starts.swap(m_changedRows.starts);
    return {};
}

} // namespace engine::supabase
