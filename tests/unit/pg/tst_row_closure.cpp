// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/result.h"
#include "engine/sql/row_closure.h"
#include "engine/sql/row_condition.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <optional>
#include <set>

using namespace Qt::StringLiterals;
using namespace engine::sql;
using engine::ErrorCode;
using tests::TestServer;

namespace {

constexpr int rowsPerTable = 30;

/// Tables t0, t1, … with columns id, v and one column per reference, the rows known here.
struct Network
{
    std::vector<RowClosure::Reference> references{};
    /// Rows of which `v` is below this are chosen; nothing where no choice is made.
    std::vector<std::optional<int>> chosenBelow{};
    bool isPartitioned = false;
    std::vector<std::vector<int>> v{};
    /// By reference, then row: the id referred to, 0 for null.
    std::vector<std::vector<int>> target{};

    [[nodiscard]] size_t tableCount() const { return chosenBelow.size(); }
};

using Rows = std::set<std::pair<size_t, int>>;

Network randomNetwork(QRandomGenerator &random)
{
    const auto pick = [&random](int below) { return random.bounded(below); };
    Network network;
    const int tables = 1 + pick(5);
    const int references = pick(tables * 2 + 1);
    network.isPartitioned = pick(3) == 0;
    for (int i = 0; i < tables; ++i) {
        network.chosenBelow.push_back(pick(5) < 2 ? std::optional<int>(pick(100)) : std::nullopt);
        std::vector<int> values;
        for (int row = 0; row < rowsPerTable; ++row)
            values.push_back(pick(100));
        network.v.push_back(std::move(values));
    }
    for (int i = 0; i < references; ++i) {
        const size_t child = static_cast<size_t>(pick(tables));
        network.references.push_back({.child = child,
                                      .columns = {"f" + std::to_string(i)},
                                      .parent = static_cast<size_t>(pick(tables)),
                                      .parentColumns = {"id"}});
        std::vector<int> targets;
        for (int row = 0; row < rowsPerTable; ++row)
            targets.push_back(pick(4) == 0 ? 0 : 1 + pick(rowsPerTable));
        network.target.push_back(std::move(targets));
    }
    return network;
}

/// What the header of RowClosure promises, row by row.
Rows keptRows(const Network &network)
{
    Rows pulled;
    for (size_t table = 0; table < network.tableCount(); ++table) {
        for (int id = 1; id <= rowsPerTable; ++id) {
            if (network.chosenBelow[table]
                && network.v[table][static_cast<size_t>(id - 1)] < *network.chosenBelow[table])
                pulled.insert({table, id});
        }
    }
    const auto targetOf
        = [&network](size_t reference, int id) { return network.target[reference][static_cast<size_t>(id - 1)]; };
    for (size_t before = pulled.size() + 1; before != pulled.size();) {
        before = pulled.size();
        for (const auto &[table, id] : Rows(pulled)) {
            for (size_t i = 0; i < network.references.size(); ++i) {
                if (network.references[i].child == table && targetOf(i, id) != 0)
                    pulled.insert({network.references[i].parent, targetOf(i, id)});
            }
        }
    }
    Rows kept = pulled;
    for (size_t table = 0; table < network.tableCount(); ++table) {
        for (int id = 1; id <= rowsPerTable && !network.chosenBelow[table]; ++id)
            kept.insert({table, id});
    }
    for (size_t before = 0; before != kept.size();) {
        before = kept.size();
        std::erase_if(kept, [&](const auto &row) {
            if (pulled.contains(row))
                return false;
            for (size_t i = 0; i < network.references.size(); ++i) {
                const RowClosure::Reference &reference = network.references[i];
                if (reference.child == row.first && targetOf(i, row.second) != 0
                    && !kept.contains({reference.parent, targetOf(i, row.second)}))
                    return true;
            }
            return false;
        });
    }
    return kept;
}

QString creation(const Network &network)
{
    QString sql = u"BEGIN; SET LOCAL jit = off; CREATE SCHEMA n;\n"_s;
    for (size_t table = 0; table < network.tableCount(); ++table) {
        QString columns = u"id int, v int"_s;
        for (size_t i = 0; i < network.references.size(); ++i) {
            if (network.references[i].child == table)
                columns += u", f%1 int"_s.arg(i);
        }
        const QString name = u"n.t%1"_s.arg(table);
        sql += u"CREATE TABLE %1 (%2)"_s.arg(name, columns);
        if (network.isPartitioned)
            sql += u" PARTITION BY RANGE (id); CREATE TABLE %1a PARTITION OF %1 FOR VALUES FROM (0) TO (15);"
                   u" CREATE TABLE %1b PARTITION OF %1 DEFAULT"_s.arg(name);
        sql += u";\n"_s;
        QStringList rows;
        for (int id = 1; id <= rowsPerTable; ++id) {
            QStringList values{QString::number(id), QString::number(network.v[table][static_cast<size_t>(id - 1)])};
            for (size_t i = 0; i < network.references.size(); ++i) {
                const int target = network.target[i][static_cast<size_t>(id - 1)];
                if (network.references[i].child == table)
                    values.append(target == 0 ? u"NULL"_s : QString::number(target));
            }
            rows.append(u'(' + values.join(u", "_s) + u')');
        }
        sql += u"INSERT INTO %1 VALUES %2;\n"_s.arg(name, rows.join(u", "_s));
    }
    return sql;
}

std::shared_ptr<const RowClosure> closureOf(const Network &network)
{
    std::vector<RowClosure::Table> tables;
    for (size_t table = 0; table < network.tableCount(); ++table) {
        RowFilter choice;
        if (const auto below = network.chosenBelow[table])
            choice = RowFilter::condition(RowCondition::parse("v < " + std::to_string(*below), {"id", "v"}).value());
        tables.push_back({.name = {"n", "t" + std::to_string(table)},
                          .isPartitioned = network.isPartitioned,
                          .choice = std::move(choice)});
    }
    return std::make_shared<const RowClosure>(std::move(tables), network.references);
}

} // namespace

/// Rows chosen, and what follows from foreign keys.
class TestRowClosure final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatIsUnderstoodIsWrittenAnew_data();
    void whatIsUnderstoodIsWrittenAnew();
    void whatIsNoConditionIsRefused_data();
    void whatIsNoConditionIsRefused();
    void aSampleIsAboutItsShareAndAlwaysTheSame();
    void randomNetworksKeepWhatTheyPromise();
    void cleanupTestCase();

private:
    std::unique_ptr<TestServer> m_server;
};

void TestRowClosure::initTestCase()
{
    auto server = TestServer::start();
    QVERIFY_RESULT(server);
    m_server = std::move(*server);
    m_server->createDatabase(u"rows"_s);
}

void TestRowClosure::whatIsUnderstoodIsWrittenAnew_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("a comparison") << QByteArray("status='draft'") << QByteArray(R"(r."status" = 'draft')");
    QTest::newRow("an unquoted name is in lower case")
        << QByteArray("STATUS <> 'x'") << QByteArray(R"(r."status" <> 'x')");
    QTest::newRow("a quoted name is itself")
        << QByteArray(R"("Odd ""name" is not null)") << QByteArray(R"(r."Odd ""name" is not null)");
    QTest::newRow("a date") << QByteArray("day >= date '2026-01-01'")
                            << QByteArray(R"(r."day" >= '2026-01-01' ::pg_catalog."date")");
    QTest::newRow("a cast and a function")
        << QByteArray("lower(status) in ('a', 'b') and id::text like '1%'")
        << QByteArray(R"(pg_catalog."lower" ( r."status" ) in ( 'a' , 'b' ) and r."id" ::pg_catalog."text" like '1%')");
    QTest::newRow("a negative number") << QByteArray("id>-1") << QByteArray(R"(r."id" > - 1)");
    QTest::newRow("two signs never become a comment") << QByteArray("id--1 = 0") << QByteArray(R"(r."id" - - 1 = 0)");
    QTest::newRow("a column whose name is a keyword")
        << QByteArray(R"("or" = 1 or "or" = 2)") << QByteArray(R"(r."or" = 1 or r."or" = 2)");
    QTest::newRow("a quote in a constant") << QByteArray("status = 'l''an'") << QByteArray(R"(r."status" = 'l''an')");
    QTest::newRow("a backslash in a constant")
        << QByteArray(R"(status = 'a\'' or status = 'b')") << QByteArray(R"(r."status" = E'a\\'' or status = ')");
}

void TestRowClosure::whatIsUnderstoodIsWrittenAnew()
{
    QFETCH(const QByteArray, condition);
    QFETCH(const QByteArray, sql);
    const auto parsed = RowCondition::parse(condition.toStdString(), {"id", "status", "day", "Odd \"name", "or"});
    if (QByteArrayView(QTest::currentDataTag()) == "a backslash in a constant") {
        // A backslash is a letter, so the constant ends at the second quote and b' begins a new one that never ends.
        QVERIFY_ERROR(parsed, ErrorCode::FilterInvalid);
        return;
    }
    QVERIFY_RESULT(parsed);
    QCOMPARE(QByteArray::fromStdString(parsed->sql("r")), sql);
    QVERIFY_RESULT(RowCondition::check(condition.toStdString()));
}

void TestRowClosure::whatIsNoConditionIsRefused_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::newRow("nothing") << QByteArray("  ");
    QTest::newRow("an unknown column") << QByteArray("nobody = 1");
    QTest::newRow("a subquery") << QByteArray("id in (select 1)");
    QTest::newRow("a second statement") << QByteArray("true; drop table t");
    QTest::newRow("a parenthesis that closes ours") << QByteArray("true) or (true");
    QTest::newRow("a parenthesis that stays open") << QByteArray("(id = 1");
    QTest::newRow("a function that acts") << QByteArray("pg_terminate_backend(1)");
    QTest::newRow("a function that reads files") << QByteArray("pg_read_file('/etc/passwd') = ''");
    QTest::newRow("a function that counts up") << QByteArray("nextval('s') > 0");
    // Behind the alias of the table it would be a function of the schema of that name.
    QTest::newRow("a column that is called") << QByteArray("status (1) = 1");
    QTest::newRow("a quoted column that is called") << QByteArray("\"status\"('x') = 1");
    QTest::newRow("a qualified function") << QByteArray("public.lower(status) = ''");
    QTest::newRow("a comment") << QByteArray("true /* x */");
    QTest::newRow("a comment to the end") << QByteArray("true -- x");
    QTest::newRow("a dollar quote") << QByteArray("status = $$x$$");
    QTest::newRow("a parameter") << QByteArray("id = $1");
    QTest::newRow("an escape string") << QByteArray("status = E'\\047'");
    QTest::newRow("a string that never ends") << QByteArray("status = 'x");
    QTest::newRow("a cast to a type that is looked up") << QByteArray("status::regclass = 1");
    QTest::newRow("a comma outside parentheses") << QByteArray("true, true");
    QTest::newRow("a byte of nothing") << QByteArray("status = 'a\0b'", 14);
    QTest::newRow("an operator of somebody") << QByteArray("id @@@ 1");
}

void TestRowClosure::whatIsNoConditionIsRefused()
{
    QFETCH(const QByteArray, condition);
    QVERIFY_ERROR(RowCondition::parse(condition.toStdString(), {"id", "status"}), ErrorCode::FilterInvalid);
    // A name nobody knows may still be a column of the table, and two signs stay two signs.
    const QByteArrayView row(QTest::currentDataTag());
    const bool mayBeOne = row == "an unknown column" || row == "a comment to the end";
    QCOMPARE(RowCondition::check(condition.toStdString()).has_value(), mayBeOne);
}

void TestRowClosure::aSampleIsAboutItsShareAndAlwaysTheSame()
{
    m_server->psql(u"rows"_s, u"CREATE TABLE many AS SELECT n AS id FROM generate_series(1, 20000) AS n"_s);
    const QString count = u"SELECT count(*), sum(id) FROM many AS r WHERE %1"_s;
    for (const std::vector<std::string> &key : {std::vector<std::string>{"id"}, {}}) {
        const QString sql = count.arg(QString::fromStdString(RowFilter::sample(10, key).sql("r")));
        const QByteArray found = m_server->psql(u"rows"_s, sql);
        const int rows = found.left(found.indexOf('|')).toInt();
        QVERIFY2(rows > 1800 && rows < 2200, found.constData());
        QCOMPARE(m_server->psql(u"rows"_s, sql), found);
    }
}

void TestRowClosure::randomNetworksKeepWhatTheyPromise()
{
    int narrowed = 0;
    for (unsigned seed = 1; seed <= 80; ++seed) {
        QRandomGenerator random(seed);
        const Network network = randomNetwork(random);
        const auto closure = closureOf(network);
        QString sql = creation(network);
        for (size_t table = 0; table < network.tableCount(); ++table) {
            const RowFilter filter = closure->narrows(table) ? RowFilter::keptBy(closure, table) : RowFilter();
            narrowed += filter.isAll() ? 0 : 1;
            sql += u"SELECT %1, id FROM n.t%1 AS r WHERE %2 ORDER BY id;\n"_s.arg(table).arg(
                QString::fromStdString(filter.sql("r")));
        }
        Rows found;
        for (const QByteArray &line : m_server->psql(u"rows"_s, sql).split('\n')) {
            const QList<QByteArray> fields = line.split('|');
            if (fields.size() == 2)
                found.insert({fields[0].toULongLong(), fields[1].toInt()});
        }
        QVERIFY2(found == keptRows(network), qPrintable(u"network %1: %2 rows kept"_s.arg(seed).arg(found.size())));
    }
    QVERIFY(narrowed > 100);
}

void TestRowClosure::cleanupTestCase()
{
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestRowClosure)
#include "tst_row_closure.moc"
