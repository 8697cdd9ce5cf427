// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/settings_page.h"

#include "ui/desk.h"
#include "ui/settings/settings_screen.h"

namespace ui {

void addSettingsPage(Desk &desk)
{
    desk.addPage(
        [](Desk &shared, QWidget *parent) -> Screen * { return new SettingsScreen(shared.preferences(), parent); });
}

} // namespace ui
