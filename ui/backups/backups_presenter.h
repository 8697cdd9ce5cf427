// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/store/backup_records.h"
#include "ui/backups/backup_model.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Background;

/// The backups page without its widgets: which backups are shown, what is known of them, and what is done to one. All
/// that looks at files or at the history is done in the background.
class BackupsPresenter final : public QObject
{
    Q_OBJECT

public:
    BackupsPresenter(engine::workspace::Workspace &workspace, Background &background, QObject *parent = nullptr);
    ~BackupsPresenter() override;

    [[nodiscard]] BackupModel &model() { return m_model; }
    /// False until the first reload() has come back.
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    /// Why the history cannot be read.
    [[nodiscard]] const std::optional<engine::Error> &problem() const { return m_problem; }

    [[nodiscard]] const engine::store::BackupFilter &filter() const { return m_filter; }
    [[nodiscard]] bool isFiltered() const;
    void setWords(const QString &words);
    void setEnvironment(const QString &name);
    void setStatus(std::optional<engine::store::BackupStatus> status);
    void setProof(engine::store::ProofLevel atLeast);
    void clearFilter();
    /// How many pass the filter, and how many there are.
    [[nodiscard]] qint64 shownCount() const { return m_overview.shown; }
    [[nodiscard]] qint64 wholeCount() const { return m_overview.whole; }
    [[nodiscard]] const engine::store::BackupStatistics &statistics() const { return m_overview.statistics; }
    void reload();

    /// The one whose details are shown.
    [[nodiscard]] const std::optional<engine::store::BackupRecord> &current() const { return m_current; }
    void select(int row);
    void setPinned(bool isPinned);
    void setNote(const QString &note);
    /// Into the trash, from which undoRemoval() takes it back.
    void remove();
    void undoRemoval(const engine::store::BackupRecord &removed);
    /// Reads the whole file and compares it with what was written.
    /// Up to that level, from the first.
    void verify(engine::store::ProofLevel upTo);
    void stopVerifying();
    /// Those that pass the filter, as a table for spreadsheets in the language of now.
    void exportTo(const QString &path);
    /// The number of the backup that is being verified; 0: none.
    [[nodiscard]] qint64 verifying() const { return m_check ? m_check->backup : 0; }
    [[nodiscard]] int verifiedPercent() const;

signals:
    /// Other backups, or another filter than before.
    void changed();
    void currentChanged();
    void verifyingChanged();
    void verified(const engine::store::BackupRecord &backup);
    void removed(const engine::store::BackupRecord &backup);
    void exported(const QString &path);
    void failed(const engine::Error &error);

private:
    struct Overview
    {
        qint64 shown = 0;
        qint64 whole = 0;
        engine::store::BackupStatistics statistics{};
    };
    struct Page
    {
        QList<engine::store::BackupRecord> backups{};
        Overview overview{};
    };
    /// A verification under way; shared with the thread that reads.
    struct Check
    {
        qint64 backup = 0;
        std::atomic<qint64> done = 0;
        std::atomic<qint64> expected = 0;
        std::stop_source stop{};
    };
    using Change = std::function<engine::Result<>(const engine::store::BackupRecords &records, qint64 id)>;

    void choose();
    void readPage(qint64 before);
    void takePage(const Page &page, qint64 before);
    void change(Change change);
    void take(const engine::store::BackupRecord &backup);

    static constexpr int backupsAtOnce = 256;
    // Typing must not ask the history per letter.
    static constexpr int settleMilliseconds = 150;

    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    BackupModel m_model;
    engine::store::BackupFilter m_filter;
    QTimer m_settle;
    QTimer m_follow;
    bool m_isLoaded = false;
    std::optional<engine::Error> m_problem;
    Overview m_overview;
    std::optional<engine::store::BackupRecord> m_current;
    std::shared_ptr<Check> m_check;
    /// Answers of an older round are out of date.
    quint64 m_round = 0;
};

} // namespace ui
