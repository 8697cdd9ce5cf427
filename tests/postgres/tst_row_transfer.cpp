// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::ClonePair;
using tests::TestServer;

namespace {

constexpr QStringView structure = uR"(
CREATE TABLE authors (id int PRIMARY KEY, name text, born date);
CREATE TABLE books (id int PRIMARY KEY, author int, title text, pages int);
INSERT INTO authors SELECT n, 'Author ' || n, date '1900-01-01' + n FROM generate_series(1, 500) AS n;
INSERT INTO books SELECT n, 1 + n % 500, repeat('Book ' || n, 20), n % 900
    FROM generate_series(1, 60000) AS n;
CREATE INDEX ON authors (name);
CREATE INDEX ON authors (born);
CREATE INDEX ON books (author);
CREATE INDEX ON books (title);
CREATE INDEX ON books (pages);
ALTER TABLE books ADD FOREIGN KEY (author) REFERENCES authors;
ANALYZE;
)";

/// Where the statement begins in the log; the first one, or the last.
qsizetype firstOf(const QByteArray &log, const QByteArray &statement)
{
    return log.indexOf(statement);
}

qsizetype lastOf(const QByteArray &log, const QByteArray &statement)
{
    return log.lastIndexOf(statement);
}

} // namespace

/// What a clone leaves to the target's server, and in which order, read from the server's log and catalog.
class TestRowTransfer final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void rowsOfAllButSmallTablesAreWrittenFrozen();
    void statisticsComeAfterTheIndexesAndBeforeTheChecksOfKeys();
    void whileAllWorkersAreBusyTheServerAddsNoProcesses();

private:
    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    QByteArray m_log;
};

void TestRowTransfer::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.logsStatements = true}));
    m_server->createDatabase(u"library"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"library"_s, structure.toString());
    const qsizetype before = m_server->log().size();
    const ClonePair pair(m_home, u"order"_s, {*m_server, u"library"_s}, {*m_server, u"copy"_s});
    const tests::CliRun run = pair.clone({u"--jobs"_s, u"2"_s});
    QVERIFY2(run.exitCode == 0, run.said());
    m_log = m_server->log().mid(before);
}

void TestRowTransfer::rowsOfAllButSmallTablesAreWrittenFrozen()
{
    // All-visible pages, without a vacuum: what index-only scans and the next vacuum profit from.
    QCOMPARE(m_server->psql(u"copy"_s, uR"(
SELECT relname, relallvisible = relpages FROM pg_class WHERE relname IN ('authors', 'books') ORDER BY relname)"_s),
             "authors|f\nbooks|t");
    // A transaction that truncates waits for the disk: not for 500 rows.
    QVERIFY2(m_log.contains("TRUNCATE ONLY \"public\".\"books\""), m_log);
    QVERIFY2(!m_log.contains("TRUNCATE ONLY \"public\".\"authors\""), m_log);
}

void TestRowTransfer::statisticsComeAfterTheIndexesAndBeforeTheChecksOfKeys()
{
    for (const QByteArray table : {"authors", "books"}) {
        const qsizetype statistics = firstOf(m_log, QByteArray("ANALYZE \"public\".\"" + table + "\""));
        QVERIFY2(statistics > 0, m_log);
        const qsizetype lastIndex = lastOf(m_log, QByteArray(" ON public." + table + " USING btree"));
        QVERIFY2(lastIndex > 0 && lastIndex < statistics, m_log);
        QVERIFY2(statistics < firstOf(m_log, "VALIDATE CONSTRAINT"), m_log);
    }
}

void TestRowTransfer::whileAllWorkersAreBusyTheServerAddsNoProcesses()
{
    const qsizetype none = firstOf(m_log, "SET max_parallel_maintenance_workers = 0");
    QVERIFY2(none > 0 && none < firstOf(m_log, " USING btree"), m_log);
}

QTEST_GUILESS_MAIN(TestRowTransfer)
#include "tst_row_transfer.moc"
