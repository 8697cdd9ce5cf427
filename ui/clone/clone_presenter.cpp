// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/clone_presenter.h"

#include "engine/base/errors/error_text.h"
#include "engine/workspace/workspace.h"
#include "ui/clone/clone_command.h"
#include "ui/environment_list.h"
#include "ui/text.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::Environment;
using engine::environments::EnvironmentType;

namespace {

// Before that, the bar that moves is enough.
constexpr std::chrono::seconds worthAWord{10};

} // namespace

ClonePresenter::ClonePresenter(EnvironmentList &list, const engine::workspace::Workspace &workspace,
                               OperationRunner &runner, QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_workspace(workspace)
    , m_runner(runner)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, &ClonePresenter::check);
    connect(&m_list, &EnvironmentList::changed, this, &ClonePresenter::replaced);
    connect(&m_list, &EnvironmentList::naturesChanged, this, [this] {
        if (m_personalData == PersonalData::InClear && !mayBeInClear()) {
            forgetClear();
            choose();
        }
        emit replaced();
    });
    connect(&m_tables, &TableChoiceModel::choiceChanged, this, &ClonePresenter::choose);
    connect(&m_runner, &OperationRunner::stateChanged, this, &ClonePresenter::takePlan);
}

const QList<Environment> &ClonePresenter::environments() const
{
    return m_list.all();
}

const Environment *ClonePresenter::sourceEnvironment() const
{
    return m_list.find(m_source);
}

const Environment *ClonePresenter::targetEnvironment() const
{
    return m_list.find(m_target);
}

QString ClonePresenter::obstacleAsTarget(const Environment &environment) const
{
    if (environment.type == EnvironmentType::Production)
        return Tr::tr("A production is never a target.");
    const auto nature = m_list.nature(environment.name);
    return nature ? engine::runs::sentenceOf(environment, *nature).text() : QString();
}

bool ClonePresenter::isFromProduction() const
{
    const Environment *source = sourceEnvironment();
    return source != nullptr && m_list.countsAsProduction(*source);
}

const std::optional<engine::runs::Plan> &ClonePresenter::plan() const
{
    static const std::optional<engine::runs::Plan> none;
    const auto &plan = m_runner.plan();
    return plan && plan->kind == engine::runs::OperationKind::Clone ? plan : none;
}

void ClonePresenter::choose()
{
    // A confirmation is for the plan one has read.
    m_confirmation.clear();
    m_runner.forgetPlan();
    if (hasBothEnds())
        m_settle.start();
    else
        m_settle.stop();
    emit changed();
}

/// That data goes in clear is decided for one source, one target and one run.
void ClonePresenter::forgetClear()
{
    m_personalData = PersonalData::Replaced;
    m_rawReason.clear();
}

/// What is broken is so in one source.
void ClonePresenter::forgetRemedies()
{
    m_brokenRowsFile.clear();
    m_leavesOutBroken = false;
}

ClonePresenter::Remedy ClonePresenter::remedyFor(const engine::Error &problem)
{
    // Rows that were counted: no server has said it.
    if (problem.code == engine::ErrorCode::ConstraintViolated && problem.sqlState.isEmpty())
        return Remedy::SkipBrokenRows;
    return problem.code == engine::ErrorCode::TextUnreadable ? Remedy::LeaveOutBroken : Remedy::None;
}

bool ClonePresenter::offers(Remedy remedy) const
{
    const bool isTaken = remedy == Remedy::SkipBrokenRows ? !m_brokenRowsFile.isEmpty() : m_leavesOutBroken;
    const QList<engine::Error> problems = objections();
    return isTaken || std::any_of(problems.begin(), problems.end(), [remedy](const engine::Error &problem) {
               return remedyFor(problem) == remedy;
           });
}

void ClonePresenter::takePlan()
{
    if (m_runner.state() == OperationRunner::State::Planned && plan()) {
        for (const engine::runs::PlannedEnd &end : {plan()->source, plan()->target}) {
            // One that was not reached was not judged.
            if (end.identity)
                m_list.setNature(end.environment, end.nature);
        }
    }
    // Nothing found is no reason to forget what was: the source may not have answered this time.
    const bool isRead = m_runner.state() == OperationRunner::State::Planned && plan() && !plan()->tables.isEmpty();
    if (isRead && plan()->source.environment.name == m_source)
        m_tables.setTables(plan()->tables);
    emit changed();
}

void ClonePresenter::setSource(const QString &name)
{
    if (name == m_source)
        return;
    m_source = name;
    m_tables.clear();
    forgetClear();
    forgetRemedies();
    choose();
    emit replaced();
}

void ClonePresenter::setTarget(const QString &name)
{
    if (name == m_target)
        return;
    m_target = name;
    forgetClear();
    choose();
    emit replaced();
}

bool ClonePresenter::canSwap() const
{
    const auto *source = m_list.find(m_source);
    return (!m_source.isEmpty() || !m_target.isEmpty()) && (source == nullptr || !m_list.countsAsProduction(*source));
}

void ClonePresenter::swap()
{
    if (!canSwap())
        return;
    std::swap(m_source, m_target);
    m_tables.clear();
    forgetClear();
    forgetRemedies();
    choose();
    emit replaced();
}

void ClonePresenter::setSchemas(const QString &schemas)
{
    m_schemas = schemas;
    choose();
}

void ClonePresenter::setExcludedTables(const QString &patterns)
{
    m_excludedTables = patterns;
    choose();
}

void ClonePresenter::setRows(const RowDraft &rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    choose();
}

void ClonePresenter::setPersonalData(PersonalData choice)
{
    m_personalData = choice;
    if (choice == PersonalData::Replaced)
        m_rawReason.clear();
    choose();
}

void ClonePresenter::setRawReason(const QString &reason)
{
    m_rawReason = reason.trimmed();
    choose();
}

void ClonePresenter::setRuleFile(const QString &path)
{
    m_ruleFile = path;
    choose();
    emit replaced();
}

QString ClonePresenter::rulesWithoutFile() const
{
    if (m_usesNoRules)
        return Tr::tr("Detection decides");
    if (!plan())
        return Tr::tr("Those saved for the source, and detection");
    if (plan()->rulesKeptFor.isEmpty())
        return Tr::tr("Detection decides");
    return Tr::tr("Saved for %1 (%n columns), and detection", nullptr, plan()->ruledColumns)
        .arg(isolated(plan()->rulesKeptFor));
}

void ClonePresenter::rulesChanged(const QString &environment)
{
    if (environment == m_source && !isRunning())
        choose();
}

void ClonePresenter::setStrict(bool strict)
{
    m_strict = strict;
    choose();
}

void ClonePresenter::setBrokenRowsFile(const QString &path)
{
    m_brokenRowsFile = path;
    choose();
    emit replaced();
}

void ClonePresenter::setLeavesOutBroken(bool leavesOut)
{
    m_leavesOutBroken = leavesOut;
    choose();
    emit replaced();
}

void ClonePresenter::setJobs(int jobs)
{
    m_jobs = jobs;
    choose();
}

void ClonePresenter::setVerify(bool verify)
{
    m_verify = verify;
    choose();
}

void ClonePresenter::setRetries(int retries)
{
    m_retries = retries;
    choose();
}

void ClonePresenter::setKeepsSideEffects(bool keeps)
{
    m_keepsSideEffects = keeps;
    choose();
}

void ClonePresenter::setUsesNoRules(bool usesNone)
{
    m_usesNoRules = usesNone;
    choose();
}

void ClonePresenter::setMissingUsers(std::optional<MissingUsers> choice)
{
    m_missingUsers = choice;
    choose();
}

const engine::environments::TableGroupStore &ClonePresenter::tableGroups() const
{
    return m_workspace.tableGroupStore();
}

void ClonePresenter::setConfirmation(const QString &name)
{
    m_confirmation = name;
    emit changed();
}

bool ClonePresenter::hasBothEnds() const
{
    const Environment *target = targetEnvironment();
    return sourceEnvironment() != nullptr && target != nullptr && m_source != m_target
           && obstacleAsTarget(*target).isEmpty();
}

bool ClonePresenter::mayBeInClear() const
{
    const Environment *source = sourceEnvironment();
    const Environment *target = targetEnvironment();
    if (source == nullptr || target == nullptr)
        return false;
    return !isFromProduction() || target->allowRaw;
}

QString ClonePresenter::policy() const
{
    const Environment *source = sourceEnvironment();
    if (source == nullptr || targetEnvironment() == nullptr)
        return Tr::tr("Choose both environments first.");
    if (!isFromProduction())
        return m_list.nature(m_source)
                   ? Tr::tr("The source is not a production: you may replace its personal data, or copy it as it is.")
                   : Tr::tr("Whether the source is a production is looked at before anything is copied: if it is one, "
                            "its personal data is replaced.");
    QStringList sentences;
    if (const auto nature = m_list.nature(m_source))
        sentences << engine::runs::sentenceOf(*source, *nature).text();
    sentences.removeAll(QString());
    sentences << (mayBeInClear()
                      ? Tr::tr("From a production, personal data is replaced. This target was set up to accept it in "
                               "clear, if you say why.")
                      : Tr::tr("From a production, personal data is always replaced before it reaches the target."));
    return sentences.join(u' ');
}

QStringList ClonePresenter::clearData() const
{
    if (plan() && !isChecking())
        return texts(engine::runs::clearDataSentences(*plan()));
    if (m_personalData == PersonalData::Replaced || !isFromProduction())
        return {};
    return texts(
        engine::runs::clearDataSentences(m_source, m_target, m_rawReason.isEmpty() ? u"…"_s : m_rawReason, {}));
}

QString ClonePresenter::columnSummary() const
{
    if (!plan())
        return {};
    const auto &columns = plan()->columns;
    const auto replacedCount
        = std::count_if(columns.begin(), columns.end(), [](const auto &column) { return !column.rule.isEmpty(); });
    const auto undecidedCount = std::count_if(columns.begin(), columns.end(),
                                              [](const auto &column) { return column.category == u"undecided"; });
    QString summary = Tr::tr("%n columns are replaced.", nullptr, int(replacedCount));
    if (undecidedCount > 0)
        summary += u' ' + Tr::tr("%n columns are undecided: look at them.", nullptr, int(undecidedCount));
    return summary;
}

QStringList ClonePresenter::waiting() const
{
    QStringList sentences = texts(m_runner.saidWhilePlanning());
    const auto planning = m_runner.planningFor();
    if (sentences.isEmpty() && planning >= worthAWord)
        sentences << Tr::tr(
                         "The check has been going on for %1: a database is large, slow to answer, or somebody holds a "
                         "lock on what is looked at.")
                         .arg(durationText(planning));
    return sentences;
}

QList<engine::Error> ClonePresenter::objections() const
{
    const auto problem = m_rows.problem();
    if (problem)
        return {*problem};
    // What stands in the way of another page's plan says nothing of this one.
    return m_runner.plan() && !plan() ? QList<engine::Error>() : m_runner.objections();
}

QString ClonePresenter::obstacle() const
{
    if (isRunning())
        return Tr::tr("An operation is running.");
    const Environment *target = targetEnvironment();
    if (sourceEnvironment() == nullptr)
        return Tr::tr("Choose the source.");
    if (target == nullptr)
        return Tr::tr("Choose the target.");
    if (m_source == m_target)
        return Tr::tr("Source and target are the same environment.");
    if (const QString never = obstacleAsTarget(*target); !never.isEmpty())
        return never;
    if (m_personalData == PersonalData::InClear && isFromProduction() && m_rawReason.isEmpty())
        return Tr::tr("Say why personal data may leave production in clear.");
    if (isChecking())
        return Tr::tr("Both sides are being checked.");
    if (const auto problem = m_rows.problem())
        return engine::describe(*problem).what;
    if (!plan())
        return Tr::tr("Check first.");
    if (!objections().isEmpty())
        return Tr::tr("%n problems stand in the way.", nullptr, int(objections().size()));
    if (needsConfirmation() && m_confirmation != m_target)
        return Tr::tr("Type the name of the target: %1.").arg(isolated(m_target));
    return {};
}

engine::workspace::CloneRequest ClonePresenter::request() const
{
    engine::workspace::CloneRequest result;
    result.source = m_source;
    result.target = m_target;
    result.anonymize = m_personalData == PersonalData::Replaced;
    result.rawReason = m_rawReason;
    result.ruleFile = result.anonymize ? m_ruleFile : QString();
    result.withoutRules = m_usesNoRules && result.ruleFile.isEmpty();
    result.strict = m_strict;
    result.schemas = wordsIn(m_schemas);
    result.rows = m_rows.choice();
    result.rows.excluded = wordsIn(m_excludedTables);
    for (std::string &pattern : m_tables.untickedPatterns(result.schemas))
        result.rows.excluded.push_back(std::move(pattern));
    result.brokenRowsFile = m_brokenRowsFile;
    result.leaveOutBroken = m_leavesOutBroken;
    result.keepSideEffects = m_keepsSideEffects;
    result.missingUsers = m_missingUsers;
    result.jobs = m_jobs;
    result.retries = m_retries;
    result.verify = m_verify;
    return result;
}

QString ClonePresenter::command() const
{
    if (m_source.isEmpty() || m_target.isEmpty())
        return {};
    return cloneCommand(request(), isFromProduction());
}

void ClonePresenter::check()
{
    m_settle.stop();
    // What no server could understand is not carried to one.
    if (hasBothEnds() && !isRunning() && !m_rows.problem()) {
        m_runner.plan(
            [&workspace = m_workspace, request = request()](std::stop_token stop) {
                return engine::workspace::prepare(request, workspace, std::move(stop));
            },
            [source = m_source, target = m_target] {
                return Tr::tr("Cloning %1 to %2").arg(isolated(source), isolated(target));
            });
    }
    emit changed();
}

void ClonePresenter::start()
{
    if (!obstacle().isEmpty())
        return;
    // What was typed, and that data goes in clear, holds for one run.
    m_runner.run(std::exchange(m_confirmation, {}));
    forgetClear();
    emit replaced();
}

} // namespace ui
