// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/traced_calls.h"

#include <QFile>
#include <QMap>
#include <QTest>

#include <algorithm>

namespace tests {

using namespace Qt::StringLiterals;

namespace {

CliRun traced(CliHome &home, const QString &list, const QStringList &options, const QStringList &arguments)
{
    home.setWrapper(QStringList{u"strace"_s, u"-f"_s, u"-b"_s, u"execve"_s, u"-q"_s, u"-o"_s, list} + options);
    CliRun run = home.run(arguments);
    home.setWrapper({});
    return run;
}

} // namespace

int countCalls(CliHome &home, const QString &call, const QStringList &arguments)
{
    const QString list = home.path() + u"/calls"_s;
    const CliRun run = traced(home, list, {u"-e"_s, u"trace="_s + call}, arguments);
    if (run.exitCode != 0)
        QTest::qFail(run.said().constData(), __FILE__, __LINE__);
    QFile file(list);
    QMap<QByteArray, int> perThread;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.contains(QByteArray(call.toLatin1() + '(')))
                ++perThread[line.left(line.indexOf(' '))];
        }
    }
    return perThread.isEmpty() ? 0 : *std::max_element(perThread.cbegin(), perThread.cend());
}

CliRun killedAt(CliHome &home, const QString &call, int number, const QStringList &arguments)
{
    return traced(home, u"/dev/null"_s,
                  {u"-e"_s, u"trace="_s + call, u"-e"_s, u"inject=%1:signal=KILL:when=%2"_s.arg(call).arg(number)},
                  arguments);
}

} // namespace tests
