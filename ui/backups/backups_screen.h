// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/backup_records.h"
#include "ui/screen.h"

class QComboBox;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace ui {

class BackupDetails;
class BackupsPresenter;
class Desk;
class EnvironmentList;

/// Backups: how they stand, which there are, and one of them in detail.
class BackupsScreen final : public Screen
{
    Q_OBJECT

public:
    BackupsScreen(BackupsPresenter &presenter, Desk &desk, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const override;
    [[nodiscard]] Place place() const override { return {.group = 1, .order = 1}; }
    [[nodiscard]] QString label() const override;
    [[nodiscard]] Glyph glyph() const override { return Glyph::Backups; }
    [[nodiscard]] HelpPage helpPage() const override { return HelpPage::CommandLine; }
    [[nodiscard]] QString currentEnvironment() const override;
    void receive(const PageRequest &request) override;
    void shown() override;

protected:
    void retranslate() override;

private:
    QWidget *buildFigures();
    QWidget *buildFilters();
    QWidget *buildContent();
    void connectPresenter();
    void fillEnvironments();
    void fillFilters();
    void refresh();
    void refreshFigures();
    void sayRemoved(const engine::store::BackupRecord &backup);
    void findCurrentAgain();

    void buildActions();
    void refreshActions();
    void chooseExport();
    void fillBackUp();

    BackupsPresenter &m_presenter;
    Desk &m_desk;
    EnvironmentList &m_list;
    QStackedWidget *m_pages;
    QWidget *m_loading;
    QLabel *m_empty;
    QWidget *m_content;
    QLabel *m_figures[4]{};
    QLabel *m_figureNames[4]{};
    QLineEdit *m_search;
    QComboBox *m_environment;
    QComboBox *m_status;
    QComboBox *m_proof;
    QLabel *m_count;
    QPushButton *m_clear;
    QTableView *m_table;
    QLabel *m_nothing;
    BackupDetails *m_details;
    QPushButton *m_refresh;
    QPushButton *m_export;
    QPushButton *m_backUp;
    QMenu *m_backUpMenu;
};

} // namespace ui
