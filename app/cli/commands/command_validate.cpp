// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command.h"
#include "app/cli/output/diagnosis_output.h"
#include "app/cli/output/error_output.h"
#include "app/cli/output/text_table.h"
#include "app/tr.h"
#include "engine/base/errors/error_text.h"
#include "engine/environments/connection_test.h"
#include "engine/runs/plan_json.h"

#include <QJsonArray>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Error;
using engine::Result;
using engine::environments::ConnectionDiagnosis;
using engine::environments::Environment;

namespace {

struct Verdict
{
    Environment environment{};
    ConnectionDiagnosis diagnosis{};
    engine::runs::Nature nature{};
};

Verdict judge(const Session &session, const Services &services, const Environment &environment)
{
    Verdict verdict{.environment = environment};
    const Result<engine::pg::ConnectionInfo> info = services.credentials().resolve(environment, session.stop());
    if (!info) {
        verdict.diagnosis.problems = {info.error()};
        return verdict;
    }
    verdict.diagnosis = engine::environments::diagnose(*info, session.stop());
    const Result<> remembered = services.rememberIfProduction(environment, verdict.diagnosis.identity);
    if (!remembered)
        verdict.diagnosis.problems.append(remembered.error());
    if (verdict.diagnosis.reached)
        verdict.nature = services.natureOf(environment, verdict.diagnosis.evidence());
    return verdict;
}

void printForPeople(const Terminal &terminal, const QList<Verdict> &verdicts)
{
    QList<QStringList> rows;
    for (const Verdict &verdict : verdicts) {
        const bool isUsable = verdict.diagnosis.isUsable();
        rows.append({isUsable ? u"✓"_s : u"✗"_s, verdict.environment.name,
                     engine::environments::typeName(verdict.environment.type),
                     isUsable ? Tr::tr("usable") : engine::describe(verdict.diagnosis.problems.value(0)).what});
    }
    terminal.print(textTable({}, rows));
    for (const Verdict &verdict : verdicts) {
        if (const auto why = engine::runs::sentenceOf(verdict.environment, verdict.nature).text(); !why.isEmpty())
            terminal.say(terminal.styledError(Style::Caution, why));
        for (const Error &problem : verdict.diagnosis.problems)
            terminal.say(u'\n' + verdict.environment.name + u": "_s + errorForPeople(terminal, problem));
    }
}

ExitCode validate(Session &session)
{
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<QList<Environment>> environments = (*services)->environments();
    if (!environments)
        return session.fail(environments.error());

    QList<Verdict> verdicts;
    bool allUsable = true;
    for (const Environment &environment : *environments) {
        if (session.stop().stop_requested())
            return session.fail(Error{.code = engine::ErrorCode::Cancelled});
        verdicts.append(judge(session, **services, environment));
        allUsable = allUsable && verdicts.last().diagnosis.isUsable();
    }

    if (session.options().json) {
        QJsonArray array;
        for (const Verdict &verdict : verdicts)
            array.append(QJsonObject{{u"environment"_s, verdict.environment.name},
                                     {u"diagnosis"_s, toJson(verdict.diagnosis)},
                                     {u"nature"_s, toJson(verdict.nature)}});
        session.printJson({{u"operation"_s, u"validate"_s},
                           {u"outcome"_s, allUsable ? u"succeeded"_s : u"failed"_s},
                           {u"environments"_s, array}});
    } else if (verdicts.isEmpty()) {
        session.say(Tr::tr("There is no environment to validate."));
    } else {
        printForPeople(session.terminal(), verdicts);
    }
    return allUsable ? ExitCode::Done : ExitCode::Differences;
}

} // namespace

void addValidateCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *command
        = root.add_subcommand("validate", help(Tr::tr("Check the settings and the connection of every environment.")));
    command->fallthrough();
    commands.add(command, &validate);
}

} // namespace app::cli
