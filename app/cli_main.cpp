// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/arguments.h"
#include "app/cli/commands/command.h"
#include "app/cli/output/error_output.h"
#include "app/cli/session/session.h"
#include "app/language.h"
#include "app/tr.h"
#include "app/version.h"
#include "engine/base/error_json.h"
#include "engine/base/files/paths.h"
#include "engine/base/logging.h"
#include "engine/base/process_secrecy.h"

#include <QCoreApplication>
#include <QStringList>

#include <csignal>
#include <iostream>

using namespace app;
using namespace app::cli;
using namespace Qt::StringLiterals;
using engine::Error;

namespace {

void nameTheGroup(CLI::App &command)
{
    command.group(help(Tr::tr("Commands")));
    for (CLI::App *below : command.get_subcommands([](const CLI::App *) { return true; }))
        nameTheGroup(*below);
}

void buildCommands(CLI::App &root, GlobalOptions &options, CommandList &commands)
{
    root.name("sosie-cli");
    root.description(
        help(Tr::tr("Makes a double of a production database for test, training or development, with every "
                    "personal value replaced.")));
    root.option_defaults()->group(help(Tr::tr("Options")));
    root.set_version_flag("--version", "sosie " SOSIE_VERSION, help(Tr::tr("Print the version.")));
    root.set_help_flag("--help,-h", help(Tr::tr("Print this help.")));
    root.fallthrough();
    // CLI11's own words, for the help of every command.
    const std::shared_ptr<CLI::FormatterBase> formatter = root.get_formatter();
    formatter->label("Usage", help(Tr::tr("Usage")));
    formatter->label("OPTIONS", help(Tr::tr("OPTIONS")));
    formatter->label("SUBCOMMAND", help(Tr::tr("COMMAND")));
    formatter->label("Positionals", help(Tr::tr("Arguments")));
    root.require_subcommand(1);
    addGlobalOptions(root, options);
    addCloneCommand(root, commands);
    addInspectCommand(root, commands);
    addRestoreCommand(root, commands);
    addRollbackCommand(root, commands);
    addBackupCommand(root, commands);
    addVerifyCommand(root, commands);
    addBackupsCommands(root, commands);
    addKitCommand(root, commands);
    addCompareCommand(root, commands);
    addMigrateCommand(root, commands);
    addValidateCommand(root, commands);
    addEnvCommands(root, commands);
    addGroupCommands(root, commands);
    addRulesCommands(root, commands);
    addSandboxCommands(root, commands);
    addDocumentationCommands(root, commands);
    takeOneValueEach(root);
    for (CLI::App *command : root.get_subcommands([](const CLI::App *) { return true; }))
        nameTheGroup(*command);
}

/// What CLI11 found wrong that firstMistake() did not: a missing subcommand or a bad value.
Error asUsageError(const CLI::ParseError &error)
{
    const std::string name = error.get_name();
    const QString words = engine::text(error.what());
    if (name == "RequiredError") {
        const QString missing = words.section(u" is required"_s, 0, 0);
        return usageError(missing.startsWith(u"A subcommand"_s) ? Tr::tr("A command is missing.")
                                                                : Tr::tr("%1 is needed.").arg(missing));
    }
    // Named after the command.
    if (dynamic_cast<const CLI::ExtrasError *>(&error) != nullptr)
        return usageError(Tr::tr("Nothing takes %1 here.").arg(words.section(u": "_s, 1)));
    Error usage = usageError(Tr::tr("A value is missing or not allowed."));
    usage.detail = words;
    return usage;
}

const CLI::Option *findOption(const CLI::App &command, const std::string &name)
{
    if (const CLI::Option *option = command.get_option_no_throw(name))
        return option;
    for (const CLI::App *below : command.get_subcommands()) {
        if (const CLI::Option *option = findOption(*below, name))
            return option;
    }
    return nullptr;
}

/// Names the option and what it takes, in the person's language: CLI11's own words are English, and say "[1 - 64]".
Error valueNotAllowed(const CLI::App &root, const CLI::ParseError &error)
{
    const std::string words = error.what();
    const std::string name = words.substr(0, words.find(':'));
    const CLI::Option *option = findOption(root, name);
    if (option == nullptr)
        return asUsageError(error);
    const QString sentence = error.get_name() == "ArgumentMismatch"
                                 ? Tr::tr("%1 wants another number of values. %2")
                                 : Tr::tr("The value of %1 is not one that it takes. %2");
    Error usage = usageError(sentence.arg(engine::text(name), engine::text(option->get_description())));
    usage.detail = engine::text(words);
    return usage;
}

/// Says why nothing was begun; the session, with its threads and files, is not needed for that.
int reportEarly(const QStringList &arguments, const Error &error)
{
    const ExitCode code = exitCodeOf(error);
    const Terminal terminal({.noInput = true, .noColor = arguments.contains("--no-color"_L1)});
    if (arguments.contains("--json"_L1))
        terminal.print(jsonText({{u"outcome"_s, outcomeKey(code)}, {u"error"_s, toJson(error)}}));
    else
        terminal.say(errorForPeople(terminal, error));
    return static_cast<int>(code);
}

/// The exit code when the words already end it: a mistake, or a question for help or the version.
std::optional<int> parse(CLI::App &root, int argc, char *argv[], const QStringList &arguments)
{
    if (const std::optional<Error> mistake = firstMistake(root, arguments))
        return reportEarly(arguments, *mistake);
    try {
        root.parse(argc, argv);
    } catch (const CLI::CallForVersion &) {
        const bool asJson = arguments.contains("--json"_L1);
        const Terminal terminal({.noInput = true, .noColor = true});
        terminal.print(asJson ? jsonText({{u"version"_s, QLatin1String(SOSIE_VERSION)}})
                              : u"sosie "_s + QLatin1String(SOSIE_VERSION));
        return static_cast<int>(ExitCode::Done);
    } catch (const CLI::Success &wantsHelp) {
        const int code = root.exit(wantsHelp);
        return std::cout.flush() ? code : static_cast<int>(ExitCode::LocalInputOutput);
    } catch (const CLI::ValidationError &error) {
        return reportEarly(arguments, valueNotAllowed(root, error));
    } catch (const CLI::ConversionError &error) {
        return reportEarly(arguments, valueNotAllowed(root, error));
    } catch (const CLI::ArgumentMismatch &error) {
        return reportEarly(arguments, valueNotAllowed(root, error));
    } catch (const CLI::ParseError &error) {
        return reportEarly(arguments, asUsageError(error));
    }
    return {};
}

/// Applies what must hold before any command looks at a file.
engine::Result<> prepare(const GlobalOptions &options)
{
    if (!options.home.empty())
        engine::setHome(engine::text(options.home));
    if (!options.logFile.empty())
        TRY(engine::logToFile(engine::text(options.logFile)));
    return {};
}

int run(const GlobalOptions &options, const CommandList &commands, engine::environments::Surroundings surroundings)
{
    const engine::Result<> prepared = prepare(options);
    Session session(options, std::move(surroundings));
    if (!prepared)
        return static_cast<int>(session.fail(prepared.error()));
    for (const CommandList::Entry &entry : commands.entries) {
        if (entry.subcommand->parsed())
            return static_cast<int>(entry.action(session));
    }
    return static_cast<int>(session.fail(usageError(Tr::tr("A command is missing."))));
}

/// A success that could not be told is none.
int endingWith(int code)
{
    if (code != static_cast<int>(ExitCode::Done) || !Terminal::hasLostOutput())
        return code;
    const Error error{.code = engine::ErrorCode::FileUnwritable,
                      .subject = Tr::tr("standard output"),
                      .detail = Terminal::whyOutputWasLost()};
    const Terminal terminal({.noInput = true, .noColor = true});
    terminal.say(errorForPeople(terminal, error));
    return static_cast<int>(exitCodeOf(error));
}

} // namespace

int main(int argc, char *argv[])
{
    engine::keepMemoryPrivate();
    // Who reads the output may go away: that ends no clone in its middle (Terminal::hasLostOutput).
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    // A limit on the size of files is an error of the write, not the end of the program.
    static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
    // Before anything can start a thread: passwords in variables must not be inherited by children.
    engine::environments::Surroundings surroundings = engine::environments::Surroundings::takeFromProcess();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"sosie"_s);
    QCoreApplication::setApplicationVersion(QLatin1String(SOSIE_VERSION));
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    installLanguage(chooseLanguage(requestedLanguage(arguments)));

    try {
        CLI::App root;
        GlobalOptions options;
        CommandList commands;
        buildCommands(root, options, commands);
        if (const std::optional<int> code = parse(root, argc, argv, arguments))
            return endingWith(*code);
        return endingWith(run(options, commands, std::move(surroundings)));
    } catch (const CLI::Error &error) {
        // Two options of one name, for example: commands that CLI11 does not take.
        return reportEarly(arguments, {.code = engine::ErrorCode::Internal, .detail = engine::text(error.what())});
    }
}
