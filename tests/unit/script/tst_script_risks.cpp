// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_risks.h"
#include "tests/support/memory_reader.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace engine;
using namespace Qt::StringLiterals;
using formats::ScriptRisk;
using formats::ScriptRisks;

class TestScriptRisks : public QObject
{
    Q_OBJECT

private slots:
    void whatReachesFurtherIsNamed_data();
    void whatReachesFurtherIsNamed();
    void linesAreThoseOfTheFile();
    void someCommandsOfPsqlAreHarmless();
};

namespace {

Result<ScriptRisks> risksOf(const std::string &script)
{
    tests::MemoryReader reader(script);
    formats::ScriptSplitter splitter(reader, u"file.sql"_s);
    ScriptRisks risks;
    for (;;) {
        TRY_ASSIGN(const auto piece, splitter.next());
        if (!piece)
            return risks;
        risks.look(*piece);
    }
}

} // namespace

void TestScriptRisks::whatReachesFurtherIsNamed_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *script, const QStringList &expected) {
        QTest::newRow(script) << QByteArray(script) << expected;
    };
    row("create table t (a int); insert into t values (1); select 1", {});
    row("copy t from program 'id'", {u"runsProgram"_s});
    row("COPY (select 1) TO PROGRAM 'sh'", {u"runsProgram"_s});
    row("copy t from '/etc/passwd'", {u"serverFile"_s});
    row("copy t to '/tmp/x'", {u"serverFile"_s});
    row("select lo_export(1, '/tmp/x')", {u"serverFile"_s});
    row("select pg_catalog.pg_read_file ('/etc/passwd')", {u"serverFile"_s});
    row("select \"pg_read_file\"('/etc/passwd')", {u"serverFile"_s});
    row("alter system set archive_command = 'x'", {u"serverSetting"_s});
    row("create extension if not exists plpython3u", {u"untrustedLanguage"_s});
    row("create extension hstore with schema public", {});
    row("create extension dblink", {u"otherServer"_s});
    row("create function f() returns int language plpython3u as $$return 1$$", {u"untrustedLanguage"_s});
    row("create function f() returns int as 'lib', 'f' language 'C'", {u"nativeCode"_s});
    row("create function f() returns int language sql as $$select 1$$", {});
    row("create function f() returns void language plpgsql as $$begin perform lo_export(1, 'x'); end$$",
        {u"serverFile"_s});
    row("do $$begin copy t from program 'id'; end$$", {u"runsProgram"_s, u"anonymousCode"_s});
    row("select * from dblink('host=x', 'select 1') as t(a int)", {u"otherServer"_s});
    row("create subscription s connection 'host=x' publication p", {u"otherServer"_s});
    row("create server s foreign data wrapper w", {u"otherServer"_s});
    row("set role postgres", {u"otherRole"_s});
    row("set session authorization postgres", {u"otherRole"_s});
    row("set session session_replication_role = replica", {u"checksOff"_s});
    row("drop database prod", {u"wholeDatabase"_s});
    row("drop owned by me", {u"wholeDatabase"_s});
    row("create event trigger e on ddl_command_start execute function f()", {u"eventTrigger"_s});
    row("grant pg_read_server_files to me", {u"highGrant"_s});
    row("grant select on pg_things to me", {});
    row("alter role me with superuser", {u"highGrant"_s});
    row("create role me nologin", {});
    row("begin; commit", {u"transaction"_s});
    row("\\! rm -rf /", {u"psqlCommand"_s});
    row("\\restrict abc\nselect 1;\n\\unrestrict abc", {});
    row("load 'evil'", {u"nativeCode"_s});
}

void TestScriptRisks::whatReachesFurtherIsNamed()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QStringList, expected);
    QVERIFY_ASSIGN(const ScriptRisks risks, risksOf(script.toStdString()));
    QStringList keys;
    for (const auto &[risk, lines] : risks.found()) {
        keys.append(formats::riskKey(risk));
        QVERIFY(lines.count > 0 && !lines.example.empty());
        QVERIFY(!formats::riskSentence(risk).isEmpty());
    }
    QCOMPARE(keys, expected);
}

void TestScriptRisks::linesAreThoseOfTheFile()
{
    QVERIFY_ASSIGN(const ScriptRisks risks,
                   risksOf("select 1;\n\nselect 2,\n  lo_export(1, 'x');\nselect\nlo_import('y');\n\\! id\n"));
    QCOMPARE(risks.found().at(ScriptRisk::ServerFile).lines, (std::vector<qint64>{4, 6}));
    QCOMPARE(risks.found().at(ScriptRisk::PsqlCommand).lines, (std::vector<qint64>{7}));
}

void TestScriptRisks::someCommandsOfPsqlAreHarmless()
{
    using formats::isHarmlessPsqlCommand;
    QVERIFY(isHarmlessPsqlCommand("\\restrict aB3"));
    QVERIFY(isHarmlessPsqlCommand("\\connect my-base"));
    QVERIFY(isHarmlessPsqlCommand("\\connect \"my.base\""));
    QVERIFY(!isHarmlessPsqlCommand("\\unrestrict `id`"));
    QVERIFY(!isHarmlessPsqlCommand("\\restrict"));
    QVERIFY(!isHarmlessPsqlCommand("\\connect host=evil"));
    QVERIFY(!isHarmlessPsqlCommand("\\connect a b"));
    QVERIFY(!isHarmlessPsqlCommand("\\i /etc/passwd"));
}

QTEST_APPLESS_MAIN(TestScriptRisks)
#include "tst_script_risks.moc"
