// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_splitter.h"
#include "tests/support/memory_reader.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace engine;
using namespace Qt::StringLiterals;
using formats::ScriptPiece;
using formats::ScriptSplitter;

namespace {

/// Each piece as "line kind text", rows of COPY as one piece "rows …".
Result<QStringList> pieces(const std::string &script, size_t readBytes = 65536, size_t statementBytes = 1 << 20)
{
    tests::MemoryReader reader(script);
    ScriptSplitter splitter(reader, u"file.sql"_s,
                            {.statementBytes = statementBytes, .standardStrings = true, .readBytes = readBytes});
    QStringList result;
    for (;;) {
        TRY_ASSIGN(const std::optional<ScriptPiece> piece, splitter.next());
        if (!piece)
            return result;
        const QString kind = piece->kind == ScriptPiece::Kind::Statement ? u"sql"_s
                             : piece->kind == ScriptPiece::Kind::Copy    ? u"copy"_s
                                                                         : u"psql"_s;
        result.append(u"%1 %2 %3"_s.arg(QString::number(piece->line), kind, text(piece->text)));
        if (piece->kind != ScriptPiece::Kind::Copy)
            continue;
        std::string rows;
        for (;;) {
            TRY_ASSIGN(const std::string_view more, splitter.copyData());
            if (more.empty())
                break;
            rows += more;
        }
        result.append(u"rows %1"_s.arg(text(rows)));
    }
}

} // namespace

class TestScriptSplitter : public QObject
{
    Q_OBJECT

private slots:
    void statementsEndWherePsqlEndsThem_data();
    void statementsEndWherePsqlEndsThem();
    void whatIsCutOffIsDamaged_data();
    void whatIsCutOffIsDamaged();
    void bytesThatAreNoSqlAreRefused();
    void aStatementOverTheLimitIsAnErrorAndRowsAreNot();
    void rowsNobodyAsksForArePassedOver();
    void commentsOfPgDumpStandBeforeTheStatement();
    void aServersOwnAnswerAboutStringsCounts();
};

void TestScriptSplitter::statementsEndWherePsqlEndsThem_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *script, const QStringList &expected) {
        QTest::newRow(name) << QByteArray(script) << expected;
    };
    row("two statements", "select 1; select 2;", {u"1 sql select 1"_s, u"1 sql select 2"_s});
    row("the last without a semicolon", "select 1;\nselect 2", {u"1 sql select 1"_s, u"2 sql select 2"_s});
    row("a line comment with a semicolon", "select 1 -- a;\n;", {u"1 sql select 1"_s});
    row("a comment at the end without a line break", "select 1; -- done", {u"1 sql select 1"_s});
    row("nested comments", "/* /* ; */ ; */ select /*;*/ 1;", {u"1 sql select /*;*/ 1"_s});
    row("a comment that looks closed", "/*/ ; */ select 1;", {u"1 sql select 1"_s});
    row("quotes", "select ';', \"a;b\", ''';', 'a\\';", {u"1 sql select ';', \"a;b\", ''';', 'a\\'"_s});
    row("escapes", "select E'\\';', e'a\\\\';", {u"1 sql select E'\\';', e'a\\\\'"_s});
    row("a name that ends with e before a quote", "select type'\\';", {u"1 sql select type'\\'"_s});
    row("escapes that go on in the next line", "select E'a'\n  '\\';';", {u"1 sql select E'a'\n  '\\';'"_s});
    row("a plain text in the next line", "select 'a'\n '\\';", {u"1 sql select 'a'\n '\\'"_s});
    row("Unicode texts and names", "select U&'\\0061;' , u&\"\\0061;\" uescape '!';",
        {u"1 sql select U&'\\0061;' , u&\"\\0061;\" uescape '!'"_s});
    row("bits and national texts", "select b'1', x'f;', n';';", {u"1 sql select b'1', x'f;', n';'"_s});
    row("dollar quotes", "select $$;$$, $a$;$$;$a$, $b_1$ $b$ ;$b_1$;",
        {u"1 sql select $$;$$, $a$;$$;$a$, $b_1$ $b$ ;$b_1$"_s});
    row("a dollar in a name", "select a$$ from b; select c$$;", {u"1 sql select a$$ from b"_s, u"1 sql select c$$"_s});
    row("parameters and a lone dollar", "select $1$$;$$; select $;", {u"1 sql select $1$$;$$"_s, u"1 sql select $"_s});
    row("a number before a dollar quote", "select 1$$;$$; select 1e5$$;$$;",
        {u"1 sql select 1$$;$$"_s, u"1 sql select 1e5$$;$$"_s});
    row("parentheses of a rule", "create rule r as on update to t do also (delete from a; delete from b); select 1;",
        {u"1 sql create rule r as on update to t do also (delete from a; delete from b)"_s, u"1 sql select 1"_s});
    row("a routine in standard SQL",
        "create or replace function f() returns int begin atomic select 1; select case when true then 1 end; end; "
        "select 2;",
        {u"1 sql create or replace function f() returns int begin atomic select 1; select case when true then 1 end; end"_s,
         u"1 sql select 2"_s});
    row("a procedure of the kind",
        "CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); END; select 1;",
        {u"1 sql CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); END"_s,
         u"1 sql select 1"_s});
    row("begin and end of a transaction", "begin; select 1; end;",
        {u"1 sql begin"_s, u"1 sql select 1"_s, u"1 sql end"_s});
    row("empty statements", ";; ; select 1;;", {u"1 sql select 1"_s});
    row("an operator before a comment", "select 1 *-- ;\n 2; select 3 /*;*/ / 4;",
        {u"1 sql select 1 *-- ;\n 2"_s, u"2 sql select 3 /*;*/ / 4"_s});
    row("a mark of byte order and Windows lines", "\xEF\xBB\xBFselect 1;\r\nselect\r\n2;\r\n",
        {u"1 sql select 1"_s, u"2 sql select\r\n2"_s});
    row("a comment ended by a lone carriage return", "select 1 -- a\r;select 2;",
        {u"1 sql select 1"_s, u"1 sql select 2"_s});
    row("strings that are not standard", "set standard_conforming_strings = off; select 'a\\';'; select 2;",
        {u"1 sql set standard_conforming_strings = off"_s, u"1 sql select 'a\\';'"_s, u"1 sql select 2"_s});
    row("strings set by a function",
        "select pg_catalog.set_config('standard_conforming_strings', 'off', false); select '\\';';",
        {u"1 sql select pg_catalog.set_config('standard_conforming_strings', 'off', false)"_s,
         u"1 sql select '\\';'"_s});
    row("rows of COPY", "copy t (a, b) from stdin;\n1\t;\n\\\\.\n2\t\\N\n\\.\n\nselect 1;",
        {u"1 copy copy t (a, b) from stdin"_s, u"rows 1\t;\n\\\\.\n2\t\\N\n"_s, u"7 sql select 1"_s});
    row("no rows of COPY", "COPY public.t FROM stdin;\n\\.\nselect 1;",
        {u"1 copy COPY public.t FROM stdin"_s, u"rows "_s, u"3 sql select 1"_s});
    row("rows that begin like their end", "copy t from stdin;\n\\.x\n\\. \na\\.\n\\.\n",
        {u"1 copy copy t from stdin"_s, u"rows \\.x\n\\. \na\\.\n"_s});
    row("rows in Windows lines", "copy t from stdin;\r\na\r\n\\.\r\nselect 1;",
        {u"1 copy copy t from stdin"_s, u"rows a\r\n"_s, u"4 sql select 1"_s});
    row("rows that end with the file", "copy t from stdin;\na\n\\.", {u"1 copy copy t from stdin"_s, u"rows a\n"_s});
    row("statements in the line of a COPY", "copy t from stdin; select 1; -- x\na\n\\.\nselect 2;",
        {u"1 copy copy t from stdin"_s, u"rows a\n"_s, u"3 sql select 1"_s, u"4 sql select 2"_s});
    row("the other word for stdin", "copy t from stdout with (format csv);\na\n\\.\n",
        {u"1 copy copy t from stdout with (format csv)"_s, u"rows a\n"_s});
    row("a COPY that takes no rows", "copy (select 1 from stdin) to stdout; copy t from '/f'; copy t to stdin;",
        {u"1 sql copy (select 1 from stdin) to stdout"_s, u"1 sql copy t from '/f'"_s, u"1 sql copy t to stdin"_s});
    row("commands of psql", "\\restrict abc\nselect 1;\n\\! touch /tmp/x\nselect 2 \\gexec\nselect 3;",
        {u"1 psql \\restrict abc"_s, u"2 sql select 1"_s, u"3 psql \\! touch /tmp/x"_s, u"4 psql \\gexec"_s,
         u"5 sql select 3"_s});
    row("a backslash in quotes is no command", "select '\\! x', \"\\! y\", $$\\! z$$ -- \\! w\n;",
        {u"1 sql select '\\! x', \"\\! y\", $$\\! z$$"_s});
    row("a colon is left alone", "select a[1:2], 'x'::text, :'name';", {u"1 sql select a[1:2], 'x'::text, :'name'"_s});
    row("nothing at all", "", {});
    row("comments only", "-- a\n/* b */\n", {});
}

void TestScriptSplitter::statementsEndWherePsqlEndsThem()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QStringList, expected);
    // Wherever the bytes happen to be cut.
    for (const size_t readBytes : {size_t{65536}, size_t{1}, size_t{2}, size_t{3}, size_t{7}}) {
        QVERIFY_ASSIGN(const QStringList found, pieces(script.toStdString(), readBytes));
        QCOMPARE(found, expected);
    }
}

void TestScriptSplitter::whatIsCutOffIsDamaged_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("a text") << QByteArray("select 'abc");
    QTest::newRow("a name") << QByteArray("select \"abc");
    QTest::newRow("a dollar quote") << QByteArray("select $a$ abc $$ ; ");
    QTest::newRow("a comment") << QByteArray("select 1; /* abc");
    QTest::newRow("parentheses") << QByteArray("insert into t values (1, 2");
    QTest::newRow("a routine") << QByteArray("create function f() returns int begin atomic select 1;");
    QTest::newRow("rows") << QByteArray("copy t from stdin;\n1\n2\n");
    QTest::newRow("rows that do not begin") << QByteArray("copy t from stdin;");
}

void TestScriptSplitter::whatIsCutOffIsDamaged()
{
    QFETCH(const QByteArray, script);
    QVERIFY_ERROR(pieces(script.toStdString()), ErrorCode::FileDamaged);
    QVERIFY_ERROR(pieces(script.toStdString(), 1), ErrorCode::FileDamaged);
}

void TestScriptSplitter::bytesThatAreNoSqlAreRefused()
{
    QVERIFY_ERROR(pieces(std::string("select 1;\0select 2;", 19)), ErrorCode::FormatUnsupported);
    QVERIFY_ERROR(pieces(std::string("\xFF\xFEs\0e\0", 6)), ErrorCode::FormatUnsupported);
    QVERIFY_ERROR(pieces(std::string("\0s\0e", 4)), ErrorCode::FormatUnsupported);
    QVERIFY_ERROR(pieces("copy t from stdin (format binary);\nPGCOPY\n\\.\n"), ErrorCode::ScriptRefused);
}

void TestScriptSplitter::aStatementOverTheLimitIsAnErrorAndRowsAreNot()
{
    const std::string large(100'000, 'x');
    QVERIFY_ERROR(pieces("select '" + large + "';", 4096, 10'000), ErrorCode::FileTooLarge);
    QVERIFY_ERROR(pieces("-- " + large + "\nselect 1;", 4096, 10'000), ErrorCode::FileTooLarge);
    QVERIFY_ERROR(pieces("\\" + large + "\nselect 1;", 4096, 10'000), ErrorCode::FileTooLarge);
    QVERIFY_ASSIGN(const QStringList found, pieces("copy t from stdin;\n" + large + "\n\\.\n", 4096, 10'000));
    QCOMPARE(found.value(1).size(), qsizetype{5 + 100'001});
}

void TestScriptSplitter::rowsNobodyAsksForArePassedOver()
{
    tests::MemoryReader reader("copy t from stdin;\ndrop table x;\n\\.\nselect 1;");
    ScriptSplitter splitter(reader, u"file.sql"_s);
    QVERIFY_ASSIGN(const auto first, splitter.next());
    QVERIFY(first->kind == ScriptPiece::Kind::Copy);
    QVERIFY_ASSIGN(const auto second, splitter.next());
    QCOMPARE(second->text, std::string("select 1"));
    QVERIFY_ASSIGN(const auto end, splitter.next());
    QVERIFY(!end);
}

void TestScriptSplitter::commentsOfPgDumpStandBeforeTheStatement()
{
    tests::MemoryReader reader("--\n-- Name: t; Type: TABLE; Schema: public; Owner: me\n--\n\ncreate table t ();\n\n"
                               "--\n-- PostgreSQL database dump complete\n--\n");
    ScriptSplitter splitter(reader, u"file.sql"_s);
    QVERIFY_ASSIGN(const auto piece, splitter.next());
    QVERIFY(piece->comments.find("Name: t; Type: TABLE; Schema: public; Owner: me") != std::string::npos);
    QCOMPARE(piece->line, qint64{5});
    QVERIFY_ASSIGN(const auto end, splitter.next());
    QVERIFY(!end);
    QVERIFY(splitter.trailingComments().find("dump complete") != std::string::npos);
}

void TestScriptSplitter::aServersOwnAnswerAboutStringsCounts()
{
    tests::MemoryReader reader("select do_it(); select 'a\\';'; select 2;");
    ScriptSplitter splitter(reader, u"file.sql"_s);
    QVERIFY_RESULT(splitter.next());
    splitter.setStandardStrings(false);
    QVERIFY_ASSIGN(const auto piece, splitter.next());
    QCOMPARE(piece->text, std::string("select 'a\\';'"));
}

QTEST_APPLESS_MAIN(TestScriptSplitter)
#include "tst_script_splitter.moc"
