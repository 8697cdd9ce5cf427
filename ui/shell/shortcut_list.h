// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QLineEdit;
class QTableWidget;
class QPushButton;

namespace ui {

class Actions;

/// Which keys do what (Ctrl+?): every action of the window that has some, with a field to look one up.
class ShortcutList final : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutList(const Actions &actions, QWidget *parent = nullptr);

    /// Reads the actions again, and shows itself.
    void open() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void filter();
    void retranslate();

    const Actions &m_actions;
    QLineEdit *m_search;
    QTableWidget *m_keys;
    QPushButton *m_close;
};

} // namespace ui
