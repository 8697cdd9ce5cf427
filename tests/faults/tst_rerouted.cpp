// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/stage.h"
#include "tests/support/chaos_proxy.h"
#include "tests/support/read_only_log.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using tests::Chaos;
using tests::ChaosProxy;
using tests::CliRun;
using tests::DatabaseState;
using tests::Stage;
using tests::TestServer;

namespace {

const QString tables = u"CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL); CREATE INDEX ON people (name);"
                       " INSERT INTO people SELECT n, '%1 ' || n FROM generate_series(1, 400) AS n;"
                       " CREATE TABLE pets (id serial PRIMARY KEY, owner int REFERENCES people);"
                       " INSERT INTO pets (owner) SELECT n FROM generate_series(1, 50) AS n;"
                       " CREATE SCHEMA watch; CREATE VIEW watch.names AS SELECT name FROM public.people;"
                       " CREATE PUBLICATION p FOR TABLE people"_s;

} // namespace

/// A name, a list of hosts, a pooler may lead one connection to the target and the next one to a production that has
/// the same tables. From whichever connection of a clone or of a rollback on that happens, the production is not
/// written to.
class TestRerouted final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aCloneWritesToNoOtherServer();
    void aRollbackWritesToNoOtherServer();
    void aListOfHostsIsNoWayToProduction();
    void cleanupTestCase();

private:
    void expectProductionUntouched(const QByteArray &when) const;

    std::unique_ptr<TestServer> m_production;
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ChaosProxy> m_proxy;
    DatabaseState m_before;
};

void TestRerouted::initTestCase()
{
    QVERIFY_ASSIGN(m_production, TestServer::start({.logsStatements = true}));
    m_production->createDatabase(u"copy"_s);
    m_production->psql(u"copy"_s, tables.arg(u"customer"_s));
    // The same number of the database too: only the server's own identifier tells them apart.
    QVERIFY_ASSIGN(m_stage, Stage::make({.sourceSql = tables.arg(u"new"_s), .targetSql = tables.arg(u"old"_s)}));
    m_before = tests::stateOf(*m_production, u"copy"_s);
    m_stage->home().addEnvironment(u"production"_s, u"production"_s, m_production->connectionInfo(u"copy"_s));
    // Seen once, so that its identity is known.
    QCOMPARE(m_stage->home().run({u"env"_s, u"test"_s, u"production"_s}).exitCode, 0);
    m_proxy = std::make_unique<ChaosProxy>(m_stage->target());
    m_proxy->setOther(*m_production);
    m_stage->lead(u"copy"_s, m_proxy->connectionInfo(u"copy"_s));
}

void TestRerouted::expectProductionUntouched(const QByteArray &when) const
{
    const QStringList writes = tests::otherThanReading(m_production->log());
    QVERIFY2(writes.isEmpty(), QByteArray(when).append(": ").append(writes.join(u'\n').toUtf8()).constData());
    const DatabaseState now = tests::stateOf(*m_production, u"copy"_s);
    QVERIFY2(now == m_before, QByteArray(when).append(tests::differenceOf(m_before, now)).constData());
}

void TestRerouted::aCloneWritesToNoOtherServer()
{
    m_proxy->prepare({});
    const CliRun whole = m_stage->clone();
    QVERIFY2(whole.exitCode == 0, whole.said().constData());
    const qint64 all = m_proxy->connections();
    QVERIFY(all >= 5);
    m_stage->expectOldTarget("the whole clone");
    for (qint64 turn = 1; turn <= all && !QTest::currentTestFailed(); ++turn) {
        m_proxy->prepare({.kind = Chaos::Kind::Redirect, .at = turn});
        const CliRun run = m_stage->clone();
        m_proxy->prepare({});
        const QByteArray when = "from connection " + QByteArray::number(turn) + " on";
        QVERIFY2(turn > 1 || run.exitCode == 77, run.said().constData());
        expectProductionUntouched(QByteArray(when).append(run.said()));
        m_stage->expectAsSaid(run, when);
    }
}

void TestRerouted::aRollbackWritesToNoOtherServer()
{
    const QStringList arguments{u"rollback"_s, u"--target"_s, u"copy"_s,      u"--confirm"_s,
                                u"copy"_s,     u"--json"_s,   u"--no-input"_s};
    m_proxy->prepare({});
    QCOMPARE(m_stage->clone().exitCode, 0);
    m_proxy->prepare({});
    QCOMPARE(m_stage->home().run(arguments).exitCode, 0);
    const qint64 all = m_proxy->connections();
    QVERIFY(all >= 2);
    for (qint64 turn = 1; turn <= all && !QTest::currentTestFailed(); ++turn) {
        m_proxy->prepare({});
        QCOMPARE(m_stage->clone().exitCode, 0);
        m_proxy->prepare({.kind = Chaos::Kind::Redirect, .at = turn});
        const CliRun run = m_stage->home().run(arguments);
        m_proxy->prepare({});
        const QByteArray when = "a rollback from connection " + QByteArray::number(turn) + " on";
        QVERIFY2(run.exitCode != 0, QByteArray(when).append(run.said()).constData());
        expectProductionUntouched(when);
        m_stage->expectOldTarget(when);
    }
}

void TestRerouted::aListOfHostsIsNoWayToProduction()
{
    // The target is down, and the next of the list is the production.
    const ChaosProxy toProduction(*m_production);
    const auto portOf = [](const ChaosProxy &proxy) {
        return proxy.connectionInfo(u"copy"_s).section(u"port="_s, 1).section(u' ', 0, 0);
    };
    m_stage->lead(u"copy"_s, u"host=127.0.0.1,127.0.0.1 port=%1,%2 user=postgres dbname=copy sslmode=disable"_s.arg(
                                 QString::number(tests::freePort()), portOf(toProduction)));
    const CliRun run = m_stage->clone();
    QVERIFY2(run.exitCode == 77, run.said().constData());
    expectProductionUntouched(run.said());
}

void TestRerouted::cleanupTestCase()
{
    m_proxy.reset();
    m_stage.reset();
    m_production.reset();
}

QTEST_GUILESS_MAIN(TestRerouted)
#include "tst_rerouted.moc"
