// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_commands.h"
#include "app/cli/backups/backup_filter.h"
#include "app/cli/backups/backup_output.h"
#include "app/cli/backups/backup_password.h"
#include "app/cli/output/error_output.h"
#include "app/cli/output/numbers.h"
#include "app/tr.h"
#include "engine/backups/adoption.h"
#include "engine/backups/removal.h"
#include "engine/base/error_json.h"
#include "engine/base/errors/error_text.h"
#include "engine/base/files/file_hash.h"
#include "engine/formats/container/password_change.h"

#include <QFileInfo>
#include <QJsonArray>

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Error;
using engine::ErrorCode;
using engine::failure;
using engine::Result;
using engine::backups::Adoption;
using engine::backups::BackupList;
using engine::backups::Choice;
using engine::backups::Removal;
using engine::store::BackupRecord;

namespace {

// Long enough to notice a mistake.
constexpr int daysInTrash = 7;

struct RemoveArguments
{
    std::vector<std::string> names{};
    BackupFilterOptions filter{};
    int olderThanDays = 0;
    bool isUndo = false;
};

struct ChangeArguments
{
    std::vector<std::string> names{};
    /// Where it is one backup alone.
    std::string name{};
    std::string text{};
    std::vector<std::string> tags{};
};

Result<QList<BackupRecord>> named(const BackupList &list, const std::vector<std::string> &names)
{
    QList<BackupRecord> records;
    for (const std::string &name : names) {
        TRY_ASSIGN(const BackupRecord record, list.backup(engine::text(name)));
        records.append(record);
    }
    return records;
}

Result<QList<BackupRecord>> again(const BackupList &list, const QList<BackupRecord> &records)
{
    QList<BackupRecord> now;
    for (const BackupRecord &record : records) {
        TRY_ASSIGN(const auto found, list.records().find(record.id));
        now.append(found.value_or(record));
    }
    return now;
}

/// All backups of the filter that are old enough.
Result<QList<BackupRecord>> filtered(const BackupList &list, const RemoveArguments &arguments)
{
    const QDateTime newest = QDateTime::currentDateTimeUtc().addDays(-arguments.olderThanDays);
    QList<BackupRecord> chosen;
    qint64 before = 0;
    while (true) {
        TRY_ASSIGN(const QList<BackupRecord> page, list.page(arguments.filter.filter(), before, 500));
        if (page.isEmpty())
            return chosen;
        before = page.back().id;
        for (const BackupRecord &record : page) {
            const QDateTime time = record.snapshot.isValid() ? record.snapshot : record.started;
            if (arguments.olderThanDays == 0 || time < newest)
                chosen.append(record);
        }
    }
}

ExitCode printRemoval(const Session &session, const Removal &removal)
{
    if (session.options().json) {
        QJsonArray kept;
        for (const auto &[record, why] : removal.kept)
            kept.append(QJsonObject{{u"backup"_s, toJson(record)}, {u"error"_s, engine::toJson(why)}});
        session.printJson({{u"removed"_s, toJson(removal.removed)}, {u"kept"_s, kept}});
        return ExitCode::Done;
    }
    for (const BackupRecord &record : removal.removed)
        session.terminal().print(Tr::tr("%1 is in the trash: \"sosie-cli backups remove --undo %2\" brings it back.")
                                     .arg(QFileInfo(record.path).fileName(), QString::number(record.id)));
    for (const auto &[record, why] : removal.kept)
        session.warn(Tr::tr("%1 stays. %2").arg(QFileInfo(record.path).fileName(), engine::describe(why).why));
    return ExitCode::Done;
}

Result<ExitCode> undo(const Session &session, const BackupList &list, const RemoveArguments &arguments)
{
    TRY_ASSIGN(const QList<BackupRecord> records, named(list, arguments.names));
    QList<BackupRecord> back;
    for (const BackupRecord &record : records) {
        TRY_ASSIGN(const BackupRecord restored, engine::backups::undoRemoval(list, record));
        back.append(restored);
    }
    return printChanged(session, back, Tr::tr("Brought back from the trash."));
}

Result<ExitCode> removeThem(const Session &session, const BackupList &list, const RemoveArguments &arguments)
{
    const bool isFiltered = !arguments.filter.isEmpty() || arguments.olderThanDays > 0;
    if (arguments.names.empty() == !isFiltered)
        return failure(usageError(Tr::tr("Name backups, or say which by options, not both.")));
    if (arguments.isUndo && isFiltered)
        return failure(usageError(Tr::tr("--undo wants the backups by name.")));
    if (arguments.isUndo)
        return undo(session, list, arguments);
    TRY_ASSIGN(const QList<BackupRecord> chosen, isFiltered ? filtered(list, arguments) : named(list, arguments.names));
    const Choice choice = !isFiltered && chosen.size() == 1 ? Choice::ByName : Choice::InBulk;
    TRY_ASSIGN(const Removal removal, engine::backups::removeBackups(list, chosen, choice));
    TRY(engine::backups::emptyTrash(list, QDateTime::currentDateTimeUtc().addDays(-daysInTrash)));
    if (choice == Choice::ByName && !removal.kept.isEmpty())
        return failure(removal.kept.front().second);
    return printRemoval(session, removal);
}

Result<ExitCode> pin(const Session &session, const BackupList &list, const ChangeArguments &arguments, bool isPinned)
{
    TRY_ASSIGN(const QList<BackupRecord> records, named(list, arguments.names));
    for (const BackupRecord &record : records)
        TRY(list.records().setPinned(record.id, isPinned));
    TRY_ASSIGN(const QList<BackupRecord> now, again(list, records));
    return printChanged(session, now,
                        isPinned ? Tr::tr("Pinned: it stays until it is unpinned.") : Tr::tr("Unpinned."));
}

Result<ExitCode> note(const Session &session, const BackupList &list, const ChangeArguments &arguments)
{
    TRY_ASSIGN(const QList<BackupRecord> records, named(list, {arguments.name}));
    TRY(list.records().setNote(records.front().id, engine::text(arguments.text)));
    TRY_ASSIGN(const QList<BackupRecord> now, again(list, records));
    return printChanged(session, now, arguments.text.empty() ? Tr::tr("The note is gone.") : Tr::tr("Noted."));
}

Result<ExitCode> tag(const Session &session, const BackupList &list, const ChangeArguments &arguments)
{
    TRY_ASSIGN(const QList<BackupRecord> records, named(list, {arguments.name}));
    QStringList tags;
    for (const std::string &word : arguments.tags)
        tags.append(engine::text(word));
    TRY(list.records().setTags(records.front().id, tags));
    TRY_ASSIGN(const QList<BackupRecord> now, again(list, records));
    return printChanged(session, now, tags.isEmpty() ? Tr::tr("The tags are gone.") : Tr::tr("Tagged."));
}

Result<ExitCode> adoptFolder(const Session &session, const BackupList &list, const ChangeArguments &arguments)
{
    // Nobody is asked: there may be many files, each with a password of its own.
    const bool isGiven = !session.options().passwordFile.empty()
                         || session.surroundings().variable("SOSIE_BACKUP_PASSWORD").has_value();
    TRY_ASSIGN(const Adoption adoption,
               engine::backups::adopt(list, engine::text(arguments.text),
                                      isGiven ? backupPassword(session) : engine::backups::PasswordSource(),
                                      session.stop()));
    if (session.options().json) {
        QJsonArray refused;
        for (const Error &error : adoption.refused)
            refused.append(engine::toJson(error));
        session.printJson({{u"added"_s, toJson(adoption.added)},
                           {u"found"_s, toJson(adoption.found)},
                           {u"known"_s, adoption.known},
                           {u"refused"_s, refused}});
        return ExitCode::Done;
    }
    for (const Error &error : adoption.refused)
        session.warn(errorForPeople(session.terminal(), error));
    if (!adoption.added.isEmpty())
        session.terminal().print(backupsForPeople(session.terminal(), adoption.added));
    session.say(Tr::tr("%1 new, %2 found again, %3 known already, %4 refused. What is new counts as not verified: "
                       "\"sosie-cli verify NUMBER\".")
                    .arg(number(adoption.added.size()), number(adoption.found.size()), number(adoption.known),
                         number(adoption.refused.size())));
    return ExitCode::Done;
}

/// The file has another SHA-256 from now on.
Result<> rememberNewHash(const BackupList &list, const BackupRecord &record, const std::stop_token &stop)
{
    TRY_ASSIGN(const auto file, engine::FileReader::open(record.path));
    TRY_ASSIGN(const QString sha256, engine::sha256Of(*file, stop));
    return list.rememberHash(record, sha256);
}

Result<ExitCode> changePassword(const Session &session, const BackupList &list, const ChangeArguments &arguments)
{
    TRY_ASSIGN(const engine::backups::NamedFile file, list.file(engine::text(arguments.text)));
    TRY_ASSIGN(const engine::Secret old, backupPassword(session)(file.path));
    TRY_ASSIGN(const engine::Secret fresh, newBackupPassword(session, file.path, "SOSIE_BACKUP_NEW_PASSWORD"));
    TRY(engine::formats::changePassword(file.path, old, fresh));
    if (file.record)
        TRY(rememberNewHash(list, *file.record, session.stop()));
    if (session.options().json)
        session.printJson(
            {{u"backups"_s, toJson(file.record ? QList<BackupRecord>{*file.record} : QList<BackupRecord>{})}});
    session.say(Tr::tr("\"%1\" opens with the new password. Copies that were made before still open with the old one.")
                    .arg(QFileInfo(file.path).fileName()));
    return ExitCode::Done;
}

using Change = Result<ExitCode> (*)(const Session &, const BackupList &, const ChangeArguments &);

/// One subcommand with its arguments, which must outlive it.
CLI::App *addChange(CLI::App &backups, CommandList &commands, const char *name, const QString &description,
                    const std::shared_ptr<ChangeArguments> &arguments, Change change)
{
    CLI::App *command = backups.add_subcommand(name, help(description));
    command->fallthrough();
    commands.add(command, [arguments, change](Session &session) {
        return withBackups(session, [&](const BackupList &list) { return change(session, list, *arguments); });
    });
    return command;
}

QString whichBackup()
{
    return Tr::tr("Its number, the first digits of its identifier, or its file.");
}

void addRemoval(CLI::App &backups, CommandList &commands)
{
    const auto arguments = std::make_shared<RemoveArguments>();
    CLI::App *remove = backups.add_subcommand(
        "remove",
        help(Tr::tr("Move backups to a trash, where they stay for 7 days. Pinned ones stay; so does, unless it "
                    "is named alone, the last one of an environment that can be restored.")));
    remove->fallthrough();
    remove->add_option("BACKUP", arguments->names, help(whichBackup()));
    arguments->filter.addTo(*remove);
    remove->add_option("--older-than", arguments->olderThanDays, help(Tr::tr("Only those older than so many days.")))
        ->check(CLI::Range(1, 100'000))
        ->type_name("DAYS");
    remove->add_flag("--undo", arguments->isUndo, help(Tr::tr("Bring the named ones back from the trash.")));
    commands.add(remove, [arguments](Session &session) {
        return withBackups(session, [&](const BackupList &list) { return removeThem(session, list, *arguments); });
    });
}

} // namespace

ExitCode printChanged(const Session &session, const QList<BackupRecord> &records, const QString &sentence)
{
    if (session.options().json)
        session.printJson({{u"backups"_s, toJson(records)}});
    session.say(sentence);
    return ExitCode::Done;
}

void addBackupChanges(CLI::App &backups, CommandList &commands)
{
    addRemoval(backups, commands);
    for (const bool isPinned : {true, false}) {
        const auto arguments = std::make_shared<ChangeArguments>();
        const Change change
            = isPinned ? Change([](const Session &session, const BackupList &list, const ChangeArguments &given) {
                  return pin(session, list, given, true);
              })
                       : Change([](const Session &session, const BackupList &list, const ChangeArguments &given) {
                             return pin(session, list, given, false);
                         });
        CLI::App *command
            = addChange(backups, commands, isPinned ? "pin" : "unpin",
                        isPinned ? Tr::tr("Keep backups from being removed.") : Tr::tr("Let backups be removed again."),
                        arguments, change);
        command->add_option("BACKUP", arguments->names, help(whichBackup()))->required();
    }
    const auto noted = std::make_shared<ChangeArguments>();
    CLI::App *noting
        = addChange(backups, commands, "note", Tr::tr("Write a note to a backup, or take it away."), noted, &note);
    noting->add_option("BACKUP", noted->name, help(whichBackup()))->required();
    noting->add_option("TEXT", noted->text, help(Tr::tr("The note; without one it is taken away.")));

    const auto tagged = std::make_shared<ChangeArguments>();
    CLI::App *tagging = addChange(backups, commands, "tag",
                                  Tr::tr("Set the tags of a backup, instead of those it had."), tagged, &tag);
    tagging->add_option("BACKUP", tagged->name, help(whichBackup()))->required();
    tagging->add_option("TAG", tagged->tags, help(Tr::tr("The tags; without any they are taken away.")));

    const auto adopted = std::make_shared<ChangeArguments>();
    CLI::App *adopting = addChange(
        backups, commands, "adopt",
        Tr::tr("Take the backups of a folder into the list, of another computer for example."), adopted, &adoptFolder);
    adopting->add_option("DIR", adopted->text, help(Tr::tr("The folder. Nothing in it is changed.")))->required();

    const auto changed = std::make_shared<ChangeArguments>();
    CLI::App *changing = addChange(backups, commands, "password",
                                   Tr::tr("Give an encrypted backup another password, without encrypting it again."),
                                   changed, &changePassword);
    changing->add_option("BACKUP", changed->text, help(whichBackup()))->required();
}

} // namespace app::cli
