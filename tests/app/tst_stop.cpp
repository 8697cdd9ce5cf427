// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <signal.h>

#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::TestServer;

namespace {

// A stop is felt within two seconds on a computer that has nothing else to do; the work that is stopped here would take
// a minute and more on any.
constexpr int longestMilliseconds = 20'000;

} // namespace

/// Each way to stop the program, at each step, while it is busy with values of any length.
class TestStop final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void aSignalStopsWhateverIsGoingOn_data();
    void aSignalStopsWhateverIsGoingOn();

private:
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
};

void TestStop::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_home = std::make_unique<CliHome>();
    m_server->createDatabase(u"long"_s);
    m_server->createDatabase(u"wide"_s);
    m_server->createDatabase(u"copy"_s);
    // Texts that take long to look through: one of 100 MB, and so many that their sample does as well.
    m_server->psql(u"long"_s, u"CREATE TABLE mail (id int PRIMARY KEY, body text); INSERT INTO mail VALUES"
                              " (1, repeat('solange.perdrix@a.example ', 4000000))"_s);
    m_server->psql(u"wide"_s, u"CREATE TABLE mail (id int PRIMARY KEY, body text); INSERT INTO mail SELECT n,"
                              " repeat('solange.perdrix@a.example ' || n, 2000) FROM generate_series(1, 2000) AS n"_s);
    m_home->addEnvironment(u"long"_s, u"production"_s, m_server->connectionInfo(u"long"_s));
    m_home->addEnvironment(u"wide"_s, u"production"_s, m_server->connectionInfo(u"wide"_s));
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
}

void TestStop::aSignalStopsWhateverIsGoingOn_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<int>("exitCode");
    const std::array<std::tuple<const char *, int, int>, 3> signalsAndCodes{
        std::tuple{"Ctrl-C", SIGINT, 130}, std::tuple{"SIGTERM", SIGTERM, 143},
        std::tuple{"a closed terminal", SIGHUP, 129}};
    for (const auto &[name, signal, code] : signalsAndCodes) {
        const auto row = [&, name = name, signal = signal, code = code](const char *when, const QString &source,
                                                                        const char *step) {
            QTest::addRow("%s while %s", name, when) << signal << source << QByteArray(step) << code;
        };
        row("both sides are looked at", u"wide"_s, "\"preflight\"");
        row("a long text is scrubbed", u"long"_s, "\"rows\"");
        row("many texts are scrubbed", u"wide"_s, "\"rows\"");
    }
}

void TestStop::aSignalStopsWhateverIsGoingOn()
{
    QFETCH(const int, signal);
    QFETCH(const QString, source);
    QFETCH(const QByteArray, step);
    const std::unique_ptr<QProcess> process
        = m_home->start({u"clone"_s, u"--source"_s, source, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s,
                         u"--progress"_s, u"json"_s, u"--no-input"_s});
    process->setReadChannel(QProcess::StandardError);
    QByteArray events;
    while (!events.contains(step) && process->waitForReadyRead(60'000))
        events += process->readAllStandardError();
    QVERIFY2(events.contains(step), events.constData());
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), signal), 0);
    QVERIFY(process->waitForFinished(longestMilliseconds));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    events += process->readAllStandardError();
    QFETCH(const int, exitCode);
    QVERIFY2(process->exitCode() == exitCode, events.constData());
    // What was there is there again; nothing of the clone is.
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie_before%'"_s),
             QByteArray("0"));
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_class WHERE relname = 'mail'"_s), QByteArray("0"));
}

QTEST_GUILESS_MAIN(TestStop)
#include "tst_stop.moc"
