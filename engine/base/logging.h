// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QLoggingCategory>
#include <QString>

namespace engine {

/// What the engine does, for whoever follows a log: object names, counts and error codes; never a value of a database,
/// never a connection string that was not redacted.
Q_DECLARE_LOGGING_CATEGORY(engineLog)

/// `line` without what follows "password=" or stands between ":" and "@" of an address. The second line of defence:
/// nothing should have put a password there in the first place.
[[nodiscard]] QString withoutPasswords(const QString &line);

/// Sends Qt's messages of this process to `path` (appended, 0600), one line each with the time in UTC, each through
/// withoutPasswords(). Called once by main(), before other threads start; lasts as long as the process.
/// Errors: FileUnwritable.
Result<> logToFile(const QString &path);

} // namespace engine
