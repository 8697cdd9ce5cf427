// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/verify_backup.h"
#include "app/cli/commands/command.h"
#include "app/cli/output/numbers.h"
#include "app/cli/output/report_output.h"
#include "app/tr.h"
#include "engine/backups/content_proof.h"
#include "engine/safety/guard.h"
#include "engine/workspace/loads.h"
#include "engine/workspace/requests/trial_request.h"
#include "engine/workspace/requests/verify_request.h"

#include <QDateTime>

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::failure;
using engine::Progress;
using engine::Result;
using engine::runs::Outcome;
using engine::runs::Plan;
using engine::runs::Report;
using engine::safety::Permit;
using engine::workspace::Prepared;

namespace {

struct VerifyArguments
{
    std::string source{};
    std::string target{};
    std::vector<std::string> schemas{};
    std::string backup{};
    int level = 0;
};

/// A negative verdict is a result, not an error: it goes to standard output.
bool isVerdict(const Report &report)
{
    return report.outcome == Outcome::Succeeded
           || (report.error && report.error->code == engine::ErrorCode::VerificationFailed);
}

QString differencesForPeople(const Terminal &terminal, const Report &report)
{
    QStringList lines{
        terminal.styledOut(Style::Bad, Tr::tr("\"%1\" and \"%2\" differ:").arg(report.source, report.target))};
    for (const engine::Sentence &difference : report.warnings)
        lines << u"  • "_s + difference.text();
    return lines.join(u'\n');
}

ExitCode printVerdict(const Session &session, const Report &report)
{
    const bool areEqual = report.outcome == Outcome::Succeeded;
    if (session.options().json)
        session.printJson(report.toJson());
    else if (areEqual)
        session.terminal().print(reportForPeople(session.terminal(), report));
    else
        session.terminal().print(differencesForPeople(session.terminal(), report));
    return areEqual ? ExitCode::Done : ExitCode::Differences;
}

ExitCode runBackupVerify(Session &session, const VerifyArguments &arguments)
{
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const QString folder = engine::workspace::loadsFolder(**services);
    const BackupProofs proofs{
        .content = engine::backups::proveContent,
        .restore = [folder](const engine::backups::BackupFile &file, const std::stop_token &stop, Progress &progress) {
            return engine::workspace::proveRestore(file, folder, stop, progress);
        }};
    return verifyBackup(session, engine::text(arguments.backup), arguments.level, proofs);
}

ExitCode runVerify(Session &session, const VerifyArguments &arguments)
{
    const bool isPair = !arguments.source.empty() || !arguments.target.empty();
    if (!arguments.backup.empty() && isPair)
        return session.fail(usageError(Tr::tr("Name a backup, or two environments, not both.")));
    if (!arguments.backup.empty())
        return runBackupVerify(session, arguments);
    if (arguments.source.empty() || arguments.target.empty())
        return session.fail(usageError(Tr::tr("Both --source and --target are needed, or the name of a backup.")));
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<Prepared> prepared = prepare(engine::workspace::VerifyRequest{.source = engine::text(arguments.source),
                                                                               .target = engine::text(arguments.target),
                                                                               .schemas = arguments.schemas},
                                              **services, session.stop());
    if (!prepared)
        return session.fail(prepared.error());

    const QDateTime started = QDateTime::currentDateTimeUtc();
    const QString title = Tr::tr("Comparing \"%1\" with \"%2\"").arg(prepared->source, prepared->target);
    engine::operations::Operation &verify = *prepared->operation;
    Progress planning;
    const Result<Plan> plan = verify.plan(session.stop(), planning);
    const Result<Permit> permit = plan ? (*services)->guard().permit(*plan, {}) : failure(plan.error());
    if (!permit)
        return session.fail(permit.error());
    const auto report = session.withProgress<Report>(
        title, [&](std::stop_token stop, Progress &progress) { return verify.run(*permit, std::move(stop), progress); },
        verify.stages());
    (*services)->remember(report, started);
    return isVerdict(report) ? printVerdict(session, report) : session.fail(report);
}

} // namespace

void addVerifyCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *verify = root.add_subcommand(
        "verify",
        help(Tr::tr("Compare structure and rows of two environments, writing to neither; or prove that a backup "
                    "is what was written.")));
    verify->fallthrough();
    const auto arguments = std::make_shared<VerifyArguments>();
    verify->add_option("--source", arguments->source, help(Tr::tr("The one environment: a name or an address.")))
        ->type_name("ENV");
    verify->add_option("--target", arguments->target, help(Tr::tr("The other environment: a name or an address.")))
        ->type_name("ENV");
    verify->add_option("--schemas", arguments->schemas, help(Tr::tr("Only these schemas, with commas between them.")))
        ->delimiter(',')
        ->type_name("NAMES");
    verify->add_option("BACKUP", arguments->backup,
                       help(Tr::tr("A backup instead: its number, the first digits of its identifier, or its file.")));
    verify
        ->add_option("--level", arguments->level,
                     help(Tr::tr("How far a backup is verified: 1 the file is intact, 2 its content is complete, 3 it "
                                 "was restored on trial.")))
        ->check(CLI::Range(1, 3))
        ->type_name("1|2|3");
    commands.add(verify, [arguments](Session &session) { return runVerify(session, *arguments); });
}

} // namespace app::cli
