// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/sent_files.h"

#include "engine/base/files/file_hash.h"
#include "engine/base/files/file_reader.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace engine::importing {

namespace {

/// A reader with the file that it reads.
class OwnedRange final : public ByteReader
{
public:
    explicit OwnedRange(std::unique_ptr<FileReader> file)
        : m_file(std::move(file))
        , m_range(*m_file)
    {}
    Result<size_t> read(std::span<std::byte> into) override { return m_range.read(into); }

private:
    std::unique_ptr<FileReader> m_file;
    RangeReader m_range;
};

Result<std::unique_ptr<ByteReader>> openBytes(const QString &path)
{
    TRY_ASSIGN(std::unique_ptr<FileReader> file, FileReader::open(path));
    return std::make_unique<OwnedRange>(std::move(file));
}

Error unknown(const QString &path, const Sentence &looks)
{
    return {.code = ErrorCode::FormatUnknown, .subject = path, .differences = {looks}};
}

/// Nothing for text. What only looks like SQL is refused by the splitter.
std::optional<Sentence> whatElse(std::string_view beginning)
{
    if (beginning.empty())
        return Tr::sentence("a file of 0 bytes");
    struct Sign
    {
        std::string_view bytes;
        Sentence words;
    };
    const std::array signs{Sign{"%PDF", Tr::sentence("a PDF document")},
                           Sign{"\x89PNG", Tr::sentence("a picture")},
                           Sign{"\xFF\xD8\xFF", Tr::sentence("a picture")},
                           Sign{"SQLite format 3", Tr::sentence("a database of SQLite")},
                           Sign{"\x7F"
                                "ELF",
                                Tr::sentence("a program")},
                           Sign{"<?xml", Tr::sentence("an XML document")},
                           Sign{"<!DOCTYPE", Tr::sentence("a web page")},
                           Sign{"<html", Tr::sentence("a web page")},
                           Sign{"-- MySQL dump", Tr::sentence("a dump of MySQL")},
                           Sign{"-- MariaDB dump", Tr::sentence("a dump of MariaDB")}};
    for (const Sign &sign : signs) {
        if (beginning.starts_with(sign.bytes))
            return sign.words;
    }
    const bool isUtf16 = beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF");
    if (!isUtf16 && beginning.find('\0') != std::string_view::npos)
        return Tr::sentence("bytes that are no text");
    return std::nullopt;
}

/// Errors: FileDamaged when it is not the file that the manifest is of.
Result<> checkHash(const FileReader &file, const formats::Manifest &manifest, const QString &path,
                   const std::stop_token &stop)
{
    TRY_ASSIGN(const QString found, sha256Of(file, stop));
    if (found == manifest.sha256 && file.size() == manifest.fileBytes)
        return {};
    return failure({.code = ErrorCode::FileDamaged,
                    .subject = path,
                    .differences = {Tr::sentence("its SHA-256 is not the one in its manifest")}});
}

Result<SentFiles::File> look(const QString &path, const std::stop_token &stop)
{
    const QFileInfo info(path);
    if (info.isDir())
        return failure(unknown(path, Tr::sentence("a folder")));
    const QString real = info.isSymLink() ? info.canonicalFilePath() : info.absoluteFilePath();
    TRY_ASSIGN(const std::unique_ptr<FileReader> file, FileReader::open(real.isEmpty() ? path : real));
    // What Sosie has written is known whole, or not looked at.
    std::optional<formats::Manifest> manifest;
    if (QFileInfo::exists(formats::manifestPath(real))) {
        TRY_ASSIGN(manifest, formats::readManifestBeside(real));
        TRY(checkHash(*file, *manifest, path, stop));
    }
    std::string beginning(4096, '\0');
    TRY_ASSIGN(const size_t got, file->readAt(0, std::as_writable_bytes(std::span(beginning))));
    beginning.resize(got);
    if (const std::optional<Sentence> other = whatElse(beginning))
        return failure(unknown(path, *other));
    RangeReader bytes(*file);
    TRY_ASSIGN(formats::ScriptSurvey survey, formats::surveyScript(bytes, info.fileName(), stop));
    const bool isNothing = survey.statements == 0;
    if (isNothing)
        return failure(unknown(path, Tr::sentence("text without any SQL statement")));
    return SentFiles::File{real, file->size(), info.lastModified(), std::move(survey)};
}

/// Roles, structure, rows: each needs what comes before.
int rankOf(const SentFiles::File &file)
{
    if (file.survey.objects.contains("TABLE"))
        return 1;
    return file.survey.tables.empty() ? 0 : 2;
}

} // namespace

Result<SentFiles> SentFiles::open(const QStringList &paths, const std::stop_token &stop)
{
    SentFiles sent;
    for (const QString &path : paths) {
        TRY_ASSIGN(File file, look(path, stop));
        sent.m_files.push_back(std::move(file));
    }
    std::stable_sort(sent.m_files.begin(), sent.m_files.end(),
                     [](const File &one, const File &other) { return rankOf(one) < rankOf(other); });
    const auto structures
        = std::count_if(sent.m_files.begin(), sent.m_files.end(), [](const File &file) { return rankOf(file) == 1; });
    if (structures > 1) {
        return failure({.code = ErrorCode::Usage,
                        .subject = Tr::tr("These files hold more than one database: give one of them at a time.")});
    }
    if (sent.m_files.size() == 1 && QFileInfo::exists(formats::manifestPath(sent.m_files.front().path))) {
        TRY_ASSIGN(sent.m_manifest, formats::readManifestBeside(sent.m_files.front().path));
    }
    return sent;
}

QString SentFiles::name() const
{
    QStringList names;
    for (const File &file : m_files)
        names.append(QFileInfo(file.path).fileName());
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

bool SentFiles::countsAsProduction() const
{
    // Of what Sosie has written it says what it is; a manifest in clear can be forged, but only by who could have
    // changed the file as well.
    return !m_manifest || (!m_manifest->anonymization && m_manifest->environmentType == "production"_L1);
}

Result<Loaded> SentFiles::load(const QString &parent, const LoadLimits &limits, const std::stop_token &stop,
                               Progress &progress) const
{
    std::vector<ScriptFile> scripts;
    for (const File &file : m_files)
        scripts.push_back({QFileInfo(file.path).fileName(), [path = file.path] { return openBytes(path); }});
    return loadScripts(parent, scripts, limits, stop, progress);
}

} // namespace engine::importing
