// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/backup/backup_run.h"

#include "engine/base/errors/error_text.h"
#include "engine/base/files/file_hash.h"
#include "engine/base/files/file_reader.h"
#include "engine/base/files/partial_file.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/model/table_names.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/columns/column_fates.h"
#include "engine/columns/declared_values.h"
#include "engine/columns/partition_bounds.h"
#include "engine/copying/live_database.h"
#include "engine/copying/partition_route.h"
#include "engine/copying/worker_count.h"
#include "engine/dumping/dump.h"
#include "engine/environments/identity_reader.h"
#include "engine/operations/backup/backup_output.h"
#include "engine/target/session/code_paths.h"

#include <QElapsedTimer>

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

store::BackupKind kindOf(formats::Manifest::Kind kind)
{
    return kind == formats::Manifest::Kind::Full ? store::BackupKind::Full : store::BackupKind::Manual;
}

store::BackupStatus statusOf(runs::Outcome outcome)
{
    switch (outcome) {
    case runs::Outcome::Succeeded:
        return store::BackupStatus::Completed;
    case runs::Outcome::Cancelled:
        return store::BackupStatus::Cancelled;
    default:
        return store::BackupStatus::Failed;
    }
}

} // namespace

BackupRun::BackupRun(const environments::End &source, const BackupOptions &options, const BackupInspection &inspection,
                     const store::BackupRecords &records, std::stop_token stop, Progress &progress)
    : m_source(source)
    , m_options(options)
    , m_inspection(inspection)
    , m_records(records)
    , m_stop(std::move(stop))
    , m_progress(progress)
{}

runs::Report BackupRun::run()
{
    QElapsedTimer timer;
    timer.start();
    m_started = QDateTime::currentDateTimeUtc();
    m_report.kind = runs::OperationKind::Backup;
    m_report.source = m_source.environment.name;
    m_report.anonymized = m_inspection.plan.anonymized;
    m_report.rawReason = m_inspection.plan.rawReason;
    m_report.rulesKeptFor = m_inspection.plan.rulesKeptFor;
    m_report.columns = m_inspection.plan.columns;
    m_report.mentions = m_inspection.plan.mentions;
    m_report.notCarried = m_inspection.plan.notCarried;
    const Result<> done = steps();
    m_report.durationMilliseconds = timer.elapsed();
    describeOutcome(done);
    endRecord();
    m_progress.enter(Phase::Done);
    return std::move(m_report);
}

Result<> BackupRun::steps()
{
    TRY(openSource().map_error(during(u"connect"_s)));
    // Held until the end: nobody else backs up this database meanwhile.
    TRY_ASSIGN(const environments::Identity identity, environments::readIdentity(*m_leader));
    TRY_ASSIGN(const sandbox::FolderLock lock, lockDatabase(identity, m_source.environment.name));
    removeLeftovers(m_inspection.place.folder());
    beginRecord();
    return write();
}

Result<> BackupRun::write()
{
    TRY(readSchema().map_error(during(u"read the source"_s)));
    TRY(makeContents().map_error(during(u"read the source"_s)));
    m_rows.emplace(BackupRows::Rules{.shapes = m_inspection.shapes,
                                     .decisions = m_inspection.decisions,
                                     .key = m_inspection.plan.anonymized ? m_inspection.key.get() : nullptr,
                                     .declared = m_declared.get()});
    std::optional<Secret> password;
    if (m_options.encrypt) {
        if (!m_options.findPassword)
            return failure({.code = ErrorCode::FilePasswordMissing, .subject = m_inspection.place.path});
        TRY_ASSIGN(password, m_options.findPassword(m_inspection.place.path));
    }
    const auto makeManifest = [this](const formats::Payload &payload) -> Result<QByteArray> {
        formats::Manifest made = manifest();
        made.fileBytes = payload.bytes;
        made.sha256 = payload.sha256;
        return formats::toJson(made);
    };
    TRY_ASSIGN(const std::unique_ptr<BackupOutput> output,
               BackupOutput::create({.path = m_inspection.place.path,
                                     .contents = m_contents,
                                     .password = password ? &*password : nullptr,
                                     .identifier = m_inspection.place.identifier,
                                     .makeManifest = makeManifest},
                                    m_options));
    TRY(writeLargeObjects(*output).map_error(during(u"copy the large objects"_s)));
    TRY(moveRows(*output).map_error(during(u"copy the rows"_s)));
    return describeFile();
}

/// The plan, and whether values are replaced, is for one database: a name may lead elsewhere by now.
Result<> BackupRun::openSource()
{
    m_progress.enter(Phase::Structure);
    const auto open = [&]() -> Result<pg::ReadOnlyConnection> {
        TRY_ASSIGN(pg::ReadOnlyConnection leader, pg::ReadOnlyConnection::open(m_source.connection, {.stop = m_stop}));
        TRY(leader.begin());
        return leader;
    };
    TRY_ASSIGN(m_leader, tryingAgain(m_options.retries, m_stop, m_progress, open));
    m_moment = QDateTime::currentDateTimeUtc();
    const std::optional<environments::Identity> &planned = m_inspection.plan.source.identity;
    TRY_ASSIGN(const environments::Identity now, environments::readIdentity(*m_leader));
    if (planned && now != *planned)
        return failure(
            {.code = ErrorCode::IdentityUnknown,
             .subject = m_source.environment.name,
             .detail
             = Tr::tr("the connection leads to %1, the plan is for %2").arg(now.display(), planned->display())});
    return {};
}

Result<> BackupRun::readSchema()
{
    // Locked first: what is read next can no longer be dropped or altered while its rows are on their way.
    std::vector<sql::QualifiedName> tables;
    for (const catalog::Object *table : m_inspection.source.tablesWithRows()) {
        if (!m_inspection.selection.excluded.contains(nameOf(*table)))
            tables.push_back(nameOf(*table));
    }
    TRY(m_leader->lockTables(tables));
    TRY_ASSIGN(m_schema, catalog::readSchema(*m_leader, {.schemas = m_inspection.schemas,
                                                         .onlyDatabase = m_inspection.schemas.empty()}));
    const std::vector<catalog::Change> changes
        = catalog::difference(m_inspection.source, m_schema, {.sequenceValues = false});
    if (!changes.empty())
        return failure({.code = ErrorCode::PreflightFailed,
                        .subject = m_source.environment.name,
                        .differences = {changes.front().description()}});
    if (m_inspection.plan.anonymized && m_inspection.key != nullptr) {
        TRY_ASSIGN(m_declared, columns::readDeclaredValues(*m_leader, m_schema, m_inspection.shapes,
                                                           m_inspection.decisions, m_stop));
        columns::remakeBounds(m_schema, m_inspection.shapes, m_inspection.decisions, *m_inspection.key);
    }
    TRY_ASSIGN(m_snapshot, m_leader->exportSnapshot());
    m_progress.log(Tr::sentence("Everything is read from the snapshot %1.").arg(text(m_snapshot)));
    return {};
}

Result<> BackupRun::makeContents()
{
    dumping::DumpOptions options{.structure = !m_options.dataOnly,
                                 .rows = !m_options.structureOnly,
                                 .withoutRows = m_inspection.selection.excluded};
    TRY_ASSIGN(options.database, dumping::readDatabaseFacts(*m_leader));
    TRY_ASSIGN(options.codePaths, target::readCodePaths(*m_leader));
    if (options.rows && !m_inspection.plan.anonymized && m_options.schemas.empty()) {
        TRY_ASSIGN(m_largeObjects, dumping::readLargeObjects(*m_leader));
        options.largeObjects = m_largeObjects;
    }
    const copying::PartitionRoutes routes(m_schema, m_inspection.shapes, m_inspection.decisions);
    for (const catalog::Object *table : m_schema.tablesWithRows()) {
        if (const catalog::Object *root = routes.rootOf(*table))
            options.routes[nameOf(*table)] = {nameOf(*root), copySelection(*root, pg::CopyFormat::Text).columns};
    }
    m_contents.made = m_moment.toLocalTime();
    m_contents.database = options.database->name;
    m_contents.serverVersion = m_inspection.plan.source.serverVersion.toStdString();
    m_contents.writerVersion = "Sosie " + m_options.sosieVersion.toStdString();
    if (m_leader->connection().parameterStatus("server_encoding") == "SQL_ASCII")
        m_contents.encoding = "SQL_ASCII";
    TRY_ASSIGN(m_contents.entries, dumping::entriesOf(m_schema, options));
    for (const catalog::Object &object : m_schema.objects)
        ++m_report.objects[text(catalog::kindKey(object.key.kind))];
    return {};
}

Result<> BackupRun::writeLargeObjects(BackupOutput &output)
{
    Sha256 all;
    for (const dumping::LargeObject &object : m_largeObjects) {
        if (m_stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        dumping::LargeObjectReader reader(*m_leader, object.number);
        TRY(output.addLargeObject(object.number, reader, m_stop));
        m_largeObjectsWritten.bytes += reader.bytesRead();
        const QByteArray digest = reader.digest();
        all.add(std::as_bytes(std::span(digest.constData(), static_cast<size_t>(digest.size()))));
    }
    m_largeObjectsWritten.count = static_cast<qint64>(m_largeObjects.size());
    if (!m_largeObjects.empty()) {
        m_largeObjectsWritten.digest = QString::fromLatin1(all.result().toHex());
        m_report.objects[u"large object"_s] = m_largeObjectsWritten.count;
    }
    return {};
}

Result<> BackupRun::moveRows(BackupOutput &output)
{
    m_progress.enter(Phase::Rows);
    const copying::PartitionRoutes routes(m_schema, m_inspection.shapes, m_inspection.decisions);
    TRY_ASSIGN(const pg::UntrustedTables *untrusted, m_leader->untrustedTables());
    std::map<sql::QualifiedName, copying::TableReading> readings;
    std::vector<transfer::TableToMove> tables;
    auto progress = std::make_shared<Progress::Tables>();
    for (const formats::Entry &entry : m_contents.entries) {
        const auto name = formats::tableOf(entry);
        const catalog::Object *table = name ? m_schema.findTable(name->schema, name->name) : nullptr;
        if (table == nullptr)
            continue;
        const catalog::Object *root = routes.rootOf(*table);
        copying::TableReading reading{.selection = copySelection(*table, pg::CopyFormat::Text),
                                      .table = table->as<catalog::Table>()};
        if (root != nullptr) {
            const pg::CopySelection ofRoot = copySelection(*root, pg::CopyFormat::Text);
            reading.selection.columns = ofRoot.columns;
            reading.selection.types = ofRoot.types;
        }
        reading.selection.filter = m_inspection.selection.filterOf(*name);
        reading.isOnePiece = !reading.selection.filter.isAll() || untrusted->contains(*name);
        auto counters = std::make_unique<TableProgress>();
        counters->name = text(name->displayed());
        counters->expectedRows = table->as<catalog::Table>()->rowEstimate.value;
        counters->expectedBytes = table->as<catalog::Table>()->heapBytes.value;
        tables.push_back({*name, counters.get()});
        progress->push_back(std::move(counters));
        readings.emplace(*name, std::move(reading));
    }
    m_progress.setTables(progress);
    TRY_ASSIGN(const int workers, copying::workerCount(m_options.jobs, *m_leader));
    m_progress.log(Tr::sentence("Rows go in %n parallel stream(s).", nullptr, workers));
    copying::LiveDatabase origin(
        {.connection = m_source.connection, .name = m_snapshot, .serverMajor = m_leader->connection().serverMajor()},
        std::move(readings));
    transfer::Transfer transfer(origin, output.destination(), {.workers = workers, .treatments = m_rows->treatments()});
    TRY(transfer.run(tables, m_stop));
    for (size_t i = 0; i < tables.size(); ++i) {
        runs::TableReport report = m_rows->reportOf(tables[i].table);
        report.milliseconds = (*progress)[i]->milliseconds;
        m_report.tables.append(std::move(report));
    }
    return {};
}

formats::Manifest BackupRun::manifest() const
{
    return manifestOf(m_inspection, m_options, m_contents, m_moment, *m_rows, m_largeObjectsWritten);
}

/// The file is there, and stays: no stop interrupts this.
Result<> BackupRun::describeFile()
{
    m_progress.enter(Phase::Verification);
    TRY_ASSIGN(const std::unique_ptr<FileReader> file, FileReader::open(m_inspection.place.path));
    TRY_ASSIGN(const QString sha256, sha256Of(*file, {}));
    m_report.file = runs::WrittenFile{.path = m_inspection.place.path,
                                      .identifier = m_inspection.place.identifier,
                                      .sha256 = sha256,
                                      .bytes = file->size(),
                                      .isEncrypted = m_options.encrypt,
                                      .snapshot = m_moment};
    if (m_options.encrypt)
        return {};
    formats::Manifest made = manifest();
    made.fileBytes = file->size();
    made.sha256 = sha256;
    return formats::writeManifestBeside(m_inspection.place.path, made);
}

/// A history that cannot be written does not keep a backup from being made.
void BackupRun::beginRecord()
{
    const runs::PlannedEnd &source = m_inspection.plan.source;
    store::BackupRecord record{.identifier = m_inspection.place.identifier,
                               .environment = source.environment.name,
                               .kind = kindOf(m_options.kind),
                               .status = store::BackupStatus::Running,
                               .path = m_inspection.place.path,
                               .databaseName = source.database,
                               .snapshot = m_moment,
                               .started = m_started,
                               .isAnonymized = m_inspection.plan.anonymized,
                               .isEncrypted = m_options.encrypt,
                               .note = m_options.note,
                               .tags = m_options.tags};
    if (source.identity) {
        record.systemIdentifier = text(source.identity->systemIdentifier);
        record.databaseOid = source.identity->databaseOid;
    }
    // Whoever began one of this database and did not end it is gone: the lock is ours.
    const auto before = m_records.page({.environment = record.environment, .status = store::BackupStatus::Running});
    for (const store::BackupRecord &other : before.value_or(QList<store::BackupRecord>())) {
        if (other.systemIdentifier == record.systemIdentifier && other.databaseOid == record.databaseOid)
            std::ignore = m_records.end(other.id, {.status = store::BackupStatus::Failed,
                                                   .path = other.path,
                                                   .ended = m_started,
                                                   .error = errorId(ErrorCode::Internal)});
    }
    const Result<qint64> added = m_records.add(record);
    if (added)
        m_record = *added;
    else
        m_report.warnings.append(
            Tr::sentence("The backup could not be written into the history: %1").arg(detailText(added.error())));
}

void BackupRun::endRecord()
{
    if (!m_record)
        return;
    store::BackupEnding ending{.status = statusOf(m_report.outcome),
                               .path = m_inspection.place.path,
                               .tables = m_report.tables.size(),
                               .snapshot = m_moment,
                               .ended = QDateTime::currentDateTimeUtc()};
    for (const runs::TableReport &table : m_report.tables) {
        ending.rows += table.rows;
        ending.rawBytes += table.bytes;
    }
    if (m_report.file) {
        ending.sha256 = m_report.file->sha256;
        ending.fileBytes = m_report.file->bytes;
    }
    if (m_report.error) {
        const QString detail = detailText(*m_report.error);
        ending.error = errorId(m_report.error->code) + (detail.isEmpty() ? QString() : QString(u' ' + detail));
    }
    std::ignore = m_records.end(*m_record, ending);
}

void BackupRun::describeOutcome(const Result<> &done)
{
    for (const runs::Notice &notice : m_inspection.plan.notices) {
        if (notice.severity == runs::Notice::Severity::Warning && !notice.isSecret)
            m_report.warnings.append(notice.sentence);
    }
    if (m_report.anonymized && done) {
        columns::describeCounts(m_report);
        m_report.remarks.append(columns::tiesThatRemain());
    }
    m_report.outcome = done                         ? runs::Outcome::Succeeded
                       : done.error().isCancelled() ? runs::Outcome::Cancelled
                                                    : runs::Outcome::Failed;
    if (!done)
        m_report.error = done.error();
}

} // namespace engine::operations
