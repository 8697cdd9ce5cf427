// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command.h"
#include "app/cli/output/completion.h"
#include "app/cli/output/manual_page.h"
#include "app/tr.h"
#include "app/version.h"

#include <QDir>
#include <QFile>

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;

namespace {

/// The names of the environments, one a line: what a shell offers after --source.
ExitCode printEnvironments(Session &session)
{
    const engine::Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const auto environments = (*services)->environments();
    if (!environments)
        return session.fail(environments.error());
    for (const engine::environments::Environment &environment : *environments)
        session.terminal().print(environment.name);
    return ExitCode::Done;
}

void addCompletion(CLI::App &root, CommandList &commands)
{
    CLI::App *completion = root.add_subcommand(
        "completion", help(Tr::tr("Print a script that lets a shell complete commands, options and environments.")));
    completion->fallthrough();
    const auto shell = std::make_shared<std::string>();
    completion->add_option("shell", *shell, help(Tr::tr("The shell: bash, zsh or fish.")))
        ->check(CLI::IsMember({"bash", "zsh", "fish", "environments"}))
        ->type_name("SHELL")
        ->required();
    commands.add(completion, [shell, &root](Session &session) {
        const std::optional<Shell> known = shellFromName(engine::text(*shell));
        if (!known)
            return printEnvironments(session);
        session.terminal().print(completionScript(root, *known).chopped(1));
        return ExitCode::Done;
    });
}

void addManual(CLI::App &root, CommandList &commands)
{
    CLI::App *manual = root.add_subcommand("man", help(Tr::tr("Print the manual page: sosie-cli man | man -l -")));
    manual->fallthrough();
    commands.add(manual, [&root](Session &session) {
        session.terminal().print(manualPage(root, QStringLiteral(SOSIE_VERSION)).chopped(1));
        return ExitCode::Done;
    });
}

/// A command that prints one of the files the program brings along, or the names of all.
void addFiles(CLI::App &root, CommandList &commands, const char *command, const QString &description,
              const QString &ending)
{
    CLI::App *files = root.add_subcommand(command, help(description));
    files->fallthrough();
    const auto name = std::make_shared<std::string>();
    files->add_option("name", *name, help(Tr::tr("Which; all names when absent.")))->type_name("NAME");
    const QDir folder(u":/"_s + QLatin1String(command));
    commands.add(files, [name, folder, ending](Session &session) {
        QStringList names = folder.entryList(QDir::Files, QDir::Name);
        names.replaceInStrings(ending, QString());
        const QString asked = engine::text(*name);
        if (asked.isEmpty()) {
            session.terminal().print(names.join(u'\n'));
            return ExitCode::Done;
        }
        QFile file(folder.filePath(asked + ending));
        if (!names.contains(asked) || !file.open(QIODevice::ReadOnly))
            return session.fail(usageError(Tr::tr("There is no \"%1\": %2.").arg(asked, names.join(u", "_s))));
        session.terminal().print(QString::fromUtf8(file.readAll()).trimmed());
        return ExitCode::Done;
    });
}

} // namespace

void addDocumentationCommands(CLI::App &root, CommandList &commands)
{
    addCompletion(root, commands);
    addManual(root, commands);
    addFiles(root, commands, "schema",
             Tr::tr("Print the JSON Schema of what --json prints, one name each: report, plan, …"), u".schema.json"_s);
    addFiles(
        root, commands, "recipe",
        Tr::tr("Print a workflow for continuous integration: github or gitlab, or drift, which compares production "
               "with the migrations in git."),
        u".yml"_s);
}

} // namespace app::cli
