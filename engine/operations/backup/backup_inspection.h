// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/base/progress.h"
#include "engine/catalog/model/schema.h"
#include "engine/environments/end.h"
#include "engine/operations/backup/backup_options.h"
#include "engine/operations/backup/backup_place.h"
#include "engine/runs/plan.h"
#include "engine/safety/production_registry.h"
#include "engine/selection/row_selection.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

/// The source of a backup, looked at once: what the plan is made of, and what run() works with.
struct BackupInspection
{
    runs::Plan plan{};
    catalog::Schema source{};
    /// Whose structure is in the file.
    std::vector<std::string> schemas{};
    selection::RowSelection selection{};
    std::vector<anonymize::TableShape> shapes{};
    std::vector<anonymize::ColumnDecision> decisions{};
    std::shared_ptr<const anonymize::ProjectKey> key{};
    BackupPlace place{};

    /// Keeps a failure as a problem of the plan; gives back only Cancelled, which ends the inspection.
    Result<> note(const Result<> &result);
    void warning(const Sentence &sentence);
    void information(const Sentence &sentence);
};

/// Looks at the source and at the place of the file, and writes nothing. Errors: only Cancelled.
Result<BackupInspection> inspectBackup(const environments::End &source, const BackupOptions &options,
                                       const safety::ProductionRegistry &registry, std::stop_token stop,
                                       Progress &progress);

} // namespace engine::operations
