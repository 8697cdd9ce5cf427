// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

namespace {

/// The same folder as in packaging/regression/fetch.
QString regressionFolder()
{
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME");
    const QString folder = geteuid() == 0 ? u"/var/cache"_s : cache.isEmpty() ? QDir::homePath() + u"/.cache"_s : cache;
    return folder + u"/sosie/regression/regress"_s;
}

/// What an ordinary run of the tests has time for: the files that leave the widest variety of objects behind.
const QStringList quickFiles
    = u"test_setup boolean char varchar text int8 numeric uuid enum money rangetypes bit date timestamptz interval inet"
      " macaddr multirangetypes geometry point polygon circle create_function_sql create_type create_schema "
      "create_table"
      " create_procedure create_operator create_view create_aggregate create_cast constraints typed_table create_index"
      " inherit vacuum sanity_check identity generated groupingsets collate.icu.utf8 privileges rules rowsecurity"
      " object_address alter_generic alter_operator misc_functions tsdicts foreign_data partition_join partition_prune"
      " reloptions hash_part indexing stats_ext compression plpgsql domain sequence polymorphism arrays xml json jsonb"
      " foreign_key triggers alter_table tablesample event_trigger publication subscription largeobject"_s.split(u' ');

/// The names of what the report says was not carried: "public.int8alias1" of "cast bigint AS public.int8alias1".
QStringList leftBehind(const QJsonObject &report)
{
    static const QRegularExpression qualified(u"[\\w\"]+\\.[^\\s(),]+"_s);
    QSet<QString> names;
    for (const QJsonValue &entry : report.value(u"notCarried"_s).toArray()) {
        const QString name = entry[u"name"_s].toString();
        // Only its privileges: the language is the server's own, and what is made with it is in the copy.
        if (entry[u"kind"_s] == u"privileges"_s && name.startsWith(u"language "_s))
            continue;
        auto matches = qualified.globalMatch(name);
        if (!matches.hasNext())
            names.insert(name);
        while (matches.hasNext())
            names.insert(matches.next().captured());
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

bool mentions(const QString &line, const QStringList &names)
{
    return std::any_of(names.begin(), names.end(), [&](const QString &name) { return line.contains(name); });
}

} // namespace

/// The database that PostgreSQL's own regression tests leave behind.
class TestRegression final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theCopyHoldsWhatTheSourceHolds();
    void rollbackBringsTheOldContentsBack();
    void cleanupTestCase();

private:
    void runFiles(const QStringList &files) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<ClonePair> m_pair;
    CliHome m_home;
    QStringList m_before;
};

void TestRegression::initTestCase()
{
    QFile schedule(regressionFolder() + u"/parallel_schedule"_s);
    QVERIFY2(schedule.open(QIODevice::ReadOnly),
             "PostgreSQL's regression tests are not on this computer. Run packaging/regression/fetch.");
    QStringList files;
    while (!schedule.atEnd()) {
        const QString line = QString::fromUtf8(schedule.readLine()).simplified();
        if (line.startsWith(u"test: "_s))
            files += line.mid(6).split(u' ', Qt::SkipEmptyParts);
    }
    QVERIFY(files.size() > 200);
    if (!qEnvironmentVariableIsSet("SOSIE_WHOLE_REGRESSION"))
        files.removeIf([](const QString &file) { return !quickFiles.contains(file); });

    QVERIFY_ASSIGN(m_server, TestServer::start({.major = 15, .settings = {u"max_locks_per_transaction = 1024"_s}}));
    // Some of the files name the database.
    m_server->createDatabase(u"regression"_s);
    m_server->psql(u"postgres"_s, u"ALTER DATABASE regression SET bytea_output = 'hex';"
                                  "ALTER DATABASE regression SET timezone_abbreviations = 'Default'"_s);
    runFiles(files);
    // Some were left stale; a clone fills them from its tables.
    m_server->psql(u"regression"_s, u"SELECT 'REFRESH MATERIALIZED VIEW ' || oid::regclass FROM pg_class"
                                    " WHERE relkind = 'm' AND relispopulated ORDER BY oid \\gexec"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"copy"_s, u"CREATE TABLE old (id integer PRIMARY KEY); INSERT INTO old VALUES (1)"_s);
    m_before = tests::linesOf(*m_server, u"copy"_s);
    m_pair = std::make_unique<ClonePair>(m_home, u"regression"_s, ClonePair::Place{*m_server, u"regression"_s},
                                         ClonePair::Place{*m_server, u"copy"_s});
}

/// Statements may fail: many are there to fail, and those that need the library of the tests (regress.so, which no
/// package has) do as well.
void TestRegression::runFiles(const QStringList &files) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PG_ABS_SRCDIR"_s, regressionFolder());
    environment.insert(u"PG_ABS_BUILDDIR"_s, m_server->makeServerFolder(u"built"_s));
    environment.insert(u"PG_LIBDIR"_s, QDir(m_server->cluster().programs().folder).filePath(u"../lib"_s));
    environment.insert(u"PG_DLSUFFIX"_s, u".so"_s);
    environment.insert(u"PGTZ"_s, u"PST8PDT"_s);
    environment.insert(u"PGDATESTYLE"_s, u"Postgres, MDY"_s);
    std::ignore = m_server->makeServerFolder(u"built/results"_s);
    for (const QString &file : files) {
        QProcess psql;
        psql.setProcessEnvironment(environment);
        psql.setStandardInputFile(regressionFolder() + u"/sql/"_s + file + u".sql"_s);
        psql.setStandardOutputFile(QProcess::nullDevice());
        psql.setStandardErrorFile(QProcess::nullDevice());
        psql.start(u"psql"_s, {u"-X"_s, u"-q"_s, u"-d"_s, m_server->connectionInfo(u"regression"_s), u"-v"_s,
                               u"HIDE_TABLEAM=on"_s, u"-v"_s, u"HIDE_TOAST_COMPRESSION=on"_s});
        QVERIFY2(psql.waitForFinished(120'000), qPrintable(file));
    }
}

void TestRegression::theCopyHoldsWhatTheSourceHolds()
{
    const CliRun run = m_pair->clone();
    QVERIFY2(run.exitCode == 0, run.output.right(2000).constData());
    QStringList expected = tests::linesOf(*m_server, u"regression"_s);
    QVERIFY(expected.size() > 2000);
    const QStringList left = leftBehind(run.report());
    qInfo("left behind and named: %s", qPrintable(left.join(u", "_s)));
    QVERIFY(left.size() < 40);
    // Nor is carried what was added to an operator family of PostgreSQL itself; pg_dump does not either. See README.md.
    expected.removeIf([&](const QString &line) {
        return mentions(line, left) || line.startsWith(u"member operator family pg_catalog."_s);
    });
    const QStringList found = tests::linesOf(*m_server, u"copy"_s);
    QVERIFY2(found == expected, tests::differenceOf(expected, found).constData());
}

void TestRegression::rollbackBringsTheOldContentsBack()
{
    const CliRun undone = m_pair->rollback();
    QVERIFY2(undone.exitCode == 0, undone.said().constData());
    const QStringList found = tests::linesOf(*m_server, u"copy"_s);
    QVERIFY2(found == m_before, tests::differenceOf(m_before, found).constData());
}

void TestRegression::cleanupTestCase()
{
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestRegression)
#include "tst_regression.moc"
