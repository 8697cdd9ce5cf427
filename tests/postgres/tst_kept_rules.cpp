// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tests;

/// What is decided about the columns of an environment is kept for it, and every clone of it uses it and says so.
class TestKeptRules final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aCloneUsesWhatIsKeptForItsSourceAndSaysSo();
    void aCloneMayBeToldToUseNone();
    void anAddressHasNoRulesEvenWhereItsDatabaseIsNamedAsAnEnvironment();
    void rulesOfTablesThatAreNotClonedHaveNothingToDo();
    void theSameColumnGetsTheSameDecisionWhateverIsLeftOut();
    void aRuleForATableThatDoesNotExistIsAMistake();
    void rulesThatDoNotFitAreNotKept();
    void rulesGoWithTheNameOfTheirEnvironment();
    void damagedRulesStopACloneAndCanBeForgotten();
    void onlyTheirOwnerReadsThem();

private:
    [[nodiscard]] QString ruleFile(const QByteArray &toml) const;
    void keep(const QByteArray &toml) const;
    [[nodiscard]] CliRun clone(const QStringList &options = {}, const QString &source = u"shop"_s) const;
    [[nodiscard]] QByteArray copied(const QString &sql) const { return m_server->psql(u"copy"_s, sql); }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
};

void TestKeptRules::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"shop"_s, uR"(
CREATE SCHEMA stock;
CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, city text, handle text UNIQUE);
CREATE TABLE notes (id int PRIMARY KEY, author text REFERENCES users (handle), email text);
CREATE TABLE stock.suppliers (id int PRIMARY KEY, email text);
INSERT INTO users SELECT n, 'anna.' || n || '@shop.example', 'Lyon', 'h' || n FROM generate_series(1, 40) AS n;
INSERT INTO notes SELECT n, 'h' || n, 'paul.' || n || '@shop.example' FROM generate_series(1, 40) AS n;
INSERT INTO stock.suppliers SELECT n, 'lea.' || n || '@shop.example' FROM generate_series(1, 40) AS n;
ANALYZE)"_s);
}

void TestKeptRules::init()
{
    m_home = std::make_unique<CliHome>();
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
}

QString TestKeptRules::ruleFile(const QByteArray &toml) const
{
    QFile file(m_home->path() + u"/given.toml"_s);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("a file of a test cannot be written");
    file.write(QByteArray("version = 1\n").append(toml));
    return file.fileName();
}

void TestKeptRules::keep(const QByteArray &toml) const
{
    const CliRun kept = m_home->run({u"rules"_s, u"keep"_s, u"--source"_s, u"shop"_s, u"--rules"_s, ruleFile(toml)});
    QVERIFY2(kept.exitCode == 0, kept.said().constData());
}

CliRun TestKeptRules::clone(const QStringList &options, const QString &source) const
{
    return m_home->run(
        QStringList{u"clone"_s, u"--source"_s, source, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s} + options);
}

void TestKeptRules::aCloneUsesWhatIsKeptForItsSourceAndSaysSo()
{
    keep("[table.\"public.users\"]\nemail = { template = \"u{n}@example.test\" }\n"
         "city = { rule = \"keep\", reason = \"public places\", by = \"A. Martin\" }\n");
    const CliRun plan = clone({u"--dry-run"_s});
    QVERIFY2(plan.said().contains("The rules kept for \"shop\" decide about 2 columns"), plan.said().constData());
    const CliRun done = clone({u"--json"_s});
    QVERIFY2(done.exitCode == 0, done.said().constData());
    QCOMPARE(done.report().value(u"rulesKeptFor"_s).toString(), u"shop"_s);
    QVERIFY2(done.said().contains("The rules kept for "), done.said().constData());
    QCOMPARE(copied(u"SELECT count(*), bool_and(email LIKE 'u%@example.test'), bool_and(city = 'Lyon') FROM users"_s),
             QByteArray("40|t|t"));
    // The columns that no rule speaks of are decided about as ever.
    QCOMPARE(copied(u"SELECT count(*) FROM notes WHERE email LIKE '%@shop.example'"_s), QByteArray("0"));
    const CliRun report = clone();
    QVERIFY2(report.said().contains("The rules kept for \"shop\" decide about 2 columns"), report.said().constData());
    // What is kept can be had as a file, which is a rule file like any other.
    const CliRun shown = m_home->run({u"rules"_s, u"show"_s, u"--source"_s, u"shop"_s});
    QCOMPARE(shown.output, QByteArray("version = 1\n\n[table.\"public.users\"]\n"
                                      "\"city\" = { rule = \"keep\", reason = \"public places\", by = \"A. Martin\" }\n"
                                      "\"email\" = { template = \"u{n}@example.test\" }\n"));
}

void TestKeptRules::aCloneMayBeToldToUseNone()
{
    keep("[table.\"public.users\"]\nemail = \"keep\"\n");
    const CliRun done = clone({u"--no-rules"_s, u"--json"_s});
    QVERIFY2(done.exitCode == 0, done.said().constData());
    QVERIFY(!done.report().contains(u"rulesKeptFor"_s));
    QCOMPARE(copied(u"SELECT count(*) FROM users WHERE email LIKE '%@shop.example'"_s), QByteArray("0"));
    // A file that is given is used instead.
    const CliRun other
        = clone({u"--rules"_s, ruleFile("[table.\"public.users\"]\nemail = { template = \"x{n}@example.test\" }\n")});
    QVERIFY2(other.exitCode == 0 && !other.said().contains("The rules kept for"), other.said().constData());
    QCOMPARE(copied(u"SELECT count(*) FROM users WHERE email LIKE 'x%@example.test'"_s), QByteArray("40"));
    QCOMPARE(clone({u"--no-rules"_s, u"--rules"_s, u"x.toml"_s}).exitCode, 64);
}

void TestKeptRules::anAddressHasNoRulesEvenWhereItsDatabaseIsNamedAsAnEnvironment()
{
    keep("[table.\"public.users\"]\nemail = \"keep\"\n");
    const CliRun done = clone({u"--json"_s}, m_server->connectionInfo(u"shop"_s));
    QVERIFY2(done.exitCode == 0, done.said().constData());
    QCOMPARE(copied(u"SELECT count(*) FROM users WHERE email LIKE '%@shop.example'"_s), QByteArray("0"));
    const CliRun kept = m_home->run(
        {u"rules"_s, u"keep"_s, u"--source"_s, m_server->connectionInfo(u"shop"_s), u"--rules"_s, ruleFile("")});
    QCOMPARE(kept.exitCode, 64);
}

void TestKeptRules::rulesOfTablesThatAreNotClonedHaveNothingToDo()
{
    keep("[table.\"public.users\"]\ncity = \"null\"\n[table.\"public.notes\"]\nemail = \"null\"\n"
         "[table.\"stock.suppliers\"]\nemail = \"null\"\n");
    const CliRun unticked = clone({u"--exclude-table"_s, u"notes"_s});
    QVERIFY2(unticked.exitCode == 0, unticked.said().constData());
    const CliRun plan = clone({u"--exclude-table"_s, u"notes"_s, u"--dry-run"_s});
    QVERIFY2(plan.said().contains("their tables are not copied: public.notes"), plan.said().constData());
    const CliRun schema = clone({u"--schemas"_s, u"public"_s});
    QVERIFY2(schema.exitCode == 0, schema.said().constData());
    QVERIFY2(schema.said().contains("their schemas are not cloned: stock.suppliers"), schema.said().constData());
    // Also a rule that would not fit, and one for a column that is gone.
    const CliRun unfit = clone({u"--exclude-table"_s, u"notes"_s, u"--rules"_s,
                                ruleFile("[table.\"public.notes\"]\nid = \"email\"\nemial = \"email\"\n"
                                         "[table.\"public.users\"]\ncity = \"null\"\n")});
    QVERIFY2(unfit.exitCode == 0, unfit.said().constData());
    QCOMPARE(copied(u"SELECT count(city) FROM users"_s), QByteArray("0"));
}

void TestKeptRules::theSameColumnGetsTheSameDecisionWhateverIsLeftOut()
{
    const auto ruleOf = [](const CliRun &plan, const QString &table, const QString &column) {
        for (const QJsonValue &value : plan.report().value(u"columns"_s).toArray()) {
            if (value[u"table"_s] == table && value[u"column"_s] == column)
                return value[u"rule"_s].toString();
        }
        return u"(no such column)"_s;
    };
    // A rule for what notes.author refers to.
    keep("[table.\"public.users\"]\nhandle = { template = \"h{n}\" }\n");
    const QStringList look{u"--dry-run"_s, u"--json"_s};
    QCOMPARE(ruleOf(clone(look), u"public.notes"_s, u"author"_s), u"template"_s);
    const CliRun without = clone(look + QStringList{u"--exclude-table"_s, u"users"_s});
    QCOMPARE(ruleOf(without, u"public.notes"_s, u"author"_s), u"template"_s);
    QCOMPARE(ruleOf(without, u"public.users"_s, u"handle"_s), u"(no such column)"_s);
}

void TestKeptRules::aRuleForATableThatDoesNotExistIsAMistake()
{
    const CliRun run = clone({u"--rules"_s, ruleFile("[table.\"public.user\"]\nemail = \"null\"\n")});
    QCOMPARE(run.exitCode, 65);
    QVERIFY2(run.said().contains("public.user"), run.said().constData());
}

void TestKeptRules::rulesThatDoNotFitAreNotKept()
{
    const CliRun kept = m_home->run({u"rules"_s, u"keep"_s, u"--source"_s, u"shop"_s, u"--rules"_s,
                                     ruleFile("[table.\"public.users\"]\nid = \"email\"\n")});
    QCOMPARE(kept.exitCode, 65);
    const CliRun shown = m_home->run({u"rules"_s, u"show"_s, u"--source"_s, u"shop"_s});
    QVERIFY2(shown.exitCode == 0 && shown.output.isEmpty(), shown.said().constData());
    QVERIFY2(shown.messages.contains("No rules are kept"), shown.said().constData());
}

void TestKeptRules::rulesGoWithTheNameOfTheirEnvironment()
{
    keep("[table.\"public.users\"]\ncity = \"null\"\n");
    const QString odd = u"boutique / n° 1 — «é»"_s;
    QCOMPARE(m_home->run({u"env"_s, u"edit"_s, u"shop"_s, u"--rename"_s, odd}).exitCode, 0);
    QVERIFY(m_home->run({u"rules"_s, u"show"_s, u"--source"_s, odd}).output.contains("\"city\" = \"null\""));
    QCOMPARE(m_home->run({u"env"_s, u"remove"_s, odd}).exitCode, 0);
    // Another environment of that name begins without.
    m_home->addEnvironment(odd, u"test"_s, m_server->connectionInfo(u"shop"_s));
    QVERIFY(m_home->run({u"rules"_s, u"show"_s, u"--source"_s, odd}).output.isEmpty());
    m_home->addEnvironment(u"shop"_s, u"test"_s, m_server->connectionInfo(u"shop"_s));
    QVERIFY(m_home->run({u"rules"_s, u"show"_s, u"--source"_s, u"shop"_s}).output.isEmpty());
}

void TestKeptRules::damagedRulesStopACloneAndCanBeForgotten()
{
    keep("[table.\"public.users\"]\ncity = \"null\"\n");
    QFile file(m_home->path() + u"/config/rules/shop.toml"_s);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(file.fileName()));
    file.write("version = 1\n[table.\"public.users\"\n");
    file.close();
    const CliRun run = clone();
    QCOMPARE(run.exitCode, 65);
    QVERIFY2(run.said().contains("rules/shop.toml:2:"), run.said().constData());
    QCOMPARE(m_home->run({u"rules"_s, u"forget"_s, u"--source"_s, u"shop"_s}).exitCode, 0);
    QCOMPARE(clone({u"--dry-run"_s}).exitCode, 0);
}

void TestKeptRules::onlyTheirOwnerReadsThem()
{
    keep("[table.\"public.users\"]\ncity = \"null\"\n");
    const QFileInfo file(m_home->path() + u"/config/rules/shop.toml"_s);
    QVERIFY(file.exists());
    QCOMPARE(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(QFileInfo(file.path()).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther),
             QFile::Permissions());
}

QTEST_GUILESS_MAIN(TestKeptRules)
#include "tst_kept_rules.moc"
