// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/progress/progress_bar.h"

#include "app/cli/output/numbers.h"
#include "app/tr.h"

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Progress;
using engine::runs::RowTotals;
using engine::runs::Stage;

namespace {

constexpr int longestBar = 40;
constexpr int shortestBar = 8;

QString bar(double share, int width)
{
    const int full = std::clamp(static_cast<int>(share * width), 0, width);
    return QString(full, u'█') + QString(width - full, u'░');
}

/// "25,000 rows/s": what the time so far tells.
QStringList speedFacts(const ShownProgress &shown)
{
    if (shown.rowsMilliseconds <= 1000 || shown.totals.rows == 0)
        return {};
    const double seconds = static_cast<double>(shown.rowsMilliseconds) / 1000.0;
    return {Tr::tr("%1 rows/s").arg(number(static_cast<qint64>(static_cast<double>(shown.totals.rows) / seconds)))};
}

/// Shorter where there is little room.
QString rowFacts(const ShownProgress &shown, int room)
{
    const RowTotals &totals = shown.totals;
    const QStringList speed = speedFacts(shown);
    const QString counted
        = Tr::tr("%1 of %2 rows").arg(number(totals.rows), number(std::max(totals.rows, totals.expectedRows)));
    const QString all = (QStringList{counted} + speed).join(u" · "_s);
    if (displayWidth(all) + shortestBar <= room)
        return all;
    const QString percent = Tr::tr("%1 %").arg(static_cast<int>(totals.share() * 100));
    return (QStringList{percent} + speed).join(u" · "_s);
}

} // namespace

QString progressLine(const ShownProgress &shown, int width)
{
    QString line = engine::runs::phaseAction(shown.phase).text();
    QString leftFact;
    if (shown.left)
        leftFact = u" · "_s + Tr::tr("%1 left").arg(duration(shown.left->count() * 1000));
    QString facts;
    double share = -1;
    if (shown.measure == Stage::Measure::Rows && shown.totals.tables > 0) {
        share = shown.totals.share();
        facts = rowFacts(shown, width - displayWidth(line) - displayWidth(leftFact) - 2) + leftFact;
    } else if (shown.stepsExpected > 0) {
        share = std::min(1.0, static_cast<double>(shown.steps) / static_cast<double>(shown.stepsExpected));
        facts = Tr::tr("%1 of %2").arg(number(shown.steps), number(shown.stepsExpected)) + leftFact;
    }
    if (share < 0)
        return line.left(width);
    const int room = width - displayWidth(line) - displayWidth(facts) - 3;
    if (room >= shortestBar)
        line += u' ' + bar(share, std::min(room, longestBar));
    line += u' ' + facts;
    return line.left(width);
}

ProgressBar::ProgressBar(const Terminal &terminal, QString title, const QList<Stage> &stages)
    : m_terminal(terminal)
    , m_title(std::move(title))
    , m_stages(stages)
    , m_overall(stages)
{
    m_clock.start();
    if (!m_title.isEmpty())
        m_terminal.say(m_title);
}

void ProgressBar::show(const Progress &progress)
{
    const Stage *stage = engine::runs::stageOf(m_stages, progress.phase());
    ShownProgress shown{.phase = progress.phase(),
                        .measure = stage == nullptr ? Stage::Measure::Nothing : stage->measure,
                        .totals = engine::runs::totalsOf(progress),
                        .steps = progress.stepsDone,
                        .stepsExpected = progress.stepsExpected};
    if (shown.measure == Stage::Measure::Rows && m_rowsPhaseStart < 0)
        m_rowsPhaseStart = m_clock.elapsed();
    shown.rowsMilliseconds = m_rowsPhaseStart < 0 ? 0 : m_clock.elapsed() - m_rowsPhaseStart;
    m_estimate.add(std::chrono::milliseconds(m_clock.elapsed()), m_overall.update(progress, progress.phase()));
    shown.left = m_estimate.left();
    // One column is left free: some terminals wrap when the last one is written.
    const QString line = progressLine(shown, m_terminal.width() - 1);
    if (line == m_shown)
        return;
    m_shown = line;
    m_terminal.sayRaw(u"\r\x1b[K"_s + line);
}

void ProgressBar::makeWay()
{
    m_shown.clear();
    m_terminal.sayRaw(u"\r\x1b[K"_s);
}

void ProgressBar::finish(const Progress &)
{
    makeWay();
}

} // namespace app::cli
