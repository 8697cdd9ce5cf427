// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/catalog/model/schema.h"
#include "engine/runs/plan.h"

#include <QList>

#include <vector>

namespace engine::columns {

/// What of a structure looks like personal data: comments, defaults, conditions, labels, bodies, definitions, options,
/// names, bounds. No rule works on structure, which is carried as it is; so it is named, and never quoted.
///
/// Looks for e-mail addresses, numbers, what the scrubber finds in texts, passwords beside their word, and for the
/// names in those sampled columns that `decisions` take for names of people. Pure.
[[nodiscard]] QList<runs::Mention> mentionsIn(const catalog::Schema &schema,
                                              const std::vector<anonymize::ColumnDecision> &decisions,
                                              const anonymize::Samples &samples);

} // namespace engine::columns
