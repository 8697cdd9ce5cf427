// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

/// A copy does not act on the world. The world is another database here, which a trigger writes to through dblink.
class TestSideEffects final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aTriggerThatCallsOutIsSwitchedOffAndSaidSo();
    void theSentenceOfTheReportSwitchesItOn();
    void rollbackAndTheWishToKeepThemLeaveThemOn();
    void messagesOfQueuesStayBehind();
    void cleanupTestCase();

private:
    [[nodiscard]] QByteArray calls() const { return m_server->psql(u"world"_s, u"SELECT count(*) FROM calls"_s); }
    void order(const QString &database) const
    {
        m_server->psql(database, u"INSERT INTO orders VALUES (1); INSERT INTO parcels VALUES (1)"_s);
    }

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    std::unique_ptr<ClonePair> m_pair;
    QStringList m_warnings;
};

void TestSideEffects::initTestCase()
{
    auto server = TestServer::start();
    QVERIFY_RESULT(server);
    m_server = std::move(*server);
    for (const QString &name : {u"world"_s, u"shop"_s, u"copy"_s})
        m_server->createDatabase(name);
    m_server->psql(u"world"_s, u"CREATE TABLE calls (at timestamptz DEFAULT now())"_s);
    const QString world = m_server->connectionInfo(u"world"_s).replace(u'\'', u"''"_s);
    m_server->psql(u"shop"_s, uR"(CREATE SCHEMA extensions; CREATE EXTENSION dblink SCHEMA extensions;
CREATE TABLE orders (id int); CREATE TABLE parcels (id int); CREATE TABLE quiet (id int);
CREATE FUNCTION send() RETURNS void LANGUAGE sql
    AS $$ SELECT extensions.dblink_exec('%1', 'INSERT INTO calls DEFAULT VALUES') $$;
CREATE FUNCTION "Tell!"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.send(); RETURN NEW; END $$;
CREATE FUNCTION direct() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM extensions.dblink_exec('%1', 'INSERT INTO calls DEFAULT VALUES'); RETURN NEW; END $$;
CREATE FUNCTION harmless() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER "to the world" AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION "Tell!"();
CREATE TRIGGER webhook AFTER INSERT ON parcels FOR EACH ROW EXECUTE FUNCTION direct();
CREATE TRIGGER inside AFTER INSERT ON quiet FOR EACH ROW EXECUTE FUNCTION harmless();
CREATE SCHEMA pgmq; CREATE TABLE pgmq.q_mails (msg_id int, message jsonb); INSERT INTO pgmq.q_mails VALUES (1, '{}');
)"_s.arg(world));
    m_pair = std::make_unique<ClonePair>(m_home, u"calls"_s, ClonePair::Place{*m_server, u"shop"_s},
                                         ClonePair::Place{*m_server, u"copy"_s});
    order(u"shop"_s);
    QCOMPARE(calls(), QByteArray("2"));
}

void TestSideEffects::aTriggerThatCallsOutIsSwitchedOffAndSaidSo()
{
    const CliRun run = m_pair->clone({u"--json"_s, u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    for (const QJsonValue &warning : run.report().value(u"warnings"_s).toArray())
        m_warnings.append(warning.toString());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid::regclass::text"
                                       " NOT LIKE 'sosie%' ORDER BY 1"_s),
             QByteArray("inside|O\nto the world|D\nwebhook|D"));
    QCOMPARE(m_warnings.filter(u"is switched off in the copy"_s).size(), 2);
    QCOMPARE(m_warnings.filter(u"public.send()"_s).size(), 1);
    order(u"copy"_s);
    QCOMPARE(calls(), QByteArray("2"));
}

void TestSideEffects::theSentenceOfTheReportSwitchesItOn()
{
    const QRegularExpression statement(u"(ALTER TABLE .* ENABLE TRIGGER .*)\\."_s);
    for (const QString &warning : m_warnings.filter(u"ALTER TABLE"_s))
        m_server->psql(u"copy"_s, statement.match(warning).captured(1));
    order(u"copy"_s);
    QCOMPARE(calls(), QByteArray("4"));
}

void TestSideEffects::rollbackAndTheWishToKeepThemLeaveThemOn()
{
    const CliRun run = m_pair->clone({u"--keep-side-effects"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    order(u"copy"_s);
    QCOMPARE(calls(), QByteArray("6"));
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pgmq.q_mails"_s), QByteArray("1"));
    const CliRun back = m_pair->rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    order(u"copy"_s);
    QCOMPARE(calls(), QByteArray("8"));
}

void TestSideEffects::messagesOfQueuesStayBehind()
{
    QCOMPARE(m_warnings.filter(u"pgmq"_s).size(), 1);
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pgmq.q_mails"_s), QByteArray("0"));
}

void TestSideEffects::cleanupTestCase()
{
    m_pair.reset();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestSideEffects)
#include "tst_side_effects.moc"
