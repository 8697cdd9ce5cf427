// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/archive/archive_file.h"
#include "engine/formats/contents.h"
#include "engine/stream/flow.h"
#include "engine/transfer/share.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tests {

/// What was written, and how it ended. Fails at the step it is told to.
struct WrittenFile
{
    enum class Failing { Never, Write, Patch, Finish };

    std::vector<std::byte> bytes{};
    Failing failing = Failing::Never;
    /// Of write(): when so many bytes are there.
    size_t room = 0;
    bool isFinished = false;
    bool isAborted = false;

    [[nodiscard]] QByteArray contents() const;
    /// Writes into this, which must outlive it.
    [[nodiscard]] std::unique_ptr<engine::ByteWriter> writer();
    [[nodiscard]] engine::formats::Patch patch();
};

/// Bytes in memory, read at any place. Copies none: the bytes must outlive it.
class MemoryReader final : public engine::RandomReader
{
public:
    explicit MemoryReader(const QByteArray &bytes)
        : m_bytes(bytes)
    {}
    engine::Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const override;
    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }

private:
    QByteArray m_bytes;
};

/// Bytes in memory, one after the other.
class MemoryStream final : public engine::ByteReader
{
public:
    explicit MemoryStream(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}
    engine::Result<size_t> read(std::span<std::byte> into) override;

private:
    QByteArray m_bytes;
    qsizetype m_next = 0;
};

/// All that comes.
engine::Result<QByteArray> readAll(engine::ByteReader &reader, size_t step = size_t{64} * 1024);

/// Rows of text as one batch; each ends with a newline.
[[nodiscard]] engine::stream::RowBatch batchOf(const QByteArray &rows);

/// A table of two columns, its rows and what they need; numbers from `first` on: schema, table, rows.
[[nodiscard]] std::vector<engine::formats::Entry> tableEntries(const std::string &table, int first);

/// Moves each table in shares, by so many workers, and commits. Errors: as of a transfer.
engine::Result<> writeTables(engine::formats::ArchiveFile &file,
                             const std::vector<std::pair<std::string, std::vector<QByteArray>>> &tables, int workers);

/// Runs a program and returns what it printed. Fails the test when its exit code is another.
QByteArray run(const QString &program, const QStringList &arguments, int exitCode = 0, const QByteArray &input = {});

} // namespace tests
