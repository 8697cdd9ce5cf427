// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/samples.h"

#include "engine/anonymize/decision/decision.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/pump.h"
#include "engine/stream/row_codec.h"

#include <algorithm>

namespace engine::columns {

namespace {

// All samples together, and those of one table.
constexpr size_t mostBytes = size_t{64} * 1024 * 1024;
constexpr size_t mostBytesOfTable = size_t{2} * 1024 * 1024;
// What a field takes beside its text.
constexpr size_t bytesOfField = 48;
constexpr size_t readBytes = size_t{64} * 1024;
// More than detection needs of a value, and whole for nearly all documents.
constexpr int mostCharacters = 64 * 1024;
// A table up to this size is read to its end: that costs less than a query, which the server would have to plan and to
// lock the indexes for, and less than to interrupt it.
constexpr long long wholeBytes = 256LL * 1024;
// About so many pages are enough for a sample; below ten times that, the first rows serve.
constexpr double sampledPages = 40;
// A lock for each table and index read would fill the server's table of locks.
constexpr size_t tablesPerLocks = 32;

constexpr pg::Statement sizesOfTables = R"(
SELECT wanted.place - 1, pg_catalog.pg_relation_size(c.oid),
    coalesce(pg_catalog.pg_relation_size(nullif(c.reltoastrelid, 0)), 0)
FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]))
    WITH ORDINALITY AS wanted (schema_name, table_name, place)
JOIN pg_catalog.pg_namespace AS n ON n.nspname = wanted.schema_name
JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = wanted.table_name
WHERE pg_catalog.pg_relation_size(c.oid) > 0)";

/// A table of which a sample is to be read.
struct Sampled
{
    const anonymize::TableShape *table = nullptr;
    std::vector<std::string> columns{};
    long long mainBytes = 0;
    long long allBytes = 0;
};

size_t costOf(const std::vector<std::optional<std::string>> &row)
{
    size_t cost = sizeof(row);
    for (const std::optional<std::string> &field : row)
        cost += bytesOfField + (field ? field->capacity() : 0);
    return cost;
}

/// Without leaving half of a character.
void cut(std::string &value)
{
    size_t end = mostCharacters;
    if (value.size() <= end)
        return;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80)
        --end;
    value.resize(end);
    value.shrink_to_fit();
}

bool mayBeLong(const anonymize::ColumnShape &column)
{
    using anonymize::TypeFamily;
    const anonymize::ColumnType type = anonymize::typeOf(column);
    switch (type.family) {
    case TypeFamily::Text:
        return type.isArray || (column.maxLength == 0 && !type.isFixedLength);
    case TypeFamily::Json:
    case TypeFamily::Jsonb:
    case TypeFamily::Bytea:
    case TypeFamily::Composite:
    case TypeFamily::TextLike:
    case TypeFamily::SearchVector:
    case TypeFamily::Other:
        return true;
    default:
        return type.isArray;
    }
}

/// Takes the first rows, as many as were asked for and fit.
class SampleSink final : public stream::Sink
{
public:
    struct Limits
    {
        size_t rows = 0;
        size_t bytes = 0;
        /// What comes behind the last row that is wanted is little, and read: that costs less than to stop it.
        bool readsToTheEnd = false;
        /// The source was told how many rows to bring, and ends by itself.
        bool endsWithTheRows = false;
    };
    SampleSink(const stream::RowShape &shape, const Limits &limits)
        : m_codec(shape)
        , m_limits(limits)
    {}
    Result<> write(const stream::RowBatch &batch) override
    {
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            if (isFull()) {
                m_received.skipped += static_cast<qint64>(batch.rowCount() - i);
                break;
            }
            TRY_ASSIGN(rows.emplace_back(), m_codec.values(batch.row(i)));
            for (std::optional<std::string> &field : rows.back()) {
                if (field)
                    cut(*field);
            }
            used += costOf(rows.back());
            ++m_received.stored;
        }
        return {};
    }
    [[nodiscard]] bool hasEnough() const override
    {
        const bool isAtEnd = m_limits.readsToTheEnd || (m_limits.endsWithTheRows && hasAllRows());
        return isFull() && !isAtEnd;
    }
    Result<stream::RowsReceived> finish() override { return m_received; }
    void abort() noexcept override {}

    std::vector<std::vector<std::optional<std::string>>> rows;
    size_t used = 0;

private:
    [[nodiscard]] bool hasAllRows() const { return rows.size() >= m_limits.rows; }
    [[nodiscard]] bool isFull() const { return hasAllRows() || used >= m_limits.bytes; }

    stream::RowCodec m_codec;
    Limits m_limits;
    stream::RowsReceived m_received;
};

class Sampler final
{
public:
    explicit Sampler(pg::ReadOnlyConnection &connection)
        : m_connection(connection)
    {}

    Result<> begin();
    Result<> measure(std::vector<Sampled> &tables);
    /// `bytes`: what the sample may take; at least one row is read.
    Result<anonymize::SampledRows> read(const Sampled &table, int rows, size_t bytes, size_t &used);
    Result<> end() { return m_connection.giveBackLocks(); }

private:
    [[nodiscard]] pg::CopySelection selectionOf(const Sampled &table, int rows) const;

    pg::ReadOnlyConnection &m_connection;
    const pg::UntrustedTables *m_untrusted = nullptr;
    size_t m_sinceLocks = 0;
};

Result<> Sampler::begin()
{
    TRY_ASSIGN(m_untrusted, m_connection.untrustedTables());
    return m_connection.holdLocks();
}

/// Leaves out what is empty.
Result<> Sampler::measure(std::vector<Sampled> &tables)
{
    std::vector<std::string> schemas;
    std::vector<std::string> names;
    for (const Sampled &sampled : tables) {
        schemas.push_back(sampled.table->name.schema);
        names.push_back(sampled.table->name.name);
    }
    TRY_ASSIGN(const pg::QueryResult sizes,
               m_connection.query(sizesOfTables, {sql::arrayLiteral(schemas), sql::arrayLiteral(names)}));
    for (int row = 0; row < sizes.rowCount(); ++row) {
        Sampled &sampled = tables.at(static_cast<size_t>(sizes.integer(row, 0)));
        sampled.mainBytes = sizes.integer(row, 1);
        sampled.allBytes = sampled.mainBytes + sizes.integer(row, 2);
    }
    std::erase_if(tables, [](const Sampled &sampled) { return sampled.mainBytes == 0; });
    return {};
}

pg::CopySelection Sampler::selectionOf(const Sampled &table, int rows) const
{
    pg::CopySelection selection{.table = table.table->name, .columns = table.columns};
    if (table.allBytes <= wholeBytes || m_untrusted->contains(table.table->name))
        return selection;
    for (const anonymize::ColumnShape &column : table.table->columns) {
        if (mayBeLong(column))
            selection.longColumns.insert(column.name);
    }
    const double pages = static_cast<double>(table.mainBytes) / 8192;
    selection.range = {.kind = pg::CopyRange::Kind::Sample,
                       .sampleRows = rows,
                       .samplePercent = pages > 10 * sampledPages ? 100.0 * sampledPages / pages : 0.0,
                       .sampleCharacters = mostCharacters};
    return selection;
}

Result<anonymize::SampledRows> Sampler::read(const Sampled &table, int rows, size_t bytes, size_t &used)
{
    anonymize::SampledRows sample{.columns = table.columns};
    pg::CopySelection selection = selectionOf(table, rows);
    Result<std::unique_ptr<pg::CopySource>> started = pg::CopySource::start(m_connection, selection);
    // Made by its owner since.
    if (!started && started.error().code == ErrorCode::UntrustedCodeInTheWay) {
        selection.range = {};
        started = pg::CopySource::start(m_connection, selection);
    }
    TRY_ASSIGN(const auto source, std::move(started));
    source->limitBatches(readBytes);
    SampleSink sink(source->shape(), {.rows = static_cast<size_t>(rows),
                                      .bytes = bytes,
                                      .readsToTheEnd = table.allBytes <= wholeBytes,
                                      .endsWithTheRows = !selection.isWhole()});
    TableProgress unseen;
    TRY_ASSIGN(const stream::PumpSummary summary, stream::Pump(*source, {}, sink).run({}, unseen));
    if (summary.endedEarly)
        TRY(m_connection.stopCopy());
    sample.rows = std::move(sink.rows);
    used = sink.used;
    if (summary.endedEarly || ++m_sinceLocks >= tablesPerLocks) {
        TRY(m_connection.giveBackLocks());
        m_sinceLocks = 0;
    }
    return sample;
}

} // namespace

Result<anonymize::SampledRows> readSample(pg::ReadOnlyConnection &connection, const anonymize::TableShape &table,
                                          int rows)
{
    std::vector<Sampled> tables{{.table = &table}};
    for (const anonymize::ColumnShape &column : table.columns) {
        if (!column.isGenerated)
            tables.front().columns.push_back(column.name);
    }
    anonymize::SampledRows sample{.columns = tables.front().columns};
    Sampler sampler(connection);
    TRY(sampler.begin());
    TRY(sampler.measure(tables));
    size_t used = 0;
    if (!tables.empty()) {
        TRY_ASSIGN(sample, sampler.read(tables.front(), rows, mostBytesOfTable, used));
    }
    TRY(sampler.end());
    return sample;
}

Result<anonymize::Samples> readSamples(pg::ReadOnlyConnection &connection,
                                       const std::vector<anonymize::TableShape> &tables)
{
    anonymize::Samples samples;
    std::vector<Sampled> sampled;
    for (const anonymize::TableShape &table : tables) {
        std::vector<std::string> columns = anonymize::columnsToSample(table);
        if (!columns.empty())
            sampled.push_back({.table = &table, .columns = std::move(columns)});
    }
    Sampler sampler(connection);
    TRY(sampler.begin());
    TRY(sampler.measure(sampled));
    // What small tables leave of their shares is for the large ones.
    std::stable_sort(sampled.begin(), sampled.end(),
                     [](const Sampled &one, const Sampled &other) { return one.allBytes < other.allBytes; });
    size_t left = mostBytes;
    for (size_t i = 0; i < sampled.size(); ++i) {
        size_t used = 0;
        TRY_ASSIGN(samples[sampled[i].table->name],
                   sampler.read(sampled[i], anonymize::recommendedSampleRows,
                                std::min(mostBytesOfTable, left / (sampled.size() - i)), used));
        left -= std::min(left, used);
    }
    TRY(sampler.end());
    return samples;
}

} // namespace engine::columns
