// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backups_presenter.h"

#include "engine/backups/backup_list.h"
#include "engine/backups/csv_export.h"
#include "engine/backups/removal.h"
#include "engine/base/files/atomic_file.h"
#include "engine/workspace/workspace.h"
#include "ui/background.h"
#include "ui/backup/backup_proof.h"

#include <utility>

namespace ui {

using engine::failure;
using engine::Result;
using engine::backups::BackupList;
using engine::store::BackupFilter;
using engine::store::BackupRecord;
using engine::store::BackupRecords;
using engine::store::BackupStatus;
using engine::store::ProofLevel;
using engine::workspace::Workspace;

namespace {

/// What the history says of one now.
Result<BackupRecord> readAgain(const BackupRecords &records, qint64 id)
{
    TRY_ASSIGN(const auto found, records.find(id));
    if (!found)
        return failure({.code = engine::ErrorCode::BackupUnknown, .subject = QString::number(id)});
    return *found;
}

} // namespace

BackupsPresenter::BackupsPresenter(Workspace &workspace, Background &background, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_background(background)
    , m_filter{.hidesDeleted = true}
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, &BackupsPresenter::reload);
    m_follow.setInterval(100);
    connect(&m_follow, &QTimer::timeout, this, &BackupsPresenter::verifyingChanged);
    connect(&m_model, &BackupModel::moreWanted, this, &BackupsPresenter::readPage);
}

BackupsPresenter::~BackupsPresenter()
{
    stopVerifying();
}

bool BackupsPresenter::isFiltered() const
{
    return !m_filter.words.isEmpty() || !m_filter.environment.isEmpty() || m_filter.status || m_filter.kind
           || m_filter.since.isValid() || m_filter.until.isValid() || m_filter.atLeast != ProofLevel::None;
}

void BackupsPresenter::choose()
{
    m_settle.start();
    emit changed();
}

void BackupsPresenter::setWords(const QString &words)
{
    m_filter.words = words.trimmed();
    choose();
}

void BackupsPresenter::setEnvironment(const QString &name)
{
    m_filter.environment = name;
    choose();
}

void BackupsPresenter::setStatus(std::optional<BackupStatus> status)
{
    m_filter.status = status;
    choose();
}

void BackupsPresenter::setProof(ProofLevel atLeast)
{
    m_filter.atLeast = atLeast;
    choose();
}

void BackupsPresenter::setKind(std::optional<engine::store::BackupKind> kind)
{
    m_filter.kind = kind;
    choose();
}

void BackupsPresenter::setPeriod(int days)
{
    m_period = days;
    m_day = {};
    takePeriod();
    choose();
}

void BackupsPresenter::setDay(const QDate &day)
{
    m_day = day;
    takePeriod();
    choose();
}

/// Days begin at midnight by the clock of this computer.
void BackupsPresenter::takePeriod()
{
    const QDate today = QDate::currentDate();
    const QDate first = m_day.isValid() ? m_day : m_period > 0 ? today.addDays(1 - m_period) : QDate();
    m_filter.since = first.isValid() ? first.startOfDay().toUTC() : QDateTime();
    m_filter.until = m_day.isValid() ? m_day.addDays(1).startOfDay().toUTC() : QDateTime();
}

void BackupsPresenter::clearFilter()
{
    m_filter = {.hidesDeleted = true};
    m_period = 0;
    m_day = {};
    choose();
}

void BackupsPresenter::reload()
{
    m_settle.stop();
    ++m_round;
    readPage(0);
    readFigures();
}

void BackupsPresenter::readPage(qint64 before)
{
    const auto work = [&workspace = m_workspace, filter = m_filter, before]() -> Result<Page> {
        const BackupList list(workspace.backups());
        Page page;
        if (before > 0) {
            TRY_ASSIGN(page.backups, list.page(filter, before, backupsAtOnce));
            return page;
        }
        TRY_ASSIGN(engine::store::BackupPage first, list.firstPage(filter, backupsAtOnce));
        page.backups = std::move(first.records);
        page.overview.shown = first.count;
        TRY_ASSIGN(page.overview.whole, workspace.backups().count({.hidesDeleted = true}));
        return page;
    };
    m_background.run(this, work, [this, before, round = m_round](const Result<Page> &page) {
        if (round != m_round)
            return;
        m_isLoaded = true;
        m_problem = page ? std::optional<engine::Error>() : page.error();
        if (page)
            takePage(*page, before);
        emit changed();
    });
}

void BackupsPresenter::readFigures()
{
    const QDate today = QDate::currentDate();
    const auto since = [today](int days) { return today.addDays(1 - days).startOfDay().toUTC(); };
    const auto work = [&workspace = m_workspace, environment = m_filter.environment, success = since(daysOfSuccess),
                       shown = since(daysShown)]() -> Result<Figures> {
        Figures figures;
        TRY_ASSIGN(figures.statistics, workspace.backups().statistics({.environment = environment, .since = success}));
        TRY_ASSIGN(figures.days, workspace.backups().days({.environment = environment, .since = shown}));
        return figures;
    };
    m_background.run(this, work, [this, round = ++m_figuresRound](const Result<Figures> &figures) {
        // What the list cannot be read for is said once, by the list.
        if (round != m_figuresRound || !figures)
            return;
        m_figures = *figures;
        m_hasFigures = true;
        emit changed();
    });
}

void BackupsPresenter::takePage(const Page &page, qint64 before)
{
    const bool hasMore = page.backups.size() == backupsAtOnce;
    if (before > 0) {
        m_model.addBackups(page.backups, hasMore);
        return;
    }
    m_overview = page.overview;
    m_model.setBackups(page.backups, hasMore);
    // What is no longer shown is no longer looked at either.
    QList<int> rows;
    for (const BackupRecord &backup : std::as_const(m_selected)) {
        if (const int row = m_model.rowOf(backup.id); row >= 0)
            rows << row;
    }
    select(rows);
}

void BackupsPresenter::select(const QList<int> &rows)
{
    m_selected.clear();
    for (const int row : rows) {
        if (row >= 0 && row < m_model.rowCount())
            m_selected << m_model.backup(row);
    }
    const qint64 before = m_current ? m_current->id : 0;
    m_current = m_selected.size() == 1 ? std::optional(m_selected.first()) : std::nullopt;
    if (!m_current || m_current->id != before) {
        m_proofs.clear();
        m_contents.reset();
        m_contentsProblem.reset();
        m_question.reset();
        ++m_contentsRound;
    }
    emit currentChanged();
    readProofs();
}

void BackupsPresenter::readProofs()
{
    if (!m_current)
        return;
    const bool readsBeside = !m_current->isEncrypted && m_current->status == BackupStatus::Completed && !m_contents;
    m_background.run(
        this, [&workspace = m_workspace, id = m_current->id] { return workspace.backups().proofs(id); },
        [this, id = m_current->id](const Result<QList<engine::store::BackupProof>> &proofs) {
            if (!m_current || m_current->id != id || !proofs)
                return;
            m_proofs = *proofs;
            emit currentChanged();
        });
    if (readsBeside)
        readContents();
}

void BackupsPresenter::readContents()
{
    if (!m_current)
        return;
    const auto work = [&workspace = m_workspace, backup = *m_current, typed = typedFor(*m_current)] {
        return engine::workspace::contentsOf(backup, engine::workspace::filePassword(workspace, typed));
    };
    m_background.run(this, work,
                     [this, backup = *m_current,
                      round = ++m_contentsRound](const Result<engine::workspace::BackupContents> &contents) {
                         if (round != m_contentsRound)
                             return;
                         m_contentsProblem.reset();
                         if (contents) {
                             m_contents = *contents;
                             keepPassword(backup);
                         } else if (!asksFor(backup, contents.error(), [this] { readContents(); })) {
                             m_contentsProblem = contents.error();
                         }
                         emit currentChanged();
                     });
}

engine::workspace::TypedPassword BackupsPresenter::typedFor(const BackupRecord &backup) const
{
    return m_typed.value(backup.environment);
}

bool BackupsPresenter::asksFor(const BackupRecord &backup, const engine::Error &error, std::function<void()> again)
{
    const bool isRefused = error.code == engine::ErrorCode::FilePasswordWrong;
    if (!isRefused && error.code != engine::ErrorCode::FilePasswordMissing)
        return false;
    m_typed.remove(backup.environment);
    m_question = Question{.backup = backup.id, .isRefused = isRefused, .again = std::move(again)};
    emit currentChanged();
    return true;
}

void BackupsPresenter::setPassword(const engine::workspace::TypedPassword &password, bool isKept)
{
    if (!needsPassword())
        return;
    m_typed.insert(m_current->environment, password);
    m_isPasswordKept = isKept;
    const Question question = *std::exchange(m_question, std::nullopt);
    emit currentChanged();
    question.again();
}

void BackupsPresenter::keepPassword(const BackupRecord &backup)
{
    const auto typed = typedFor(backup);
    if (!typed || !std::exchange(m_isPasswordKept, false))
        return;
    m_background.run(
        this,
        [&workspace = m_workspace, environment = backup.environment, typed] {
            return engine::workspace::keepFilePassword(workspace, environment, *typed);
        },
        [this](const Result<> &kept) {
            if (!kept)
                emit failed(kept.error());
        });
}

void BackupsPresenter::take(const BackupRecord &backup)
{
    m_model.update(backup);
    for (BackupRecord &selected : m_selected) {
        if (selected.id == backup.id)
            selected = backup;
    }
    if (m_current && m_current->id == backup.id)
        m_current = backup;
    emit currentChanged();
    readProofs();
}

void BackupsPresenter::change(Change change)
{
    for (const BackupRecord &selected : std::as_const(m_selected)) {
        const auto work = [&workspace = m_workspace, id = selected.id, change]() -> Result<BackupRecord> {
            TRY(change(workspace.backups(), id));
            return readAgain(workspace.backups(), id);
        };
        m_background.run(this, work, [this](const Result<BackupRecord> &backup) {
            if (backup)
                take(*backup);
            else
                emit failed(backup.error());
        });
    }
}

void BackupsPresenter::setPinned(bool isPinned)
{
    change([isPinned](const BackupRecords &records, qint64 id) { return records.setPinned(id, isPinned); });
}

void BackupsPresenter::setNote(const QString &note)
{
    if (!m_current || m_current->note == note)
        return;
    change([note](const BackupRecords &records, qint64 id) { return records.setNote(id, note); });
}

void BackupsPresenter::setTags(const QStringList &tags)
{
    if (!m_current || m_current->tags == tags)
        return;
    change([tags](const BackupRecords &records, qint64 id) { return records.setTags(id, tags); });
}

void BackupsPresenter::remove()
{
    if (m_selected.isEmpty())
        return;
    using engine::backups::Choice;
    using engine::backups::Removal;
    const Choice choice = m_selected.size() == 1 ? Choice::ByName : Choice::InBulk;
    const auto work = [&workspace = m_workspace, chosen = m_selected, choice]() -> Result<Removal> {
        const BackupList list(workspace.backups());
        TRY_ASSIGN(Removal removal, engine::backups::removeBackups(list, chosen, choice));
        // As they lie in the trash, so that they can come back.
        for (BackupRecord &gone : removal.removed) {
            TRY_ASSIGN(gone, readAgain(workspace.backups(), gone.id));
        }
        return removal;
    };
    m_background.run(this, work, [this](const Result<Removal> &removal) {
        if (!removal) {
            emit failed(removal.error());
        } else {
            const int kept = int(removal->kept.size());
            const engine::Error reason = kept > 0 ? removal->kept.first().second : engine::Error{};
            if (removal->removed.isEmpty())
                emit failed(reason);
            else
                emit removed(removal->removed, kept, reason);
        }
        reload();
        emit historyChanged();
    });
}

void BackupsPresenter::undoRemoval(const QList<BackupRecord> &removed)
{
    m_background.run(
        this,
        [&workspace = m_workspace, removed]() -> Result<> {
            const BackupList list(workspace.backups());
            for (const BackupRecord &each : removed)
                TRY(engine::backups::undoRemoval(list, each));
            return {};
        },
        [this](const Result<> &back) {
            if (!back)
                emit failed(back.error());
            reload();
            emit historyChanged();
        });
}

void BackupsPresenter::verify(ProofLevel upTo)
{
    if (!m_current || m_check)
        return;
    m_check = std::make_shared<Check>();
    m_check->backup = m_current->id;
    m_follow.start();
    emit verifyingChanged();
    const auto work = [&workspace = m_workspace, backup = *m_current, upTo, check = m_check,
                       typed = typedFor(*m_current), closing = m_background.stopToken()]() -> Result<BackupRecord> {
        const std::stop_callback forward(closing, [check] { check->stop.request_stop(); });
        return proveBackup(workspace, backup, upTo, typed, check->stop.get_token(), check->done, check->expected);
    };
    m_background.run(this, work, [this, upTo](const Result<BackupRecord> &backup) {
        const qint64 id = m_check->backup;
        m_check.reset();
        m_follow.stop();
        emit verifyingChanged();
        takeChecked(id, backup, upTo);
    });
}

void BackupsPresenter::takeChecked(qint64 id, const Result<BackupRecord> &backup, ProofLevel upTo)
{
    if (backup) {
        keepPassword(*backup);
        take(*backup);
        emit verified(*backup);
        emit historyChanged();
        return;
    }
    const int row = m_model.rowOf(id);
    if (row >= 0 && asksFor(m_model.backup(row), backup.error(), [this, upTo] { verify(upTo); }))
        return;
    if (!backup.error().isCancelled())
        emit failed(backup.error());
    // Damage that was found is in the history now.
    if (row >= 0)
        reload();
    emit historyChanged();
}

void BackupsPresenter::stopVerifying()
{
    if (m_check)
        m_check->stop.request_stop();
}

void BackupsPresenter::exportTo(const QString &path, const engine::backups::CsvForm &form)
{
    const auto work
        = [&workspace = m_workspace, filter = m_filter, path, form, stop = m_background.stopToken()]() -> Result<> {
        TRY_ASSIGN(const QByteArray table, engine::backups::csvOf(workspace.backups(), filter, form, stop));
        return engine::writeFileAtomically(path, table);
    };
    m_background.run(this, work, [this, path](const Result<> &written) {
        if (written)
            emit exported(path);
        else
            emit failed(written.error());
    });
}

int BackupsPresenter::verifiedPercent() const
{
    const qint64 expected = m_check ? m_check->expected.load() : 0;
    return expected <= 0 ? 0 : int(std::min<qint64>(100, m_check->done.load() * 100 / expected));
}

} // namespace ui
