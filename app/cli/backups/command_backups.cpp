// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_commands.h"
#include "app/cli/backups/backup_filter.h"
#include "app/cli/backups/backup_output.h"
#include "app/cli/output/numbers.h"
#include "app/tr.h"
#include "engine/backups/csv_export.h"
#include "engine/base/files/atomic_file.h"

#include <QFileInfo>
#include <QJsonArray>

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::failure;
using engine::Result;
using engine::backups::BackupList;
using engine::store::BackupRecord;

namespace {

struct ListArguments
{
    BackupFilterOptions filter{};
    int most = 100;
};

struct ExportArguments
{
    BackupFilterOptions filter{};
    std::string output{};
    std::string separator = ",";
    std::string headers = "keys";
    bool hasMark = false;
    bool isCsv = true;
};

Result<ExitCode> list(const Session &session, const BackupList &backups, const ListArguments &arguments)
{
    const engine::store::BackupFilter filter = arguments.filter.filter();
    TRY_ASSIGN(const QList<BackupRecord> records, backups.page(filter, 0, arguments.most));
    TRY_ASSIGN(const qint64 all, backups.records().count(filter));
    TRY_ASSIGN(const engine::store::BackupStatistics statistics,
               backups.records().statistics({.environment = filter.environment}));
    if (session.options().json) {
        session.printJson({{u"backups"_s, toJson(records)}, {u"count"_s, all}, {u"statistics"_s, toJson(statistics)}});
        return ExitCode::Done;
    }
    if (records.isEmpty()) {
        session.say(arguments.filter.isEmpty()
                        ? Tr::tr("There is no backup yet. A folder of backups from elsewhere is taken in with "
                                 "\"sosie-cli backups adopt DIR\".")
                        : Tr::tr("No backup is like that."));
        return ExitCode::Done;
    }
    session.terminal().print(backupsForPeople(session.terminal(), records));
    if (all > records.size())
        session.say(Tr::tr("The newest %1 of %2 are shown.").arg(number(records.size()), number(all)));
    session.say(statisticsForPeople(statistics));
    return ExitCode::Done;
}

Result<ExitCode> show(const Session &session, const BackupList &backups, const std::string &name)
{
    TRY_ASSIGN(BackupRecord record, backups.backup(engine::text(name)));
    static_cast<void>(backups.settle(record));
    if (session.options().json)
        session.printJson({{u"backup"_s, toJson(record)}});
    else
        session.terminal().print(backupForPeople(record));
    return ExitCode::Done;
}

Result<ExitCode> exportTable(const Session &session, const BackupList &backups, const ExportArguments &arguments)
{
    TRY_ASSIGN(const QByteArray csv, engine::backups::csvOf(backups.records(), arguments.filter.filter(),
                                                            {.separator = arguments.separator.front(),
                                                             .hasMark = arguments.hasMark,
                                                             .isForPeople = arguments.headers == "people"},
                                                            session.stop()));
    if (arguments.output.empty()) {
        // Line ends as they are in the table; print() adds the last.
        session.terminal().print(QString::fromUtf8(csv).chopped(1));
        return ExitCode::Done;
    }
    const QString path = QFileInfo(engine::text(arguments.output)).absoluteFilePath();
    TRY(engine::writeFileAtomically(path, csv));
    session.say(Tr::tr("The table was written to \"%1\".").arg(path));
    return ExitCode::Done;
}

void addExport(CLI::App &backups, CommandList &commands)
{
    const auto arguments = std::make_shared<ExportArguments>();
    CLI::App *table = backups.add_subcommand("export", help(Tr::tr("Write the backups as a table for a spreadsheet.")));
    table->fallthrough();
    arguments->filter.addTo(*table);
    table->add_flag("--csv", arguments->isCsv, help(Tr::tr("As CSV, which is the only form there is.")));
    table->add_option("--output", arguments->output, help(Tr::tr("Into this file instead of the standard output.")))
        ->type_name("FILE");
    table->add_option("--separator", arguments->separator, help(Tr::tr("What stands between cells: , or ;.")))
        ->check(CLI::IsMember({",", ";"}))
        ->type_name("CHARACTER");
    table
        ->add_option("--headers", arguments->headers,
                     help(Tr::tr("Names of columns: keys that never change, or words for people.")))
        ->check(CLI::IsMember({"keys", "people"}))
        ->type_name("MODE");
    table->add_flag("--bom", arguments->hasMark,
                    help(Tr::tr("Begin with a mark of byte order, which some spreadsheets need.")));
    commands.add(table, [arguments](Session &session) {
        return withBackups(session, [&](const BackupList &list) { return exportTable(session, list, *arguments); });
    });
}

} // namespace

ExitCode withBackups(Session &session, const std::function<Result<ExitCode>(const BackupList &)> &work)
{
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<ExitCode> done = work(BackupList((*services)->backups()));
    return done ? *done : session.fail(done.error());
}

void addBackupsCommands(CLI::App &root, CommandList &commands)
{
    CLI::App *backups = root.add_subcommand(
        "backups", help(Tr::tr("The backups of this computer: list, look at, keep, remove, take in.")));
    backups->fallthrough();
    backups->require_subcommand(1);

    const auto arguments = std::make_shared<ListArguments>();
    CLI::App *listed = backups->add_subcommand("list", help(Tr::tr("List the backups, newest first.")));
    listed->fallthrough();
    arguments->filter.addTo(*listed);
    listed->add_option("--limit", arguments->most, help(Tr::tr("How many at most: 1 to 100,000.")))
        ->check(CLI::Range(1, 100'000))
        ->type_name("NUMBER");
    commands.add(listed, [arguments](Session &session) {
        return withBackups(session, [&](const BackupList &all) { return list(session, all, *arguments); });
    });

    const auto name = std::make_shared<std::string>();
    CLI::App *shown = backups->add_subcommand("show", help(Tr::tr("Show everything about one backup.")));
    shown->fallthrough();
    shown->add_option("BACKUP", *name, help(Tr::tr("Its number, the first digits of its identifier, or its file.")))
        ->required();
    commands.add(shown, [name](Session &session) {
        return withBackups(session, [&](const BackupList &all) { return show(session, all, *name); });
    });
    addBackupChanges(*backups, commands);
    addExport(*backups, commands);
}

} // namespace app::cli
