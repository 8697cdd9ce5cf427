// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/retry.h"
#include "engine/selection/row_choice.h"
#include "engine/supabase/missing_users.h"
#include "engine/target/exchanged_rows.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine::anonymize {
class RuleSet;
class ProjectKey;
} // namespace engine::anonymize

namespace engine::operations {

/// What the person chose; all of it has a default that is right for a clone from production.
struct CloneOptions
{
    /// From production, data is anonymized whatever this says, unless `rawReason` is set and the target allows it.
    bool anonymize = true;
    QString rawReason{};
    /// Null: detection alone decides.
    std::shared_ptr<const anonymize::RuleSet> rules{};
    /// What could not be understood of the file they come from: said with all else that is wrong, and nothing is done.
    QList<Error> ruleMistakes{};
    /// The environment for which these rules are kept (kept_rules.h); empty when they come from a file.
    QString rulesKeptFor{};
    /// Under which values are replaced. Null: findKey() is asked when it turns out that something must be replaced,
    /// which depends on what the source is and not on what was asked for.
    std::shared_ptr<const anonymize::ProjectKey> key{};
    std::function<Result<anonymize::ProjectKey>()> findKey{};
    /// Refuse columns about which neither rules nor detection could decide (--strict).
    bool strict = false;
    /// Empty: every schema of the source that is not the server's or the hosting platform's.
    std::vector<std::string> schemas{};
    selection::RowChoice rows{};
    /// Where rows of the source that break its own keys are listed, which are left out then; empty: they stand in the
    /// way.
    QString brokenRowsFile{};
    /// Parallel streams; 0: chosen from both servers' limits and this computer.
    int jobs = 0;
    bool verify = true;
    /// Clones the rest without what no server reads back, and without what needs it; else that is refused.
    bool leaveOutBroken = false;
    /// For what may be tried again without mixing two snapshots.
    RetryPolicy retries{};
    /// Switches off what would act on the world from the copy: webhooks, queues (side_effects.h).
    bool defuse = true;
    /// The schemas are new in the target: what is there, and what belongs to no schema, stays as it is.
    bool beside = false;
    /// Of such schemas: tables whose rows go on into tables of the target once they are there and verified. The schemas
    /// are dropped then.
    std::vector<target::ExchangedTable> exchanged{};
    /// Absent: copied where data is anonymized; else the person has to decide.
    std::optional<supabase::MissingUsers> missingUsers{};
};

} // namespace engine::operations
