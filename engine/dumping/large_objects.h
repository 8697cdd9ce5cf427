// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/base/files/file_hash.h"
#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"

#include <QtGlobal>

#include <stop_token>
#include <string>
#include <vector>

namespace engine::dumping {

/// One large object, without its content.
struct LargeObject
{
    quint32 number = 0;
    std::string owner{};
    /// What grants it as it is granted, and its comment: statements without their end.
    std::vector<std::string> grants{};
    std::string comment{};
    bool hasComment = false;
};

/// By their numbers. REQUIRES: begin() of the connection succeeded.
Result<std::vector<LargeObject>> readLargeObjects(pg::ReadOnlyConnection &connection);

/// The bytes of one large object, a megabyte at a time, as the connection's snapshot has them: with plain queries, for
/// no call that opens a large object is one that only reads.
class LargeObjectReader final : public ByteReader
{
public:
    LargeObjectReader(pg::ReadOnlyConnection &connection, quint32 number)
        : m_connection(connection)
        , m_number(std::to_string(number))
    {}

    Result<size_t> read(std::span<std::byte> into) override;
    [[nodiscard]] qint64 bytesRead() const { return m_place; }
    /// SHA-256 of what was read, and of the number. REQUIRES: read to the end; called once.
    [[nodiscard]] QByteArray digest();

private:
    Result<> fetch();

    pg::ReadOnlyConnection &m_connection;
    const std::string m_number;
    std::vector<std::byte> m_piece;
    size_t m_used = 0;
    Sha256 m_hash;
    qint64 m_place = 0;
    bool m_isAtEnd = false;
};

} // namespace engine::dumping
