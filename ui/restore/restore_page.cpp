// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/restore/restore_page.h"

#include "ui/desk.h"
#include "ui/restore/restore_presenter.h"
#include "ui/restore/restore_screen.h"

namespace ui {

void addRestorePage(Desk &desk)
{
    desk.addPage([](Desk &shared, QWidget *parent) -> Screen * {
        auto *presenter = new RestorePresenter(shared.list(), shared.workspace(), shared.background(), shared.runner());
        auto *screen = new RestoreScreen(*presenter, shared.runner(), parent);
        presenter->setParent(shared.presenters());
        return screen;
    });
}

} // namespace ui
