// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "engine/migration/comparison.h"

#include <QJsonObject>
#include <QString>

namespace app::cli {

/// What differs, object by object and line by line, and what the script would cost: for a terminal.
[[nodiscard]] QString comparisonForPeople(const Terminal &terminal, const engine::migration::Comparison &comparison);
/// The same for a pull request.
[[nodiscard]] QString comparisonMarkdown(const engine::migration::Comparison &comparison);
/// The same as a page of its own, which loads nothing.
[[nodiscard]] QString comparisonHtml(const engine::migration::Comparison &comparison);
/// For programs: resources/schema/comparison.schema.json.
[[nodiscard]] QJsonObject comparisonJson(const engine::migration::Comparison &comparison);
/// The script for psql, or the one that brings the target back.
[[nodiscard]] QString comparisonScript(const engine::migration::Comparison &comparison, bool isReverse);

} // namespace app::cli
