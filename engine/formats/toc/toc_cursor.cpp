// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/toc/toc_cursor.h"

#include "engine/formats/toc/toc.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t bufferBytes = size_t{64} * 1024;

} // namespace

TocCursor::TocCursor(ByteReader &bytes, qint64 size, QString name)
    : m_bytes(bytes)
    , m_size(size)
    , m_name(std::move(name))
    , m_buffer(bufferBytes)
{}

Error TocCursor::error(ErrorCode code, const QString &what) const
{
    return {.code = code, .subject = m_name, .detail = u"byte %1: %2"_s.arg(m_position).arg(what)};
}

Error TocCursor::damaged(const QString &what) const
{
    return error(ErrorCode::FileDamaged, what);
}

Result<> TocCursor::take(std::span<std::byte> into)
{
    if (static_cast<qint64>(into.size()) > remaining())
        return failure(damaged(u"the file ends in the table of contents"_s));
    while (!into.empty()) {
        if (m_unread.empty()) {
            TRY_ASSIGN(const size_t count, m_bytes.read(m_buffer));
            if (count == 0)
                return failure(damaged(u"the file ends in the table of contents"_s));
            m_unread = std::span(m_buffer).first(count);
        }
        const size_t count = std::min(into.size(), m_unread.size());
        std::memcpy(into.data(), m_unread.data(), count);
        into = into.subspan(count);
        m_unread = m_unread.subspan(count);
        m_position += static_cast<qint64>(count);
    }
    return {};
}

Result<int> TocCursor::byte()
{
    std::array<std::byte, 1> one{};
    TRY(take(one));
    return std::to_integer<int>(one[0]);
}

Result<int> TocCursor::integer()
{
    std::array<std::byte, 5> bytes{};
    TRY(take(bytes));
    quint32 magnitude = 0;
    for (size_t i = 4; i > 0; --i)
        magnitude = magnitude << 8U | std::to_integer<quint32>(bytes[i]);
    const int sign = std::to_integer<int>(bytes[0]);
    if (sign > 1 || magnitude > static_cast<quint32>(std::numeric_limits<int>::max()))
        return failure(damaged(u"a number that is none"_s));
    return sign == 0 ? static_cast<int>(magnitude) : -static_cast<int>(magnitude);
}

Result<std::optional<std::string>> TocCursor::string()
{
    TRY_ASSIGN(const int length, integer());
    if (length == -1)
        return std::optional<std::string>();
    if (length < 0 || static_cast<size_t>(length) > mostStringBytes || length > remaining())
        return failure(damaged(u"a text of %1 bytes"_s.arg(length)));
    TRY(keep(static_cast<size_t>(length)));
    std::string text(static_cast<size_t>(length), '\0');
    TRY(take(std::as_writable_bytes(std::span(text))));
    if (text.find('\0') != std::string::npos)
        return failure(damaged(u"a text with a zero byte"_s));
    return std::optional<std::string>(std::move(text));
}

Result<std::string> TocCursor::presentString(const QString &what)
{
    TRY_ASSIGN(std::optional<std::string> text, string());
    if (!text)
        return failure(damaged(what + u" is missing"_s));
    return *std::move(text);
}

Result<qint64> TocCursor::offset()
{
    std::array<std::byte, 8> bytes{};
    TRY(take(bytes));
    quint64 value = 0;
    for (size_t i = 8; i > 0; --i)
        value = value << 8U | std::to_integer<quint64>(bytes[i - 1]);
    if (value > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return failure(damaged(u"an offset that no file has"_s));
    return static_cast<qint64>(value);
}

Result<> TocCursor::keep(size_t bytes)
{
    m_kept += bytes;
    return m_kept <= mostTocMemory
               ? Result<>()
               : Result<>(failure(error(ErrorCode::FileTooLarge, u"the table of contents takes more than 1 GiB"_s)));
}

} // namespace engine::formats
