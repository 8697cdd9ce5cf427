// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/traced_calls.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

/// A migration that is killed at any of its words to a server leaves the old structure or the new one, with its rows,
/// and never a mixture; what is new can be taken back.
class TestMigrateKill final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void oldOrNewWhereverItIsKilled();

private:
    void make() const;
    [[nodiscard]] QByteArray structure(const QString &database) const
    {
        return m_server->psql(database, u"SELECT string_agg(table_name || '.' || column_name || ' ' || data_type, ', ' "
                                        u"ORDER BY table_name, column_name)"
                                        " FROM information_schema.columns WHERE table_schema = 'public'"_s);
    }
    [[nodiscard]] QByteArray rows() const
    {
        return m_server->psql(u"old"_s, u"SELECT string_agg(t::text, ' ' ORDER BY id) FROM t"_s);
    }

    const QStringList m_migrate{u"migrate"_s,   u"--source"_s, u"new"_s,        u"--target"_s,         u"old"_s,
                                u"--confirm"_s, u"old"_s,      u"--no-input"_s, u"--allow-data-loss"_s};
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
};

void TestMigrateKill::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({}));
    m_home = std::make_unique<CliHome>();
    for (const QString &name : {u"old"_s, u"new"_s}) {
        m_server->createDatabase(name);
        m_home->addEnvironment(name, u"test"_s, m_server->connectionInfo(name));
    }
    m_server->psql(u"new"_s, u"CREATE TABLE t (id integer PRIMARY KEY, a bigint); CREATE TABLE made (x integer)"_s);
    make();
}

void TestMigrateKill::make() const
{
    m_server->psql(u"old"_s,
                   u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'sosie%';"
                   "DROP SCHEMA IF EXISTS sosie_state CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
                   "CREATE TABLE t (id integer PRIMARY KEY, a integer, gone text NOT NULL);"
                   "INSERT INTO t SELECT n, n, 'g' || n FROM generate_series(1, 20) n"_s);
    m_server->psql(u"old"_s,
                   u"DO $$ DECLARE n name; BEGIN FOR n IN SELECT nspname FROM pg_namespace WHERE nspname LIKE "
                   "'sosie_before%' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', n); END LOOP; END $$"_s);
}

void TestMigrateKill::oldOrNewWhereverItIsKilled()
{
    constexpr int tries = 10;
    const QByteArray old = structure(u"old"_s);
    const QByteArray now = structure(u"new"_s);
    const QByteArray there = rows();
    const int count = tests::countCalls(*m_home, u"sendto"_s, m_migrate);
    QVERIFY(count >= tries);
    for (int i = 1; i <= tries; ++i) {
        make();
        static_cast<void>(tests::killedAt(*m_home, u"sendto"_s, count * i / tries, m_migrate));
        QTRY_COMPARE_WITH_TIMEOUT(
            m_server->psql(u"old"_s, u"SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'sosie%'"_s),
            "0"_ba, tests::patience);
        const QByteArray found = structure(u"old"_s);
        QVERIFY2(found == old || found == now,
                 QByteArray(found).append(" was ").append(old).append(" to be ").append(now).constData());
        if (found == now) {
            const CliRun back = m_home->run({u"rollback"_s, u"--target"_s, u"old"_s, u"--confirm"_s, u"old"_s});
            QVERIFY2(back.exitCode == 0, back.said().constData());
        }
        QCOMPARE(rows(), there);
    }
}

QTEST_GUILESS_MAIN(TestMigrateKill)
#include "tst_migrate_kill.moc"
