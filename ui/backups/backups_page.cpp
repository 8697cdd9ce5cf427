// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backups_page.h"

#include "ui/backups/backups_presenter.h"
#include "ui/backups/backups_screen.h"
#include "ui/desk.h"

namespace ui {

void addBackupsPage(Desk &desk)
{
    desk.addPage([](Desk &shared, QWidget *parent) -> Screen * {
        auto *presenter = new BackupsPresenter(shared.workspace(), shared.background());
        auto *screen = new BackupsScreen(*presenter, shared, parent);
        QObject::connect(presenter, &BackupsPresenter::historyChanged, &shared, &Desk::backupsChanged);
        QObject::connect(&shared, &Desk::backupsChanged, presenter, &BackupsPresenter::reload);
        presenter->setParent(shared.presenters());
        return screen;
    });
}

} // namespace ui
