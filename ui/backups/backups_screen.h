// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/csv_export.h"
#include "engine/store/backup_records.h"
#include "ui/screen.h"

class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace ui {

class BackupDetails;
class BackupFiguresRow;
class BackupFilters;
class BackupTimeline;
class BackupsPresenter;
class Desk;
class EmptyPage;
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
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildContent();
    void connectPresenter();
    void refresh();
    void sayRemoved(const QList<engine::store::BackupRecord> &backups, int kept, const engine::Error &reason);
    void sayVerified(const engine::store::BackupRecord &backup);
    void findCurrentAgain();

    void buildActions();
    void refreshActions();
    void chooseExport(const engine::backups::CsvForm &form);
    void fillBackUp();
    void fillBackUpMore();

    BackupsPresenter &m_presenter;
    Desk &m_desk;
    EnvironmentList &m_list;
    QStackedWidget *m_pages;
    QWidget *m_loading;
    EmptyPage *m_empty;
    QWidget *m_content;
    BackupFiguresRow *m_figures;
    BackupTimeline *m_timeline;
    BackupFilters *m_filters;
    QTableView *m_table;
    QLabel *m_nothing;
    BackupDetails *m_details;
    QPushButton *m_refresh;
    QPushButton *m_export;
    QMenu *m_exportMenu;
    QPushButton *m_backUp;
    QMenu *m_backUpMenu;
    QToolButton *m_backUpMore;
};

} // namespace ui
