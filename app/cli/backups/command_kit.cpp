// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command.h"
#include "app/language.h"
#include "app/tr.h"
#include "engine/backups/kit.h"

#include <QDir>
#include <QJsonArray>
#include <QLocale>

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Result;

namespace {

struct KitArguments
{
    std::string output{};
    std::string reminder{};
};

ExitCode writeKit(const Session &session, const KitArguments &arguments)
{
    if (arguments.output.empty())
        return session.fail(usageError(Tr::tr("Say into which folder: --output DIR.")));
    const QString folder = QDir::cleanPath(QDir().absoluteFilePath(engine::text(arguments.output)));
    const QString language = QLocale().language() == QLocale::French ? u"fr"_s : u"en"_s;
    const Result<QStringList> files = engine::backups::writeKit(folder, language, engine::text(arguments.reminder));
    if (!files)
        return session.fail(files.error());
    if (session.options().json)
        session.printJson({{u"folder"_s, folder}, {u"files"_s, QJsonArray::fromStringList(*files)}});
    session.say(Tr::tr("The kit is in \"%1\". Begin with %2, and keep a copy where this computer is not.")
                    .arg(folder, files->front()));
    return ExitCode::Done;
}

} // namespace

void addKitCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *kit = root.add_subcommand(
        "kit", help(Tr::tr("Write what opens and restores backups when there is no Sosie any more.")));
    kit->fallthrough();
    const auto arguments = std::make_shared<KitArguments>();
    kit->add_option("--output", arguments->output, help(Tr::tr("The folder to write it into.")))->type_name("DIR");
    kit->add_option("--key-reminder", arguments->reminder,
                    help(Tr::tr("Where the password of the encrypted backups is kept; never the password itself.")))
        ->type_name("TEXT");
    commands.add(kit, [arguments](Session &session) { return writeKit(session, *arguments); });
}

} // namespace app::cli
