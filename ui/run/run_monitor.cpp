// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/run_monitor.h"

#include "ui/text.h"

using namespace Qt::StringLiterals;

namespace ui {

QString LogLine::text() const
{
    return time.toString(u"HH:mm:ss"_s) + u"  "_s + what.text();
}

namespace {

/// A number that changes whenever something is done: rows, bytes, steps, phases.
qint64 movementOf(const engine::Progress &progress, const engine::runs::RowTotals &totals)
{
    return totals.rows + totals.bytes + progress.stepsDone.load(std::memory_order_relaxed) * 1'000'003
           + qint64(progress.phase()) * 1'000'000'007;
}

} // namespace

RunMonitor::RunMonitor(QObject *parent, std::chrono::milliseconds silence)
    : QObject(parent)
    , m_silence(silence)
{
    m_timer.setInterval(pollMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &RunMonitor::poll);
}

void RunMonitor::begin(const RunHeading &heading, const engine::Progress &progress)
{
    m_heading = heading;
    m_progress = &progress;
    m_phase = progress.phase();
    m_overall = engine::runs::OverallProgress(heading.stages);
    m_estimate = {};
    m_work = engine::runs::WorkEstimate(heading.stages);
    m_making.clear();
    m_totals = {};
    m_tables.clear();
    m_nextLogLine = 0;
    m_polls = 0;
    m_movement = -1;
    m_movedAt = {};
    m_nextWarning = 0;
    m_waiting.clear();
    m_speedBytes = 0;
    m_speedTime = 0;
    m_speeds.clear();
    m_clock.start();
    m_state = State::Running;
    m_timer.start();
    emit stateChanged();
    poll();
}

void RunMonitor::cancel()
{
    if (m_state != State::Running || !canCancel())
        return;
    m_state = State::Cancelling;
    m_tables.setStopping();
    emit stateChanged();
    emit cancelRequested();
}

void RunMonitor::end()
{
    if (m_state == State::Idle)
        return;
    poll();
    m_timer.stop();
    m_progress = nullptr;
    m_state = State::Idle;
    emit stateChanged();
}

bool RunMonitor::canCancel() const
{
    return m_state == State::Running && engine::runs::isCancellableIn(m_heading.stages, m_phase);
}

engine::runs::Stage::Measure RunMonitor::measure() const
{
    const engine::runs::Stage *stage = engine::runs::stageOf(m_heading.stages, m_phase);
    return stage == nullptr ? engine::runs::Stage::Measure::Nothing : stage->measure;
}

QString RunMonitor::timeLeft() const
{
    const auto left = m_estimate.left();
    return left && m_state == State::Running ? timeLeftText(*left) : QString();
}

std::chrono::milliseconds RunMonitor::elapsed() const
{
    return std::chrono::milliseconds(m_clock.isValid() ? m_clock.elapsed() : 0);
}

void RunMonitor::poll()
{
    followPhase();
    m_tables.refresh(*m_progress);
    m_totals = engine::runs::totalsOf(*m_progress);
    m_making = m_progress->making();
    followWaiting();
    QList<LogLine> lines;
    for (const engine::Sentence &line : m_progress->logSince(m_nextLogLine))
        lines << LogLine{.time = QTime::currentTime(), .what = line};
    if (!lines.isEmpty())
        emit logged(lines);
    if (++m_polls % pollsPerSpeed == 0)
        sampleSpeed();
    emit updated();
}

void RunMonitor::followPhase()
{
    using engine::Phase;
    const Phase phase = m_progress->phase();
    // What fails or is cancelled ends in Done like everything else, but has not come that far.
    const bool isUndone = phase == Phase::Done && !m_progress->hasEntered(Phase::Commit);
    if (m_state != State::Running || isUndone)
        return;
    // Those that passed between two looks are in the log too.
    QList<LogLine> entered;
    for (int number = int(m_polls == 0 ? Phase::Preflight : m_phase); number <= int(phase); ++number) {
        const bool isNews = m_polls == 0 || number > int(m_phase);
        if (isNews && (Phase(number) == phase || m_progress->hasEntered(Phase(number))))
            entered << LogLine{.time = QTime::currentTime(), .what = engine::runs::phaseTitle(Phase(number))};
    }
    if (!entered.isEmpty())
        emit logged(entered);
    m_phase = phase;
    estimate();
}

void RunMonitor::estimate()
{
    const double share = m_overall.update(*m_progress, m_phase);
    m_work.add(elapsed(), *m_progress, m_phase);
    const bool isMeasured = m_phase == engine::Phase::Rows || m_phase == engine::Phase::Indexes;
    if (const auto left = m_work.left())
        m_estimate.addLeft(elapsed(), *left);
    else if (!isMeasured || m_progress->stepsExpected.load(std::memory_order_relaxed) < 0)
        m_estimate.add(elapsed(), share);
    // Tables without rows say nothing of how long the rest takes.
    else if (m_totals.bytes == 0 && m_totals.rows == 0)
        m_estimate.forget();
}

void RunMonitor::followWaiting()
{
    const qint64 movement = movementOf(*m_progress, m_totals);
    if (movement != m_movement) {
        m_movement = movement;
        m_movedAt = elapsed();
        m_waiting.clear();
    }
    m_waiting += m_progress->warningsSince(m_nextWarning);
}

QStringList RunMonitor::waiting() const
{
    if (m_state != State::Running)
        return {};
    QStringList sentences = texts(m_waiting);
    const auto silence = elapsed() - m_movedAt;
    // Who waits for a lock is silent: one of the two is enough.
    if (sentences.isEmpty() && silence >= m_silence)
        sentences << (m_phase == engine::Phase::Indexes
                          ? Tr::tr("No step has ended for %1: a large index or constraint takes its time, and says "
                                   "nothing meanwhile.")
                          : Tr::tr(
                              "Nothing has come from the server for %1. It may be busy, or wait for somebody else."))
                         .arg(durationText(std::chrono::duration_cast<std::chrono::milliseconds>(silence)));
    return sentences;
}

void RunMonitor::sampleSpeed()
{
    const qint64 now = m_clock.elapsed();
    const qint64 milliseconds = now - m_speedTime;
    if (milliseconds <= 0)
        return;
    m_speeds << double(m_totals.bytes - m_speedBytes) * 1000.0 / double(milliseconds);
    if (m_speeds.size() > maxSpeeds)
        m_speeds.removeFirst();
    m_speedBytes = m_totals.bytes;
    m_speedTime = now;
    emit speedsChanged();
}

} // namespace ui
