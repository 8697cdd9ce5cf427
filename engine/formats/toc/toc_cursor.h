// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace engine::formats {

/// Goes over the bytes of a table of contents and never behind their end. Borrows the reader.
class TocCursor final
{
public:
    TocCursor(ByteReader &bytes, qint64 size, QString name);

    [[nodiscard]] qint64 position() const { return m_position; }
    [[nodiscard]] qint64 remaining() const { return m_size - m_position; }
    /// FileDamaged, and where it was found.
    [[nodiscard]] Error damaged(const QString &what) const;
    [[nodiscard]] Error error(ErrorCode code, const QString &what) const;

    Result<int> byte();
    Result<int> integer();
    /// NULL is no text.
    Result<std::optional<std::string>> string();
    /// `what` is for the error when it is NULL.
    Result<std::string> presentString(const QString &what);
    /// The eight bytes of an offset.
    Result<qint64> offset();
    /// Counts what its owner keeps of the bytes. Errors: FileTooLarge.
    Result<> keep(size_t bytes);

private:
    Result<> take(std::span<std::byte> into);

    ByteReader &m_bytes;
    qint64 m_size;
    QString m_name;
    qint64 m_position = 0;
    size_t m_kept = 0;
    std::vector<std::byte> m_buffer;
    std::span<const std::byte> m_unread;
};

} // namespace engine::formats
