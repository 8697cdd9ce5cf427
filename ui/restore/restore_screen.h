// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/screen.h"

class QAction;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QStackedWidget;
class QTreeView;

namespace ui {

class FileSampleView;
class EmptyPage;
class FileTableModel;
class Note;
class PasswordRow;
class OperationRunner;
class PlanLines;
class RestorePresenter;

/// Restore: what a file holds, where it goes, and what that would do, side by side.
class RestoreScreen final : public Screen
{
    Q_OBJECT

public:
    RestoreScreen(RestorePresenter &presenter, OperationRunner &runner, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const override;
    [[nodiscard]] Place place() const override { return {.group = 1, .order = 2}; }
    [[nodiscard]] QString label() const override;
    [[nodiscard]] Glyph glyph() const override { return Glyph::Open; }
    [[nodiscard]] HelpPage helpPage() const override { return HelpPage::RollBack; }
    [[nodiscard]] bool takesFiles(const QStringList &files) const override;
    [[nodiscard]] QString dropWords() const override;
    void receive(const PageRequest &request) override;
    void shown() override;

protected:
    void retranslate() override;

private:
    QWidget *buildFile();
    QWidget *buildTarget();
    QWidget *buildFooter();
    void connectFields();
    void chooseFiles();
    void refresh();
    void takeTables();
    void refreshContents();
    void refreshChoice();
    void refreshPlan();

    RestorePresenter &m_presenter;
    OperationRunner &m_runner;
    QAction *m_openFile;
    QPushButton *m_openOther;
    EmptyPage *m_nothing;
    QStackedWidget *m_pages;
    QLabel *m_name;
    QLabel *m_facts;
    Note *m_note;
    PasswordRow *m_password;
    QTreeView *m_tables;
    FileTableModel *m_rows;
    FileSampleView *m_sample;
    QCheckBox *m_choose;
    QLabel *m_chosen;
    /// Whose tables the tree has: it is not filled anew while somebody looks at it.
    quint64 m_shown = 0;
    QLabel *m_targetLabel;
    QComboBox *m_target;
    QRadioButton *m_replace;
    QRadioButton *m_beside;
    QLabel *m_wayMeaning;
    PlanLines *m_plan;
    QLabel *m_obstacle;
    QLineEdit *m_confirmation;
    QPushButton *m_check;
    QPushButton *m_stop;
    QPushButton *m_start;
};

} // namespace ui
