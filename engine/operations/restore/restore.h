// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/importing/sent_files.h"
#include "engine/operations/operation.h"
#include "engine/operations/replacement.h"
#include "engine/operations/restore/restored_part.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

struct RestoreOptions
{
    QList<backups::NamedFile> files{};
    /// The same, looked at before; null: opened by plan().
    std::shared_ptr<const importing::SentFiles> looked{};
    backups::PasswordSource password{};
    /// Where private servers are made.
    QString loadsFolder{};
    importing::LoadLimits limits{};
    RestoredPartChoice part{};
    /// A script of pg_dump without its last line is taken.
    bool acceptsIncomplete = false;
    /// Looked at for what would be lost, and for names that are taken there.
    End target{};
};

/// Replaces the contents of an environment by those of a file (DESIGN part 7), or the rows of chosen tables, or makes
/// what the file holds beside what is there.
///
/// plan() loads the file into a private server that was made for it, where everything in it is taken for hostile, and
/// plans to replace the target by what arrived there; run() does so: restore point, guard, rules for personal data and
/// verification are those of that operation. The server is thrown away with this object. What does not say of itself
/// that it holds nobody's data in clear counts as a production.
class Restore final : public Operation
{
public:
    Restore(RestoreOptions options, Replacing replacing);
    ~Restore() override;

    /// Errors: beside Cancelled all that is wrong with the file, of which there is nothing to plan.
    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;

private:
    Result<> findPlatformSchemas(const importing::Loaded &loaded, const std::stop_token &stop);
    Result<> load(const std::stop_token &stop, Progress &progress);
    void describe(runs::Plan &plan) const;
    void describePart(runs::Plan &plan) const;
    Result<> describeLosses(runs::Plan &plan, const std::stop_token &stop) const;
    /// Whether rows of the target's own tables are replaced, and not all that it has.
    [[nodiscard]] bool isExchange() const { return !m_options.part.sideBySide && !m_options.part.tables.empty(); }
    [[nodiscard]] Replacement replacement() const;
    /// "public.orders" for what stands in a schema of its own until it is exchanged; other names as they are.
    [[nodiscard]] QString asInTarget(const QString &table) const;

    RestoreOptions m_options;
    Replacing m_replacing;
    std::optional<importing::SentFiles> m_files;
    std::unique_ptr<importing::Loaded> m_loaded;
    RestoredPart m_part;
    /// Of a hosting platform that the target is not, with the file's own.
    std::vector<std::string> m_schemasWithPlatform;
    QStringList m_platformSchemas;
    // Borrows what was loaded.
    std::shared_ptr<Operation> m_work;
    runs::Plan m_plan;
};

} // namespace engine::operations
