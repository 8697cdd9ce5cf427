// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

/// Names and values that break tools: what is copied is what pg_dump sees in the source, byte for byte.
class TestHostile final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theCopyIsByteForByteTheSource();
    void aCloneOfTheCopyIsTheSourceToo();
    void rollbackBringsHostileContentsBack();
    void rowsByTheHashOfAnEnumerationAreRefused();
    void cleanupTestCase();

private:
    [[nodiscard]] QByteArray dump(const QString &database) const;
    void compareDumps(const QString &expected, const QString &found) const;

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    QStringList m_source;
    QStringList m_before;
};

void TestHostile::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.settings = {u"max_locks_per_transaction = 2048"_s}}));
    m_server->createDatabase(u"hostile"_s);
    m_server->psqlFile(u"hostile"_s, QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/hostile.sql"));
    m_source = tests::linesOf(*m_server, u"hostile"_s);
    QVERIFY(m_source.size() > 3000);
    for (const QString &database : {u"copy"_s, u"copy of copy"_s}) {
        m_server->createDatabase(database);
        m_server->psql(database, u"CREATE TABLE old (id integer PRIMARY KEY); INSERT INTO old VALUES (1)"_s);
    }
    m_before = tests::linesOf(*m_server, u"copy"_s);
}

/// Without the line that pg_dump makes anew each time.
QByteArray TestHostile::dump(const QString &database) const
{
    QByteArray kept;
    for (const QByteArray &line : m_server->pgDump(database, {u"-N"_s, u"sosie_*"_s, u"--no-blobs"_s}).split('\n')) {
        if (!line.startsWith("\\restrict ") && !line.startsWith("\\unrestrict "))
            kept += line + '\n';
    }
    return kept;
}

void TestHostile::compareDumps(const QString &expected, const QString &found) const
{
    const QByteArray one = dump(expected);
    const QByteArray other = dump(found);
    if (one == other)
        return;
    const auto difference = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    const auto at = std::max<qsizetype>(0, difference.first - one.begin() - 200);
    QFAIL(QByteArray("expected: " + one.mid(at, 500) + "\n\nfound: " + other.mid(at, 500)).constData());
}

void TestHostile::theCopyIsByteForByteTheSource()
{
    const ClonePair pair(m_home, u"hostile"_s, {*m_server, u"hostile"_s}, {*m_server, u"copy"_s});
    const CliRun run = pair.clone();
    QVERIFY2(run.exitCode == 0, run.said().right(3000).constData());
    // What the report names as left behind may be missing, and nothing else.
    if (run.output.contains("\"large objects\""))
        m_source.removeIf([](const QString &line) { return line.contains(u"large object "_s); });
    const QStringList copy = tests::linesOf(*m_server, u"copy"_s);
    QVERIFY2(copy == m_source, tests::differenceOf(m_source, copy).constData());
    compareDumps(u"hostile"_s, u"copy"_s);
}

void TestHostile::aCloneOfTheCopyIsTheSourceToo()
{
    const ClonePair pair(m_home, u"again"_s, {*m_server, u"copy"_s}, {*m_server, u"copy of copy"_s});
    QCOMPARE(pair.clone().exitCode, 0);
    // Hostile contents are set aside, replaced and brought back like any other.
    QCOMPARE(pair.clone().exitCode, 0);
    const QStringList copy = tests::linesOf(*m_server, u"copy of copy"_s);
    QVERIFY2(copy == m_source, tests::differenceOf(m_source, copy).constData());
}

void TestHostile::rollbackBringsHostileContentsBack()
{
    for (const QString &target : {u"again-target"_s, u"hostile-target"_s}) {
        const CliRun undone
            = m_home.run({u"rollback"_s, u"--target"_s, target, u"--confirm"_s, target, u"--no-input"_s});
        QVERIFY2(undone.exitCode == 0, undone.said().constData());
    }
    const QStringList again = tests::linesOf(*m_server, u"copy of copy"_s);
    QVERIFY2(again == m_source, tests::differenceOf(m_source, again).constData());
    const QStringList first = tests::linesOf(*m_server, u"copy"_s);
    QVERIFY2(first == m_before, tests::differenceOf(m_before, first).constData());
}

void TestHostile::rowsByTheHashOfAnEnumerationAreRefused()
{
    m_server->createDatabase(u"hashed"_s);
    m_server->psql(u"hashed"_s, u"CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE p (m mood) PARTITION BY HASH (m);"
                                "CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
                                "CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1);"
                                "INSERT INTO p VALUES ('a'), ('b')"_s);
    const ClonePair pair(m_home, u"hashed"_s, {*m_server, u"hashed"_s}, {*m_server, u"copy"_s});
    const CliRun run = pair.clone();
    QVERIFY(run.exitCode != 0);
    QVERIFY2(run.said().contains("E-OBJ-002") && run.said().contains("PARTITION BY HASH (m)"), run.said().constData());
    QCOMPARE(tests::linesOf(*m_server, u"copy"_s), m_before);
}

void TestHostile::cleanupTestCase()
{
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
