// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QButtonGroup;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace ui {

class Screen;

/// The pages as a list at the leading edge: the search above, those about the program itself at the bottom. Pictures
/// alone where the window is narrow.
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    /// The rows are made before the pages they stand for, so that the Tab key comes to them first. Alt+1 is the first
    /// page, Alt+2 the second.
    explicit Sidebar(int pageCount, QWidget *parent = nullptr);

    /// A row below the pages, for what is no page.
    [[nodiscard]] QToolButton *addTool();
    /// Keeps groups of pages apart, and brings those of Screen::groupAtTheEnd down. Called once.
    void arrange(const QList<Screen *> &screens);
    void setCurrent(int page);
    /// Icons, words and counts of the pages.
    void describe(const QList<Screen *> &screens);
    /// Pictures only; the words are in the tips.
    void setCompact(bool isCompact);
    [[nodiscard]] bool isCompact() const { return m_isCompact; }

signals:
    void pageChosen(int page);
    void searchRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool m_isCompact = false;
    QButtonGroup *m_pages;
    QLabel *m_name;
    QToolButton *m_search;
    QVBoxLayout *m_pageLayout;
    QVBoxLayout *m_endLayout;
};

} // namespace ui
