// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/base/retry.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/schema.h"
#include "engine/environments/end.h"
#include "engine/merge/kept_rows.h"
#include "engine/pg/read_only_connection.h"
#include "engine/safety/guard.h"
#include "engine/supabase/auth_users.h"
#include "engine/supabase/known_users.h"

#include <string>
#include <vector>

namespace engine::copying {

/// Everything that moving the rows of a clone needs to know. Borrowed by moveRows() for its duration.
struct RowTransfer
{
    const environments::End &source;
    const environments::End &target;
    /// Asked on each worker's own connection, and again before each table is emptied.
    const safety::DestructivePermit &permit;
    /// Exported by a connection that keeps it alive.
    std::string snapshot{};
    /// application_name of the target's connections.
    std::string applicationName{};
    /// To the target, idle: asked meanwhile what the workers wait for. Its stop token is another one afterwards.
    pg::Connection &session;
    const catalog::Schema &schema;
    /// Those that the schema's script was made with.
    const catalog::DdlOptions &ddl;
    /// Built as soon as the rows of their table are there.
    const std::vector<catalog::DdlStatement> &indexes;
    /// Made once all rows, indexes and statistics are there, by one worker.
    const std::vector<catalog::DdlStatement> &keys;
    /// Run once the keys are there, by all.
    const std::vector<catalog::DdlStatement> &validations;
    const selection::RowSelection &selection;
    /// Tables that are read in one piece, by a plain COPY.
    const pg::UntrustedTables &untrusted;
    /// Tables whose rows come from what was set aside in the target.
    const std::vector<merge::KeptRows> &kept;
    /// Empty when rows are copied as they are.
    const std::vector<anonymize::TableShape> &shapes;
    const std::vector<anonymize::ColumnDecision> &decisions;
    const anonymize::ProjectKey *key = nullptr;
    /// What the source declares of its people, to be found in texts and documents; may be null.
    const anonymize::KnownValues *declared = nullptr;
    const supabase::AuthUsers &users;
    /// Not null: references to other users are emptied.
    const supabase::KnownUsers *knownUsers = nullptr;
    int jobs = 2;
    bool verify = true;
    /// False: an index of the source may be corrupt.
    bool usesIndexes = true;
    /// For sessions that cannot be had at once, and for statements that were rolled back whole.
    RetryPolicy retries{};
};

} // namespace engine::copying
