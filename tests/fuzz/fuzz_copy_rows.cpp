// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/rewriting/anonymize_transform.h"
#include "engine/stream/row_codec.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>

using namespace engine;
using namespace engine::anonymize;

namespace {

const TableShape &shape()
{
    static const TableShape table{.name = {"public", "people"},
                                  .columns
                                  = {{.name = "id", .typeName = "bigint"},
                                     {.name = "email", .typeName = "text"},
                                     {.name = "phone", .typeName = "text"},
                                     {.name = "first", .typeName = "text"},
                                     {.name = "body", .typeName = "text"},
                                     {.name = "profile", .typeName = "jsonb"},
                                     {.name = "others", .typeName = "text[]"},
                                     {.name = "born", .typeName = "date"},
                                     {.name = "account", .typeName = "character varying(34)", .maxLength = 34}}};
    return table;
}

std::unique_ptr<AnonymizeTransform> transform(pg::CopyFormat format)
{
    std::vector<ColumnDecision> decisions;
    const auto add = [&decisions](const char *column, Rule rule) {
        decisions.push_back({.table = shape().name, .column = column, .rule = std::move(rule)});
    };
    add("email", {.kind = RuleKind::Email});
    add("phone", {.kind = RuleKind::Phone});
    add("first", {.kind = RuleKind::FirstName});
    add("body", {.kind = RuleKind::Scrub});
    add("profile", {.kind = RuleKind::JsonPaths,
                    .paths = {{.path = "$.contact.email", .rule = {.kind = RuleKind::Email}}},
                    .scrubOthers = true});
    add("others", {.kind = RuleKind::Email});
    add("born", {.kind = RuleKind::DateShift, .days = 90});
    add("account", {.kind = RuleKind::Iban});
    static const ProjectKey key = ProjectKey::random().value();
    std::vector<std::string> columns;
    for (const ColumnShape &column : shape().columns)
        columns.push_back(column.name);
    return makeTransform(shape(), columns, decisions, key, format);
}

/// What is read as a row can be written, and is the same row when it is read again.
void readAndWrite(const stream::RowBatch &batch)
{
    const stream::RowCodec codec(batch.format, shape().columns.size());
    for (size_t i = 0; i < batch.rowCount(); ++i) {
        const auto values = codec.values(batch.row(i));
        if (!values)
            continue;
        stream::RowBatch written{.format = batch.format};
        codec.begin(written);
        for (const stream::FieldValue &value : *values)
            codec.add(value, written);
        codec.end(written);
        const auto again = codec.values(written.row(0));
        if (!again || *again != *values)
            std::abort();
    }
}

} // namespace

/// Rows of a server that may be anybody's: the first byte chooses the format, the rest is one batch of two rows.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const auto text = transform(pg::CopyFormat::Text);
    static const auto binary = transform(pg::CopyFormat::Binary);
    if (size < 2)
        return 0;
    const bool isBinary = (data[0] & 1U) != 0;
    stream::RowBatch batch{.format = isBinary ? pg::CopyFormat::Binary : pg::CopyFormat::Text};
    const std::string_view bytes = textOf(data + 1, size - 1);
    batch.bytes.assign(bytes.begin(), bytes.end());
    batch.starts = {0};
    const size_t middle = isBinary ? std::string_view::npos : bytes.find('\n');
    if (middle < bytes.size() - 1)
        batch.starts.push_back(static_cast<uint32_t>(middle + 1));
    readAndWrite(batch);
    const size_t rows = batch.rowCount();
    if ((isBinary ? *binary : *text).apply(batch) && batch.rowCount() != rows)
        std::abort();
    return 0;
}
