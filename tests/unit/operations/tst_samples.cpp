// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

// The moc of Qt 6.4 stumbles over a standard header behind it.
#ifndef Q_MOC_RUN
#include "engine/columns/samples.h"
#endif
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using engine::ErrorCode;
using engine::Result;
using engine::anonymize::Samples;
using engine::anonymize::TableShape;
using engine::columns::readSample;
using engine::columns::readSamples;
using tests::beginReading;
using tests::TestServer;

namespace {

constexpr QStringView manyTables = uR"(
DO $$BEGIN FOR t IN 1..60 LOOP
    EXECUTE format('CREATE TABLE t%s (id int, said text)', t);
    FOR i IN 1..9 LOOP EXECUTE format('CREATE INDEX ON t%s (id, (said || %L))', t, i); END LOOP;
    EXECUTE format('INSERT INTO t%s SELECT n, repeat(md5(n::text), 8) FROM generate_series(1, 1500) AS n', t);
END LOOP; END$$)";

constexpr QStringView longValues = uR"(
CREATE FUNCTION own(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN true; END$$;
CREATE TABLE trusted (id int, said text);
INSERT INTO trusted SELECT n, repeat('é', 500000) FROM generate_series(1, 40) AS n;
CREATE TABLE untrusted (id int, said text);
INSERT INTO untrusted SELECT * FROM trusted;
CREATE INDEX ON untrusted (id) WHERE own('x');
CREATE TABLE wide (id int, said text);
INSERT INTO wide SELECT n, n || repeat(' x', 200) FROM generate_series(1, 100000) AS n;
)";

TableShape shapeOf(const std::string &name)
{
    return {.name = {"public", name},
            .columns = {{.name = "id", .typeName = "integer"}, {.name = "said", .typeName = "text"}}};
}

size_t bytesOf(const Samples &samples)
{
    size_t bytes = 0;
    for (const auto &[name, sample] : samples) {
        for (const auto &row : sample.rows) {
            for (const auto &field : row)
                bytes += field ? field->size() : 0;
        }
    }
    return bytes;
}

} // namespace

/// Samples take little memory and leave no locks, whatever is in the tables.
class TestSamples final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void noLockStaysBehindButThoseOfTheTables();
    void longValuesAreCutAndTheSampleHoldsLittle_data();
    void longValuesAreCutAndTheSampleHoldsLittle();
    void manyTablesShareWhatThereIs();
    void aBigTableIsSampledOverItsWholeWidth();
    void aStopIsHeardBetweenTables();
    void cleanupTestCase();

private:
    [[nodiscard]] QByteArray relationLocksOf(int pid) const;

    std::unique_ptr<TestServer> m_server;
};

void TestSamples::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"many"_s);
    m_server->psql(u"many"_s, manyTables.toString());
    m_server->createDatabase(u"long"_s);
    m_server->psql(u"long"_s, longValues.toString());
}

QByteArray TestSamples::relationLocksOf(int pid) const
{
    return m_server->psql(
        u"many"_s,
        u"SELECT count(*) FROM pg_locks WHERE pid = %1 AND locktype = 'relation' AND relation >= 16384"_s.arg(pid));
}

void TestSamples::noLockStaysBehindButThoseOfTheTables()
{
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"many"_s));
    std::vector<TableShape> shapes;
    std::vector<engine::sql::QualifiedName> names;
    for (int i = 1; i <= 60; ++i) {
        shapes.push_back(shapeOf("t" + std::to_string(i)));
        names.push_back(shapes.back().name);
    }
    QVERIFY_RESULT(connection.lockTables(names));
    QVERIFY_ASSIGN(const Samples samples, readSamples(connection, shapes));
    QCOMPARE(samples.size(), size_t{60});
    for (const auto &[name, sample] : samples)
        QCOMPARE(sample.rows.size(), size_t{200});
    // pg_dump has the same sixty.
    QCOMPARE(relationLocksOf(connection.connection().backendPid()), QByteArray("60"));
}

void TestSamples::longValuesAreCutAndTheSampleHoldsLittle_data()
{
    QTest::addColumn<QString>("table");
    QTest::newRow("by the server, in a query") << u"trusted"_s;
    QTest::newRow("here, in a plain COPY that is stopped") << u"untrusted"_s;
}

void TestSamples::longValuesAreCutAndTheSampleHoldsLittle()
{
    QFETCH(const QString, table);
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"long"_s));
    QVERIFY_ASSIGN(const Samples samples, readSamples(connection, {shapeOf(table.toStdString())}));
    QCOMPARE(samples.size(), size_t{1});
    const auto &rows = samples.begin()->second.rows;
    QVERIFY2(rows.size() >= 10, QByteArray::number(static_cast<qsizetype>(rows.size())));
    QVERIFY(bytesOf(samples) <= size_t{3} * 1024 * 1024);
    for (const auto &row : rows) {
        const QByteArray said = QByteArray::fromStdString(*row.back());
        QCOMPARE(QString::fromUtf8(said).toUtf8(), said);
        QVERIFY(said.size() <= 64 * 1024);
    }
    // What was stopped has left the connection whole.
    QVERIFY_ASSIGN(const auto again, readSample(connection, shapeOf(table.toStdString()), 3));
    QCOMPARE(again.rows.size(), size_t{3});
    QVERIFY_ASSIGN(const long long rowsOfTable, connection.countRows({"public", table.toStdString()}, {}));
    QCOMPARE(rowsOfTable, 40LL);
}

void TestSamples::manyTablesShareWhatThereIs()
{
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"long"_s));
    std::vector<TableShape> shapes(3, shapeOf("untrusted"));
    shapes.push_back(shapeOf("missing"));
    shapes.push_back(shapeOf("wide"));
    QVERIFY_ASSIGN(const Samples samples, readSamples(connection, shapes));
    QCOMPARE(samples.size(), size_t{2});
    QCOMPARE(samples.at({"public", "wide"}).rows.size(), size_t{200});
}

void TestSamples::aBigTableIsSampledOverItsWholeWidth()
{
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"long"_s));
    QVERIFY_ASSIGN(const Samples samples, readSamples(connection, {shapeOf("wide")}));
    const auto &rows = samples.begin()->second.rows;
    QCOMPARE(rows.size(), size_t{200});
    QVERIFY2(std::stoi(*rows.back().back()) > 10'000, rows.back().back()->c_str());
}

void TestSamples::aStopIsHeardBetweenTables()
{
    std::stop_source stop;
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"long"_s, stop.get_token()));
    stop.request_stop();
    QVERIFY_ERROR(readSamples(connection, {shapeOf("wide"), shapeOf("trusted")}), ErrorCode::Cancelled);
}

void TestSamples::cleanupTestCase()
{
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestSamples)
#include "tst_samples.moc"
