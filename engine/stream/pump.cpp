// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/pump.h"

namespace engine::stream {

void PumpSummary::add(const PumpSummary &other)
{
    rows += other.rows;
    bytes += other.bytes;
    received.stored += other.received.stored;
    received.skipped += other.received.skipped;
    received.storedBytes += other.received.storedBytes;
    changedFields += other.changedFields;
    endedEarly = endedEarly || other.endedEarly;
    digest.add(other.digest);
}

Pump::Pump(Source &source, std::vector<Transform *> transforms, Sink &sink)
    : m_source(source)
    , m_transforms(std::move(transforms))
    , m_sink(sink)
{}

Result<PumpSummary> Pump::run(const std::stop_token &stop, TableProgress &progress)
{
    Result<PumpSummary> summary = move(stop, progress);
    if (!summary)
        m_sink.abort();
    return summary;
}

Result<PumpSummary> Pump::move(const std::stop_token &stop, TableProgress &progress)
{
    PumpSummary summary;
    RowBatch batch;
    for (Transform *transform : m_transforms)
        transform->stopOn(stop);
    while (true) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        batch.clear();
        TRY_ASSIGN(const bool filled, m_source.read(batch));
        if (!filled)
            break;
        for (Transform *transform : m_transforms)
            TRY(transform->apply(batch));
        summary.digest.add(batch);
        summary.bytes += static_cast<long long>(batch.byteCount());
        TRY(m_sink.write(batch));
        progress.add(static_cast<qint64>(batch.rowCount()), static_cast<qint64>(batch.byteCount()));
        summary.endedEarly = m_sink.hasEnough();
        if (summary.endedEarly)
            break;
    }
    summary.rows = summary.digest.rows();
    TRY_ASSIGN(summary.received, m_sink.finish());
    const qint64 arrived = summary.received.stored + summary.received.skipped;
    if (arrived != summary.rows) {
        return failure({.code = ErrorCode::ProtocolViolation,
                        .subject = progress.name,
                        .detail = QStringLiteral("%1 rows sent, %2 received").arg(summary.rows).arg(arrived)});
    }
    for (const Transform *transform : m_transforms)
        summary.changedFields += transform->changedFields();
    return summary;
}

} // namespace engine::stream
