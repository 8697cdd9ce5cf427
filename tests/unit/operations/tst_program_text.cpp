// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/defusing/far_address.h"
#include "engine/defusing/program_text.h"
#include "engine/fitting/encoding_fit.h"
#include "engine/target/replaced_parts.h"

#include <QElapsedTimer>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace engine;
using defusing::ProgramText;

/// What is read from texts alone: whether a body leaves the database, where a server leads, what is a part of a value.
class TestProgramText final : public QObject
{
    Q_OBJECT

private slots:
    void bodiesThatLeave_data();
    void bodiesThatLeave();
    void whoCallsWhom();
    void relationsAreNamedWithTheirSchemaOrAlone();
    void readingIsLinear();
    void serversLeadNowhere_data();
    void serversLeadNowhere();
    void aFileOfTheServerIsReadNoMore();
    void partsOfValues_data();
    void partsOfValues();
    void wellFormedCharacters();
};

void TestProgramText::bodiesThatLeave_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<bool>("leaves");
    const auto row = [](const char *name, const QString &body, bool leaves) { QTest::newRow(name) << body << leaves; };
    row("a call", u"BEGIN PERFORM dblink_exec('x', 'y'); END"_s, true);
    row("in capitals, quoted, with a comment before the arguments", u"SELECT X.\"dblink\" /* ( */ ('a')"_s, true);
    row("only in a comment", u"BEGIN -- dblink('x'); don't\n NULL; /* COPY t TO PROGRAM 'x' /* nested */ */ END"_s,
        false);
    row("after a constant that looks like a comment", u"SELECT '--', dblink('x')"_s, true);
    row("after an escaped quote", u"SELECT E'\\'--', dblink('x')"_s, true);
    row("after a body with one quote in another quotation", u"EXECUTE $q$ don't $q$; PERFORM dblink('--');"_s, true);
    row("put together", u"EXECUTE 'SELECT ' || 'http_get' || '(''https://x'')'"_s, true);
    row("a comment inside of a constant", u"EXECUTE 'SELECT http_get/**/(''https://x'')'"_s, true);
    row("pg_net", u"PERFORM net . http_post(url := 'x')"_s, true);
    row("pg_cron", u"PERFORM cron.schedule('x', '* * * * *', 'SELECT 1')"_s, true);
    row("a file of the server", u"COPY t TO '/tmp/x'"_s, true);
    row("a file put together", u"EXECUTE 'COPY t TO ' || quote_literal(path)"_s, true);
    row("a file by format()", u"EXECUTE format('COPY %I.%I (a, b) FROM %L', s, t, path)"_s, true);
    row("a program", u"EXECUTE 'COPY (SELECT 1) TO PROGRAM ''mail'''"_s, true);
    row("a large object", u"PERFORM pg_catalog.lo_export(1, '/x')"_s, true);
    row("prose about copies", u"RAISE NOTICE 'a copy of the table goes to the archive, dated %', now()"_s, false);
    row("a column called http", u"SELECT http, http_get FROM logs"_s, false);
    row("rows of its own", u"INSERT INTO log SELECT * FROM changes; COPY_it();"_s, false);
}

void TestProgramText::bodiesThatLeave()
{
    QFETCH(const QString, body);
    QFETCH(const bool, leaves);
    QCOMPARE(ProgramText::body(body, true).leavesDatabase(), leaves);
}

void TestProgramText::whoCallsWhom()
{
    const ProgramText direct = ProgramText::body(u"BEGIN PERFORM public.\"Tell!\" (1); x := send; END"_s, true);
    QVERIFY(direct.calls(u"Tell!"_s));
    QVERIFY(!direct.calls(u"send"_s));
    QVERIFY(ProgramText::body(u"EXECUTE format('SELECT %I()', 'send')"_s, true).calls(u"SEND"_s));
    QVERIFY(!ProgramText::body(u"-- send()\nSELECT resend()"_s, true).calls(u"send"_s));
    // A printed expression calls what it depends on; only text that is run as a statement is read.
    QVERIFY(!ProgramText::printed(u"(dblink_column = 'dblink(x)'::text)"_s).leavesDatabase());
    QVERIFY(ProgramText::printed(u"SELECT query_to_xml('select * from dblink(1)'::text, true, false, ''::text)"_s)
                .leavesDatabase());
    QVERIFY(ProgramText::printed(u"pg_read_file('/etc/passwd'::text)"_s).leavesDatabase());
}

void TestProgramText::relationsAreNamedWithTheirSchemaOrAlone()
{
    const ProgramText program = ProgramText::body(u"INSERT INTO far.\"People\" SELECT * FROM orders"_s, true);
    QVERIFY(program.names(u"far"_s, u"People"_s, false));
    QVERIFY(!program.names(u"public"_s, u"people"_s, true));
    QVERIFY(program.names(u"public"_s, u"orders"_s, true));
    QVERIFY(!program.names(u"public"_s, u"orders"_s, false));
}

void TestProgramText::readingIsLinear()
{
    const auto measured = [](int repeats) {
        const QString body = u"COPY /* ' */ '--' \"x\" $a$ it's $a$ E'\\'' -- '\n"_s.repeated(repeats);
        // The best of five: others want the processor, too.
        bool leaves = true;
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            leaves = ProgramText::body(body, true).leavesDatabase();
            best = std::min(best, timer.nsecsElapsed());
        }
        return std::pair(leaves, best);
    };
    std::ignore = measured(500);
    const auto [small, shortTime] = measured(500);
    const auto [large, longTime] = measured(16000);
    QVERIFY(!small && !large);
    // Sixteen times the text; four times that would be a square.
    QVERIFY2(longTime < 64 * shortTime, qPrintable(u"%1 %2"_s.arg(shortTime).arg(longTime)));
}

void TestProgramText::serversLeadNowhere_data()
{
    QTest::addColumn<QByteArray>("wrapper");
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("nowhere");
    QTest::addColumn<QByteArray>("undo");
    QTest::newRow("postgres_fdw with a host")
        << QByteArray("postgres_fdw") << QByteArray(" OPTIONS (dbname 'x', host 'prod')")
        << QByteArray(" OPTIONS (dbname 'x', host 'disconnected.invalid')") << QByteArray("SET \"host\" 'prod'");
    QTest::newRow("postgres_fdw without one")
        << QByteArray("postgres_fdw") << QByteArray("") << QByteArray(" OPTIONS (host 'disconnected.invalid')")
        << QByteArray("DROP \"host\"");
    QTest::newRow("an address of its own, quoted oddly")
        << QByteArray("dblink_fdw") << QByteArray(" OPTIONS (\"db name\" 'it''s, (a) x', hostaddr '10.0.0.1')")
        << QByteArray(" OPTIONS (\"db name\" 'it''s, (a) x', host 'disconnected.invalid')")
        << QByteArray("ADD \"hostaddr\" '10.0.0.1', DROP \"host\"");
    QTest::newRow("an address of another kind")
        << QByteArray("wasm") << QByteArray(" OPTIONS (api_url 'https://api.example.org/v1')")
        << QByteArray(" OPTIONS (api_url 'https://disconnected.invalid')")
        << QByteArray("SET \"api_url\" 'https://api.example.org/v1'");
}

void TestProgramText::serversLeadNowhere()
{
    QFETCH(const QByteArray, wrapper);
    QFETCH(const QByteArray, options);
    QFETCH(const QByteArray, nowhere);
    QFETCH(const QByteArray, undo);
    const std::string head
        = "CREATE SERVER \"s OPTIONS (x '\" TYPE 'a OPTIONS (b' FOREIGN DATA WRAPPER " + wrapper.toStdString();
    catalog::Object server{.key = {.kind = catalog::ObjectKind::ForeignServer, .name = "s OPTIONS (x '"},
                           .definition = catalog::Scripted{{head + options.toStdString()}}};
    const defusing::Disconnected result = defusing::disconnectServer(server, wrapper.toStdString());
    QCOMPARE(result.state, defusing::Disconnected::State::LeadsNowhere);
    QCOMPARE(server.as<catalog::Scripted>()->statements.front(), head + nowhere.toStdString());
    QCOMPARE(result.undo, "ALTER SERVER \"s OPTIONS (x '\" OPTIONS (" + undo.toStdString() + ")");
    // Once more changes nothing.
    const catalog::Object before = server;
    QCOMPARE(defusing::disconnectServer(server, wrapper.toStdString()).undo, std::string());
    QVERIFY(before == server);
}

void TestProgramText::aFileOfTheServerIsReadNoMore()
{
    catalog::Object table{
        .key = {.kind = catalog::ObjectKind::ForeignTable, .schema = "public", .name = "t"},
        .definition = catalog::Table{.foreignServer = "files", .foreignOptions = {"program=echo a=b", "format=csv"}}};
    const defusing::Disconnected result = defusing::disconnectTable(table);
    QCOMPARE(table.as<catalog::Table>()->foreignOptions,
             (std::vector<std::string>{"filename=/dev/null", "format=csv"}));
    QCOMPARE(result.undo,
             std::string("ALTER FOREIGN TABLE \"public\".\"t\" OPTIONS (DROP \"filename\", ADD \"program\" "
                         "'echo a=b')"));
}

void TestProgramText::partsOfValues_data()
{
    QTest::addColumn<QByteArray>("element");
    QTest::addColumn<bool>("isPart");
    QTest::newRow("a column") << QByteArray("email") << false;
    QTest::newRow("its letters without case") << QByteArray("lower((email)::text) text_pattern_ops") << false;
    QTest::newRow("its hash") << QByteArray("md5(email)") << false;
    QTest::newRow("its domain") << QByteArray("split_part(email, '@'::text, 2)") << true;
    QTest::newRow("its beginning") << QByteArray("\"substring\"(email, 1, 12)") << true;
    QTest::newRow("its day") << QByteArray("((seen_at)::date)") << true;
}

void TestProgramText::partsOfValues()
{
    QFETCH(const QByteArray, element);
    QFETCH(const bool, isPart);
    QCOMPARE(target::looksAtPart(element.toStdString()), isPart);
}

void TestProgramText::wellFormedCharacters()
{
    for (const char *right : {"a", "\xc3\xa9", "\xe2\x80\xa6", "\xf0\x9f\x98\x80"})
        QCOMPARE(fitting::utf8Length(right, 0), std::strlen(right));
    // A byte of Latin-1, one too many bytes, half a pair, beyond the last, cut off.
    for (const char *wrong :
         {"\xe9", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x80", "\x80"})
        QCOMPARE(fitting::utf8Length(wrong, 0), size_t{0});
}

QTEST_GUILESS_MAIN(TestProgramText)
#include "tst_program_text.moc"
