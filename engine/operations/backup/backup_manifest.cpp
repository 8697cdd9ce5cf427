// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/backup/backup_manifest.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace engine::operations {

using namespace Qt::StringLiterals;
using formats::Manifest;

namespace {

QString sha256(QByteArrayView bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha256).toHex());
}

QStringList texts(const std::vector<std::string> &list)
{
    QStringList result;
    for (const std::string &item : list)
        result.append(text(item));
    return result;
}

formats::ManifestAnonymization anonymizationOf(const QList<runs::PlannedColumn> &columns)
{
    formats::ManifestAnonymization anonymization;
    QByteArray all;
    for (const runs::PlannedColumn &column : columns) {
        const QString rule = column.rule.isEmpty() ? u"keep"_s : column.rule;
        anonymization.rules.append({.table = column.table, .column = column.column, .rule = rule});
        for (const QString &part : {column.table, column.column, rule}) {
            all.append(part.toUtf8());
            all.append('\0');
        }
    }
    anonymization.ruleSet = sha256(all);
    return anonymization;
}

void addContents(const formats::Contents &contents, const BackupRows &rows, Manifest &manifest)
{
    for (const formats::Entry &entry : contents.entries) {
        if (const auto table = formats::tableOf(entry)) {
            const auto counted = rows.counted().find(*table);
            formats::ManifestTable stored{.name = *table};
            if (counted != rows.counted().end()) {
                stored.rawBytes = counted->second.sent.bytes;
                stored.digest = counted->second.sent.digest.inFormat(stream::RowFormat::Text).value_or(stored.digest);
            } else {
                stored.digest = stream::StreamDigest().inFormat(stream::RowFormat::Text).value_or(stored.digest);
            }
            manifest.tables.append(stored);
        } else if (!entry.creation.empty()) {
            const QString name = entry.schema ? text(*entry.schema) + u'.' + text(entry.name) : text(entry.name);
            manifest.objects.append(
                {.kind = text(entry.kind),
                 .name = name,
                 .hash = sha256(QByteArrayView(entry.creation.data(), static_cast<qsizetype>(entry.creation.size())))});
        }
    }
}

} // namespace

Manifest manifestOf(const BackupInspection &inspection, const BackupOptions &options, const formats::Contents &contents,
                    const QDateTime &snapshot, const BackupRows &rows, const LargeObjectsWritten &largeObjects)
{
    const runs::Plan &plan = inspection.plan;
    Manifest manifest{.identifier = inspection.place.identifier,
                      .environment = plan.source.environment.name,
                      .environmentType = environments::typeKey(plan.source.environment.type),
                      .databaseName = plan.source.database,
                      .serverVersion = plan.source.serverVersion,
                      .encoding = text(contents.encoding),
                      .sosieVersion = options.sosieVersion,
                      .snapshot = snapshot,
                      .kind = options.kind};
    if (plan.source.identity) {
        manifest.systemIdentifier = text(plan.source.identity->systemIdentifier);
        manifest.databaseOid = plan.source.identity->databaseOid;
    }
    manifest.choices = {.tables = texts(options.rows.tables),
                        .excluded = texts(options.rows.excluded),
                        .isStructureOnly = options.structureOnly,
                        .isDataOnly = options.dataOnly,
                        .note = options.note};
    if (plan.anonymized && !options.structureOnly)
        manifest.anonymization = anonymizationOf(plan.columns);
    manifest.isEncrypted = options.encrypt;
    manifest.format = options.format == BackupFormat::Archive ? u"archive"_s : u"script"_s;
    manifest.fileName = QFileInfo(inspection.place.path).fileName();
    if (options.encrypt && manifest.fileName.endsWith(u".sosie"_s))
        manifest.fileName.chop(6);
    addContents(contents, rows, manifest);
    manifest.largeObjects = {.count = largeObjects.count, .bytes = largeObjects.bytes, .digest = largeObjects.digest};
    for (const runs::NotCarried &object : plan.notCarried)
        manifest.leftOut.append({.what = object.kind + u' ' + object.name, .why = object.reason.text()});
    for (const runs::Notice &notice : plan.notices) {
        if (notice.severity == runs::Notice::Severity::Warning && !notice.isSecret)
            manifest.warnings.append(notice.sentence.text());
    }
    return manifest;
}

} // namespace engine::operations
