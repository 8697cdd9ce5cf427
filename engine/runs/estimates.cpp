// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/estimates.h"

#include <algorithm>
#include <cmath>

namespace engine::runs {

namespace {

double fraction(qint64 done, qint64 expected)
{
    return expected > 0 ? std::clamp(double(done) / double(expected), 0.0, 1.0) : 0;
}

double doneIn(const Stage &stage, const Progress &progress)
{
    switch (stage.measure) {
    case Stage::Measure::Rows:
        return totalsOf(progress).share();
    case Stage::Measure::Steps:
        return fraction(progress.stepsDone.load(std::memory_order_relaxed),
                        progress.stepsExpected.load(std::memory_order_relaxed));
    case Stage::Measure::Nothing:
        break;
    }
    return 0;
}

std::chrono::seconds rounded(double seconds)
{
    const auto step = seconds < 20 ? 5.0 : seconds < 60 ? 10.0 : seconds < 600 ? 30.0 : 60.0;
    return std::chrono::seconds(std::max<qint64>(5, std::llround(seconds / step) * std::llround(step)));
}

} // namespace

double RowTotals::share() const
{
    return expectedBytes > 0 ? fraction(bytes, expectedBytes) : fraction(rows, expectedRows);
}

RowTotals totalsOf(const Progress &progress)
{
    RowTotals totals;
    const auto tables = progress.tables();
    if (!tables)
        return totals;
    for (const auto &table : *tables) {
        totals.rows += table->rows.load(std::memory_order_relaxed);
        totals.bytes += table->bytes.load(std::memory_order_relaxed);
        totals.expectedRows += std::max<qint64>(0, table->expectedRows);
        totals.expectedBytes += std::max<qint64>(0, table->expectedBytes);
        ++totals.tables;
        if (table->state.load(std::memory_order_acquire) == TableProgress::State::Done)
            ++totals.tablesDone;
    }
    return totals;
}

double OverallProgress::update(const Progress &progress, Phase phase)
{
    double before = 0;
    double whole = 0;
    for (const Stage &stage : std::as_const(m_stages)) {
        whole += stage.weight;
        if (stage.phase < phase)
            before += stage.weight;
        else if (stage.phase == phase)
            before += stage.weight * doneIn(stage, progress);
    }
    if (whole > 0)
        m_share = std::max(m_share, std::min(1.0, before / whole));
    return m_share;
}

void TimeEstimate::add(Milliseconds elapsed, double share)
{
    if (!m_lastElapsed) {
        m_lastElapsed = elapsed;
        m_lastShare = share;
        return;
    }
    const double seconds = std::chrono::duration<double>(elapsed - *m_lastElapsed).count();
    if (seconds < 0.05)
        return;
    const double speed = (share - m_lastShare) / seconds;
    const double total = std::chrono::duration<double>(elapsed).count();
    // Until the memory is full, the average since the start is the better guess.
    const double weight = std::max(1 - std::exp(-seconds / memorySeconds), seconds / std::max(total, seconds));
    m_sharePerSecond += weight * (speed - m_sharePerSecond);
    m_lastElapsed = elapsed;
    m_lastShare = share;

    if (elapsed < settleTime || share < settleShare || share >= 1 || m_sharePerSecond <= 1e-6)
        return;
    show(elapsed, (1 - share) / m_sharePerSecond);
}

void TimeEstimate::addLeft(Milliseconds elapsed, double seconds)
{
    if (elapsed >= settleTime)
        show(elapsed, seconds);
}

void TimeEstimate::show(Milliseconds elapsed, double seconds)
{
    const std::chrono::seconds guess = rounded(seconds);
    if (m_shown) {
        const auto aged = *m_shown - std::chrono::duration_cast<std::chrono::seconds>(elapsed - m_shownAt);
        const auto difference = std::chrono::abs(guess - std::max(aged, std::chrono::seconds(0)));
        if (difference < std::max(std::chrono::seconds(5), *m_shown / 5) && elapsed - m_shownAt < Milliseconds(5000))
            return;
    }
    m_shown = guess;
    m_shownAt = elapsed;
}

double WorkEstimate::weightOf(Phase phase) const
{
    const Stage *stage = stageOf(m_stages, phase);
    return stage == nullptr ? 0 : stage->weight;
}

void WorkEstimate::add(Milliseconds elapsed, const Progress &progress, Phase phase)
{
    m_left.reset();
    const auto tables = progress.tables();
    if (!tables || weightOf(Phase::Rows) <= 0 || (phase != Phase::Rows && phase != Phase::Indexes))
        return;
    const auto copying = std::ranges::count_if(*tables, [](const auto &table) {
        return table->state.load(std::memory_order_relaxed) == TableProgress::State::Running;
    });
    const auto making = progress.making().size();
    if (m_last) {
        const double seconds = std::chrono::duration<double>(elapsed - *m_last).count();
        m_rowSeconds += seconds * double(copying);
        m_makingSeconds += seconds * double(making);
    }
    m_last = elapsed;
    const RowTotals totals = totalsOf(progress);
    const qint64 bytesLeft = phase == Phase::Rows ? std::max<qint64>(0, totals.expectedBytes - totals.bytes) : 0;
    const auto stepsDone = progress.stepsDone.load(std::memory_order_relaxed);
    const auto stepsLeft = std::max<qint64>(0, progress.stepsExpected.load(std::memory_order_relaxed) - stepsDone);
    if (copying + making == 0 || (bytesLeft > 0 && (totals.bytes <= 0 || m_rowSeconds <= 0)))
        return;
    const double perByte = totals.bytes > 0 ? m_rowSeconds / double(totals.bytes) : 0;
    const double rows = perByte * double(bytesLeft);
    // The first ones are those of the largest tables: a few of them say too much of the others.
    constexpr qint64 enoughSteps = 3;
    const double usual = weightOf(Phase::Indexes) / weightOf(Phase::Rows);
    double made = 0;
    if (stepsLeft > 0 && stepsDone >= enoughSteps)
        made = m_makingSeconds / double(stepsDone) * double(stepsLeft);
    else if (stepsLeft > 0 && m_rowSeconds > 0 && totals.bytes > 0)
        made = std::max(0.0, (m_rowSeconds + rows) * usual - m_makingSeconds);
    else if (stepsLeft > 0)
        return;
    double after = 0;
    for (const Stage &stage : std::as_const(m_stages)) {
        if (stage.phase > Phase::Indexes)
            after += stage.weight;
    }
    const double whole = (m_rowSeconds + m_makingSeconds + rows + made) / double(copying + making);
    m_left
        = (rows + made) / double(copying + making) + whole * after / (weightOf(Phase::Rows) + weightOf(Phase::Indexes));
}

} // namespace engine::runs
