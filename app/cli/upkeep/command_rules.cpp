// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command.h"
#include "app/cli/output/overview_output.h"
#include "app/tr.h"
#include "engine/base/files/atomic_file.h"
#include "engine/columns/column_preview.h"
#include "engine/columns/kept_rules.h"
#include "engine/environments/connection_recipe.h"

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Error;
using engine::ErrorCode;
using engine::failure;
using engine::Result;
using engine::anonymize::ColumnDecision;
using engine::anonymize::Preview;
using engine::anonymize::RuleSet;
using engine::anonymize::Verdict;
using engine::columns::ColumnOverview;
using engine::environments::End;

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
    bool noRules = false;
};

/// Null rules: detection alone decides.
struct UsedRules
{
    std::shared_ptr<const RuleSet> rules{};
    QList<Error> mistakes{};
};

/// Those of the file that was given, else those kept for the source.
Result<UsedRules> rulesFor(const Session &session, const Services &services, const RulesArguments &arguments)
{
    if (!arguments.rules.empty()) {
        TRY_ASSIGN(RuleSet::Reading file, RuleSet::readFile(engine::text(arguments.rules)));
        return UsedRules{std::make_shared<const RuleSet>(std::move(file.rules)), std::move(file.mistakes)};
    }
    if (arguments.noRules)
        return UsedRules{};
    TRY_ASSIGN(std::shared_ptr<const RuleSet> kept, services.keptRules(engine::text(arguments.source)));
    if (kept)
        session.say(Tr::tr("The rules kept for \"%1\" are used.").arg(engine::text(arguments.source)));
    return UsedRules{std::move(kept), {}};
}

/// What is wrong with the file itself and what is wrong with its rules for these columns, as one list.
Result<> allThatIsWrong(const QList<Error> &mistakes, const Result<ColumnOverview> &columns)
{
    if (mistakes.isEmpty() || (!columns && columns.error().isCancelled()))
        return columns ? Result<>() : Result<>(failure(columns.error()));
    QList<Error> all = mistakes;
    if (!columns && columns.error().causes.isEmpty())
        all.append(columns.error());
    else if (!columns)
        all += columns.error().causes;
    return engine::anonymize::oneFailure(all);
}

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
    TRY_ASSIGN(const UsedRules used, rulesFor(session, *services, arguments));
    session.say(Tr::tr("Looking at the columns of \"%1\"").arg(source.environment.name));
    Result<ColumnOverview> columns
        = engine::columns::columnOverview(source, used.rules.get(), arguments.schemas, session.stop());
    TRY(allThatIsWrong(used.mistakes, columns));
    return Looked{std::move(source), *std::move(columns)};
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

/// Null when there are none.
Result<std::shared_ptr<const RuleSet>> keptRulesOf(Session &session, const QString &environment)
{
    TRY_ASSIGN(const Services *services, session.services());
    return services->keptRules(environment);
}

/// An environment that rules can be kept for.
Result<> checkKeeper(const Services &services, const QString &name)
{
    if (name.isEmpty())
        return failure(usageError(Tr::tr("--source is needed.")));
    if (engine::environments::isAddress(name))
        return failure(usageError(Tr::tr("Rules are kept for environments with a name, not for addresses.")));
    TRY(services.environment(name));
    return {};
}

ExitCode show(Session &session, const RulesArguments &arguments)
{
    const QString source = engine::text(arguments.source);
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    if (const Result<> checked = checkKeeper(**services, source); !checked)
        return session.fail(checked.error());
    const Result<std::shared_ptr<const RuleSet>> kept = (*services)->keptRules(source);
    if (!kept)
        return session.fail(kept.error());
    if (*kept == nullptr) {
        session.say(Tr::tr("No rules are kept for \"%1\": detection alone decides.").arg(source));
        return ExitCode::Done;
    }
    const std::string toml = (*kept)->toToml();
    if (arguments.output.empty()) {
        if (session.options().json)
            session.printJson({{u"operation"_s, u"rules"_s}, {u"source"_s, source}, {u"toml"_s, engine::text(toml)}});
        else
            session.terminal().print(engine::text(toml).trimmed());
        return ExitCode::Done;
    }
    const Result<> written = engine::writeFileAtomically(engine::text(arguments.output), toml);
    if (!written)
        return session.fail(written.error());
    session.say(Tr::tr("The rules were written to \"%1\".").arg(engine::text(arguments.output)));
    return ExitCode::Done;
}

Result<> exchangeKept(const Services &services, const QString &source, const RuleSet &rules)
{
    TRY_ASSIGN(const std::shared_ptr<const RuleSet> known, services.keptRules(source));
    return engine::columns::keepRules(services.environmentStore().ruleFiles(), source, rules,
                                      known ? *known : RuleSet());
}

ExitCode keep(Session &session, const RulesArguments &arguments)
{
    if (arguments.rules.empty())
        return session.fail(usageError(Tr::tr("--rules is needed.")));
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const QString source = engine::text(arguments.source);
    if (const Result<> checked = checkKeeper(**services, source); !checked)
        return session.fail(checked.error());
    // Rules that do not fit would stop every clone.
    if (const Result<Looked> looked = look(session, arguments); !looked)
        return session.fail(looked.error());
    const Result<RuleSet> rules = RuleSet::load(engine::text(arguments.rules));
    if (!rules)
        return session.fail(rules.error());
    if (const Result<> kept = exchangeKept(**services, source, *rules); !kept)
        return session.fail(kept.error());
    session.say(Tr::tr("These rules are kept for \"%1\": its clones use them.").arg(source));
    return ExitCode::Done;
}

ExitCode forget(Session &session, const RulesArguments &arguments)
{
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const QString source = engine::text(arguments.source);
    if (const Result<> checked = checkKeeper(**services, source); !checked)
        return session.fail(checked.error());
    // Also when they cannot be understood any more.
    if (const Result<> forgotten = (*services)->environmentStore().ruleFiles().setAside(source); !forgotten)
        return session.fail(forgotten.error());
    session.say(Tr::tr("No rules are kept for \"%1\": detection alone decides.").arg(source));
    return ExitCode::Done;
}

ExitCode check(Session &session, const RulesArguments &arguments)
{
    const QString source = engine::text(arguments.source);
    if (arguments.rules.empty()) {
        const Result<std::shared_ptr<const RuleSet>> kept = keptRulesOf(session, source);
        if (!kept)
            return session.fail(kept.error());
        if (*kept == nullptr)
            return session.fail(usageError(Tr::tr("--rules is needed: no rules are kept for \"%1\".").arg(source)));
    }
    const Result<Looked> looked = look(session, arguments);
    if (!looked)
        return session.fail(looked.error());
    int undecided = 0;
    for (const ColumnDecision &decision : looked->overview.decisions)
        undecided += decision.verdict == Verdict::Undecided ? 1 : 0;

    if (session.options().json) {
        session.printJson(overviewToJson(looked->source.environment.name, looked->overview));
    } else {
        session.terminal().print(arguments.rules.empty()
                                     ? Tr::tr("Every rule kept for \"%1\" fits it.").arg(source)
                                     : Tr::tr("Every rule of \"%1\" fits \"%2\".")
                                           .arg(engine::text(arguments.rules), looked->source.environment.name));
        if (undecided > 0)
            session.terminal().print(undecidedForPeople(looked->overview));
    }
    return undecided > 0 && arguments.strict ? ExitCode::Differences : ExitCode::Done;
}

/// The table people mean by "orders" or "public.orders".
Result<engine::sql::QualifiedName> findTable(const ColumnOverview &overview, const QString &name)
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
    const Result<Preview> rows
        = engine::columns::previewTable(looked->source, looked->overview, *table, *key, arguments.rows, session.stop());
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
    commands.add(command, [arguments, action](Session &session) { return action(session, *arguments); });
    return command;
}

void addRuleFile(CLI::App &command, RulesArguments &arguments)
{
    command.add_option("--rules", arguments.rules, help(Tr::tr("A rule file: what happens to which column.")))
        ->type_name("FILE");
}

/// For what looks at columns.
void addLookOptions(CLI::App &command, RulesArguments &arguments)
{
    command
        .add_option("--rules", arguments.rules,
                    help(Tr::tr("A rule file: what happens to which column. Without it the rules kept for the source "
                                "are used, if there are any (\"sosie-cli rules show\").")))
        ->type_name("FILE");
    command.add_flag("--no-rules", arguments.noRules,
                     help(Tr::tr("Use no rules, not even those kept for the source: detection alone decides.")));
    command.add_option("--schemas", arguments.schemas, help(Tr::tr("Only these schemas, with commas between them.")))
        ->delimiter(',')
        ->type_name("NAMES");
}

void addKeepingVerbs(CLI::App &rules, CommandList &commands)
{
    std::shared_ptr<RulesArguments> arguments;
    CLI::App *command
        = addVerb(rules, commands, "show", Tr::tr("Show the rules kept for an environment."), &show, arguments);
    command->add_option("--output", arguments->output, help(Tr::tr("Write them as a rule file instead.")))
        ->type_name("FILE");
    command = addVerb(rules, commands, "keep",
                      Tr::tr("Keep the rules of a file for an environment: its clones use them."), &keep, arguments);
    addRuleFile(*command, *arguments);
    addVerb(rules, commands, "forget", Tr::tr("Keep no rules for an environment any more."), &forget, arguments);
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
    addLookOptions(*command, *arguments);
    command->add_option("--output", arguments->output, help(Tr::tr("Write what was found as a rule file.")))
        ->type_name("FILE");

    command
        = addVerb(*rules, commands, "check", Tr::tr("Check a rule file against an environment."), &check, arguments);
    addLookOptions(*command, *arguments);
    command->add_flag("--strict", arguments->strict, help(Tr::tr("Undecided columns count as a failure.")));

    command
        = addVerb(*rules, commands, "preview", Tr::tr("Show some real rows before and after."), &preview, arguments);
    addLookOptions(*command, *arguments);
    command->add_option("--table", arguments->table, help(Tr::tr("The table.")))->type_name("TABLE");
    command->add_option("--rows", arguments->rows, help(Tr::tr("How many rows.")))
        ->check(CLI::Range(1, 100))
        ->type_name("N");
    addKeepingVerbs(*rules, commands);
}

} // namespace app::cli
