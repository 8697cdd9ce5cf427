// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/proof_presenter.h"

#include "engine/base/errors/error_text.h"
#include "engine/catalog/comparison/fingerprint.h"
#include "engine/workspace/workspace.h"
#include "ui/background.h"
#include "ui/compare/compare_presenter.h"
#include "ui/text.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace ui {

using engine::Result;
using engine::operations::ScriptToProve;
using engine::operations::StructureProof;
using engine::operations::StructuresCompared;
using engine::runs::OperationKind;
using engine::runs::Outcome;
using engine::runs::Report;
using engine::workspace::MigrateRequest;

namespace {

constexpr int firstLookMilliseconds = 15'000;
constexpr int longestLookMilliseconds = 600'000;
// Looking costs a server something: no more than this part of the time goes into it.
constexpr int shareOfLooking = 20;

/// The side that is another structure than the one that was compared; empty: none is.
QString otherSide(const StructuresCompared &shown, const StructuresCompared &proven)
{
    constexpr engine::catalog::CompareOptions asRead{.sequenceValues = false};
    const auto isSame = [&](const auto &one, const auto &other) {
        return one == nullptr || other == nullptr
               || engine::catalog::fingerprint(*one, asRead) == engine::catalog::fingerprint(*other, asRead);
    };
    if (!isSame(shown.target, proven.target))
        return proven.comparison->target;
    return isSame(shown.source, proven.source) ? QString() : proven.comparison->source;
}

} // namespace

ProofPresenter::ProofPresenter(ComparePresenter &compared, engine::workspace::Workspace &workspace,
                               Background &background, OperationRunner &runner, QObject *parent)
    : QObject(parent)
    , m_compared(compared)
    , m_workspace(workspace)
    , m_background(background)
    , m_runner(runner)
{
    m_look.setSingleShot(true);
    m_look.setInterval(firstLookMilliseconds);
    connect(&m_look, &QTimer::timeout, this, &ProofPresenter::lookAgain);
    connect(&m_compared, &ComparePresenter::found, this, &ProofPresenter::followComparison);
    connect(&m_compared, &ComparePresenter::scriptChanged, this, &ProofPresenter::followComparison);
    connect(&m_compared, &ComparePresenter::changed, this, &ProofPresenter::changed);
    connect(&m_runner, &OperationRunner::stateChanged, this, &ProofPresenter::followRunner);
    connect(&m_runner, &OperationRunner::finished, this, &ProofPresenter::takeReport);
    connect(&m_runner, &OperationRunner::failed, this, [this](const engine::Error &error) {
        if (m_asked == Asked::Nothing)
            return;
        // The guard refused to run the plan, which is still there; or there is none.
        m_asked = m_runner.state() == OperationRunner::State::Planned ? Asked::Planned : Asked::Nothing;
        emit changed();
        emit failed(error);
    });
}

ProofPresenter::Basis ProofPresenter::basisNow() const
{
    return {.comparison = m_compared.comparison(),
            .ticked = m_compared.model().ticked(),
            .mayLoseData = m_compared.mayLoseData()};
}

MigrateRequest ProofPresenter::request() const
{
    return {.source = m_compared.source(),
            .target = m_compared.target(),
            .ignored = m_compared.ignoredParts(),
            .ticked = m_compared.model().ticked(),
            .mayLoseData = m_compared.mayLoseData()};
}

ProofPresenter::State ProofPresenter::state() const
{
    if (m_asked == Asked::Planning)
        return State::Running;
    if (!m_proof)
        return State::NotTried;
    if (!expiredBecause().isEmpty())
        return State::Expired;
    switch (m_proof->state) {
    case StructureProof::State::Proven:
        return State::Proven;
    case StructureProof::State::Simulated:
        return State::Simulated;
    case StructureProof::State::Failed:
        return State::Failed;
    case StructureProof::State::NotPossible:
        return State::NotPossible;
    }
    Q_UNREACHABLE();
}

QString ProofPresenter::expiredBecause() const
{
    if (!m_proof)
        return {};
    if (!m_expired.isEmpty())
        return m_expired;
    return m_basis == basisNow() ? QString() : Tr::tr("What is ticked is no longer what was proven.");
}

QList<engine::Sentence> ProofPresenter::steps() const
{
    return m_asked == Asked::Planned && m_runner.plan() ? m_runner.plan()->steps : QList<engine::Sentence>();
}

QString ProofPresenter::obstacleToProving() const
{
    const ComparePresenter::Script &script = m_compared.script();
    if (m_compared.isRunning() || m_compared.comparison() == nullptr)
        return Tr::tr("Compare first.");
    if (m_compared.isWriting())
        return Tr::tr("The script is being written.");
    if (script.error)
        return engine::describe(*script.error).what;
    if (script.statements == 0)
        return m_compared.model().ticked().empty()
                   ? Tr::tr("Tick what should follow.")
                   : Tr::tr("No statement changes what is ticked: columns keep their order.");
    if (script.heldBack == script.statements)
        return Tr::tr("All of the script would lose data, and is held back.");
    if (m_runner.state() == OperationRunner::State::Running)
        return Tr::tr("An operation is running.");
    return {};
}

void ProofPresenter::prove()
{
    if (!obstacleToProving().isEmpty() || m_asked == Asked::Planning)
        return;
    ++m_round;
    m_look.stop();
    m_proof.reset();
    m_expired.clear();
    m_confirmation.clear();
    m_basis = basisNow();
    m_taken = std::make_shared<Taken>();
    m_request = request();
    MigrateRequest asked = m_request;
    asked.take = [taken = m_taken, shown = m_compared.compared()](
                     const ScriptToProve &script, const StructureProof &proof, const StructuresCompared &compared) {
        taken->proof = proof;
        taken->compared = compared;
        taken->statements = int(script.statements.size());
        taken->otherSide = otherSide(shown, compared);
    };
    m_asked = Asked::Planning;
    m_runner.plan([&workspace = m_workspace, asked](
                      std::stop_token stop) { return engine::workspace::prepare(asked, workspace, std::move(stop)); },
                  [source = asked.source, target = asked.target] {
                      return Tr::tr("Changing %1 to be like %2").arg(isolated(target), isolated(source));
                  });
    emit changed();
}

void ProofPresenter::stop()
{
    if (m_asked != Asked::Planning)
        return;
    m_asked = Asked::Nothing;
    m_runner.forgetPlan();
    emit changed();
}

/// Nothing of an older plan can be applied any more.
void ProofPresenter::dropPlan()
{
    if (m_asked == Asked::Running)
        return;
    if (std::exchange(m_asked, Asked::Nothing) != Asked::Nothing)
        m_runner.forgetPlan();
}

void ProofPresenter::expire(const QString &why)
{
    if (!m_proof || !m_expired.isEmpty())
        return;
    m_expired = why;
    m_look.stop();
    dropPlan();
    emit changed();
}

void ProofPresenter::followComparison()
{
    const Basis now = basisNow();
    const bool isOfThesePair = m_compared.source() == m_request.source && m_compared.target() == m_request.target;
    if (!isOfThesePair && (m_proof || m_asked == Asked::Planning)) {
        // What was proven was of something else altogether.
        dropPlan();
        m_proof.reset();
        m_look.stop();
    } else if (m_asked == Asked::Planning && now != m_basis) {
        stop();
    } else if (m_proof && now.comparison != m_basis.comparison) {
        expire(Tr::tr("Both were compared anew since."));
        if (now.comparison != nullptr)
            findWhatChanged();
    }
    if (m_proof && now != m_basis)
        m_confirmation.clear();
    emit changed();
}

/// Which side is not what was proven, once both were compared anew.
void ProofPresenter::findWhatChanged()
{
    if (std::exchange(m_judged, m_compared.comparison()) == m_compared.comparison())
        return;
    m_background.run(
        this, [then = m_taken->compared, now = m_compared.compared()] { return otherSide(then, now); },
        [this, round = m_round](const QString &side) {
            if (round != m_round || !m_proof || side.isEmpty())
                return;
            m_expired = Tr::tr("%1 has changed since it was proven.").arg(isolated(side));
            emit changed();
        });
}

void ProofPresenter::followRunner()
{
    const OperationRunner::State state = m_runner.state();
    switch (m_asked) {
    case Asked::Nothing:
    case Asked::Running:
        break;
    case Asked::Planning:
        if (state == OperationRunner::State::Planned)
            takePlan();
        else if (state != OperationRunner::State::Planning)
            m_asked = Asked::Nothing;
        break;
    case Asked::Planned:
        // Another page plans something else: what was proven here can no longer be run.
        if (state != OperationRunner::State::Planned) {
            m_asked = Asked::Nothing;
            expire(Tr::tr("Something else was prepared since."));
        }
        break;
    }
    emit changed();
}

void ProofPresenter::takePlan()
{
    m_asked = Asked::Nothing;
    if (!m_runner.plan() || m_runner.plan()->kind != OperationKind::Migrate)
        return;
    if (!m_taken->proof) {
        const QList<engine::Error> problems = m_runner.plan()->problems;
        m_runner.forgetPlan();
        if (!problems.isEmpty())
            emit failed(problems.first());
        return;
    }
    m_asked = Asked::Planned;
    m_proof = m_taken->proof;
    m_leftOut = std::max(0, m_compared.script().statements - m_taken->statements);
    m_provenAt = QDateTime::currentDateTime();
    m_seenAt = m_provenAt;
    if (!m_taken->otherSide.isEmpty())
        expire(Tr::tr("%1 has changed since it was compared: compare again.").arg(isolated(m_taken->otherSide)));
    else if (m_isWatched)
        m_look.start();
}

QString ProofPresenter::obstacleToApplying() const
{
    if (m_asked == Asked::Running || m_runner.state() == OperationRunner::State::Running)
        return Tr::tr("An operation is running.");
    switch (state()) {
    case State::NotTried:
        return Tr::tr("What is not proven is not applied: prove it first.");
    case State::Running:
        return Tr::tr("The script is being proven.");
    case State::Expired:
        return Tr::tr("The proof has expired: prove it again.");
    case State::Failed:
    case State::NotPossible:
        return Tr::tr("What is not proven is not applied.");
    case State::Proven:
    case State::Simulated:
        break;
    }
    if (const auto objections = m_runner.objections(); !objections.isEmpty())
        return engine::describe(objections.first()).what;
    if (needsConfirmation() && m_confirmation != m_compared.target())
        return Tr::tr("Type the name of the target: %1.").arg(isolated(m_compared.target()));
    return {};
}

bool ProofPresenter::needsConfirmation() const
{
    const State now = state();
    return m_asked == Asked::Planned && (now == State::Proven || now == State::Simulated)
           && m_runner.objections().isEmpty() && m_runner.needsConfirmation();
}

void ProofPresenter::setConfirmation(const QString &name)
{
    m_confirmation = name;
    emit confirmationChanged();
}

void ProofPresenter::apply()
{
    if (!obstacleToApplying().isEmpty())
        return;
    m_asked = Asked::Running;
    m_look.stop();
    ++m_round;
    m_runner.run(std::exchange(m_confirmation, {}));
    emit changed();
}

void ProofPresenter::takeReport(const Report &report)
{
    if (std::exchange(m_asked, m_asked == Asked::Running ? Asked::Nothing : m_asked) != Asked::Running)
        return;
    if (report.outcome == Outcome::Succeeded) {
        // What was compared is no longer so.
        m_proof.reset();
        m_compared.compareWhenSeen();
    } else if (report.error && report.error->code == engine::ErrorCode::ProofExpired) {
        expire(engine::describe(*report.error).what);
    } else {
        expire(Tr::tr("It was not applied: prove it again."));
    }
    emit changed();
}

void ProofPresenter::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    if (!isWatched)
        m_look.stop();
    else if (m_proof && m_expired.isEmpty())
        lookAgain();
}

void ProofPresenter::lookAgain()
{
    const State now = state();
    if (m_isLooking || m_asked == Asked::Running || (now != State::Proven && now != State::Simulated))
        return;
    m_isLooking = true;
    QElapsedTimer clock;
    clock.start();
    m_background.run(
        this,
        [&workspace = m_workspace, asked = m_request, then = m_taken->compared, stop = m_background.stopToken()] {
            return engine::workspace::checkProof(asked, then, workspace, stop);
        },
        [this, round = m_round, clock](const Result<> &seen) {
            m_isLooking = false;
            if (round != m_round)
                return;
            if (!seen && seen.error().code == engine::ErrorCode::ProofExpired) {
                expire(engine::describe(seen.error()).what);
                return;
            }
            // A server that does not answer says nothing of the proof.
            if (seen)
                m_seenAt = QDateTime::currentDateTime();
            m_look.setInterval(
                std::clamp(int(clock.elapsed()) * shareOfLooking, firstLookMilliseconds, longestLookMilliseconds));
            if (m_isWatched)
                m_look.start();
            emit changed();
        });
}

} // namespace ui
