// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/runs/estimates.h"
#include "engine/runs/stage.h"
#include "ui/run/table_progress_model.h"
#include "ui/theme/environment_look.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTime>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace ui {

/// "Cloning demo-prod to demo-test", in the language of the moment.
using RunTitle = std::function<QString()>;

/// What a run is called while it lasts.
struct RunHeading
{
    RunTitle title{};
    /// Some operations have none.
    std::optional<EnvironmentBadge> source{};
    EnvironmentBadge target{};
    QList<engine::runs::Stage> stages = engine::runs::usualStages();

    /// Goes through stages that can be watched; else it is one step, of which only the end is seen.
    [[nodiscard]] bool isInSteps() const { return stages.size() > 1; }
};

/// What stands in the log of a run: a stage that it came to, or a line of its own.
struct LogLine
{
    /// When it was seen: of use when two of them are far apart.
    QTime time{};
    engine::Sentence what{};

    /// "11:42:07  Rows", in the language of the moment.
    [[nodiscard]] QString text() const;
};

/// Watches the counters of the operation that runs, ten times a second, and turns them into what people read. Knows no
/// widget. One operation at a time.
class RunMonitor final : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Running, Cancelling };
    /// A minute of speeds.
    static constexpr int maxSpeeds = 120;

    /// Nothing new for this long is said.
    static constexpr std::chrono::milliseconds usualSilence{10'000};

    explicit RunMonitor(QObject *parent = nullptr, std::chrono::milliseconds silence = usualSilence);

    /// `progress` must outlive the run: end() forgets it.
    void begin(const RunHeading &heading, const engine::Progress &progress);
    /// The person asked to stop: says so at once and passes it on, once.
    void cancel();
    /// The operation has come back, whatever its outcome.
    void end();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isRunning() const { return m_state != State::Idle; }
    /// Cancel has an effect until the point of no return.
    [[nodiscard]] bool canCancel() const;
    [[nodiscard]] const RunHeading &heading() const { return m_heading; }
    [[nodiscard]] QString title() const { return m_heading.title ? m_heading.title() : QString(); }
    /// The phase the operation has come to. One that is being undone stays where it was stopped.
    [[nodiscard]] engine::Phase phase() const { return m_phase; }
    /// By what it is seen how far that phase is.
    [[nodiscard]] engine::runs::Stage::Measure measure() const;
    [[nodiscard]] int percent() const { return int(m_overall.share() * 100); }
    [[nodiscard]] const engine::runs::RowTotals &totals() const { return m_totals; }
    /// "about 2 min left", empty when it is too early to say.
    [[nodiscard]] QString timeLeft() const;
    [[nodiscard]] std::chrono::milliseconds elapsed() const;
    /// The indexes and constraints that are being made at this moment.
    [[nodiscard]] const QStringList &making() const { return m_making; }
    /// Bytes per second, now; and twice a second over the last minute, oldest first.
    [[nodiscard]] double speed() const { return m_speeds.isEmpty() ? 0 : m_speeds.last(); }
    [[nodiscard]] const QList<double> &speeds() const { return m_speeds; }
    [[nodiscard]] TableProgressModel &tables() { return m_tables; }
    /// What the operation waits for at this moment, in the language of the moment: a lock that somebody else holds, a
    /// server from which nothing has come for a while. Empty while it goes on.
    [[nodiscard]] QStringList waiting() const;

signals:
    void stateChanged();
    void updated();
    void speedsChanged();
    void logged(const QList<ui::LogLine> &lines);
    void cancelRequested();

private:
    void poll();
    void followPhase();
    void estimate();
    void followWaiting();
    void sampleSpeed();

    static constexpr int pollMilliseconds = 100;
    static constexpr int pollsPerSpeed = 5;

    State m_state = State::Idle;
    RunHeading m_heading;
    const engine::Progress *m_progress = nullptr;
    engine::Phase m_phase = engine::Phase::Preflight;
    engine::runs::OverallProgress m_overall;
    engine::runs::TimeEstimate m_estimate;
    engine::runs::WorkEstimate m_work;
    engine::runs::RowTotals m_totals;
    QStringList m_making;
    TableProgressModel m_tables;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_nextLogLine = 0;
    int m_polls = 0;
    std::chrono::milliseconds m_silence;
    /// Of the counters, to see whether anything moves; and when something last did.
    qint64 m_movement = -1;
    std::chrono::milliseconds m_movedAt{0};
    qsizetype m_nextWarning = 0;
    /// Said since the last movement: what it waits for. After a movement it is history, and in the log.
    QList<engine::Sentence> m_waiting;
    qint64 m_speedBytes = 0;
    qint64 m_speedTime = 0;
    QList<double> m_speeds;
};

} // namespace ui
