// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/operation.h"

namespace engine::operations {

using namespace Qt::StringLiterals;

runs::Report withoutPermit(const runs::Plan &plan)
{
    return {.kind = plan.kind,
            .source = plan.source.environment.name,
            .target = plan.target.environment.name,
            .outcome = runs::Outcome::Refused,
            .targetState = TargetState::Unchanged,
            .error = Error{.code = ErrorCode::Internal,
                           .subject = plan.target.environment.name,
                           .detail = u"the permit is for another plan"_s,
                           .state = TargetState::Unchanged}};
}

} // namespace engine::operations
