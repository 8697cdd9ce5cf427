// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/stream/row_batch.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::stream {

/// One field where it lies in a row: in Text with its escapes, in Binary without its length.
struct FieldView
{
    std::string_view bytes{};
    bool isNull = false;
};

/// A value, or NULL.
using FieldValue = std::optional<std::string>;

/// Takes rows apart and puts them together, in either format of COPY: the one place that knows how a field is written.
///
/// In Text a value is what the server would print; in Binary it is the binary form of its type. NULL is no value.
/// Immutable, cheap to copy; any thread.
class RowCodec final
{
public:
    /// `columns`: fields of every row; PostgreSQL allows 1600.
    RowCodec(RowFormat format, size_t columns)
        : m_format(format)
        , m_columns(columns)
    {}
    explicit RowCodec(const RowShape &shape)
        : RowCodec(shape.format, shape.columns.size())
    {}

    [[nodiscard]] RowFormat format() const { return m_format; }
    [[nodiscard]] size_t columns() const { return m_columns; }

    /// Where the fields of a row are: replaces `fields` by views into `row`, and copies nothing.
    /// Errors: ProtocolViolation where it is no row, or has another number of fields.
    Result<> split(std::string_view row, std::vector<FieldView> &fields) const;

    /// The value of a field that is not NULL: a view of it, or of `room`, which takes it where it has escapes.
    [[nodiscard]] std::string_view value(const FieldView &field, std::string &room) const
    {
        const bool isPlain = m_format == RowFormat::Binary || field.bytes.find('\\') == std::string_view::npos;
        return isPlain ? field.bytes : withoutEscapes(field.bytes, room);
    }

    /// All values of a row, copied: for rows that somebody looks at, not for rows on their way. Errors: as split().
    [[nodiscard]] Result<std::vector<FieldValue>> values(std::string_view row) const;
    [[nodiscard]] std::vector<FieldValue> values(std::span<const FieldView> fields) const;

    /// A row is written with begin(), once add() or addAsItIs() for each column, and end().
    /// REQUIRES: the batch is of this format, and stays below 4 GiB.
    void begin(RowBatch &batch) const;
    void add(std::optional<std::string_view> value, RowBatch &batch) const;
    /// A field of another row of this format.
    void addAsItIs(const FieldView &field, RowBatch &batch) const;
    void end(RowBatch &batch) const;

private:
    Result<> splitText(std::string_view row, std::vector<FieldView> &fields) const;
    Result<> splitBinary(std::string_view row, std::vector<FieldView> &fields) const;
    static std::string_view withoutEscapes(std::string_view field, std::string &room);

    RowFormat m_format;
    size_t m_columns;
};

} // namespace engine::stream
