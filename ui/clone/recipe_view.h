// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/clone/clone_presenter.h"
#include "ui/report/plan_lines.h"

#include <QTimer>

namespace ui {

/// The recipe beside the choices: what the plan would do, in sentences; what one should know; what stands in the way.
class RecipeView final : public PlanLines
{
    Q_OBJECT

public:
    explicit RecipeView(ClonePresenter &presenter, QWidget *parent = nullptr);

    void refresh();

signals:
    /// Somebody wants rows that break keys of the source left out: the page asks where to list them.
    void skippingWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void addObjections();
    void addRemedy(ClonePresenter::Remedy remedy);

    ClonePresenter &m_presenter;
    /// While both sides are checked: what the check waits for changes without a signal.
    QTimer m_lookAgain;
    QStringList m_waiting;
};

} // namespace ui
