// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/proof.h"

#include "engine/anonymize/anonymize_transform.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

/// One row as COPY text, so that the preview runs the code of the clone.
void appendRow(const std::vector<std::optional<std::string>> &row, size_t columnCount, std::vector<char> &bytes)
{
    const auto add = [&bytes](std::string_view text) { bytes.insert(bytes.end(), text.begin(), text.end()); };
    for (size_t i = 0; i < columnCount; ++i) {
        if (i > 0)
            bytes.push_back('\t');
        if (i >= row.size() || !row[i]) {
            add("\\N");
            continue;
        }
        for (const char c : *row[i]) {
            if (c == '\\')
                add("\\\\");
            else if (c == '\t')
                add("\\t");
            else if (c == '\n')
                add("\\n");
            else
                bytes.push_back(c);
        }
    }
    bytes.push_back('\n');
}

std::vector<std::optional<std::string>> readRow(std::string_view row)
{
    std::vector<std::optional<std::string>> values;
    row.remove_suffix(1);
    while (true) {
        const size_t end = std::min(row.find('\t'), row.size());
        const std::string_view field = row.substr(0, end);
        if (field == "\\N") {
            values.emplace_back(std::nullopt);
        } else {
            std::string value;
            for (size_t i = 0; i < field.size(); ++i) {
                const bool isEscaped = field[i] == '\\' && i + 1 < field.size();
                const char c = isEscaped ? field[++i] : field[i];
                const size_t letter = isEscaped ? std::string_view("bfnrtv").find(c) : std::string_view::npos;
                value.push_back(letter == std::string_view::npos ? c : "\b\f\n\r\t\v"[letter]);
            }
            values.emplace_back(std::move(value));
        }
        if (end == row.size())
            return values;
        row.remove_prefix(end + 1);
    }
}

} // namespace

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
    stream::RowBatch batch;
    for (const auto &row : rows.rows) {
        batch.starts.push_back(static_cast<uint32_t>(batch.bytes.size()));
        appendRow(row, rows.columns.size(), batch.bytes);
    }
    // What was written a few lines above is a row.
    if (!transform->apply(batch))
        return result;
    for (size_t i = 0; i < batch.rowCount(); ++i)
        result.after[i] = readRow(batch.row(i));
    return result;
}

} // namespace engine::anonymize
