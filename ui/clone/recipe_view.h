// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/clone/clone_presenter.h"
#include "ui/widgets/label.h"

#include <QHash>
#include <QTimer>

class QVBoxLayout;

namespace ui {

/// The recipe beside the choices: what the plan would do, in sentences; what one should know; what stands in the way.
class RecipeView final : public Card
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
    void addHeading(const QString &text);
    void addSentence(const QString &mark, const QString &text, TextRole role = TextRole::Body);
    void addMarked(const QPixmap &mark, const QString &text, const QString &toolTip);
    void addPlan();
    void addColumns();
    void addObjections();
    void addRemedy(ClonePresenter::Remedy remedy);
    /// A heading that unfolds lines; short lists are unfolded until somebody folds them.
    void addFolded(const QString &key, const QString &title, const QStringList &lines);

    ClonePresenter &m_presenter;
    QWidget *m_content;
    QVBoxLayout *m_lines;
    /// What somebody folded or unfolded: the lines are made anew with each plan.
    QHash<QString, bool> m_unfolded;
    /// While both sides are checked: what the check waits for changes without a signal.
    QTimer m_lookAgain;
    QStringList m_waiting;
};

} // namespace ui
