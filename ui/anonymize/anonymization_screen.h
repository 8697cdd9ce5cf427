// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/screen.h"

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSplitter;
class QTableView;
class QToolButton;
class QTreeView;

namespace ui {

class AnonymizationPresenter;
class ColumnFilter;
class EmptyPage;
class ElidedLabel;

/// Anonymization: the columns of an environment, what happens to each and why, and real rows before and after.
class AnonymizationScreen final : public Screen
{
    Q_OBJECT

public:
    explicit AnonymizationScreen(AnonymizationPresenter &presenter, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const override;
    [[nodiscard]] Place place() const override { return {.group = 2}; }
    [[nodiscard]] QString label() const override;
    [[nodiscard]] Glyph glyph() const override { return Glyph::Anonymization; }
    [[nodiscard]] HelpPage helpPage() const override { return HelpPage::WhatIsReplaced; }
    [[nodiscard]] bool takesFiles(const QStringList &files) const override;
    [[nodiscard]] QString dropWords() const override;
    void receive(const PageRequest &request) override;
    bool mayLeave(const std::function<void()> &goOn) override;

protected:
    void retranslate() override;

private:
    QWidget *buildFilters();
    QWidget *buildColumns();
    QWidget *buildDetails();
    void buildActions();
    void connectPresenter();
    void refresh();
    void refreshActions();
    void refreshDetails();
    void refreshTable();
    void refreshRule(int row);
    void refreshReason(int row);
    void openTables();
    void sayWhatDoesNotFit();
    void save();
    void chooseEnvironment();
    void findCurrentAgain();
    void chooseFile(bool isSaving);
    [[nodiscard]] QModelIndex current() const;
    [[nodiscard]] int currentRow() const;
    void showColumn(int row);

    AnonymizationPresenter &m_presenter;
    ColumnFilter *m_filter;
    QComboBox *m_environment;
    QLineEdit *m_search;
    QCheckBox *m_undecidedOnly;
    QCheckBox *m_withTechnical;
    QProgressBar *m_busy;
    EmptyPage *m_empty;
    QSplitter *m_splitter;
    QTreeView *m_columns;
    QWidget *m_details;
    ElidedLabel *m_name;
    QLabel *m_nature;
    QLabel *m_why;
    QLabel *m_ruleLabel;
    QComboBox *m_rule;
    QLabel *m_reasonLabel;
    QLineEdit *m_reason;
    QLabel *m_previewTitle;
    QTableView *m_preview;
    QPushButton *m_uncover;
    QAction *m_undoAction = nullptr;
    QAction *m_redoAction = nullptr;
    QAction *m_saveAction = nullptr;
    QToolButton *m_undo;
    QToolButton *m_redo;
    QPushButton *m_files;
    QAction *m_import;
    QAction *m_export;
    QPushButton *m_save;
    /// What to go on with once the rules are kept.
    std::function<void()> m_goOn;
    /// What was said about rules that do not fit: said once.
    QString m_saidUnfit;
    /// Before the model was filled anew.
    QString m_currentName;
    int m_scrolledTo = 0;
    /// Whose rules the list of the panel offers; a new one for other columns or rules.
    int m_ruleRow = -1;
};

} // namespace ui
