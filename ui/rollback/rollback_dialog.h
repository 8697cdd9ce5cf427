// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/environment.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Desk;
class MessageBar;
class OperationRunner;

/// As "rollback".
void addRollbackDialog(Desk &desk);

/// Says what going back would bring and lose, and has the name of the target typed: one of the few questions that stop
/// everything else, because it replaces data.
class RollbackDialog final : public QDialog
{
    Q_OBJECT

public:
    RollbackDialog(const engine::workspace::Workspace &workspace, OperationRunner &runner,
                   engine::environments::Environment target, QWidget *parent = nullptr);

    void done(int result) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    [[nodiscard]] QString planText() const;

    OperationRunner &m_runner;
    engine::environments::Environment m_target;
    QLabel *m_title;
    QLabel *m_plan;
    QProgressBar *m_busy;
    MessageBar *m_messageBar;
    QLabel *m_question;
    QLineEdit *m_name;
    QPushButton *m_cancel;
    QPushButton *m_start;
};

} // namespace ui
