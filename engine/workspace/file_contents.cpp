// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/file_contents.h"

#include "engine/backups/backup_list.h"
#include "engine/formats/script/script_risks.h"
#include "engine/importing/sent_files.h"
#include "engine/workspace/loads.h"
#include "engine/workspace/workspace.h"

#include <map>

namespace engine::workspace {

using importing::SentFiles;

namespace {

QString nameOf(const sql::QualifiedName &table)
{
    return table.schema.empty() ? text(table.name) : text(table.displayed());
}

void take(QString &to, const std::string &from)
{
    if (to.isEmpty())
        to = text(from);
}

void addRisks(FileContents &contents, const SentFiles::File &file)
{
    for (const auto &[risk, found] : file.survey.risks.found())
        contents.risks.append({.what = formats::riskSentence(risk), .lines = {found.lines.begin(), found.lines.end()}});
}

} // namespace

FileContents contentsOf(const SentFiles &files)
{
    FileContents contents{.name = files.name(),
                          .isScript = files.kind() == SentFiles::Kind::Script,
                          .made = files.made(),
                          .countsAsProduction = files.countsAsProduction()};
    std::map<std::string, qint64> objects;
    std::map<sql::QualifiedName, formats::ScriptSurvey::Rows> tables;
    for (const SentFiles::File &file : files.files()) {
        contents.bytes += file.bytes;
        take(contents.database, file.survey.database);
        take(contents.serverVersion, file.survey.serverVersion);
        take(contents.writerVersion, file.survey.writerVersion);
        for (const auto &[kind, count] : file.survey.objects)
            objects[kind] += count;
        for (const auto &[table, rows] : file.survey.tables) {
            formats::ScriptSurvey::Rows &all = tables[table];
            all.rows += rows.rows;
            all.bytes += rows.bytes;
            all.isAtLeast = all.isAtLeast || rows.isAtLeast;
        }
        addRisks(contents, file);
    }
    for (const auto &[kind, count] : objects)
        contents.objects.append({.kind = text(kind), .count = count});
    for (const auto &[table, rows] : tables)
        contents.tables.append({.schema = text(table.schema),
                                .table = text(table.name),
                                .name = nameOf(table),
                                .rows = rows.rows,
                                .bytes = rows.bytes,
                                .isAtLeast = rows.isAtLeast});
    return contents;
}

Result<FileContents> lookInto(const QStringList &files, const Workspace &workspace,
                              const backups::PasswordSource &password, const std::stop_token &stop)
{
    const backups::BackupList list(workspace.backups());
    QList<backups::NamedFile> named;
    for (const QString &file : files) {
        TRY_ASSIGN(backups::NamedFile each, list.file(file));
        named.append(std::move(each));
    }
    bool isEncrypted = false;
    const backups::PasswordSource seen = [&](const QString &subject) -> Result<Secret> {
        isEncrypted = true;
        return password ? password(subject)
                        : Result<Secret>(failure({.code = ErrorCode::FilePasswordMissing, .subject = subject}));
    };
    TRY_ASSIGN(SentFiles sent, SentFiles::open(named, {.password = seen, .folder = loadsFolder(workspace)}, stop));
    const auto kept = std::make_shared<const SentFiles>(std::move(sent));
    FileContents contents = contentsOf(*kept);
    contents.isEncrypted = isEncrypted;
    contents.files = kept;
    return contents;
}

} // namespace engine::workspace
