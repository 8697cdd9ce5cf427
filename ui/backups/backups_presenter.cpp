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
    return !m_filter.words.isEmpty() || !m_filter.environment.isEmpty() || m_filter.status
           || m_filter.atLeast != ProofLevel::None;
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

void BackupsPresenter::clearFilter()
{
    m_filter = {.hidesDeleted = true};
    choose();
}

void BackupsPresenter::reload()
{
    m_settle.stop();
    ++m_round;
    readPage(0);
}

void BackupsPresenter::readPage(qint64 before)
{
    const auto work = [&workspace = m_workspace, filter = m_filter, before]() -> Result<Page> {
        const BackupRecords &records = workspace.backups();
        Page page;
        TRY_ASSIGN(page.backups, BackupList(records).page(filter, before, backupsAtOnce));
        if (before > 0)
            return page;
        TRY_ASSIGN(page.overview.shown, records.count(filter));
        TRY_ASSIGN(page.overview.whole, records.count({.hidesDeleted = true}));
        TRY_ASSIGN(page.overview.statistics, records.statistics(filter.environment));
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
    const int row = m_current ? m_model.rowOf(m_current->id) : -1;
    m_current = row < 0 ? std::optional<BackupRecord>() : m_model.backup(row);
    emit currentChanged();
}

void BackupsPresenter::select(int row)
{
    const bool isRow = row >= 0 && row < m_model.rowCount();
    m_current = isRow ? std::optional(m_model.backup(row)) : std::nullopt;
    emit currentChanged();
}

void BackupsPresenter::take(const BackupRecord &backup)
{
    m_model.update(backup);
    if (m_current && m_current->id == backup.id) {
        m_current = backup;
        emit currentChanged();
    }
}

void BackupsPresenter::change(Change change)
{
    if (!m_current)
        return;
    const auto work
        = [&workspace = m_workspace, id = m_current->id, change = std::move(change)]() -> Result<BackupRecord> {
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

void BackupsPresenter::remove()
{
    if (!m_current)
        return;
    const auto work = [&workspace = m_workspace, backup = *m_current]() -> Result<BackupRecord> {
        const BackupList list(workspace.backups());
        TRY_ASSIGN(const auto removal, engine::backups::removeBackups(list, {backup}, engine::backups::Choice::ByName));
        if (!removal.kept.isEmpty())
            return failure(removal.kept.first().second);
        // As it lies in the trash, so that it can come back.
        return readAgain(workspace.backups(), backup.id);
    };
    m_background.run(this, work, [this](const Result<BackupRecord> &gone) {
        if (gone)
            emit removed(*gone);
        else
            emit failed(gone.error());
        reload();
    });
}

void BackupsPresenter::undoRemoval(const BackupRecord &removed)
{
    m_background.run(
        this,
        [&workspace = m_workspace, removed] {
            return engine::backups::undoRemoval(BackupList(workspace.backups()), removed);
        },
        [this](const Result<BackupRecord> &back) {
            if (!back)
                emit failed(back.error());
            reload();
        });
}

void BackupsPresenter::verify(engine::store::ProofLevel upTo)
{
    if (!m_current || m_check)
        return;
    m_check = std::make_shared<Check>();
    m_check->backup = m_current->id;
    m_follow.start();
    emit verifyingChanged();
    const auto work = [&workspace = m_workspace, backup = *m_current, upTo, check = m_check,
                       closing = m_background.stopToken()]() -> Result<BackupRecord> {
        const std::stop_callback forward(closing, [check] { check->stop.request_stop(); });
        return proveBackup(workspace, backup, upTo, check->stop.get_token(), check->done, check->expected);
    };
    m_background.run(this, work, [this](const Result<BackupRecord> &backup) {
        const qint64 id = m_check->backup;
        m_check.reset();
        m_follow.stop();
        emit verifyingChanged();
        if (backup) {
            take(*backup);
            emit verified(*backup);
            return;
        }
        if (!backup.error().isCancelled())
            emit failed(backup.error());
        // Damage that was found is in the history now.
        if (m_model.rowOf(id) >= 0)
            reload();
    });
}

void BackupsPresenter::stopVerifying()
{
    if (m_check)
        m_check->stop.request_stop();
}

void BackupsPresenter::exportTo(const QString &path)
{
    const auto work
        = [&workspace = m_workspace, filter = m_filter, path, stop = m_background.stopToken()]() -> Result<> {
        // What a spreadsheet in French opens with its columns apart and its accents right.
        const engine::backups::CsvForm form{.separator = ';', .hasMark = true, .isForPeople = true};
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
