// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_password.h"
#include "app/cli/commands/command.h"
#include "app/cli/commands/command_compare_rows.h"
#include "app/cli/comparison/comparison_output.h"
#include "app/cli/comparison/junit_output.h"
#include "app/cli/comparison/rows_output.h"
#include "app/tr.h"
#include "engine/base/files/atomic_file.h"
#include "engine/catalog/comparison/saved_structure.h"
#include "engine/migration/report/comparison_json.h"
#include "engine/migration/report/comparison_report.h"
#include "engine/safety/guard.h"
#include "engine/workspace/compare_words.h"
#include "engine/workspace/requests/compare_request.h"

#include <QDateTime>

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::failure;
using engine::Progress;
using engine::Result;
using engine::migration::Comparison;
using engine::migration::comparisonHtml;
using engine::migration::comparisonJson;
using engine::migration::comparisonMarkdown;
using engine::migration::comparisonScript;
using engine::operations::ComparisonFound;
using engine::runs::Outcome;
using engine::runs::Plan;
using engine::runs::Report;
using engine::safety::Permit;
using engine::workspace::Prepared;

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
    std::string save{};
    std::string junit{};
    bool prove = false;
    bool mayLoseData = false;
    bool reordersColumns = false;
    RowArguments rows{};
};

Result<> writeFiles(const CompareArguments &arguments, const ComparisonFound &found)
{
    const Comparison &comparison = *found.compared.comparison;
    for (const bool isReverse : {false, true}) {
        const std::string &path = isReverse ? arguments.reverse : arguments.script;
        if (!path.empty())
            TRY(engine::writeFileAtomically(engine::text(path), comparisonScript(comparison, isReverse).toUtf8()));
    }
    if (!arguments.junit.empty())
        TRY(engine::writeFileAtomically(engine::text(arguments.junit), junitReport(found)));
    if (!arguments.save.empty())
        TRY(engine::writeFileAtomically(engine::text(arguments.save),
                                        engine::catalog::savedStructure(*found.compared.source, comparison.source,
                                                                        QDateTime::currentDateTimeUtc())));
    return {};
}

/// Rows beside what was printed of the structures, in the same form.
void printRows(const Session &session, const CompareArguments &arguments, const ComparedRows &compared)
{
    if (session.options().json || arguments.format == "json")
        session.printJson({{u"operation"_s, u"compare"_s},
                           {u"source"_s, compared.rows->source},
                           {u"target"_s, compared.rows->target},
                           {u"equal"_s, compared.rows->areEqual()},
                           {u"rows"_s, engine::fingerprint::rowsJson(*compared.rows, compared.hidesValues)}});
    else if (arguments.format == "markdown")
        session.terminal().print(engine::fingerprint::rowsMarkdown(*compared.rows, compared.hidesValues));
    else
        session.terminal().print(rowsForPeople(session.terminal(), *compared.rows, compared.hidesValues));
}

void print(const Session &session, const CompareArguments &arguments, const ComparisonFound &found,
           const ComparedRows &compared)
{
    const Comparison &comparison = *found.compared.comparison;
    if (session.options().json || arguments.format == "json") {
        QJsonObject object = comparisonJson(comparison);
        if (found.proof)
            object.insert(u"proof"_s, toJson(*found.proof));
        if (compared.rows != nullptr) {
            object.insert(u"rows"_s, engine::fingerprint::rowsJson(*compared.rows, compared.hidesValues));
            object.insert(u"equal"_s, comparison.areEqual() && compared.rows->areEqual());
        }
        session.printJson(object);
        return;
    }
    if (arguments.format == "markdown")
        session.terminal().print(comparisonMarkdown(comparison));
    else if (arguments.format == "html")
        session.terminal().print(comparisonHtml(comparison));
    else if (arguments.format == "sql")
        session.terminal().print(comparisonScript(comparison, false).chopped(1));
    else
        session.terminal().print(comparisonForPeople(session.terminal(), comparison));
    const bool isForPeople = !session.options().json && (arguments.format == "text" || arguments.format == "markdown");
    if (found.proof && isForPeople)
        session.terminal().print(u'\n' + proofForPeople(session.terminal(), *found.proof));
    if (compared.rows != nullptr)
        printRows(session, arguments, compared);
}

ExitCode codeOf(const ComparedRows &compared)
{
    if (compared.rows == nullptr)
        return compared.failed;
    return compared.rows->areEqual() ? ExitCode::Done : ExitCode::Differences;
}

ComparedRows rowsOf(Session &session, const CompareArguments &arguments)
{
    return compareRows(session, arguments.rows, engine::text(arguments.source), engine::text(arguments.target),
                       arguments.schemas, arguments.mayLoseData);
}

ExitCode runCompare(Session &session, const CompareArguments &arguments)
{
    const bool onlySaves = arguments.target.empty() && !arguments.save.empty();
    if (arguments.source.empty() || (arguments.target.empty() && !onlySaves))
        return session.fail(usageError(Tr::tr("Both --source and --target are needed.")));
    if (!arguments.rows.data && arguments.rows.areGiven())
        return session.fail(usageError(Tr::tr("This is about rows: give --data.")));
    if (arguments.rows.data && (arguments.format == "html" || arguments.format == "sql"))
        return session.fail(usageError(Tr::tr("Rows are shown as text, markdown or json.")));
    if (!arguments.rows.tables.empty()) {
        const ComparedRows compared = rowsOf(session, arguments);
        if (compared.rows != nullptr)
            printRows(session, arguments, compared);
        return codeOf(compared);
    }
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    std::optional<ComparisonFound> found;
    const Result<Prepared> prepared = prepare(
        engine::workspace::CompareRequest{.source = engine::text(arguments.source),
                                          .target = engine::text(onlySaves ? arguments.source : arguments.target),
                                          .schemas = arguments.schemas,
                                          .ignored = arguments.ignored,
                                          .renames = arguments.renames,
                                          .mayLoseData = arguments.mayLoseData,
                                          .reordersColumns = arguments.reordersColumns,
                                          .prove = arguments.prove,
                                          .password = backupPassword(session, true),
                                          .take = [&found](auto taken) { found = std::move(taken); }},
        **services, session.stop());
    if (!prepared)
        return session.fail(prepared.error());

    const QDateTime started = QDateTime::currentDateTimeUtc();
    const QString title = Tr::tr("Comparing \"%1\" with \"%2\"").arg(prepared->source, prepared->target);
    engine::operations::Operation &compare = *prepared->operation;
    Progress planning;
    const Result<Plan> plan = compare.plan(session.stop(), planning);
    const Result<Permit> permit = plan ? (*services)->guard().permit(*plan, {}) : failure(plan.error());
    if (!permit)
        return session.fail(permit.error());
    const auto report = session.withProgress<Report>(
        title,
        [&](std::stop_token stop, Progress &progress) { return compare.run(*permit, std::move(stop), progress); },
        compare.stages());
    (*services)->remember(report, started);
    if (report.outcome != Outcome::Succeeded || !found)
        return session.fail(report);
    const Result<> written = writeFiles(arguments, *found);
    if (!written)
        return session.fail(written.error());
    if (onlySaves) {
        session.say(Tr::tr("The structure of \"%1\" was saved.").arg(prepared->source));
        return ExitCode::Done;
    }
    const ComparedRows compared = arguments.rows.data ? rowsOf(session, arguments) : ComparedRows();
    if (arguments.rows.data && compared.rows == nullptr)
        return compared.failed;
    print(session, arguments, *found, compared);
    return found->compared.comparison->areEqual() ? codeOf(compared) : ExitCode::Differences;
}

} // namespace

void addCompareCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *compare = root.add_subcommand(
        "compare",
        help(Tr::tr("Show how the structures of two environments or files differ, and write the script that makes the "
                    "target like the source. Writes to neither.")));
    compare->fallthrough();
    const auto arguments = std::make_shared<CompareArguments>();
    compare
        ->add_option(
            "--source", arguments->source,
            help(Tr::tr("What is as it should be: an environment, an address, a backup by its number, a file of "
                        "pg_dump or of --save, a folder of migrations, or files with commas between them.")))
        ->type_name("ENV|FILE");
    compare
        ->add_option("--target", arguments->target,
                     help(Tr::tr("What would become like it: the same kinds of things.")))
        ->type_name("ENV|FILE");
    compare->add_option("--schemas", arguments->schemas, help(Tr::tr("Only these schemas, with commas between them.")))
        ->delimiter(',')
        ->type_name("NAMES");
    compare
        ->add_option("--ignore", arguments->ignored,
                     help(Tr::tr("What is neither compared nor changed, with commas between them: owners, grants, "
                                 "comments, tablespaces, column-order, storage, extension-versions, "
                                 "white-space, publications. Values of sequences never are.")))
        ->delimiter(',')
        ->check(CLI::IsMember(engine::workspace::ignorableParts()))
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
    compare
        ->add_option("--save", arguments->save,
                     help(Tr::tr("Save the structure of the source to this file, to compare with it later; then the "
                                 "target may be left out.")))
        ->type_name("FILE");
    compare
        ->add_option("--junit", arguments->junit, help(Tr::tr("Write the differences to this file as failed tests.")))
        ->type_name("FILE");
    compare->add_flag("--prove", arguments->prove,
                      help(Tr::tr("Run the script and its reverse on a copy of the target's structure, in a private "
                                  "server, and count the rows of the target that would be in the way.")));
    compare->add_flag(
        "--allow-data-loss", arguments->mayLoseData,
        help(Tr::tr("Let the script drop what only the target has; else such drops are comments in it.")));
    compare->add_flag("--reorder-columns", arguments->reordersColumns,
                      help(Tr::tr("Let the script write tables anew whose columns have another order.")));
    addRowOptions(*compare, arguments->rows);
    commands.add(compare, [arguments](Session &session) { return runCompare(session, *arguments); });
}

} // namespace app::cli
