// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/anonymization_page.h"

#include "ui/anonymize/anonymization_presenter.h"
#include "ui/anonymize/anonymization_screen.h"
#include "ui/desk.h"

namespace ui {

void addAnonymizationPage(Desk &desk)
{
    desk.addPage([](Desk &shared, QWidget *parent) -> Screen * {
        auto *presenter = new AnonymizationPresenter(shared.list(), shared.workspace(), shared.background());
        auto *screen = new AnonymizationScreen(*presenter, parent);
        presenter->setParent(shared.presenters());
        QObject::connect(presenter, &AnonymizationPresenter::saved, &shared, &Desk::rulesChanged);
        return screen;
    });
}

} // namespace ui
