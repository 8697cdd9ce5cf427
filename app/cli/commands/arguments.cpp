// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/arguments.h"

#include "app/cli/commands/command.h"
#include "app/tr.h"

#include <numeric>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Error;

namespace {

QStringList optionNames(const CLI::App &command)
{
    QStringList names;
    for (const CLI::App *app = &command; app != nullptr; app = app->get_parent()) {
        for (const CLI::Option *option : app->get_options()) {
            for (const std::string &name : option->get_lnames())
                names << u"--"_s + engine::text(name);
            for (const std::string &name : option->get_snames())
                names << u'-' + engine::text(name);
        }
    }
    return names;
}

QStringList subcommandNames(const CLI::App &command)
{
    QStringList names;
    for (const CLI::App *subcommand : command.get_subcommands([](const CLI::App *) { return true; }))
        names << engine::text(subcommand->get_name());
    return names;
}

/// The option called `name` here or above; null when there is none.
const CLI::Option *findOption(const CLI::App &command, const QString &name)
{
    for (const CLI::App *app = &command; app != nullptr; app = app->get_parent()) {
        if (const CLI::Option *option = app->get_option_no_throw(name.toStdString()))
            return option;
    }
    return nullptr;
}

const CLI::App *findSubcommand(const CLI::App &command, const QString &name)
{
    for (const CLI::App *subcommand : command.get_subcommands([](const CLI::App *) { return true; })) {
        if (engine::text(subcommand->get_name()) == name)
            return subcommand;
    }
    return nullptr;
}

Error unknown(const QString &what, const QString &suggestion)
{
    if (suggestion.isEmpty())
        return usageError(Tr::tr("\"%1\" is not known.").arg(what));
    return usageError(Tr::tr("\"%1\" is not known. Did you mean \"%2\"?").arg(what, suggestion));
}

int editDistance(const QString &one, const QString &other)
{
    QList<int> row(other.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= one.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= other.size(); ++j) {
            const int above = row[j];
            const int replaced = diagonal + (one.at(i - 1) == other.at(j - 1) ? 0 : 1);
            row[j] = std::min({above + 1, row[j - 1] + 1, replaced});
            diagonal = above;
        }
    }
    return row.last();
}

} // namespace

QString requestedLanguage(const QStringList &arguments)
{
    for (qsizetype index = 0; index < arguments.size(); ++index) {
        if (arguments.at(index) == "--lang"_L1)
            return arguments.value(index + 1);
        if (arguments.at(index).startsWith("--lang="_L1))
            return arguments.at(index).section(u'=', 1);
    }
    return {};
}

void takeOneValueEach(CLI::App &command)
{
    for (CLI::Option *option : command.get_options([](const CLI::Option *) { return true; })) {
        if (!option->get_positional() && option->get_items_expected_max() > 1)
            option->allow_extra_args(false);
    }
    for (CLI::App *below : command.get_subcommands([](const CLI::App *) { return true; }))
        takeOneValueEach(*below);
}

std::optional<Error> firstMistake(const CLI::App &root, const QStringList &arguments)
{
    const CLI::App *command = &root;
    for (qsizetype index = 0; index < arguments.size(); ++index) {
        const QString &argument = arguments.at(index);
        if (argument == "--"_L1)
            return {};
        if (argument.startsWith(u'-') && argument.size() > 1) {
            const QString name = argument.section(u'=', 0, 0);
            const CLI::Option *option = findOption(*command, name);
            if (option == nullptr)
                return unknown(name, nearest(name, optionNames(*command)));
            if (option->get_items_expected_min() > 0 && !argument.contains(u'='))
                ++index;
        } else if (!subcommandNames(*command).isEmpty()) {
            const CLI::App *subcommand = findSubcommand(*command, argument);
            if (subcommand == nullptr)
                return unknown(argument, nearest(argument, subcommandNames(*command)));
            command = subcommand;
        }
    }
    return {};
}

QString nearest(const QString &typed, const QStringList &known)
{
    QString best;
    int bestDistance = std::max(2, static_cast<int>(typed.size()) / 3) + 1;
    for (const QString &word : known) {
        const int distance = editDistance(typed, word);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = word;
        }
    }
    return best;
}

void addGlobalOptions(CLI::App &root, GlobalOptions &options)
{
    root.add_flag("--json", options.json, help(Tr::tr("Print the result as one JSON report.")));
    root.add_flag("--quiet,-q", options.quiet, help(Tr::tr("Print only the result and errors.")));
    root.add_flag("--no-color", options.noColor, help(Tr::tr("Use no colours.")));
    root.add_flag("--no-input", options.noInput, help(Tr::tr("Ask nothing.")));
    root.add_option("--progress", options.progress, help(Tr::tr("How progress is shown: auto, plain, json or none.")))
        ->check(CLI::IsMember({"auto", "plain", "json", "none"}))
        ->type_name("MODE");
    root.add_option("--lang", options.language, help(Tr::tr("The language: fr or en.")))
        ->check(CLI::IsMember({"fr", "en"}))
        ->type_name("LANG");
    root.add_option("--home", options.home, help(Tr::tr("Keep every file of Sosie under this folder.")))
        ->type_name("DIR");
    root.add_option("--log-file", options.logFile, help(Tr::tr("Add what happens to this file.")))->type_name("FILE");
    root.add_option("--password-file", options.passwordFile,
                    help(Tr::tr("Read the password from the first line of this file.")))
        ->type_name("FILE");
}

} // namespace app::cli
