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
    explicit Sidebar(QWidget *parent = nullptr);

    /// Alt+1 for the first page, Alt+2 for the second.
    void addPage(const Screen &screen);
    /// A row below the pages, for the caller to give a menu. Owned by the sidebar.
    [[nodiscard]] QToolButton *addSetting();
    void setCurrent(int page);
    void retranslate(const QList<Screen *> &screens);

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
