// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backup/full_backup.h"

#include "engine/base/errors/error_text.h"
#include "engine/workspace/requests/backup_request.h"
#include "engine/workspace/workspace.h"
#include "ui/backup/backup_password_dialog.h"
#include "ui/backup/backup_proof.h"
#include "ui/backup/show_in_folder.h"
#include "ui/desk.h"
#include "ui/text.h"

#include <QApplication>
#include <QCoreApplication>
#include <QLocale>

#include <atomic>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using engine::Error;
using engine::Result;
using engine::runs::Outcome;
using engine::runs::Report;
using engine::store::BackupRecord;
using engine::store::ProofLevel;
using engine::workspace::TypedPassword;
using State = OperationRunner::State;

namespace {

/// Where the file is being read back.
struct Reading
{
    std::atomic<qint64> read = 0;
    std::atomic<qint64> expected = 0;
};

Message alreadyRunning(Desk &desk, const QString &environment)
{
    Message message{.severity = Message::Severity::Information,
                    .what = Tr::tr("%1 is being backed up already.").arg(isolated(environment)),
                    .next = Tr::tr("Nothing has to be done but wait for it."),
                    .actionText = Tr::tr("&View"),
                    .action = [&desk, environment] {
                        if (Track *track = desk.tracks().of(environment))
                            desk.tracks().show(*track);
                    }};
    message.again = [&desk, environment] { return alreadyRunning(desk, environment); };
    return message;
}

/// `isBeingRead`: nobody knows yet whether it can be.
Message successMessage(Desk &desk, const QString &environment, const Report &report, ProofLevel proof, bool isBeingRead)
{
    const QString path = report.file->path;
    Message message{
        .severity = Message::Severity::Success,
        //: %1 an environment, %2 the size of a file, %3 how long it took.
        .what = Tr::tr("%1 is backed up: %2 in %3.")
                    .arg(isolated(environment), byteText(report.file->bytes),
                         durationText(std::chrono::milliseconds(report.durationMilliseconds))),
        //: %1 a moment, %2 a path.
        .why = Tr::tr("Contents of %1, in %2.")
                   .arg(QLocale().toString(report.file->snapshot.toLocalTime(), QLocale::ShortFormat), isolated(path)),
        .state = isBeingRead                            ? Tr::tr("The file is being read back.")
                 : proof >= ProofLevel::ContentComplete ? Tr::tr("It was read back: every row is in it.")
                                                        : Tr::tr("It was read back: the file is intact."),
        .actionText = Tr::tr("Show in &folder"),
        .action = [path, parent = &desk] { showInFolder(path, parent); }};
    message.again = [&desk, environment, report, proof, isBeingRead] {
        return successMessage(desk, environment, report, proof, isBeingRead);
    };
    return message;
}

/// One without the other would ask again, or encrypt nothing.
Result<> keepForAll(const engine::workspace::Workspace &workspace, const QString &environment,
                    const engine::Secret &password)
{
    TRY(engine::workspace::keepFilePassword(workspace, environment, password));
    return workspace.backupSettings().setEncrypts(environment, true);
}

/// Nobody knows yet by which password its backups are encrypted.
void askPassword(Desk &desk, const QString &environment)
{
    auto *dialog = new BackupPasswordDialog(environment, QApplication::activeWindow());
    QObject::connect(dialog, &BackupPasswordDialog::chosen, desk.presenters(),
                     [&desk, environment](const TypedPassword &password, bool isKept) {
                         FullBackup::start(desk, environment, QCoreApplication::applicationVersion(), password);
                         if (!isKept)
                             return;
                         desk.background().run(
                             desk.presenters(),
                             [&workspace = std::as_const(desk.workspace()), environment, password] {
                                 return keepForAll(workspace, environment, *password);
                             },
                             [&desk](const Result<> &kept) {
                                 if (!kept)
                                     emit desk.said(messageFor(kept.error()));
                             });
                     });
    dialog->open();
}

} // namespace

void addFullBackup(Desk &desk)
{
    desk.addDialog(u"encryptedBackup"_s, [](Desk &shared, const QString &environment, QWidget *) {
        if (shared.list().find(environment) != nullptr)
            askPassword(shared, environment);
    });
    desk.addDialog(u"backup"_s, [](Desk &shared, const QString &environment, QWidget *) {
        if (shared.list().find(environment) == nullptr)
            return;
        if (shared.tracks().of(environment) != nullptr)
            emit shared.said(alreadyRunning(shared, environment));
        else
            FullBackup::start(shared, environment, QCoreApplication::applicationVersion());
    });
}

FullBackup::FullBackup(Desk &desk, QString environment, TypedPassword typed)
    : QObject(desk.presenters())
    , m_desk(desk)
    , m_environment(std::move(environment))
    , m_typed(std::move(typed))
    , m_track(&desk.tracks().add(m_environment))
{
    connect(&m_track->runner, &OperationRunner::stateChanged, this, &FullBackup::goOn);
    connect(&m_track->runner, &OperationRunner::failed, this, [this](const Error &error) { fail({error}); });
    connect(&m_track->runner, &OperationRunner::finished, this, &FullBackup::end);
}

void FullBackup::start(Desk &desk, const QString &environment, const QString &programVersion,
                       const TypedPassword &typed)
{
    auto *backup = new FullBackup(desk, environment, typed);
    engine::workspace::BackupRequest request{
        .source = environment, .encrypt = typed != nullptr, .programVersion = programVersion};
    if (typed)
        request.findPassword = [typed](const QString &) -> Result<engine::Secret> { return typed->clone(); };
    backup->m_track->runner.plan(
        [&workspace = std::as_const(desk.workspace()), request](std::stop_token stop) {
            return engine::workspace::prepare(request, workspace, std::move(stop));
        },
        [environment] { return Tr::tr("Backing up %1").arg(isolated(environment)); });
}

void FullBackup::goOn()
{
    OperationRunner &runner = m_track->runner;
    if (runner.state() != State::Planned)
        return;
    if (!runner.objections().isEmpty())
        fail(runner.objections());
    else
        runner.run({});
}

void FullBackup::fail(const QList<Error> &errors)
{
    Error error = errors.first();
    error.causes += errors.mid(1);
    if (!error.isCancelled()) {
        const auto make = [&desk = m_desk, environment = m_environment, error] {
            Message message = messageFor(error);
            //: %1 an environment, %2 a sentence that says what went wrong.
            message.what = Tr::tr("%1 was not backed up. %2").arg(isolated(environment), message.what);
            message.state = Tr::tr("Nothing was written: no file, and nothing to the database.");
            message.actionText = Tr::tr("&Try again");
            message.action = [&desk, environment] { desk.openDialog(u"backup"_s, environment, nullptr); };
            if (error.code == engine::ErrorCode::FilePasswordMissing) {
                message.actionText = Tr::tr("Choose a &password…");
                message.action = [&desk, environment] { askPassword(desk, environment); };
            }
            return message;
        };
        Message message = make();
        message.again = make;
        emit m_desk.said(message);
    }
    release();
    deleteLater();
}

void FullBackup::release()
{
    if (m_track == nullptr)
        return;
    m_track->runner.disconnect(this);
    m_desk.tracks().release(*std::exchange(m_track, nullptr));
}

void FullBackup::end(const Report &report)
{
    emit m_desk.backupsChanged();
    if (report.outcome == Outcome::Succeeded && report.file) {
        emit m_desk.said(successMessage(m_desk, m_environment, report, ProofLevel::None, true));
        release();
        prove(report);
        return;
    }
    if (report.outcome == Outcome::Cancelled) {
        const auto make = [environment = m_environment] {
            return Message{.severity = Message::Severity::Information,
                           .what = Tr::tr("The backup of %1 was cancelled, as you asked.").arg(isolated(environment)),
                           .state = Tr::tr("No file was kept, and the database was only read.")};
        };
        Message message = make();
        message.again = make;
        emit m_desk.said(message);
        release();
        deleteLater();
        return;
    }
    fail({report.error.value_or(Error{})});
}

/// A file that was written is not yet one that can be read.
void FullBackup::prove(const Report &report)
{
    const auto reading = std::make_shared<Reading>();
    const auto work = [&workspace = std::as_const(m_desk.workspace()), identifier = report.file->identifier, reading,
                       typed = m_typed, stop = m_desk.background().stopToken()]() -> Result<BackupRecord> {
        TRY_ASSIGN(const auto record, workspace.backups().find(identifier));
        if (!record)
            return engine::failure({.code = engine::ErrorCode::BackupUnknown, .subject = identifier});
        return proveBackup(workspace, *record, engine::store::ProofLevel::ContentComplete, typed, stop, reading->read,
                           reading->expected);
    };
    m_desk.background().run(this, work, [this, report](const Result<BackupRecord> &proven) {
        emit m_desk.backupsChanged();
        if (proven)
            emit m_desk.said(successMessage(m_desk, m_environment, report, proven->proof, false));
        else if (!proven.error().isCancelled())
            emit m_desk.said(messageFor(proven.error()));
        deleteLater();
    });
}

} // namespace ui
