// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"
#include "engine/sql/row_closure.h"
#include "engine/sql/row_condition.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"
#include "tests/unit/pg/random_statements.h"

#include <QRegularExpression>
#include <QTest>

#include <map>
#include <type_traits>

using namespace Qt::StringLiterals;
using namespace engine::pg;
using namespace engine::sql;
using engine::ErrorCode;
using engine::Result;
using tests::RandomStatements;
using tests::TestServer;

namespace {

// What is only known when the program runs is no Statement (tests/unit/pg/run_time_statement.cpp is the same for a
// pointer, which no type trait can tell from a literal), …
template <typename Text>
constexpr bool isStatement
    = std::is_constructible_v<
          Statement, Text> || std::is_convertible_v<Text, Statement> || std::is_assignable_v<Statement &, Text>;
static_assert(!isStatement<std::string> && !isStatement<const std::string &> && !isStatement<std::string_view>);
static_assert(!isStatement<QString> && !isStatement<std::vector<char>>);

// … and what is got from a read-only connection sends nothing.
template <typename Any>
concept Sends = requires(Any &any, std::string_view sql)
{
    any.query(sql);
}
|| requires(Any &any, std::string_view sql)
{
    any.execute(sql);
};
static_assert(!Sends<const Connection> && !Sends<ReadOnlyConnection> && Sends<Connection>);
static_assert(std::is_same_v<decltype(std::declval<ReadOnlyConnection &>().connection()), const Connection &>);

constexpr int count = 100'000;
constexpr quint32 seed = 7'041'776;
// Names that go into one statement: the server need not refuse a hundred thousand.
constexpr int together = 40;

constexpr Statement lengthOf = "SELECT pg_catalog.octet_length($1::pg_catalog.text)";

/// A statement with its quoted names and constants taken out, by rules of its own: I and 'S'.
std::string skeleton(const std::string &statement)
{
    std::string result;
    for (size_t i = 0; i < statement.size(); ++i) {
        const char c = statement[i];
        if (c != '"' && c != '\'') {
            result += c;
            continue;
        }
        const bool escapes = c == '\'' && i > 0 && (statement[i - 1] == 'E' || statement[i - 1] == 'e');
        for (++i; i < statement.size(); ++i) {
            if (escapes && statement[i] == '\\') {
                ++i;
            } else if (statement[i] == c) {
                if (i + 1 >= statement.size() || statement[i + 1] != c)
                    break;
                ++i;
            }
        }
        // A quote without an end is no skeleton that is allowed.
        result += i >= statement.size() ? "?" : c == '"' ? "I" : "S";
    }
    return result;
}

/// How the server's log tells them, in the order in which they came.
std::vector<std::string> statementsOfSosie(const QByteArray &log)
{
    std::vector<std::string> statements;
    static const QByteArray marks[]
        = {"LOG:  execute <unnamed>: ", "LOG:  statement: ", "LOG:  fastpath function call: "};
    bool isOpen = false;
    for (const QByteArray &line : log.split('\n')) {
        if (isOpen && line.startsWith('\t')) {
            statements.back() += '\n' + line.mid(1).toStdString();
            continue;
        }
        isOpen = false;
        if (!line.startsWith('[') || !line.contains("] sosie: "))
            continue;
        for (const QByteArray &mark : marks) {
            const qsizetype at = line.indexOf(mark);
            if (at < 0 || isOpen)
                continue;
            statements.push_back(line.mid(at + mark.size()).toStdString());
            isOpen = true;
        }
    }
    return statements;
}

} // namespace

/// A hundred thousand statements that would change a production, given to everything of the object that takes a string
/// at run time: none arrives as anything but a value or a name.
class TestRandomStatements final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void noneOfThemIsSent();
    void theServerSawNamesAndValuesOnly();
    void nothingHasChanged();
    void cleanupTestCase();

private:
    [[nodiscard]] QByteArray facts() const;
    /// Begins anew after what failed.
    void beginAgain();
    void asSnapshot(const std::string &statement);
    void asParameter(const std::string &statement);
    void asCondition(const std::string &condition);
    void asNames(const std::vector<std::string> &names, int kind);

    std::unique_ptr<TestServer> m_server;
    std::optional<ReadOnlyConnection> m_connection;
    std::optional<Connection> m_victim;
    QByteArray m_before;
    int m_conditions = 0;
};

void TestRandomStatements::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.logsStatements = true, .settings = {u"autovacuum = off"_s}}));
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, uR"(
CREATE TABLE canary (a int, b text);
INSERT INTO canary SELECT n, 'b' || n FROM generate_series(1, 10) AS n;
CREATE SEQUENCE numbers;
CREATE MATERIALIZED VIEW kept AS SELECT a FROM canary;
CREATE FUNCTION writes() RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO public.canary VALUES (666) RETURNING a';
CREATE PROCEDURE writes_too() LANGUAGE sql AS 'DELETE FROM public.canary';
)"_s);
    ConnectionInfo victim = tests::infoOf(m_server->connectionValues(u"shop"_s));
    victim.set("application_name", "victim");
    QVERIFY_ASSIGN(m_victim, Connection::open(victim));
    m_before = facts();
    QVERIFY_ASSIGN(m_connection, tests::beginReading(*m_server, u"shop"_s));
}

QByteArray TestRandomStatements::facts() const
{
    // The next transaction number: while it stays, nothing at all was written in any database of the server.
    return m_server->psql(
        u"shop"_s,
        u"SELECT pg_snapshot_xmax(pg_current_snapshot()), (SELECT md5(string_agg(c::text, ',' ORDER BY c::text))"
        " FROM canary c), (SELECT last_value || is_called::text FROM numbers), (SELECT count(*) FROM kept),"
        " (SELECT count(*) FROM pg_largeobject_metadata), (SELECT count(*) FROM pg_replication_slots),"
        " (SELECT count(*) FROM pg_stat_activity WHERE application_name = 'victim')"_s);
}

void TestRandomStatements::beginAgain()
{
    QVERIFY_RESULT(m_connection->end());
    QVERIFY_RESULT(m_connection->begin());
}

void TestRandomStatements::asSnapshot(const std::string &statement)
{
    QVERIFY_RESULT(m_connection->end());
    QVERIFY_ERROR(m_connection->begin(statement), ErrorCode::StatementNotAllowed);
    QVERIFY_ERROR(m_connection->query(lengthOf, {"x"}), ErrorCode::StatementNotAllowed);
    beginAgain();
}

void TestRandomStatements::asParameter(const std::string &statement)
{
    QVERIFY_ASSIGN(const QueryResult length, m_connection->query(lengthOf, {statement}));
    QCOMPARE(length.integer(0, 0), static_cast<long long>(statement.size()));
}

void TestRandomStatements::asCondition(const std::string &condition)
{
    auto parsed = RowCondition::parse(condition, {"a", "b"});
    if (!parsed) {
        QVERIFY2(parsed.error().code == ErrorCode::FilterInvalid, tests::toText(parsed.error()).constData());
        return;
    }
    const Result<long long> rows
        = m_connection->countRows({"public", "canary"}, RowFilter::condition(*std::move(parsed)));
    // Not every condition that can be read fits the types of its columns.
    if (rows)
        ++m_conditions;
    else
        beginAgain();
}

void TestRandomStatements::asNames(const std::vector<std::string> &names, int kind)
{
    const QualifiedName canary{"public", "canary"};
    std::vector<QualifiedName> tables;
    std::vector<RowClosure::Table> closed;
    std::vector<RowClosure::Reference> references;
    for (const std::string &name : names) {
        tables.push_back({name, name});
        closed.push_back({.name = {name, name}, .choice = RowFilter::sample(10, {name})});
        if (closed.size() > 1)
            references.push_back(
                {.child = closed.size() - 2, .columns = {name}, .parent = closed.size() - 1, .parentColumns = {name}});
    }
    Result<> refused;
    if (kind == 0)
        refused = m_connection->lockTables(tables);
    else if (kind == 1)
        refused = m_connection->startCopy({.table = canary, .columns = names});
    else if (kind == 2)
        refused = m_connection->startCopy({.table = canary, .columns = {"a"}, .filter = RowFilter::sample(5, names)});
    else if (kind == 3)
        refused = m_connection->startCopy(
            {.table = tables.front(), .columns = names, .range = {.kind = CopyRange::Kind::Sample, .sampleRows = 5}});
    else if (kind == 4)
        refused = m_connection->startCopyOfKeys(
            {{.table = canary, .columns = names}, {.table = tables.front(), .columns = names, .filter = RowFilter()}});
    else
        refused
            = m_connection
                  ->countRows(tables.front(), RowFilter::keptBy(std::make_shared<RowClosure>(closed, references), 0))
                  .map([](long long) {});
    // What is not there is missing: 42P01, 42703, 3F000. A syntax error would mean that a name was no name.
    QVERIFY2(!refused, "a table that does not exist was found");
    const QString state = refused.error().sqlState;
    QVERIFY2(state == u"42P01" || state == u"42703" || state == u"3F000", tests::toText(refused.error()).constData());
    beginAgain();
}

void TestRandomStatements::noneOfThemIsSent()
{
    RandomStatements random(seed);
    std::vector<std::string> names;
    int kind = 0;
    for (int i = 0; i < count && !QTest::currentTestFailed(); ++i) {
        switch (i % 10) {
        case 0:
            asParameter(random.next());
            break;
        case 1:
            if (i % 100 == 1) {
                asSnapshot(random.next());
                break;
            }
            [[fallthrough]];
        case 2:
        case 3:
        case 4:
            asCondition(random.nextCondition());
            break;
        default:
            // A name of the catalog is no longer than this.
            names.push_back(random.next().substr(0, 63));
            while (!names.back().empty() && (static_cast<unsigned char>(names.back().back()) & 0x80U) != 0)
                names.back().pop_back();
            if (static_cast<int>(names.size()) == together) {
                asNames(names, kind++ % 6);
                names.clear();
            }
        }
    }
    QVERIFY2(m_conditions > count / 200, QByteArray::number(m_conditions).constData());
}

void TestRandomStatements::theServerSawNamesAndValuesOnly()
{
    // What is left when names and constants are taken out: the engine's own words.
    static const QRegularExpression allowed(
        u"^(BEGIN ISOLATION LEVEL (REPEATABLE READ|READ COMMITTED) READ ONLY|ROLLBACK|SHOW transaction_read_only"
        "|SELECT (pg_catalog\\.set_config\\(S, S, true\\)(, )?)+"
        "|\\s*SELECT pg_catalog\\.set_config\\(s\\.name, wanted\\.value, true\\)\\s+FROM \\(VALUES[SI(),\\s]+"
        "AS wanted \\(name, value\\)\\s+JOIN pg_catalog\\.pg_settings AS s ON s\\.name = wanted\\.name"
        "|SAVEPOINT I|SAVEPOINT locks|ROLLBACK TO SAVEPOINT locks|RELEASE SAVEPOINT locks"
        "|\\s*WITH RECURSIVE (members|trusted) AS MATERIALIZED [^;]*"
        "|SELECT pg_catalog\\.octet_length\\(\\$1::pg_catalog\\.text\\)"
        "|LOCK TABLE ONLY I\\.I(, ONLY I\\.I)* IN ACCESS SHARE MODE"
        "|COPY I\\.I \\(I(, I)*\\) TO STDOUT|COPY \\(SELECT I(, I)* FROM ONLY I\\.I LIMIT 5\\) TO STDOUT"
        "|COPY \\(SELECT I FROM ONLY I\\.I AS r WHERE [^;]*\\) TO STDOUT"
        "|COPY \\(SELECT DISTINCT \\* FROM \\((( UNION ALL )?SELECT r\\.I(, r\\.I)* FROM ONLY I\\.I AS r WHERE"
        " TRUE)+\\) AS k\\) TO STDOUT"
        "|SELECT pg_catalog\\.count\\(\\*\\) FROM ONLY I\\.I AS r WHERE [^;]*)$"_s);
    // The words that may stand in a condition or in what RowClosure makes.
    static const QRegularExpression foreign(
        u"--|/\\*|\\$|\\b(insert|update|delete|merge|truncate|drop|alter|create|call|do|into|set|commit|begin|end|grant"
        "|nextval|setval|lo_\\w+|pg_terminate\\w*|pg_cancel\\w*|dblink|set_config|writes\\w*|for|execute|prepare)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const std::vector<std::string> statements = statementsOfSosie(m_server->log());
    int conditions = 0;
    for (const std::string &statement : statements) {
        const QString bones = QString::fromStdString(skeleton(statement));
        const bool isFixed = bones.contains(u"set_config"_s) || bones.startsWith(u"BEGIN"_s) || bones.contains(u"$1"_s)
                             || bones.startsWith(u"SHOW"_s) || bones.contains(u"WITH RECURSIVE members"_s)
                             || bones.contains(u"WITH RECURSIVE trusted"_s);
        QVERIFY2(allowed.match(bones).hasMatch(), statement.c_str());
        QVERIFY2(isFixed || !foreign.match(bones).hasMatch(), statement.c_str());
        conditions += bones.contains(u"WHERE"_s) ? 1 : 0;
    }
    QVERIFY(conditions >= m_conditions);
    QVERIFY(statements.size() > count / 10);
}

void TestRandomStatements::nothingHasChanged()
{
    QCOMPARE(facts(), m_before);
    QVERIFY_RESULT(m_victim->execute("SELECT 1"));
}

void TestRandomStatements::cleanupTestCase()
{
    m_connection.reset();
    m_victim.reset();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestRandomStatements)

#include "tst_random_statements.moc"
