// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_output.h"

#include "app/cli/output/numbers.h"
#include "app/cli/output/text_table.h"
#include "app/tr.h"
#include "engine/backups/csv_export.h"

#include <QJsonArray>
#include <QLocale>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::backups::keyOf;
using engine::store::BackupKind;
using engine::store::BackupRecord;
using engine::store::BackupStatistics;
using engine::store::BackupStatus;
using engine::store::ProofLevel;

namespace {

QJsonValue timeJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue::Null;
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : u"–"_s;
}

QString kindName(BackupKind kind)
{
    switch (kind) {
    case BackupKind::Full:
        return Tr::tr("full");
    case BackupKind::Incremental:
        return Tr::tr("incremental");
    case BackupKind::Manual:
        return Tr::tr("manual");
    }
    return {};
}

Style styleOf(BackupStatus status)
{
    switch (status) {
    case BackupStatus::Completed:
        return Style::Good;
    case BackupStatus::Failed:
    case BackupStatus::Missing:
        return Style::Bad;
    case BackupStatus::Cancelled:
        return Style::Caution;
    case BackupStatus::Running:
    case BackupStatus::Deleted:
        return Style::Faint;
    }
    return Style::Plain;
}

QString durationText(const BackupRecord &record)
{
    return record.started.isValid() && record.ended.isValid() && record.ended > record.started
               ? duration(record.started.msecsTo(record.ended))
               : u"–"_s;
}

QString yesOrNo(bool value)
{
    return value ? Tr::tr("yes") : Tr::tr("no");
}

} // namespace

QString statusName(BackupStatus status)
{
    switch (status) {
    case BackupStatus::Running:
        return Tr::tr("running");
    case BackupStatus::Completed:
        return Tr::tr("complete");
    case BackupStatus::Failed:
        return Tr::tr("failed");
    case BackupStatus::Cancelled:
        return Tr::tr("cancelled");
    case BackupStatus::Missing:
        return Tr::tr("file missing");
    case BackupStatus::Deleted:
        return Tr::tr("deleted");
    }
    return {};
}

QString proofName(ProofLevel level)
{
    switch (level) {
    case ProofLevel::None:
        return Tr::tr("never");
    case ProofLevel::FileIntact:
        return Tr::tr("file intact");
    case ProofLevel::ContentComplete:
        return Tr::tr("content complete");
    case ProofLevel::Restored:
        return Tr::tr("restored on trial");
    }
    return {};
}

QJsonObject toJson(const BackupRecord &record)
{
    return {{u"id"_s, record.id},
            {u"identifier"_s, record.identifier},
            {u"environment"_s, record.environment},
            {u"kind"_s, keyOf(record.kind)},
            {u"status"_s, keyOf(record.status)},
            {u"path"_s, record.path},
            {u"sha256"_s, record.sha256},
            {u"fileBytes"_s, record.fileBytes},
            {u"rawBytes"_s, record.rawBytes},
            {u"rows"_s, record.rows},
            {u"tables"_s, record.tables},
            {u"database"_s, record.databaseName},
            {u"snapshot"_s, timeJson(record.snapshot)},
            {u"started"_s, timeJson(record.started)},
            {u"ended"_s, timeJson(record.ended)},
            {u"anonymized"_s, record.isAnonymized},
            {u"encrypted"_s, record.isEncrypted},
            {u"pinned"_s, record.isPinned},
            {u"proof"_s, keyOf(record.proof)},
            {u"proved"_s, timeJson(record.proved)},
            {u"note"_s, record.note},
            {u"tags"_s, QJsonArray::fromStringList(record.tags)},
            {u"error"_s, record.error}};
}

QJsonArray toJson(const QList<BackupRecord> &records)
{
    QJsonArray array;
    for (const BackupRecord &record : records)
        array.append(toJson(record));
    return array;
}

QJsonObject toJson(const BackupStatistics &statistics)
{
    return {{u"completed"_s, statistics.completed}, {u"failed"_s, statistics.failed},
            {u"cancelled"_s, statistics.cancelled}, {u"fileBytes"_s, statistics.fileBytes},
            {u"rawBytes"_s, statistics.rawBytes},   {u"medianMs"_s, statistics.medianMilliseconds}};
}

QString backupsForPeople(const Terminal &terminal, const QList<BackupRecord> &records)
{
    QList<QStringList> rows;
    for (const BackupRecord &record : records) {
        QString status = terminal.styledOut(styleOf(record.status), statusName(record.status));
        if (record.isPinned)
            status += Tr::tr(", pinned");
        rows.append({QString::number(record.id), timeText(record.snapshot), record.environment, kindName(record.kind),
                     size(record.fileBytes), durationText(record), proofName(record.proof), status});
    }
    return textTable({Tr::tr("Number"), Tr::tr("Data of"), Tr::tr("Environment"), Tr::tr("Kind"), Tr::tr("Size"),
                      Tr::tr("Duration"), Tr::tr("Verified"), Tr::tr("Status")},
                     rows, {Align::Right, Align::Left, Align::Left, Align::Left, Align::Right, Align::Right});
}

QString backupForPeople(const BackupRecord &record)
{
    QList<QStringList> rows{{Tr::tr("Number"), QString::number(record.id)},
                            {Tr::tr("Identifier"), record.identifier},
                            {Tr::tr("Environment"), record.environment},
                            {Tr::tr("Database"), record.databaseName},
                            {Tr::tr("Kind"), kindName(record.kind)},
                            {Tr::tr("Status"), statusName(record.status)},
                            {Tr::tr("Data of"), timeText(record.snapshot)},
                            {Tr::tr("Duration"), durationText(record)},
                            {Tr::tr("Tables"), number(record.tables)},
                            {Tr::tr("Rows"), number(record.rows)},
                            {Tr::tr("Size of the file"), size(record.fileBytes)},
                            {Tr::tr("Size of the rows"), size(record.rawBytes)},
                            {Tr::tr("Anonymized"), yesOrNo(record.isAnonymized)},
                            {Tr::tr("Encrypted"), yesOrNo(record.isEncrypted)},
                            {Tr::tr("Pinned"), yesOrNo(record.isPinned)},
                            {Tr::tr("Verified"), proofName(record.proof)},
                            {Tr::tr("Verified on"), timeText(record.proved)},
                            {Tr::tr("File"), record.path},
                            {Tr::tr("SHA-256"), record.sha256}};
    const auto add = [&rows](const QString &name, const QString &value) {
        if (!value.isEmpty())
            rows.append({name, value});
    };
    add(Tr::tr("Note"), record.note);
    add(Tr::tr("Tags"), record.tags.join(u", "_s));
    add(Tr::tr("Error"), record.error);
    return textTable({}, rows);
}

QString statisticsForPeople(const BackupStatistics &statistics)
{
    const qint64 ended = statistics.completed + statistics.failed + statistics.cancelled;
    if (ended == 0)
        return {};
    return Tr::tr("%1 of %2 succeeded; their files take %3; half of them took at most %4.")
        .arg(number(statistics.completed), number(ended), size(statistics.fileBytes),
             duration(statistics.medianMilliseconds));
}

} // namespace app::cli
