// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/environments/environment_draft.h"

#include <QDialog>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace ui {

class MessageBar;

/// The sheet in which an environment is added or changed; says what is missing while one types.
class EnvironmentEditor final : public QDialog
{
    Q_OBJECT

public:
    explicit EnvironmentEditor(EnvironmentDraft &draft, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildTypes();
    void buildWays();
    void buildPassword();
    void buildLayout();
    void connectFields();
    void fill();
    void retranslate();
    void refresh();
    void fillFields();
    void chooseCertificate();
    void refreshTest();
    void sayWhatWasFound();
    void growToFit();
    [[nodiscard]] EnvironmentDraft::Fields typedFields() const;

    EnvironmentDraft &m_draft;
    QLabel *m_title;
    QFormLayout *m_form;
    QLineEdit *m_name;
    QWidget *m_types;
    QButtonGroup *m_typeButtons;
    QWidget *m_ways;
    QButtonGroup *m_wayButtons;
    QStackedWidget *m_wayPages;
    QLineEdit *m_address;
    QLineEdit *m_host;
    QLineEdit *m_port;
    QLineEdit *m_database;
    QLineEdit *m_user;
    QComboBox *m_sslMode;
    QLineEdit *m_rootCertificate;
    QPushButton *m_chooseCertificate;
    QComboBox *m_service;
    QLabel *m_hints;
    QPushButton *m_sessionPort;
    QWidget *m_passwords;
    QLineEdit *m_password;
    QComboBox *m_passwordSource;
    QCheckBox *m_allowRaw;
    QWidget *m_relabelling;
    QLineEdit *m_typedName;
    QLineEdit *m_reason;
    MessageBar *m_messageBar;
    QLabel *m_problem;
    QPushButton *m_test;
    QPushButton *m_cancel;
    QPushButton *m_save;
};

} // namespace ui
