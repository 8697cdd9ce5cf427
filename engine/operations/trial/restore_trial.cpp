// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/trial/restore_trial.h"

#include "engine/base/files/file_hash.h"
#include "engine/catalog/model/table_names.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/dumping/large_objects.h"
#include "engine/operations/trial/compared_objects.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/stream_digest.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace engine::operations {

namespace {

using importing::NotLoaded;

/// "15" of "15.20 (Debian …)".
int majorOf(const QString &serverVersion)
{
    return serverVersion.section(u'.', 0, 0).section(u' ', 0, 0).toInt();
}

Result<stream::StreamDigest> digestOf(pg::ReadOnlyConnection &connection, const catalog::Object &table,
                                      const std::stop_token &stop)
{
    stream::StreamDigest digest;
    // What has no column that can be written has no rows in a file either.
    const pg::CopySelection selection = catalog::copySelection(table, pg::CopyFormat::Text);
    TRY_ASSIGN(const std::unique_ptr<pg::CopySource> source, pg::CopySource::start(connection, selection));
    stream::RowBatch batch;
    for (;;) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        batch.clear();
        TRY_ASSIGN(const bool hasMore, source->read(batch));
        if (!hasMore)
            return digest;
        digest.add(batch);
    }
}

/// Extensions that a private server could not have: what is refused then says nothing against the backup.
QStringList extensionsLacking(const importing::LoadResult &result)
{
    QStringList names;
    for (const NotLoaded &each : result.notLoaded) {
        if (each.object.startsWith(u"EXTENSION "_s) && !each.reason.isEmpty())
            names.append(each.object.mid(10));
    }
    return names;
}

Result<> compareRows(pg::ReadOnlyConnection &connection, const catalog::Schema &schema,
                     const formats::Manifest &manifest, const importing::LoadResult &loaded,
                     const std::stop_token &stop, Progress &progress, TrialFindings &findings)
{
    const bool isLacking = !extensionsLacking(loaded).isEmpty();
    for (const formats::ManifestTable &expected : manifest.tables) {
        const QString name = text(expected.name.displayed());
        const catalog::Object *table = schema.find(
            {.kind = catalog::ObjectKind::Table, .schema = expected.name.schema, .name = expected.name.name});
        progress.stepsDone.fetch_add(1, std::memory_order_relaxed);
        if (table == nullptr) {
            (isLacking ? findings.notTried : findings.differences)
                .append(Tr::sentence("The table \"%1\" is missing.").arg(name));
            continue;
        }
        TRY_ASSIGN(const stream::StreamDigest digest, digestOf(connection, *table, stop));
        ++findings.tables;
        findings.rows += digest.rows();
        const auto found = digest.inFormat(stream::RowFormat::Text);
        if (isLacking && digest.rows() == 0 && expected.digest.rows > 0) {
            findings.notTried.append(Tr::sentence("The rows of \"%1\" could not be tried.").arg(name));
        } else if (digest.rows() != expected.digest.rows) {
            findings.differences.append(Tr::sentence("\"%1\" has %2 row(s), and had %3 when it was backed up.")
                                            .arg(name, qint64{digest.rows()}, qint64{expected.digest.rows}));
        } else if (found != expected.digest) {
            findings.differences.append(
                Tr::sentence("Rows of \"%1\" are not those that were backed up, although they are as many.").arg(name));
        }
    }
    return {};
}

/// As the writer of a backup made the digest: of each object its bytes and number, then of all of them.
Result<> compareLargeObjects(pg::ReadOnlyConnection &connection, const formats::ManifestLargeObjects &expected,
                             const std::stop_token &stop, TrialFindings &findings)
{
    TRY_ASSIGN(const std::vector<dumping::LargeObject> objects, dumping::readLargeObjects(connection));
    Sha256 all;
    qint64 bytes = 0;
    std::vector<std::byte> piece(size_t{1024} * 1024);
    for (const dumping::LargeObject &object : objects) {
        dumping::LargeObjectReader reader(connection, object.number);
        for (size_t count = piece.size(); count == piece.size();) {
            if (stop.stop_requested())
                return failure({.code = ErrorCode::Cancelled});
            TRY_ASSIGN(count, reader.read(piece));
        }
        bytes += reader.bytesRead();
        const QByteArray digest = reader.digest();
        all.add(std::as_bytes(std::span(digest.constData(), static_cast<size_t>(digest.size()))));
    }
    const auto count = static_cast<qint64>(objects.size());
    const QString digest = objects.empty() ? QString() : QString::fromLatin1(all.result().toHex());
    if (count != expected.count || bytes != expected.bytes || digest != expected.digest) {
        findings.differences.append(
            Tr::sentence("The large objects are not those that were backed up: %1 of %2 byte(s), and %3 of %4 before.")
                .arg(qint64{count}, qint64{bytes}, qint64{expected.count}, qint64{expected.bytes}));
    }
    return {};
}

/// What the private server did not take is either its own fault or that of the backup.
void judgeLosses(const importing::LoadResult &result, TrialFindings &findings)
{
    const QStringList lacking = extensionsLacking(result);
    for (const NotLoaded &each : result.notLoaded) {
        if (!each.isLoss)
            continue;
        if (!each.reason.isEmpty())
            findings.notTried.append(Tr::sentence("%1: %2").arg(each.object, each.reason));
        else if (!lacking.isEmpty())
            findings.notTried.append(Tr::sentence("%1 was refused, where %2 is not there: %3")
                                         .arg(each.object, lacking.join(u", "_s), each.answer));
        else
            findings.differences.append(Tr::sentence("%1 was refused: %2").arg(each.object, each.answer));
    }
}

} // namespace

Result<TrialFindings> compareWithManifest(const importing::Loaded &loaded, const formats::Manifest &manifest,
                                          const std::stop_token &stop, Progress &progress)
{
    TrialFindings findings;
    TRY_ASSIGN(pg::ReadOnlyConnection connection,
               pg::ReadOnlyConnection::open(loaded.database.connection(), {.stop = stop}));
    TRY(connection.begin());
    progress.enter(Phase::Verification);
    progress.stepsDone.store(0, std::memory_order_relaxed);
    progress.stepsExpected.store(manifest.tables.size(), std::memory_order_relaxed);
    std::vector<std::string> schemas;
    for (const formats::ManifestTable &table : manifest.tables) {
        if (std::find(schemas.begin(), schemas.end(), table.name.schema) == schemas.end())
            schemas.push_back(table.name.schema);
    }
    const Result<catalog::Schema> schema = catalog::readSchema(connection, {.schemas = schemas});
    // A schema that is missing has been refused or lost with all in it: that is found out table by table.
    if (!schema && schema.error().code != ErrorCode::ObjectMissing)
        return failure(schema.error());
    TRY(compareRows(connection, schema.value_or(catalog::Schema()), manifest, loaded.result, stop, progress, findings));
    TRY(compareLargeObjects(connection, manifest.largeObjects, stop, findings));
    const int here = connection.connection().serverMajor();
    const int there = majorOf(manifest.serverVersion);
    TRY_ASSIGN(const ComparedObjects objects,
               compareObjects(connection, manifest, loaded.result,
                              there == here && manifest.sosieVersion == QCoreApplication::applicationVersion()));
    findings.objects = objects.count;
    findings.differences += objects.others;
    (extensionsLacking(loaded.result).isEmpty() ? findings.differences : findings.notTried) += objects.missing;
    findings.notTried += objects.notTried;
    judgeLosses(loaded.result, findings);
    if (there != 0 && there != here) {
        findings.notTried.append(
            Tr::sentence("The backup is of PostgreSQL %1, and was tried on PostgreSQL %2, which is "
                         "what this computer has.")
                .arg(qint64{there}, qint64{here}));
    }
    return findings;
}

Result<QList<Sentence>> tryRestore(const Loading &loading, const formats::Manifest &manifest, const QString &name,
                                   const std::stop_token &stop, Progress &progress)
{
    TRY_ASSIGN(const importing::Loaded loaded, loading(stop, progress));
    TRY_ASSIGN(const TrialFindings findings, compareWithManifest(loaded, manifest, stop, progress));
    if (!findings.differences.isEmpty()) {
        return failure({.code = ErrorCode::ContentDiffers, .subject = name, .differences = findings.differences});
    }
    QList<Sentence> said{
        Tr::sentence(
            "Restored into a private server: %1 table(s), %2 row(s), digests equal; %3 object(s) as they were.")
            .arg(findings.tables, findings.rows, findings.objects)};
    return said + findings.notTried;
}

} // namespace engine::operations
