// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/backup_records.h"
#include "ui/backups/backup_facts.h"
#include "ui/widgets/label.h"

class QGridLayout;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace ui {

class BackupContentsView;
class BackupsPresenter;
class PasswordRow;

/// What is selected: one backup, what is proven of it and what it holds, or several, and what can be done with them.
class BackupDetails final : public Card
{
    Q_OBJECT

public:
    explicit BackupDetails(BackupsPresenter &presenter, QWidget *parent = nullptr);

    void retranslate();

signals:
    /// By its number in the history.
    void restoreWanted(qint64 backup);

private:
    void buildLayout();
    QWidget *buildFacts();
    void connectActions();
    void refresh();
    void refreshOne(const engine::store::BackupRecord &backup);
    void refreshSeveral();
    void refreshVerification();
    void refreshFields(const engine::store::BackupRecord &backup);
    void addFacts(const QList<Fact> &facts, int &row);
    void fillFacts(const engine::store::BackupRecord &backup);

    BackupsPresenter &m_presenter;
    ElidedLabel *m_title;
    QLabel *m_proof;
    QLabel *m_meaning;
    QPushButton *m_verify;
    QProgressBar *m_progress;
    PasswordRow *m_password;
    QPushButton *m_overview;
    QPushButton *m_contents;
    QStackedWidget *m_pages;
    BackupContentsView *m_view;
    QGridLayout *m_facts;
    QList<Fact> m_shownFacts;
    QLabel *m_noteLabel;
    QLineEdit *m_note;
    QLabel *m_tagsLabel;
    QLineEdit *m_tags;
    QPushButton *m_trial;
    QPushButton *m_restore;
    QPushButton *m_show;
    QPushButton *m_pin;
    QPushButton *m_delete;
};

} // namespace ui
