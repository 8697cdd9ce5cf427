// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFile>
#include <QTest>

#include <algorithm>
#include <thread>

/// No test depends on the clock of an idle machine: what is waited for may come late where others compute as well.
namespace tests {

/// How long to wait for what is going to happen, in milliseconds. Only a failing test waits that long.
inline constexpr int patience = 60'000;

/// How many times slower than an idle machine this one is just now: by how many want each of its processors, over the
/// last minute or at this moment, whichever is more.
inline double slowness()
{
    QFile file(QStringLiteral("/proc/loadavg"));
    const QList<QByteArray> words = file.open(QIODevice::ReadOnly) ? file.readAll().split(' ') : QList<QByteArray>();
    const double wanted = std::max(words.value(0).toDouble(), words.value(3).split('/').value(0).toDouble());
    return std::max(1.0, 1.5 * wanted / std::max(1U, std::thread::hardware_concurrency()));
}

/// How many times slower than what is packaged this build is: it was not optimised, or watches itself.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr double buildSlowness = 8;
#elif !defined(__OPTIMIZE__)
inline constexpr double buildSlowness = 4;
#else
inline constexpr double buildSlowness = 1.5;
#endif

/// How long something may take, in milliseconds, that takes `idle` at most on an idle machine.
inline qint64 allowed(qint64 idle)
{
    return static_cast<qint64>(static_cast<double>(idle) * slowness());
}

} // namespace tests

// Qt's own give up after five seconds.
#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT((expression), ::tests::patience)
#define QTRY_VERIFY2(expression, message) QTRY_VERIFY2_WITH_TIMEOUT((expression), (message), ::tests::patience)
#define QTRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT((found), (expected), ::tests::patience)
