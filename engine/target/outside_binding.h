// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/aside/outside_dependents.h"
#include "engine/pg/connection.h"
#include "engine/target/restore_point.h"

#include <QString>

#include <optional>
#include <vector>

namespace engine::target {

/// Binds dependents in other schemas to the objects that have the names now that they were read with. Each is made
/// under the role that it belongs to: what is evaluated while it is made (a CHECK that looks at the rows) is that
/// role's. In the caller's transaction. A dependent without a drop is replaced in place. Errors: the server's, with the
/// dependent among the steps.
Result<> bindAnew(pg::Connection &target, const std::vector<catalog::OutsideDependent> &dependents);

/// The same, and asks whether what was bound to `schemas` is bound to them again, in the path in which it was and as
/// its owner's. Errors: VerificationFailed with the first that is not.
Result<> bindAnew(pg::Connection &target, const std::vector<catalog::OutsideDependent> &dependents,
                  const std::vector<std::string> &schemas);

/// Drops what bindAnew() would drop, in its order: the first that something else needs, which is neither dropped nor
/// made again, is returned as DependentsInTheWay. In a transaction that the caller rolls back.
Result<std::optional<Error>> tryDrops(pg::Connection &target, const std::vector<catalog::OutsideDependent> &dependents);

/// Whether it is a materialized view in place of one that the restore point keeps, and that comes back itself.
[[nodiscard]] bool comesBack(const RestorePoint &point, const catalog::OutsideDependent &dependent);

/// "view reports.sums"
[[nodiscard]] QString displayNameOf(const catalog::OutsideDependent &dependent);

/// DependentsInTheWay about what needs something that is about to be dropped, the first by name and all in detail.
/// REQUIRES: there is one.
[[nodiscard]] Error inTheWay(const std::vector<catalog::TakenAlong> &taken);
[[nodiscard]] Error inTheWay(const catalog::OutsideDependent &dependent);

} // namespace engine::target
