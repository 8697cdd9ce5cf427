// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/environments/end.h"
#include "engine/pg/read_only_connection.h"

#include <stop_token>
#include <string>
#include <vector>

namespace engine::safety {
class ProductionRegistry;
}

namespace engine::operations {

/// A database that is compared, with the connection that reads it.
struct ComparedEnd
{
    const environments::End &end;
    pg::ReadOnlyConnection &connection;
};

/// Whether it is one, as its label or the evidence found there says. Errors: those of reading the evidence.
[[nodiscard]] Result<bool> isProduction(const ComparedEnd &side, const safety::ProductionRegistry &registry);

/// Lets one of these servers, the first that may, read the texts that differ, in a transaction that leaves nothing
/// behind, so that only what means something else still differs. Never that of a production, which the evidence found
/// there decides and not what the environment is called; not one that may only be read. `application`: as the server
/// lists the session. Errors: those of reading the evidence; Cancelled.
Result<> settleDifferences(const std::vector<ComparedEnd> &sides, const safety::ProductionRegistry &registry,
                           const catalog::CompareOptions &options, const std::string &application,
                           const std::stop_token &stop, catalog::Schema &targetSchema,
                           const catalog::Schema &sourceSchema);

} // namespace engine::operations
