// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/patience.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QString>

#include <algorithm>
#include <ctime>

namespace tests {

/// Measures how long the thread of the window is busy with one thing: nothing may take so long that a person feels it.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    /// In milliseconds of an idle machine, and what it was.
    struct Longest
    {
        double milliseconds = 0;
        QString what{};
    };
    void forget() { m_longest = {}; }
    [[nodiscard]] const Longest &longest() const { return m_longest; }

    /// What a test does itself, without an event.
    template <typename Work>
    void measure(const QString &what, const Work &work)
    {
        const Start start = begin();
        work();
        end(start, what);
    }

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        // Afterwards the receiver may be gone.
        const QString what = QLatin1String(receiver->metaObject()->className()) + QStringLiteral(", event ")
                             + QString::number(int(event->type()));
        const Start start = begin();
        const bool isDone = QApplication::notify(receiver, event);
        end(start, what);
        return isDone;
    }

private:
    struct Start
    {
        QElapsedTimer clock{};
        double computed = 0;
    };
    /// Of this thread alone, in milliseconds: what others compute meanwhile is not in it.
    static double computed()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    }
    Start begin()
    {
        ++m_depth;
        Start start{.computed = computed()};
        start.clock.start();
        return start;
    }
    void end(const Start &start, const QString &what)
    {
        --m_depth;
        // What it waited for counts too, as long as an idle machine would have let it wait.
        const double slower = slowness();
        const double waited = double(start.clock.nsecsElapsed()) / 1e6 / slower;
        // And two threads on one core compute half as much each, in the same time of a processor.
        const double worked = (computed() - start.computed) / std::min(slower, 2.0);
        const double milliseconds = std::max(worked, waited) / buildSlowness;
        if (milliseconds > m_longest.milliseconds)
            m_longest = {milliseconds, what};
    }

    int m_depth = 0;
    Longest m_longest;
};

} // namespace tests
