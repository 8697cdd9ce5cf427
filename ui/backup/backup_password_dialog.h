// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/secret.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

/// Asks, twice, for the password by which the backups of an environment are encrypted from now on.
class BackupPasswordDialog final : public QDialog
{
    Q_OBJECT

public:
    BackupPasswordDialog(const QString &environment, QWidget *parent);

signals:
    /// `isKept`: for all its backups from now on.
    void chosen(const std::shared_ptr<const engine::Secret> &password, bool isKept);

private:
    void refresh();
    void choose();

    QLineEdit *m_first;
    QLineEdit *m_second;
    QCheckBox *m_keep;
    QLabel *m_problem;
    QPushButton *m_start;
};

} // namespace ui
