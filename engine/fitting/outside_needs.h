// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"
#include "engine/runs/plan.h"

#include <QList>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace engine::fitting {

/// What objects of `source` need of schemas that are not in it and that the target does not have either: a sequence of
/// a default, the type of a column, a table under a view. One error per schema, with all of it named and who needs it
/// (ObjectNotSupported). `chosen`: the schemas that were asked for; empty: all that a clone takes.
/// REQUIRES: `source` is adapted to the target; what is left out there needs nothing.
Result<QList<Error>> findMissingNeeds(const catalog::Schema &source, pg::ReadOnlyConnection &target,
                                      const std::vector<std::string> &chosen);

/// Which of the things named are there, as (kind, identity), both in the server's words (pg_identify_object) and as
/// they were asked for; any relation stands for another.
Result<std::set<std::pair<std::string, std::string>>> whichAreThere(pg::ReadOnlyConnection &connection,
                                                                    const std::vector<std::string> &kinds,
                                                                    const std::vector<std::string> &schemas,
                                                                    const std::vector<std::string> &identities);

/// Partitions and children of tables of `schemas` that are in other schemas: rows that a choice of schemas leaves
/// behind.
Result<QList<runs::NotCarried>> partsElsewhere(pg::ReadOnlyConnection &source, const std::vector<std::string> &schemas);

} // namespace engine::fitting
