// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/secret.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

/// Asks for the password of a file in the place where the file is shown. What is typed leaves the field at once.
class PasswordRow final : public QWidget
{
    Q_OBJECT

public:
    explicit PasswordRow(QWidget *parent = nullptr);

    /// Shows the row, with the cursor in it when it was not shown; `sentence` says why it asks. `canKeep`: it is known
    /// of what the keychain would keep it.
    void ask(const QString &sentence, bool isRefused, bool canKeep);
    void retranslate();

signals:
    void typed(const std::shared_ptr<const engine::Secret> &password, bool isKept);

private:
    void give();

    QLabel *m_sentence;
    QLineEdit *m_field;
    QPushButton *m_open;
    QCheckBox *m_keep;
};

} // namespace ui
