// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/copy_source.h"

#include "engine/sql/lexing.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t stepBytes = size_t{256} * 1024;

/// The name that begins at `at`, without its quotes; `at` goes behind it. Empty where there is none.
std::string takeName(std::string_view sql, size_t &at)
{
    if (at < sql.size() && sql[at] == '"') {
        const size_t end = sql::behindQuotes(sql, at);
        std::string name;
        for (size_t i = at + 1; i + 1 < end; ++i) {
            name += sql[i];
            if (sql[i] == '"')
                ++i;
        }
        at = end;
        return name;
    }
    const size_t begin = at;
    while (at < sql.size() && sql::isWordCharacter(sql[at]))
        ++at;
    return std::string(sql.substr(begin, at - begin));
}

Error notCopy(std::string_view copy)
{
    return {.code = ErrorCode::FormatUnsupported,
            .detail = u"the rows of a table are not for COPY: "_s + text(copy.substr(0, 200))};
}

} // namespace

Result<std::vector<std::string>> columnsOfCopy(std::string_view copy)
{
    constexpr std::string_view behind = " FROM stdin;\n";
    constexpr std::string_view before = "COPY ";
    if (!copy.starts_with(before) || !copy.ends_with(behind) || copy.size() < before.size() + behind.size())
        return failure(notCopy(copy));
    const std::string_view inside = copy.substr(0, copy.size() - behind.size());
    size_t at = before.size();
    bool isNamed = !takeName(inside, at).empty();
    if (isNamed && at < inside.size() && inside[at] == '.')
        isNamed = !takeName(inside, ++at).empty();
    while (at < inside.size() && inside[at] == ' ')
        ++at;
    std::vector<std::string> columns;
    if (isNamed && at == inside.size())
        return columns;
    if (!isNamed || inside[at] != '(' || !inside.ends_with(')'))
        return failure(notCopy(copy));
    do {
        ++at;
        while (at < inside.size() && inside[at] == ' ')
            ++at;
        columns.push_back(takeName(inside, at));
        if (columns.back().empty())
            return failure(notCopy(copy));
    } while (at < inside.size() && inside[at] == ',');
    return at + 1 == inside.size() ? Result<std::vector<std::string>>(std::move(columns)) : failure(notCopy(copy));
}

CopySource::CopySource(std::unique_ptr<ByteReader> bytes, stream::RowShape shape, size_t mostRowBytes, QString name)
    : m_bytes(std::move(bytes))
    , m_shape(std::move(shape))
    , m_mostRowBytes(mostRowBytes)
    , m_name(std::move(name))
{}

Error CopySource::error(ErrorCode code, const QString &what) const
{
    return {.code = code,
            .subject = m_name,
            .detail = u"byte %1 of the rows of %2: %3"_s.arg(m_read).arg(text(m_shape.table.displayed()), what)};
}

Result<size_t> CopySource::append(std::vector<char> &bytes)
{
    const size_t before = bytes.size();
    bytes.resize(before + stepBytes);
    Result<size_t> count = m_bytes->read(std::as_writable_bytes(std::span(bytes).subspan(before)));
    bytes.resize(before + (count ? *count : 0));
    m_read += count ? static_cast<qint64>(*count) : 0;
    return count;
}

Result<bool> CopySource::read(stream::RowBatch &batch)
{
    batch.format = stream::RowFormat::Text;
    if (m_isOver)
        return false;
    std::vector<char> &bytes = batch.bytes;
    bytes.swap(m_begun);
    m_begun.clear();
    size_t next = bytes.size();
    size_t row = 0;
    while (true) {
        TRY_ASSIGN(const size_t count, append(bytes));
        if (count == 0)
            return failure(error(ErrorCode::FileDamaged, u"their end is missing"_s));
        while (const void *end = std::memchr(bytes.data() + next, '\n', bytes.size() - next)) {
            next = static_cast<size_t>(static_cast<const char *>(end) - bytes.data()) + 1;
            if (next - row == 3 && bytes[row] == '\\' && bytes[row + 1] == '.') {
                const std::string rest(bytes.data() + next, bytes.size() - next);
                bytes.resize(row);
                TRY(readEnd(rest));
                m_isOver = true;
                return !batch.starts.empty();
            }
            batch.starts.push_back(static_cast<uint32_t>(row));
            row = next;
        }
        next = bytes.size();
        if (next - row > m_mostRowBytes)
            return failure(error(ErrorCode::FileTooLarge, u"a row of more than %1 bytes"_s.arg(m_mostRowBytes)));
        if (!batch.starts.empty())
            break;
    }
    m_begun.assign(bytes.begin() + static_cast<std::ptrdiff_t>(row), bytes.end());
    bytes.resize(row);
    return true;
}

/// Behind the end: what pg_dump writes, and then nothing.
Result<> CopySource::readEnd(std::string_view rest)
{
    std::vector<char> more(rest.begin(), rest.end());
    constexpr size_t mostEmptyLines = 16;
    while (more.size() <= mostEmptyLines) {
        TRY_ASSIGN(const size_t count, append(more));
        if (count < stepBytes)
            break;
    }
    if (more.size() <= mostEmptyLines && std::ranges::all_of(more, [](char c) { return c == '\n'; }))
        return {};
    return failure(error(ErrorCode::FileDamaged, u"something stands behind their end"_s));
}

} // namespace engine::formats
