// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/exit_code.h"
#include "app/cli/output/terminal.h"
#include "engine/base/errors/error.h"

#include <QJsonObject>
#include <QString>

namespace app::cli {

/// What, why, state, what to do, technical details: several lines for standard error.
[[nodiscard]] QString errorForPeople(const Terminal &terminal, const engine::Error &error);

/// The `outcome` of something that failed before it had a report: "failed", "refused" or "cancelled".
[[nodiscard]] QString outcomeKey(ExitCode code);

/// A result for programs: indented, with `"schema": 1`.
[[nodiscard]] QString jsonText(QJsonObject object);

/// One line for programs that follow: an object without line ends.
[[nodiscard]] QString eventLine(const QJsonObject &event);

} // namespace app::cli
