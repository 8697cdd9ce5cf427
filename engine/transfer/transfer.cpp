// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/transfer/transfer.h"

#include "engine/base/worker_pool.h"

#include <QElapsedTimer>

#include <algorithm>
#include <mutex>
#include <optional>

namespace engine::transfer {

Result<stream::PumpSummary> moveShare(Reader &reader, Writer &writer, const Share &share, const Treatments &treatments,
                                      const std::stop_token &stop, TableProgress &progress)
{
    TRY_ASSIGN(const std::unique_ptr<stream::Source> source, reader.open(share));
    TRY_ASSIGN(const std::unique_ptr<stream::Sink> sink, writer.open(source->shape(), share));
    std::unique_ptr<Treatment> treatment;
    if (treatments) {
        Result<std::unique_ptr<Treatment>> made = treatments(source->shape(), share);
        if (!made) {
            sink->abort();
            return failure(std::move(made.error()));
        }
        treatment = std::move(*made);
    }
    const std::vector<stream::Transform *> transforms
        = treatment ? treatment->transforms() : std::vector<stream::Transform *>();
    TRY_ASSIGN(const stream::PumpSummary summary, stream::Pump(*source, transforms, *sink).run(stop, progress));
    if (treatment)
        treatment->arrived(summary);
    return summary;
}

/// One run: the shares, who takes them, and what came of them.
class Transfer::Work final
{
public:
    Work(Transfer &transfer, const std::vector<TableToMove> &tables);

    Result<> moveAll(const std::stop_token &stop);
    [[nodiscard]] std::vector<TableMoved> moved() && { return std::move(m_moved); }

private:
    struct Part
    {
        Share share{};
        /// Of its table.
        size_t table = 0;
    };

    std::optional<Part> next();
    Result<> work(const std::stop_token &stop);
    Result<> move(Reader &reader, Writer &writer, const Part &part, const std::stop_token &stop);
    void add(const Part &part, const stream::PumpSummary &summary);

    Transfer &m_transfer;
    const std::vector<TableToMove> &m_tables;
    std::vector<Part> m_parts;
    std::mutex m_partsMutex;
    size_t m_taken = 0;
    std::vector<size_t> m_left;
    std::vector<TableMoved> m_moved;
};

Transfer::Work::Work(Transfer &transfer, const std::vector<TableToMove> &tables)
    : m_transfer(transfer)
    , m_tables(tables)
{
    for (size_t table = 0; table < tables.size(); ++table) {
        const std::vector<Piece> pieces = transfer.m_origin.pieces(tables[table].table, transfer.m_options.shareBytes);
        for (size_t place = 0; place < pieces.size(); ++place) {
            const Share share{.table = tables[table].table,
                              .piece = pieces[place],
                              .number = m_parts.size(),
                              .place = place,
                              .ofTable = pieces.size()};
            m_parts.push_back({.share = share, .table = table});
        }
        m_left.push_back(pieces.size());
        m_moved.push_back({.table = tables[table].table});
    }
}

Result<> Transfer::Work::moveAll(const std::stop_token &stop)
{
    const int workers
        = std::min(m_transfer.m_options.workers, static_cast<int>(std::min(m_parts.size(), size_t{1000})));
    if (workers == 0)
        return {};
    WorkerPool pool(workers, stop);
    for (int i = 0; i < workers; ++i)
        pool.add([this](const std::stop_token &token) { return work(token); });
    return pool.wait();
}

std::optional<Transfer::Work::Part> Transfer::Work::next()
{
    const std::lock_guard lock(m_partsMutex);
    if (m_taken == m_parts.size())
        return std::nullopt;
    return m_parts[m_taken++];
}

Result<> Transfer::Work::work(const std::stop_token &stop)
{
    TRY_ASSIGN(const std::unique_ptr<Reader> reader, m_transfer.m_origin.reader(stop));
    TRY_ASSIGN(const std::unique_ptr<Writer> writer, m_transfer.m_destination.writer(stop));
    while (true) {
        // Before a share is taken: one that was must be moved, others may wait for it.
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        const std::optional<Part> part = next();
        if (!part)
            return {};
        TRY(move(*reader, *writer, *part, stop));
    }
}

Result<> Transfer::Work::move(Reader &reader, Writer &writer, const Part &part, const std::stop_token &stop)
{
    TableProgress unseen;
    TableProgress &progress = m_tables[part.table].progress != nullptr ? *m_tables[part.table].progress : unseen;
    progress.state = TableProgress::State::Running;
    QElapsedTimer timer;
    timer.start();
    Result<stream::PumpSummary> summary
        = moveShare(reader, writer, part.share, m_transfer.m_options.treatments, stop, progress)
              .map_error(during(QStringLiteral("copy ") + text(part.share.table.displayed())));
    progress.milliseconds += timer.elapsed();
    if (!summary) {
        progress.state = TableProgress::State::Failed;
        return failure(std::move(summary.error()));
    }
    progress.anonymizedFields += summary->changedFields;
    add(part, *summary);
    return {};
}

void Transfer::Work::add(const Part &part, const stream::PumpSummary &summary)
{
    const std::lock_guard lock(m_partsMutex);
    m_moved[part.table].summary.add(summary);
    if (--m_left[part.table] == 0 && m_tables[part.table].progress != nullptr)
        m_tables[part.table].progress->state = TableProgress::State::Done;
}

Transfer::Transfer(Origin &origin, Destination &destination, TransferOptions options)
    : m_origin(origin)
    , m_destination(destination)
    , m_options(std::move(options))
{}

Result<std::vector<TableMoved>> Transfer::run(const std::vector<TableToMove> &tables, const std::stop_token &stop)
{
    Work work(*this, tables);
    Result<> outcome = work.moveAll(stop);
    if (outcome && stop.stop_requested())
        outcome = failure({.code = ErrorCode::Cancelled});
    if (outcome)
        outcome = m_destination.commit();
    if (!outcome) {
        m_destination.abandon();
        return failure(std::move(outcome.error()));
    }
    return std::move(work).moved();
}

} // namespace engine::transfer
