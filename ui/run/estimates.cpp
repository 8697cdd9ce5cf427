// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/estimates.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using engine::Phase;

struct PhaseShare
{
    double start;
    double size;
};

// Shares of the whole, measured on clones of 1 to 2 GB: rows take most of it, indexes a third.
PhaseShare shareOf(Phase phase)
{
    switch (phase) {
    case Phase::Preflight:
        return {0.00, 0.02};
    case Phase::SettingAside:
        return {0.02, 0.01};
    case Phase::Structure:
        return {0.03, 0.03};
    case Phase::Rows:
        return {0.06, 0.54};
    case Phase::Indexes:
        return {0.60, 0.28};
    case Phase::Verification:
        return {0.88, 0.10};
    case Phase::Commit:
        return {0.98, 0.02};
    case Phase::Done:
        return {1.00, 0.00};
    }
    return {0, 0};
}

double fraction(qint64 done, qint64 expected)
{
    return expected > 0 ? std::clamp(double(done) / double(expected), 0.0, 1.0) : 0;
}

double doneInPhase(Phase phase, const engine::Progress &progress)
{
    if (phase == Phase::Rows) {
        const RowTotals totals = totalsOf(progress);
        return totals.expectedBytes > 0 ? fraction(totals.bytes, totals.expectedBytes)
                                        : fraction(totals.rows, totals.expectedRows);
    }
    if (phase == Phase::Indexes || phase == Phase::Verification)
        return fraction(progress.stepsDone.load(std::memory_order_relaxed),
                        progress.stepsExpected.load(std::memory_order_relaxed));
    return 0;
}

std::chrono::seconds rounded(double seconds)
{
    const auto step = seconds < 20 ? 5.0 : seconds < 60 ? 10.0 : seconds < 600 ? 30.0 : 60.0;
    return std::chrono::seconds(std::max<qint64>(5, std::llround(seconds / step) * std::llround(step)));
}

} // namespace

RowTotals totalsOf(const engine::Progress &progress)
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
    }
    return totals;
}

double OverallProgress::update(const engine::Progress &progress, engine::Phase phase)
{
    const PhaseShare share = shareOf(phase);
    m_share = std::max(m_share, share.start + share.size * doneInPhase(phase, progress));
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

} // namespace ui
