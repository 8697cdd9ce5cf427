// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_splitter.h"
#include "engine/formats/script/script_token.h"
#include "tests/support/memory_reader.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;
using namespace Qt::StringLiterals;
using tests::TestServer;

/// psql is the oracle: what it sends for a file, the server writes into its log.
class TestScriptStatements : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void statementsAreThosePsqlSends_data();
    void statementsAreThosePsqlSends();

private:
    std::unique_ptr<TestServer> m_server;
    QTemporaryDir m_folder;
};

namespace {

/// Its words one behind the other: psql keeps some of the comments and of the white space.
QByteArray bare(const QByteArray &statement, bool standardStrings)
{
    const std::string sql = statement.toStdString();
    QByteArray result;
    for (size_t at = 0; at < sql.size();) {
        using Kind = formats::ScriptToken::Kind;
        const formats::ScriptToken token = formats::tokenAt(sql, at, standardStrings);
        if (token.kind != Kind::Space && token.kind != Kind::LineComment && token.kind != Kind::BlockComment)
            result.append(sql.data() + token.begin, static_cast<qsizetype>(token.end - token.begin)).append(' ');
        at = token.end;
    }
    while (result.endsWith("; "))
        result.chop(2);
    return result.replace("#015", "\r");
}

QList<QByteArray> logged(const QByteArray &log)
{
    QList<QByteArray> result;
    bool isStatement = false;
    const QList<QByteArray> lines = log.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype at = line.indexOf("LOG:  statement: ");
        if (at >= 0) {
            isStatement = line.contains(" psql");
            if (isStatement)
                result.append(line.mid(at + 17));
        } else if (line.startsWith('\t') && isStatement) {
            result.last().append('\n').append(line.mid(1));
        } else {
            isStatement = false;
        }
    }
    return result;
}

} // namespace

void TestScriptStatements::initTestCase()
{
    QVERIFY_ASSIGN(auto server, TestServer::start({.logsStatements = true}));
    m_server = std::move(server);
    m_server->createDatabase(u"torture"_s);
}

void TestScriptStatements::statementsAreThosePsqlSends_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("quotes and comments") << QByteArray(
        R"(select ';', 'it''s;', E'\';', E'a\\', U&'\0061;', U&"d\0061;" uescape '\'
 from (select 1 as "da;") x; /* ; /* ; */ ; */ select /*;*/ 1 -- ;
 + 1;select $$;$$ || $a$;$b$;$a$ as a$b; select b'1', x'1f', n';';
-- only a comment;
select 1 *-- ;
 2;)");
    QTest::newRow("routines in standard SQL")
        << QByteArray(R"(create or replace function f(a int) returns int begin atomic
 select case when a > 1 then (case a when 2 then 3 end) else 4 end; select 5; end;
create procedure p() begin atomic select 1; select 2; end; select f(1);
create function g() returns int language sql return case when true then 1 end; select 1;
create function h() returns int language plpgsql as $f$ begin return 1; end $f$; select 2;
begin; select 3; end;)");
    QTest::newRow("rules with several statements") << QByteArray(R"(create table t (a int, b text);
create rule r as on insert to t where new.a > 10 do instead (select 1; select 2); insert into t values (1, ';');)");
    QTest::newRow("rows, and SQL in their first line") << QByteArray(
        "create table c (a int, b text);\ncopy c (a, b) from stdin; select 'same line'; select 2;\n1\tx;\n2\t\\\\.\n"
        "3\tdrop table c;\n\\.\nselect count(*) from c;\ncopy c from stdin with (format csv);\n4,\"x;y\"\n\\.\n"
        "select sum(a) from c;");
    QTest::newRow("strings that are not standard") << QByteArray(
        "set standard_conforming_strings = off;\nset escape_string_warning = off;\nselect 'a\\';b', 'c';\n"
        "set standard_conforming_strings = on;\nselect 'b;';");
    QTest::newRow("Windows lines, a mark of byte order and no line break at the end")
        << QByteArray("\xEF\xBB\xBFselect 1;\r\nselect\r\n 2 -- x\r\n;\r\ncreate table w (a text);\r\ncopy w from "
                      "stdin;\r\na\r\n\\.\r\nselect 3");
    QTest::newRow("semicolons without statements") << QByteArray("select 1;;;\n;select 2;");
    QTest::newRow("names with dollars and numbers before dollars")
        << QByteArray("select 1 as a$$; select 2 as b$c$d; select 1e5::text || $$;$$; select '1' || $é$;$é$;");
}

void TestScriptStatements::statementsAreThosePsqlSends()
{
    QFETCH(const QByteArray, script);
    QFile file(m_folder.filePath(u"script.sql"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(script);
    file.close();
    const qsizetype before = m_server->log().size();
    m_server->dropDatabase(u"torture"_s);
    m_server->createDatabase(u"torture"_s);
    m_server->psqlFile(u"torture"_s, file.fileName());
    QList<QByteArray> expected;
    const bool isStandard = !script.contains("conforming_strings = off");
    const QList<QByteArray> sent = logged(m_server->log().mid(before));
    for (const QByteArray &statement : sent) {
        const bool isOfTest = statement.contains(" DATABASE ");
        if (!isOfTest && !bare(statement, isStandard).isEmpty())
            expected.append(bare(statement, isStandard));
    }

    tests::MemoryReader reader(script.toStdString());
    formats::ScriptSplitter splitter(reader, u"script.sql"_s);
    QList<QByteArray> found;
    for (;;) {
        QVERIFY_ASSIGN(const auto piece, splitter.next());
        if (!piece)
            break;
        found.append(bare(QByteArray::fromStdString(piece->text), isStandard));
    }
    // A COPY is sent before the statements behind it in its line, by both.
    QCOMPARE(found, expected);
}

QTEST_GUILESS_MAIN(TestScriptStatements)
#include "tst_script_statements.moc"
