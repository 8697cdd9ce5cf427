// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"
#include "engine/importing/beside.h"
#include "engine/operations/clone/clone.h"
#include "engine/operations/restore/restore.h"
#include "engine/operations/rollback/rollback.h"
#include "engine/runs/plan_json.h"
#include "engine/safety/guard.h"
#include "engine/safety/production_registry.h"
#include "engine/store/database.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using tests::TestServer;

/// Chosen tables of a file, and files beside what a target has.
class TestRestorePart final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void newNamesAreFreeAndFit_data();
    void newNamesAreFreeAndFit();
    void chosenTablesGetTheirRowsBackAndNothingElseChanges_data();
    void chosenTablesGetTheirRowsBackAndNothingElseChanges();
    void rowsThatOthersNeedAreNotTakenAway();
    void aTableThatTheTargetHasNotIsNamed();
    void aPatternThatMatchesNothingIsNamed();
    void allOfAFileStandsBesideWhatIsThere_data();
    void allOfAFileStandsBesideWhatIsThere();
    void aTableStandsBesideWithWhatItNeeds();
    void thePlanCountsWhatIsNewer();

private:
    /// What an operation came to: 0 as a program would end, and all that it said.
    struct Outcome
    {
        int exitCode = 1;
        QByteArray words{};

        [[nodiscard]] QByteArray said() const { return words; }
    };

    [[nodiscard]] QString fileOf(const QString &form) const;
    [[nodiscard]] operations::End target() const;
    [[nodiscard]] Outcome restore(const QString &file, const operations::RestoredPartChoice &part,
                                  bool isDryRun = false) const;
    [[nodiscard]] Outcome rollback() const;
    [[nodiscard]] Outcome run(operations::Operation &operation, bool isDryRun) const;
    /// By pg_dump: all but what Sosie and these tests' restores made.
    [[nodiscard]] QStringList dumpOf(const QStringList &options = {}) const;
    QByteArray ask(const QString &sql) const { return m_server->psql(u"copy"_s, sql); }

    std::unique_ptr<TestServer> m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<store::Database> m_database;
};

namespace {

const QString shop = uR"(
create schema stock;
create schema audit;
create type stock.state as enum ('new', 'sold', 'gone');
create table public.users (id int primary key, email text unique, created_at timestamptz default '2026-01-01 00:00+00');
create table stock.items (id serial primary key, owner_id int references public.users, label text not null,
    state stock.state default 'new', cents int generated always as (length(label)) stored,
    updated_at timestamptz default '2026-01-01 00:00+00');
create table stock.parts (item_id int references stock.items on delete cascade, name text);
create table stock.moves (id int, day date) partition by range (day);
create table stock.moves_2026 partition of stock.moves for values from ('2026-01-01') to ('2027-01-01');
create table stock.kinds (code text primary key);
create view public.labels as select id, label from stock.items;
create materialized view public.counted as select count(*) from stock.items;
create function stock.forbid() returns trigger language plpgsql as
    $$ begin if session_user <> current_setting('shop.loader', true) then raise exception 'not by you'; end if; return new; end $$;
create function stock.count_items() returns bigint language sql set search_path = stock as $$ select count(*) from items $$;
create function public.names_stock() returns bigint language sql as $$ select count(*) from stock.items $$;
create index on stock.items (label);
insert into public.users select n, 'u' || n || '@shop.example' from generate_series(1, 20) n;
insert into stock.items (owner_id, label) select n, 'item ' || n from generate_series(1, 20) n;
insert into stock.parts select n, 'part ' || n from generate_series(1, 20) n;
insert into stock.moves select n, date '2026-01-01' + n from generate_series(1, 30) n;
insert into stock.kinds values ('a'), ('b');
)"_s;

// What a target has of its own beside that.
const QString more = uR"(
create table audit.seen (item_id int references stock.items, note text);
create trigger forbid before insert or update or delete on stock.items for each statement execute function stock.forbid();
alter table stock.items enable always trigger forbid;
alter table stock.items enable row level security;
create policy own on stock.items using (label <> 'hidden');
comment on constraint seen_item_id_fkey on audit.seen is 'who saw it';
create publication all_items for table stock.items;
create function public.watch() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger watch on ddl_command_end execute function public.watch();
alter default privileges revoke execute on functions from public;
)"_s;

} // namespace

void TestRestorePart::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    QVERIFY_ASSIGN(auto database, store::Database::open(m_folder.path() + u"/state"_s));
    m_database = std::make_unique<store::Database>(std::move(database));
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, shop);
}

void TestRestorePart::init()
{
    m_server->dropDatabase(u"copy"_s);
    m_server->createDatabase(u"copy"_s, u"shop"_s);
    m_server->psql(u"copy"_s, more);
    m_server->psql(u"copy"_s, uR"(
set shop.loader = 'postgres';
insert into audit.seen select id, 'seen' from stock.items where id < 5;
update stock.items set label = 'spoilt', updated_at = '2026-02-01' where id between 3 and 6;
delete from stock.items where id > 18;
insert into stock.items (owner_id, label, updated_at) values (1, 'made since', '2026-03-01');
delete from stock.moves where day > '2026-01-10';
update public.users set email = 'changed@shop.example' where id = 7;
)"_s);
}

QString TestRestorePart::fileOf(const QString &form) const
{
    const QString path = m_folder.path() + u"/shop."_s + form;
    QStringList options{u"-f"_s, path};
    if (form != u"sql"_s)
        options += {u"-F"_s, form};
    m_server->pgDump(u"shop"_s, options);
    return path;
}

operations::End TestRestorePart::target() const
{
    return {.environment = {.name = u"copy"_s, .type = environments::EnvironmentType::Test, .allowRaw = true},
            .connection = tests::infoAs(*m_server, u"copy"_s, "postgres")};
}

TestRestorePart::Outcome TestRestorePart::run(operations::Operation &operation, bool isDryRun) const
{
    const safety::ProductionRegistry registry(*m_database);
    Progress progress;
    const auto plan = operation.plan({}, progress);
    if (!plan)
        return {.words = describe(plan.error()).what.toUtf8() + ' ' + detailText(plan.error()).toUtf8()};
    if (isDryRun)
        return {.exitCode = plan->problems.isEmpty() ? 0 : 1, .words = QJsonDocument(runs::toJson(*plan)).toJson()};
    const auto permit = safety::Guard(registry).permit(*plan, {.typedName = u"copy"_s});
    if (!permit)
        return {.words = QJsonDocument(runs::toJson(*plan)).toJson() + describe(permit.error()).what.toUtf8()};
    const runs::Report report = operation.run(*permit, {}, progress);
    QByteArray words = QJsonDocument(report.toJson()).toJson();
    if (report.error)
        words += describe(*report.error).what.toUtf8() + ' ' + detailText(*report.error).toUtf8();
    return {.exitCode = report.outcome == runs::Outcome::Succeeded && report.verified ? 0 : 1, .words = words};
}

TestRestorePart::Outcome TestRestorePart::restore(const QString &file, const operations::RestoredPartChoice &part,
                                                  bool isDryRun) const
{
    const safety::ProductionRegistry registry(*m_database);
    const auto replacing = [&](operations::Replacement by) -> std::shared_ptr<operations::Operation> {
        return std::make_shared<operations::Clone>(std::move(by.source), target(),
                                                   operations::CloneOptions{.anonymize = false,
                                                                            .rawReason = u"a test"_s,
                                                                            .schemas = by.schemas,
                                                                            .jobs = 2,
                                                                            .beside = by.beside,
                                                                            .exchanged = by.exchanged},
                                                   registry);
    };
    operations::Restore operation(
        {.files = {{.path = file}}, .loadsFolder = m_folder.path() + u"/loads"_s, .part = part, .target = target()},
        replacing);
    return run(operation, isDryRun);
}

TestRestorePart::Outcome TestRestorePart::rollback() const
{
    operations::Rollback operation(target());
    Outcome outcome = run(operation, false);
    if (outcome.words.contains("\"succeeded\""))
        outcome.exitCode = 0;
    return outcome;
}

QStringList TestRestorePart::dumpOf(const QStringList &options) const
{
    const QByteArray dump
        = m_server->pgDump(u"copy"_s, QStringList{u"-N"_s, u"sosie_*"_s, u"-N"_s, u"restored_*"_s} + options);
    QStringList lines = QString::fromUtf8(dump).split(u'\n');
    lines.removeIf([](const QString &line) { return line.startsWith(u"--"_s) || line.contains(u"restrict "_s); });
    lines.sort();
    return lines;
}

void TestRestorePart::newNamesAreFreeAndFit_data()
{
    QTest::addColumn<QStringList>("schemas");
    QTest::addColumn<QStringList>("taken");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("one") << QStringList{u"public"_s} << QStringList() << QStringList{u"restored_20260314_public"_s};
    QTest::newRow("again on the same day, and all with the same number")
        << QStringList{u"a"_s, u"b"_s} << QStringList{u"restored_20260314_b"_s}
        << QStringList{u"restored_20260314_2_a"_s, u"restored_20260314_2_b"_s};
    QTest::newRow("longer than names may be") << QStringList{QString(63, u'x')} << QStringList()
                                              << QStringList{u"restored_20260314_"_s + QString(43, u'x') + u"_0"_s};
    QTest::newRow("not in the middle of a letter")
        << QStringList{u"é"_s.repeated(31)} << QStringList()
        << QStringList{u"restored_20260314_"_s + u"é"_s.repeated(21) + u"_0"_s};
}

void TestRestorePart::newNamesAreFreeAndFit()
{
    QFETCH(const QStringList, schemas);
    QFETCH(const QStringList, taken);
    QFETCH(const QStringList, expected);
    std::vector<std::string> given;
    for (const QString &schema : schemas)
        given.push_back(schema.toStdString());
    std::set<std::string> used;
    for (const QString &name : taken)
        used.insert(name.toStdString());
    QStringList found;
    for (const auto &[schema, name] : engine::importing::namesBeside(given, QDate(2026, 3, 14), used)) {
        QVERIFY(name.size() <= 63);
        found.append(QString::fromStdString(name));
    }
    QCOMPARE(found, expected);
}

void TestRestorePart::chosenTablesGetTheirRowsBackAndNothingElseChanges_data()
{
    QTest::addColumn<QString>("form");
    QTest::newRow("a script") << u"sql"_s;
    QTest::newRow("an archive") << u"custom"_s;
    QTest::newRow("a tar") << u"tar"_s;
}

void TestRestorePart::chosenTablesGetTheirRowsBackAndNothingElseChanges()
{
    QFETCH(const QString, form);
    const QStringList structure = dumpOf({u"--schema-only"_s});
    const QStringList before = dumpOf();
    const QByteArray users = m_server->dataDigest(u"copy"_s, u"public.users"_s);
    const Outcome run = restore(fileOf(form), {.tables = {"stock.items", "stock.moves"}});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(run.said().contains("stock.items") && run.said().contains("made since") == false, run.said().constData());
    for (const QString &table : {u"stock.items"_s, u"stock.moves"_s})
        QCOMPARE(m_server->dataDigest(u"copy"_s, table), m_server->dataDigest(u"shop"_s, table));
    QCOMPARE(dumpOf({u"--schema-only"_s}), structure);
    QCOMPARE(m_server->dataDigest(u"copy"_s, u"public.users"_s), users);
    QCOMPARE(ask(u"select count(*) from audit.seen"_s), QByteArray("4"));
    // The sequence does not go back: what is outside may know the number of a row made since.
    QCOMPARE(ask(u"select last_value from stock.items_id_seq"_s), QByteArray("21"));
    QCOMPARE(ask(u"select count(*) from pg_namespace where nspname like 'restored%'"_s), QByteArray("0"));
    const Outcome back = rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(dumpOf(), before);
    QCOMPARE(ask(u"select count(*) from pg_namespace where nspname like 'sosie%'"_s), QByteArray("0"));
}

void TestRestorePart::rowsThatOthersNeedAreNotTakenAway()
{
    ask(u"insert into audit.seen select max(id), 'new' from stock.items"_s);
    const QStringList before = dumpOf();
    const Outcome run = restore(fileOf(u"custom"_s), {.tables = {"items"}});
    QVERIFY2(run.exitCode != 0, run.said().constData());
    QVERIFY2(run.said().contains("seen_item_id_fkey"), run.said().constData());
    QCOMPARE(dumpOf(), before);
    QCOMPARE(ask(u"select count(*) from pg_namespace where nspname like 'sosie%' or nspname like 'restored%'"_s),
             QByteArray("0"));
}

void TestRestorePart::aTableThatTheTargetHasNotIsNamed()
{
    ask(u"drop table stock.kinds"_s);
    const Outcome run = restore(fileOf(u"custom"_s), {.tables = {"kinds"}});
    QVERIFY2(run.exitCode != 0, run.said().constData());
    QVERIFY2(run.said().contains("stock.kinds"), run.said().constData());
    const Outcome beside = restore(fileOf(u"custom"_s), {.tables = {"kinds"}, .sideBySide = true});
    QVERIFY2(beside.exitCode == 0, beside.said().constData());
}

void TestRestorePart::aPatternThatMatchesNothingIsNamed()
{
    const Outcome run = restore(fileOf(u"sql"_s), {.tables = {"nothing*"}});
    QVERIFY2(run.exitCode != 0 && run.said().contains("nothing*"), run.said().constData());
}

void TestRestorePart::allOfAFileStandsBesideWhatIsThere_data()
{
    chosenTablesGetTheirRowsBackAndNothingElseChanges_data();
}

void TestRestorePart::allOfAFileStandsBesideWhatIsThere()
{
    QFETCH(const QString, form);
    const QStringList before = dumpOf();
    const Outcome run = restore(fileOf(form), {.sideBySide = true});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(dumpOf(), before);
    const QString day = QDate::currentDate().toString(u"yyyyMMdd"_s);
    const QString stock = u"restored_"_s + day + u"_stock"_s;
    const QString open = u"restored_"_s + day + u"_public"_s;
    for (const QString &table : {u"items"_s, u"parts"_s, u"moves"_s})
        QCOMPARE(m_server->dataDigest(u"copy"_s, stock + u'.' + table),
                 m_server->dataDigest(u"shop"_s, u"stock."_s + table));
    QCOMPARE(ask(u"select count(*) from pg_constraint c join pg_namespace n on n.oid = c.connamespace"
                 " where contype = 'f' and n.nspname = '%1' and confrelid::regclass::text !~ '^restored'"_s.arg(stock)),
             QByteArray("0"));
    QCOMPARE(ask(u"select count(*) from %1.labels"_s.arg(open)), QByteArray("20"));
    QCOMPARE(ask(u"select %1.count_items()"_s.arg(stock)), QByteArray("20"));
    QVERIFY2(run.said().contains("names_stock"), run.said().constData());
    // Once more: other names, and the first stay.
    const Outcome again = restore(fileOf(form), {.sideBySide = true});
    QVERIFY2(again.exitCode == 0, again.said().constData());
    QCOMPARE(ask(u"select count(*) from pg_namespace where nspname in ('%1', 'restored_%2_2_stock')"_s.arg(stock, day)),
             QByteArray("2"));
    const Outcome back = rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(dumpOf(), before);
}

void TestRestorePart::aTableStandsBesideWithWhatItNeeds()
{
    const QStringList before = dumpOf();
    const Outcome run = restore(fileOf(u"custom"_s), {.tables = {"items"}, .sideBySide = true});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(dumpOf(), before);
    QCOMPARE(ask(u"select string_agg(c.relname, ' ' order by c.relname) from pg_class c join pg_namespace n"
                 " on n.oid = c.relnamespace where nspname like 'restored%' and relkind in ('r', 'v', 'm', 'p')"_s),
             QByteArray("items"));
    QCOMPARE(ask(u"select count(*) from pg_type t join pg_namespace n on n.oid = t.typnamespace"
                 " where nspname like 'restored%' and typtype = 'e'"_s),
             QByteArray("1"));
    QVERIFY2(run.said().contains("items_owner_id_fkey"), run.said().constData());
}

void TestRestorePart::thePlanCountsWhatIsNewer()
{
    const Outcome run = restore(fileOf(u"custom"_s), {.tables = {"items"}}, true);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    // Four that were changed and one that was made.
    const QByteArray said = run.said().replace("\\\"", "\"");
    QVERIFY2(said.contains("5 row(s) of \"stock.items\" are newer") && said.contains("updated_at"), said.constData());
}

QTEST_GUILESS_MAIN(TestRestorePart)
#include "tst_restore_part.moc"
