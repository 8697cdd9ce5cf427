// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/clone_page.h"

#include "ui/clone/clone_presenter.h"
#include "ui/clone/clone_screen.h"
#include "ui/desk.h"

namespace ui {

void addClonePage(Desk &desk)
{
    desk.addPage([](Desk &shared, QWidget *parent) -> Screen * {
        auto *presenter = new ClonePresenter(shared.list(), shared.workspace(), shared.runner());
        auto *screen = new CloneScreen(*presenter, shared.runner(), parent);
        presenter->setParent(shared.presenters());
        QObject::connect(&shared, &Desk::rulesChanged, presenter, &ClonePresenter::rulesChanged);
        return screen;
    });
}

} // namespace ui
