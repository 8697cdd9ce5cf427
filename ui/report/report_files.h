// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/report.h"

#include <QByteArray>
#include <QDateTime>

namespace ui {

// A report as files that other programs read. `ended`: when the operation did.

/// A page for a browser, in the language of the moment: all that the window says of it. Everything that comes from a
/// database is text in it.
[[nodiscard]] QByteArray reportPage(const engine::runs::Report &report, const QDateTime &ended);
/// The tables, for a spreadsheet: semicolons, numbers without separators, nothing that a spreadsheet would compute.
[[nodiscard]] QByteArray reportTables(const engine::runs::Report &report);
/// For programs: resources/schema/report.schema.json.
[[nodiscard]] QByteArray reportJson(const engine::runs::Report &report);
/// "clone-essai-2026-11-28", without an ending.
[[nodiscard]] QString reportFileName(const engine::runs::Report &report, const QDateTime &ended);

} // namespace ui
