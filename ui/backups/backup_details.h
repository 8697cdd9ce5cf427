// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/backup_records.h"
#include "ui/widgets/label.h"

class QGridLayout;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace ui {

class BackupsPresenter;

/// One backup: what it is, what is proven of it, and what can be done with it.
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
    void refresh();
    void refreshVerification();
    void fillFacts(const engine::store::BackupRecord &backup);

    BackupsPresenter &m_presenter;
    ElidedLabel *m_title;
    QLabel *m_proof;
    QLabel *m_meaning;
    QPushButton *m_verify;
    QProgressBar *m_progress;
    QGridLayout *m_facts;
    QLabel *m_noteLabel;
    QLineEdit *m_note;
    QPushButton *m_trial;
    QPushButton *m_restore;
    QPushButton *m_show;
    QPushButton *m_pin;
    QPushButton *m_delete;
};

} // namespace ui
