// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/result.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/fitting/security_labels.h"
#include "engine/operations/clone/clone_inspection.h"
#include "engine/target/session/target_session.h"
#include "tests/postgres/clone_pair.h"
#include "tests/support/patience.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

namespace {

/// One object of each kind that can have a label, with the names and texts that break statements.
const QString inSource = uR"(
CREATE SCHEMA "Odd ""one""";
CREATE TABLE "Odd ""one"""."People é" (id int PRIMARY KEY, "e-mail" text);
CREATE TABLE public.plain (id int GENERATED ALWAYS AS IDENTITY, n text);
INSERT INTO public.plain (n) VALUES ('x');
CREATE TABLE public.parts (id int) PARTITION BY RANGE (id);
CREATE TABLE public.part PARTITION OF public.parts FOR VALUES FROM (0) TO (10);
CREATE VIEW public.seen AS SELECT n FROM public.plain;
CREATE MATERIALIZED VIEW public.kept AS SELECT n FROM public.plain;
CREATE FUNCTION public.f(a int, b text DEFAULT 'it''s', OUT c int) LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE public.p(a int, INOUT b int) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE public.total(int) (SFUNC = int4pl, STYPE = int);
CREATE AGGREGATE public.counted(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE TYPE public.mood AS ENUM ('a'); CREATE TYPE public.pair AS (x int, y int); CREATE DOMAIN public.short AS text;
CREATE PUBLICATION news FOR TABLE public.plain;
CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''seen: %'', tg_tag; END';
SECURITY LABEL FOR "sosie test" ON SCHEMA "Odd ""one""" IS 'a';
SECURITY LABEL FOR "sosie test" ON TABLE "Odd ""one"""."People é" IS E'it''s a \\ label\nof two lines';
SECURITY LABEL FOR other ON TABLE "Odd ""one"""."People é" IS 'of the other';
SECURITY LABEL FOR other ON COLUMN "Odd ""one"""."People é"."e-mail" IS 'MASKED WITH FUNCTION anon.fake_email()';
SECURITY LABEL FOR other ON SEQUENCE public.plain_id_seq IS 'c';
SECURITY LABEL FOR other ON TABLE public.parts IS 'd';
SECURITY LABEL FOR other ON TABLE public.part IS '';
SECURITY LABEL FOR other ON VIEW public.seen IS 'e';
SECURITY LABEL FOR other ON COLUMN public.seen.n IS 'f';
SECURITY LABEL FOR other ON MATERIALIZED VIEW public.kept IS 'g';
SECURITY LABEL FOR other ON FUNCTION public.f(int, text) IS 'h';
SECURITY LABEL FOR other ON PROCEDURE public.p(int, int) IS 'i';
SECURITY LABEL FOR other ON AGGREGATE public.total(int) IS 'j';
SECURITY LABEL FOR other ON AGGREGATE public.counted(*) IS 'k';
SECURITY LABEL FOR other ON TYPE public.mood IS 'l';
SECURITY LABEL FOR other ON TYPE public.pair IS 'm';
SECURITY LABEL FOR other ON COLUMN public.pair.x IS 'n';
SECURITY LABEL FOR other ON DOMAIN public.short IS 'o';
SECURITY LABEL FOR other ON PUBLICATION news IS 'p';
SECURITY LABEL FOR other ON SCHEMA public IS 'of the source';
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('SECURITY LABEL') EXECUTE FUNCTION public.watch();
SECURITY LABEL FOR other ON EVENT TRIGGER watch IS 'q';
SECURITY LABEL FOR other ON ROLE postgres IS 'r';
)"_s;

/// Both sides have public.
const QString inTarget = uR"(
CREATE TABLE public.before (id int);
SECURITY LABEL FOR other ON SCHEMA public IS 'of the target';
SECURITY LABEL FOR "sosie test" ON SCHEMA public IS 'of the target alone';
SECURITY LABEL FOR "sosie test" ON TABLE public.before IS 'goes aside, and comes back';
)"_s;

QStringList notCarried(const CliRun &run)
{
    QStringList list;
    for (const QJsonValue &value : run.report().value(u"notCarried"_s).toArray())
        list.append(value[u"kind"_s].toString() + u' ' + value[u"name"_s].toString() + u": "_s
                    + value[u"reason"_s].toString());
    return list.filter(u"security label"_s);
}

} // namespace

/// Labels of two providers that a small library of the tests registers (label_provider.cpp). pg_dump is the oracle.
class TestSecurityLabels final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyLabelIsCarriedAndRollbackBringsTheOldOnesBack();
    void aLabelThatIsRefusedIsNamedAndTheRestIsCarried();
    void aTargetWithoutTheProviderIsClonedAndToldWhatItLacks();
    void rollbackWorksWhenTheProviderHasGone();
    void aLabelThatWentAwayIsNoticed();
    void cleanupTestCase();

private:
    void load(bool on) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<TestServer> m_without;
    CliHome m_home;
};

/// For sessions that begin from now on.
void TestSecurityLabels::load(bool on) const
{
    const QString library = u'"' + m_server->cluster().folder() + u"/modules/label_provider.so\""_s;
    m_server->psql(u"postgres"_s, on ? u"ALTER SYSTEM SET session_preload_libraries = "_s + library
                                     : u"ALTER SYSTEM RESET session_preload_libraries"_s);
    m_server->psql(u"postgres"_s, u"SELECT pg_reload_conf()"_s);
    QTRY_COMPARE(QString::fromUtf8(m_server->psql(u"postgres"_s, u"SHOW session_preload_libraries"_s)),
                 on ? library : QString());
}

void TestSecurityLabels::initTestCase()
{
    auto server = TestServer::start({.settings = {u"wal_level = logical"_s}});
    QVERIFY_RESULT(server);
    m_server = std::move(*server);
    auto without = TestServer::start({.settings = {u"wal_level = logical"_s}});
    QVERIFY_RESULT(without);
    m_without = std::move(*without);

    const QString copy = m_server->makeServerFolder(u"modules"_s) + u"/label_provider.so"_s;
    QVERIFY(QFile::copy(QStringLiteral(SOSIE_LABEL_PROVIDER), copy));
    QVERIFY(QFile::setPermissions(copy, QFile::permissions(copy) | QFile::ReadOther | QFile::ExeOther));
    load(true);
    for (const QString &name : {u"shop"_s, u"copy"_s})
        m_server->createDatabase(name);
    m_server->psql(u"shop"_s, inSource);
    m_server->psql(u"copy"_s, inTarget);
    m_without->createDatabase(u"copy"_s);
}

void TestSecurityLabels::everyLabelIsCarriedAndRollbackBringsTheOldOnesBack()
{
    const QStringList before = m_server->schemaDump(u"copy"_s);
    const ClonePair pair(m_home, u"both"_s, {*m_server, u"shop"_s}, {*m_server, u"copy"_s});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_server->schemaDump(u"copy"_s), m_server->schemaDump(u"shop"_s));
    // pg_dump leaves out those of the columns of a composite type.
    const QString ofColumns
        = u"SELECT identity, provider, label FROM pg_seclabel, pg_identify_object(classoid, objoid, objsubid)"
          " WHERE type = 'composite type column'"_s;
    QCOMPARE(m_server->psql(u"copy"_s, ofColumns), QByteArray("public.pair.x|other|n"));
    QCOMPARE(m_server->schemaDump(u"copy"_s).filter(u"SECURITY LABEL FOR"_s).size(), 20);
    // What is on a role is of the whole server.
    QCOMPARE(notCarried(run),
             QStringList{u"security label role postgres: Sosie does not carry objects of this kind."_s});
    QCOMPARE(run.report().value(u"objects"_s)[u"security label"_s].toInt(), 21);

    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(m_server->schemaDump(u"copy"_s), before);
}

void TestSecurityLabels::aLabelThatIsRefusedIsNamedAndTheRestIsCarried()
{
    // As if the provider had become stricter since.
    m_server->psql(u"shop"_s, u"UPDATE pg_seclabel SET label = 'refused' WHERE label = 'l'"_s);
    const ClonePair pair(m_home, u"refused"_s, {*m_server, u"shop"_s}, {*m_server, u"copy"_s});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(
        notCarried(run).filter(u"type public.mood"_s),
        QStringList{
            u"security label type public.mood: \"other\", the module that keeps such labels, refuses it in the target."_s});
    QStringList expected = m_server->schemaDump(u"shop"_s);
    QCOMPARE(expected.removeIf([](const QString &line) { return line.contains(u"'refused'"_s); }), 1);
    QCOMPARE(m_server->schemaDump(u"copy"_s), expected);
    m_server->psql(u"shop"_s, u"UPDATE pg_seclabel SET label = 'l' WHERE label = 'refused'"_s);
    QCOMPARE(pair.rollback().exitCode, 0);
}

void TestSecurityLabels::aTargetWithoutTheProviderIsClonedAndToldWhatItLacks()
{
    const ClonePair pair(m_home, u"without"_s, {*m_server, u"shop"_s}, {*m_without, u"copy"_s});
    const CliRun plan = pair.clone({u"--dry-run"_s, u"--lang"_s, u"en"_s});
    QCOMPARE(plan.output.count("has not loaded"), 21);
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    // The second line of a label; and the event trigger's tag, which the copy has.
    const auto isOfLabels
        = [](const QString &line) { return line.contains(u"SECURITY LABEL"_s) || line.startsWith(u"of two lines"_s); };
    QStringList expected = m_server->schemaDump(u"shop"_s);
    expected.removeIf(isOfLabels);
    QStringList found = m_without->schemaDump(u"copy"_s);
    QCOMPARE(found.removeIf(isOfLabels), 1);
    QCOMPARE(found, expected);
    const QStringList lacks = notCarried(run);
    QCOMPARE(lacks.size(), 22);
    QCOMPARE(lacks.filter(u"has not loaded \"other\""_s).size(), 19);
    QVERIFY(
        lacks.contains(u"security label table column \"Odd \"\"one\"\"\".\"People é\".\"e-mail\": The target has not "
                       "loaded \"other\", the module that keeps such labels."_s));
}

void TestSecurityLabels::rollbackWorksWhenTheProviderHasGone()
{
    const QStringList before = m_server->schemaDump(u"copy"_s);
    const ClonePair pair(m_home, u"gone"_s, {*m_server, u"shop"_s}, {*m_server, u"copy"_s});
    const CliRun run = pair.clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    load(false);
    const CliRun back = pair.rollback();
    load(true);
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QStringList after = m_server->schemaDump(u"copy"_s);
    QStringList expected = before;
    const auto isOfPublic = [](const QString &line) { return line.contains(u"ON SCHEMA public"_s); };
    QCOMPARE(expected.removeIf(isOfPublic), 2);
    after.removeIf(isOfPublic);
    QCOMPARE(after, expected);
}

void TestSecurityLabels::aLabelThatWentAwayIsNoticed()
{
    m_server->createDatabase(u"empty"_s);
    m_server->psql(u"empty"_s, u"CREATE SCHEMA \"Odd \"\"one\"\"\"; CREATE TABLE \"Odd \"\"one\"\"\".\"People é\""
                               " (id int PRIMARY KEY, \"e-mail\" text)"_s);
    const auto readIn = [this](const QString &database) -> Result<catalog::Schema> {
        TRY_ASSIGN(pg::ReadOnlyConnection reader, tests::beginReading(*m_server, database));
        return catalog::readSchema(reader, {.schemas = {"Odd \"one\""}});
    };
    const auto source = readIn(u"shop"_s);
    QVERIFY_RESULT(source);
    auto session = target::openTarget(tests::infoOf(m_server->connectionValues(u"empty"_s)), "test", {});
    QVERIFY_RESULT(session);
    auto labels = fitting::SecurityLabels::plan(*session, *source, {}, {});
    QVERIFY_RESULT(labels);
    QVERIFY_RESULT(labels->make(*session));
    const auto whole = readIn(u"empty"_s);
    QVERIFY_RESULT(whole);
    QCOMPARE(labels->missingFrom(*whole), QStringList());
    m_server->psql(u"empty"_s, u"DELETE FROM pg_seclabel WHERE objsubid > 0"_s);
    const auto less = readIn(u"empty"_s);
    QVERIFY_RESULT(less);
    QCOMPARE(labels->missingFrom(*less),
             QStringList{u"security label table column \"Odd \"\"one\"\"\".\"People é\".\"e-mail\""_s});
}

void TestSecurityLabels::cleanupTestCase()
{
    m_without.reset();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestSecurityLabels)
#include "tst_security_labels.moc"
