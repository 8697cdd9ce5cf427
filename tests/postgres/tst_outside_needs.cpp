// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

namespace {

/// Two schemas, of which one needs things of every kind that the other has.
constexpr QStringView source = uR"(
CREATE SCHEMA base;
CREATE SCHEMA shop;
CREATE TABLE base.item (id bigserial PRIMARY KEY, label text);
CREATE TYPE base.kind AS ENUM ('small', 'large');
CREATE DOMAIN base.rank AS int;
CREATE TYPE base.pair AS (a int, b int);
CREATE COLLATION base.plain FROM "C";
CREATE FUNCTION base.twice(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 * 2';
CREATE TABLE base.measure (id int, at int) PARTITION BY RANGE (id);
INSERT INTO base.item (label) VALUES ('a'), ('b');
CREATE TABLE shop.line (id bigint DEFAULT nextval('base.item_id_seq'), kind base.kind, rank base.rank, pairs base.pair[],
    x int CHECK (base.twice(x) > 0), t text COLLATE base.plain, item bigint REFERENCES base.item);
CREATE VIEW shop.labels AS SELECT label FROM base.item;
INSERT INTO shop.line (kind, rank, x, t, item) VALUES ('small', 1, 1, 'x', 1);
CREATE TABLE shop.measure_1 PARTITION OF base.measure FOR VALUES FROM (0) TO (10);
CREATE SCHEMA parts;
CREATE TABLE shop.log (id int) PARTITION BY RANGE (id);
CREATE TABLE parts.log_1 PARTITION OF shop.log FOR VALUES FROM (0) TO (10);
INSERT INTO shop.log VALUES (1);
)";

} // namespace

/// What a choice of schemas leaves behind although the copy needs it is found out in the plan.
class TestOutsideNeeds final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void whatIsMissingIsNamedBeforeAnythingIsDone();
    void withTheOtherSchemaAllIsThere();
    void whatTheTargetHasIsUsed();

private:
    [[nodiscard]] CliRun clone(const QString &target, const QStringList &options) const
    {
        return m_home.run(QStringList{u"clone"_s, u"--source"_s, u"whole"_s, u"--target"_s, target, u"--confirm"_s,
                                      target, u"--json"_s, u"--no-input"_s}
                          + options);
    }

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
};

void TestOutsideNeeds::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    for (const QString &name : {u"whole"_s, u"empty"_s, u"ready"_s}) {
        m_server->createDatabase(name);
        m_home.addEnvironment(name, u"test"_s, m_server->connectionInfo(name));
    }
    m_server->psql(u"whole"_s, source.toString());
}

void TestOutsideNeeds::whatIsMissingIsNamedBeforeAnythingIsDone()
{
    const tests::DatabaseState before = tests::stateOf(*m_server, u"empty"_s);
    for (const QStringList &options : {QStringList{u"--dry-run"_s}, QStringList{}}) {
        const CliRun run = clone(u"empty"_s, options + QStringList{u"--schemas"_s, u"shop"_s});
        QVERIFY2(run.exitCode != 0, run.said());
        for (const char *said : {"E-OBJ-002", "--schemas shop,base", "sequence base.item_id_seq", "type base.kind",
                                 "base.rank", "base.pair", "function base.twice(integer)", "collation base.plain",
                                 "table base.item", "table base.measure", "shop.line"})
            QVERIFY2(run.said().contains(said), QByteArray(said).append('\n').append(run.said()));
        // Said once, with the way on.
        QVERIFY2(!run.said().contains("E-OBJ-001"), run.said());
    }
    QVERIFY(tests::stateOf(*m_server, u"empty"_s) == before);
}

void TestOutsideNeeds::withTheOtherSchemaAllIsThere()
{
    const CliRun run = clone(u"empty"_s, {u"--schemas"_s, u"shop,base"_s});
    QVERIFY2(run.exitCode == 0, run.said());
    QCOMPARE(m_server->psql(u"empty"_s, u"SELECT count(*) FROM shop.line"_s), "1");
    // Rows that are in a schema of their own are said to stay behind.
    QCOMPARE(m_server->psql(u"empty"_s, u"SELECT count(*) FROM shop.log"_s), "0");
    bool isNamed = false;
    const QJsonArray notCarried = run.report().value(u"notCarried"_s).toArray();
    for (const QJsonValue object : notCarried)
        isNamed = isNamed || object[u"name"_s].toString() == u"parts.log_1"_s;
    QVERIFY2(isNamed, run.said());
}

void TestOutsideNeeds::whatTheTargetHasIsUsed()
{
    m_server->psql(u"ready"_s, uR"(CREATE SCHEMA base;
CREATE TABLE base.item (id bigserial PRIMARY KEY, label text); INSERT INTO base.item (label) VALUES ('mine');
CREATE TYPE base.kind AS ENUM ('small', 'large'); CREATE DOMAIN base.rank AS int; CREATE TYPE base.pair AS (a int, b int);
CREATE COLLATION base.plain FROM "C"; CREATE TABLE base.measure (id int, at int) PARTITION BY RANGE (id);
CREATE FUNCTION base.twice(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 * 2')"_s);
    const CliRun run = clone(u"ready"_s, {u"--schemas"_s, u"shop"_s});
    QVERIFY2(run.exitCode == 0, run.said());
    QCOMPARE(m_server->psql(u"ready"_s, u"SELECT string_agg(label, ',') FROM shop.labels"_s), "mine");
    m_server->psql(u"ready"_s, u"DROP TYPE base.pair CASCADE"_s);
    const CliRun again = clone(u"ready"_s, {u"--schemas"_s, u"shop"_s});
    QVERIFY2(again.exitCode != 0 && again.said().contains("base.pair"), again.said());
    QVERIFY2(!again.said().contains("base.kind ("), again.said());
}

QTEST_GUILESS_MAIN(TestOutsideNeeds)
#include "tst_outside_needs.moc"
