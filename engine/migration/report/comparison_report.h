// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/comparison.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace engine::migration {

/// "+", "-" or "~": what happens to the target.
[[nodiscard]] QString sign(catalog::Change::Kind kind);
/// What differs of one object, a line each; of long texts only the lines that do.
[[nodiscard]] QStringList detailLines(const catalog::Change &change);
/// "2 only in prod, 1 changed"
[[nodiscard]] QString counts(const Comparison &comparison);
/// Each hazard of the script once, the worst first.
[[nodiscard]] QList<Hazard> hazardsOf(const Comparison &comparison);
/// What of the script a person has to know beside its hazards.
[[nodiscard]] QStringList notes(const Comparison &comparison);

/// For a pull request.
[[nodiscard]] QString comparisonMarkdown(const Comparison &comparison);
/// The same as a page of its own, which loads nothing.
[[nodiscard]] QString comparisonHtml(const Comparison &comparison);
/// The script for psql, or the one that brings the target back.
[[nodiscard]] QString comparisonScript(const Comparison &comparison, bool isReverse);

} // namespace engine::migration
