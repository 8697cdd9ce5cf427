// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/column_decision.h"
#include "engine/anonymize/model/table_shape.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace engine::anonymize {

/// Makes fakes of some values and looks whether the CHECK constraints that the values satisfied still hold: why not, in
/// English for Error::detail; empty when they hold or nobody but the server can tell.
[[nodiscard]] QString whyTrialFails(const ColumnShape &column, const ColumnDecision &decision,
                                    const std::vector<std::optional<std::string>> &values);

} // namespace engine::anonymize
