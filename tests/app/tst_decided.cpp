// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

/// What nobody decided about, and what cannot be replaced: refused before anything is done, with exit codes and JSON.
class TestDecided final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void whatNobodyDecidedIsRefusedWhereThatIsAsked_data();
    void whatNobodyDecidedIsRefusedWhereThatIsAsked();
    void aKeptColumnHasAReasonAndAName();
    void aProductionStopsAtWhatCannotBeReplaced();
    void allThatIsWrongWithARuleFileIsSaidAtOnce_data();
    void allThatIsWrongWithARuleFileIsSaidAtOnce();
    void aTestIsToldAndGoesOn();
    void somebodyMayKeepItAndSaySo();

private:
    [[nodiscard]] CliRun clone(const QString &source, const QStringList &options) const;
    [[nodiscard]] QString rules(const QByteArray &text) const;
    [[nodiscard]] QByteArray rowsInCopy() const
    {
        return m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_class WHERE relname IN ('codes', 'members')"_s);
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
};

void TestDecided::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_home = std::make_unique<CliHome>();
    for (const QString &name : {u"undecided"_s, u"stuck"_s, u"copy"_s})
        m_server->createDatabase(name);
    // Neither name nor type say what it is, and nobody looks into bits.
    m_server->psql(u"undecided"_s, u"CREATE TABLE codes (id int PRIMARY KEY, wxq bit varying); INSERT INTO codes"
                                   " SELECT n, n::bit(8) FROM generate_series(1, 60) AS n"_s);
    m_server->psql(u"stuck"_s,
                   u"CREATE TABLE members (id int PRIMARY KEY, email text NOT NULL CHECK (email IN"
                   " ('anna@example.org', 'luc@example.org'))); INSERT INTO members VALUES (1, 'anna@example.org'),"
                   " (2, 'luc@example.org')"_s);
    m_home->addEnvironment(u"undecided"_s, u"production"_s, m_server->connectionInfo(u"undecided"_s));
    m_home->addEnvironment(u"stuck"_s, u"production"_s, m_server->connectionInfo(u"stuck"_s));
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
}

CliRun TestDecided::clone(const QString &source, const QStringList &options) const
{
    return m_home->run(QStringList{u"clone"_s, u"--source"_s, source, u"--target"_s, u"copy"_s, u"--confirm"_s,
                                   u"copy"_s, u"--json"_s, u"--no-input"_s}
                       + options);
}

QString TestDecided::rules(const QByteArray &text) const
{
    const QString path = m_home->path() + u"/rules.toml"_s;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        QTest::qFail("the rules cannot be written", __FILE__, __LINE__);
    return path;
}

void TestDecided::whatNobodyDecidedIsRefusedWhereThatIsAsked_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("of a plan") << QStringList{u"--strict"_s, u"--dry-run"_s};
    QTest::newRow("of a clone") << QStringList{u"--strict"_s};
}

void TestDecided::whatNobodyDecidedIsRefusedWhereThatIsAsked()
{
    QFETCH(const QStringList, options);
    const CliRun refused = clone(u"undecided"_s, options);
    QVERIFY2(refused.exitCode == 77, refused.said().constData());
    QVERIFY2(refused.output.contains("E-RULE-001"), refused.said().constData());
    QVERIFY2(refused.output.contains("public.codes.wxq"), refused.said().constData());
    QCOMPARE(rowsInCopy(), QByteArray("0"));

    const CliRun detected = m_home->run({u"rules"_s, u"detect"_s, u"--source"_s, u"undecided"_s, u"--strict"_s});
    QVERIFY2(detected.exitCode != 0, detected.said().constData());
}

void TestDecided::aKeptColumnHasAReasonAndAName()
{
    const QByteArray kept = "version = 1\n[table.\"public.codes\"]\nid = \"keep\"\nwxq = ";
    const CliRun silent = clone(
        u"undecided"_s, {u"--strict"_s, u"--dry-run"_s, u"--rules"_s, rules(QByteArray(kept).append("\"keep\"\n"))});
    QVERIFY2(silent.exitCode == 65, silent.said().constData());
    QVERIFY2(silent.output.contains("E-RULE-007"), silent.said().constData());
    const CliRun said
        = clone(u"undecided"_s,
                {u"--strict"_s, u"--dry-run"_s, u"--rules"_s,
                 rules(QByteArray(kept).append("{ rule = \"keep\", reason = \"codes of goods\", by = \"Ada\" }\n"))});
    QVERIFY2(said.exitCode == 0, said.said().constData());
}

void TestDecided::aProductionStopsAtWhatCannotBeReplaced()
{
    for (const QStringList &options : {QStringList{u"--dry-run"_s}, QStringList{}}) {
        const CliRun refused = clone(u"stuck"_s, options);
        QVERIFY2(refused.exitCode == 77, refused.said().constData());
        QVERIFY2(refused.output.contains("E-RULE-006"), refused.said().constData());
        QVERIFY2(refused.output.contains("public.members.email"), refused.said().constData());
        QCOMPARE(rowsInCopy(), QByteArray("0"));
    }
}

void TestDecided::allThatIsWrongWithARuleFileIsSaidAtOnce_data()
{
    QTest::addColumn<QStringList>("command");
    const QStringList target{u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s};
    QTest::newRow("of a clone") << QStringList{u"clone"_s} + target;
    QTest::newRow("of a plan") << QStringList{u"clone"_s, u"--dry-run"_s} + target;
    QTest::newRow("of a check") << QStringList{u"rules"_s, u"check"_s};
    QTest::newRow("of rules to keep") << QStringList{u"rules"_s, u"keep"_s};
}

void TestDecided::allThatIsWrongWithARuleFileIsSaidAtOnce()
{
    QFETCH(const QStringList, command);
    const QString file = rules("version = 1\n[table.codes]\nid = \"address\"\nwxq = \"emial\"\nnobody = \"email\"\n"
                               "[table.elsewhere]\nx = \"email\"\n[table.codes2]\ny = { day = 3 }\n");
    const CliRun run = m_home->run(
        command + QStringList{u"--source"_s, u"undecided"_s, u"--rules"_s, file, u"--json"_s, u"--no-input"_s});
    QVERIFY2(run.exitCode == 65, run.said().constData());
    for (const char *part : {"E-RULE-002", "emial", "day", "E-RULE-003", "public.codes.nobody", "public.elsewhere",
                             "E-RULE-004", "public.codes.id"})
        QVERIFY2(run.said().contains(part), QByteArray(part).append(": ").append(run.said()).constData());
    QCOMPARE(rowsInCopy(), QByteArray("0"));
}

void TestDecided::aTestIsToldAndGoesOn()
{
    m_server->createDatabase(u"tried"_s);
    m_server->psql(u"tried"_s, u"CREATE TABLE members (id int PRIMARY KEY, email text NOT NULL CHECK (email IN"
                               " ('anna@example.org'))); INSERT INTO members VALUES (1, 'anna@example.org')"_s);
    m_home->addEnvironment(u"tried"_s, u"test"_s, m_server->connectionInfo(u"tried"_s));
    const CliRun plan = clone(u"tried"_s, {u"--anonymize"_s, u"--dry-run"_s});
    QVERIFY2(plan.exitCode == 0, plan.said().constData());
    QVERIFY2(plan.output.contains("email"), plan.said().constData());
}

void TestDecided::somebodyMayKeepItAndSaySo()
{
    const CliRun said
        = clone(u"stuck"_s, {u"--rules"_s, rules("version = 1\n[table.\"public.members\"]\nemail = { rule = "
                                                 "\"keep\", reason = \"two test accounts\", by = \"Ada\" }\n")});
    QVERIFY2(said.exitCode == 0, said.said().constData());
    QVERIFY2(said.output.contains("two test accounts"), said.said().constData());
}

QTEST_GUILESS_MAIN(TestDecided)
#include "tst_decided.moc"
