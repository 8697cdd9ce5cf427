// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/workspace/requests/prepared.h"

#include <QString>

#include <stop_token>
#include <string>
#include <vector>

namespace engine::workspace {

class Workspace;

/// Comparing two live databases, as people ask for it. Nothing is written, so an address needs no type.
struct VerifyRequest
{
    /// Names of environments, or addresses.
    QString source{};
    QString target{};
    /// Empty: all.
    std::vector<std::string> schemas{};

    bool operator==(const VerifyRequest &) const = default;
};

/// Errors: those of Workspace::end().
[[nodiscard]] Result<Prepared> prepare(const VerifyRequest &request, const Workspace &workspace, std::stop_token stop);

} // namespace engine::workspace
