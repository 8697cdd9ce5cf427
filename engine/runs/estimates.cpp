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
    const std::chrono::seconds guess = rounded((1 - share) / m_sharePerSecond);
    if (m_shown) {
        const auto aged = *m_shown - std::chrono::duration_cast<std::chrono::seconds>(elapsed - m_shownAt);
        const auto difference = std::chrono::abs(guess - std::max(aged, std::chrono::seconds(0)));
        if (difference < std::max(std::chrono::seconds(5), *m_shown / 5) && elapsed - m_shownAt < Milliseconds(5000))
            return;
    }
    m_shown = guess;
    m_shownAt = elapsed;
}

} // namespace engine::runs
