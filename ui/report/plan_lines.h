// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/plan.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QHash>
#include <QStringList>

class QVBoxLayout;

namespace ui {

/// What a plan would do, what one should know and what stands in the way, as sentences one below the other. Whoever
/// shows a plan fills it anew: clear(), what there is to say, end().
class PlanLines : public Card
{
    Q_OBJECT

public:
    explicit PlanLines(QWidget *parent = nullptr);

    void clear();
    void addHeading(const QString &text);
    /// `mark`: a number before it; empty for none.
    void addSentence(const QString &mark, const QString &text, TextRole role = TextRole::Body);
    void addMarked(Glyph glyph, const QColor &color, const QString &text, const QString &toolTip = {});
    /// A heading that unfolds lines; short lists are unfolded until somebody folds them.
    void addFolded(const QString &key, const QString &title, const QStringList &lines);
    /// One paragraph in bold and others, in red or yellow; nothing for no sentences.
    void addNote(bool isDanger, const QStringList &sentences);
    /// What is being awaited, with a bar that moves.
    void addBusy(const QString &heading);
    void addObjection(const engine::Error &error);
    /// Steps, notices, and what becomes of tables, columns and objects.
    void addPlan(const engine::runs::Plan &plan);
    void add(QWidget *widget, Qt::Alignment alignment = {});
    void end();

protected:
    /// The parent of what is added.
    [[nodiscard]] QWidget *content() const { return m_content; }

private:
    void addColumns(const engine::runs::Plan &plan);

    QWidget *m_content;
    QVBoxLayout *m_lines;
    /// What somebody folded or unfolded: the lines are made anew with each plan.
    QHash<QString, bool> m_unfolded;
};

} // namespace ui
