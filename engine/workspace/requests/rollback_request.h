// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/retry.h"
#include "engine/environments/environment.h"
#include "engine/workspace/requests/prepared.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace engine::workspace {

class Workspace;

/// Going back to before the last clone, as people ask for it.
struct RollbackRequest
{
    /// The name of an environment, or an address.
    QString target{};
    /// Of an address, which has none of its own.
    std::optional<environments::EnvironmentType> targetType{};
    int retries = RetryPolicy{}.retries;

    bool operator==(const RollbackRequest &) const = default;
};

/// Errors: those of Workspace::end().
[[nodiscard]] Result<Prepared> prepare(const RollbackRequest &request, const Workspace &workspace,
                                       std::stop_token stop);

} // namespace engine::workspace
