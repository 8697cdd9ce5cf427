// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/compare/row_scripts.h"

#include <QFile>
#include <QFileInfo>

#include <filesystem>

namespace engine::operations {

using fingerprint::ComparedTable;
using fingerprint::RowDifference;

namespace {

/// Written first, until it takes the place of the file.
QString besideOf(const QString &path)
{
    return path + QStringLiteral(".new");
}

} // namespace

Result<std::unique_ptr<RowScripts::Script>> RowScripts::script(const QString &path, const QString &title,
                                                               fingerprint::RowScriptOptions options,
                                                               std::shared_ptr<const catalog::Schema> target,
                                                               std::shared_ptr<const catalog::Schema> source)
{
    options.title = {title.toStdString(),
                     Tr::tr("Written by Sosie; it holds values of both databases in clear. Read it before you run it.")
                         .toStdString()};
    options.folder = QFileInfo(path).absolutePath();
    auto made = std::make_unique<Script>(std::move(target), std::move(source), std::move(options));
    made->path = path;
    QFile::remove(besideOf(path));
    TRY_ASSIGN(made->file, PartialFile::create(besideOf(path)));
    return made;
}

Result<RowScripts> RowScripts::open(const Wanted &wanted, const Sides &sides)
{
    RowScripts scripts;
    if (!wanted.path.isEmpty()) {
        const QString title = Tr::tr("Makes the rows of \"%1\" like those of \"%2\".").arg(sides.target, sides.source);
        TRY_ASSIGN(scripts.m_forth, script(wanted.path, title, wanted.script, sides.targetSchema, sides.sourceSchema));
    }
    if (!wanted.reversePath.isEmpty()) {
        const QString title
            = Tr::tr("Brings the rows of \"%1\" back to what they were before they were made like those of \"%2\".")
                  .arg(sides.target, sides.source);
        fingerprint::RowScriptOptions options = wanted.script;
        std::swap(options.inserts, options.deletes);
        // Sequences stay where they are then: no number is given twice.
        TRY_ASSIGN(scripts.m_back,
                   script(wanted.reversePath, title, std::move(options), sides.targetSchema, sides.targetSchema));
    }
    return scripts;
}

Result<> RowScripts::add(const ComparedTable &table, const RowDifference &row)
{
    if (m_forth)
        TRY(m_forth->sql.add(table, row));
    return m_back ? m_back->sql.add(table, takenBack(row)) : Result<>();
}

Result<> RowScripts::write(Script &script)
{
    TRY(script.sql.write(*script.file));
    TRY(script.file->finish());
    std::error_code failed;
    std::filesystem::rename(besideOf(script.path).toStdString(), script.path.toStdString(), failed);
    if (!failed)
        return {};
    QFile::remove(besideOf(script.path));
    return failure({.code = ErrorCode::FileUnwritable, .subject = script.path, .detail = text(failed.message())});
}

Result<> RowScripts::write()
{
    if (m_forth)
        TRY(write(*m_forth));
    return m_back ? write(*m_back) : Result<>();
}

} // namespace engine::operations
