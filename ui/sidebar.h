// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace ui {

class Screen;

/// The pages as a list at the leading edge, with the settings of the window below.
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    /// The rows are made before the pages they stand for, so that the Tab key comes to them first. Alt+1 is the first
    /// page, Alt+2 the second.
    explicit Sidebar(int pageCount, QWidget *parent = nullptr);

    /// A row below the pages, for the caller to give a menu. Owned by the sidebar.
    [[nodiscard]] QToolButton *addSetting();
    /// Keeps groups of pages apart. Called once.
    void arrange(const QList<Screen *> &screens);
    void setCurrent(int page);
    /// Icons, words and counts of the pages.
    void describe(const QList<Screen *> &screens);

signals:
    void pageChosen(int page);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QButtonGroup *m_pages;
    QVBoxLayout *m_pageLayout;
    QVBoxLayout *m_settings;
};

} // namespace ui
