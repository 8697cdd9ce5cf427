// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/connection.h"
#include "engine/pg/reaching/connection_info.h"
#include "engine/pg/reaching/failure_codes.h"
#include "engine/pg/read_only_connection.h"
#include "engine/sql/identifier.h"
#include "tests/support/result_check.h"

#include <QDebug>
#include <QTest>

#include <type_traits>

using namespace Qt::StringLiterals;
using namespace engine::pg;
using namespace engine::sql;
using engine::ErrorCode;
using engine::Secret;

// Text that is put together at run time never becomes a statement for a production; tst_pg_statement_is_a_literal
// checks the same of a char pointer.
static_assert(!std::is_constructible_v<Statement, std::string>);
static_assert(!std::is_constructible_v<Statement, std::string &>);
static_assert(!std::is_constructible_v<Statement, std::string_view>);
static_assert(!std::is_constructible_v<Statement, QString>);
static_assert(!std::is_default_constructible_v<Statement>);
static_assert(!std::is_copy_constructible_v<ConnectionInfo>);
static_assert(!std::is_copy_constructible_v<Connection>);
static_assert(!std::is_copy_constructible_v<ReadOnlyConnection>);
// What leads to the free connection inside is not for writing.
static_assert(std::is_same_v<decltype(std::declval<ReadOnlyConnection &>().connection()), const Connection &>);

namespace {

using Keywords = QMap<QString, QString>;

Keywords keywordsOf(const ConnectionInfo &info)
{
    Keywords keywords;
    for (const auto &[keyword, value] : info.values())
        keywords.insert(QString::fromStdString(keyword), QString::fromStdString(value));
    return keywords;
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

/// What engine/pg makes of names, arrays, connection strings and error codes, without a server.
class TestPgText final : public QObject
{
    Q_OBJECT

private slots:
    void identifiers_data();
    void identifiers();
    void literals_data();
    void literals();
    void arraysComeBack_data();
    void arraysComeBack();
    void arraysOfTheServer_data();
    void arraysOfTheServer();
    void connectionStrings_data();
    void connectionStrings();
    void malformedConnectionStrings_data();
    void malformedConnectionStrings();
    void secretsStayOut_data();
    void secretsStayOut();
    void addresses_data();
    void addresses();
    void aCloneIsIndependent();
    void sqlStates_data();
    void sqlStates();
    void copyStatements_data();
    void copyStatements();
};

void TestPgText::identifiers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("forPeople");
    const auto row = [](const char *title, const char *name, const char *sql, const char *forPeople) {
        QTest::newRow(title) << QByteArray(name) << QByteArray(sql) << QByteArray(forPeople);
    };
    row("a plain name", "users", R"("users")", "users");
    row("a name with digits, underscore and dollar", "_a1$", R"("_a1$")", "_a1$");
    row("capitals need quotes", "Users", R"("Users")", R"("Users")");
    row("a digit in front needs quotes", "1a", R"("1a")", R"("1a")");
    row("a reserved word needs quotes", "order", R"("order")", R"("order")");
    row("a word reserved for functions and types needs quotes", "left", R"("left")", R"("left")");
    row("a word that is not reserved needs none", "name", R"("name")", "name");
    row("a double quote is doubled", R"(a"b)", R"("a""b")", R"("a""b")");
    row("nothing but double quotes", R"("")", R"("""""")", R"("""""")");
    row("a backslash means nothing", R"(a\b)", R"("a\b")", R"("a\b")");
    row("a second statement stays a name", "x\"; DROP TABLE y; --", "\"x\"\"; DROP TABLE y; --\"",
        "\"x\"\"; DROP TABLE y; --\"");
    row("a line break stays inside", "a\nb", "\"a\nb\"", "\"a\nb\"");
    row("a dot does not separate", "a.b", R"("a.b")", R"("a.b")");
    row("a blank at the end stays", "a ", R"("a ")", R"("a ")");
    row("accents need quotes", "été", R"("été")", R"("été")");
    row("the empty name", "", R"("")", R"("")");
}

void TestPgText::identifiers()
{
    QFETCH(QByteArray, name);
    QTEST(bytes(engine::sql::quoted(name.toStdString())), "sql");
    QTEST(bytes(displayed(name.toStdString())), "forPeople");
    const QualifiedName qualified{"s", name.toStdString()};
    QCOMPARE(bytes(qualified.quoted()), "\"s\"." + bytes(engine::sql::quoted(name.toStdString())));
    QCOMPARE(bytes(qualified.displayed()), "s." + bytes(displayed(name.toStdString())));
}

void TestPgText::literals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("sql");
    const auto row = [](const char *title, const char *text, const char *sql) {
        QTest::newRow(title) << QByteArray(text) << QByteArray(sql);
    };
    row("plain text", "abc", "'abc'");
    row("the empty text", "", "''");
    row("a quote is doubled", "l'été", "'l''été'");
    row("a backslash asks for the escaping form", R"(a\b)", R"( E'a\\b')");
    row("a backslash before a quote does not escape it", R"(\'; DROP TABLE x; --)", R"( E'\\''; DROP TABLE x; --')");
    row("a double quote means nothing", R"(a"b)", R"('a"b')");
}

void TestPgText::literals()
{
    QFETCH(QByteArray, text);
    QTEST(bytes(literal(text.toStdString())), "sql");
}

void TestPgText::arraysComeBack_data()
{
    QTest::addColumn<QByteArrayList>("elements");
    QTest::newRow("no element") << QByteArrayList{};
    QTest::newRow("one element") << QByteArrayList{"a"};
    QTest::newRow("an empty element") << QByteArrayList{""};
    QTest::newRow("two empty elements") << QByteArrayList{"", ""};
    QTest::newRow("commas, braces and blanks") << QByteArrayList{"a,b", "{c}", " d ", "}"};
    QTest::newRow("quotes and backslashes") << QByteArrayList{R"(a"b)", R"(a\b)", R"(\)", R"(")", R"(\")"};
    QTest::newRow("the word NULL is text") << QByteArrayList{"NULL", "null"};
    QTest::newRow("line breaks and tabs") << QByteArrayList{"a\nb", "a\tb", "\r"};
    QTest::newRow("Arabic and accents") << QByteArrayList{"وهران", "été"};
}

void TestPgText::arraysComeBack()
{
    QFETCH(QByteArrayList, elements);
    std::vector<std::string> given;
    for (const QByteArray &element : elements)
        given.push_back(element.toStdString());
    QVERIFY(parseArray(arrayLiteral(given)) == given);
}

void TestPgText::arraysOfTheServer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("elements");
    QTest::newRow("no element") << QByteArray("{}") << QByteArrayList{};
    QTest::newRow("elements without quotes") << QByteArray("{a,b}") << QByteArrayList{"a", "b"};
    QTest::newRow("quotes where they are needed")
        << QByteArray(R"({a,"b c","",d})") << QByteArrayList{"a", "b c", "", "d"};
    QTest::newRow("NULL becomes empty, \"NULL\" does not")
        << QByteArray(R"({NULL,"NULL"})") << QByteArrayList{"", "NULL"};
    QTest::newRow("a quoted comma does not separate") << QByteArray(R"({"a,b"})") << QByteArrayList{"a,b"};
    QTest::newRow("not an array") << QByteArray("abc") << QByteArrayList{};
    QTest::newRow("nothing") << QByteArray() << QByteArrayList{};
    QTest::newRow("half an array") << QByteArray("{") << QByteArrayList{};
}

void TestPgText::arraysOfTheServer()
{
    QFETCH(QByteArray, text);
    QByteArrayList elements;
    for (const std::string &element : parseArray(text.toStdString()))
        elements.append(bytes(element));
    QTEST(elements, "elements");
}

void TestPgText::connectionStrings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Keywords>("keywords");
    QTest::addColumn<QByteArray>("password");
    const auto row = [](const char *title, const char *text, const Keywords &keywords, const char *password) {
        QTest::newRow(title) << QByteArray(text) << keywords << QByteArray(password);
    };
    row("a URI", "postgresql://anna:s3cret@db.example:6543/shop?sslmode=require",
        {{u"user"_s, u"anna"_s},
         {u"host"_s, u"db.example"_s},
         {u"port"_s, u"6543"_s},
         {u"dbname"_s, u"shop"_s},
         {u"sslmode"_s, u"require"_s}},
        "s3cret");
    row("the short scheme", "postgres://anna@db.example/shop",
        {{u"user"_s, u"anna"_s}, {u"host"_s, u"db.example"_s}, {u"dbname"_s, u"shop"_s}}, "");
    row("keywords and values", "host=db.example dbname=shop user=anna password='s 3\\'cret'",
        {{u"user"_s, u"anna"_s}, {u"host"_s, u"db.example"_s}, {u"dbname"_s, u"shop"_s}}, "s 3'cret");
    row("percent signs are decoded", "postgresql://anna%40home:p%40%3A%2F%3F%23%25@db.example/caf%C3%A9",
        {{u"user"_s, u"anna@home"_s}, {u"host"_s, u"db.example"_s}, {u"dbname"_s, u"café"_s}}, "p@:/?#%");
    row("an IPv6 address", "postgresql://anna@[2001:db8::1]:5433/shop",
        {{u"user"_s, u"anna"_s}, {u"host"_s, u"2001:db8::1"_s}, {u"port"_s, u"5433"_s}, {u"dbname"_s, u"shop"_s}}, "");
    row("a socket", "postgresql://anna@/shop?host=/var/run/postgresql&port=5433",
        {{u"user"_s, u"anna"_s},
         {u"host"_s, u"/var/run/postgresql"_s},
         {u"port"_s, u"5433"_s},
         {u"dbname"_s, u"shop"_s}},
        "");
    row("an abstract socket", "host=@pg dbname=shop", {{u"host"_s, u"@pg"_s}, {u"dbname"_s, u"shop"_s}}, "");
    row("several hosts", "postgresql://a.example:5432,b.example:5433/shop",
        {{u"host"_s, u"a.example,b.example"_s}, {u"port"_s, u"5432,5433"_s}, {u"dbname"_s, u"shop"_s}}, "");
    row("several IPv6 hosts", "host=::1,::2 port=1,2", {{u"host"_s, u"::1,::2"_s}, {u"port"_s, u"1,2"_s}}, "");
    row("a zone of an IPv6 address", "host=fe80::1%eth0 dbname=shop",
        {{u"host"_s, u"fe80::1%eth0"_s}, {u"dbname"_s, u"shop"_s}}, "");
    row("an address beside the name", "host=db.example hostaddr=192.0.2.7",
        {{u"host"_s, u"db.example"_s}, {u"hostaddr"_s, u"192.0.2.7"_s}}, "");
    row("names full of signs", R"(host=h user='a/b?c#d e' dbname='x&y=z%41"é')",
        {{u"host"_s, u"h"_s}, {u"user"_s, u"a/b?c#d e"_s}, {u"dbname"_s, u"x&y=z%41\"é"_s}}, "");
    row("options of the session", "host=h options='-c geqo=off -c x=\"y\"'",
        {{u"host"_s, u"h"_s}, {u"options"_s, u"-c geqo=off -c x=\"y\""_s}}, "");
    row("a database that looks like a connection string", "host=h dbname='host=elsewhere'",
        {{u"host"_s, u"h"_s}, {u"dbname"_s, u"host=elsewhere"_s}}, "");
    row("an empty value is none", "host='' dbname=shop", {{u"dbname"_s, u"shop"_s}}, "");
    row("nothing", "", {}, "");
}

void TestPgText::connectionStrings()
{
    QFETCH(QByteArray, text);
    QFETCH(Keywords, keywords);
    QFETCH(QByteArray, password);
    QVERIFY_ASSIGN(const ConnectionInfo info, ConnectionInfo::parse(text.toStdString()));
    QCOMPARE(keywordsOf(info), keywords);
    QCOMPARE(bytes(info.password().reveal()), password);

    // What is kept in files leads back to the same place.
    QVERIFY_ASSIGN(const ConnectionInfo again, ConnectionInfo::parse(info.redacted()));
    QCOMPARE(keywordsOf(again), keywords);
    QVERIFY(again.password().isEmpty());
}

void TestPgText::malformedConnectionStrings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a keyword that is none") << QByteArray("host=h hunter2=x");
    QTest::newRow("a password with a blank that was not quoted") << QByteArray("host=h password=a hunter2");
    QTest::newRow("a value without its end") << QByteArray("password='hunter2");
    QTest::newRow("a percent sign alone") << QByteArray("postgresql://anna:hunter2%@h/db");
    QTest::newRow("a parameter that is none") << QByteArray("postgresql://anna:x@h/db?hunter2=1");
    QTest::newRow("an IPv6 address without its end") << QByteArray("postgresql://anna:hunter2@[::1/db");
    QTest::newRow("a sentence") << QByteArray("my password is hunter2");
}

void TestPgText::malformedConnectionStrings()
{
    QFETCH(QByteArray, text);
    const auto info = ConnectionInfo::parse(text.toStdString());
    QVERIFY_ERROR(info, ErrorCode::ConnectionInfoInvalid);
    QVERIFY2(!tests::toText(info.error()).contains("hunter2"), "the reason quotes the connection string");
}

void TestPgText::secretsStayOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("in a URI") << QByteArray("postgresql://anna:hunter2@db.example/shop");
    QTest::newRow("in a parameter of a URI") << QByteArray("postgresql://anna@db.example/shop?password=hunter2");
    QTest::newRow("among keywords") << QByteArray("host=db.example password=hunter2");
    QTest::newRow("that of the TLS key") << QByteArray("host=db.example sslkey=/k sslpassword=hunter2");
    QTest::newRow("with a socket") << QByteArray("host=/run/pg password=hunter2 sslpassword=hunter2");
}

void TestPgText::secretsStayOut()
{
    QFETCH(QByteArray, text);
    QVERIFY_ASSIGN(const ConnectionInfo info, ConnectionInfo::parse(text.toStdString()));
    QVERIFY(!bytes(info.redacted()).contains("hunter2"));
    QVERIFY(!bytes(info.address()).contains("hunter2"));
    QString debugged;
    QDebug(&debugged) << info.password();
    QVERIFY(!debugged.contains(u"hunter2"_s));
}

void TestPgText::addresses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("a host") << QByteArray("host=db.example") << QByteArray("db.example");
    QTest::newRow("a host and a port") << QByteArray("host=db.example port=5433") << QByteArray("db.example:5433");
    QTest::newRow("an address alone") << QByteArray("hostaddr=192.0.2.7 port=1") << QByteArray("192.0.2.7:1");
    QTest::newRow("the name wins over the address") << QByteArray("host=h hostaddr=192.0.2.7") << QByteArray("h");
    QTest::newRow("an IPv6 address is told from its port")
        << QByteArray("host=::1 port=5432") << QByteArray("[::1]:5432");
}

void TestPgText::addresses()
{
    QFETCH(QByteArray, text);
    QVERIFY_ASSIGN(const ConnectionInfo info, ConnectionInfo::parse(text.toStdString()));
    QTEST(bytes(info.address()), "address");
}

void TestPgText::aCloneIsIndependent()
{
    QVERIFY_ASSIGN(ConnectionInfo info, ConnectionInfo::parse("host=h user=anna password=hunter2"));
    ConnectionInfo copy = info.clone();
    QCOMPARE(keywordsOf(copy), keywordsOf(info));
    QCOMPARE(bytes(copy.password().reveal()), QByteArray("hunter2"));

    copy.set("host", "elsewhere");
    copy.set("user", "");
    copy.setPassword(Secret("other"));
    QCOMPARE(bytes(info.value("host")), QByteArray("h"));
    QCOMPARE(bytes(info.value("user")), QByteArray("anna"));
    QCOMPARE(bytes(info.password().reveal()), QByteArray("hunter2"));
    QVERIFY(!copy.values().contains("user"));

    const Secret taken = info.takePassword();
    QCOMPARE(bytes(taken.reveal()), QByteArray("hunter2"));
    QVERIFY(info.password().isEmpty());
}

void TestPgText::sqlStates_data()
{
    using enum ErrorCode;
    QTest::addColumn<QByteArray>("sqlState");
    QTest::addColumn<int>("code");
    const auto row = [](const char *title, const char *sqlState, ErrorCode code) {
        QTest::newRow(title) << QByteArray(sqlState) << static_cast<int>(code);
    };
    row("08006 connection failure", "08006", ConnectionLost);
    row("08P01 protocol violation", "08P01", ConnectionLost);
    row("0A000 feature not supported", "0A000", ObjectNotSupported);
    row("22P02 invalid text representation", "22P02", ValueRejected);
    row("23505 unique violation", "23505", ConstraintViolated);
    row("23503 foreign key violation", "23503", ConstraintViolated);
    row("23514 check violation", "23514", ConstraintViolated);
    row("23502 not null violation", "23502", ConstraintViolated);
    row("25006 read only transaction", "25006", ReadOnlyServer);
    row("25P02 failed transaction", "25P02", StatementFailed);
    row("25P03 idle in transaction timeout", "25P03", ConnectionLost);
    row("28000 invalid authorization", "28000", AuthenticationFailed);
    row("28P01 wrong password", "28P01", AuthenticationFailed);
    row("3D000 no such database", "3D000", DatabaseMissing);
    row("3F000 no such schema", "3F000", ObjectMissing);
    row("40001 serialization failure", "40001", TransactionConflict);
    row("40P01 deadlock", "40P01", TransactionConflict);
    row("42501 permission denied", "42501", PermissionDenied);
    row("42601 syntax error", "42601", StatementFailed);
    row("42704 no such object", "42704", ObjectMissing);
    row("42883 no such function", "42883", ObjectMissing);
    row("42P01 no such table", "42P01", ObjectMissing);
    row("42703 no such column", "42703", ObjectMissing);
    row("42P07 a table exists", "42P07", ObjectExists);
    row("42710 an object exists", "42710", ObjectExists);
    row("53000 out of resources", "53000", ServerOutOfResources);
    row("53100 disk full", "53100", ServerDiskFull);
    row("53200 out of memory", "53200", ServerOutOfResources);
    row("53300 too many connections", "53300", TooManyConnections);
    row("54000 a limit of the program", "54000", ServerOutOfResources);
    row("55P03 lock not available", "55P03", ObjectLocked);
    row("57014 cancelled by somebody else, or too slow", "57014", StatementTimeout);
    row("57P01 ended by the administrator", "57P01", ConnectionLost);
    row("57P02 crash of the server", "57P02", ConnectionLost);
    row("57P03 starting up", "57P03", ServerStarting);
    row("57P05 idle for too long", "57P05", ConnectionLost);
    row("58P01 no such file", "58P01", ServerDamaged);
    row("58030 a disk that does not answer", "58030", ServerDamaged);
    row("P0001 raised by a function", "P0001", StatementFailed);
    row("XX000 internal", "XX000", StatementFailed);
    row("no state at all", "", StatementFailed);
}

void TestPgText::sqlStates()
{
    QFETCH(QByteArray, sqlState);
    QTEST(static_cast<int>(codeOfSqlState(sqlState.toStdString())), "code");
}

void TestPgText::copyStatements_data()
{
    using Kind = CopyRange::Kind;
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QByteArray>("expected");
    const auto out = [](const char *title, const CopySelection &selection, const char *expected) {
        QTest::newRow(title) << bytes(selection.copyOut()) << QByteArray(expected);
    };
    const auto in = [](const char *title, const CopySelection &selection, bool freeze, const char *expected) {
        QTest::newRow(title) << bytes(selection.copyIn(freeze)) << QByteArray(expected);
    };
    const QualifiedName table{"s", "t"};
    const CopySelection text{.table = table, .columns = {"a", "b\""}};
    const CopySelection binary{.table = table, .columns = {"a"}, .format = CopyFormat::Binary};
    const CopySelection noColumns{.table = table};
    out("a whole table", text, R"(COPY "s"."t" ("a", "b""") TO STDOUT)");
    out("a whole table in binary", binary, R"(COPY "s"."t" ("a") TO STDOUT (FORMAT binary))");
    out("a table without columns", noColumns, R"(COPY "s"."t" TO STDOUT)");
    out("some pages",
        {.table = table, .columns = {"a"}, .range = {.kind = Kind::Blocks, .firstBlock = 2, .endBlock = 5}},
        R"(COPY (SELECT "a" FROM ONLY "s"."t" WHERE ctid >= '(2,0)'::pg_catalog.tid AND ctid < '(5,0)'::pg_catalog.tid) TO STDOUT)");
    out("all pages from one on", {.table = table, .columns = {"a"}, .range = {.kind = Kind::Blocks, .firstBlock = 5}},
        R"(COPY (SELECT "a" FROM ONLY "s"."t" WHERE ctid >= '(5,0)'::pg_catalog.tid) TO STDOUT)");
    out("the first rows", {.table = table, .columns = {"a"}, .range = {.kind = Kind::Sample, .sampleRows = 9}},
        R"(COPY (SELECT "a" FROM ONLY "s"."t" LIMIT 9) TO STDOUT)");
    out("a sample of the pages",
        {.table = table, .columns = {"a"}, .range = {.kind = Kind::Sample, .sampleRows = 9, .samplePercent = 12.5}},
        R"(COPY (SELECT "a" FROM ONLY "s"."t" TABLESAMPLE SYSTEM (12.500000) REPEATABLE (1) LIMIT 9) TO STDOUT)");
    in("into a table", text, false, R"(COPY "s"."t" ("a", "b""") FROM STDIN)");
    in("frozen", text, true, R"(COPY "s"."t" ("a", "b""") FROM STDIN (FREEZE))");
    in("in binary", binary, false, R"(COPY "s"."t" ("a") FROM STDIN (FORMAT binary))");
    in("frozen in binary", binary, true, R"(COPY "s"."t" ("a") FROM STDIN (FORMAT binary, FREEZE))");
    in("into a table without columns", noColumns, false, R"(COPY "s"."t" FROM STDIN)");
}

void TestPgText::copyStatements()
{
    QFETCH(QByteArray, made);
    QTEST(made, "expected");
}

QTEST_GUILESS_MAIN(TestPgText)

#include "tst_pg_text.moc"
