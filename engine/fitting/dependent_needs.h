// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/aside/outside_dependents.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"

#include <QList>

#include <string>
#include <vector>

namespace engine::fitting {

/// What the target's `dependents` need of the replaced `schemas` that the source does not have (a function of a check,
/// a table or a column of a view, the key that a foreign key leads to): the copy would not have it either, and they
/// could not be made anew over it. One error per dependent (DependentsInTheWay). `kept`: objects of the target that the
/// copy gets beside the source's.
/// REQUIRES: both connections have begun.
Result<QList<Error>> findMissingForDependents(const std::vector<catalog::OutsideDependent> &dependents,
                                              const std::vector<std::string> &schemas,
                                              const std::vector<catalog::Object> &kept, pg::ReadOnlyConnection &target,
                                              pg::ReadOnlyConnection &source);

} // namespace engine::fitting
