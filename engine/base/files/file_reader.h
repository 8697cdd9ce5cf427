// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/base/files/descriptor.h"

#include <sys/stat.h>

#include <QString>

#include <memory>

namespace engine {

/// A file that is read at any place, and must stay as it was when it was opened.
class FileReader final : public RandomReader
{
public:
    /// Regular files only, and no link as the last part of `path`: a person's link is resolved before. Never blocks,
    /// whatever has the name. Errors: FileUnreadable.
    static Result<std::unique_ptr<FileReader>> open(const QString &path);

    /// Errors: FileUnreadable; FileChanged when the file grew, shrank or was written to since it was opened.
    Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const override;
    [[nodiscard]] qint64 size() const override { return m_opened.st_size; }
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Also that the name still leads to this file. Errors: FileChanged.
    [[nodiscard]] Result<> checkUnchanged() const;

private:
    FileReader(QString path, Descriptor file, const struct stat &opened);
    [[nodiscard]] Result<> checkBytes() const;

    QString m_path;
    Descriptor m_file;
    struct stat m_opened;
};

/// The bytes of a part of a reader, one after the other. Borrows the reader, which must outlive it.
class RangeReader final : public ByteReader
{
public:
    explicit RangeReader(const RandomReader &reader)
        : RangeReader(reader, 0, reader.size())
    {}
    /// From `begin` to before `end`. REQUIRES: 0 <= begin <= end. An end behind the reader's is an error of read(): the
    /// bytes are cut, not over (FileDamaged).
    RangeReader(const RandomReader &reader, qint64 begin, qint64 end)
        : m_reader(reader)
        , m_next(begin)
        , m_end(end)
    {}

    Result<size_t> read(std::span<std::byte> into) override;

private:
    const RandomReader &m_reader;
    qint64 m_next;
    qint64 m_end;
};

} // namespace engine
