// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/retry.h"
#include "engine/environments/environment.h"
#include "engine/operations/replacement.h"
#include "engine/selection/row_choice.h"
#include "engine/supabase/missing_users.h"
#include "engine/workspace/requests/prepared.h"

#include <QString>

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::workspace {

class Workspace;

/// A clone as people ask for it, in the window and in a terminal alike. A value: what it means is looked up when the
/// operation is made of it.
struct CloneRequest
{
    /// The name of an environment, or an address.
    QString source{};
    QString target{};
    /// Of a target given as an address, which has none of its own.
    std::optional<environments::EnvironmentType> targetType{};

    /// Replace personal data. From a production that is done whatever this says, unless `rawReason` is set and the
    /// target accepts it.
    bool anonymize = true;
    QString rawReason{};
    /// A rule file, which replaces those kept for the source. Not read where a reason for clear data is given.
    QString ruleFile{};
    /// Use no rules, not even those kept for the source: detection alone decides.
    bool withoutRules = false;
    /// Refuse columns about which neither rules nor detection can decide.
    bool strict = false;

    /// Empty: all.
    std::vector<std::string> schemas{};
    /// Without the meaning of groups, which is looked up.
    selection::RowChoice rows{};
    /// Where rows of the source that break its own keys are listed, which are left out then; empty: they stand in the
    /// way.
    QString brokenRowsFile{};
    /// The rest without what no server reads back.
    bool leaveOutBroken = false;
    /// Leave on what acts on the world from the copy: webhooks, queues.
    bool keepSideEffects = false;
    /// Absent: as is usual for the choice about personal data.
    std::optional<supabase::MissingUsers> missingUsers{};

    /// 0: chosen from both servers' limits and this computer.
    int jobs = 0;
    int retries = RetryPolicy{}.retries;
    bool verify = true;

    bool operator==(const CloneRequest &) const = default;
};

/// What becomes of a clone between two ends that were found already, whatever the names in the request are.
/// Errors: those of reading rules and groups.
[[nodiscard]] Result<operations::Replacing> cloneInto(operations::End target, const CloneRequest &request,
                                                      const Workspace &workspace);

/// Finds environments, passwords, rules and groups. The workspace must outlive the operation.
/// Errors: those of Workspace::end(), and of reading rules and groups.
[[nodiscard]] Result<Prepared> prepare(const CloneRequest &request, const Workspace &workspace, std::stop_token stop);

} // namespace engine::workspace
