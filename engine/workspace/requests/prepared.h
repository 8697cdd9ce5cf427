// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/operations/operation.h"

#include <QString>

#include <functional>
#include <memory>
#include <stop_token>

namespace engine::workspace {

/// What a request of a verb becomes: the operation, and what its ends are called.
struct Prepared
{
    std::shared_ptr<operations::Operation> operation{};
    /// Names of environments; empty where the verb has no such end.
    QString source{};
    QString target{};
};

/// Makes the operation of one request; for who runs operations and knows no verb. May block (a keychain, a pooler, a
/// person who is asked for a password), on whichever thread calls it.
using Preparation = std::function<Result<Prepared>(std::stop_token)>;

} // namespace engine::workspace
