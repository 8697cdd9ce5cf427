// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tests;

/// A double says itself what it was made from and what of it is replaced: no name and no label has a say in how it is
/// compared.
class TestVerifiedDoubles final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aDoubleIsComparedByIdentityWhateverItsSourceIsCalled();
    void anotherDatabaseOfTheSameNameIsToldApart();
    void aClearCopyOfADoubleSaysWhoseCopyItIs();
    void chosenRowsAreNoDifference();
    void withoutARestorePointTheColumnsThatDifferAreNamed();
    void valuesThatChangedPlacesAreADifference();
    void aCloneThatDidNotEndIsNotVerified();
    void whatIsSwitchedOffIsNoDifference();
    void namesReplacedInColumnsWithoutRulesAreNoDifference();

private:
    [[nodiscard]] CliRun clone(const QString &source, const QString &target, const QStringList &options = {}) const;
    [[nodiscard]] CliRun verify(const QString &source, const QString &target) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
};

void TestVerifiedDoubles::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
}

void TestVerifiedDoubles::init()
{
    for (const QString &database : {u"shop"_s, u"branch"_s, u"copy"_s, u"second"_s}) {
        m_server->psql(u"postgres"_s, u"DROP DATABASE IF EXISTS "_s + database);
        m_server->createDatabase(database);
    }
    for (const QString &database : {u"shop"_s, u"branch"_s})
        m_server->psql(database, uR"(
CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, visits int);
CREATE TABLE visits (id int PRIMARY KEY, user_id int REFERENCES users, pages int);
INSERT INTO users SELECT n, 'anna.' || n || '@shop.example', n % 7 FROM generate_series(1, 40) AS n;
INSERT INTO visits SELECT n, 1 + n % 40, n % 5 FROM generate_series(1, 200) AS n)"_s);
    m_home = std::make_unique<CliHome>();
    m_home->addEnvironment(u"live"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"double"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    m_home->addEnvironment(u"again"_s, u"development"_s, m_server->connectionInfo(u"second"_s));
}

CliRun TestVerifiedDoubles::clone(const QString &source, const QString &target, const QStringList &options) const
{
    return m_home->run(QStringList{u"clone"_s, u"--source"_s, source, u"--target"_s, target, u"--confirm"_s, target}
                       + options);
}

CliRun TestVerifiedDoubles::verify(const QString &source, const QString &target) const
{
    return m_home->run({u"verify"_s, u"--source"_s, source, u"--target"_s, target, u"--lang"_s, u"en"_s});
}

void TestVerifiedDoubles::aDoubleIsComparedByIdentityWhateverItsSourceIsCalled()
{
    const CliRun made = clone(u"live"_s, u"double"_s);
    QVERIFY2(made.exitCode == 0, made.said());
    m_home->addEnvironment(u"other name"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    const CliRun same = verify(u"other name"_s, u"double"_s);
    QVERIFY2(same.exitCode == 0 && same.said().contains("users: email"), same.said());
    QVERIFY2(!same.said().contains("is a double of"), same.said());
}

void TestVerifiedDoubles::anotherDatabaseOfTheSameNameIsToldApart()
{
    const CliRun made = clone(u"live"_s, u"double"_s);
    QVERIFY2(made.exitCode == 0, made.said());
    CliHome elsewhere;
    elsewhere.addEnvironment(u"live"_s, u"production"_s, m_server->connectionInfo(u"branch"_s));
    elsewhere.addEnvironment(u"double"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    const CliRun other
        = elsewhere.run({u"verify"_s, u"--source"_s, u"live"_s, u"--target"_s, u"double"_s, u"--lang"_s, u"en"_s});
    QVERIFY2(other.said().contains("not of the database that \"live\" leads to"), other.said());
}

void TestVerifiedDoubles::aClearCopyOfADoubleSaysWhoseCopyItIs()
{
    const CliRun made = clone(u"live"_s, u"double"_s);
    QVERIFY2(made.exitCode == 0, made.said());
    const CliRun again = clone(u"double"_s, u"again"_s);
    QVERIFY2(again.exitCode == 0, again.said());
    const CliRun own = verify(u"double"_s, u"again"_s);
    QVERIFY2(own.exitCode == 0, own.said());
    const CliRun other = verify(u"live"_s, u"again"_s);
    QVERIFY2(other.exitCode == 1
                 && other.said().contains("was made from \"double\", which is another database than \"live\""),
             other.said());
    QVERIFY2(other.said().contains("with other contents in email; the other columns are equal"), other.said());
}

void TestVerifiedDoubles::chosenRowsAreNoDifference()
{
    const CliRun made = clone(u"live"_s, u"double"_s, {u"--where"_s, u"users=id <= 10"_s});
    QVERIFY2(made.exitCode == 0, made.said());
    const CliRun chosen = verify(u"live"_s, u"double"_s);
    QVERIFY2(chosen.exitCode == 0, chosen.said());
    QVERIFY2(chosen.said().contains("Its rows were chosen when the copy was made"), chosen.said());
    const CliRun without = clone(u"live"_s, u"double"_s, {u"--exclude-table"_s, u"visits"_s});
    QVERIFY2(without.exitCode == 0, without.said());
    const CliRun empty = verify(u"live"_s, u"double"_s);
    QVERIFY2(empty.exitCode == 0 && empty.said().contains("It was left empty"), empty.said());
    m_server->psql(u"copy"_s, u"INSERT INTO visits VALUES (1, 1, 1)"_s);
    const CliRun filled = verify(u"live"_s, u"double"_s);
    QVERIFY2(filled.exitCode == 1 && filled.said().contains("has 1 rows now"), filled.said());
}

void TestVerifiedDoubles::withoutARestorePointTheColumnsThatDifferAreNamed()
{
    const CliRun made = clone(u"live"_s, u"double"_s);
    QVERIFY2(made.exitCode == 0, made.said());
    m_server->psql(u"copy"_s, u"DROP SCHEMA sosie_state CASCADE"_s);
    const CliRun unknown = verify(u"live"_s, u"double"_s);
    QVERIFY2(unknown.exitCode == 1 && unknown.said().contains("Nothing in the target says"), unknown.said());
    QVERIFY2(unknown.said().contains("users: the same number of rows, with other contents in email; the other columns "
                                     "are equal"),
             unknown.said());
    QVERIFY2(!unknown.said().contains("visits: the same number"), unknown.said());
}

void TestVerifiedDoubles::valuesThatChangedPlacesAreADifference()
{
    const CliRun made = clone(u"live"_s, u"double"_s);
    QVERIFY2(made.exitCode == 0, made.said());
    m_server->psql(u"copy"_s, u"UPDATE visits SET pages = 5 - id WHERE id IN (1, 4)"_s);
    const CliRun exchanged = verify(u"live"_s, u"double"_s);
    QVERIFY2(exchanged.exitCode == 1 && exchanged.said().contains("each column holds the same values, in other rows"),
             exchanged.said());
}

void TestVerifiedDoubles::aCloneThatDidNotEndIsNotVerified()
{
    const CliRun made = clone(u"live"_s, u"double"_s);
    QVERIFY2(made.exitCode == 0, made.said());
    m_server->psql(u"copy"_s, u"UPDATE sosie_state.restore_point SET phase = 'working'"_s);
    const CliRun half = verify(u"live"_s, u"double"_s);
    QVERIFY2(half.exitCode == 1 && half.said().contains("did not end"), half.said());
}

void TestVerifiedDoubles::whatIsSwitchedOffIsNoDifference()
{
    m_server->psql(u"shop"_s, u"CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw; "
                              "CREATE FOREIGN TABLE hosts (line text) SERVER files OPTIONS (filename '/etc/hosts')"_s);
    const CliRun made = clone(u"live"_s, u"double"_s);
    QVERIFY2(made.exitCode == 0, made.said());
    const CliRun same = verify(u"live"_s, u"double"_s);
    QVERIFY2(same.exitCode == 0 && same.said().contains("It is switched off, or leads nowhere"), same.said());
    m_server->psql(u"copy"_s, u"ALTER FOREIGN TABLE hosts OPTIONS (SET filename '/etc/passwd')"_s);
    const CliRun other = verify(u"live"_s, u"double"_s);
    QVERIFY2(other.exitCode == 1 && other.said().contains("hosts"), other.said());
}

// Which columns hold names that the database declares elsewhere, the rows have told.
void TestVerifiedDoubles::namesReplacedInColumnsWithoutRulesAreNoDifference()
{
    m_server->psql(u"shop"_s, u"CREATE TABLE clients (id int PRIMARY KEY, first_name text, last_name text); "
                              "INSERT INTO clients SELECT n, 'Yannig', 'Kerbranek' || chr(97 + n % 26) FROM "
                              "generate_series(1, 40) AS n; CREATE TABLE album (id int PRIMARY KEY, title text); "
                              "INSERT INTO album SELECT n, CASE n WHEN 7 THEN 'Live by Yannig Kerbraneke' ELSE "
                              "'Volume ' || n END FROM generate_series(1, 200) AS n"_s);
    const CliRun made = clone(u"live"_s, u"double"_s);
    QVERIFY2(made.exitCode == 0, made.said());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM album WHERE title LIKE '%Kerbraneke'"_s), "0");
    const CliRun same = verify(u"live"_s, u"double"_s);
    QVERIFY2(same.exitCode == 0 && same.said().contains("album: title"), same.said());
}

QTEST_GUILESS_MAIN(TestVerifiedDoubles)
#include "tst_verified_doubles.moc"
