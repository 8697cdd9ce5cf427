// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/absent_keys.h"

#include "engine/pg/copy.h"
#include "engine/stream/copy_text.h"
#include "engine/stream/row_batch.h"

#include <algorithm>

namespace engine::operations {

namespace {

// Little at first, so that something is counted soon; much in the end: then the target reads its table once for many
// keys, rather than its index once for each.
constexpr size_t firstBytes = size_t{64} * 1024;
constexpr size_t mostBytes = size_t{4} * 1024 * 1024;

/// Values by column.
using Keys = std::vector<std::vector<std::string>>;

/// Adds the keys of a batch that have no NULL in them.
void addKeys(const stream::RowBatch &batch, Keys &keys)
{
    for (size_t i = 0; i < batch.rowCount(); ++i) {
        std::string_view row = batch.row(i);
        row.remove_suffix(1);
        const std::vector<std::optional<std::string>> fields = stream::fieldsOfTextRow(row);
        const auto isNull = [](const std::optional<std::string> &field) { return !field; };
        if (std::any_of(fields.begin(), fields.end(), isNull))
            continue;
        for (size_t column = 0; column < keys.size(); ++column)
            keys[column].push_back(*fields.at(column));
    }
}

Result<> count(pg::CopyReader &reader, pg::ReadOnlyConnection &target, const pg::KeyColumns &key, long long &absent,
               stream::Transform *transform)
{
    stream::RowBatch batch;
    Keys keys(key.columns.size());
    size_t bytes = 0;
    for (size_t enough = firstBytes;;) {
        batch.clear();
        TRY_ASSIGN(const bool hasRows, reader.read(batch.bytes, batch.starts, enough));
        bytes += batch.byteCount();
        if (hasRows && transform != nullptr)
            TRY(transform->apply(batch));
        addKeys(batch, keys);
        if (hasRows && bytes < enough)
            continue;
        TRY_ASSIGN(const long long unknown, target.countAbsent(key, keys));
        absent += unknown;
        if (!hasRows)
            return {};
        for (std::vector<std::string> &values : keys)
            values.clear();
        bytes = 0;
        enough = std::min(2 * enough, mostBytes);
    }
}

} // namespace

Result<> countAbsent(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target, const pg::KeyColumns &key,
                     long long &absent, stream::Transform *transform)
{
    pg::CopyReader reader = source.copyReader();
    const Result<> counted = count(reader, target, key, absent, transform);
    if (counted)
        return {};
    // Nothing else can be asked of the source until its COPY is over.
    stream::RowBatch rest;
    for (Result<bool> more = true; more && *more; more = reader.read(rest.bytes, rest.starts, firstBytes))
        rest.clear();
    return counted;
}

} // namespace engine::operations
