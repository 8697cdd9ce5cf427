// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/rule_set.h"
#include "engine/base/result.h"
#include "engine/environments/settings/rule_files.h"

#include <QString>

#include <memory>

namespace engine::columns {

/// What was decided about the columns of an environment, in the window or with `rules keep`: a clone of it uses these
/// rules unless it is given others. Null when nothing was.
/// Errors: those of RuleSet::parse(), with the file as subject; FileUnreadable.
[[nodiscard]] Result<std::shared_ptr<const anonymize::RuleSet>> keptRules(const environments::RuleFiles &files,
                                                                          const QString &environment);

/// Keeps other rules in place of `known`, which is what was read before; an empty set keeps none.
/// Errors: FileUnwritable, also when somebody else changed them since; LocalDiskFull; those of keptRules().
Result<> keepRules(const environments::RuleFiles &files, const QString &environment, const anonymize::RuleSet &rules,
                   const anonymize::RuleSet &known);

} // namespace engine::columns
