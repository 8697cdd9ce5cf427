// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/compare_page.h"

#include "ui/compare/compare_presenter.h"
#include "ui/compare/compare_screen.h"
#include "ui/compare/proof_presenter.h"
#include "ui/compare/rows/rows_presenter.h"
#include "ui/desk.h"

namespace ui {

void addComparePage(Desk &desk)
{
    desk.addPage([](Desk &shared, QWidget *parent) -> Screen * {
        auto *structure = new ComparePresenter(shared.list(), shared.workspace(), shared.background(), shared.runner());
        auto *proof = new ProofPresenter(*structure, shared.workspace(), shared.background(), shared.runner());
        auto *rows = new RowsPresenter(*structure, shared.workspace(), shared.background(), shared.runner());
        auto *screen
            = new CompareScreen({.structure = *structure, .proof = *proof, .rows = *rows}, shared.monitor(), parent);
        // What looks at another one goes before it.
        structure->setParent(shared.presenters());
        proof->setParent(structure);
        rows->setParent(structure);
        return screen;
    });
}

} // namespace ui
