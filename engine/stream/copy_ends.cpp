// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/copy_ends.h"

#include <cstring>

namespace engine::stream {

namespace {

// A batch of this size keeps both sockets full and the process small, whatever the number of workers.
constexpr size_t batchBytes = size_t{256} * 1024;

// The header of COPY's binary format (PostgreSQL manual, COPY, "Binary Format"): signature, flags, length of an
// extension that no server writes.
constexpr std::string_view binarySignature("PGCOPY\n\377\r\n\0", 11);
constexpr std::string_view binaryHeader("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
constexpr std::string_view binaryTrailer("\377\377", 2);

} // namespace

CopySource::CopySource(pg::CopyReader reader, pg::CopyFormat format, QString name)
    : m_reader(reader)
    , m_format(format)
    , m_name(std::move(name))
{}

Result<std::unique_ptr<CopySource>> CopySource::start(pg::ReadOnlyConnection &connection,
                                                      const pg::CopySelection &selection)
{
    TRY(connection.startCopy(selection));
    return std::unique_ptr<CopySource>(
        new CopySource(connection.copyReader(), selection.format, text(selection.table.displayed())));
}

Result<std::unique_ptr<CopySource>> CopySource::start(pg::Connection &connection, const pg::CopySelection &selection)
{
    return start(connection, selection.copyOut(), selection.format, text(selection.table.displayed()));
}

Result<std::unique_ptr<CopySource>> CopySource::start(pg::Connection &connection, const std::string &statement,
                                                      pg::CopyFormat format, QString name)
{
    TRY(connection.query(statement));
    return std::unique_ptr<CopySource>(new CopySource(pg::CopyReader(connection), format, std::move(name)));
}

Result<bool> CopySource::read(RowBatch &batch)
{
    batch.format = m_format;
    while (batch.isEmpty()) {
        TRY_ASSIGN(const bool more, m_reader.read(batch.bytes, batch.starts, batchBytes));
        if (!more) {
            const bool whole = m_rows == m_reader.serverRows() && (m_format == pg::CopyFormat::Text || m_trailerSeen);
            if (!whole)
                return failure(
                    {.code = ErrorCode::ProtocolViolation,
                     .subject = m_name,
                     .detail
                     = QStringLiteral("%1 rows announced, %2 received").arg(m_reader.serverRows()).arg(m_rows)});
            return false;
        }
        if (m_format == pg::CopyFormat::Binary)
            TRY(removeFrame(batch));
        m_rows += static_cast<long long>(batch.rowCount());
    }
    return true;
}

Result<> CopySource::removeFrame(RowBatch &batch)
{
    const auto malformed = [this] {
        return failure({.code = ErrorCode::ProtocolViolation, .subject = m_name, .detail = QStringLiteral("COPY")});
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

Result<std::unique_ptr<CopySink>> CopySink::start(pg::Connection &connection, const pg::CopySelection &selection,
                                                  bool freeze)
{
    TRY_ASSIGN(pg::CopyWriter writer, pg::CopyWriter::start(connection, selection.copyIn(freeze)));
    return std::unique_ptr<CopySink>(new CopySink(std::move(writer), selection.format));
}

Result<> CopySink::write(const RowBatch &batch)
{
    if (m_format == pg::CopyFormat::Binary && !m_headerSent) {
        TRY(m_writer.write(binaryHeader));
        m_headerSent = true;
    }
    return m_writer.write({batch.bytes.data(), batch.bytes.size()});
}

Result<long long> CopySink::finish()
{
    if (m_format == pg::CopyFormat::Binary) {
        if (!m_headerSent)
            TRY(m_writer.write(binaryHeader));
        TRY(m_writer.write(binaryTrailer));
    }
    return m_writer.finish();
}

void CopySink::abort() noexcept
{
    // The refusal the server answers with is the purpose of the call.
    static_cast<void>(m_writer.abort("cancelled"));
}

Result<> NullSink::write(const RowBatch &batch)
{
    m_rows += static_cast<long long>(batch.rowCount());
    return {};
}

} // namespace engine::stream
