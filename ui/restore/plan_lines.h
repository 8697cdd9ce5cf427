// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/plan.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

class QVBoxLayout;

namespace ui {

/// What a plan would do and what stands in its way, as sentences one below the other.
class PlanLines final : public Card
{
    Q_OBJECT

public:
    explicit PlanLines(QWidget *parent = nullptr);

    /// One sentence instead of a plan, with a bar that moves while something is awaited.
    void showSentence(const QString &heading, const QString &sentence, bool isAwaited);
    void showPlan(const engine::runs::Plan *plan, const QList<engine::Error> &objections);

private:
    void clear();
    void addHeading(const QString &text);
    void addSentence(const QString &text, TextRole role);
    void addMarked(Glyph glyph, const QColor &color, const QString &text, const QString &toolTip = {});
    void addList(const QString &heading, const QStringList &lines);

    QWidget *m_content;
    QVBoxLayout *m_lines;
};

} // namespace ui
