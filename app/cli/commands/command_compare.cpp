// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command.h"
#include "app/cli/comparison/comparison_output.h"
#include "app/tr.h"
#include "engine/base/files/atomic_file.h"
#include "engine/operations/compare/compare.h"

#include <QDateTime>

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::failure;
using engine::Progress;
using engine::Result;
using engine::environments::End;
using engine::migration::Comparison;
using engine::operations::Compare;
using engine::operations::ComparisonOptions;
using engine::runs::Outcome;
using engine::runs::Plan;
using engine::runs::Report;
using engine::safety::Permit;

namespace {

struct CompareArguments
{
    std::string source{};
    std::string target{};
    std::vector<std::string> schemas{};
    std::vector<std::string> ignored{};
    std::vector<std::string> renames{};
    std::string format = "text";
    std::string script{};
    std::string reverse{};
    bool mayLoseData = false;
};

const std::vector<std::string> ignorable{"owners",       "grants",  "comments",           "tablespaces",
                                         "column-order", "storage", "extension-versions", "white-space",
                                         "publications"};

Result<ComparisonOptions> optionsOf(const CompareArguments &arguments)
{
    ComparisonOptions options{.schemas = arguments.schemas, .mayLoseData = arguments.mayLoseData};
    for (const std::string &word : arguments.ignored) {
        engine::catalog::CompareOptions &compare = options.compare;
        bool &part = word == "owners"               ? compare.owners
                     : word == "grants"             ? compare.privileges
                     : word == "comments"           ? compare.comments
                     : word == "tablespaces"        ? compare.tablespaces
                     : word == "column-order"       ? compare.columnOrder
                     : word == "storage"            ? compare.storage
                     : word == "extension-versions" ? compare.extensionVersions
                     : word == "white-space"        ? compare.whiteSpace
                     : word == "publications"       ? compare.publications
                                                    : compare.sequenceValues;
        part = false;
    }
    for (const std::string &words : arguments.renames) {
        TRY_ASSIGN(engine::migration::Rename rename, engine::migration::parseRename(words));
        options.renames.push_back(std::move(rename));
    }
    return options;
}

Result<> writeFiles(const CompareArguments &arguments, const Comparison &comparison)
{
    for (const bool isReverse : {false, true}) {
        const std::string &path = isReverse ? arguments.reverse : arguments.script;
        if (!path.empty())
            TRY(engine::writeFileAtomically(engine::text(path), comparisonScript(comparison, isReverse).toUtf8()));
    }
    return {};
}

void print(const Session &session, const CompareArguments &arguments, const Comparison &comparison)
{
    if (session.options().json || arguments.format == "json")
        session.printJson(comparisonJson(comparison));
    else if (arguments.format == "markdown")
        session.terminal().print(comparisonMarkdown(comparison));
    else if (arguments.format == "html")
        session.terminal().print(comparisonHtml(comparison));
    else if (arguments.format == "sql")
        session.terminal().print(comparisonScript(comparison, false).chopped(1));
    else
        session.terminal().print(comparisonForPeople(session.terminal(), comparison));
}

ExitCode runCompare(Session &session, const CompareArguments &arguments)
{
    if (arguments.source.empty() || arguments.target.empty())
        return session.fail(usageError(Tr::tr("Both --source and --target are needed.")));
    const Result<ComparisonOptions> options = optionsOf(arguments);
    if (!options)
        return session.fail(options.error());
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    Result<End> source = (*services)->end(engine::text(arguments.source), {}, session.stop());
    if (!source)
        return session.fail(source.error());
    // Nothing is written, so an address needs no type here.
    Result<End> target = (*services)->end(engine::text(arguments.target), {}, session.stop());
    if (!target)
        return session.fail(target.error());

    const QDateTime started = QDateTime::currentDateTimeUtc();
    const QString title
        = Tr::tr("Comparing \"%1\" with \"%2\"").arg(source->environment.name, target->environment.name);
    Compare compare(*std::move(source), *std::move(target), *options, (*services)->registry());
    Progress planning;
    const Result<Plan> plan = compare.plan(session.stop(), planning);
    const Result<Permit> permit = plan ? (*services)->guard().permit(*plan, {}) : failure(plan.error());
    if (!permit)
        return session.fail(permit.error());
    const auto report = session.withProgress<Report>(title, [&](std::stop_token stop, Progress &progress) {
        return compare.run(*permit, std::move(stop), progress);
    });
    (*services)->remember(report, started);
    if (report.outcome != Outcome::Succeeded)
        return session.fail(report);
    const Result<> written = writeFiles(arguments, compare.comparison());
    if (!written)
        return session.fail(written.error());
    print(session, arguments, compare.comparison());
    return compare.comparison().areEqual() ? ExitCode::Done : ExitCode::Differences;
}

} // namespace

void addCompareCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *compare = root.add_subcommand(
        "compare",
        help(Tr::tr("Show how the structures of two environments differ, and write the script that makes the "
                    "target like the source. Writes to neither.")));
    compare->fallthrough();
    const auto arguments = std::make_shared<CompareArguments>();
    compare
        ->add_option("--source", arguments->source,
                     help(Tr::tr("The environment that is as it should be: a name or an address.")))
        ->type_name("ENV");
    compare
        ->add_option("--target", arguments->target,
                     help(Tr::tr("The environment that would become like it: a name or an address.")))
        ->type_name("ENV");
    compare->add_option("--schemas", arguments->schemas, help(Tr::tr("Only these schemas, with commas between them.")))
        ->delimiter(',')
        ->type_name("NAMES");
    compare
        ->add_option("--ignore", arguments->ignored,
                     help(Tr::tr("What is neither compared nor changed, with commas between them: owners, grants, "
                                 "comments, tablespaces, column-order, storage, extension-versions, "
                                 "white-space, publications. Values of sequences never are.")))
        ->delimiter(',')
        ->check(CLI::IsMember(ignorable))
        ->type_name("WHAT");
    compare
        ->add_option("--rename", arguments->renames,
                     help(Tr::tr("What has another name in the source: schema.old=new for a table, "
                                 "schema.table.old=new for a column; as often as needed.")))
        ->type_name("OLD=NEW");
    compare
        ->add_option("--format", arguments->format,
                     help(Tr::tr("How the difference is printed: text, markdown, html, json, or sql for the script.")))
        ->check(CLI::IsMember({"text", "markdown", "html", "json", "sql"}))
        ->type_name("FORMAT");
    compare->add_option("--script", arguments->script, help(Tr::tr("Write the script to this file, for psql.")))
        ->type_name("FILE");
    compare
        ->add_option("--reverse", arguments->reverse,
                     help(Tr::tr("Write the script that brings the target's structure back to this file.")))
        ->type_name("FILE");
    compare->add_flag(
        "--allow-data-loss", arguments->mayLoseData,
        help(Tr::tr("Let the script drop what only the target has; else such drops are comments in it.")));
    commands.add(compare, [arguments](Session &session) { return runCompare(session, *arguments); });
}

} // namespace app::cli
