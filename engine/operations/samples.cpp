// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/samples.h"

#include "engine/anonymize/decision.h"
#include "engine/pg/copy.h"
#include "engine/stream/copy_text.h"
#include "engine/stream/row_batch.h"

namespace engine::operations {

namespace {

// Rows with documents in them can be large; a sample need not be.
constexpr size_t sampleBytes = size_t{4} * 1024 * 1024;
// About so many pages are enough for a sample; below ten times that, the first rows serve.
constexpr double sampledPages = 40;

constexpr pg::Statement pagesOfTable = R"(
SELECT pg_catalog.pg_relation_size(c.oid) / 8192
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relname = $2)";

} // namespace

Result<anonymize::SampledRows> readSample(pg::ReadOnlyConnection &connection, const pg::QualifiedName &table,
                                          const std::vector<std::string> &columns, int rows)
{
    TRY_ASSIGN(const pg::QueryResult size, connection.query(pagesOfTable, {table.schema, table.name}));
    const auto pages = size.rowCount() > 0 ? static_cast<double>(size.integer(0, 0)) : 0.0;
    const double percent = pages > 10 * sampledPages ? 100.0 * sampledPages / pages : 0.0;

    TRY(connection.startCopy(
        {.table = table,
         .columns = columns,
         .range = {.kind = pg::CopyRange::Kind::Sample, .sampleRows = rows, .samplePercent = percent},
         .format = pg::CopyFormat::Text}));
    anonymize::SampledRows sample{.columns = columns};
    pg::CopyReader reader(connection);
    stream::RowBatch batch;
    while (true) {
        batch.clear();
        TRY_ASSIGN(const bool more, reader.read(batch.bytes, batch.starts, sampleBytes));
        if (!more)
            return sample;
        for (size_t i = 0; i < batch.rowCount(); ++i)
            sample.rows.push_back(stream::fieldsOfTextRow(batch.row(i)));
    }
}

Result<anonymize::Samples> readSamples(pg::ReadOnlyConnection &connection,
                                       const std::vector<anonymize::TableShape> &tables)
{
    anonymize::Samples samples;
    for (const anonymize::TableShape &table : tables) {
        const std::vector<std::string> columns = anonymize::columnsToSample(table);
        if (columns.empty())
            continue;
        TRY_ASSIGN(samples[table.name], readSample(connection, table.name, columns, anonymize::recommendedSampleRows));
    }
    return samples;
}

} // namespace engine::operations
