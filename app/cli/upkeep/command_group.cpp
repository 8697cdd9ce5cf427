// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command.h"
#include "app/cli/output/text_table.h"
#include "app/tr.h"

#include <QJsonArray>

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Result;
using engine::environments::TableGroups;
using engine::environments::TableGroupStore;

namespace {

struct GroupArguments
{
    std::string name{};
    std::vector<std::string> patterns{};

    /// A group may be named as it is used.
    [[nodiscard]] std::string plainName() const { return name.starts_with('@') ? name.substr(1) : name; }
};

QStringList textsOf(const std::vector<std::string> &patterns)
{
    QStringList texts;
    for (const std::string &pattern : patterns)
        texts.append(engine::text(pattern));
    return texts;
}

ExitCode listGroups(Session &session)
{
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const TableGroupStore &store = (*services)->tableGroupStore();
    const Result<TableGroups> groups = store.load();
    if (!groups)
        return session.fail(groups.error());
    if (session.options().json) {
        QJsonArray array;
        for (const auto &[name, patterns] : *groups)
            array.append(QJsonObject{{u"name"_s, engine::text(name)},
                                     {u"patterns"_s, QJsonArray::fromStringList(textsOf(patterns))}});
        session.printJson({{u"groups"_s, array}, {u"file"_s, store.filePath()}});
        return ExitCode::Done;
    }
    if (groups->empty()) {
        session.say(Tr::tr("There is no group of tables yet. Make one with \"sosie-cli group set NAME PATTERN…\", and "
                           "use it as @NAME wherever tables are named."));
        return ExitCode::Done;
    }
    QList<QStringList> rows;
    for (const auto &[name, patterns] : *groups)
        rows.append({u'@' + engine::text(name), textsOf(patterns).join(u", "_s)});
    session.terminal().print(textTable({Tr::tr("Group"), Tr::tr("Tables")}, rows));
    return ExitCode::Done;
}

ExitCode setGroup(Session &session, const GroupArguments &arguments)
{
    if (arguments.name.empty() || arguments.patterns.empty())
        return session.fail(usageError(Tr::tr("The name of a group and at least one pattern are needed.")));
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<> set = (*services)->tableGroupStore().set(arguments.plainName(), arguments.patterns);
    if (!set)
        return session.fail(set.error());
    const QString name = engine::text(arguments.plainName());
    const QStringList patterns = textsOf(arguments.patterns);
    if (session.options().json)
        session.printJson(
            {{u"group"_s, QJsonObject{{u"name"_s, name}, {u"patterns"_s, QJsonArray::fromStringList(patterns)}}}});
    session.say(Tr::tr("@%1 stands for %2.").arg(name, patterns.join(u", "_s)));
    return ExitCode::Done;
}

ExitCode removeGroup(Session &session, const GroupArguments &arguments)
{
    if (arguments.name.empty())
        return session.fail(usageError(Tr::tr("The name of a group is needed.")));
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<> removed = (*services)->tableGroupStore().remove(arguments.plainName());
    if (!removed)
        return session.fail(removed.error());
    const QString name = engine::text(arguments.plainName());
    if (session.options().json)
        session.printJson({{u"removed"_s, name}});
    session.say(Tr::tr("The group @%1 was removed. No table was touched.").arg(name));
    return ExitCode::Done;
}

} // namespace

void addGroupCommands(CLI::App &root, CommandList &commands)
{
    CLI::App *group
        = root.add_subcommand("group", help(Tr::tr("Groups of tables that have a name: list, set, remove.")));
    group->fallthrough();
    group->require_subcommand(1);
    CLI::App *list = group->add_subcommand("list", help(Tr::tr("List the groups and their patterns.")));
    list->fallthrough();
    commands.add(list, &listGroups);

    const auto arguments = std::make_shared<GroupArguments>();
    CLI::App *set = group->add_subcommand(
        "set",
        help(Tr::tr("Make a group, or replace its patterns. @NAME then stands for them wherever tables are named.")));
    set->fallthrough();
    set->add_option("NAME", arguments->name, help(Tr::tr("The name of the group: letters, digits, - and _.")));
    set->add_option("PATTERN", arguments->patterns,
                    help(Tr::tr("table or schema.table; * stands for any letters, ? for one.")));
    commands.add(set, [arguments](Session &session) { return setGroup(session, *arguments); });

    CLI::App *remove = group->add_subcommand("remove", help(Tr::tr("Forget a group; no table is touched.")));
    remove->fallthrough();
    remove->add_option("NAME", arguments->name, help(Tr::tr("The name of the group.")));
    commands.add(remove, [arguments](Session &session) { return removeGroup(session, *arguments); });
}

} // namespace app::cli
