// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/session/session.h"

#include "app/cli/output/error_output.h"
#include "app/cli/progress/progress_choice.h"
#include "app/tr.h"
#include "engine/base/error_json.h"
#include "engine/base/errors/error_text.h"
#include "engine/base/logging.h"

#include <csignal>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Error;
using engine::ErrorCode;
using engine::failure;
using engine::Result;
using engine::Secret;
using engine::runs::Report;

Session::Session(GlobalOptions options, engine::environments::Surroundings surroundings)
    : m_options(std::move(options))
    , m_terminal({.noInput = m_options.noInput, .noColor = m_options.noColor})
    , m_surroundings(std::move(surroundings))
    , m_signals(m_options.progress == "json")
{}

void Session::beSilent()
{
    m_options.quiet = true;
    m_options.noInput = true;
    m_options.progress = "none";
    m_terminal = Terminal({.noInput = true, .noColor = m_options.noColor});
}

Result<Services *> Session::services()
{
    if (!m_services) {
        engine::environments::CredentialOptions credentials;
        credentials.passwordFile = engine::text(m_options.passwordFile);
        credentials.prompt = [this](const QString &what) { return askPassword(what); };
        TRY_ASSIGN(m_services, Services::open(m_surroundings, std::move(credentials)));
        if (const std::optional<QString> moved = m_services->storeSetAside())
            say(Tr::tr("The history was damaged. It was set aside as \"%1\", and a new one was started.").arg(*moved));
        if (const auto &obstacle = m_services->storeObstacle())
            warn(Tr::tr("What is done now cannot be written into the history: %1")
                     .arg(engine::describe(*obstacle).what));
    }
    return m_services.get();
}

Result<Secret> Session::askPassword(const QString &what) const
{
    if (!m_terminal.canAsk())
        return failure({.code = ErrorCode::PasswordMissing, .subject = what});
    return m_terminal.askSecret(Tr::tr("Password of \"%1\":").arg(what), m_signals.token());
}

ExitCode Session::fail(const Error &error) const
{
    const ExitCode code = exitCodeOf(error, stopCode());
    if (m_options.json)
        printJson({{u"outcome"_s, outcomeKey(code)}, {u"error"_s, toJson(error)}});
    else
        sayError(error);
    return code;
}

ExitCode Session::fail(const Report &report) const
{
    Error error = report.error.value_or(Error{.code = ErrorCode::Internal});
    if (error.state == engine::TargetState::NotConcerned)
        error.state = report.targetState;
    if (m_options.json)
        printJson(report.toJson());
    else
        sayError(error);
    return codeOf(report);
}

ExitCode Session::stopCode() const
{
    const int signal = m_signals.signal();
    return signal == SIGTERM ? ExitCode::Terminated : signal == SIGHUP ? ExitCode::HungUp : ExitCode::Interrupted;
}

ExitCode Session::codeOf(const Report &report) const
{
    return exitCodeOf(report, stopCode());
}

void Session::say(const QString &sentence) const
{
    if (m_options.quiet)
        return;
    if (m_options.progress == "json")
        m_terminal.say(eventLine({{u"event"_s, u"message"_s}, {u"text"_s, sentence}}));
    else
        m_terminal.say(sentence);
}

void Session::warn(const QString &sentence) const
{
    const bool isEvent = m_options.progress == "json";
    say(isEvent ? sentence : m_terminal.styledError(Style::Caution, sentence));
}

void Session::sayError(const Error &error) const
{
    if (m_options.progress == "json")
        m_terminal.say(eventLine({{u"event"_s, u"error"_s}, {u"error"_s, toJson(error)}}));
    else
        m_terminal.say(errorForPeople(m_terminal, error));
}

void Session::printJson(const QJsonObject &object) const
{
    m_terminal.print(jsonText(object));
}

void Session::follow(const QString &title, const QList<engine::runs::Stage> &stages, const engine::Progress &progress,
                     const std::function<bool()> &waitForEnd)
{
    const std::unique_ptr<ProgressView> view = makeProgressView(m_options, m_terminal, title, stages);
    qint64 nextLogLine = 0;
    qsizetype nextWarning = 0;
    bool ended = false;
    while (!ended) {
        ended = waitForEnd();
        view->show(progress);
        for (const engine::Sentence &sentence : progress.warningsSince(nextWarning)) {
            view->makeWay();
            warn(sentence.text());
        }
        // Without a log file these lines have nowhere to go: the view has said what people want to know.
        if (!m_options.logFile.empty()) {
            for (const engine::Sentence &line : progress.logSince(nextLogLine))
                qCInfo(engine::engineLog).noquote() << line.text();
        }
    }
    view->finish(progress);
}

} // namespace app::cli
