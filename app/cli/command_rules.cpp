// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/overview_output.h"
#include "app/tr.h"
#include "engine/base/atomic_file.h"
#include "engine/operations/column_preview.h"

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::ErrorCode;
using engine::failure;
using engine::Result;
using engine::anonymize::ColumnDecision;
using engine::anonymize::Preview;
using engine::anonymize::RuleSet;
using engine::anonymize::Verdict;
using engine::operations::ColumnOverview;
using engine::operations::End;

namespace {

struct RulesArguments
{
    std::string source{};
    std::string rules{};
    std::string output{};
    std::string table{};
    std::vector<std::string> schemas{};
    int rows = 5;
    bool strict = false;
};

/// The source and what would happen to each of its columns.
struct Looked
{
    End source{};
    ColumnOverview overview{};
};

Result<Looked> look(Session &session, const RulesArguments &arguments)
{
    if (arguments.source.empty())
        return failure(usageError(Tr::tr("--source is needed.")));
    TRY_ASSIGN(const Services *services, session.services());
    TRY_ASSIGN(End source, services->end(engine::text(arguments.source), {}, session.stop()));
    std::optional<RuleSet> rules;
    if (!arguments.rules.empty()) {
        TRY_ASSIGN(rules, RuleSet::load(engine::text(arguments.rules)));
    }
    session.say(Tr::tr("Looking at the columns of \"%1\"").arg(source.environment.name));
    TRY_ASSIGN(ColumnOverview columns, engine::operations::columnOverview(source, rules ? &*rules : nullptr,
                                                                          arguments.schemas, session.stop()));
    return Looked{std::move(source), std::move(columns)};
}

ExitCode detect(Session &session, const RulesArguments &arguments)
{
    const Result<Looked> looked = look(session, arguments);
    if (!looked)
        return session.fail(looked.error());
    if (!arguments.output.empty()) {
        const std::string toml = engine::anonymize::ruleSetOf(looked->overview.decisions).toToml();
        const Result<> written = engine::writeFileAtomically(engine::text(arguments.output), toml);
        if (!written)
            return session.fail(written.error());
        session.say(Tr::tr("The rules were written to \"%1\".").arg(engine::text(arguments.output)));
    }
    if (session.options().json)
        session.printJson(overviewToJson(looked->source.environment.name, looked->overview));
    else
        session.terminal().print(overviewForPeople(looked->overview));
    return ExitCode::Done;
}

ExitCode check(Session &session, const RulesArguments &arguments)
{
    if (arguments.rules.empty())
        return session.fail(usageError(Tr::tr("--rules is needed.")));
    const Result<Looked> looked = look(session, arguments);
    if (!looked)
        return session.fail(looked.error());
    int undecided = 0;
    for (const ColumnDecision &decision : looked->overview.decisions)
        undecided += decision.verdict == Verdict::Undecided ? 1 : 0;

    if (session.options().json) {
        session.printJson(overviewToJson(looked->source.environment.name, looked->overview));
    } else {
        session.terminal().print(Tr::tr("Every rule of \"%1\" fits \"%2\".")
                                     .arg(engine::text(arguments.rules), looked->source.environment.name));
        if (undecided > 0)
            session.terminal().print(undecidedForPeople(looked->overview));
    }
    return undecided > 0 && arguments.strict ? ExitCode::Differences : ExitCode::Done;
}

/// The table people mean by "orders" or "public.orders".
Result<engine::pg::QualifiedName> findTable(const ColumnOverview &overview, const QString &name)
{
    for (const auto &table : overview.tables) {
        const QString full = engine::text(table.name.displayed());
        if (full == name || full == u"public."_s + name)
            return table.name;
    }
    return failure(
        {.code = ErrorCode::ObjectMissing, .subject = name, .detail = Tr::tr("no such table in the source")});
}

ExitCode preview(Session &session, const RulesArguments &arguments)
{
    if (arguments.table.empty())
        return session.fail(usageError(Tr::tr("--table is needed.")));
    const Result<Looked> looked = look(session, arguments);
    if (!looked)
        return session.fail(looked.error());
    const auto table = findTable(looked->overview, engine::text(arguments.table));
    if (!table)
        return session.fail(table.error());
    const Result<Services *> services = session.services();
    const auto key = (*services)->projectKey();
    if (!key)
        return session.fail(key.error());
    const Result<Preview> rows = engine::operations::previewTable(looked->source, looked->overview, *table, *key,
                                                                  arguments.rows, session.stop());
    if (!rows)
        return session.fail(rows.error());
    if (session.options().json)
        session.printJson(previewToJson(engine::text(table->displayed()), *rows));
    else
        session.terminal().print(previewForPeople(session.terminal(), *rows));
    return ExitCode::Done;
}

using Action = ExitCode (*)(Session &, const RulesArguments &);

auto addVerb(CLI::App &rules, CommandList &commands, const char *verb, const QString &description, Action action,
             std::shared_ptr<RulesArguments> &arguments)
{
    CLI::App *command = rules.add_subcommand(verb, help(description));
    command->fallthrough();
    arguments = std::make_shared<RulesArguments>();
    command->add_option("--source", arguments->source, help(Tr::tr("The environment: a name or an address.")))
        ->type_name("ENV");
    command->add_option("--rules", arguments->rules, help(Tr::tr("A rule file: what happens to which column.")))
        ->type_name("FILE");
    command->add_option("--schemas", arguments->schemas, help(Tr::tr("Only these schemas, with commas between them.")))
        ->delimiter(',')
        ->type_name("NAMES");
    commands.add(command, [arguments, action](Session &session) { return action(session, *arguments); });
    return command;
}

} // namespace

void addRulesCommands(CLI::App &root, CommandList &commands)
{
    CLI::App *rules = root.add_subcommand("rules", help(Tr::tr("What happens to which column of personal data.")));
    rules->fallthrough();
    rules->require_subcommand(1);
    std::shared_ptr<RulesArguments> arguments;

    CLI::App *command = addVerb(*rules, commands, "detect", Tr::tr("Find the columns of personal data, and say why."),
                                &detect, arguments);
    command->add_option("--output", arguments->output, help(Tr::tr("Write what was found as a rule file.")))
        ->type_name("FILE");

    command
        = addVerb(*rules, commands, "check", Tr::tr("Check a rule file against an environment."), &check, arguments);
    command->add_flag("--strict", arguments->strict, help(Tr::tr("Undecided columns count as a failure.")));

    command
        = addVerb(*rules, commands, "preview", Tr::tr("Show some real rows before and after."), &preview, arguments);
    command->add_option("--table", arguments->table, help(Tr::tr("The table.")))->type_name("TABLE");
    command->add_option("--rows", arguments->rows, help(Tr::tr("How many rows.")))
        ->check(CLI::Range(1, 100))
        ->type_name("N");
}

} // namespace app::cli
