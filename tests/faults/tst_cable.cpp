// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/stage.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <unistd.h>

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliRun;
using tests::Stage;
using tests::TestServer;

namespace {

// From the moment the cable is pulled until Sosie has said so and ended: 12 s until its system gives a connection up,
// some more to see that the target cannot be reached to be put back.
constexpr int longestMilliseconds = 40'000;

/// A network of its own for Sosie, bound to this computer's by one cable. Needs the rights of root.
class Cable final
{
public:
    Cable()
        : m_number(QString::number(::getpid()))
        , m_subnet(u"198.18.%1."_s.arg(::getpid() % 250))
    {}
    ~Cable()
    {
        std::ignore = ip({u"link"_s, u"del"_s, here()});
        std::ignore = ip({u"netns"_s, u"del"_s, name()});
    }
    Cable(const Cable &) = delete;
    Cable &operator=(const Cable &) = delete;

    [[nodiscard]] QString name() const { return u"sosie"_s + m_number; }
    [[nodiscard]] QString address() const { return m_subnet + u'1'; }
    [[nodiscard]] QString range() const { return m_subnet + u"0/30"_s; }

    /// What went wrong; empty when the network is there.
    [[nodiscard]] QByteArray lay() const
    {
        QByteArray wrong;
        for (const QStringList &words :
             {QStringList{u"netns"_s, u"add"_s, name()},
              QStringList{u"link"_s, u"add"_s, here(), u"type"_s, u"veth"_s, u"peer"_s, u"name"_s, there()},
              QStringList{u"link"_s, u"set"_s, there(), u"netns"_s, name()},
              QStringList{u"addr"_s, u"add"_s, address() + u"/30"_s, u"dev"_s, here()},
              QStringList{u"link"_s, u"set"_s, here(), u"up"_s},
              QStringList{u"-n"_s, name(), u"addr"_s, u"add"_s, m_subnet + u"2/30"_s, u"dev"_s, there()},
              QStringList{u"-n"_s, name(), u"link"_s, u"set"_s, there(), u"up"_s}})
            wrong += ip(words);
        return wrong;
    }
    [[nodiscard]] QByteArray pull() const { return ip({u"link"_s, u"set"_s, here(), u"down"_s}); }
    [[nodiscard]] QByteArray plugIn() const { return ip({u"link"_s, u"set"_s, here(), u"up"_s}); }

private:
    [[nodiscard]] QString here() const { return u"sa"_s + m_number; }
    [[nodiscard]] QString there() const { return u"sb"_s + m_number; }
    [[nodiscard]] static QByteArray ip(const QStringList &words)
    {
        QProcess process;
        process.start(u"ip"_s, words);
        if (!process.waitForFinished(10'000))
            return "ip (package iproute2): " + process.errorString().toUtf8();
        return process.exitCode() == 0 ? QByteArray() : process.readAllStandardError();
    }

    QString m_number;
    QString m_subnet;
};

} // namespace

/// The cable is pulled: nothing is closed, nothing is refused, packets just no longer arrive. Sosie says so within a
/// bounded time, and neither server keeps its sessions for long.
class TestCable final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aPulledCableIsSaidInTime_data();
    void aPulledCableIsSaidInTime();
    void theSourceWasOnlyRead();
    void cleanupTestCase();

private:
    void listen(TestServer &server) const;
    [[nodiscard]] QString byCable(const TestServer &server, const QString &database) const;
    /// Pulls the cable while `server` copies, waits for Sosie, looks at the time, and plugs it in again.
    void pullWhileCopying(TestServer &server, const QByteArray &when);

    Cable m_cable;
    std::unique_ptr<Stage> m_stage;
};

void TestCable::listen(TestServer &server) const
{
    server.psql(u"postgres"_s, u"ALTER SYSTEM SET listen_addresses = '%1'"_s.arg(m_cable.address()));
    server.stopImmediately();
    server.startAgain();
}

QString TestCable::byCable(const TestServer &server, const QString &database) const
{
    return u"host=%1 port=%2 user=postgres dbname=%3 sslmode=disable"_s.arg(m_cable.address())
        .arg(server.port())
        .arg(database);
}

void TestCable::initTestCase()
{
    const QByteArray wrong = m_cable.lay();
    QVERIFY2(wrong.isEmpty(), QByteArray("a network of its own is needed, so run as root: ").append(wrong).constData());
    const tests::TestServerOptions server{
        .logsStatements = true, .listensOnTcp = true, .hostRules = {u"host all all %1 trust"_s.arg(m_cable.range())}};
    const QString tables = u"CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL);"
                           " INSERT INTO people SELECT n, '%1 ' || repeat(md5(n::text), 8)"
                           " FROM generate_series(1, %2) AS n"_s;
    QVERIFY_ASSIGN(m_stage, Stage::make({.sourceSql = tables.arg(u"new"_s).arg(300'000),
                                         .targetSql = tables.arg(u"old"_s).arg(1000),
                                         .sourceServer = server,
                                         .targetServer = server}));
    listen(m_stage->source());
    listen(m_stage->target());
    m_stage->home().setWrapper({u"ip"_s, u"netns"_s, u"exec"_s, m_cable.name()});
}

void TestCable::pullWhileCopying(TestServer &server, const QByteArray &when)
{
    const std::unique_ptr<QProcess> clone = m_stage->home().start(Stage::cloneArguments());
    const QString copying = u"SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name LIKE 'sosie%' AND"
                            " state = 'active' AND query ~ '^COPY .*people.* (FROM STDIN|TO STDOUT)'"_s;
    QTRY_COMPARE_WITH_TIMEOUT(server.psql(u"postgres"_s, copying), QByteArray("t"), tests::patience);
    QCOMPARE(m_cable.pull(), QByteArray());
    QElapsedTimer timer;
    timer.start();
    QVERIFY2(clone->state() != QProcess::NotRunning, "the clone was faster");
    QVERIFY(clone->waitForFinished(120'000));
    const qint64 took = timer.elapsed();
    CliRun run{.exitCode = clone->exitCode(), .crashed = clone->exitStatus() == QProcess::CrashExit};
    run.output = clone->readAllStandardOutput();
    run.messages = clone->readAllStandardError();
    QVERIFY2(run.exitCode != 0, run.said().constData());
    QVERIFY2(took < tests::allowed(longestMilliseconds), QByteArray::number(took).append(run.said()).constData());

    // The server cannot know either; it finds out by itself, with the cable still on the floor.
    QTRY_COMPARE_WITH_TIMEOUT(
        server.psql(u"postgres"_s, u"SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'sosie%'"_s),
        QByteArray("0"), longestMilliseconds);
    qInfo("%s: said after %d ms, exit code %d, sessions gone after %d ms", when.constData(), int(took), run.exitCode,
          int(timer.elapsed()));
    m_stage->expectAsSaid(run, when);
    QCOMPARE(m_cable.plugIn(), QByteArray());
}

void TestCable::aPulledCableIsSaidInTime_data()
{
    QTest::addColumn<bool>("isTarget");
    QTest::newRow("the cable to the target") << true;
    // Each takes most of half a minute, in which nothing is done but to wait.
    if (qEnvironmentVariableIsSet("SOSIE_CABLES"))
        QTest::newRow("the cable to the source") << false;
}

void TestCable::aPulledCableIsSaidInTime()
{
    QFETCH(const bool, isTarget);
    TestServer &server = isTarget ? m_stage->target() : m_stage->source();
    const QString name = isTarget ? u"copy"_s : u"origin"_s;
    m_stage->lead(name, byCable(server, name));
    pullWhileCopying(server, QTest::currentDataTag());
    m_stage->lead(name, server.connectionInfo(name));
}

void TestCable::theSourceWasOnlyRead()
{
    m_stage->expectSourceOnlyRead();
}

void TestCable::cleanupTestCase()
{
    m_stage.reset();
}

QTEST_GUILESS_MAIN(TestCable)
#include "tst_cable.moc"
