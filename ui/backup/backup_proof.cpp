// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backup/backup_proof.h"

#include "engine/backups/backup_list.h"
#include "engine/backups/content_proof.h"
#include "engine/workspace/loads.h"
#include "engine/workspace/requests/trial_request.h"
#include "engine/workspace/workspace.h"

namespace ui {

using engine::Error;
using engine::ErrorCode;
using engine::failure;
using engine::Result;
using engine::backups::BackupFile;
using engine::backups::BackupList;
using engine::store::BackupRecord;
using engine::store::ProofLevel;

namespace {

Result<> proveContents(const BackupList &list, const BackupFile &file, const std::stop_token &stop)
{
    engine::Progress progress;
    const auto proven = engine::backups::proveContent(file, stop, progress);
    if (proven)
        return list.rememberProof(file, ProofLevel::ContentComplete);
    if (proven.error().code == ErrorCode::FormatUnsupported)
        return {};
    TRY(list.rememberFault(file, proven.error()));
    return failure(proven.error());
}

Result<> proveRestored(const BackupList &list, const BackupFile &file, const QString &folder,
                       const std::stop_token &stop)
{
    engine::Progress progress;
    const auto proven = engine::workspace::proveRestore(file, folder, stop, progress);
    if (proven)
        return list.rememberProof(file, ProofLevel::Restored);
    // What was stopped says nothing against the backup.
    if (!proven.error().isCancelled())
        TRY(list.rememberFault(file, proven.error()));
    return failure(proven.error());
}

} // namespace

Result<BackupRecord> proveBackup(const engine::workspace::Workspace &workspace, const BackupRecord &backup,
                                 ProofLevel upTo, const engine::workspace::TypedPassword &typed,
                                 const std::stop_token &stop, std::atomic<qint64> &read, std::atomic<qint64> &expected)
{
    const BackupList list(workspace.backups());
    const auto password = engine::workspace::filePassword(workspace, typed);
    TRY_ASSIGN(const auto file, BackupFile::open(backup.path, backup, password));
    expected = file->bytesToCheck();
    TRY(list.proveIntact(*file, stop, &read));
    TRY(proveContents(list, *file, stop));
    if (upTo == ProofLevel::Restored)
        TRY(proveRestored(list, *file, engine::workspace::loadsFolder(workspace), stop));
    TRY_ASSIGN(const auto found, workspace.backups().find(backup.id));
    return found ? Result<BackupRecord>(*found)
                 : failure({.code = ErrorCode::BackupUnknown, .subject = QString::number(backup.id)});
}

} // namespace ui
