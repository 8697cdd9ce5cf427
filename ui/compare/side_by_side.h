// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/compare/line_view.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace ui {

class ElidedLabel;

/// One object on both sides, line by line: next to each other, or one below the other as a screen reader reads it.
class SideBySide final : public QWidget
{
    Q_OBJECT

public:
    explicit SideBySide(QWidget *parent = nullptr);

    /// Of the source and of the target; empty where a side has none.
    void setTexts(const QString &source, const QString &target);
    void setNames(const QString &source, const QString &target);
    /// To the next block of lines that differ, or the one before; false at the end.
    bool step(int direction);
    [[nodiscard]] bool isUnified() const;
    void setUnified(bool isUnified);
    void retranslate();

private:
    void fill(const QStringList &left, const QStringList &right);
    void tie(LineView &one, LineView &other);
    void sayWhere();

    ElidedLabel *m_sourceName;
    ElidedLabel *m_targetName;
    LineView *m_source;
    LineView *m_target;
    LineView *m_unified;
    QStackedWidget *m_views;
    QLabel *m_where;
    QToolButton *m_before;
    QToolButton *m_next;
    QToolButton *m_mode;
    /// Where blocks of lines begin that differ: side by side, and in one text.
    std::vector<int> m_blocks;
    std::vector<int> m_unifiedBlocks;
    int m_current = -1;
};

} // namespace ui
