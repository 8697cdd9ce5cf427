// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/found_things.h"

#include <QFrame>
#include <QPointer>

#include <memory>

class QLabel;
class QLineEdit;
class QListView;

namespace ui {

class FoundModel;

/// The search of the whole window (Ctrl+K): one field, and below it what is found, from the first letter on. It covers
/// the upper middle of its window, is driven by the keyboard, and goes away by itself.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);
    ~CommandPalette() override;

    /// Shows itself over the window with these to choose from.
    void open(const QList<FoundThing> &things);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void search();
    void step(int by);
    void choose();
    /// Gives the focus back to where it was.
    void leave();
    void retranslate();

    QList<FoundThing> m_things;
    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_nothing;
    std::unique_ptr<FoundModel> m_model;
    /// Where the focus was.
    QPointer<QWidget> m_before;
};

} // namespace ui
