// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/progress/progress_bar.h"

#include "app/cli/output/numbers.h"
#include "app/tr.h"

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Phase;
using engine::Progress;

namespace {

constexpr int longestBar = 40;
constexpr int shortestBar = 8;

QString bar(double share, int width)
{
    const int full = std::clamp(static_cast<int>(share * width), 0, width);
    return QString(full, u'█') + QString(width - full, u'░');
}

/// "25,000 rows/s · 2 s left": what the time so far tells.
QStringList speedFacts(const ProgressTotals &totals, qint64 rowsMilliseconds)
{
    if (rowsMilliseconds <= 1000 || totals.rows == 0)
        return {};
    const double seconds = static_cast<double>(rowsMilliseconds) / 1000.0;
    QStringList facts{Tr::tr("%1 rows/s").arg(number(static_cast<qint64>(static_cast<double>(totals.rows) / seconds)))};
    // Too early an estimate jumps about and is worse than none.
    if (totals.share() > 0.05 && totals.share() < 1) {
        const double left = seconds * (1 - totals.share()) / totals.share();
        facts << Tr::tr("%1 left").arg(duration(static_cast<qint64>(left * 1000)));
    }
    return facts;
}

/// The facts of the rows phase, shorter where there is little room for them.
QString rowFacts(const ProgressTotals &totals, qint64 rowsMilliseconds, int room)
{
    const QStringList speed = speedFacts(totals, rowsMilliseconds);
    const QString counted
        = Tr::tr("%1 of %2 rows").arg(number(totals.rows), number(std::max(totals.rows, totals.expectedRows)));
    const QString all = (QStringList{counted} + speed).join(u" · "_s);
    if (displayWidth(all) + shortestBar <= room)
        return all;
    const QString percent = Tr::tr("%1 %").arg(static_cast<int>(totals.share() * 100));
    return (QStringList{percent} + speed).join(u" · "_s);
}

} // namespace

QString progressLine(Phase phase, const ProgressTotals &totals, qint64 steps, qint64 stepsExpected,
                     qint64 rowsMilliseconds, int width)
{
    QString facts;
    double share = -1;
    if (phase == Phase::Rows && totals.tables > 0) {
        share = totals.share();
        facts = rowFacts(totals, rowsMilliseconds, width - displayWidth(phaseName(phase)) - 2);
    } else if (stepsExpected > 0) {
        share = std::min(1.0, static_cast<double>(steps) / static_cast<double>(stepsExpected));
        facts = Tr::tr("%1 of %2").arg(number(steps), number(stepsExpected));
    }

    QString line = phaseName(phase);
    if (share < 0)
        return line.left(width);
    const int room = width - displayWidth(line) - displayWidth(facts) - 3;
    if (room >= shortestBar)
        line += u' ' + bar(share, std::min(room, longestBar));
    line += u' ' + facts;
    return line.left(width);
}

ProgressBar::ProgressBar(const Terminal &terminal, QString title)
    : m_terminal(terminal)
    , m_title(std::move(title))
{
    m_clock.start();
    if (!m_title.isEmpty())
        m_terminal.say(m_title);
}

void ProgressBar::show(const Progress &progress)
{
    if (progress.phase() == Phase::Rows && m_rowsPhaseStart < 0)
        m_rowsPhaseStart = m_clock.elapsed();
    const qint64 rowsMilliseconds = m_rowsPhaseStart < 0 ? 0 : m_clock.elapsed() - m_rowsPhaseStart;
    // One column is left free: some terminals wrap when the last one is written.
    const QString line = progressLine(progress.phase(), totalsOf(progress), progress.stepsDone, progress.stepsExpected,
                                      rowsMilliseconds, m_terminal.width() - 1);
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
