// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace ui {

/// What one page asks of the window: another page, and what to show there. No page knows another.
struct PageRequest
{
    /// The key of the page.
    QString page{};
    /// Names of environments; empty: leave what is chosen there.
    QString source{};
    QString target{};
    /// Files that somebody opened or dropped on the window.
    QStringList files{};
    /// One thing there, as the page names it: the number of a run, the key of a setting.
    QString item{};
    /// The address of a database that somebody opened with the program.
    QString address{};
};

} // namespace ui
