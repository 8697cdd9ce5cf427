// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_password.h"
#include "app/cli/commands/command.h"
#include "app/cli/files/inspection_output.h"
#include "app/tr.h"
#include "engine/workspace/loads.h"

#include <QDir>

#include <limits>
#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Progress;
using engine::Result;
using engine::backups::NamedFile;
using engine::environments::End;
using engine::importing::SentFiles;
using engine::importing::UnwrapOptions;

namespace {

struct InspectArguments
{
    std::vector<std::string> files{};
    bool load = false;
    bool check = false;
};

// Read to the end in a second or two.
constexpr qint64 checkedUnasked = qint64{256} * 1024 * 1024;

Result<Inspection> inspect(const QList<NamedFile> &named, const UnwrapOptions &options,
                           const InspectArguments &arguments, const std::stop_token &stop, Progress &progress)
{
    TRY_ASSIGN(SentFiles files, SentFiles::open(named, options, stop));
    Inspection inspection{.files = std::move(files)};
    const qint64 most = arguments.check ? std::numeric_limits<qint64>::max() : checkedUnasked;
    TRY_ASSIGN(inspection.isChecked, inspection.files.checkData(most, stop));
    if (!arguments.load)
        return inspection;
    TRY_ASSIGN(engine::importing::Loaded loaded, inspection.files.load(options.folder, {}, stop, progress));
    const End end{.environment = {.name = inspection.files.name()}, .connection = loaded.database.connection()};
    TRY_ASSIGN(inspection.columns, engine::columns::columnOverview(end, nullptr, {}, stop));
    inspection.loaded = std::move(loaded.result);
    return inspection;
}

ExitCode runInspect(Session &session, const InspectArguments &arguments)
{
    if (arguments.files.empty())
        return session.fail(usageError(Tr::tr("A file is needed.")));
    const auto named = namedFiles(session, arguments.files);
    if (!named)
        return session.fail(named.error());
    const auto password = passwordInAdvance(session, *named, false);
    if (!password)
        return session.fail(password.error());
    // What is looked at is shown, whole or not.
    UnwrapOptions options{.password = *password, .folder = QDir::tempPath(), .acceptsIncomplete = true};
    if (arguments.load) {
        const Result<Services *> services = session.services();
        if (!services)
            return session.fail(services.error());
        options.folder = engine::workspace::loadsFolder(**services);
    }
    const auto inspection = session.withProgress<Result<Inspection>>(
        Tr::tr("Looking at the file"), [&](const std::stop_token &stop, Progress &progress) {
            return inspect(*named, options, arguments, stop, progress);
        });
    if (!inspection)
        return session.fail(inspection.error());
    if (session.options().json)
        session.printJson(inspectionToJson(*inspection));
    else
        session.terminal().print(inspectionForPeople(session.terminal(), *inspection));
    return ExitCode::Done;
}

} // namespace

void addInspectCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *inspect = root.add_subcommand(
        "inspect", help(Tr::tr("Show what a file holds, and what it asks for, without running anything of it.")));
    inspect->fallthrough();
    const auto arguments = std::make_shared<InspectArguments>();
    inspect
        ->add_option(
            "file", arguments->files,
            help(Tr::tr("A file of pg_dump or of Sosie, in any form; several for roles, structure and rows; or the "
                        "number or identifier of a backup.")))
        ->type_name("FILE");
    inspect->add_flag("--load", arguments->load,
                      help(Tr::tr("Load it into a private server that is thrown away after, to see what arrives there "
                                  "and which columns hold personal data.")));
    inspect->add_flag(
        "--check", arguments->check,
        help(Tr::tr("Read all data of an archive to its end, however large it is; up to 256 MiB that is done "
                    "anyway.")));
    commands.add(inspect, [arguments](Session &session) { return runInspect(session, *arguments); });
}

} // namespace app::cli
