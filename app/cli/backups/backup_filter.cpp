// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_filter.h"

#include "app/cli/commands/command.h"
#include "app/tr.h"
#include "engine/backups/csv_export.h"

#include <initializer_list>

namespace app::cli {

using engine::backups::keyOf;
using engine::store::BackupFilter;
using engine::store::BackupKind;
using engine::store::BackupStatus;
using engine::store::ProofLevel;

namespace {

template <typename Choice>
std::optional<Choice> chosen(const std::string &key, std::initializer_list<Choice> choices)
{
    for (const Choice choice : choices) {
        if (keyOf(choice) == engine::text(key))
            return choice;
    }
    return {};
}

} // namespace

void BackupFilterOptions::addTo(CLI::App &command)
{
    command.add_option("--environment", environment, help(Tr::tr("Only backups of this environment.")))
        ->type_name("ENV");
    command
        .add_option("--status", status,
                    help(Tr::tr("Only those that are running, completed, failed, cancelled, missing or deleted.")))
        ->check(CLI::IsMember({"running", "completed", "failed", "cancelled", "missing", "deleted"}))
        ->type_name("STATUS");
    command.add_option("--kind", kind, help(Tr::tr("Only those of this kind: full or manual.")))
        ->check(CLI::IsMember({"full", "manual"}))
        ->type_name("KIND");
    command.add_option("--tag", tag, help(Tr::tr("Only those with this tag.")))->type_name("TAG");
    command
        .add_option("--search", words,
                    help(Tr::tr("Only those whose file, note, identifier or environment contains this.")))
        ->type_name("TEXT");
    command
        .add_option("--verified", proof,
                    help(Tr::tr("Only those of which at least this was shown: intact, complete or restored.")))
        ->check(CLI::IsMember({"intact", "complete", "restored"}))
        ->type_name("LEVEL");
    command.add_flag("--pinned", isPinned, help(Tr::tr("Only pinned ones.")));
}

BackupFilter BackupFilterOptions::filter() const
{
    BackupFilter filter{.environment = engine::text(environment),
                        .status
                        = chosen(status, {BackupStatus::Running, BackupStatus::Completed, BackupStatus::Failed,
                                          BackupStatus::Cancelled, BackupStatus::Missing, BackupStatus::Deleted}),
                        .kind = chosen(kind, {BackupKind::Full, BackupKind::Manual}),
                        .tag = engine::text(tag),
                        .words = engine::text(words),
                        .onlyPinned = isPinned};
    filter.atLeast = chosen(proof, {ProofLevel::FileIntact, ProofLevel::ContentComplete, ProofLevel::Restored})
                         .value_or(ProofLevel::None);
    filter.hidesDeleted = !filter.status;
    return filter;
}

bool BackupFilterOptions::isEmpty() const
{
    return environment.empty() && status.empty() && kind.empty() && tag.empty() && words.empty() && proof.empty()
           && !isPinned;
}

} // namespace app::cli
