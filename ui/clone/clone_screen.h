// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/screen.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QScrollArea;
class QSpinBox;
class QToolButton;

namespace ui {

class ClonePresenter;
class Note;
class EnvironmentBand;
class OperationRunner;
class RecipeView;
class WhatCard;

/// Clone: the choices with the recipe beside them.
class CloneScreen final : public Screen
{
    Q_OBJECT

public:
    CloneScreen(ClonePresenter &presenter, OperationRunner &runner, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const override;
    [[nodiscard]] Place place() const override { return {.group = 1}; }
    [[nodiscard]] QString label() const override;
    [[nodiscard]] Glyph glyph() const override { return Glyph::Clone; }
    [[nodiscard]] HelpPage helpPage() const override { return HelpPage::FirstClone; }
    void receive(const PageRequest &request) override;
    void shown() override;

protected:
    void retranslate() override;

private:
    QWidget *buildForm();
    QWidget *buildEnds();
    QWidget *buildPersonalData();
    QWidget *buildOptions();
    QWidget *buildFooter();
    void connectFields();
    void fill();
    void fillEnvironments();
    void refresh();
    void refreshHeading();
    void refreshRemedies();
    void refreshPersonalData();
    void fillMissingUsers();
    void chooseRuleFile();
    void chooseBrokenRowsFile();

    ClonePresenter &m_presenter;
    OperationRunner &m_runner;
    QScrollArea *m_choices = nullptr;
    QWidget *m_form;
    /// What was planned has run: the plan is of before.
    bool m_isStale = false;
    QComboBox *m_source;
    QComboBox *m_target;
    QToolButton *m_swap;
    QLabel *m_sourceLabel;
    QLabel *m_targetLabel;
    EnvironmentBand *m_sourceBand;
    EnvironmentBand *m_targetBand;
    QLabel *m_dataTitle;
    QLabel *m_policy;
    QRadioButton *m_replaced;
    QRadioButton *m_inClear;
    QLineEdit *m_reason;
    Note *m_clearData;
    QLabel *m_rulesLabel;
    QLabel *m_rules;
    QPushButton *m_chooseRules;
    QPushButton *m_dropRules;
    QCheckBox *m_noRules;
    QCheckBox *m_strict;
    QLabel *m_columns;
    QPushButton *m_lookAtColumns;
    WhatCard *m_what;
    QLabel *m_optionsTitle;
    QLabel *m_jobsLabel;
    QSpinBox *m_jobs;
    QCheckBox *m_verify;
    QCheckBox *m_sideEffects;
    QLabel *m_retriesLabel;
    QSpinBox *m_retries;
    QCheckBox *m_skipBrokenRows;
    QLabel *m_brokenRowsFile;
    QCheckBox *m_leaveOutBroken;
    QLabel *m_usersLabel;
    QComboBox *m_users;
    RecipeView *m_recipe;
    QLabel *m_commandLabel;
    QLineEdit *m_command;
    QPushButton *m_copyCommand;
    QLabel *m_obstacle;
    QLineEdit *m_confirmation;
    QPushButton *m_check;
    QPushButton *m_start;
};

} // namespace ui
