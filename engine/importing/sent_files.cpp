// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/sent_files.h"

#include "engine/stream/stream_digest.h"

#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace engine::importing {

namespace {

using backups::BackupFile;
using backups::NamedFile;

Error unknown(const QString &path, const Sentence &looks)
{
    return {.code = ErrorCode::FormatUnknown, .subject = path, .differences = {looks}};
}

/// What an archive lists beside its objects.
bool isObject(const formats::Entry &entry)
{
    static constexpr std::array others
        = std::to_array<std::string_view>({"TABLE DATA", "SEQUENCE SET", "BLOBS", "ENCODING", "STDSTRINGS",
                                           "SEARCHPATH", "DATABASE", "STATISTICS DATA", "MATERIALIZED VIEW DATA"});
    return std::find(others.begin(), others.end(), entry.kind) == others.end();
}

/// What its table of contents says; how many rows there are only a manifest knows.
formats::ScriptSurvey surveyOf(const formats::ArchiveReader &archive, const std::optional<formats::Manifest> &manifest)
{
    const formats::Contents &contents = archive.contents();
    formats::ScriptSurvey survey{.serverVersion = contents.serverVersion,
                                 .writerVersion = contents.writerVersion,
                                 .database = contents.database,
                                 .isDump = true,
                                 .isComplete = true};
    for (const formats::Entry &entry : contents.entries) {
        if (isObject(entry))
            ++survey.objects[entry.kind];
        if (!entry.creation.empty()) {
            ++survey.statements;
            survey.risks.look(entry.creation, 0);
        }
        if (entry.kind == "EXTENSION")
            survey.extensions.push_back({.name = entry.name});
        if (const auto table = formats::tableOf(entry))
            survey.tables[*table] = {.bytes = archive.storedBytes(entry.number).value_or(0), .isAtLeast = true};
    }
    if (!manifest)
        return survey;
    for (const formats::ManifestTable &table : manifest->tables)
        survey.tables[table.name] = {.rows = table.digest.rows, .bytes = table.rawBytes};
    return survey;
}

Result<formats::ScriptSurvey> surveyOf(const SentBytes &content, const std::optional<formats::Manifest> &manifest,
                                       const QString &path, bool acceptsIncomplete, const std::stop_token &stop)
{
    if (!content.isScript()) {
        TRY_ASSIGN(const std::unique_ptr<formats::ArchiveReader> archive, content.archive());
        return surveyOf(*archive, manifest);
    }
    TRY_ASSIGN(const std::unique_ptr<ByteReader> text, content.text(stop));
    TRY_ASSIGN(formats::ScriptSurvey survey, formats::surveyScript(*text, content.name, stop));
    if (!acceptsIncomplete)
        TRY(formats::checkComplete(survey, path));
    const bool isNothing = survey.statements == 0;
    if (isNothing)
        return failure(unknown(path, Tr::sentence("text without any SQL statement")));
    return survey;
}

Result<> readToEnd(ByteReader &bytes, const std::stop_token &stop)
{
    std::vector<std::byte> buffer(size_t{256} * 1024);
    for (;;) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        TRY_ASSIGN(const size_t got, bytes.read(buffer));
        if (got == 0)
            return {};
    }
}

Result<qint64> countRows(formats::ArchiveReader &archive, const sql::QualifiedName &table, const std::stop_token &stop)
{
    TRY_ASSIGN(const std::unique_ptr<transfer::Reader> reader, archive.reader(stop));
    TRY_ASSIGN(const std::unique_ptr<stream::Source> source, reader->open({.table = table}));
    stream::StreamDigest digest;
    stream::RowBatch batch;
    for (;;) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        batch.clear();
        TRY_ASSIGN(const bool hasMore, source->read(batch));
        if (!hasMore)
            return qint64{digest.rows()};
        digest.add(batch);
    }
}

/// A block can be there in its whole length and hold nothing that can be expanded.
Result<> expandData(formats::ArchiveReader &archive, formats::ScriptSurvey &survey, const std::stop_token &stop)
{
    for (const formats::Entry &entry : archive.contents().entries) {
        if (!entry.hasData)
            continue;
        if (entry.kind == "BLOBS") {
            TRY_ASSIGN(const std::unique_ptr<formats::LargeObjects> objects, archive.largeObjects(entry.number, stop));
            for (;;) {
                TRY_ASSIGN(const std::optional<quint32> number, objects->next());
                if (!number)
                    break;
                TRY(readToEnd(objects->bytes(), stop));
            }
            continue;
        }
        const std::optional<sql::QualifiedName> table = formats::tableOf(entry);
        if (!table || !entry.copy) {
            TRY_ASSIGN(const std::unique_ptr<ByteReader> bytes, archive.payload(entry.number, stop));
            TRY(readToEnd(*bytes, stop));
            continue;
        }
        formats::ScriptSurvey::Rows &rows = survey.tables[*table];
        TRY_ASSIGN(rows.rows, countRows(archive, *table, stop));
        rows.isAtLeast = false;
    }
    return {};
}

/// What of one file can be loaded, after it was held against what is known of it.
Result<std::vector<SentBytes>> contentsOf(const NamedFile &file, const UnwrapOptions &options,
                                          std::optional<formats::Manifest> &manifest, const std::stop_token &stop)
{
    const QFileInfo info(file.path);
    if (info.isDir())
        return std::vector{SentBytes{.name = info.fileName(), .folder = info.absoluteFilePath()}};
    TRY_ASSIGN(std::unique_ptr<BackupFile> opened, BackupFile::open(file.path, file.record, options.password));
    const std::shared_ptr<const BackupFile> backup(std::move(opened));
    manifest = backup->manifest();
    if (manifest || (file.record && !file.record->sha256.isEmpty()))
        TRY(backup->checkIntact(stop));
    const std::shared_ptr<const RandomReader> payload(backup, &backup->payload());
    return openBytes(payload, info.fileName(), options, manifest, stop);
}

/// Roles, structure, rows: each needs what comes before.
int rankOf(const SentFiles::File &file)
{
    if (!file.content.isScript() || file.survey.objects.contains("TABLE"))
        return 1;
    return file.survey.tables.empty() ? 0 : 2;
}

} // namespace

Result<SentFiles> SentFiles::open(const QList<NamedFile> &files, const UnwrapOptions &options,
                                  const std::stop_token &stop)
{
    SentFiles sent;
    for (const NamedFile &named : files) {
        NamedFile real = named;
        // A person's own link leads where the person wants.
        if (const QString path = QFileInfo(named.path).canonicalFilePath(); !path.isEmpty())
            real.path = path;
        std::optional<formats::Manifest> manifest;
        TRY_ASSIGN(std::vector<SentBytes> contents, contentsOf(real, options, manifest, stop));
        const QFileInfo info(real.path);
        for (SentBytes &content : contents) {
            TRY_ASSIGN(formats::ScriptSurvey survey,
                       surveyOf(content, manifest, named.path, options.acceptsIncomplete, stop));
            content.mayLackEnd = options.acceptsIncomplete;
            sent.m_files.push_back(
                {real.path, info.size(), info.lastModified(), std::move(survey), std::move(content)});
        }
        if (files.size() == 1)
            sent.m_manifest = std::move(manifest);
    }
    std::stable_sort(sent.m_files.begin(), sent.m_files.end(),
                     [](const File &one, const File &other) { return rankOf(one) < rankOf(other); });
    const auto structures
        = std::count_if(sent.m_files.begin(), sent.m_files.end(), [](const File &file) { return rankOf(file) == 1; });
    const bool hasArchive = std::any_of(sent.m_files.begin(), sent.m_files.end(),
                                        [](const File &file) { return !file.content.isScript(); });
    if (structures > 1 || (hasArchive && sent.m_files.size() > 1)) {
        return failure({.code = ErrorCode::Usage,
                        .subject = Tr::tr("These files hold more than one database: give one of them at a time.")});
    }
    return sent;
}

QString SentFiles::name() const
{
    QStringList names;
    for (const File &file : m_files)
        names.append(file.content.name);
    return names.join(u" + "_s);
}

QDateTime SentFiles::made() const
{
    if (m_manifest)
        return m_manifest->snapshot;
    QDateTime newest;
    for (const File &file : m_files)
        newest = newest.isValid() ? std::max(newest, file.changed) : file.changed;
    return newest;
}

Result<> SentFiles::checkUnchanged() const
{
    for (const File &file : m_files) {
        const QFileInfo now(file.path);
        if (now.size() != file.bytes || now.lastModified() != file.changed)
            return failure({.code = ErrorCode::FileChanged, .subject = file.path});
    }
    return {};
}

bool SentFiles::countsAsProduction() const
{
    // Of what Sosie has written it says what it is; a manifest in clear can be forged, but only by who could have
    // changed the file as well.
    return !m_manifest || (!m_manifest->anonymization && m_manifest->environmentType == "production"_L1);
}

Result<bool> SentFiles::checkData(qint64 most, const std::stop_token &stop)
{
    bool isWhole = true;
    for (File &file : m_files) {
        if (file.content.isScript())
            continue;
        if (file.bytes > most) {
            isWhole = false;
            continue;
        }
        TRY_ASSIGN(const std::unique_ptr<formats::ArchiveReader> archive, file.content.archive());
        TRY(archive->checkData(stop));
        TRY(expandData(*archive, file.survey, stop));
    }
    return isWhole;
}

Result<Loaded> SentFiles::load(const QString &parent, const LoadLimits &limits, const std::stop_token &stop,
                               Progress &progress) const
{
    std::vector<SentBytes> contents;
    for (const File &file : m_files)
        contents.push_back(file.content);
    return loadBytes(contents, parent, limits, stop, progress);
}

} // namespace engine::importing
