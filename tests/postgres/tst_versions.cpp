// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"
#include "tests/support/server_versions.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

/// Every version of PostgreSQL as source and as target. What is expected on a newer server is not computed: the script
/// that made the source is run there too.
class TestVersions final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aCloneIsWhatTheScriptMakesThere_data();
    void aCloneIsWhatTheScriptMakesThere();
    void anOlderServerIsRefusedWithWhatItCannotHold();
    void cleanupTestCase();

private:
    /// The database that versions.sql makes of what version `major` has, on a server of version `on`.
    QString versionsDatabase(int major, int on);
    QString everythingDatabase(int on);
    [[nodiscard]] TestServer &server(int major) const { return *m_servers.at(major); }

    std::map<int, std::unique_ptr<TestServer>> m_servers;
    std::map<std::pair<int, int>, bool> m_made;
    CliHome m_home;
};

void TestVersions::initTestCase()
{
    for (const int major : tests::serverMajors) {
        QVERIFY_ASSIGN(m_servers[major],
                       TestServer::start({.major = major, .settings = {u"max_locks_per_transaction = 256"_s}}));
        QCOMPARE(server(major).psql(u"postgres"_s, u"SELECT current_setting('server_version_num')::int / 10000"_s),
                 QByteArray::number(major));
    }
}

QString TestVersions::versionsDatabase(int major, int on)
{
    const QString name = u"versions_%1"_s.arg(major);
    if (!std::exchange(m_made[{major, on}], true)) {
        server(on).createDatabase(name);
        server(on).psqlFile(name, QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/versions.sql"),
                            {u"major=%1"_s.arg(major)});
    }
    return name;
}

QString TestVersions::everythingDatabase(int on)
{
    const QString name = u"everything"_s;
    if (!std::exchange(m_made[{0, on}], true)) {
        server(on).createDatabase(name);
        QFile script(QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/everything.sql"));
        if (!script.open(QIODevice::ReadOnly))
            return {};
        // The servers from npm are built without lz4.
        server(on).psql(name, QString::fromUtf8(script.readAll().replace("COMPRESSION lz4", "COMPRESSION pglz")));
    }
    return name;
}

void TestVersions::aCloneIsWhatTheScriptMakesThere_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("everything");

    for (const int major : tests::serverMajors) {
        QTest::addRow("from %d to %d", major, major) << major << major << false;
        if (m_servers.contains(major + 1))
            QTest::addRow("from %d to %d", major, major + 1) << major << major + 1 << false;
    }
    QTest::addRow("from 13 to 18") << 13 << 18 << false;
}

void TestVersions::aCloneIsWhatTheScriptMakesThere()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(bool, everything);
    const QString source = everything ? everythingDatabase(from) : versionsDatabase(from, from);
    const QString native = everything ? everythingDatabase(to) : versionsDatabase(from, to);
    const QString target = u"from_%1_%2"_s.arg(from).arg(everything ? u"everything"_s : u"versions"_s);
    server(to).createDatabase(target);
    server(to).psql(target, u"CREATE TABLE old (id integer PRIMARY KEY, t text); INSERT INTO old VALUES (1, 'x');"
                            "CREATE VIEW seen AS SELECT * FROM old; GRANT SELECT ON old TO PUBLIC;"_s);
    const QStringList before = tests::linesOf(server(to), target);
    const QStringList expected = tests::linesOf(server(to), native);
    QVERIFY(expected.size() > 100);

    const ClonePair pair(m_home, target + u"_%1"_s.arg(to), {server(from), source}, {server(to), target});
    const CliRun run = pair.clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QStringList found = tests::linesOf(server(to), target);
    QVERIFY2(found == expected, tests::differenceOf(expected, found).constData());
    QCOMPARE(tests::rowsOf(server(to), target), tests::rowsOf(server(from), source));

    const CliRun undone = pair.rollback();
    QVERIFY2(undone.exitCode == 0, undone.said().constData());
    found = tests::linesOf(server(to), target);
    QVERIFY2(found == before, tests::differenceOf(before, found).constData());
    server(to).dropDatabase(target);
}

void TestVersions::anOlderServerIsRefusedWithWhatItCannotHold()
{
    server(15).createDatabase(u"older"_s);
    server(15).psql(u"older"_s, u"CREATE TABLE old (id integer)"_s);
    const QStringList before = tests::linesOf(server(15), u"older"_s);
    const ClonePair pair(m_home, u"older"_s, {server(18), versionsDatabase(18, 18)}, {server(15), u"older"_s});
    const CliRun run = pair.clone();
    QVERIFY(run.exitCode != 0);
    // All in one go: the version, and each object with what it needs.
    const QByteArray said = run.said();
    QVERIFY2(said.contains("E-VER-001"), said.constData());
    for (const char *needed : {"shop.virtual", "shop.stays", "shop.guests", "shop.strict", "shop.half_null",
                               "shop.ruled", "shop.built_in", "WITHOUT OVERLAPS", "VIRTUAL", "NOT ENFORCED"})
        QVERIFY2(said.contains(needed), needed);
    QVERIFY(!said.contains("shop.unique_nulls"));
    QCOMPARE(tests::linesOf(server(15), u"older"_s), before);
}

void TestVersions::cleanupTestCase()
{
    m_servers.clear();
}

QTEST_GUILESS_MAIN(TestVersions)
#include "tst_versions.moc"
