// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/merge/absent_keys.h"

#include "engine/pg/copy_ends.h"
#include "engine/stream/pump.h"
#include "engine/stream/row_codec.h"

#include <algorithm>

namespace engine::merge {

namespace {

// Little at first, so that something is counted soon; much in the end: then the target reads its table once for many
// keys, rather than its index once for each.
constexpr size_t firstBytes = size_t{64} * 1024;
constexpr size_t mostBytes = size_t{4} * 1024 * 1024;

/// Asks the target for the keys that it is given, many at a time.
class KeySink final : public stream::Sink
{
public:
    KeySink(pg::ReadOnlyConnection &target, const pg::KeyColumns &key, long long &absent)
        : m_target(target)
        , m_key(key)
        , m_absent(absent)
        , m_codec(stream::RowFormat::Text, key.columns.size())
        , m_keys(key.columns.size())
    {}
    Result<> write(const stream::RowBatch &batch) override
    {
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            TRY_ASSIGN(std::vector<stream::FieldValue> values, m_codec.values(batch.row(i)));
            const auto isNull = [](const stream::FieldValue &value) { return !value; };
            if (std::any_of(values.begin(), values.end(), isNull))
                continue;
            for (size_t column = 0; column < m_keys.size(); ++column)
                m_keys[column].push_back(*std::move(values[column]));
        }
        m_rows += static_cast<qint64>(batch.rowCount());
        m_bytes += batch.byteCount();
        if (m_bytes < m_enough)
            return {};
        m_enough = std::min(2 * m_enough, mostBytes);
        return ask();
    }
    Result<stream::RowsReceived> finish() override
    {
        TRY(ask());
        return stream::RowsReceived{.stored = m_rows};
    }
    void abort() noexcept override {}

private:
    Result<> ask()
    {
        TRY_ASSIGN(const long long unknown, m_target.countAbsent(m_key, m_keys));
        m_absent += unknown;
        for (std::vector<std::string> &values : m_keys)
            values.clear();
        m_bytes = 0;
        return {};
    }

    pg::ReadOnlyConnection &m_target;
    const pg::KeyColumns &m_key;
    long long &m_absent;
    stream::RowCodec m_codec;
    /// Values by column.
    std::vector<std::vector<std::string>> m_keys;
    qint64 m_rows = 0;
    size_t m_bytes = 0;
    size_t m_enough = firstBytes;
};

} // namespace

Result<> countAbsent(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target, const pg::KeyColumns &key,
                     long long &absent, stream::Transform *transform)
{
    stream::RowShape shape{.table = key.table};
    for (const std::string &column : key.columns)
        shape.columns.push_back({.name = column});
    const auto keys = pg::CopySource::of(source, std::move(shape));
    keys->limitBatches(firstBytes);
    KeySink sink(target, key, absent);
    std::vector<stream::Transform *> transforms;
    if (transform != nullptr)
        transforms.push_back(transform);
    TableProgress unseen;
    const Result<stream::PumpSummary> counted = stream::Pump(*keys, transforms, sink).run({}, unseen);
    if (counted)
        return {};
    // Nothing else can be asked of the source until its COPY is over.
    stream::RowBatch rest;
    for (Result<bool> more = true; more && *more; more = keys->read(rest))
        rest.clear();
    return failure(counted.error());
}

} // namespace engine::merge
