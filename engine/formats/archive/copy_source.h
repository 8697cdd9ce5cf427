// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/stream/flow.h"

#include <QString>

#include <memory>
#include <string_view>
#include <vector>

namespace engine::formats {

/// The columns in "COPY s.t (a, "b c") FROM stdin;", as they are called; none where it names none.
/// Errors: FormatUnsupported for anything else.
[[nodiscard]] Result<std::vector<std::string>> columnsOfCopy(std::string_view copy);

/// Rows of COPY in text, up to the line "\." that must be the last but for empty ones. Owns the bytes.
///
/// Errors of read(): FileDamaged when the end is missing or something stands behind it; FileTooLarge for a row of more
/// than `mostRowBytes`; those of the bytes.
class CopySource final : public stream::Source
{
public:
    CopySource(std::unique_ptr<ByteReader> bytes, stream::RowShape shape, size_t mostRowBytes, QString name);

    [[nodiscard]] const stream::RowShape &shape() const override { return m_shape; }
    Result<bool> read(stream::RowBatch &batch) override;

private:
    Result<size_t> append(std::vector<char> &bytes);
    Result<> readEnd(std::string_view rest);
    [[nodiscard]] Error error(ErrorCode code, const QString &what) const;

    std::unique_ptr<ByteReader> m_bytes;
    stream::RowShape m_shape;
    size_t m_mostRowBytes;
    QString m_name;
    /// The beginning of a row whose end has not come yet.
    std::vector<char> m_begun;
    bool m_isOver = false;
    qint64 m_read = 0;
};

} // namespace engine::formats
