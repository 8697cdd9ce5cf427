// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace ui {

// What is left of a window that died: versions, the page that was shown, where it died as addresses, the last lines of
// the journal. No value of a database is in it, and no address with a password.

/// From now on a fatal signal leaves a report in `folder`, and ends the program as it would have. Called once, by
/// main(); lasts as long as the process.
void recordCrashesIn(const QString &folder);
/// A line of the journal: kept in memory with some others, without passwords.
void rememberForCrash(const QString &line);
/// The page that is shown, by its key.
void rememberPageForCrash(const QString &page);

/// Reports in `folder` that nobody was told of, newest first.
[[nodiscard]] QStringList newCrashReports(const QString &folder);
/// Somebody was told of it: it is kept under another name, with a few older ones. Returns the new path.
QString setCrashReportTold(const QString &path);

} // namespace ui
