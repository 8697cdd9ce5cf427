// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/copy_ends.h"

#include <cstring>

namespace engine::pg {

namespace {

// The header of COPY's binary format (PostgreSQL manual, COPY, "Binary Format"): signature, flags, length of an
// extension that no server writes.
constexpr std::string_view binarySignature("PGCOPY\n\377\r\n\0", 11);
constexpr std::string_view binaryHeader("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
constexpr std::string_view binaryTrailer("\377\377", 2);

} // namespace

CopySource::CopySource(CopyReader reader, stream::RowShape shape)
    : m_reader(reader)
    , m_shape(std::move(shape))
{}

Result<std::unique_ptr<CopySource>> CopySource::start(ReadOnlyConnection &connection, const CopySelection &selection)
{
    TRY(connection.startCopy(selection));
    return of(connection, selection.shape());
}

Result<std::unique_ptr<CopySource>> CopySource::start(Connection &connection, const CopySelection &selection)
{
    return start(connection, selection.copyOut(), selection.shape());
}

Result<std::unique_ptr<CopySource>> CopySource::start(Connection &connection, const std::string &statement,
                                                      stream::RowShape shape)
{
    TRY(connection.query(statement));
    return std::unique_ptr<CopySource>(new CopySource(CopyReader(connection), std::move(shape)));
}

std::unique_ptr<CopySource> CopySource::of(ReadOnlyConnection &connection, stream::RowShape shape)
{
    return std::unique_ptr<CopySource>(new CopySource(connection.copyReader(), std::move(shape)));
}

QString CopySource::name() const
{
    return text(m_shape.table.displayed());
}

Result<bool> CopySource::read(stream::RowBatch &batch)
{
    batch.format = m_shape.format;
    while (batch.isEmpty()) {
        TRY_ASSIGN(const bool more, m_reader.read(batch.bytes, batch.starts, m_batchBytes));
        if (!more) {
            const bool whole = m_rows == m_reader.serverRows() && (m_shape.format == CopyFormat::Text || m_trailerSeen);
            if (!whole)
                return failure(
                    {.code = ErrorCode::ProtocolViolation,
                     .subject = name(),
                     .detail
                     = QStringLiteral("%1 rows announced, %2 received").arg(m_reader.serverRows()).arg(m_rows)});
            return false;
        }
        if (m_shape.format == CopyFormat::Binary)
            TRY(removeFrame(batch));
        m_rows += static_cast<long long>(batch.rowCount());
    }
    return true;
}

Result<> CopySource::removeFrame(stream::RowBatch &batch)
{
    const auto malformed = [this] {
        return failure({.code = ErrorCode::ProtocolViolation, .subject = name(), .detail = QStringLiteral("COPY")});
    };
    if (m_trailerSeen)
        return malformed();
    if (!m_headerSeen) {
        const std::string_view first = batch.row(0);
        if (first.size() < binaryHeader.size() || first.substr(0, binarySignature.size()) != binarySignature)
            return malformed();
        m_headerSeen = true;
        batch.bytes.erase(batch.bytes.begin(), batch.bytes.begin() + binaryHeader.size());
        for (uint32_t &start : batch.starts)
            start = start < binaryHeader.size() ? 0 : start - static_cast<uint32_t>(binaryHeader.size());
        // A server may send the header on its own.
        if (batch.bytes.empty() || (batch.starts.size() > 1 && batch.starts[1] == 0))
            batch.starts.erase(batch.starts.begin());
    }
    if (!batch.isEmpty() && batch.row(batch.rowCount() - 1) == binaryTrailer) {
        m_trailerSeen = true;
        batch.bytes.resize(batch.starts.back());
        batch.starts.pop_back();
    }
    return {};
}

Result<std::unique_ptr<CopySink>> CopySink::start(Connection &connection, const CopySelection &selection, bool freeze)
{
    TRY_ASSIGN(CopyWriter writer, CopyWriter::start(connection, selection.copyIn(freeze)));
    return std::unique_ptr<CopySink>(new CopySink(std::move(writer), selection.format));
}

Result<> CopySink::write(const stream::RowBatch &batch)
{
    if (m_format == CopyFormat::Binary && !m_headerSent) {
        TRY(m_writer.write(binaryHeader));
        m_headerSent = true;
    }
    return m_writer.write({batch.bytes.data(), batch.bytes.size()});
}

Result<stream::RowsReceived> CopySink::finish()
{
    if (m_format == CopyFormat::Binary) {
        if (!m_headerSent)
            TRY(m_writer.write(binaryHeader));
        TRY(m_writer.write(binaryTrailer));
    }
    TRY_ASSIGN(const long long rows, m_writer.finish());
    return stream::RowsReceived{.stored = rows};
}

void CopySink::abort() noexcept
{
    // The refusal the server answers with is the purpose of the call.
    static_cast<void>(m_writer.abort("cancelled"));
}

} // namespace engine::pg
