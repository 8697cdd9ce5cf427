// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/label.h"

class QVBoxLayout;

namespace ui {

class ClonePresenter;

/// The recipe beside the choices: what the plan would do, in sentences; what one should know; what stands in the way.
class RecipeView final : public Card
{
    Q_OBJECT

public:
    explicit RecipeView(ClonePresenter &presenter, QWidget *parent = nullptr);

    void refresh();

protected:
    void changeEvent(QEvent *event) override;

private:
    void addHeading(const QString &text);
    void addSentence(const QString &mark, const QString &text, TextRole role = TextRole::Body);
    void addMarked(const QPixmap &mark, const QString &text, const QString &toolTip);
    void addPlan();
    void addObjections();

    ClonePresenter &m_presenter;
    QWidget *m_content;
    QVBoxLayout *m_lines;
};

} // namespace ui
