// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/importing/sent_files.h"
#include "engine/operations/operation.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

/// Makes the operation that replaces a target by what a database holds. The verb that can do that is handed in by who
/// makes a restore: verbs do not know each other.
using Replacing = std::function<std::shared_ptr<Operation>(End source)>;

struct RestoreOptions
{
    QList<backups::NamedFile> files{};
    /// The same, looked at before; null: opened by plan().
    std::shared_ptr<const importing::SentFiles> looked{};
    backups::PasswordSource password{};
    /// Where private servers are made.
    QString loadsFolder{};
    importing::LoadLimits limits{};
};

/// Replaces the contents of an environment by those of a file (DESIGN part 7).
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
    Result<> load(const std::stop_token &stop, Progress &progress);
    void describe(runs::Plan &plan) const;

    RestoreOptions m_options;
    Replacing m_replacing;
    std::optional<importing::SentFiles> m_files;
    std::unique_ptr<importing::Loaded> m_loaded;
    // Borrows what was loaded.
    std::shared_ptr<Operation> m_work;
    runs::Plan m_plan;
};

} // namespace engine::operations
