// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/backups/csv_export.h"

#include "engine/base/errors/sentence.h"

#include <array>

namespace engine::backups {

using namespace Qt::StringLiterals;
using store::BackupKind;
using store::BackupRecord;
using store::BackupStatus;
using store::ProofLevel;

namespace {

constexpr int linesAtOnce = 500;

QString iso(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QString flag(bool isSet)
{
    return isSet ? u"true"_s : u"false"_s;
}

struct Column
{
    const char *key;
    const char *name;
    QString (*cell)(const BackupRecord &);
};

constexpr std::array columns{std::to_array<Column>({
    {"id", QT_TRANSLATE_NOOP("engine", "Number"), [](const BackupRecord &r) { return QString::number(r.id); }},
    {"identifier", QT_TRANSLATE_NOOP("engine", "Identifier"), [](const BackupRecord &r) { return r.identifier; }},
    {"environment", QT_TRANSLATE_NOOP("engine", "Environment"), [](const BackupRecord &r) { return r.environment; }},
    {"kind", QT_TRANSLATE_NOOP("engine", "Kind"), [](const BackupRecord &r) { return keyOf(r.kind); }},
    {"status", QT_TRANSLATE_NOOP("engine", "Status"), [](const BackupRecord &r) { return keyOf(r.status); }},
    {"snapshot", QT_TRANSLATE_NOOP("engine", "State of the data"),
     [](const BackupRecord &r) { return iso(r.snapshot); }},
    {"started", QT_TRANSLATE_NOOP("engine", "Started"), [](const BackupRecord &r) { return iso(r.started); }},
    {"ended", QT_TRANSLATE_NOOP("engine", "Ended"), [](const BackupRecord &r) { return iso(r.ended); }},
    {"durationMs", QT_TRANSLATE_NOOP("engine", "Duration (ms)"),
     [](const BackupRecord &r) {
         return r.started.isValid() && r.ended.isValid() ? QString::number(r.started.msecsTo(r.ended)) : QString();
     }},
    {"fileBytes", QT_TRANSLATE_NOOP("engine", "Size of the file (bytes)"),
     [](const BackupRecord &r) { return QString::number(r.fileBytes); }},
    {"rawBytes", QT_TRANSLATE_NOOP("engine", "Size of the rows (bytes)"),
     [](const BackupRecord &r) { return QString::number(r.rawBytes); }},
    {"rows", QT_TRANSLATE_NOOP("engine", "Rows"), [](const BackupRecord &r) { return QString::number(r.rows); }},
    {"tables", QT_TRANSLATE_NOOP("engine", "Tables"), [](const BackupRecord &r) { return QString::number(r.tables); }},
    {"anonymized", QT_TRANSLATE_NOOP("engine", "Anonymized"),
     [](const BackupRecord &r) { return flag(r.isAnonymized); }},
    {"encrypted", QT_TRANSLATE_NOOP("engine", "Encrypted"), [](const BackupRecord &r) { return flag(r.isEncrypted); }},
    {"pinned", QT_TRANSLATE_NOOP("engine", "Pinned"), [](const BackupRecord &r) { return flag(r.isPinned); }},
    {"proof", QT_TRANSLATE_NOOP("engine", "Verification"), [](const BackupRecord &r) { return keyOf(r.proof); }},
    {"proved", QT_TRANSLATE_NOOP("engine", "Verified"), [](const BackupRecord &r) { return iso(r.proved); }},
    {"sha256", QT_TRANSLATE_NOOP("engine", "SHA-256"), [](const BackupRecord &r) { return r.sha256; }},
    {"path", QT_TRANSLATE_NOOP("engine", "File"), [](const BackupRecord &r) { return r.path; }},
    {"note", QT_TRANSLATE_NOOP("engine", "Note"), [](const BackupRecord &r) { return r.note; }},
    {"tags", QT_TRANSLATE_NOOP("engine", "Tags"), [](const BackupRecord &r) { return r.tags.join(u' '); }},
    {"error", QT_TRANSLATE_NOOP("engine", "Error"), [](const BackupRecord &r) { return r.error; }},
})};

/// What a spreadsheet would calculate is text with an apostrophe before it.
QByteArray cellOf(QString text, char separator)
{
    static const QString begins = u"=+-@\t\r\n'"_s;
    if (!text.isEmpty() && begins.contains(text.front()))
        text.prepend(u'\'');
    const bool isQuoted
        = text.contains(QLatin1Char(separator)) || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    if (!isQuoted)
        return text.toUtf8();
    text.replace(u"\""_s, u"\"\""_s);
    QByteArray quoted = "\"";
    return quoted.append(text.toUtf8()).append('"');
}

template <typename Cell>
void appendLine(QByteArray &csv, char separator, Cell cell)
{
    for (size_t i = 0; i < columns.size(); ++i) {
        if (i > 0)
            csv.append(separator);
        csv.append(cellOf(cell(columns.at(i)), separator));
    }
    // As RFC 4180 has it.
    csv.append("\r\n");
}

} // namespace

QString keyOf(BackupStatus status)
{
    static constexpr std::array keys{"running", "completed", "failed", "cancelled", "missing", "deleted"};
    return QLatin1String(keys.at(static_cast<size_t>(status)));
}

QString keyOf(BackupKind kind)
{
    static constexpr std::array keys{"full", "incremental", "manual"};
    return QLatin1String(keys.at(static_cast<size_t>(kind)));
}

QString keyOf(ProofLevel level)
{
    static constexpr std::array keys{"none", "intact", "complete", "restored"};
    return QLatin1String(keys.at(static_cast<size_t>(level)));
}

Result<QByteArray> csvOf(const store::BackupRecords &records, const store::BackupFilter &filter, const CsvForm &form,
                         const std::stop_token &stop)
{
    QByteArray csv = form.hasMark ? QByteArray("\xEF\xBB\xBF") : QByteArray();
    appendLine(csv, form.separator, [&form](const Column &column) {
        return form.isForPeople ? Tr::tr(column.name) : QString::fromLatin1(column.key);
    });
    qint64 before = 0;
    while (true) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        TRY_ASSIGN(const QList<BackupRecord> page, records.page(filter, before, linesAtOnce));
        if (page.isEmpty())
            return csv;
        before = page.back().id;
        for (const BackupRecord &record : page)
            appendLine(csv, form.separator, [&record](const Column &column) { return column.cell(record); });
    }
}

} // namespace engine::backups
