// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/runs/stage.h"

#include <chrono>
#include <optional>

namespace engine::runs {

/// Sums over all tables of an operation.
struct RowTotals
{
    qint64 rows = 0;
    qint64 expectedRows = 0;
    qint64 bytes = 0;
    qint64 expectedBytes = 0;
    int tablesDone = 0;
    int tables = 0;

    /// 0 to 1 of the rows, by bytes where they are known.
    [[nodiscard]] double share() const;
};
[[nodiscard]] RowTotals totalsOf(const Progress &progress);

/// How far an operation is, as one number that never goes back and never passes 1: each stage has the share that its
/// weight gives it. 0 when nothing can be said yet.
class OverallProgress final
{
public:
    explicit OverallProgress(QList<Stage> stages = usualStages())
        : m_stages(std::move(stages))
    {}

    /// Looks at the counters once and returns the share done in `phase`.
    double update(const Progress &progress, Phase phase);
    [[nodiscard]] double share() const { return m_share; }

private:
    QList<Stage> m_stages;
    double m_share = 0;
};

/// What is left, guessed from the speed of the last seconds. Says nothing before it is worth saying (3 s and 3 %),
/// rounds, and changes what it said only when the new guess is clearly different, so that the number does not jump.
class TimeEstimate final
{
public:
    using Milliseconds = std::chrono::milliseconds;

    void add(Milliseconds elapsed, double share);
    /// From one who knows better than the share does.
    void addLeft(Milliseconds elapsed, double seconds);
    /// Nothing can be said now.
    void forget() { m_shown.reset(); }
    [[nodiscard]] std::optional<std::chrono::seconds> left() const { return m_shown; }

private:
    void show(Milliseconds elapsed, double seconds);

    static constexpr Milliseconds settleTime{3000};
    static constexpr double settleShare = 0.03;
    // The average forgets with this time constant.
    static constexpr double memorySeconds = 20;

    double m_sharePerSecond = 0;
    std::optional<Milliseconds> m_lastElapsed;
    double m_lastShare = 0;
    std::optional<std::chrono::seconds> m_shown;
    Milliseconds m_shownAt{0};
};

/// What is left of rows and of what is made over them, each at the rate that was measured: what one worker needed for a
/// byte, and for an index, times what is left of them, among as many workers as work now. Before the first indexes are
/// made they are taken for what they usually are beside the rows.
class WorkEstimate final
{
public:
    using Milliseconds = std::chrono::milliseconds;

    explicit WorkEstimate(QList<Stage> stages = usualStages())
        : m_stages(std::move(stages))
    {}

    void add(Milliseconds elapsed, const Progress &progress, Phase phase);
    /// In seconds, with what comes after; absent where nothing was measured yet, and before and after rows and indexes.
    [[nodiscard]] std::optional<double> left() const { return m_left; }

private:
    [[nodiscard]] double weightOf(Phase phase) const;

    QList<Stage> m_stages;
    std::optional<Milliseconds> m_last;
    /// Of all workers together.
    double m_rowSeconds = 0;
    double m_makingSeconds = 0;
    std::optional<double> m_left;
};

} // namespace engine::runs
