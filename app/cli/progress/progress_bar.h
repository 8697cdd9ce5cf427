// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "app/cli/progress/progress_view.h"

#include <QElapsedTimer>

namespace app::cli {

/// One line on a terminal, redrawn in place: phase, bar, share, rows a second, time left.
class ProgressBar final : public ProgressView
{
public:
    ProgressBar(const Terminal &terminal, QString title);

    void show(const engine::Progress &progress) override;
    void makeWay() override;
    void finish(const engine::Progress &progress) override;

private:
    const Terminal &m_terminal;
    QString m_title;
    QElapsedTimer m_clock;
    qint64 m_rowsPhaseStart = -1;
    QString m_shown;
};

/// The line of a moment, never wider than `width` columns. `rowsMilliseconds`: since the first row. Pure.
[[nodiscard]] QString progressLine(engine::Phase phase, const ProgressTotals &totals, qint64 steps,
                                   qint64 stepsExpected, qint64 rowsMilliseconds, int width);

} // namespace app::cli
