// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/restore/restore_presenter.h"

#include "engine/workspace/requests/restore_request.h"
#include "ui/background.h"
#include "ui/environment_list.h"
#include "ui/text.h"

#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::Environment;
using engine::environments::EnvironmentType;
using engine::workspace::FileContents;
using engine::workspace::TypedPassword;

RestorePresenter::RestorePresenter(EnvironmentList &list, const engine::workspace::Workspace &workspace,
                                   Background &background, OperationRunner &runner, QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_workspace(workspace)
    , m_background(background)
    , m_runner(runner)
{
    connect(&m_list, &EnvironmentList::changed, this, &RestorePresenter::changed);
    connect(&m_list, &EnvironmentList::naturesChanged, this, &RestorePresenter::changed);
    connect(&m_runner, &OperationRunner::stateChanged, this, [this] {
        // What is planned now may be of another page.
        if (m_runner.plan() && m_runner.plan()->kind != engine::runs::OperationKind::Restore)
            m_isAsked = false;
        emit changed();
    });
}

void RestorePresenter::setFiles(const QStringList &files)
{
    m_files = files;
    m_typed.reset();
    m_fileEnvironment.clear();
    m_tables.clear();
    m_hasNoTable = false;
    look();
}

void RestorePresenter::setPassword(const TypedPassword &password, bool isKept)
{
    m_typed = password;
    m_isPasswordKept = isKept;
    look();
}

QString RestorePresenter::fileName() const
{
    return m_problem ? QFileInfo(m_problem->subject).fileName() : QString();
}

bool RestorePresenter::needsPassword() const
{
    return m_problem
           && (m_problem->code == engine::ErrorCode::FilePasswordMissing
               || m_problem->code == engine::ErrorCode::FilePasswordWrong);
}

bool RestorePresenter::isPasswordRefused() const
{
    return m_problem && m_problem->code == engine::ErrorCode::FilePasswordWrong;
}

void RestorePresenter::sampleTable(const FileContents::Table *table)
{
    m_sampling->request_stop();
    m_sampling = std::make_shared<std::stop_source>();
    m_sample.reset();
    m_sampleProblem.reset();
    const quint64 round = ++m_sampleRound;
    m_sampledTable = table == nullptr ? QString() : table->name;
    emit sampleChanged();
    if (table == nullptr || !m_contents || !m_contents->files)
        return;
    m_background.run(
        this,
        [contents = *m_contents, table = *table, sampling = m_sampling, closing = m_background.stopToken()] {
            const std::stop_callback forward(closing, [sampling] { sampling->request_stop(); });
            return engine::workspace::sampleOf(contents, table, rowsOfSample, sampling->get_token());
        },
        [this, round](engine::Result<engine::workspace::FileSample> sample) {
            if (round != m_sampleRound)
                return;
            if (sample)
                m_sample = *std::move(sample);
            else
                m_sampleProblem = sample.error();
            emit sampleChanged();
        });
}

void RestorePresenter::look()
{
    sampleTable(nullptr);
    m_contents.reset();
    m_problem.reset();
    m_confirmation.clear();
    if (std::exchange(m_isAsked, false))
        m_runner.forgetPlan();
    m_looking->request_stop();
    m_looking = std::make_shared<std::stop_source>();
    m_isLooking = !m_files.isEmpty();
    const quint64 round = ++m_round;
    emit changed();
    if (!m_isLooking)
        return;
    m_background.run(
        this,
        [files = m_files, typed = m_typed, &workspace = m_workspace, looking = m_looking,
         closing = m_background.stopToken()] {
            const std::stop_callback forward(closing, [looking] { looking->request_stop(); });
            return Look{.contents = engine::workspace::lookInto(
                            files, workspace, engine::workspace::filePassword(workspace, typed), looking->get_token()),
                        .environment = engine::workspace::environmentOfFile(workspace, files.first())};
        },
        [this, round](Look look) { take(round, std::move(look)); });
}

void RestorePresenter::take(quint64 round, Look look)
{
    if (round != m_round)
        return;
    m_isLooking = false;
    m_fileEnvironment = look.environment;
    if (look.contents)
        m_contents = *std::move(look.contents);
    else
        m_problem = look.contents.error();
    keepPassword();
    check();
    emit changed();
}

/// Only one that was found to be right.
void RestorePresenter::keepPassword()
{
    if (!m_contents || !m_typed || !std::exchange(m_isPasswordKept, false))
        return;
    m_background.run(
        this,
        [&workspace = m_workspace, environment = m_fileEnvironment, typed = m_typed] {
            return engine::workspace::keepFilePassword(workspace, environment, *typed);
        },
        [this](const engine::Result<> &kept) {
            if (!kept)
                emit failed(kept.error());
        });
}

const QList<Environment> &RestorePresenter::environments() const
{
    return m_list.all();
}

const Environment *RestorePresenter::targetEnvironment() const
{
    return m_list.find(m_target);
}

QString RestorePresenter::obstacleAsTarget(const Environment &environment) const
{
    if (environment.type == EnvironmentType::Production)
        return Tr::tr("A production is never a target.");
    const auto nature = m_list.nature(environment.name);
    return nature ? engine::runs::sentenceOf(environment, *nature).text() : QString();
}

void RestorePresenter::setTarget(const QString &name)
{
    m_target = name;
    m_confirmation.clear();
    // What was planned was for another one.
    if (std::exchange(m_isAsked, false))
        m_runner.forgetPlan();
    check();
    emit changed();
}

/// What was planned was something else. Not planned anew by itself: that loads the whole file once more.
void RestorePresenter::forgetPlan()
{
    m_confirmation.clear();
    if (std::exchange(m_isAsked, false))
        m_runner.forgetPlan();
    emit changed();
}

void RestorePresenter::setWay(Way way)
{
    if (std::exchange(m_way, way) != way)
        forgetPlan();
}

void RestorePresenter::setTables(const std::vector<std::string> &patterns, bool isChosen)
{
    m_hasNoTable = isChosen && patterns.empty();
    m_tables = patterns;
    forgetPlan();
}

void RestorePresenter::setConfirmation(const QString &name)
{
    m_confirmation = name;
    emit changed();
}

void RestorePresenter::check()
{
    const Environment *target = targetEnvironment();
    if (!m_contents || m_hasNoTable || target == nullptr || !obstacleAsTarget(*target).isEmpty()
        || m_runner.state() == OperationRunner::State::Running)
        return;
    engine::workspace::RestoreRequest request{
        .files = m_files, .tables = m_tables, .sideBySide = m_way == Way::Beside, .looked = m_contents->files};
    request.how.target = m_target;
    request.how.anonymize = m_contents->countsAsProduction;
    m_isAsked = true;
    m_runner.plan(
        [&workspace = m_workspace, request, typed = m_typed](std::stop_token stop) {
            return engine::workspace::prepare(request, workspace, std::move(stop),
                                              engine::workspace::filePassword(workspace, typed));
        },
        [file = m_contents->name, target = m_target] {
            return Tr::tr("Restoring %1 to %2").arg(isolated(file), isolated(target));
        });
}

void RestorePresenter::stopChecking()
{
    if (!isPlanning())
        return;
    m_isAsked = false;
    m_runner.forgetPlan();
    emit changed();
}

const engine::runs::Plan *RestorePresenter::plan() const
{
    return m_isAsked && m_runner.plan() && m_runner.state() == OperationRunner::State::Planned ? &*m_runner.plan()
                                                                                               : nullptr;
}

QList<engine::Error> RestorePresenter::objections() const
{
    return m_isAsked ? m_runner.objections() : QList<engine::Error>();
}

bool RestorePresenter::isPlanning() const
{
    return m_isAsked && m_runner.state() == OperationRunner::State::Planning;
}

bool RestorePresenter::needsConfirmation() const
{
    return plan() != nullptr && m_runner.needsConfirmation();
}

QString RestorePresenter::obstacle() const
{
    if (m_files.isEmpty())
        return Tr::tr("Open a file.");
    if (m_isLooking)
        return Tr::tr("The file is being read.");
    if (needsPassword())
        return Tr::tr("Type the password of the file.");
    if (!m_contents)
        return Tr::tr("This file cannot be restored.");
    if (m_runner.state() == OperationRunner::State::Running)
        return Tr::tr("An operation is running.");
    const Environment *target = targetEnvironment();
    if (target == nullptr)
        return Tr::tr("Choose the target.");
    if (const QString never = obstacleAsTarget(*target); !never.isEmpty())
        return never;
    if (m_hasNoTable)
        return Tr::tr("Tick a table of the file.");
    if (isPlanning())
        return Tr::tr("File and target are being checked.");
    if (!objections().isEmpty())
        return Tr::tr("%n problems stand in the way.", nullptr, int(objections().size()));
    if (plan() == nullptr)
        return Tr::tr("Check first.");
    if (needsConfirmation() && m_confirmation != m_target)
        return Tr::tr("Type the name of the target: %1.").arg(isolated(m_target));
    return {};
}

void RestorePresenter::start()
{
    if (!obstacle().isEmpty())
        return;
    m_isAsked = false;
    m_runner.run(std::exchange(m_confirmation, {}));
    emit changed();
}

} // namespace ui
