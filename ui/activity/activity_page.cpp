// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/activity_page.h"

#include "ui/activity/activity_screen.h"
#include "ui/desk.h"

namespace ui {

void addActivityPage(Desk &desk)
{
    desk.addPage([](Desk &shared, QWidget *parent) -> Screen * { return new ActivityScreen(shared, parent); });
}

} // namespace ui
