// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/csv_export.h"
#include "engine/base/errors/error.h"
#include "engine/store/backup_records.h"
#include "engine/workspace/backup_contents.h"
#include "engine/workspace/file_passwords.h"
#include "ui/backups/backup_model.h"

#include <QHash>
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
    void setKind(std::optional<engine::store::BackupKind> kind);
    /// Those of the last days; 0: whenever they were made.
    void setPeriod(int days);
    [[nodiscard]] int period() const { return m_period; }
    /// Those of one day; null: of the period.
    void setDay(const QDate &day);
    [[nodiscard]] const QDate &day() const { return m_day; }
    void clearFilter();
    /// How many pass the filter, and how many there are.
    [[nodiscard]] qint64 shownCount() const { return m_overview.shown; }
    [[nodiscard]] qint64 wholeCount() const { return m_overview.whole; }
    /// Of the environment that is chosen: of the last thirty days, but for what is on the disk now.
    [[nodiscard]] const engine::store::BackupStatistics &statistics() const { return m_figures.statistics; }
    [[nodiscard]] const QList<engine::store::BackupDay> &days() const { return m_figures.days; }
    /// The figures follow the list: they are not waited for.
    [[nodiscard]] bool hasFigures() const { return m_hasFigures; }
    void reload();

    /// The one whose details are shown.
    [[nodiscard]] const std::optional<engine::store::BackupRecord> &current() const { return m_current; }
    void select(const QList<int> &rows);
    /// All that are selected, in the order of the list.
    [[nodiscard]] const QList<engine::store::BackupRecord> &selected() const { return m_selected; }
    /// When which level was shown of the one whose details are shown.
    [[nodiscard]] const QList<engine::store::BackupProof> &proofs() const { return m_proofs; }
    /// What it says of itself, once it was read.
    [[nodiscard]] const std::optional<engine::workspace::BackupContents> &contents() const { return m_contents; }
    [[nodiscard]] const std::optional<engine::Error> &contentsProblem() const { return m_contentsProblem; }
    /// Opens the file for it where it is encrypted: that takes a second, and perhaps a password.
    void readContents();
    /// Of all that are selected.
    void setPinned(bool isPinned);
    void setNote(const QString &note);
    void setTags(const QStringList &tags);
    /// All that are selected, into the trash, from which undoRemoval() takes them back. Of several, those that must
    /// stay do.
    void remove();
    void undoRemoval(const QList<engine::store::BackupRecord> &removed);

    /// The one whose details are shown is encrypted, and what was asked of it needs its password.
    [[nodiscard]] bool needsPassword() const { return m_question && m_current && m_question->backup == m_current->id; }
    [[nodiscard]] bool isPasswordRefused() const { return m_question && m_question->isRefused; }
    /// Goes on with what was asked. `isKept`: the keychain gets it as soon as it has opened the file.
    void setPassword(const engine::workspace::TypedPassword &password, bool isKept);
    /// Reads the whole file and compares it with what was written.
    /// Up to that level, from the first.
    void verify(engine::store::ProofLevel upTo);
    void stopVerifying();
    /// Those that pass the filter, as a table.
    void exportTo(const QString &path, const engine::backups::CsvForm &form);
    /// The number of the backup that is being verified; 0: none.
    [[nodiscard]] qint64 verifying() const { return m_check ? m_check->backup : 0; }
    [[nodiscard]] int verifiedPercent() const;

signals:
    /// Other backups, or another filter than before.
    void changed();
    void currentChanged();
    void verifyingChanged();
    void verified(const engine::store::BackupRecord &backup);
    /// How many of several stay, with the reason of the first.
    void removed(const QList<engine::store::BackupRecord> &backups, int kept, const engine::Error &reason);
    /// What other pages say of backups is no longer so.
    void historyChanged();
    void exported(const QString &path);
    void failed(const engine::Error &error);

private:
    struct Overview
    {
        qint64 shown = 0;
        qint64 whole = 0;
    };
    struct Figures
    {
        engine::store::BackupStatistics statistics{};
        QList<engine::store::BackupDay> days{};
    };
    struct Question
    {
        qint64 backup = 0;
        bool isRefused = false;
        std::function<void()> again{};
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
    void readFigures();
    void readProofs();
    void takePeriod();
    void takeChecked(qint64 id, const engine::Result<engine::store::BackupRecord> &backup,
                     engine::store::ProofLevel upTo);
    /// Whether it is a password that is missing: then it is asked for, and `again` is called with it.
    bool asksFor(const engine::store::BackupRecord &backup, const engine::Error &error, std::function<void()> again);
    /// It opened the file.
    void keepPassword(const engine::store::BackupRecord &backup);
    [[nodiscard]] engine::workspace::TypedPassword typedFor(const engine::store::BackupRecord &backup) const;

    static constexpr int backupsAtOnce = 256;
    // Typing must not ask the history per letter.
    static constexpr int settleMilliseconds = 150;
    static constexpr int daysOfSuccess = 30;
    static constexpr int daysShown = 120;

    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    BackupModel m_model;
    engine::store::BackupFilter m_filter;
    QTimer m_settle;
    QTimer m_follow;
    bool m_isLoaded = false;
    std::optional<engine::Error> m_problem;
    Overview m_overview;
    Figures m_figures;
    bool m_hasFigures = false;
    int m_period = 0;
    QDate m_day;
    QList<engine::store::BackupRecord> m_selected;
    std::optional<engine::store::BackupRecord> m_current;
    QList<engine::store::BackupProof> m_proofs;
    std::optional<engine::workspace::BackupContents> m_contents;
    std::optional<engine::Error> m_contentsProblem;
    std::optional<Question> m_question;
    /// What was typed, by environment, as long as this page is there.
    QHash<QString, engine::workspace::TypedPassword> m_typed;
    bool m_isPasswordKept = false;
    std::shared_ptr<Check> m_check;
    /// Answers of an older round are out of date.
    quint64 m_round = 0;
    quint64 m_figuresRound = 0;
    quint64 m_contentsRound = 0;
};

} // namespace ui
