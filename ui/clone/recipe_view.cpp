// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/recipe_view.h"

#include "ui/text.h"

#include <QEvent>
#include <QPushButton>

namespace ui {

RecipeView::RecipeView(ClonePresenter &presenter, QWidget *parent)
    : PlanLines(parent)
    , m_presenter(presenter)
{
    connect(&m_presenter, &ClonePresenter::changed, this, &RecipeView::refresh);
    m_lookAgain.setInterval(1000);
    connect(&m_lookAgain, &QTimer::timeout, this, [this] {
        if (m_presenter.waiting() != m_waiting)
            refresh();
    });
    refresh();
}

void RecipeView::addObjections()
{
    const QList<engine::Error> objections = m_presenter.objections();
    if (objections.isEmpty())
        return;
    addHeading(Tr::tr("%n problems stand in the way", nullptr, int(objections.size())));
    QList<ClonePresenter::Remedy> offered;
    for (const engine::Error &error : objections) {
        addObjection(error);
        const ClonePresenter::Remedy remedy = ClonePresenter::remedyFor(error);
        // One for all that it is for.
        if (remedy == ClonePresenter::Remedy::None || offered.contains(remedy))
            continue;
        offered.append(remedy);
        addRemedy(remedy);
    }
}

void RecipeView::addRemedy(ClonePresenter::Remedy remedy)
{
    const bool isOfRows = remedy == ClonePresenter::Remedy::SkipBrokenRows;
    auto *button = new QPushButton(content());
    button->setText(isOfRows ? Tr::tr("Leave these rows out, and list them…") : Tr::tr("Clone the rest without it"));
    button->setToolTip(isOfRows
                           ? Tr::tr("Rows of the source that break its own keys stay out of the copy, with the rows "
                                    "that refer to them; a file names each of them.")
                           : Tr::tr("What no server reads back stays out of the copy, with what needs it; the report "
                                    "names all of it."));
    add(button, Qt::AlignLeft);
    if (isOfRows)
        connect(button, &QPushButton::clicked, this, &RecipeView::skippingWanted);
    else
        connect(
            button, &QPushButton::clicked, this, [this] { m_presenter.setLeavesOutBroken(true); },
            Qt::QueuedConnection);
}

void RecipeView::refresh()
{
    clear();
    addNote(true, m_presenter.clearData());
    if (m_presenter.plan()) {
        addObjections();
        addPlan(*m_presenter.plan());
    } else if (m_presenter.isChecking()) {
        addBusy(Tr::tr("Checking both sides…"));
        addSentence({}, Tr::tr("Nothing is written to either."), TextRole::Muted);
        m_waiting = m_presenter.waiting();
        addNote(false, m_waiting);
    } else if (!m_presenter.objections().isEmpty()) {
        addObjections();
    } else {
        addHeading(Tr::tr("Recipe"));
        addSentence({},
                    Tr::tr("Choose a source and a target: what the clone would do is then written here, before "
                           "anything is changed."),
                    TextRole::Muted);
    }
    end();
    if (!m_presenter.isChecking())
        m_lookAgain.stop();
    else if (!m_lookAgain.isActive())
        m_lookAgain.start();
}

void RecipeView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    PlanLines::changeEvent(event);
}

} // namespace ui
