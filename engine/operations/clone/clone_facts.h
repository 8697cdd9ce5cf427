// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/catalog/aside/outside_dependents.h"
#include "engine/catalog/model/schema.h"
#include "engine/fitting/target_facts.h"
#include "engine/merge/kept_tables.h"
#include "engine/runs/plan.h"
#include "engine/supabase/auth_users.h"
#include "engine/supabase/missing_users.h"
#include "engine/supabase/platform_parts.h"
#include "engine/target/exchanged_rows.h"
#include "engine/target/extension_rows.h"

#include <memory>
#include <string>
#include <vector>

namespace engine::operations {

/// Both sides of a clone, looked at once: what the plan is made of, and what run() works with.
struct CloneInspection
{
    runs::Plan plan{};
    catalog::Schema source{};
    /// The cloned schemas as the target has them.
    catalog::Schema target{};
    fitting::TargetFacts targetFacts{};
    std::vector<catalog::OutsideDependent> outsideDependents{};
    /// Of the source, to be made in the target, which has none of that name.
    std::vector<supabase::PlatformPart> platformParts{};
    std::vector<anonymize::TableShape> shapes{};
    std::vector<anonymize::ColumnDecision> decisions{};
    selection::RowSelection selection{};
    /// Those that rows of the source break, where such rows are left out.
    std::vector<sql::KeySoundness> brokenKeys{};
    supabase::AuthUsers users{};
    supabase::MissingUsers missingUsers = supabase::MissingUsers::Stop;
    /// Null when nothing needs one, or when there is none: then that is a problem.
    std::shared_ptr<const anonymize::ProjectKey> key{};
    /// What the target's server was asked before anybody agreed to anything; empty when nothing was sent.
    Sentence rehearsed{};
    target::ExtensionRows extensionRows{};
    target::PlannedExchange exchange{};
    /// Empty while what an interrupted clone left is still in the target.
    merge::KeptTables kept{};

    /// Keeps a failure as a problem of the plan; gives back only Cancelled, which ends the inspection.
    Result<> note(const Result<> &result);
    void problem(Error error);
    void warning(const Sentence &sentence);
    void information(const Sentence &sentence);
};

} // namespace engine::operations
