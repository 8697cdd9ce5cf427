// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command_compare_rows.h"

#include "app/tr.h"
#include "engine/safety/guard.h"
#include "engine/workspace/requests/compare_rows_request.h"

#include <QDateTime>

namespace app::cli {

using engine::failure;
using engine::Progress;
using engine::Result;
using engine::runs::Outcome;
using engine::runs::Plan;
using engine::runs::Report;
using engine::safety::Permit;
using engine::workspace::CompareRowsRequest;
using engine::workspace::Prepared;

namespace {

void addScriptOptions(CLI::App &compare, RowArguments &arguments)
{
    compare
        .add_option("--rows-script", arguments.script,
                    help(Tr::tr("Write SQL to this file that makes the target's rows like the source's, in clear. With "
                                "--allow-data-loss it also deletes what only the target has.")))
        ->type_name("FILE");
    compare
        .add_option("--rows-reverse", arguments.reverse,
                    help(Tr::tr("Write SQL to this file that brings the target's rows back after that.")))
        ->type_name("FILE");
    compare.add_flag("--disable-triggers", arguments.disablesTriggers,
                     help(Tr::tr("Let that SQL switch the target's own triggers off while it runs.")));
    compare
        .add_option("--confirm", arguments.confirmedName,
                    help(Tr::tr("The name of the source, typed: needed where others could read clear rows of a "
                                "production in the file.")))
        ->type_name("NAME");
}

} // namespace

bool RowArguments::areGiven() const
{
    return !tables.empty() || !ignoredColumns.empty() || !keys.empty() || !equalities.empty() || !tolerance.empty()
           || showValues || !script.empty() || !reverse.empty();
}

void addRowOptions(CLI::App &compare, RowArguments &arguments)
{
    compare.add_flag("--data", arguments.data,
                     help(Tr::tr("Compare rows too. The servers hash them; only what differs is read.")));
    compare
        .add_option("--table", arguments.tables,
                    help(Tr::tr("With --data: only the rows of this table (table or schema.table, where * stands for "
                                "any letters; @group), and no structure; as often as needed.")))
        ->type_name("TABLE");
    compare
        .add_option("--ignore-column", arguments.ignoredColumns,
                    help(Tr::tr("With --data: do not compare this column (column, table.column or "
                                "schema.table.column); as often as needed.")))
        ->type_name("COLUMN");
    compare
        .add_option("--key", arguments.keys,
                    help(Tr::tr("With --data: by which columns rows of a table find each other, instead of its primary "
                                "key: table=column,column; as often as needed.")))
        ->type_name("TABLE=COLUMNS");
    compare
        .add_option("--tolerance", arguments.tolerance,
                    help(Tr::tr("With --data: numbers that lie no farther apart are equal; 0 for by value, so that 1.0 "
                                "is 1.00.")))
        ->type_name("NUMBER");
    compare
        .add_option("--equal-but-for", arguments.equalities,
                    help(Tr::tr("With --data: what is no difference in texts, with commas between them: case, "
                                "white-space, json (documents that mean the same).")))
        ->delimiter(',')
        ->check(CLI::IsMember(engine::workspace::equalities()))
        ->type_name("WHAT");
    compare
        .add_option("--rows", arguments.keepRows,
                    help(Tr::tr("With --data: how many rows that differ are shown of each table (20).")))
        ->type_name("COUNT");
    compare.add_flag("--show-values", arguments.showValues,
                     help(Tr::tr("With --data: show values of a production too, which are hidden otherwise.")));
    addScriptOptions(compare, arguments);
}

ComparedRows compareRows(Session &session, const RowArguments &arguments, const QString &source, const QString &target,
                         const std::vector<std::string> &schemas, bool mayLoseData)
{
    ComparedRows compared;
    const auto failed = [&](const auto &why) {
        compared.rows = nullptr;
        compared.failed = session.fail(why);
        return compared;
    };
    const Result<Services *> services = session.services();
    if (!services)
        return failed(services.error());
    const Result<Prepared> prepared = prepare(CompareRowsRequest{.source = source,
                                                                 .target = target,
                                                                 .schemas = schemas,
                                                                 .tables = arguments.tables,
                                                                 .ignoredColumns = arguments.ignoredColumns,
                                                                 .keys = arguments.keys,
                                                                 .tolerance = arguments.tolerance,
                                                                 .equalities = arguments.equalities,
                                                                 .keepRows = arguments.keepRows,
                                                                 .scriptPath = engine::text(arguments.script),
                                                                 .reversePath = engine::text(arguments.reverse),
                                                                 .mayLoseData = mayLoseData,
                                                                 .disablesTriggers = arguments.disablesTriggers,
                                                                 .take = [&](auto taken) { compared.rows = taken; }},
                                              **services, session.stop());
    if (!prepared)
        return failed(prepared.error());
    const QDateTime started = QDateTime::currentDateTimeUtc();
    const QString title = Tr::tr("Comparing the rows of \"%1\" with \"%2\"").arg(prepared->source, prepared->target);
    engine::operations::Operation &compare = *prepared->operation;
    Progress planning;
    const Result<Plan> plan = compare.plan(session.stop(), planning);
    const Result<Permit> permit
        = plan ? (*services)->guard().permit(*plan, {.typedName = engine::text(arguments.confirmedName)})
               : failure(plan.error());
    if (!permit)
        return failed(permit.error());
    const auto report = session.withProgress<Report>(
        title,
        [&](std::stop_token stop, Progress &progress) { return compare.run(*permit, std::move(stop), progress); },
        compare.stages());
    (*services)->remember(report, started);
    if (report.outcome != Outcome::Succeeded || compared.rows == nullptr)
        return failed(report);
    compared.hidesValues = compared.rows->hidesValues && !arguments.showValues;
    return compared;
}

} // namespace app::cli
