// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/verify_backup.h"

#include "app/cli/backups/backup_output.h"
#include "app/cli/backups/backup_password.h"
#include "app/cli/commands/command.h"
#include "app/cli/output/error_output.h"
#include "app/tr.h"
#include "engine/backups/csv_export.h"
#include "engine/base/error_json.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>

#include <array>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Error;
using engine::ErrorCode;
using engine::failure;
using engine::Progress;
using engine::Result;
using engine::Sentence;
using engine::backups::BackupFile;
using engine::backups::BackupList;
using engine::backups::NamedFile;
using engine::store::ProofLevel;

namespace {

/// What was shown of a backup, and what was not.
struct Verdict
{
    QString path{};
    std::optional<qint64> id{};
    ProofLevel shown = ProofLevel::None;
    QString sha256{};
    QList<Sentence> remarks{};
    std::optional<Error> fault{};
    qint64 milliseconds = 0;
};

/// A verdict about the backup; everything else is a failure of the verification.
bool isFault(const Error &error)
{
    return error.code == ErrorCode::FileDamaged || error.code == ErrorCode::ContentDiffers
           || error.code == ErrorCode::VerificationFailed;
}

/// Counts the bytes of the file, for who polls.
std::atomic<qint64> &countBytes(Progress &progress, const BackupFile &file)
{
    auto one = std::make_unique<engine::TableProgress>();
    one->name = QFileInfo(file.path()).fileName();
    one->expectedBytes = file.bytesToCheck();
    one->state = engine::TableProgress::State::Running;
    std::atomic<qint64> &bytes = one->bytes;
    auto tables = std::make_shared<Progress::Tables>();
    tables->push_back(std::move(one));
    progress.setTables(std::move(tables));
    progress.enter(engine::Phase::Verification);
    return bytes;
}

Result<> proveMore(const BackupList &list, const BackupFile &file, ProofLevel level, const BackupProof &proof,
                   bool isOptional, Verdict &verdict, const std::stop_token &stop, Progress &progress)
{
    if (!proof)
        return {};
    const Result<QList<Sentence>> shown = proof(file, stop, progress);
    // Of a script only a server can tell; a level that was not asked for by itself is passed over then.
    if (!shown && shown.error().code == ErrorCode::FormatUnsupported && isOptional)
        return {};
    if (!shown) {
        TRY(list.rememberFault(file, shown.error()));
        return failure(shown.error());
    }
    verdict.remarks.append(*shown);
    verdict.shown = level;
    return list.rememberProof(file, level);
}

Result<> prove(const BackupList &list, const BackupFile &file, ProofLevel level, bool isChosen,
               const BackupProofs &proofs, Verdict &verdict, const std::stop_token &stop, Progress &progress)
{
    TRY_ASSIGN(verdict.sha256, list.proveIntact(file, stop, &countBytes(progress, file)));
    verdict.shown = ProofLevel::FileIntact;
    if (level >= ProofLevel::ContentComplete)
        TRY(proveMore(list, file, ProofLevel::ContentComplete, proofs.content,
                      !isChosen || level > ProofLevel::ContentComplete, verdict, stop, progress));
    if (level >= ProofLevel::Restored)
        TRY(proveMore(list, file, ProofLevel::Restored, proofs.restore, false, verdict, stop, progress));
    return {};
}

QJsonObject toJson(const Verdict &verdict)
{
    QJsonArray remarks;
    for (const Sentence &remark : verdict.remarks)
        remarks.append(remark.text());
    return {{u"operation"_s, u"verify"_s},
            {u"outcome"_s, verdict.fault ? u"failed"_s : u"succeeded"_s},
            {u"file"_s, verdict.path},
            {u"id"_s, verdict.id ? QJsonValue(*verdict.id) : QJsonValue::Null},
            {u"level"_s, static_cast<int>(verdict.shown)},
            {u"proof"_s, engine::backups::keyOf(verdict.shown)},
            {u"sha256"_s, verdict.sha256},
            {u"warnings"_s, remarks},
            {u"durationMs"_s, verdict.milliseconds},
            {u"error"_s, verdict.fault ? QJsonValue(engine::toJson(*verdict.fault)) : QJsonValue::Null}};
}

ExitCode print(const Session &session, const Verdict &verdict)
{
    const Terminal &terminal = session.terminal();
    if (session.options().json) {
        session.printJson(toJson(verdict));
    } else if (verdict.fault) {
        terminal.print(errorForPeople(terminal, *verdict.fault));
    } else {
        const QString name = QFileInfo(verdict.path).fileName();
        terminal.print(
            terminal.styledOut(Style::Good, Tr::tr("\"%1\" is verified: %2.").arg(name, proofName(verdict.shown))));
        for (const Sentence &remark : verdict.remarks)
            terminal.print(u"  • "_s + remark.text());
    }
    return verdict.fault ? ExitCode::Differences : ExitCode::Done;
}

Result<ProofLevel> levelOf(int level, const BackupProofs &proofs)
{
    const std::array known{true, true, static_cast<bool>(proofs.content), static_cast<bool>(proofs.restore)};
    if (level < 0 || level > 3 || !known.at(static_cast<size_t>(level)))
        return failure(usageError(Tr::tr("This version verifies no backup to level %1.").arg(level)));
    if (level == 0)
        return proofs.content ? ProofLevel::ContentComplete : ProofLevel::FileIntact;
    return static_cast<ProofLevel>(level);
}

} // namespace

ExitCode verifyBackup(Session &session, const QString &name, int level, const BackupProofs &proofs)
{
    const Result<ProofLevel> wanted = levelOf(level, proofs);
    if (!wanted)
        return session.fail(wanted.error());
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const BackupList list((*services)->backups());
    const Result<NamedFile> named = list.file(name);
    if (!named)
        return session.fail(named.error());

    QElapsedTimer timer;
    timer.start();
    Verdict verdict{.path = named->path, .id = named->record ? std::optional(named->record->id) : std::nullopt};
    // Asked here, where the terminal is.
    const Result<std::unique_ptr<BackupFile>> file
        = BackupFile::open(named->path, named->record, backupPassword(session));
    Result<> proven = file ? Result<>() : failure(file.error());
    if (!file && isFault(file.error()) && named->record)
        static_cast<void>(
            (*services)->backups().setProof(named->record->id, ProofLevel::None, QDateTime::currentDateTimeUtc()));
    if (file)
        proven = session.withProgress<Result<>>(Tr::tr("Verifying \"%1\"").arg(QFileInfo(named->path).fileName()),
                                                [&](const std::stop_token &stop, Progress &progress) {
                                                    return prove(list, **file, *wanted, level != 0, proofs, verdict,
                                                                 stop, progress);
                                                });
    verdict.milliseconds = timer.elapsed();
    if (!proven && !isFault(proven.error()))
        return session.fail(proven.error());
    if (!proven)
        verdict.fault = proven.error();
    return print(session, verdict);
}

} // namespace app::cli
