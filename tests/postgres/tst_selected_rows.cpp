// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

namespace {

/// Customers order items; employees have bosses and departments, departments have heads: a circle. Orders are
/// partitioned; one table has names that only quotes can hold.
constexpr QStringView structure = uR"(
CREATE TABLE customers (id int PRIMARY KEY, country text, created_at timestamptz);
CREATE TABLE orders (id int, customer int REFERENCES customers, created_at date, status text,
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE orders_new PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
CREATE TABLE "Order ""items""" ("the order" int, day date, "no." int, PRIMARY KEY ("the order", day, "no."),
    FOREIGN KEY ("the order", day) REFERENCES orders (id, created_at));
CREATE TABLE departments (id int PRIMARY KEY, name text, head int);
CREATE TABLE employees (id int PRIMARY KEY, boss int REFERENCES employees, department int REFERENCES departments);
ALTER TABLE departments ADD FOREIGN KEY (head) REFERENCES employees DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE logs (id int, said text);
CREATE TABLE days (day date, said text) PARTITION BY RANGE (day);
CREATE TABLE days_old PARTITION OF days FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE days_new PARTITION OF days FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
INSERT INTO days SELECT '2025-12-20'::date + n, 'x' FROM generate_series(1, 30) AS n;
INSERT INTO customers SELECT n, CASE WHEN n % 2 = 0 THEN 'DZ' ELSE 'FR' END, '2020-01-01'::date + n * 100
    FROM generate_series(1, 20) AS n;
INSERT INTO orders SELECT n, CASE WHEN n % 10 <> 0 THEN 1 + n % 20 END, '2025-06-01'::date + n * 3,
    CASE WHEN n % 3 = 0 THEN 'draft' ELSE 'paid' END FROM generate_series(1, 100) AS n;
INSERT INTO "Order ""items""" SELECT id, created_at, k FROM orders, generate_series(1, 2) AS k;
INSERT INTO departments SELECT n, 'd' || n, NULL FROM generate_series(1, 4) AS n;
INSERT INTO employees SELECT n, nullif(n / 3, 0), 1 + (n - 1) % 4 FROM generate_series(1, 40) AS n;
UPDATE departments SET head = id;
INSERT INTO logs SELECT n, 'x' FROM generate_series(1, 50) AS n;
ANALYZE;
)";

/// One line per table: its name and what is in it.
constexpr QStringView contents = uR"(
SELECT 'customers', string_agg(id::text, ' ' ORDER BY id) FROM customers
UNION ALL SELECT 'orders', string_agg(id::text, ' ' ORDER BY id) FROM orders
UNION ALL SELECT 'items', count(*)::text FROM "Order ""items"""
UNION ALL SELECT 'departments', string_agg(id::text, ' ' ORDER BY id) FROM departments
UNION ALL SELECT 'employees', string_agg(id::text, ' ' ORDER BY id) FROM employees
UNION ALL SELECT 'days', count(*)::text FROM days
UNION ALL SELECT 'logs', count(*)::text FROM logs;
)";

const QStringList ownOnly{u"--schemas"_s, u"own"_s, u"--dry-run"_s};

} // namespace

/// clone with --table, --where, --since, --sample: what is copied, checked by psql, with all foreign keys validated by
/// the server.
class TestSelectedRows final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theRowsChosenAreCopiedWithWhatTheyNeed_data();
    void theRowsChosenAreCopiedWithWhatTheyNeed();
    void aSampleKeepsEveryForeignKey();
    void largeObjectsComeWhateverIsChosenAndThePlanSaysIt();
    void whatChosenSchemasReferToMustBeInTheTarget();
    void whatARuleMakesOfAReferenceIsLookedUp();
    void whatTakesTooLongToLookUpIsSaid();
    void whatCannotBeDoneIsRefusedBeforeAnythingIsChanged_data();
    void whatCannotBeDoneIsRefusedBeforeAnythingIsChanged();
    void aConditionAtFaultIsNamedNotATableThatFollows();
    void cleanupTestCase();

private:
    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    std::unique_ptr<ClonePair> m_pair;
};

void TestSelectedRows::initTestCase()
{
    auto server = TestServer::start();
    QVERIFY_RESULT(server);
    m_server = std::move(*server);
    m_server->createDatabase(u"shop"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"shop"_s, structure.toString());
    m_pair = std::make_unique<ClonePair>(m_home, u"rows"_s, ClonePair::Place{*m_server, u"shop"_s},
                                         ClonePair::Place{*m_server, u"copy"_s});
}

void TestSelectedRows::theRowsChosenAreCopiedWithWhatTheyNeed_data()
{
    QTest::addColumn<QStringList>("options");
    // The same choice in SQL of its own, by hand.
    QTest::addColumn<QString>("oracle");
    const QString all = contents.toString();

    QTest::newRow("items follow their orders, customers stay whole")
        << QStringList{u"--where"_s, u"orders=status <> 'draft' and created_at >= date '2026-02-01'"_s}
        << u"BEGIN; DELETE FROM \"Order \"\"items\"\"\" i USING orders o WHERE i.\"the order\" = o.id AND NOT"
           " (status <> 'draft' AND o.created_at >= '2026-02-01');"
           " DELETE FROM orders WHERE NOT (status <> 'draft' AND created_at >= '2026-02-01');"_s
               + all;
    QTest::newRow("orders without a customer stay, orders of others go")
        << QStringList{u"--where"_s, u"customers=country = 'DZ'"_s}
        << u"BEGIN; ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;"
           " DELETE FROM \"Order \"\"items\"\"\" WHERE \"the order\" IN (SELECT o.id FROM orders o JOIN customers c ON"
           " c.id = customer WHERE country <> 'DZ'); DELETE FROM orders o USING customers c WHERE c.id = customer AND"
           " country <> 'DZ'; DELETE FROM customers WHERE country <> 'DZ';"_s
               + all;
    QTest::newRow("chosen orders pull in customers that were not chosen")
        << QStringList{u"--where"_s, u"customers=id = 1"_s, u"--where"_s, u"orders=id in (3, 4)"_s}
        << u"BEGIN; DELETE FROM \"Order \"\"items\"\"\" WHERE \"the order\" NOT IN (3, 4);"
           " DELETE FROM orders WHERE id NOT IN (3, 4); DELETE FROM customers WHERE id NOT IN (1, 4, 5);"_s
               + all;
    QTest::newRow("a moment for every table that has the column")
        << QStringList{u"--since"_s, u"created_at>=2026-01-15"_s}
        << u"BEGIN; DELETE FROM \"Order \"\"items\"\"\" WHERE day < '2026-01-15';"
           " DELETE FROM orders WHERE created_at < '2026-01-15';"
           " DELETE FROM customers c WHERE NOT EXISTS (SELECT FROM orders WHERE customer = c.id);"_s
               + all;
    QTest::newRow("a table comes with the tables it refers to, the others stay empty")
        << QStringList{u"--table"_s, u"orders"_s}
        << u"BEGIN; DELETE FROM \"Order \"\"items\"\"\"; DELETE FROM logs;"
           " TRUNCATE departments, employees, days;"_s
               + all;
    QTest::newRow("one partition stays empty, with what nobody refers to")
        << QStringList{u"--exclude-table"_s, u"public.days_new"_s, u"--exclude-table"_s, u"lo*"_s}
        << u"BEGIN; DELETE FROM days WHERE day >= '2026-01-01'; DELETE FROM logs;"_s + all;
    QTest::newRow("partitions may stay empty with those that refer to them")
        << QStringList{u"--exclude-table"_s, u"orders_old"_s, u"--exclude-table"_s, u"Order*"_s}
        << u"BEGIN; DELETE FROM \"Order \"\"items\"\"\"; DELETE FROM orders WHERE created_at < '2026-01-01';"_s + all;
    QTest::newRow("a circle is followed to its end")
        << QStringList{u"--where"_s, u"departments=id <> 3"_s}
        << u"BEGIN; WITH RECURSIVE lost AS (SELECT id FROM employees WHERE department = 3"
           " UNION SELECT e.id FROM employees e JOIN lost ON e.boss = lost.id)"
           " DELETE FROM employees WHERE id IN (SELECT id FROM lost); DELETE FROM departments WHERE id = 3;"_s
               + all;
}

void TestSelectedRows::theRowsChosenAreCopiedWithWhatTheyNeed()
{
    QFETCH(const QStringList, options);
    QFETCH(const QString, oracle);
    const CliRun run = m_pair->clone(options);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    // The oracle's deletions are rolled back with its session; -q hides them.
    QByteArray expected = m_server->psql(u"shop"_s, u"SET session_replication_role = replica;"_s + oracle);
    expected = expected.mid(expected.indexOf("customers|"));
    QCOMPARE(m_server->psql(u"copy"_s, contents.toString()), expected);
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_constraint WHERE NOT convalidated"_s),
             QByteArray("0"));
}

void TestSelectedRows::aSampleKeepsEveryForeignKey()
{
    m_server->psql(u"shop"_s,
                   u"INSERT INTO customers SELECT n, 'XX', now() FROM generate_series(21, 3000) AS n;"
                   " INSERT INTO orders SELECT n, n - 980, '2026-05-01', 'paid' FROM generate_series(1001, 3000) AS n;"
                   " ANALYZE"_s);
    const CliRun run = m_pair->clone({u"--sample"_s, u"20%"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const int customers = m_server->psql(u"copy"_s, u"SELECT count(*) FROM customers"_s).toInt();
    const int orders = m_server->psql(u"copy"_s, u"SELECT count(*) FROM orders WHERE customer > 20"_s).toInt();
    QVERIFY2(customers > 500 && customers < 700, QByteArray::number(customers));
    QVERIFY2(orders > 300 && orders < 500, QByteArray::number(orders));
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM employees"_s), QByteArray("40"));
}

void TestSelectedRows::largeObjectsComeWhateverIsChosenAndThePlanSaysIt()
{
    m_server->psql(u"shop"_s, u"SELECT lo_from_bytea(4711, 'x'), lo_from_bytea(4712, 'y')"_s);
    const QByteArray sentence = "All 2 large object";
    for (const QStringList &choice : {QStringList{u"--table"_s, u"orders"_s}, {u"--schemas"_s, u"public"_s}}) {
        const CliRun run = m_pair->clone(choice + QStringList{u"--dry-run"_s});
        QVERIFY2(run.exitCode == 0 && run.output.contains(sentence), run.said().constData());
    }
    const CliRun run = m_pair->clone({u"--dry-run"_s});
    QVERIFY2(run.exitCode == 0 && !run.output.contains(sentence), run.said().constData());
    m_server->psql(u"shop"_s, u"SELECT lo_unlink(4711), lo_unlink(4712)"_s);
}

void TestSelectedRows::whatChosenSchemasReferToMustBeInTheTarget()
{
    const QString others = u"CREATE SCHEMA others; CREATE TABLE others.\"Odd places\" (\"a b\" varchar(9), c int,"
                           " PRIMARY KEY (\"a b\", c)); INSERT INTO others.\"Odd places\" VALUES (E'tab\t\\\\', 1)"_s;
    m_server->psql(u"shop"_s, others
                                  + u", ('\"it''s\"', 2), ('x', 3); CREATE SCHEMA own; CREATE TABLE own.visits (x int,"
                                    " y varchar(9), FOREIGN KEY (y, x) REFERENCES others.\"Odd places\") PARTITION BY"
                                    " LIST (x); CREATE TABLE own.visits_1 PARTITION OF own.visits FOR VALUES IN (1);"
                                    " CREATE TABLE own.visits_2 PARTITION OF own.visits FOR VALUES IN (2, NULL);"
                                    " INSERT INTO own.visits SELECT c, \"a b\" FROM others.\"Odd places\","
                                    " generate_series(1, 3) WHERE c < 3;"
                                    " INSERT INTO own.visits VALUES (1, NULL), (NULL, 'nobody')"_s);
    const CliRun nothing = m_pair->clone(ownOnly);
    QVERIFY2(nothing.said().contains("E-OBJ-002") && nothing.said().contains("Odd places")
                 && nothing.said().contains("--schemas own,others"),
             nothing.said().constData());
    m_server->psql(u"copy"_s, others);
    const CliRun missing = m_pair->clone(ownOnly);
    QVERIFY2(missing.exitCode == 2 && missing.said().contains("E-ROWS-004"), missing.said().constData());
    QVERIFY2(missing.said().contains("visits_y_x_fkey → others.\\\"Odd places\\\": 1\""), missing.said().constData());
    QCOMPARE(missing.said().count("E-ROWS-004"), 1);
    QVERIFY2(!missing.said().contains("it's"), missing.said().constData());
    const CliRun chosen = m_pair->clone(ownOnly + QStringList{u"--where"_s, u"own.visits=x = 1"_s});
    QVERIFY2(chosen.exitCode == 0 && !chosen.said().contains("Odd places"), chosen.said().constData());
    m_server->psql(u"copy"_s, u"INSERT INTO others.\"Odd places\" VALUES ('\"it''s\"', 2)"_s);
    const CliRun whole = m_pair->clone(ownOnly);
    QVERIFY2(whole.exitCode == 0 && !whole.said().contains("Odd places"), whole.said().constData());
}

void TestSelectedRows::whatARuleMakesOfAReferenceIsLookedUp()
{
    QFile rules(m_home.path() + u"/rules.toml"_s);
    QVERIFY(rules.open(QIODevice::WriteOnly));
    rules.write("version = 1\n[table.\"own.visits\"]\ny = \"lastName\"\n");
    rules.close();
    const CliRun run = m_pair->clone(ownOnly + QStringList{u"--anonymize"_s, u"--rules"_s, rules.fileName()});
    QVERIFY2(run.exitCode == 2, run.said().constData());
    QVERIFY2(run.said().contains("others.\\\"Odd places\\\": 2\"") && run.said().contains("Rules replace"),
             run.said().constData());
}

void TestSelectedRows::whatTakesTooLongToLookUpIsSaid()
{
    QProcess holder;
    holder.start(m_server->cluster().programs().path(u"psql"_s),
                 {m_server->connectionInfo(u"copy"_s), u"-c"_s,
                  u"BEGIN; LOCK TABLE others.\"Odd places\" IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60)"_s});
    QVERIFY(holder.waitForStarted());
    QTRY_VERIFY(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock'"_s)
                != "0");
    const CliRun run = m_pair->clone(ownOnly);
    m_server->psql(u"copy"_s, u"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE mode = 'AccessExclusiveLock'"_s);
    holder.waitForFinished();
    for (const QString &name : {u"shop"_s, u"copy"_s})
        m_server->psql(name, u"DROP SCHEMA IF EXISTS own CASCADE; DROP SCHEMA others CASCADE"_s);
    QVERIFY2(run.exitCode == 0 && run.said().contains("short time: visits_y_x_fkey"), run.said().constData());
}

void TestSelectedRows::whatCannotBeDoneIsRefusedBeforeAnythingIsChanged_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("a condition with a subquery")
        << QStringList{u"--where"_s, u"orders=id in (select 1)"_s} << 64 << QByteArray("E-ROWS-001");
    QTest::newRow("a table that is not there")
        << QStringList{u"--where"_s, u"nobody=id = 1"_s} << 2 << QByteArray("E-OBJ-003");
    QTest::newRow("a number compared with a word")
        << QStringList{u"--where"_s, u"orders=id = 'many'"_s} << 64 << QByteArray("E-ROWS-001");
    QTest::newRow("a column that no table has")
        << QStringList{u"--since"_s, u"born_at>=2026-01-01"_s} << 2 << QByteArray("E-OBJ-004");
    QTest::newRow("a day that no calendar has")
        << QStringList{u"--since"_s, u"created_at>=2026-02-30"_s} << 64 << QByteArray("E-ROWS-003");
    QTest::newRow("a date without a column")
        << QStringList{u"--since"_s, u"2026-01-15"_s} << 64 << QByteArray("E-ROWS-003");
    QTest::newRow("rows that lose their parent, when they may not")
        << QStringList{u"--where"_s, u"customers=id = 1"_s, u"--lost-parents"_s, u"stop"_s} << 2
        << QByteArray("E-ROWS-002");
    QTest::newRow("a partition that others may refer to")
        << QStringList{u"--exclude-table"_s, u"orders_old"_s} << 2 << QByteArray("E-DATA-001");
    QTest::newRow("a share of more than everything")
        << QStringList{u"--sample"_s, u"150%"_s} << 64 << QByteArray("E-USE-001");
    QTest::newRow("a choice without a condition")
        << QStringList{u"--where"_s, u"orders"_s} << 64 << QByteArray("E-USE-001");
}

void TestSelectedRows::whatCannotBeDoneIsRefusedBeforeAnythingIsChanged()
{
    QFETCH(const QStringList, options);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, code);
    const QStringList before = tests::linesOf(*m_server, u"copy"_s);
    const CliRun run = m_pair->clone(options);
    QVERIFY2(run.exitCode == exitCode, run.said().prepend(QByteArray::number(run.exitCode)).constData());
    QVERIFY2(run.said().contains(code), run.said().constData());
    QCOMPARE(tests::linesOf(*m_server, u"copy"_s), before);
}

void TestSelectedRows::aConditionAtFaultIsNamedNotATableThatFollows()
{
    // The items follow their orders, and come first by name.
    const CliRun run = m_pair->clone({u"--where"_s, u"orders=id = 'many'"_s});
    QVERIFY2(run.said().contains("public.orders"), run.said().constData());
    QVERIFY2(!run.said().contains("items"), run.said().constData());
}

void TestSelectedRows::cleanupTestCase()
{
    m_pair.reset();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestSelectedRows)
#include "tst_selected_rows.moc"
