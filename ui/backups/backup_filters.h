// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class BackupsPresenter;
class EnvironmentList;

/// What the list of backups is narrowed by.
class BackupFilters final : public QWidget
{
    Q_OBJECT

public:
    BackupFilters(BackupsPresenter &presenter, const EnvironmentList &list, QWidget *parent = nullptr);

    /// Takes the values of the presenter.
    void fill();
    void fillEnvironments();
    void refreshCount();
    void retranslate();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// In one line, or in two where words would be cut.
    void layOutChoices(int perLine);
    void fillPeriods();
    void connectFields();

    BackupsPresenter &m_presenter;
    const EnvironmentList &m_list;
    QLineEdit *m_search;
    QComboBox *m_environment;
    QComboBox *m_kind;
    QComboBox *m_status;
    QComboBox *m_proof;
    QComboBox *m_period;
    QGridLayout *m_choices;
    int m_perLine = 0;
    QLabel *m_count;
    QPushButton *m_clear;
};

} // namespace ui
