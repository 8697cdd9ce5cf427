// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/reading/schema_reader.h"
#include "engine/fingerprint/row_report.h"
#include "engine/fingerprint/script/row_script.h"
#include "engine/fingerprint/server_side.h"
#include "engine/fingerprint/table_comparison.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using namespace engine::fingerprint;
using tests::TestServer;

namespace {

/// Holds in memory what a script is.
class TextWriter final : public ByteWriter
{
public:
    Result<> write(std::span<const std::byte> bytes) override
    {
        text.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        return {};
    }
    Result<> finish() override { return {}; }
    void abort() noexcept override {}

    QByteArray text{};
};

struct Asked
{
    RowOptions rows{};
    RowScriptOptions script{.deletes = true};
    size_t keepRows = 1000;
    /// As where servers hash differently.
    bool readsWhole = false;
};

struct Found
{
    RowComparison comparison{};
    QByteArray script{};

    [[nodiscard]] const TableDifference *table(const std::string &name) const
    {
        for (const TableDifference &table : comparison.tables) {
            if (table.table.name.name == name)
                return &table;
        }
        return nullptr;
    }
    /// "changed 1, source 2, target 3, equal 4"
    [[nodiscard]] QByteArray counts(const std::string &name) const
    {
        const TableDifference *found = table(name);
        if (found == nullptr)
            return "no such table";
        return QByteArray("changed ")
            .append(QByteArray::number(found->changed))
            .append(", source ")
            .append(QByteArray::number(found->onlySource))
            .append(", target ")
            .append(QByteArray::number(found->onlyTarget))
            .append(", equal ")
            .append(QByteArray::number(found->equal()));
    }
};

Result<Found> compareRows(const TestServer &sourceServer, const QString &source, const TestServer &targetServer,
                          const QString &target, const Asked &asked)
{
    TwoSides both({});
    TRY_ASSIGN(auto here, tests::beginReading(sourceServer, source, both.stopToken()));
    TRY_ASSIGN(auto there, tests::beginReading(targetServer, target, both.stopToken()));
    TRY_ASSIGN(catalog::Schema sourceSchema, catalog::readSchema(here));
    TRY_ASSIGN(catalog::Schema targetSchema, catalog::readSchema(there));
    TRY_ASSIGN(const ComparedTables tables, comparedTables(sourceSchema, targetSchema, nullptr, asked.rows));
    TRY_ASSIGN(const bool alike, hashAlike(here, there));
    TRY(makeRoomForSums(here));
    TRY(makeRoomForSums(there));
    Found found{.comparison = {.source = source, .target = target}};
    RowScript script(std::make_shared<const catalog::Schema>(targetSchema),
                     std::make_shared<const catalog::Schema>(sourceSchema), asked.script);
    const TableComparisonOptions options{
        .rows = asked.rows,
        .keepRows = asked.keepRows,
        .take = [&](const ComparedTable &table, const RowDifference &row) { return script.add(table, row); }};
    for (const ComparedTable &table : tables.both) {
        TableProgress progress;
        TRY_ASSIGN(
            TableDifference compared,
            compareTable({.source = here, .target = there, .both = both, .hashAlike = alike && !asked.readsWhole},
                         table, options, progress));
        found.comparison.tables.push_back(std::move(compared));
    }
    for (const auto *table : tables.onlySource) {
        TRY_ASSIGN(TableDifference counted, countTable(here, sourceSchema, *table, true));
        found.comparison.tables.push_back(std::move(counted));
    }
    for (const auto *table : tables.onlyTarget) {
        TRY_ASSIGN(TableDifference counted, countTable(there, targetSchema, *table, false));
        found.comparison.tables.push_back(std::move(counted));
    }
    TextWriter writer;
    TRY(script.write(writer));
    found.script = writer.text;
    return found;
}

} // namespace

/// Rows of two databases, compared where they are; what is written from it is judged by psql.
class TestRowComparison final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void equalRowsAreEqualWhateverTheyAre_data();
    void equalRowsAreEqualWhateverTheyAre();
    void everyKindOfKeyFindsItsRows_data();
    void everyKindOfKeyFindsItsRows();
    void theScriptMakesTheTargetEqual_data();
    void theScriptMakesTheTargetEqual();
    void whatIsNoDifferenceIsNone_data();
    void whatIsNoDifferenceIsNone();
    void columnsInAnotherOrderAndOfOneSideAreNoRowsThatChanged();
    void tablesOfOneSideAreCounted();
    void aPartitionedTableIsOneTableWhereverItsBordersAre();
    void serversWithOtherCollationsAndEncodingsUnderstandEachOther();
    void codeOfTheOwnerNeverRuns();
    void nothingIsWrittenAndNothingIsMade();
    void aRowThatSomebodyChangedMeanwhileStays();

private:
    [[nodiscard]] Result<Found> compare(const Asked &asked = {}) const
    {
        return compareRows(*m_server, u"here"_s, *m_server, u"there"_s, asked);
    }
    void run(const QString &here, const QString &there) const
    {
        m_server->psql(u"here"_s, here);
        m_server->psql(u"there"_s, there);
    }

    std::unique_ptr<TestServer> m_server;
};

void TestRowComparison::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.logsStatements = true, .settings = {u"fsync = off"_s}}));
    m_server->createDatabase(u"here"_s);
    m_server->createDatabase(u"there"_s);
}

void TestRowComparison::init()
{
    const QString empty = u"DROP SCHEMA IF EXISTS public, s CASCADE; CREATE SCHEMA public"_s;
    run(empty, empty);
}

void TestRowComparison::equalRowsAreEqualWhateverTheyAre_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("values");
    const auto row
        = [](const char *name, const QString &type, const QString &values) { QTest::newRow(name) << type << values; };
    row("floating numbers, also those that are none", u"float8"_s, u"'NaN', '-0', 'Infinity', '1e-300', 0.1, NULL"_s);
    row("short floating numbers", u"real"_s, u"'NaN', '-0', '-Infinity', 0.1, NULL"_s);
    row("exact numbers of any scale", u"numeric"_s, u"1.0, 1.00, -12345678901234567890.123456789, 'NaN', NULL"_s);
    row("moments with time zone", u"timestamptz"_s, u"'infinity', '-infinity', now(), '4713-01-01 BC', NULL"_s);
    row("moments", u"timestamp"_s, u"'infinity', '294276-12-31 23:59:59', '0044-03-15 04:03:02.010203', NULL"_s);
    row("days", u"date"_s, u"'infinity', '5874897-12-31', '2026-02-28', NULL"_s);
    row("bytes", u"bytea"_s, u"'\\x00ff', '', '\\x5c', NULL"_s);
    row("texts", u"text"_s, u"'', 'é', E'a\\nb\\\\c\\td', 'NULL', '\\N', repeat('long ', 5000), NULL"_s);
    row("padded texts", u"char(5)"_s, u"'', 'a', 'ab   ', NULL"_s);
    row("arrays", u"text[]"_s, u"'{}', '{NULL,\"NULL\",\"a,b\"}', '[0:1]={x,y}', '{{a,b},{c,d}}', NULL"_s);
    row("documents as they were written", u"json"_s, u"'{\"b\": 1,  \"a\":2}', 'null', '[]', NULL"_s);
    row("documents", u"jsonb"_s, u"'{\"b\": 1.0, \"a\": \"\\u00e9\"}', 'null', NULL"_s);
    row("xml", u"xml"_s, u"'<a b=\"1\"/>', 'text', NULL"_s);
    row("ranges", u"int4range"_s, u"'empty', '[1,5)', '(,)', NULL"_s);
    row("more ranges in one", u"datemultirange"_s, u"'{}', '{[2026-01-01,2026-02-01)}', NULL"_s);
    row("flags", u"boolean"_s, u"true, false, NULL"_s);
    row("identifiers", u"uuid"_s, u"gen_random_uuid(), '00000000-0000-0000-0000-000000000000', NULL"_s);
    row("lengths of time", u"interval"_s, u"'1 month -3 days', '-00:00:01', NULL"_s);
    row("places on a plane", u"point"_s, u"'(1,-0)', '(NaN,2)', NULL"_s);
    row("addresses", u"inet"_s, u"'10.0.0.1', '10.0.0.0/8', '::1', NULL"_s);
    row("bits", u"bit varying"_s, u"B'', B'101', NULL"_s);
    row("whole numbers", u"smallint"_s, u"-32768, 0, 32767, NULL"_s);
}

void TestRowComparison::equalRowsAreEqualWhateverTheyAre()
{
    QFETCH(QString, type);
    QFETCH(QString, values);
    const QString make = u"CREATE TABLE t (id int PRIMARY KEY, v %1); CREATE TABLE keyless (v %1);"_s.arg(type);
    const QString fill
        = u"INSERT INTO t SELECT n, v FROM unnest(ARRAY[%2]::%1[]) WITH ORDINALITY AS x (v, n);"
          "INSERT INTO keyless SELECT v FROM t; INSERT INTO keyless SELECT v FROM t;"_s.arg(type, values);
    const bool isArray = type.endsWith(u"[]"_s);
    QString fillArrays;
    if (isArray)
        fillArrays = u"INSERT INTO t SELECT n, v::text[] FROM unnest(ARRAY[%1]::text[]) WITH ORDINALITY AS x (v, n);"
                     "INSERT INTO keyless SELECT v FROM t; INSERT INTO keyless SELECT v FROM t;"_s.arg(values);
    m_server->psql(u"here"_s, make + (isArray ? fillArrays : fill));
    m_server->psql(u"there"_s, make);
    // What psql carries is equal.
    for (const QString &table : {u"t"_s, u"keyless"_s}) {
        const QByteArray rows = m_server->psql(u"here"_s, u"COPY %1 TO STDOUT"_s.arg(table));
        m_server->psql(u"there"_s, u"COPY %1 FROM STDIN;\n"_s.arg(table) + QString::fromUtf8(rows) + u"\n\\.\n"_s);
    }
    for (const bool readsWhole : {false, true}) {
        QVERIFY_ASSIGN(const Found found, compare({.readsWhole = readsWhole}));
        QVERIFY2(found.comparison.areEqual(), found.counts("t").append("; ").append(found.counts("keyless")));
        const long long rows = m_server->psql(u"here"_s, u"SELECT count(*) FROM t"_s).toLongLong();
        QCOMPARE(found.table("t")->sourceRows, rows);
    }
    // Every value has become NULL, and NULL a value.
    m_server->psql(u"there"_s, u"UPDATE t SET v = CASE WHEN v IS NULL THEN (SELECT v FROM t WHERE id = 1) END"_s);
    QVERIFY_ASSIGN(const Found found, compare());
    QCOMPARE(found.table("t")->changed, found.table("t")->sourceRows);
    m_server->psql(u"there"_s, QString::fromUtf8(found.script));
    const QString all = u"COPY (SELECT * FROM t ORDER BY id) TO STDOUT"_s;
    QCOMPARE(m_server->psql(u"there"_s, all), m_server->psql(u"here"_s, all));
}

void TestRowComparison::everyKindOfKeyFindsItsRows_data()
{
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QString>("keys");
    QTest::newRow("one number") << u"a int PRIMARY KEY"_s << u"n"_s;
    QTest::newRow("two columns") << u"a int, b text, PRIMARY KEY (b, a)"_s << u"n, 'k' || n % 7"_s;
    QTest::newRow("text of a language") << u"a text COLLATE \"C.utf8\" PRIMARY KEY"_s << u"'É' || n || chr(200 + n)"_s;
    QTest::newRow("text of ICU") << u"a text COLLATE \"fr-x-icu\" PRIMARY KEY"_s << u"'é' || n"_s;
    QTest::newRow("identifier") << u"a uuid PRIMARY KEY"_s << u"md5(n::text)::uuid"_s;
    QTest::newRow("exact number") << u"a numeric PRIMARY KEY"_s << u"n / 4.0"_s;
    QTest::newRow("moment") << u"a timestamptz PRIMARY KEY"_s << u"'2026-01-01'::timestamptz + n * interval '1 us'"_s;
    QTest::newRow("bytes") << u"a bytea PRIMARY KEY"_s << u"decode(md5(n::text), 'hex')"_s;
    QTest::newRow("flag and number") << u"a boolean, b int, PRIMARY KEY (a, b)"_s << u"n % 2 = 0, n"_s;
    QTest::newRow("a uniqueness that is no primary key") << u"a int NOT NULL UNIQUE"_s << u"n"_s;
    QTest::newRow("identity that only an override sets")
        << u"a int GENERATED ALWAYS AS IDENTITY PRIMARY KEY"_s << u"n"_s;
    QTest::newRow("none at all") << u"a int"_s << u"n"_s;
}

void TestRowComparison::everyKindOfKeyFindsItsRows()
{
    QFETCH(QString, columns);
    QFETCH(QString, keys);
    const QString make
        = u"CREATE TABLE t (%1, v text, w text DEFAULT 'w'); INSERT INTO t OVERRIDING SYSTEM VALUE SELECT %2, 'v' || n "
          "FROM generate_series(1, 300) AS n;"_s.arg(columns, keys);
    run(make + u"UPDATE t SET v = 'new' WHERE v IN ('v17', 'v250'); DELETE FROM t WHERE v IN ('v3', 'v4', 'v5');"_s,
        make + u"DELETE FROM t WHERE v = 'v100'"_s);
    const bool hasKey = QLatin1StringView(QTest::currentDataTag()) != "none at all"_L1;
    for (const bool readsWhole : {false, true}) {
        QVERIFY_ASSIGN(const Found found, compare({.readsWhole = readsWhole}));
        const QByteArray expected(hasKey ? "changed 2, source 1, target 3, equal 294"
                                         : "changed 0, source 3, target 5, equal 294");
        QCOMPARE(found.counts("t"), expected);
        QCOMPARE(found.table("t")->table.hasKey, hasKey);
        if (readsWhole) {
            m_server->psql(u"there"_s, QString::fromUtf8(found.script));
            QCOMPARE(m_server->dataDigest(u"there"_s, u"t"_s), m_server->dataDigest(u"here"_s, u"t"_s));
            QVERIFY_ASSIGN(const Found again, compare());
            QVERIFY(again.comparison.areEqual());
        }
    }
}

void TestRowComparison::theScriptMakesTheTargetEqual_data()
{
    QTest::addColumn<QString>("both");
    QTest::addColumn<QString>("here");
    QTest::addColumn<QString>("there");
    const auto row = [](const char *name, const QString &both, const QString &here, const QString &there) {
        QTest::newRow(name) << both << here << there;
    };
    const QString family = u"CREATE TABLE p (id int PRIMARY KEY, email text UNIQUE); "
                           "CREATE TABLE c (id serial PRIMARY KEY, p int NOT NULL REFERENCES p %1); "
                           "INSERT INTO p SELECT n, 'e' || n FROM generate_series(1, 9) AS n; "
                           "INSERT INTO c (p) SELECT n FROM generate_series(1, 9) AS n;"_s;
    row("parents come before children, and go after them", family.arg(QString()),
        u"INSERT INTO p VALUES (20, 'e20'); INSERT INTO c (p) VALUES (20), (20)"_s,
        u"DELETE FROM c WHERE p = 4; DELETE FROM p WHERE id = 4; INSERT INTO p VALUES (30, 'x'); INSERT INTO c (p) VALUES (30)"_s);
    row("a parent that was made anew with the same unique value", family.arg(QString()),
        u"INSERT INTO p VALUES (50, NULL); UPDATE c SET p = 50 WHERE p = 5; DELETE FROM p WHERE id = 5; "
        "UPDATE p SET email = 'e5' WHERE id = 50"_s,
        QString());
    row("a parent whose children would be deleted with it", family.arg(u"ON DELETE CASCADE"_s),
        u"INSERT INTO p VALUES (50, NULL); UPDATE c SET p = 50 WHERE p = 5; DELETE FROM p WHERE id = 5; "
        "UPDATE p SET email = 'e5' WHERE id = 50"_s,
        QString());
    row("rows that exchange a unique value",
        u"CREATE TABLE t (id int PRIMARY KEY, u text UNIQUE, v int); INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3), (4, NULL, 4)"_s,
        u"UPDATE t SET u = NULL; UPDATE t SET u = 'b', v = 9 WHERE id = 1; UPDATE t SET u = 'a' WHERE id = 2; UPDATE t SET u = 'c' WHERE id = 4"_s,
        u"INSERT INTO t VALUES (5, 'e', 5)"_s);
    row("rows of one table that need each other",
        u"CREATE TABLE t (id int PRIMARY KEY, up int REFERENCES t ON DELETE CASCADE); INSERT INTO t VALUES (1, NULL), (2, 1), (3, 2)"_s,
        u"INSERT INTO t SELECT n, n - 1 FROM generate_series(4, 300) AS n; UPDATE t SET up = 300 WHERE id = 1"_s,
        u"INSERT INTO t VALUES (900, 3), (901, 900)"_s);
    row("tables in a circle",
        u"CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a); "
        "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b DEFERRABLE; INSERT INTO a VALUES (1); INSERT INTO b VALUES (1, 1)"_s,
        u"BEGIN; SET CONSTRAINTS ALL DEFERRED; INSERT INTO a VALUES (2, 2); INSERT INTO b VALUES (2, 2); UPDATE a SET b = 1 WHERE id = 1; COMMIT"_s,
        u"INSERT INTO a VALUES (7); INSERT INTO b VALUES (7, 7); UPDATE a SET b = 7 WHERE id = 7"_s);
    row("generated columns and identity",
        u"CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, n int PRIMARY KEY, twice int GENERATED ALWAYS AS (n * "
        u"2) STORED);"
        "INSERT INTO t (n) VALUES (1), (2)"_s,
        u"INSERT INTO t (n) VALUES (3), (4); INSERT INTO t OVERRIDING SYSTEM VALUE VALUES (77, 5)"_s,
        u"DELETE FROM t WHERE n = 1; INSERT INTO t OVERRIDING SYSTEM VALUE VALUES (1000, 1)"_s);
    row("an enum whose labels stand in another order, by name",
        u"CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (id mood PRIMARY KEY, m mood[]); INSERT INTO t VALUES ('ok', '{ok,sad}')"_s,
        u"INSERT INTO t VALUES ('sad', NULL)"_s, u"UPDATE t SET m = NULL"_s);
    row("composite values, domains and names that need quotes",
        u"CREATE TYPE \"Pa ir\" AS (a int, \"b\"\"\" text); CREATE DOMAIN d AS text CHECK (VALUE <> ''); "
        "CREATE TABLE \"T, \"\"x\"\"\" (\"select\" d PRIMARY KEY, \"é'\" \"Pa ir\")"_s,
        u"INSERT INTO \"T, \"\"x\"\"\" VALUES ('k''ey\\', ROW(1, 'it''s \\ \"q\"')), ('b', NULL)"_s,
        u"INSERT INTO \"T, \"\"x\"\"\" VALUES ('b', ROW(NULL, '')), (E'new\\nline', NULL)"_s);
    row("rows without a key, several times", u"CREATE TABLE t (a int, b json)"_s,
        u"INSERT INTO t SELECT 1, '{}' FROM generate_series(1, 5); INSERT INTO t VALUES (NULL, NULL), (NULL, NULL)"_s,
        u"INSERT INTO t SELECT 1, '{}' FROM generate_series(1, 9); INSERT INTO t VALUES (2, '[]'), (2, '[]'), (2, '[1]')"_s);
    row("rows in the partitions where they belong",
        u"CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR "
        u"VALUES FROM (0) TO (100);"
        "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (100) TO (200)"_s,
        u"INSERT INTO t SELECT n, 'x' FROM generate_series(1, 199) AS n"_s,
        u"INSERT INTO t SELECT n, 'y' FROM generate_series(50, 150) AS n; INSERT INTO t VALUES (0, 'z')"_s);
    row("rows of a table that inherits are its own",
        u"CREATE TABLE t (id int PRIMARY KEY, v text); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (t)"_s,
        u"INSERT INTO t VALUES (1, 'a'); INSERT INTO kid VALUES (1, 'b')"_s,
        u"INSERT INTO t VALUES (1, 'x'); INSERT INTO kid VALUES (1, 'y'), (2, 'z')"_s);
    row("a table in an empty schema of one side", u"CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY)"_s,
        QString(), u"INSERT INTO s.t VALUES (1)"_s);
}

void TestRowComparison::theScriptMakesTheTargetEqual()
{
    QFETCH(QString, both);
    QFETCH(QString, here);
    QFETCH(QString, there);
    run(both, both);
    run(here, there);
    const QMap<QString, QByteArray> before = m_server->dataDigests(u"there"_s);
    QVERIFY_ASSIGN(const Found found, compare());
    QVERIFY(!found.comparison.areEqual());
    const QStringList structure = m_server->schemaDump(u"there"_s);
    const auto ran = m_server->tryPsql(u"there"_s, QString::fromUtf8(found.script));
    QVERIFY2(ran, ran ? QByteArray() : ran.error().detail.toUtf8().append('\n').append(found.script));
    QCOMPARE(m_server->dataDigests(u"there"_s), m_server->dataDigests(u"here"_s));
    QVERIFY(m_server->dataDigests(u"there"_s) != before);
    // No constraint was left as it had to be meanwhile.
    QCOMPARE(m_server->schemaDump(u"there"_s), structure);
    QVERIFY_ASSIGN(const Found again, compare());
    QVERIFY(again.comparison.areEqual());
}

void TestRowComparison::whatIsNoDifferenceIsNone_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("here");
    QTest::addColumn<QString>("there");
    QTest::addColumn<int>("option");
    QTest::addColumn<int>("changed");
    const auto row = [](const char *name, const QString &type, const QString &here, const QString &there, int option,
                        int changed) { QTest::newRow(name) << type << here << there << option << changed; };
    enum { None, Tolerance, ByValue, Case, Space, Json, Ignored };
    row("a scale is one where nobody says otherwise", u"numeric"_s, u"1.0"_s, u"1.00"_s, None, 1);
    row("a scale is none by value", u"numeric"_s, u"1.0"_s, u"1.00"_s, ByValue, 0);
    row("a long number is what it is by value", u"numeric"_s, u"12345678901234567890.1"_s, u"12345678901234567890.2"_s,
        ByValue, 1);
    row("near enough", u"numeric"_s, u"1.2344"_s, u"1.2352"_s, Tolerance, 0);
    row("near, across the border of a cell", u"numeric"_s, u"0.9999"_s, u"1.0001"_s, Tolerance, 0);
    row("not near enough", u"numeric"_s, u"1.0"_s, u"1.0011"_s, Tolerance, 1);
    row("floating, near", u"float8"_s, u"0.1"_s, u"0.1000000001"_s, Tolerance, 0);
    row("floating, of no sign", u"float8"_s, u"'-0'"_s, u"'0'"_s, ByValue, 0);
    row("floating, none", u"float8"_s, u"'NaN'"_s, u"'Infinity'"_s, Tolerance, 1);
    row("floating, near the end", u"float8"_s, u"'1e308'"_s, u"'1e308'"_s, Tolerance, 0);
    row("whole numbers are not near", u"int"_s, u"1"_s, u"2"_s, Tolerance, 1);
    row("case is one", u"text"_s, u"'Élan'"_s, u"'éLAN'"_s, None, 1);
    row("case is none, of any letter", u"text"_s, u"'Élan'"_s, u"'éLAN'"_s, Case, 0);
    row("another word", u"text"_s, u"'Élan'"_s, u"'éLANS'"_s, Case, 1);
    row("white space", u"text"_s, u"E'a  b\\n'"_s, u"'ab'"_s, Space, 0);
    row("documents that mean the same", u"json"_s, u"'{\"b\":1, \"a\":[1.0]}'"_s, u"'{\"a\": [1], \"b\": 1}'"_s, Json,
        0);
    row("documents that do not", u"json"_s, u"'{\"b\":1}'"_s, u"'{\"b\":\"1\"}'"_s, Json, 1);
    row("a document that only one server could read", u"json"_s, u"'\"\\u0000\"'"_s, u"'\"\"'"_s, Json, 1);
    row("a column nobody asked for", u"text"_s, u"'a'"_s, u"'b'"_s, Ignored, 0);
}

void TestRowComparison::whatIsNoDifferenceIsNone()
{
    QFETCH(QString, type);
    QFETCH(QString, here);
    QFETCH(QString, there);
    QFETCH(int, option);
    QFETCH(int, changed);
    const QString make = u"CREATE TABLE t (id int PRIMARY KEY, v %1); INSERT INTO t VALUES (1, %2), (2, NULL)"_s;
    run(make.arg(type, here), make.arg(type, there));
    RowOptions rows;
    if (option == 1 || option == 2)
        rows.tolerance = option == 1 ? "0.001" : "0";
    rows.ignoresCase = option == 3;
    rows.ignoresSpace = option == 4;
    rows.normalisesJson = option == 5;
    if (option == 6)
        rows.ignoredColumns = {"t.v"};
    for (const bool readsWhole : {false, true}) {
        QVERIFY_ASSIGN(const Found found, compare({.rows = rows, .readsWhole = readsWhole}));
        QCOMPARE(found.table("t")->changed, static_cast<long long>(changed));
        QCOMPARE(found.table("t")->onlySource + found.table("t")->onlyTarget, 0LL);
    }
}

void TestRowComparison::columnsInAnotherOrderAndOfOneSideAreNoRowsThatChanged()
{
    run(u"CREATE TABLE t (id int PRIMARY KEY, a text, b int, gone date); INSERT INTO t VALUES (1, 'x', 2, now()), (2, 'y', 3, NULL)"_s,
        u"CREATE TABLE t (extra int, b bigint, id bigint PRIMARY KEY, dropped int, a varchar(9)); ALTER TABLE t DROP "
        u"dropped;"
        "INSERT INTO t (b, id, a) VALUES (2, 1, 'x'), (4, 2, 'y')"_s);
    QVERIFY_ASSIGN(const Found found, compare());
    QCOMPARE(found.counts("t"), QByteArray("changed 1, source 0, target 0, equal 1"));
    const TableDifference &table = *found.table("t");
    QCOMPARE(table.table.onlySource, std::vector<std::string>{"gone"});
    QCOMPARE(table.table.onlyTarget, std::vector<std::string>{"extra"});
    QCOMPARE(rowName(table, table.rows.front(), true), u"id 2"_s);
    QCOMPARE(table.rows.front().changed, (std::vector<bool>{false, false, true}));
    QCOMPARE(shownValue(table.table.columns[2], table.rows.front().source[2], true), u"•••"_s);
    QCOMPARE(shownValue(table.table.columns[2], table.rows.front().source[2], false), u"3"_s);
    QVERIFY(QJsonDocument(rowsJson(found.comparison, false)).toJson().contains(R"("source": "3")"));
    QVERIFY(!QJsonDocument(rowsJson(found.comparison, true)).toJson().contains(R"("source": "3")"));
}

void TestRowComparison::tablesOfOneSideAreCounted()
{
    run(u"CREATE TABLE mine (id int); INSERT INTO mine VALUES (1), (2); CREATE TABLE empty (id int PRIMARY KEY)"_s,
        u"CREATE TABLE yours (id int) PARTITION BY LIST (id); CREATE TABLE y1 PARTITION OF yours FOR VALUES IN (1);"
        "INSERT INTO yours VALUES (1); CREATE TABLE empty (id int PRIMARY KEY)"_s);
    QVERIFY_ASSIGN(const Found found, compare());
    QCOMPARE(found.table("mine")->state, TableDifference::State::OnlySource);
    QCOMPARE(found.table("mine")->onlySource, 2LL);
    QCOMPARE(found.table("yours")->onlyTarget, 1LL);
    QVERIFY(found.table("empty")->areEqual());
    QVERIFY(!found.comparison.areEqual());
}

void TestRowComparison::aPartitionedTableIsOneTableWhereverItsBordersAre()
{
    const QString fill = u"INSERT INTO t SELECT n, 'v' || n FROM generate_series(1, 500) AS n;"_s;
    run(u"CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id); CREATE TABLE a PARTITION OF t FOR "
        u"VALUES FROM (0) TO (90);"
        "CREATE TABLE b PARTITION OF t FOR VALUES FROM (90) TO (900);"_s
            + fill,
        u"CREATE TABLE t (id int PRIMARY KEY, v text);"_s + fill + u"UPDATE t SET v = 'other' WHERE id IN (89, 90)"_s);
    QVERIFY_ASSIGN(const Found found, compare());
    QCOMPARE(found.counts("t"), QByteArray("changed 2, source 0, target 0, equal 498"));
    QCOMPARE(found.comparison.tables.size(), size_t{1});
}

void TestRowComparison::serversWithOtherCollationsAndEncodingsUnderstandEachOther()
{
    m_server->psql(u"postgres"_s,
                   u"CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"_s);
    const QString make = u"CREATE TABLE t (id text PRIMARY KEY, v text); "
                         "INSERT INTO t SELECT chr(200 + n % 50) || n, 'é' || n FROM generate_series(1, 300) AS n;"_s;
    m_server->psql(u"here"_s, make);
    m_server->psql(u"latin"_s, make + u"UPDATE t SET v = 'É1' WHERE v = 'é1'"_s);
    QVERIFY_ASSIGN(const Found found, compareRows(*m_server, u"here"_s, *m_server, u"latin"_s, {}));
    QCOMPARE(found.counts("t"), QByteArray("changed 1, source 0, target 0, equal 299"));
    QVERIFY(!found.table("t")->readWholeBecause.isEmpty());
}

void TestRowComparison::codeOfTheOwnerNeverRuns()
{
    const QString make
        = u"CREATE TABLE ran (what text); CREATE FUNCTION boom(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS "
          "$$BEGIN RAISE EXCEPTION 'ran as %', current_user; END$$; CREATE TABLE t (id int PRIMARY KEY, v text); "
          "CREATE TABLE plain (id int PRIMARY KEY, v text);"_s;
    const QString trap = u"CREATE INDEX trap ON t (boom(v)); INSERT INTO t SELECT 1, 'a' WHERE false;"_s;
    run(make + u"INSERT INTO t VALUES (1, 'a'), (2, 'b')"_s, make + trap);
    m_server->psql(
        u"there"_s,
        u"SET session_replication_role = replica; UPDATE pg_index SET indisready = false WHERE indexrelid = "
        u"'trap'::regclass;"
        "INSERT INTO t VALUES (1, 'x'), (3, 'c'); UPDATE pg_index SET indisready = true WHERE indexrelid = 'trap'::regclass"_s);
    QVERIFY_ASSIGN(const Found found, compare());
    QCOMPARE(found.counts("t"), QByteArray("changed 1, source 1, target 1, equal 0"));
    QVERIFY(found.table("t")->readWholeBecause.text().contains(u"boom"_s));
    QVERIFY(found.table("plain")->readWholeBecause.isEmpty());
}

void TestRowComparison::nothingIsWrittenAndNothingIsMade()
{
    const QString make
        = u"CREATE TABLE t (id int PRIMARY KEY, v int); INSERT INTO t SELECT n, n FROM generate_series(1, 50) AS n"_s;
    run(make, make + u"; DELETE FROM t WHERE id = 7"_s);
    const qsizetype before = m_server->log().size();
    QVERIFY_ASSIGN(const Found found, compare());
    QCOMPARE(found.counts("t"), QByteArray("changed 0, source 1, target 0, equal 49"));
    const QByteArray said = m_server->log().mid(before);
    QVERIFY(said.contains("hashint8extended"));
    const QRegularExpression change(
        u"(statement|execute [^:]*): +(CREATE|INSERT|UPDATE|DELETE|DROP|ALTER|TRUNCATE|COPY [^(]*FROM)"_s);
    const QRegularExpressionMatch match = change.match(QString::fromUtf8(said));
    QVERIFY2(!match.hasMatch(), match.captured().toUtf8());
    QCOMPARE(said.count("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"), 2);
}

void TestRowComparison::aRowThatSomebodyChangedMeanwhileStays()
{
    const QString make
        = u"CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT n, 'v' || n FROM generate_series(1, 4) AS n"_s;
    run(make + u"; UPDATE t SET v = 'new'; DELETE FROM t WHERE id = 4"_s, make);
    QVERIFY_ASSIGN(const Found found, compare());
    m_server->psql(u"there"_s, u"UPDATE t SET v = 'mine' WHERE id IN (2, 4)"_s);
    m_server->psql(u"there"_s, QString::fromUtf8(found.script));
    QCOMPARE(m_server->psql(u"there"_s, u"SELECT string_agg(v, ' ' ORDER BY id) FROM t"_s),
             QByteArray("new mine new mine"));
}

QTEST_GUILESS_MAIN(TestRowComparison)
#include "tst_row_comparison.moc"
