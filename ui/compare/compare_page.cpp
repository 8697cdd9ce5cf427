// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/compare_page.h"

#include "ui/compare/compare_presenter.h"
#include "ui/compare/compare_screen.h"
#include "ui/desk.h"

namespace ui {

void addComparePage(Desk &desk)
{
    desk.addPage([](Desk &shared, QWidget *parent) -> Screen * {
        auto *presenter = new ComparePresenter(shared.list(), shared.workspace(), shared.background(), shared.runner());
        auto *screen = new CompareScreen(*presenter, shared.monitor(), parent);
        presenter->setParent(shared.presenters());
        return screen;
    });
}

} // namespace ui
