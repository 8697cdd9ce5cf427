// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/row_codec.h"

#include <QtEndian>

#include <cstring>
#include <limits>

namespace engine::stream {

using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view textNull = "\\N";
// Letters that stand behind a backslash, and what they mean; the backslash itself last.
constexpr std::string_view letters = "bfnrtv\\";
constexpr std::string_view meanings = "\b\f\n\r\t\v\\";
constexpr size_t lengthBytes = 4;
constexpr size_t countBytes = 2;

tl::unexpected<Error> malformed(const QString &what)
{
    return failure({.code = ErrorCode::ProtocolViolation, .detail = what});
}

void append(std::string_view bytes, std::vector<char> &out)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

template <typename Number>
void appendNumber(Number number, std::vector<char> &out)
{
    const Number bigEndian = qToBigEndian(number);
    append({reinterpret_cast<const char *>(&bigEndian), sizeof bigEndian}, out);
}

void appendEscaped(std::string_view value, std::vector<char> &out)
{
    size_t copied = 0;
    for (size_t i = 0; i < value.size(); ++i) {
        if (value[i] > '\r' && value[i] != '\\')
            continue;
        const size_t which = meanings.find(value[i]);
        if (which == std::string_view::npos)
            continue;
        append(value.substr(copied, i - copied), out);
        out.push_back('\\');
        out.push_back(letters[which]);
        copied = i + 1;
    }
    append(value.substr(copied), out);
}

int digitOf(char c, int base)
{
    int digit = base;
    if (c >= '0' && c <= '9')
        digit = c - '0';
    else if (c >= 'a' && c <= 'f')
        digit = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F')
        digit = c - 'A' + 10;
    return digit < base ? digit : -1;
}

/// A byte as a number, of which at most so many digits are read from `at` on; `at` is then behind the last.
char numberedByte(std::string_view field, size_t &at, int base, size_t mostDigits)
{
    int number = 0;
    for (size_t end = std::min(at + mostDigits, field.size()); at < end && digitOf(field[at], base) >= 0; ++at)
        number = number * base + digitOf(field[at], base);
    return static_cast<char>(number);
}

/// What stands for itself, a letter with a meaning, or a byte as a number (\101 or \x41: no server writes these, but
/// people do). `at` is behind the backslash, and then behind all of it.
char escapedByte(std::string_view field, size_t &at)
{
    const char c = field[at];
    if (digitOf(c, 8) >= 0)
        return numberedByte(field, at, 8, 3);
    ++at;
    if (c == 'x' && at < field.size() && digitOf(field[at], 16) >= 0)
        return numberedByte(field, at, 16, 2);
    const size_t letter = letters.find(c);
    return letter == std::string_view::npos ? c : meanings[letter];
}

} // namespace

Result<> RowCodec::split(std::string_view row, std::vector<FieldView> &fields) const
{
    fields.resize(m_columns);
    return m_format == RowFormat::Text ? splitText(row, fields) : splitBinary(row, fields);
}

Result<> RowCodec::splitText(std::string_view row, std::vector<FieldView> &fields) const
{
    if (!row.ends_with('\n'))
        return malformed(u"a row without a line end"_s);
    std::string_view rest = row.substr(0, row.size() - 1);
    for (size_t i = 0; i < m_columns; ++i) {
        const bool isLast = i + 1 == m_columns;
        // A tab inside a value is written \t, so every tab is a border.
        const void *tab = rest.empty() ? nullptr : std::memchr(rest.data(), '\t', rest.size());
        if (isLast != (tab == nullptr))
            return malformed(u"a row with another number of fields than the table has"_s);
        const size_t size = isLast ? rest.size() : static_cast<size_t>(static_cast<const char *>(tab) - rest.data());
        const std::string_view field = rest.substr(0, size);
        fields[i] = {.bytes = field, .isNull = field == textNull};
        rest.remove_prefix(isLast ? size : size + 1);
    }
    if (!rest.empty())
        return malformed(u"a row with fields of a table without columns"_s);
    return {};
}

Result<> RowCodec::splitBinary(std::string_view row, std::vector<FieldView> &fields) const
{
    if (row.size() < countBytes || qFromBigEndian<uint16_t>(row.data()) != m_columns)
        return malformed(u"a row with another number of fields than the table has"_s);
    size_t at = countBytes;
    for (FieldView &field : fields) {
        if (row.size() - at < lengthBytes)
            return malformed(u"a row that ends inside a field"_s);
        const auto length = qFromBigEndian<int32_t>(row.data() + at);
        at += lengthBytes;
        if (length < -1 || (length > 0 && static_cast<size_t>(length) > row.size() - at))
            return malformed(u"a field longer than its row"_s);
        field.isNull = length == -1;
        field.bytes = row.substr(at, length > 0 ? static_cast<size_t>(length) : 0);
        at += field.bytes.size();
    }
    if (at != row.size())
        return malformed(u"bytes behind the last field of a row"_s);
    return {};
}

std::string_view RowCodec::withoutEscapes(std::string_view field, std::string &room)
{
    room.clear();
    for (size_t at = 0; at < field.size();) {
        const size_t mark = std::min(field.find('\\', at), field.size());
        room.append(field.substr(at, mark - at));
        at = mark + 1;
        if (at < field.size())
            room.push_back(escapedByte(field, at));
        else if (mark < field.size())
            room.push_back('\\');
    }
    return room;
}

Result<std::vector<FieldValue>> RowCodec::values(std::string_view row) const
{
    std::vector<FieldView> fields;
    TRY(split(row, fields));
    return values(fields);
}

std::vector<FieldValue> RowCodec::values(std::span<const FieldView> fields) const
{
    std::vector<FieldValue> values;
    values.reserve(fields.size());
    std::string room;
    for (const FieldView &field : fields)
        values.push_back(field.isNull ? FieldValue() : FieldValue(value(field, room)));
    return values;
}

void RowCodec::begin(RowBatch &batch) const
{
    batch.starts.push_back(static_cast<uint32_t>(batch.bytes.size()));
    if (m_format == RowFormat::Binary)
        appendNumber(static_cast<uint16_t>(m_columns), batch.bytes);
}

void RowCodec::add(std::optional<std::string_view> value, RowBatch &batch) const
{
    if (m_format == RowFormat::Text) {
        if (value)
            appendEscaped(*value, batch.bytes);
        else
            append(textNull, batch.bytes);
        batch.bytes.push_back('\t');
        return;
    }
    appendNumber(value ? static_cast<uint32_t>(value->size()) : std::numeric_limits<uint32_t>::max(), batch.bytes);
    append(value.value_or(""), batch.bytes);
}

void RowCodec::addAsItIs(const FieldView &field, RowBatch &batch) const
{
    if (m_format == RowFormat::Binary)
        return add(field.isNull ? std::nullopt : std::optional(field.bytes), batch);
    append(field.isNull ? textNull : field.bytes, batch.bytes);
    batch.bytes.push_back('\t');
}

void RowCodec::end(RowBatch &batch) const
{
    if (m_format == RowFormat::Binary)
        return;
    // The last tab is the end of the line; a row without fields has none.
    if (batch.bytes.size() > batch.starts.back())
        batch.bytes.back() = '\n';
    else
        batch.bytes.push_back('\n');
}

} // namespace engine::stream
