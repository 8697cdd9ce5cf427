// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/known_users.h"

#include "engine/pg/copy.h"

#include <algorithm>
#include <optional>

namespace engine::operations {

namespace {

constexpr size_t readBytes = size_t{256} * 1024;
constexpr std::string_view null = "\\N";

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

void append(std::vector<char> &bytes, std::string_view text)
{
    bytes.insert(bytes.end(), text.begin(), text.end());
}

} // namespace

Result<KnownUsers> KnownUsers::read(pg::ReadOnlyConnection &target)
{
    KnownUsers known;
    TRY(target.startCopy({.table = {"auth", "users"}, .columns = {"id"}}));
    pg::CopyReader reader = target.copyReader();
    stream::RowBatch batch;
    while (true) {
        batch.clear();
        TRY_ASSIGN(const bool more, reader.read(batch.bytes, batch.starts, readBytes));
        if (!more)
            break;
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            std::string_view row = batch.row(i);
            row.remove_suffix(1);
            if (const auto id = idOf(row))
                known.m_ids.push_back(*id);
        }
    }
    std::sort(known.m_ids.begin(), known.m_ids.end());
    return known;
}

bool KnownUsers::contains(std::string_view uuid) const
{
    const auto id = idOf(uuid);
    return id && std::binary_search(m_ids.begin(), m_ids.end(), *id);
}

UnknownUsersToNull::UnknownUsersToNull(const KnownUsers &known, std::vector<size_t> places)
    : m_known(known)
    , m_places(std::move(places))
{}

Result<> UnknownUsersToNull::apply(stream::RowBatch &batch)
{
    m_bytes.clear();
    for (size_t i = 0; i < batch.rowCount(); ++i) {
        std::string_view row = batch.row(i);
        batch.starts[i] = static_cast<uint32_t>(m_bytes.size());
        // A tab inside a value is written \t, so every tab is a border.
        for (size_t place = 0;; ++place) {
            const size_t end = std::min(row.find('\t'), row.size() - 1);
            const std::string_view field = row.substr(0, end);
            const bool isConcerned = std::find(m_places.begin(), m_places.end(), place) != m_places.end();
            const bool isUnknown = isConcerned && field != null && !m_known.contains(field);
            m_changed += isUnknown ? 1 : 0;
            append(m_bytes, isUnknown ? null : field);
            m_bytes.push_back(row[end]);
            if (row[end] == '\n')
                break;
            row.remove_prefix(end + 1);
        }
    }
    batch.bytes.swap(m_bytes);
    return {};
}

} // namespace engine::operations
