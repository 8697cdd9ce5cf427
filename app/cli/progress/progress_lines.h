// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "app/cli/progress/progress_view.h"
#include "engine/runs/stage.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QList>
#include <QSet>

namespace app::cli {

/// The phases that were told already.
class PhasesSaid final
{
public:
    explicit PhasesSaid(QList<engine::runs::Stage> stages)
        : m_stages(std::move(stages))
    {}

    /// Those that the operation has come to since the last call, in their order.
    [[nodiscard]] QList<engine::Phase> takeNew(const engine::Progress &progress);

private:
    QList<engine::runs::Stage> m_stages;
    QSet<int> m_said;
};

/// A line for each new phase and each finished table: for pipes and logs of CI.
class ProgressLines final : public ProgressView
{
public:
    ProgressLines(const Terminal &terminal, const QString &title, const QList<engine::runs::Stage> &stages);

    void show(const engine::Progress &progress) override;
    void finish(const engine::Progress &progress) override;

private:
    const Terminal &m_terminal;
    PhasesSaid m_phases;
    QSet<QString> m_tablesSaid;
};

/// One JSON object a line on standard error: events "phase", "table" and, once a second, "progress".
class ProgressJson final : public ProgressView
{
public:
    ProgressJson(const Terminal &terminal, const QList<engine::runs::Stage> &stages);

    void show(const engine::Progress &progress) override;
    void finish(const engine::Progress &progress) override;

private:
    void write(const QJsonObject &event) const;
    void writeTotals(const engine::Progress &progress) const;

    const Terminal &m_terminal;
    PhasesSaid m_phases;
    QSet<QString> m_tablesSaid;
    QElapsedTimer m_sinceTotals;
};

} // namespace app::cli
