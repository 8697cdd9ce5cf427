// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/structure_sides.h"

#include "engine/backups/backup_list.h"
#include "engine/base/files/atomic_file.h"
#include "engine/base/files/file_reader.h"
#include "engine/catalog/comparison/saved_structure.h"
#include "engine/environments/connection_recipe.h"
#include "engine/importing/sent_files.h"
#include "engine/workspace/loads.h"
#include "engine/workspace/workspace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace engine::workspace {

using namespace Qt::StringLiterals;
using environments::End;
using operations::StructureFile;
using operations::StructureSource;

namespace {

constexpr qint64 largestStructure = qint64{512} << 20;
constexpr qint64 beginning = 4096;

StructureSource sourceOf(const QString &name, StructureFile file)
{
    return {.end = {.environment = {.name = name, .type = environments::EnvironmentType::Test}},
            .file = std::move(file)};
}

importing::LoadLimits structureOnly()
{
    importing::LoadLimits limits;
    limits.withoutRows = true;
    return limits;
}

bool holdsStructure(const QString &path)
{
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly)
           && catalog::isSavedStructure(file.read(beginning));
}

StructureFile sentFiles(const QList<backups::NamedFile> &files, const backups::PasswordSource &password,
                        const QString &folder)
{
    return {.load
            = [files, password, folder](const std::stop_token &stop, Progress &progress) -> Result<importing::Loaded> {
        TRY_ASSIGN(const importing::SentFiles sent,
                   importing::SentFiles::open(files, {.password = password, .folder = folder}, stop));
        return sent.load(folder, structureOnly(), stop, progress);
    }};
}

/// Its reader borrows the file.
class WholeFile final : public ByteReader
{
public:
    explicit WholeFile(std::unique_ptr<FileReader> file)
        : m_file(std::move(file))
        , m_range(*m_file)
    {}
    Result<size_t> read(std::span<std::byte> into) override { return m_range.read(into); }

private:
    std::unique_ptr<FileReader> m_file;
    RangeReader m_range;
};

/// One after the other, as whoever applies them does.
StructureFile migrations(const QStringList &paths, const QString &folder)
{
    return {.load = [paths, folder](const std::stop_token &stop, Progress &progress) {
        std::vector<importing::ScriptFile> scripts;
        for (const QString &path : paths) {
            scripts.push_back(
                {.name = QFileInfo(path).fileName(), .open = [path]() -> Result<std::unique_ptr<ByteReader>> {
                     TRY_ASSIGN(std::unique_ptr<FileReader> file, FileReader::open(path));
                     return std::unique_ptr<ByteReader>(std::make_unique<WholeFile>(std::move(file)));
                 }});
        }
        return importing::loadScripts(folder, scripts, structureOnly(), stop, progress);
    }};
}

QStringList scriptsIn(const QString &folder)
{
    QStringList paths;
    for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.sql"_s}, QDir::Files, QDir::Name))
        paths.append(file.canonicalFilePath());
    return paths;
}

/// What `supabase db dump` writes: roles, structure and rows, which have an order of their own.
bool isDump(const QStringList &paths)
{
    return std::ranges::any_of(paths, [](const QString &path) {
        const QString name = QFileInfo(path).fileName();
        return name == "roles.sql"_L1 || name == "schema.sql"_L1 || name == "data.sql"_L1;
    });
}

Result<StructureSource> folderSource(const QString &name, const backups::PasswordSource &password, const QString &loads)
{
    for (const QString &place : QStringList{name + u"/supabase/migrations"_s, name + u"/migrations"_s, name}) {
        const QStringList paths = scriptsIn(place);
        if (paths.isEmpty())
            continue;
        if (!isDump(paths))
            return sourceOf(name, migrations(paths, loads));
        QList<backups::NamedFile> files;
        for (const QString &path : paths)
            files.append({.path = path});
        return sourceOf(name, sentFiles(files, password, loads));
    }
    // An archive in pg_dump's folder format, or nothing that anybody knows.
    return sourceOf(name, sentFiles({{.path = name}}, password, loads));
}

} // namespace

Result<StructureSource> structureSource(const QString &name, const Workspace &workspace,
                                        const backups::PasswordSource &password, std::stop_token stop)
{
    Result<End> end = workspace.end(name, {}, std::move(stop));
    if (end)
        return StructureSource{.end = std::move(*end)};
    if (end.error().code != ErrorCode::EnvironmentUnknown || environments::isAddress(name))
        return failure(end.error());
    const QString loads = loadsFolder(workspace);
    if (QFileInfo(name).isDir())
        return folderSource(QDir::cleanPath(name), password, loads);
    if (holdsStructure(name)) {
        TRY_ASSIGN(const QByteArray bytes, readWholeFile(QFileInfo(name).canonicalFilePath(), largestStructure));
        TRY_ASSIGN(catalog::Schema schema, catalog::readSavedStructure(bytes, name));
        return sourceOf(QFileInfo(name).fileName(),
                        {.saved = std::make_shared<const catalog::Schema>(std::move(schema))});
    }
    const backups::BackupList list(workspace.backups());
    const QStringList parts = QFileInfo::exists(name) ? QStringList{name} : name.split(u',', Qt::SkipEmptyParts);
    QList<backups::NamedFile> files;
    QStringList names;
    for (const QString &part : parts) {
        Result<backups::NamedFile> file = list.file(part);
        // Nothing of that name at all: then an environment was meant.
        if (!file)
            return failure(file.error().code == ErrorCode::BackupUnknown ? end.error() : file.error());
        names.append(QFileInfo(file->path).fileName());
        files.append(std::move(*file));
    }
    return sourceOf(names.join(u" + "_s), sentFiles(files, password, loads));
}

} // namespace engine::workspace
