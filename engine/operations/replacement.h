// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/end.h"
#include "engine/operations/operation.h"
#include "engine/target/exchanged_rows.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace engine::operations {

/// What takes the place of a target's contents, or of a part of them, as one verb hands it to another.
struct Replacement
{
    environments::End source;
    /// Empty: those that were asked for.
    std::vector<std::string> schemas{};
    /// These schemas are new in the target: nothing that is there is touched, what belongs to no schema neither.
    bool beside = false;
    /// Tables of those schemas whose rows go on into tables of the target; then the schemas are dropped.
    std::vector<target::ExchangedTable> exchanged{};
};

/// Makes the operation that does it. The verb that can do it is handed in by who makes the operation that needs it:
/// verbs do not know each other.
using Replacing = std::function<std::shared_ptr<Operation>(Replacement)>;

} // namespace engine::operations
