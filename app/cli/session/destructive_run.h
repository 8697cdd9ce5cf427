// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/session/session.h"
#include "engine/operations/operation.h"

#include <QString>

namespace app::cli {

/// An operation that replaces the contents of a target, as a command asks for it.
struct DestructiveRun
{
    engine::runs::OperationKind kind = engine::runs::OperationKind::Clone;
    /// What the progress is called: "Cloning demo-prod to demo-test".
    QString title{};
    QString source{};
    QString target{};
    /// --confirm NAME
    QString confirmedName{};
    bool dryRun = false;
    engine::operations::Operation &work;
};

/// Plans, shows or asks what must be agreed to, gets the permit, runs, remembers and prints the report.
ExitCode runDestructive(Session &session, Services &services, const DestructiveRun &asked);

} // namespace app::cli
