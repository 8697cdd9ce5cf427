// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environments_page.h"

#include "ui/desk.h"
#include "ui/environments/environments_presenter.h"
#include "ui/environments/environments_screen.h"

namespace ui {

void addEnvironmentsPage(Desk &desk)
{
    desk.addPage([](Desk &shared, QWidget *parent) -> Screen * {
        auto *presenter = new EnvironmentsPresenter(shared.list(), shared.workspace(), shared.background());
        auto *screen = new EnvironmentsScreen(*presenter, shared, parent);
        presenter->setParent(shared.presenters());
        return screen;
    });
}

} // namespace ui
