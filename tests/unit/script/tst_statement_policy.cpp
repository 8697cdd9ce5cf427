// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/statement_policy.h"

#include <QTest>

using engine::importing::HandledStatement;
using engine::importing::Handling;
using engine::importing::handlingOf;
using engine::importing::withoutPrivilege;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Handling)

class TestStatementPolicy : public QObject
{
    Q_OBJECT

private slots:
    void aPrivilegeThatNobodyKnowsIsTakenOut_data();
    void aPrivilegeThatNobodyKnowsIsTakenOut();
    void eachStatementIsHandledByWhatItIs_data();
    void eachStatementIsHandledByWhatItIs();
    void anExtensionKeepsItsNameAndItsSchema();
    void transactionsAreKnown();
};

void TestStatementPolicy::eachStatementIsHandledByWhatItIs_data()
{
    QTest::addColumn<Handling>("expected");
    const auto row = [](const char *statement, Handling expected) { QTest::newRow(statement) << expected; };
    row("create table public.t (a int)", Handling::Run);
    row("create or replace function f() returns int language sql as $$select 1$$", Handling::Run);
    row("create function f() returns int language c as 'x'", Handling::DoNotTry);
    row("create function f() returns int as 'x' language 'C'", Handling::DoNotTry);
    row("create or replace procedural language plpython3u", Handling::DoNotTry);
    row("create event trigger e on ddl_command_end execute function f()", Handling::DoNotTry);
    row("create subscription s connection 'x' publication p", Handling::DoNotTry);
    row("create user mapping for me server s", Handling::DoNotTry);
    row("create user me password 'x'", Handling::MakeRole);
    row("create role \"Me\" superuser", Handling::MakeRole);
    row("create database x", Handling::PassOver);
    row("alter role me superuser", Handling::PassOver);
    row("alter system set a = 1", Handling::DoNotTry);
    row("alter table public.t owner to me", Handling::GiveOwner);
    row("ALTER TABLE \"public\".\"t\" OWNER TO \"Me\"", Handling::GiveOwner);
    row("alter materialized view s.v owner to me", Handling::GiveOwner);
    row("alter schema s owner to me", Handling::GiveOwner);
    row("alter function public.f(a integer, b text) owner to me", Handling::GiveOwner);
    row("alter aggregate public.f(*) owner to me", Handling::GiveOwner);
    row("alter operator public.<= (integer, integer) owner to me", Handling::GiveOwner);
    row("alter operator class public.c using btree owner to me", Handling::GiveOwner);
    row("alter text search dictionary public.d owner to me", Handling::GiveOwner);
    // Anything else in it, or of the system, or found through a path: by the loader.
    row("alter table public.t owner to me, add column b int default f()", Handling::Run);
    row("alter table public.t add column b int default f(), owner to me", Handling::Run);
    row("alter table t owner to me", Handling::Run);
    row("alter function pg_catalog.lower(text) owner to me", Handling::Run);
    row("alter schema pg_catalog owner to me", Handling::Run);
    row("alter schema \"information_schema\" owner to me", Handling::Run);
    row("alter database d owner to me", Handling::PassOver);
    row("grant select on t to me", Handling::Run);
    row("grant select (a, b) on table t to me", Handling::Run);
    row("grant pg_read_server_files to me", Handling::PassOver);
    row("revoke connect on database d from public", Handling::PassOver);
    row("set role me", Handling::PassOver);
    row("set session authorization me", Handling::PassOver);
    row("set statement_timeout = 0", Handling::PassOver);
    row("set client_encoding = 'UTF8'", Handling::Run);
    row("copy t from program 'id'", Handling::DoNotTry);
    row("copy t from '/etc/passwd'", Handling::DoNotTry);
    row("copy t to stdout", Handling::PassOver);
    row("comment on extension hstore is 'x'", Handling::PassOver);
    row("comment on table t is 'x'", Handling::Run);
    row("load 'x'", Handling::DoNotTry);
    row("do $$begin end$$", Handling::Run);
}

void TestStatementPolicy::eachStatementIsHandledByWhatItIs()
{
    QFETCH(const Handling, expected);
    const HandledStatement handled = handlingOf(QTest::currentDataTag());
    QCOMPARE(static_cast<int>(handled.how), static_cast<int>(expected));
    if (expected == Handling::DoNotTry)
        QVERIFY(!handled.why.isEmpty());
    if (expected == Handling::GiveOwner)
        QCOMPARE(QByteArray::fromStdString(handled.name).toLower(), QByteArray("me"));
}

void TestStatementPolicy::anExtensionKeepsItsNameAndItsSchema()
{
    const HandledStatement handled = handlingOf("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA \"My ext\"");
    QVERIFY(handled.how == Handling::MakeExtension);
    QCOMPARE(handled.name, std::string("uuid-ossp"));
    QCOMPARE(handled.schema, std::string("My ext"));
    QVERIFY(engine::importing::isAllowedExtension("hstore"));
    for (const char *name :
         {"dblink", "postgres_fdw", "file_fdw", "http", "pg_net", "pg_cron", "plpython3u", "plperl", "adminpack"})
        QVERIFY2(!engine::importing::isAllowedExtension(name), name);
}

void TestStatementPolicy::transactionsAreKnown()
{
    for (const char *statement :
         {"begin", "START TRANSACTION", "commit", "end", "rollback to savepoint s", "release s"})
        QVERIFY2(handlingOf(statement).isTransaction, statement);
    QVERIFY(!handlingOf("select 1").isTransaction);
}

void TestStatementPolicy::aPrivilegeThatNobodyKnowsIsTakenOut_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("rest");
    const auto row = [](const char *statement, const char *rest) {
        QTest::newRow(statement) << QString::fromLatin1(statement) << QString::fromLatin1(rest);
    };
    row("GRANT SELECT,INSERT,MAINTAIN,UPDATE ON TABLE public.t TO anon",
        "GRANT SELECT,INSERT,UPDATE ON TABLE public.t TO anon");
    row("GRANT MAINTAIN, SELECT ON TABLE t TO r", "GRANT SELECT ON TABLE t TO r");
    row("GRANT SELECT, maintain ON t TO r", "GRANT SELECT ON t TO r");
    row("REVOKE GRANT OPTION FOR SELECT,MAINTAIN ON t FROM r", "REVOKE GRANT OPTION FOR SELECT ON t FROM r");
    row("ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA b GRANT SELECT,MAINTAIN ON TABLES TO c",
        "ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA b GRANT SELECT ON TABLES TO c");
    row("GRANT MAINTAIN ON TABLE t TO r", "");
    row("GRANT SELECT ON TABLE maintain TO r", "-");
    row("CREATE TABLE maintain (a int)", "-");
    row("GRANT", "-");
}

void TestStatementPolicy::aPrivilegeThatNobodyKnowsIsTakenOut()
{
    QFETCH(const QString, statement);
    QFETCH(const QString, rest);
    const auto found = withoutPrivilege(statement.toStdString(), "maintain");
    QCOMPARE(found ? QString::fromStdString(*found) : u"-"_s, rest);
}

QTEST_APPLESS_MAIN(TestStatementPolicy)
#include "tst_statement_policy.moc"
