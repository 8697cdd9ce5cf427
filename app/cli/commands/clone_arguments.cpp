// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/clone_arguments.h"

#include "app/cli/commands/command.h"
#include "app/tr.h"
#include "engine/environments/connection_recipe.h"

#include <QFileInfo>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::failure;
using engine::Result;
using engine::environments::EnvironmentType;
using engine::workspace::CloneRequest;

namespace {

Result<> check(const CloneArguments &arguments)
{
    if (arguments.source.empty() || arguments.target.empty())
        return failure(usageError(Tr::tr("Both --source and --target are needed.")));
    if (arguments.raw && (arguments.anonymize || !arguments.rules.empty()))
        return failure(usageError(Tr::tr("--raw and --anonymize exclude each other.")));
    if (arguments.raw && arguments.reason.empty())
        return failure(usageError(Tr::tr("--raw needs --reason: why clear data may leave production.")));
    if (arguments.noRules && !arguments.rules.empty())
        return failure(usageError(Tr::tr("--rules and --no-rules exclude each other.")));
    const bool choosesRows = !arguments.conditions.empty() || !arguments.since.empty() || !arguments.sample.empty();
    if (choosesRows && !arguments.brokenRows.empty())
        return failure(usageError(Tr::tr("--skip-broken-rows goes with neither --where, --since nor --sample.")));
    return {};
}

/// The type of a target: an address has none of its own.
Result<std::optional<EnvironmentType>> typeOfTarget(const CloneArguments &arguments)
{
    const QString given = engine::text(arguments.targetType);
    const auto type = engine::environments::typeFromKey(given);
    if (!given.isEmpty() && !type)
        return failure(usageError(
            Tr::tr("\"%1\" is not a type of environment: production, test, training, development.").arg(given)));
    if (!type && engine::environments::isAddress(engine::text(arguments.target)))
        return failure(usageError(Tr::tr("A target given as an address needs --target-type.")));
    return type;
}

Result<double> samplePercent(const std::string &given)
{
    QString number = engine::text(given);
    if (number.endsWith(u'%'))
        number.chop(1);
    bool isNumber = false;
    const double percent = number.toDouble(&isNumber);
    if (!isNumber || percent <= 0 || percent > 100)
        return failure(
            usageError(Tr::tr("--sample wants a share between 0 and 100 %, not \"%1\".").arg(engine::text(given))));
    return percent;
}

Result<engine::selection::RowChoice> rowChoice(const CloneArguments &arguments)
{
    engine::selection::RowChoice choice{.tables = arguments.tables,
                                        .excluded = arguments.excludedTables,
                                        .kept = arguments.keptTables,
                                        .since = arguments.since,
                                        .dropsOrphans = arguments.lostParents != "stop"};
    for (const std::string &given : arguments.conditions) {
        Result<engine::selection::RowChoice::Condition> condition = engine::selection::readCondition(given);
        if (!condition)
            return failure(usageError(Tr::tr("--where wants TABLE=CONDITION, not \"%1\".").arg(engine::text(given))));
        choice.conditions.push_back(*std::move(condition));
    }
    if (!arguments.sample.empty()) {
        TRY_ASSIGN(choice.samplePercent, samplePercent(arguments.sample));
    }
    return choice;
}

std::optional<engine::supabase::MissingUsers> missingUsers(const CloneArguments &arguments)
{
    using engine::supabase::MissingUsers;
    if (arguments.authUsers.empty())
        return std::nullopt;
    if (arguments.authUsers == "copy")
        return MissingUsers::Copy;
    return arguments.authUsers == "null" ? MissingUsers::SetNull : MissingUsers::Stop;
}

void addRowOptions(CLI::App &clone, CloneArguments &arguments)
{
    clone
        .add_option("--table", arguments.tables,
                    help(Tr::tr("Copy the rows of these tables, and of those they refer to, only; * and ? stand for "
                                "letters, @NAME for a group of tables.")))
        ->type_name("PATTERN");
    clone
        .add_option("--exclude-table", arguments.excludedTables,
                    help(Tr::tr("Do not copy the rows of these tables; * and ? stand for letters.")))
        ->type_name("PATTERN");
    clone
        .add_option("--keep-target-table", arguments.keptTables,
                    help(Tr::tr("Keep the rows that these tables of the target hold now; * and ? stand for letters.")))
        ->type_name("PATTERN");
    clone
        .add_option("--where", arguments.conditions,
                    help(Tr::tr("Copy only the rows of TABLE for which the condition holds, and what hangs together "
                                "with them: orders=status <> 'draft'.")))
        ->type_name("TABLE=CONDITION");
    clone
        .add_option("--since", arguments.since,
                    help(Tr::tr("The same for every table with this column: created_at>=2026-01-01.")))
        ->type_name("COLUMN>=DATE");
    clone
        .add_option("--sample", arguments.sample,
                    help(Tr::tr("Copy about this share of the large tables, and what hangs together with it: 10%.")))
        ->type_name("N%");
    clone
        .add_option("--lost-parents", arguments.lostParents,
                    help(Tr::tr("What happens to rows that refer to rows left out: drop (default) or stop.")))
        ->check(CLI::IsMember({"drop", "stop"}))
        ->type_name("WHAT");
    clone
        .add_option(
            "--skip-broken-rows", arguments.brokenRows,
            help(Tr::tr("Leave out rows that break a foreign key or a uniqueness of the source itself, and those "
                        "that refer to them, and list them in this file.")))
        ->type_name("FILE");
}

} // namespace

Result<CloneRequest> CloneArguments::request() const
{
    TRY(check(*this));
    CloneRequest result;
    result.source = engine::text(source);
    result.target = engine::text(target);
    TRY_ASSIGN(result.targetType, typeOfTarget(*this));
    result.anonymize = !raw && (anonymize || !rules.empty());
    result.rawReason = raw ? engine::text(reason) : QString();
    result.ruleFile = engine::text(rules);
    result.withoutRules = noRules;
    result.strict = strict;
    result.schemas = schemas;
    TRY_ASSIGN(result.rows, rowChoice(*this));
    if (!brokenRows.empty())
        result.brokenRowsFile = QFileInfo(engine::text(brokenRows)).absoluteFilePath();
    result.leaveOutBroken = leaveOutBroken;
    result.keepSideEffects = keepSideEffects;
    result.missingUsers = missingUsers(*this);
    result.jobs = jobs;
    result.retries = retries;
    result.verify = !noVerify;
    return result;
}

void CloneArguments::addTo(CLI::App &clone)
{
    clone.add_option("--source", source, help(Tr::tr("The environment to copy: a name or an address.")))
        ->type_name("ENV");
    clone.add_option("--target", target, help(Tr::tr("The environment to replace: a name or an address.")))
        ->type_name("ENV");
    clone
        .add_option("--target-type", targetType,
                    help(Tr::tr("The type of a target given as an address: test, training or development.")))
        ->type_name("TYPE");
    clone.add_flag("--anonymize", anonymize,
                   help(Tr::tr("Replace personal data; always done when the source is a production.")));
    clone
        .add_option("--rules", rules,
                    help(Tr::tr("A rule file: what happens to which column. Without it the rules kept for the source "
                                "are used, if there are any (\"sosie-cli rules show\").")))
        ->type_name("FILE");
    clone.add_flag("--no-rules", noRules,
                   help(Tr::tr("Use no rules, not even those kept for the source: detection alone decides.")));
    clone.add_flag("--strict", strict,
                   help(Tr::tr("Refuse columns about which neither rules nor detection can decide.")));
    clone.add_flag("--silent", silent, help(Tr::tr("Ask nothing and print only the result.")));
    clone
        .add_option(
            "--confirm", confirm,
            help(Tr::tr("The name of the target, to agree to its replacement, or to personal data in clear in it.")))
        ->type_name("NAME");
    clone.add_flag("--raw", raw, help(Tr::tr("Copy personal data in clear, into a target that was set up for it.")));
    clone.add_option("--reason", reason, help(Tr::tr("Why clear data may leave production.")))->type_name("TEXT");
    clone.add_option("--schemas", schemas, help(Tr::tr("Only these schemas, with commas between them.")))
        ->delimiter(',')
        ->type_name("NAMES");
    addRowOptions(clone, *this);
    clone.add_option("--jobs", jobs, help(Tr::tr("Parallel streams, 1 to 64; chosen by itself when absent.")))
        ->check(CLI::Range(1, 64))
        ->type_name("N");
    addRetryOption(clone, retries);
    clone.add_flag("--keep-side-effects", keepSideEffects,
                   help(Tr::tr("Leave triggers on that call out of the database (webhooks), and copy queues.")));
    clone.add_flag("--leave-out-broken", leaveOutBroken,
                   help(Tr::tr("Clone the rest without routines and views whose text no server reads back, and without "
                               "what needs them.")));
    clone
        .add_option(
            "--auth-users", authUsers,
            help(Tr::tr("Users (auth.users) that rows refer to and the target does not have: copy (default when "
                        "data is anonymized), null or stop.")))
        ->check(CLI::IsMember({"copy", "null", "stop"}))
        ->type_name("WHAT");
    clone.add_flag("--no-verify", noVerify, help(Tr::tr("Do not read the rows back to compare them.")));
    clone.add_flag("--dry-run", dryRun, help(Tr::tr("Say what would be done, and change nothing.")));
}

} // namespace app::cli
