// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/partial_file.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/fingerprint/script/row_script.h"

#include <QString>

#include <memory>

namespace engine::operations {

/// The files of SQL that were asked for: one that makes rows of the target like those of the source, one that brings
/// them back. Files of their names are replaced when all is whole; else nothing is left of them.
class RowScripts final
{
public:
    struct Wanted
    {
        fingerprint::RowScriptOptions script{};
        /// Empty: not wanted.
        QString path{};
        QString reversePath{};
    };
    struct Sides
    {
        QString source{};
        QString target{};
        std::shared_ptr<const catalog::Schema> sourceSchema{};
        std::shared_ptr<const catalog::Schema> targetSchema{};
    };
    /// Errors: FileUnwritable, LocalDiskFull: before anything was read for them.
    static Result<RowScripts> open(const Wanted &wanted, const Sides &sides);

    [[nodiscard]] bool areWanted() const { return m_forth || m_back; }
    Result<> add(const fingerprint::ComparedTable &table, const fingerprint::RowDifference &row);
    Result<> write();

private:
    struct Script
    {
        Script(std::shared_ptr<const catalog::Schema> target, std::shared_ptr<const catalog::Schema> source,
               fingerprint::RowScriptOptions options)
            : sql(std::move(target), std::move(source), std::move(options))
        {}

        fingerprint::RowScript sql;
        std::unique_ptr<PartialFile> file{};
        QString path{};
    };
    static Result<std::unique_ptr<Script>> script(const QString &path, const QString &title,
                                                  fingerprint::RowScriptOptions options,
                                                  std::shared_ptr<const catalog::Schema> target,
                                                  std::shared_ptr<const catalog::Schema> source);
    static Result<> write(Script &script);

    std::unique_ptr<Script> m_forth{};
    std::unique_ptr<Script> m_back{};
};

} // namespace engine::operations
