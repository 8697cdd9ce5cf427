// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "app/cli/progress/progress_view.h"
#include "engine/runs/estimates.h"

#include <QElapsedTimer>

#include <chrono>
#include <optional>

namespace app::cli {

/// One line on a terminal, redrawn in place: phase, bar, share, rows a second, time left.
class ProgressBar final : public ProgressView
{
public:
    ProgressBar(const Terminal &terminal, QString title, const QList<engine::runs::Stage> &stages);

    void show(const engine::Progress &progress) override;
    void makeWay() override;
    void finish(const engine::Progress &progress) override;

private:
    const Terminal &m_terminal;
    QString m_title;
    QElapsedTimer m_clock;
    QList<engine::runs::Stage> m_stages;
    engine::runs::OverallProgress m_overall;
    engine::runs::TimeEstimate m_estimate;
    qint64 m_rowsPhaseStart = -1;
    QString m_shown;
};

/// What a moment is like.
struct ShownProgress
{
    engine::Phase phase = engine::Phase::Preflight;
    engine::runs::Stage::Measure measure = engine::runs::Stage::Measure::Nothing;
    engine::runs::RowTotals totals{};
    qint64 steps = 0;
    qint64 stepsExpected = -1;
    /// Since the first row.
    qint64 rowsMilliseconds = 0;
    /// Of all stages; nothing while it is too early to say.
    std::optional<std::chrono::seconds> left{};
};

/// The line of that moment, never wider than `width` columns. Pure.
[[nodiscard]] QString progressLine(const ShownProgress &shown, int width);

} // namespace app::cli
