// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/copying/live_database.h"
#include "engine/copying/live_target.h"
#include "engine/copying/partition_route.h"
#include "engine/copying/row_request.h"
#include "engine/copying/work_queue.h"
#include "engine/defusing/outward.h"
#include "engine/runs/report.h"
#include "engine/stream/pump.h"
#include "engine/transfer/transfer.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

namespace engine::copying {

/// The two connections of one worker thread.
struct Worker
{
    std::unique_ptr<transfer::Reader> reader;
    std::unique_ptr<LiveWriter> writer;
    /// That of the writer.
    pg::Connection &target;
    /// Processes that the server may add to one of its commands; -1: its own setting.
    int helpers = -1;
};

using Queue = WorkQueue<Worker>;
using Urgency = Queue::Urgency;

/// One table on its way. The counters are shared by the workers that copy its shares.
struct Transfer
{
    const catalog::Object *table = nullptr;
    const anonymize::TableShape *shape = nullptr;
    /// All of it, as it is read back.
    pg::CopySelection selection{};
    /// Before its rows are written; empty for a table that runs no code of the database.
    std::string takePath{};
    /// It runs code of another owner.
    bool isInHands = false;
    /// What of it is read from the source.
    sql::RowFilter filter{};
    /// Places of the columns whose references may lead to users that are not there.
    std::vector<size_t> userPlaces{};
    TableProgress *progress = nullptr;
    std::vector<transfer::Share> shares{};
    /// Into which its rows are written when not into itself: they may end up in any of its partitions.
    const catalog::Object *root = nullptr;

    /// Once its rows are there.
    std::atomic<size_t> indexesLeft = 0;

    std::mutex resultMutex;
    size_t sharesLeft = 0;
    stream::PumpSummary sent{};
    std::map<std::string, runs::ColumnCount> countsByColumn{};
    std::map<std::string, std::map<std::string, long long>> pathCountsByColumn{};
};

/// One table whose rows were in the target.
struct Keeping
{
    const merge::KeptRows *rows = nullptr;
    TableProgress *progress = nullptr;
    stream::PumpSummary found{};
};

/// What moveRows() works with: one object for one transfer. Owns the queue; run() starts the workers, and none is left
/// when it returns.
class RowMover final
{
public:
    RowMover(const RowTransfer &request, std::stop_token stop, Progress &progress)
        : m_request(request)
        , m_progress(progress)
        , m_queue(std::move(stop))
    {}

    Result<QList<runs::TableReport>> run();

private:
    void prepareTransfers();
    void chooseRoute(Transfer &transfer, const PartitionRoutes &routes);
    /// Makes the ends, and cuts the tables into shares.
    void openEnds(long long shareBytes);
    void prepareKept(Progress::Tables &tables);
    void prepareIndexes();
    void queueEverything();
    void runWorker();
    [[nodiscard]] TableReading readingOf(const Transfer &transfer) const;
    [[nodiscard]] TableWriting writingOf(const Transfer &transfer) const;
    Result<Worker> openWorker();
    Result<> copyShare(Worker &worker, Transfer &transfer, const transfer::Share &share);
    [[nodiscard]] std::unique_ptr<transfer::Treatment> treatmentOf(Transfer &transfer, const stream::RowShape &shape);
    Result<> keepRows(Worker &worker, Keeping &keeping);
    void queueIndexes(Keeping &keeping);
    void oneTableMore();
    void rowsArrived(Transfer &transfer);
    /// `transfer` is null for an index of a table that gets no rows here.
    Result<> buildIndex(Worker &worker, const catalog::DdlStatement &statement, Transfer *transfer);
    void queueStatistics(Transfer &transfer);
    Result<> useIdleWorkers(Worker &worker);
    void oneLessBeforeKeys();
    Result<> makeKeys(Worker &worker);
    Result<> analyze(Worker &worker, const sql::QualifiedName &table, const std::string &takePath) const;
    Result<> executeWhole(Worker &worker, const catalog::DdlStatement &statement) const;
    Result<> readBack(Worker &worker, Transfer &transfer);
    Result<> readBackPartitions(Worker &worker, const catalog::Object &root);
    static Result<> compare(const QString &name, const stream::PumpSummary &sent, const stream::PumpSummary &found);
    [[nodiscard]] QList<runs::TableReport> reports() const;

    const RowTransfer &m_request;
    Progress &m_progress;
    Queue m_queue;
    // Their readers and writers borrow them.
    std::optional<LiveDatabase> m_source;
    std::optional<LiveTarget> m_target;
    std::vector<std::unique_ptr<Transfer>> m_transfers;
    std::vector<Keeping> m_keepings;
    std::map<catalog::ObjectKey, std::vector<const catalog::DdlStatement *>> m_indexesOfTable;
    /// Tables that get rows here: their indexes wait for them.
    std::set<catalog::ObjectKey> m_filled;
    const anonymize::DecisionsByTable m_decisions{m_request.decisions};
    const std::set<sql::QualifiedName> m_overForeignOnes = defusing::tablesOverForeignOnes(m_request.schema);
    /// Partitions whose rows are not all written yet, by their root.
    std::map<const catalog::Object *, std::atomic<size_t>> m_leftOfRoot;
    std::atomic<size_t> m_tablesOnTheirWay = 0;
    /// Tables without all of their rows, indexes and statistics.
    std::atomic<size_t> m_leftBeforeKeys = 0;
};

} // namespace engine::copying
