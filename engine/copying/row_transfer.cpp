// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/row_transfer.h"

#include "engine/anonymize/rewriting/anonymize_transform.h"
#include "engine/base/worker_pool.h"
#include "engine/catalog/model/table_names.h"
#include "engine/copying/broken_rows.h"
#include "engine/copying/row_mover.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/null_sink.h"
#include "engine/stream/pump.h"
#include "engine/target/session/lock_watch.h"
#include "engine/target/session/target_session.h"

#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>

namespace engine::copying {

namespace {

// Below, freezing is not worth it: a transaction that truncates makes the server wait for its disk.
constexpr qint64 smallestFrozen = 8LL * 1024 * 1024;

/// Rules, then references to users that are not there. What was counted goes to the table.
class CloneTreatment final : public transfer::Treatment
{
public:
    CloneTreatment(Transfer &transfer, std::unique_ptr<anonymize::AnonymizeTransform> transform)
        : m_transfer(transfer)
        , m_transform(std::move(transform))
    {}
    void emptyUnknownUsers(const supabase::KnownUsers &known, size_t columns)
    {
        m_toNull.emplace(known, m_transfer.userPlaces, columns);
    }
    std::vector<stream::Transform *> transforms() override
    {
        std::vector<stream::Transform *> transforms;
        if (m_transform)
            transforms.push_back(m_transform.get());
        if (m_toNull)
            transforms.push_back(&*m_toNull);
        return transforms;
    }
    void arrived(const stream::PumpSummary & /*summary*/) override
    {
        if (!m_transform)
            return;
        const std::lock_guard lock(m_transfer.resultMutex);
        for (const auto &[column, count] : m_transform->countsByColumn())
            m_transfer.countsByColumn[column].add(
                {.values = count.values, .changed = count.changed, .personal = count.personal});
        for (const auto &[column, paths] : m_transform->pathCountsByColumn()) {
            for (const auto &[path, met] : paths)
                m_transfer.pathCountsByColumn[column][path] += met;
        }
    }

private:
    Transfer &m_transfer;
    std::unique_ptr<anonymize::AnonymizeTransform> m_transform;
    std::optional<supabase::UnknownUsersToNull> m_toNull;
};

} // namespace

void RowMover::prepareTransfers()
{
    auto tables = std::make_shared<Progress::Tables>();
    long long totalBytes = 0;
    for (const catalog::Object *table : m_request.schema.tablesWithRows()) {
        if (!m_request.selection.excluded.contains(nameOf(*table)))
            totalBytes += table->as<catalog::Table>()->heapBytes.value;
    }
    const long long shareBytes = totalBytes / m_request.jobs;
    const anonymize::ShapesByName shapes = anonymize::shapesByName(m_request.shapes);
    const PartitionRoutes routes(m_request.schema, m_request.shapes, m_request.decisions);

    for (const catalog::Object *table : m_request.schema.tablesWithRows()) {
        const sql::QualifiedName name = nameOf(*table);
        if (m_request.selection.excluded.contains(name))
            continue;
        auto transfer = std::make_unique<Transfer>();
        transfer->table = table;
        if (const auto shape = shapes.find(name); shape != shapes.end())
            transfer->shape = shape->second;
        pg::CopyFormat format = bestFormat(*table);
        if (transfer->shape != nullptr && !anonymize::binarySupported(*transfer->shape, m_decisions.of(name)))
            format = pg::CopyFormat::Text;
        const std::set<std::string> userColumns
            = m_request.knownUsers == nullptr ? std::set<std::string>() : m_request.users.columnsOf(name);
        if (!userColumns.empty())
            format = pg::CopyFormat::Text;
        transfer->selection = copySelection(*table, format);
        chooseRoute(*transfer, routes);
        const catalog::Object &written = transfer->root != nullptr ? *transfer->root : *table;
        if (catalog::runsCode(m_request.schema, written)) {
            transfer->isInHands = catalog::isAnothers(written.owner, m_request.ddl);
            if (!transfer->isInHands)
                transfer->takePath = catalog::takePathSql(written.owner, m_request.ddl);
        }
        const std::vector<std::string> &columns = transfer->selection.columns;
        for (size_t place = 0; place < columns.size(); ++place) {
            if (userColumns.contains(columns[place]))
                transfer->userPlaces.push_back(place);
        }
        transfer->filter = m_request.selection.filterOf(name);
        auto progress = std::make_unique<TableProgress>();
        progress->name = text(name.displayed());
        progress->expectedRows = table->as<catalog::Table>()->rowEstimate.value;
        progress->expectedBytes = table->as<catalog::Table>()->heapBytes.value;
        transfer->progress = progress.get();
        tables->push_back(std::move(progress));
        m_filled.insert(table->key);
        m_transfers.push_back(std::move(transfer));
    }
    openEnds(shareBytes);
    prepareKept(*tables);
    m_tablesOnTheirWay = m_transfers.size() + m_keepings.size();
    m_progress.setTables(std::move(tables));
}

TableReading RowMover::readingOf(const Transfer &transfer) const
{
    TableReading reading{.selection = transfer.selection, .table = transfer.table->as<catalog::Table>()};
    reading.selection.filter = transfer.filter;
    // What a filter asks of other tables would be asked again for each piece.
    reading.isOnePiece = !transfer.filter.isAll() || m_request.untrusted.contains(transfer.selection.table);
    return reading;
}

TableWriting RowMover::writingOf(const Transfer &transfer) const
{
    return {.into = transfer.root != nullptr ? transfer.root : transfer.table,
            .takePath = transfer.takePath,
            .isInHands = transfer.isInHands,
            .mayFreeze
            = transfer.root == nullptr && !transfer.isInHands && transfer.progress->expectedBytes >= smallestFrozen};
}

void RowMover::openEnds(long long shareBytes)
{
    std::map<sql::QualifiedName, TableReading> read;
    std::map<sql::QualifiedName, TableWriting> written;
    for (const std::unique_ptr<Transfer> &transfer : m_transfers) {
        read.emplace(transfer->selection.table, readingOf(*transfer));
        written.emplace(transfer->selection.table, writingOf(*transfer));
    }
    m_source.emplace(LiveDatabase::Snapshot{.connection = m_request.source.connection,
                                            .name = m_request.snapshot,
                                            .serverMajor = m_request.schema.serverVersion / 10000,
                                            .usesIndexes = m_request.usesIndexes},
                     std::move(read));
    m_target.emplace(LiveTarget::Session{.connection = m_request.target.connection,
                                         .applicationName = m_request.applicationName,
                                         .permit = m_request.permit,
                                         .schema = m_request.schema,
                                         .ddl = m_request.ddl,
                                         .jobs = m_request.jobs},
                     std::move(written));
    size_t number = 0;
    for (const std::unique_ptr<Transfer> &transfer : m_transfers) {
        const std::vector<transfer::Piece> pieces = m_source->pieces(transfer->selection.table, shareBytes);
        for (const transfer::Piece &piece : pieces)
            transfer->shares.push_back({.table = transfer->selection.table,
                                        .piece = piece,
                                        .number = number++,
                                        .place = transfer->shares.size(),
                                        .ofTable = pieces.size()});
        transfer->sharesLeft = pieces.size();
    }
}

/// A partition may have the columns of its root in another order; what is read is what is written and read back.
void RowMover::chooseRoute(Transfer &transfer, const PartitionRoutes &routes)
{
    transfer.root = routes.rootOf(*transfer.table);
    if (transfer.root == nullptr)
        return;
    const pg::CopySelection ofRoot = copySelection(*transfer.root, transfer.selection.format);
    transfer.selection.columns = ofRoot.columns;
    transfer.selection.types = ofRoot.types;
    ++m_leftOfRoot[transfer.root];
}

void RowMover::prepareKept(Progress::Tables &tables)
{
    for (const merge::KeptRows &rows : m_request.kept) {
        auto progress = std::make_unique<TableProgress>();
        progress->name = text(rows.name.displayed());
        progress->expectedRows = rows.rowEstimate;
        progress->expectedBytes = rows.bytes;
        m_keepings.push_back({.rows = &rows, .progress = progress.get()});
        m_filled.insert(rows.tables.begin(), rows.tables.end());
        tables.push_back(std::move(progress));
    }
}

void RowMover::prepareIndexes()
{
    for (const catalog::DdlStatement &statement : m_request.indexes)
        m_indexesOfTable[statement.table].push_back(&statement);
    // Those of one table run one after the other, while its pages are in memory. Were the longest left for the end, one
    // worker would be busy with it and the others have nothing left to do.
    for (auto &[table, statements] : m_indexesOfTable) {
        std::stable_sort(statements.begin(), statements.end(),
                         [](const auto *one, const auto *other) { return one->weight > other->weight; });
    }
    m_progress.stepsExpected = static_cast<qint64>(m_request.indexes.size());
}

void RowMover::queueEverything()
{
    // One more, taken away at the end: a database without tables has keys to make too (of none).
    m_leftBeforeKeys = m_transfers.size() + m_keepings.size() + 1;
    for (Keeping &keeping : m_keepings)
        m_queue.add(Urgency::Rows, keeping.rows->bytes,
                    [this, &keeping](Worker &worker) { return keepRows(worker, keeping); });
    for (const std::unique_ptr<Transfer> &transfer : m_transfers) {
        const long long bytes = transfer->table->as<catalog::Table>()->heapBytes.value;
        for (const transfer::Share &share : transfer->shares) {
            m_queue.add(Urgency::Rows, bytes, [this, &transfer = *transfer, &share](Worker &worker) {
                return copyShare(worker, transfer, share);
            });
        }
    }
    // Indexes of what gets no rows here (a table that was left out) wait for nobody.
    for (const auto &[table, statements] : m_indexesOfTable) {
        if (m_filled.contains(table))
            continue;
        m_leftBeforeKeys += statements.size();
        for (const catalog::DdlStatement *statement : statements) {
            m_queue.add(Urgency::Index, statement->weight,
                        [this, statement](Worker &worker) { return buildIndex(worker, *statement, nullptr); });
        }
    }
    oneLessBeforeKeys();
}

void RowMover::oneLessBeforeKeys()
{
    if (--m_leftBeforeKeys == 0)
        m_queue.add(Urgency::Index, std::numeric_limits<long long>::max(),
                    [this](Worker &worker) { return makeKeys(worker); });
}

Result<Worker> RowMover::openWorker()
{
    TRY_ASSIGN(std::unique_ptr<transfer::Reader> reader, m_source->reader(m_queue.stopToken()));
    TRY_ASSIGN(std::unique_ptr<LiveWriter> writer, m_target->liveWriter(m_queue.stopToken()));
    pg::Connection &target = writer->connection();
    return Worker{.reader = std::move(reader), .writer = std::move(writer), .target = target};
}

void RowMover::runWorker()
{
    Result<Worker> worker
        = tryingAgain(m_request.retries, m_queue.stopToken(), m_progress, [this] { return openWorker(); });
    if (worker)
        m_queue.work(*worker);
    else
        m_queue.fail(std::move(worker.error()));
}

Result<> RowMover::copyShare(Worker &worker, Transfer &transfer, const transfer::Share &share)
{
    transfer.progress->state = TableProgress::State::Running;
    QElapsedTimer timer;
    timer.start();
    const auto treatment = [&](const stream::RowShape &shape, const transfer::Share &) {
        return Result<std::unique_ptr<transfer::Treatment>>(treatmentOf(transfer, shape));
    };
    Result<stream::PumpSummary> sent
        = transfer::moveShare(*worker.reader, *worker.writer, share, treatment, m_queue.stopToken(), *transfer.progress)
              .map_error(during(QStringLiteral("copy ") + transfer.progress->name));
    transfer.progress->milliseconds += timer.elapsed();
    if (!sent) {
        transfer.progress->state = TableProgress::State::Failed;
        return failure(std::move(sent.error()));
    }

    bool isComplete = false;
    {
        const std::lock_guard lock(transfer.resultMutex);
        transfer.sent.add(*sent);
        isComplete = --transfer.sharesLeft == 0;
    }
    transfer.progress->anonymizedFields += sent->changedFields;
    if (isComplete)
        rowsArrived(transfer);
    return {};
}

std::unique_ptr<transfer::Treatment> RowMover::treatmentOf(Transfer &transfer, const stream::RowShape &shape)
{
    std::unique_ptr<anonymize::AnonymizeTransform> transform;
    if (transfer.shape != nullptr && m_request.key != nullptr)
        transform = anonymize::makeTransform(*transfer.shape, transfer.selection.columns,
                                             m_decisions.of(transfer.shape->name), *m_request.key, shape.format,
                                             anonymize::Watch::EveryColumn);
    if (transform)
        transform->knowValues(m_request.declared);
    auto treatment = std::make_unique<CloneTreatment>(transfer, std::move(transform));
    if (!transfer.userPlaces.empty())
        treatment->emptyUnknownUsers(*m_request.knownUsers, shape.columns.size());
    return treatment;
}

void RowMover::rowsArrived(Transfer &transfer)
{
    const long long bytes = transfer.sent.bytes;
    m_progress.log(
        Tr::sentence("%1: %2 row(s)", nullptr, transfer.sent.rows).arg(transfer.progress->name, transfer.sent.rows));
    transfer.progress->state = TableProgress::State::Done;
    oneTableMore();
    if (m_request.verify && transfer.root == nullptr) {
        m_queue.add(Urgency::Verification, bytes,
                    [this, &transfer](Worker &worker) { return readBack(worker, transfer); });
    } else if (transfer.root != nullptr && --m_leftOfRoot.at(transfer.root) == 0 && m_request.verify) {
        m_queue.add(Urgency::Verification, bytes,
                    [this, root = transfer.root](Worker &worker) { return readBackPartitions(worker, *root); });
    }
    const auto indexes = m_indexesOfTable.find(transfer.table->key);
    if (indexes == m_indexesOfTable.end())
        return queueStatistics(transfer);
    transfer.indexesLeft = indexes->second.size();
    for (const catalog::DdlStatement *statement : indexes->second) {
        m_queue.add(Urgency::Index, bytes,
                    [this, statement, &transfer](Worker &worker) { return buildIndex(worker, *statement, &transfer); });
    }
}

Result<> RowMover::keepRows(Worker &worker, Keeping &keeping)
{
    keeping.progress->state = TableProgress::State::Running;
    QElapsedTimer timer;
    timer.start();
    Result<stream::PumpSummary> found = merge::insertKeptRows(worker.target, m_request.permit, *keeping.rows,
                                                              m_request.verify, m_queue.stopToken(), *keeping.progress)
                                            .map_error(during(QStringLiteral("keep ") + keeping.progress->name));
    keeping.progress->milliseconds += timer.elapsed();
    if (!found) {
        keeping.progress->state = TableProgress::State::Failed;
        return failure(std::move(found.error()));
    }
    keeping.found = *found;
    keeping.progress->state = TableProgress::State::Done;
    m_progress.log(Tr::sentence("%1: %2 row(s) kept", nullptr, found->rows).arg(keeping.progress->name, found->rows));
    oneTableMore();
    queueIndexes(keeping);
    return {};
}

void RowMover::queueIndexes(Keeping &keeping)
{
    const long long bytes = keeping.rows->bytes;
    std::vector<const catalog::DdlStatement *> statements;
    for (const catalog::ObjectKey &table : keeping.rows->tables) {
        if (const auto indexes = m_indexesOfTable.find(table); indexes != m_indexesOfTable.end())
            statements.insert(statements.end(), indexes->second.begin(), indexes->second.end());
    }
    const auto gatherStatistics = [this, &keeping](Worker &worker) -> Result<> {
        TRY(analyze(worker, keeping.rows->name, {}));
        oneLessBeforeKeys();
        return {};
    };
    if (statements.empty())
        return m_queue.add(Urgency::Statistics, bytes, gatherStatistics);
    m_leftBeforeKeys += statements.size();
    const auto left = std::make_shared<std::atomic<size_t>>(statements.size());
    for (const catalog::DdlStatement *statement : statements) {
        m_queue.add(Urgency::Index, bytes,
                    [this, statement, left, bytes, gatherStatistics](Worker &worker) -> Result<> {
                        TRY(buildIndex(worker, *statement, nullptr));
                        if (--*left == 0)
                            m_queue.add(Urgency::Statistics, bytes, gatherStatistics);
                        return {};
                    });
    }
}

void RowMover::oneTableMore()
{
    if (--m_tablesOnTheirWay == 0)
        m_progress.enter(Phase::Indexes);
}

Result<> RowMover::buildIndex(Worker &worker, const catalog::DdlStatement &statement, Transfer *transfer)
{
    const QString name = text(statement.object.display());
    TRY(useIdleWorkers(worker));
    const Progress::Making making(m_progress, name);
    TRY(executeWhole(worker, statement).map_error(during(QStringLiteral("index ") + name)));
    ++m_progress.stepsDone;
    m_progress.log(Sentence(name));
    if (transfer == nullptr)
        oneLessBeforeKeys();
    else if (--transfer->indexesLeft == 0)
        queueStatistics(*transfer);
    return {};
}

// The rows of heirs are read too: those on another server stay where they are.
Result<> RowMover::analyze(Worker &worker, const sql::QualifiedName &table, const std::string &takePath) const
{
    if (m_overForeignOnes.contains(table))
        return {};
    Result<> done = worker.target.execute(takePath + "ANALYZE " + table.quoted() + "; SET search_path = ''");
    // What an owner may not call any more is evaluated for no statistics in the source either.
    if (!done && done.error().code == ErrorCode::PermissionDenied && worker.target.isUsable()) {
        m_progress.log(Sentence(text(table.displayed()) + QStringLiteral(": ") + done.error().detail));
        return worker.target.execute("SET search_path = ''");
    }
    return done;
}

/// One statement is one transaction: after a deadlock with somebody else nothing of it is left, and it may be tried
/// again. A lost session may not: its worker has a snapshot that is gone.
Result<> RowMover::executeWhole(Worker &worker, const catalog::DdlStatement &statement) const
{
    for (int tried = 1;; ++tried) {
        Result<> done = worker.target.execute(statement.sql);
        if (done || !worker.target.isUsable()
            || !waitForNextTry(m_request.retries, tried, done.error(), m_queue.stopToken(), m_progress))
            return done.map_error([&](Error error) {
                return withBrokenRows(std::move(error), m_request.schema, statement.object, worker.target);
            });
    }
}

// Not while an index of the table is being built: the two would wait for each other. Before the foreign keys: the plans
// of their checks are made with it.
void RowMover::queueStatistics(Transfer &transfer)
{
    m_queue.add(Urgency::Statistics, transfer.sent.bytes, [this, &transfer](Worker &worker) -> Result<> {
        // Expressions of indexes are evaluated, by the server as the owner of the table.
        TRY(analyze(worker, transfer.selection.table, catalog::takePathSql(transfer.table->owner, m_request.ddl)));
        oneLessBeforeKeys();
        return {};
    });
}

// The server adds processes of its own to an index or to the check of a key. As long as every worker is busy that makes
// it more work, not faster: they are for when workers have nothing left to do.
Result<> RowMover::useIdleWorkers(Worker &worker)
{
    const int tasks = m_queue.unfinished();
    const int helpers = std::max(0, m_request.jobs / tasks - 1);
    if (helpers == worker.helpers)
        return {};
    const std::string number = std::to_string(helpers);
    TRY(worker.target.execute("SET max_parallel_maintenance_workers = " + number
                              + "; SET max_parallel_workers_per_gather = " + number));
    worker.helpers = helpers;
    return {};
}

Result<> RowMover::makeKeys(Worker &worker)
{
    TRY(target::runScript(worker.target, m_request.keys, {m_request.retries, m_queue.stopToken(), &m_progress}));
    for (const catalog::DdlStatement &statement : m_request.validations) {
        m_queue.add(Urgency::Index, statement.weight, [this, &statement](Worker &other) -> Result<> {
            TRY(useIdleWorkers(other));
            return executeWhole(other, statement).map_error(during(text(statement.object.display())));
        });
    }
    return {};
}

Result<> RowMover::readBack(Worker &worker, Transfer &transfer)
{
    TRY_ASSIGN(const auto source, pg::CopySource::start(worker.target, transfer.selection));
    stream::NullSink sink;
    TableProgress unseen;
    stream::Pump pump(*source, {}, sink);
    TRY_ASSIGN(const stream::PumpSummary found, pump.run(m_queue.stopToken(), unseen));
    return compare(transfer.progress->name, transfer.sent, found);
}

/// Rows went to whichever partition they belong to now: all of them together are what was sent.
Result<> RowMover::readBackPartitions(Worker &worker, const catalog::Object &root)
{
    stream::PumpSummary sent;
    stream::PumpSummary found;
    for (const std::unique_ptr<Transfer> &transfer : m_transfers) {
        if (transfer->root != &root)
            continue;
        sent.rows += transfer->sent.rows;
        sent.digest.add(transfer->sent.digest);
        TRY_ASSIGN(const auto source, pg::CopySource::start(worker.target, transfer->selection));
        stream::NullSink sink;
        TableProgress unseen;
        stream::Pump pump(*source, {}, sink);
        TRY_ASSIGN(const stream::PumpSummary part, pump.run(m_queue.stopToken(), unseen));
        found.rows += part.rows;
        found.digest.add(part.digest);
    }
    return compare(text(nameOf(root).displayed()), sent, found);
}

Result<> RowMover::compare(const QString &name, const stream::PumpSummary &sent, const stream::PumpSummary &found)
{
    if (found.digest != sent.digest)
        return failure({.code = ErrorCode::VerificationFailed,
                        .subject = name,
                        .detail = QStringLiteral("%1 rows sent (%2), %3 rows found (%4)")
                                      .arg(sent.rows)
                                      .arg(text(sent.digest.hex()))
                                      .arg(found.rows)
                                      .arg(text(found.digest.hex()))});
    return {};
}

QList<runs::TableReport> RowMover::reports() const
{
    QList<runs::TableReport> reports;
    for (const std::unique_ptr<Transfer> &transfer : m_transfers) {
        runs::TableReport report{.name = transfer->progress->name,
                                 .root
                                 = text(nameOf(selection::rootOf(m_request.schema, *transfer->table)).displayed()),
                                 .rows = transfer->sent.rows,
                                 .bytes = transfer->sent.bytes,
                                 .milliseconds = transfer->progress->milliseconds,
                                 .anonymizedFields = transfer->sent.changedFields,
                                 .digest = text(transfer->sent.digest.hex())};
        for (const auto &[column, count] : transfer->countsByColumn) {
            report.columnCounts.insert(text(column), count);
            if (count.changed > 0)
                report.anonymizedColumns.insert(text(column), count.changed);
        }
        for (const auto &[column, paths] : transfer->pathCountsByColumn) {
            for (const auto &[path, met] : paths)
                report.pathCounts[text(column)][text(path)] += met;
        }
        reports.append(std::move(report));
    }
    for (const Keeping &keeping : m_keepings)
        reports.append({.name = keeping.progress->name,
                        .rows = keeping.found.rows,
                        .bytes = keeping.found.bytes,
                        .milliseconds = keeping.progress->milliseconds,
                        .isKept = true,
                        .digest = m_request.verify ? text(keeping.found.digest.hex()) : QString()});
    return reports;
}

Result<QList<runs::TableReport>> RowMover::run()
{
    prepareTransfers();
    prepareIndexes();
    queueEverything();

    {
        const target::LockWatch watch(m_request.session, m_request.applicationName, m_queue.stopToken(), m_progress);
        // The queue knows of failures and stops, and ends every worker.
        WorkerPool pool(m_request.jobs);
        for (int i = 0; i < m_request.jobs; ++i) {
            pool.add([this](const std::stop_token &) -> Result<> {
                runWorker();
                return {};
            });
        }
        TRY(pool.wait());
    }
    TRY(m_queue.outcome());
    return reports();
}

Result<QList<runs::TableReport>> moveRows(const RowTransfer &transfer, std::stop_token stop, Progress &progress)
{
    return RowMover(transfer, std::move(stop), progress).run();
}

} // namespace engine::copying
