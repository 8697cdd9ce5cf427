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
    void nothingComesIntoACopyButTheRowsThatAreRead_data();
    void nothingComesIntoACopyButTheRowsThatAreRead();
    void aForeignServerLeadsNowhereUntilItIsConnectedAgain();
    void whatEachRowWouldRunOutsideIsRefused();
    void cleanupTestCase();

private:
    void makeFarSighted();
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

void TestSideEffects::makeFarSighted()
{
    m_server->psql(u"world"_s, u"CREATE TABLE people (name text); INSERT INTO people VALUES ('Solange Perdrix')"_s);
    m_server->createDatabase(u"far"_s);
    m_server->psqlFile(u"far"_s, QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/far_sighted.sql"),
                       {u"world=%1"_s.arg(m_server->connectionInfo(u"world"_s))});
}

void TestSideEffects::nothingComesIntoACopyButTheRowsThatAreRead_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("from a test") << u"test"_s << QStringList();
    QTest::newRow("production") << u"production"_s << QStringList();
    QTest::newRow("kept") << u"production"_s << QStringList{u"--keep-side-effects"_s};
}

void TestSideEffects::nothingComesIntoACopyButTheRowsThatAreRead()
{
    QFETCH(const QString, type);
    QFETCH(const QStringList, options);
    if (m_server->psql(u"postgres"_s, u"SELECT count(*) FROM pg_database WHERE datname = 'far'"_s) == "0")
        makeFarSighted();
    const QString name = u"near "_s + QString::fromLatin1(QTest::currentDataTag());
    m_server->createDatabase(name);
    const CliHome home;
    home.addEnvironment(u"far"_s, type, m_server->connectionInfo(u"far"_s));
    home.addEnvironment(name, u"test"_s, m_server->connectionInfo(name));
    const QByteArray before = calls();
    const CliRun run = home.run(QStringList{u"clone"_s, u"--source"_s, u"far"_s, u"--target"_s, name, u"--confirm"_s,
                                            name, u"--json"_s, u"--lang"_s, u"en"_s}
                                + options);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(calls(), before);
    // No row came by another way, and each view that stayed empty is named.
    QCOMPARE(m_server->psql(name, u"SELECT count(*) FROM pg_matviews WHERE ispopulated AND matviewname <> 'inside'"_s),
             QByteArray("0"));
    QCOMPARE(m_server->psql(name, u"SELECT count(*) FROM inside"_s), QByteArray("1"));
    QVERIFY(!m_server->pgDump(name).contains("Perdrix"));
    QCOMPARE(m_server->psql(name, u"SELECT count(*) FROM pg_stats WHERE histogram_bounds::text LIKE '%Perdrix%'"
                                  " OR most_common_vals::text LIKE '%Perdrix%' OR inherited"_s),
             QByteArray("0"));
    QStringList named;
    for (const QJsonValue &object : run.report().value(u"notCarried"_s).toArray())
        named.append(object[u"name"_s].toString());
    named.sort();
    QCOMPARE(named.filter(QRegularExpression(u"^public\\.mv_"_s)),
             QStringList({u"public.mv_direct"_s, u"public.mv_far"_s, u"public.mv_of_mv"_s, u"public.mv_partition"_s,
                          u"public.mv_text"_s, u"public.mv_through"_s}));
    for (const char *left : {"calling_check on public.checked", "public.calling_index"})
        QVERIFY2(named.contains(QString::fromLatin1(left)), named.join(u' ').toUtf8().constData());
    if (!options.isEmpty())
        return;
    // Whoever works in the copy reaches nothing.
    m_server->psql(name,
                   uR"(INSERT INTO quoted VALUES (1); INSERT INTO dynamic VALUES (1); INSERT INTO chained VALUES (1);
INSERT INTO ruled VALUES (1); INSERT INTO defaulted (id) VALUES (1); INSERT INTO checked VALUES (1);
INSERT INTO exported VALUES (1); INSERT INTO copied VALUES (1); CREATE TABLE watched (id int);)"_s);
    QCOMPARE(calls(), before);
    QCOMPARE(m_server->psql(name, u"SELECT count(*) FROM talkative"_s), QByteArray("1"));
    QCOMPARE(m_server->psql(name, u"SELECT string_agg(tgname, ' ' ORDER BY tgname) FROM pg_trigger WHERE"
                                  " tgenabled = 'O' AND NOT tgisinternal"_s),
             QByteArray("only_a_comment"));
}

void TestSideEffects::aForeignServerLeadsNowhereUntilItIsConnectedAgain()
{
    const QString name = u"near from a test"_s;
    QVERIFY(m_server->tryPsql(name, u"SELECT * FROM far_people"_s).has_value() == false);
    QCOMPARE(m_server->psql(name, u"SELECT count(*) FROM far_file"_s), QByteArray("0"));
    const CliHome home;
    home.addEnvironment(u"far"_s, u"test"_s, m_server->connectionInfo(u"far"_s));
    home.addEnvironment(name, u"test"_s, m_server->connectionInfo(name));
    const CliRun run = home.run({u"clone"_s, u"--source"_s, u"far"_s, u"--target"_s, name, u"--confirm"_s, name,
                                 u"--json"_s, u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const QRegularExpression statement(u"(ALTER (?:SERVER|FOREIGN TABLE) .*\\))\\."_s);
    int connected = 0;
    for (const QJsonValue &warning : run.report().value(u"warnings"_s).toArray()) {
        const QRegularExpressionMatch match = statement.match(warning.toString());
        if (!match.hasMatch())
            continue;
        ++connected;
        m_server->psql(name, match.captured(1));
    }
    QCOMPARE(connected, 3);
    QCOMPARE(m_server->psql(name, u"SELECT name FROM far_people"_s), QByteArray("Solange Perdrix"));
    QCOMPARE(m_server->psql(name, u"SELECT srvoptions FROM pg_foreign_server ORDER BY srvname"_s),
             m_server->psql(u"far"_s, u"SELECT srvoptions FROM pg_foreign_server ORDER BY srvname"_s));
}

void TestSideEffects::whatEachRowWouldRunOutsideIsRefused()
{
    m_server->psql(u"far"_s, u"CREATE TABLE fetched (id int, n text GENERATED ALWAYS AS (fetch_name(id)) STORED)"_s);
    const CliHome home;
    home.addEnvironment(u"far"_s, u"production"_s, m_server->connectionInfo(u"far"_s));
    home.addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    const CliRun run = home.run({u"clone"_s, u"--source"_s, u"far"_s, u"--target"_s, u"copy"_s, u"--confirm"_s,
                                 u"copy"_s, u"--json"_s, u"--lang"_s, u"en"_s, u"--keep-side-effects"_s});
    QVERIFY(run.exitCode != 0);
    QVERIFY2(run.output.contains("E-OBJ-002") && run.output.contains("fetched"), run.said().constData());
    m_server->psql(u"far"_s, u"DROP TABLE fetched"_s);
}

void TestSideEffects::cleanupTestCase()
{
    m_pair.reset();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestSideEffects)
#include "tst_side_effects.moc"
