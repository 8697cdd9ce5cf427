// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/pg/connection.h"
#include "engine/target/session/target_session.h"

#include <vector>

namespace engine::target {

/// A materialized view whose query does not work in the target.
struct UnfilledView
{
    catalog::ObjectKey view{};
    Error reason{};
};

/// Runs DdlScript::refreshes, each in a transaction of its own, again and again as long as that fills one more: the
/// order is not known where one reads another through a function. Gives back those that cannot be filled, each with the
/// server's last reason. A lock that was not had in time and the like are tried again. Errors: Cancelled, and those
/// that make the session unusable.
Result<std::vector<UnfilledView>> fillViews(pg::Connection &target, const std::vector<catalog::DdlStatement> &refreshes,
                                            const TryingAgain &again = {});

} // namespace engine::target
