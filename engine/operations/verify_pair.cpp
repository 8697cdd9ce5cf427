// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/sentence.h"
#include "engine/catalog/schema_diff.h"
#include "engine/catalog/schema_reader.h"
#include "engine/catalog/settled_texts.h"
#include "engine/operations/clone.h"
#include "engine/operations/large_objects.h"
#include "engine/operations/row_transfer.h"
#include "engine/operations/target_session.h"
#include "engine/stream/copy_ends.h"
#include "engine/stream/pump.h"

#include <QElapsedTimer>

#include <future>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

/// One side of the comparison, inside its snapshot.
struct Side
{
    pg::ReadOnlyConnection connection;
    catalog::Schema schema;
};

Result<Side> openSide(const End &end, const std::vector<std::string> &schemas, std::stop_token stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection connection,
               pg::ReadOnlyConnection::open(end.connection, {.stop = std::move(stop)}));
    TRY(connection.begin());
    TRY_ASSIGN(catalog::Schema schema, catalog::readSchema(connection, {.schemas = schemas}));
    return Side{std::move(connection), std::move(schema)};
}

Result<stream::PumpSummary> digestOf(pg::ReadOnlyConnection &connection, const pg::CopySelection &selection,
                                     const std::stop_token &stop, TableProgress &progress)
{
    TRY_ASSIGN(const auto source, stream::CopySource::start(connection, selection));
    stream::NullSink sink;
    stream::Pump pump(*source, {}, sink);
    return pump.run(stop, progress);
}

/// Reads one table from both sides at the same time.
Result<TableReport> compareTable(Side &source, Side &target, const catalog::Object &table, std::stop_token stop,
                                 TableProgress &progress, QList<Sentence> &differences)
{
    const pg::CopySelection selection = copySelection(table, bestFormat(table));
    QElapsedTimer timer;
    timer.start();
    TableProgress unseen;
    auto other = std::async(std::launch::async, [&] { return digestOf(target.connection, selection, stop, unseen); });
    const Result<stream::PumpSummary> here = digestOf(source.connection, selection, stop, progress);
    const Result<stream::PumpSummary> there = other.get();
    TRY(here);
    TRY(there);
    if (here->rows != there->rows)
        differences.append(Tr::sentence("%1: %2 rows in the source, %3 in the target.")
                               .arg(progress.name, QString::number(here->rows), QString::number(there->rows)));
    else if (here->digest != there->digest)
        differences.append(Tr::sentence("%1: the same number of rows, with other contents.").arg(progress.name));
    progress.milliseconds = timer.elapsed();
    progress.state = TableProgress::State::Done;
    return TableReport{.name = progress.name,
                       .rows = there->rows,
                       .bytes = there->bytes,
                       .milliseconds = timer.elapsed(),
                       .digest = text(there->digest.hex())};
}

/// Lets one of the two servers read the texts that differ, in a transaction that leaves nothing behind; not that of a
/// production, and not one that may only be read.
Result<> settle(const End &sourceEnd, const End &targetEnd, const std::stop_token &stop, catalog::Schema &target,
                const catalog::Schema &source)
{
    if (catalog::difference(target, source, {.sequenceValues = false, .extensionVersions = false}).empty())
        return {};
    for (const End *end : {&targetEnd, &sourceEnd}) {
        if (end->environment.type == environments::EnvironmentType::Production)
            continue;
        Result<pg::Connection> session = openTarget(end->connection, "sosie verify", stop);
        if (session)
            return catalog::settleTexts(*session, target, source);
        if (session.error().isCancelled())
            return failure(session.error());
    }
    return {};
}

Result<> compare(const End &sourceEnd, const End &targetEnd, const std::vector<std::string> &schemas,
                 const std::stop_token &stop, Progress &progress, Report &report)
{
    progress.enter(Phase::Preflight);
    TRY_ASSIGN(Side source, openSide(sourceEnd, schemas, stop));
    TRY_ASSIGN(Side target, openSide(targetEnd, source.schema.schemaNames(), stop));

    progress.enter(Phase::Structure);
    TRY(settle(sourceEnd, targetEnd, stop, target.schema, source.schema));
    for (const catalog::Change &change :
         catalog::difference(target.schema, source.schema, {.sequenceValues = false, .extensionVersions = false}))
        report.warnings.append(change.description());

    progress.enter(Phase::Verification);
    auto tables = std::make_shared<Progress::Tables>();
    std::vector<std::pair<const catalog::Object *, TableProgress *>> common;
    for (const catalog::Object *table : source.schema.tablesWithRows()) {
        const catalog::Object *twin = target.schema.find(table->key);
        // Tables whose columns differ are among the differences already; their rows cannot be equal.
        if (twin == nullptr
            || copySelection(*twin, bestFormat(*twin)).columns != copySelection(*table, bestFormat(*table)).columns)
            continue;
        auto row = std::make_unique<TableProgress>();
        row->name = text(nameOf(*table).displayed());
        row->expectedRows = table->as<catalog::Table>()->rowEstimate.value;
        row->expectedBytes = table->as<catalog::Table>()->heapBytes.value;
        common.emplace_back(table, row.get());
        tables->push_back(std::move(row));
    }
    progress.setTables(std::move(tables));
    for (const auto &[table, row] : common) {
        TRY_ASSIGN(TableReport compared, compareTable(source, target, *table, stop, *row, report.warnings));
        report.tables.append(std::move(compared));
    }
    TRY_ASSIGN(const long long hiddenHere, unreadableLargeObjects(source.connection));
    TRY_ASSIGN(const long long hiddenThere, unreadableLargeObjects(target.connection));
    if (hiddenHere + hiddenThere > 0) {
        report.notCarried.append({.kind = u"large object"_s,
                                  .name = QString::number(std::max(hiddenHere, hiddenThere)),
                                  .reason = Tr::sentence("The account may not read them: they were not compared.")});
        return {};
    }
    TRY_ASSIGN(const QStringList objects, differentLargeObjects(source.connection, target.connection));
    for (const QString &group : objects)
        report.warnings.append(
            Tr::sentence("Large objects %1: missing in the target, or with other contents.").arg(group));
    return {};
}

} // namespace

VerifyPair::VerifyPair(End source, End target, std::vector<std::string> schemas)
    : m_source(std::move(source))
    , m_target(std::move(target))
    , m_schemas(std::move(schemas))
{}

Report VerifyPair::run(const std::stop_token &stop, Progress &progress)
{
    QElapsedTimer timer;
    timer.start();
    Report report{.operation = u"verify"_s, .source = m_source.environment.name, .target = m_target.environment.name};
    const Result<> compared = compare(m_source, m_target, m_schemas, stop, progress, report);
    progress.enter(Phase::Done);
    report.durationMilliseconds = timer.elapsed();
    report.targetState = TargetState::Unchanged;
    if (!compared) {
        report.outcome = compared.error().isCancelled() ? Outcome::Cancelled : Outcome::Failed;
        report.error = compared.error();
    } else if (report.warnings.isEmpty()) {
        report.outcome = Outcome::Succeeded;
        report.verified = true;
    } else {
        report.outcome = Outcome::Failed;
        report.error = Error{.code = ErrorCode::VerificationFailed,
                             .subject = m_target.environment.name,
                             .differences = report.warnings.mid(0, 20)};
    }
    return report;
}

} // namespace engine::operations
