// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "engine/anonymize/rewriting/proof.h"
#include "engine/columns/column_preview.h"

#include <QJsonObject>
#include <QString>

namespace app::cli {

/// Columns that a rule changes or about which nothing could be decided, with category, rule and why.
[[nodiscard]] QString overviewForPeople(const engine::columns::ColumnOverview &overview);
/// Only the undecided ones.
[[nodiscard]] QString undecidedForPeople(const engine::columns::ColumnOverview &overview);
/// Every column.
[[nodiscard]] QJsonObject overviewToJson(const QString &source, const engine::columns::ColumnOverview &overview);

[[nodiscard]] QString previewForPeople(const Terminal &terminal, const engine::anonymize::Preview &preview);
[[nodiscard]] QJsonObject previewToJson(const QString &table, const engine::anonymize::Preview &preview);

} // namespace app::cli
