// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/completion.h"

#include "engine/base/errors/error.h"

#include <QMap>
#include <QStringList>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::text;

namespace {

std::vector<const CLI::App *> subcommandsOf(const CLI::App &command)
{
    return command.get_subcommands([](const CLI::App *) { return true; });
}

QStringList longNames(const CLI::Option &option)
{
    QStringList names;
    for (const std::string &name : option.get_lnames())
        names << u"--"_s + text(name);
    return names;
}

QStringList optionNames(const CLI::App &command)
{
    QStringList names;
    for (const CLI::Option *option : command.get_options())
        names << longNames(*option);
    return names;
}

/// What may stand after an option.
struct Value
{
    enum class Kind { None, Anything, File, Folder, Environment, OneOf };
    Kind kind = Kind::None;
    QStringList words{};
};

// CLI11 writes the type of an option and the words it allows as "MODE:{auto,plain}".
Value valueOf(const CLI::Option &option)
{
    if (option.get_items_expected_max() == 0)
        return {};
    const QString type = text(option.get_type_name());
    const qsizetype opened = type.indexOf(u'{');
    if (opened >= 0)
        return {Value::Kind::OneOf, type.mid(opened + 1).section(u'}', 0, 0).split(u',')};
    if (type == "FILE"_L1)
        return {Value::Kind::File};
    if (type == "DIR"_L1)
        return {Value::Kind::Folder};
    if (type == "ENV"_L1)
        return {Value::Kind::Environment};
    return {Value::Kind::Anything};
}

/// Calls `visit` for the command and all below it, with the words that lead there.
template <typename Visit>
void eachCommand(const CLI::App &command, const QStringList &path, const Visit &visit)
{
    visit(command, path);
    for (const CLI::App *below : subcommandsOf(command))
        eachCommand(*below, path + QStringList{text(below->get_name())}, visit);
}

QString bashValue(const Value &value)
{
    switch (value.kind) {
    case Value::Kind::File:
        return u"COMPREPLY=($(compgen -f -- \"$current\"))"_s;
    case Value::Kind::Folder:
        return u"COMPREPLY=($(compgen -d -- \"$current\"))"_s;
    case Value::Kind::Environment:
        return u"COMPREPLY=($(compgen -W \"$(sosie-cli completion environments 2>/dev/null)\" -- \"$current\"))"_s;
    case Value::Kind::OneOf:
        return u"COMPREPLY=($(compgen -W \"%1\" -- \"$current\"))"_s.arg(value.words.join(u' '));
    default:
        return u"COMPREPLY=()"_s;
    }
}

// One branch for each option that takes a value. Options of one name mean the same in every command.
QString bashValues(const CLI::App &root)
{
    QMap<QString, QString> branches;
    eachCommand(root, {}, [&](const CLI::App &command, const QStringList &) {
        for (const CLI::Option *option : command.get_options()) {
            const Value value = valueOf(*option);
            const QStringList names = longNames(*option);
            if (value.kind != Value::Kind::None && !names.isEmpty())
                branches.insert(names.join(u'|'), bashValue(value));
        }
    });
    QString lines;
    for (auto branch = branches.begin(); branch != branches.end(); ++branch)
        lines += u"        %1) %2; return ;;\n"_s.arg(branch.key(), branch.value());
    return lines;
}

QString bashScript(const CLI::App &root)
{
    QString paths;
    QString words;
    eachCommand(root, {}, [&](const CLI::App &command, const QStringList &path) {
        QStringList offered = optionNames(command);
        if (&command != &root)
            offered << optionNames(root);
        for (const CLI::App *below : subcommandsOf(command))
            offered.prepend(text(below->get_name()));
        offered.removeDuplicates();
        const QString joined = path.join(u' ');
        if (!path.isEmpty())
            paths += u"            \"%1\") path=\"%2\" ;;\n"_s.arg((path.size() == 1 ? u" "_s : QString()) + joined,
                                                                   joined);
        words += u"        \"%1\") words=\"%2\" ;;\n"_s.arg(joined, offered.join(u' '));
    });
    return u"_sosie_cli() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path= words= i\n"
           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "        case \"$path ${COMP_WORDS[i]}\" in\n"_s
           + paths
           + u"        esac\n"
             "    done\n"
             "    case \"$previous\" in\n"_s
           + bashValues(root)
           + u"    esac\n"
             "    case \"$path\" in\n"_s
           + words
           + u"    esac\n"
             "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
             "}\n"
             "complete -F _sosie_cli sosie-cli\n"_s;
}

QString quotedForFish(QString words)
{
    return u'\'' + words.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
}

QString fishOption(const CLI::Option &option, const QString &condition)
{
    QString lines;
    const Value value = valueOf(option);
    for (const std::string &name : option.get_lnames()) {
        QString line = u"complete -c sosie-cli%1 -l %2 -d %3"_s.arg(condition, text(name),
                                                                    quotedForFish(text(option.get_description())));
        if (value.kind == Value::Kind::File || value.kind == Value::Kind::Folder)
            line += u" -r -F"_s;
        else if (value.kind == Value::Kind::Environment)
            line += u" -x -a '(sosie-cli completion environments 2>/dev/null)'"_s;
        else if (value.kind == Value::Kind::OneOf)
            line += u" -x -a '%1'"_s.arg(value.words.join(u' '));
        else if (value.kind == Value::Kind::Anything)
            line += u" -x"_s;
        lines += line + u'\n';
    }
    return lines;
}

QString fishScript(const CLI::App &root)
{
    QString lines = u"complete -c sosie-cli -f\n"_s;
    eachCommand(root, {}, [&](const CLI::App &command, const QStringList &path) {
        QStringList seen;
        for (const QString &word : path)
            seen << u"__fish_seen_subcommand_from "_s + word;
        const QString here = path.isEmpty() ? QString() : u" -n '%1'"_s.arg(seen.join(u"; and "_s));
        for (const CLI::Option *option : command.get_options())
            lines += fishOption(*option, here);
        QStringList names;
        for (const CLI::App *below : subcommandsOf(command))
            names << text(below->get_name());
        const QString notYet = u"not __fish_seen_subcommand_from "_s + names.join(u' ');
        for (const CLI::App *below : subcommandsOf(command))
            lines += u"complete -c sosie-cli -n '%1' -a %2 -d %3\n"_s.arg(
                (seen + QStringList{notYet}).join(u"; and "_s), text(below->get_name()),
                quotedForFish(text(below->get_description())));
    });
    return lines;
}

} // namespace

std::optional<Shell> shellFromName(const QString &name)
{
    if (name == "bash"_L1)
        return Shell::Bash;
    if (name == "zsh"_L1)
        return Shell::Zsh;
    if (name == "fish"_L1)
        return Shell::Fish;
    return {};
}

QString completionScript(const CLI::App &root, Shell shell)
{
    switch (shell) {
    case Shell::Bash:
        return bashScript(root);
    case Shell::Zsh:
        // zsh runs functions of bash; the options are then the same by construction.
        return u"#compdef sosie-cli\nautoload -U +X bashcompinit && bashcompinit\n"_s + bashScript(root);
    case Shell::Fish:
        return fishScript(root);
    }
    Q_UNREACHABLE();
}

} // namespace app::cli
