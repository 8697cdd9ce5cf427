// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"

#include <QByteArray>

#include <algorithm>
#include <cstring>

/// A file in memory.
class MemoryReader final : public engine::RandomReader
{
public:
    explicit MemoryReader(QByteArray content)
        : bytes(std::move(content))
    {}
    engine::Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const override
    {
        if (offset >= bytes.size())
            return size_t{0};
        const size_t got = std::min(into.size(), static_cast<size_t>(bytes.size() - offset));
        std::memcpy(into.data(), bytes.constData() + offset, got);
        return got;
    }
    [[nodiscard]] qint64 size() const override { return bytes.size(); }

    QByteArray bytes;
};

/// A file in memory that fails after so many bytes.
class MemoryWriter final : public engine::ByteWriter
{
public:
    explicit MemoryWriter(qsizetype room = qsizetype{1} << 40)
        : m_room(room)
    {}
    engine::Result<> write(std::span<const std::byte> more) override
    {
        if (bytes.size() + static_cast<qsizetype>(more.size()) > m_room)
            return engine::failure({.code = engine::ErrorCode::LocalDiskFull});
        bytes.append(reinterpret_cast<const char *>(more.data()), static_cast<qsizetype>(more.size()));
        return {};
    }
    engine::Result<> finish() override
    {
        isFinished = true;
        return {};
    }
    void abort() noexcept override { isAborted = !isFinished; }

    QByteArray bytes;
    bool isFinished = false;
    bool isAborted = false;

private:
    qsizetype m_room;
};

inline std::span<const std::byte> spanOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::byte *>(bytes.constData()), static_cast<size_t>(bytes.size())};
}
