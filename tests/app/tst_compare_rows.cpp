// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

namespace {

constexpr QStringView shop = uR"(
CREATE TABLE prices (id int PRIMARY KEY, label text, price numeric(8,2), changed timestamptz DEFAULT now());
CREATE TABLE notes (line text);
INSERT INTO prices SELECT n, 'article ' || n, n * 1.5, '2026-01-01' FROM generate_series(1, 400) AS n;
INSERT INTO notes SELECT 'note ' || n FROM generate_series(1, 9) AS n;
)";

} // namespace

/// compare --data as a person and a pipeline use it: what it says and hides, its exit codes, its files.
class TestCompareRows final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void equalRowsAreEqual();
    void whatDiffersIsShown();
    void valuesOfAProductionAreHiddenUntilTheyAreAskedFor();
    void theFilesMakeRowsEqualAndBringThemBack();
    void columnsAndKeysAreChosen();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();

private:
    [[nodiscard]] CliRun compare(const QStringList &options, const QString &source = u"new"_s) const
    {
        return m_home->run(QStringList{u"compare"_s, u"--source"_s, source, u"--target"_s, u"old"_s, u"--lang"_s,
                                       u"en"_s, u"--no-color"_s, u"--data"_s}
                           + options);
    }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    void run(const QString &name) const
    {
        QFile script(file(name));
        QVERIFY(script.open(QIODevice::ReadOnly));
        m_server->psql(u"old"_s, QString::fromUtf8(script.readAll()));
    }
    void makeThemDiffer() const
    {
        m_server->psql(u"new"_s,
                       u"UPDATE prices SET label = 'solveig@courriel.example', changed = now() WHERE id IN (7, 300);"
                       "DELETE FROM prices WHERE id = 12; INSERT INTO notes VALUES ('note 1')"_s);
        m_server->psql(u"old"_s, u"DELETE FROM prices WHERE id = 33"_s);
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
    QTemporaryDir m_folder;
};

void TestCompareRows::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_home = std::make_unique<CliHome>();
    for (const QString &name : {u"old"_s, u"new"_s}) {
        m_server->createDatabase(name);
        m_server->psql(name, shop.toString());
        m_home->addEnvironment(name, u"test"_s, m_server->connectionInfo(name));
    }
}

void TestCompareRows::equalRowsAreEqual()
{
    const CliRun run = compare({});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(run.output.contains("have the same rows") && run.output.contains("have the same structure"), run.said());
    QVERIFY2(run.output.contains("public.notes: No key"), run.said());
    makeThemDiffer();
}

void TestCompareRows::whatDiffersIsShown()
{
    const CliRun both = compare({});
    QVERIFY2(both.exitCode == 1, both.said().constData());
    for (const char *words : {"public.prices: 2 changed, 1 only in new, 1 only in old, 396 equal",
                              "~ id 7  label: \"article 7\" → \"solveig@courriel.example\"", "+ id 33", "- id 12",
                              "public.notes: 1 only in new, 9 equal", "+ line \"note 1\""})
        QVERIFY2(both.output.contains(words), both.said().constData());
    const CliRun one = compare({u"--table"_s, u"pri*"_s, u"--json"_s, u"--rows"_s, u"2"_s});
    QCOMPARE(one.exitCode, 1);
    QVERIFY(!one.report().contains("changes"_L1));
    const QJsonArray tables = one.report().value("rows"_L1).toObject().value("tables"_L1).toArray();
    QCOMPARE(tables.size(), 1);
    const QJsonObject prices = tables.first().toObject();
    QCOMPARE(prices.value("changed"_L1).toInt(), 2);
    QCOMPARE(prices.value("differences"_L1).toArray().size(), 2);
    QVERIFY(prices.value("equalBlocks"_L1).toInt() < prices.value("blocks"_L1).toInt());
    const CliRun page = compare({u"--format"_s, u"markdown"_s});
    QVERIFY2(page.output.contains("### `public.prices`: 2 changed"), page.said());
}

void TestCompareRows::valuesOfAProductionAreHiddenUntilTheyAreAskedFor()
{
    // Of its own: what is a production under one name is one under every name.
    m_server->createDatabase(u"live"_s, u"new"_s);
    m_home->addEnvironment(u"live"_s, u"production"_s, m_server->connectionInfo(u"live"_s));
    for (const QString &format : {u"text"_s, u"markdown"_s, u"json"_s}) {
        const CliRun hidden = compare({u"--format"_s, format}, u"live"_s);
        QCOMPARE(hidden.exitCode, 1);
        QVERIFY2(!hidden.said().contains("solveig") && !hidden.said().contains("article"), hidden.said());
        QVERIFY(!hidden.said().contains("note 1"));
        QVERIFY(hidden.said().contains("label"));
        QVERIFY(compare({u"--format"_s, format, u"--show-values"_s}, u"live"_s).said().contains("solveig"));
    }
    QVERIFY(compare({}, u"live"_s).output.contains("~ id 7"));
}

void TestCompareRows::theFilesMakeRowsEqualAndBringThemBack()
{
    const QMap<QString, QByteArray> before = m_server->dataDigests(u"old"_s);
    const QStringList files{u"--rows-script"_s, file(u"go.sql"_s), u"--rows-reverse"_s, file(u"back.sql"_s)};
    // What only the target has is not lost unless somebody says so.
    QCOMPARE(compare(files).exitCode, 1);
    run(u"go.sql"_s);
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT count(*) FROM prices WHERE id = 12"_s), "1"_ba);
    run(u"back.sql"_s);
    QCOMPARE(m_server->dataDigests(u"old"_s), before);

    QCOMPARE(compare(files + QStringList{u"--allow-data-loss"_s}).exitCode, 1);
    QCOMPARE(QFileInfo(file(u"go.sql"_s)).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    run(u"go.sql"_s);
    QCOMPARE(m_server->dataDigests(u"old"_s), m_server->dataDigests(u"new"_s));
    QCOMPARE(compare({}).exitCode, 0);
    run(u"back.sql"_s);
    QCOMPARE(m_server->dataDigests(u"old"_s), before);
    // A private file may hold rows of a production.
    const CliRun live = compare(files, u"live"_s);
    QVERIFY2(live.exitCode == 1, live.said().constData());
}

void TestCompareRows::columnsAndKeysAreChosen()
{
    QCOMPARE(compare({u"--table"_s, u"prices"_s, u"--ignore-column"_s, u"label"_s, u"--ignore-column"_s,
                      u"prices.changed"_s, u"--json"_s})
                 .report()
                 .value("rows"_L1)
                 .toObject()
                 .value("tables"_L1)
                 .toArray()
                 .first()
                 .toObject()
                 .value("changed"_L1)
                 .toInt(),
             0);
    const CliRun shared = compare({u"--table"_s, u"notes"_s, u"--key"_s, u"notes=line"_s});
    QVERIFY2(shared.output.contains("Several rows have the same key (line)"), shared.said());
}

void TestCompareRows::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QStringList &options, int code, const char *says) {
        QTest::newRow(name) << options << code << QByteArray(says);
    };
    row("a table nobody has", {u"--table"_s, u"nothing"_s}, 2, "nothing");
    row("a column nobody has", {u"--ignore-column"_s, u"colour"_s}, 2, "colour");
    row("a key of no table", {u"--key"_s, u"nothing=id"_s}, 2, "nothing");
    row("a key of no column", {u"--key"_s, u"prices=colour"_s}, 2, "colour");
    row("a key that is none", {u"--key"_s, u"prices"_s}, 64, "prices");
    row("a tolerance that is no number", {u"--tolerance"_s, u"much"_s}, 64, "much");
    row("a tolerance below nothing", {u"--tolerance=-1"_s}, 64, "-1");
    row("an equality that is none", {u"--equal-but-for"_s, u"colour"_s}, 64, "colour");
    row("a form that has no rows", {u"--format"_s, u"html"_s}, 64, "Rows are shown");
    row("a folder that is not there", {u"--rows-script"_s, u"/proc/nothing/go.sql"_s}, 74, "/proc/nothing");
}

void TestCompareRows::whatIsWrongIsSaid()
{
    QFETCH(QStringList, options);
    QFETCH(int, code);
    QFETCH(QByteArray, says);
    const QMap<QString, QByteArray> before = m_server->dataDigests(u"old"_s);
    const CliRun run = compare(options);
    QVERIFY2(run.exitCode == code, QByteArray::number(run.exitCode).append(run.said()));
    QVERIFY2(run.said().contains(says), run.said());
    QCOMPARE(m_server->dataDigests(u"old"_s), before);
}

QTEST_GUILESS_MAIN(TestCompareRows)
#include "tst_compare_rows.moc"
