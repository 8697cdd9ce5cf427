// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace ui {

class Appearance;
class Preferences;
struct Language;

// What can be chosen about the window itself.

/// The language; `chosen` is the one of this start, empty for the system's.
void addLanguage(Preferences &preferences, const QList<Language> &languages, const QString &chosen,
                 std::function<void(const QString &code)> choose);
/// Light or dark, and how much contrast.
void addAppearance(Preferences &preferences, Appearance &appearance);
/// Whether the sidebar shows words. `changed` is called after it was kept.
void addSidebar(Preferences &preferences, const QString &key, std::function<void()> changed);

/// As wide as the window leaves room for.
[[nodiscard]] QString sidebarUsual();
[[nodiscard]] QString sidebarCompact();

} // namespace ui
