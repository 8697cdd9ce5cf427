// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/rewriting/proof.h"

#include "engine/anonymize/rewriting/anonymize_transform.h"
#include "engine/stream/row_codec.h"

namespace engine::anonymize {

Preview preview(const TableShape &table, const std::vector<ColumnDecision> &decisions, const SampledRows &rows,
                const ProjectKey &key, const KnownValues *known)
{
    Preview result{.columns = rows.columns, .before = rows.rows, .after = rows.rows};
    for (const std::string &column : rows.columns) {
        const ColumnDecision *decision = decisionFor(decisions, table.name, column);
        result.ruled.push_back(decision != nullptr && decision->changesValues());
    }
    const auto transform = makeTransform(table, rows.columns, decisions, key, pg::CopyFormat::Text,
                                         known == nullptr ? Watch::RuledColumns : Watch::EveryColumn);
    if (!transform)
        return result;
    if (known != nullptr)
        transform->knowValues(known);
    // As rows of COPY, so that the preview runs the code of the clone.
    const stream::RowCodec codec(stream::RowFormat::Text, rows.columns.size());
    stream::RowBatch batch;
    for (const std::vector<stream::FieldValue> &row : rows.rows) {
        codec.begin(batch);
        for (size_t i = 0; i < rows.columns.size(); ++i)
            codec.add(i < row.size() ? row[i] : std::nullopt, batch);
        codec.end(batch);
    }
    // What was written a few lines above is a row.
    if (!transform->apply(batch))
        return result;
    for (size_t i = 0; i < batch.rowCount(); ++i) {
        if (Result<std::vector<stream::FieldValue>> values = codec.values(batch.row(i)))
            result.after[i] = std::move(*values);
    }
    return result;
}

} // namespace engine::anonymize
