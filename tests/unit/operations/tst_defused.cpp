// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/database_wide.h"
#include "engine/merge/kept_tables.h"
#include "engine/supabase/side_effects.h"
#include "tests/support/schema_builder.h"

#include <QTest>

using namespace engine;
using namespace Qt::StringLiterals;
using catalog::ObjectKind;
using tests::SchemaBuilder;

namespace {

SchemaBuilder shop()
{
    return SchemaBuilder()
        .table("shop.purchase", {"id bigint!", "total numeric"})
        .function("shop.tell", "BEGIN PERFORM net.http_post('https://hooks.example/x'); RETURN NEW; END")
        .function("shop.count", "BEGIN NEW.total := 1; RETURN NEW; END")
        .trigger("shop.purchase", "telling", "shop.tell")
        .trigger("shop.purchase", "counting", "shop.count");
}

const catalog::Trigger &triggerOf(const catalog::Schema &schema, const std::string &name)
{
    return *schema.find({.kind = ObjectKind::Trigger, .schema = "shop", .name = name, .parent = "purchase"})
                ->as<catalog::Trigger>();
}

} // namespace

/// What a schema becomes before it is made in a target: harmless, and what the target can have.
class TestDefused : public QObject
{
    Q_OBJECT

private slots:
    void triggersThatLeaveTheDatabaseAreSwitchedOff();
    void whatStaysInsideStaysAsItIs();
    void theTargetKeepsItsOwn();
    void whatTheAccountMayNotMakeIsNamed();
    void keptTablesTakeTheStructureOfTheSource();
    void tablesThatOnlyTheTargetHasComeWithWhatBelongsToThem();
    void whatCannotBeKeptIsAProblem();
};

void TestDefused::triggersThatLeaveTheDatabaseAreSwitchedOff()
{
    catalog::Schema schema = shop().build();
    const supabase::SideEffects effects = supabase::defuse(schema);
    QCOMPARE(triggerOf(schema, "telling").enabled, 'D');
    QCOMPARE(triggerOf(schema, "counting").enabled, 'O');
    QCOMPARE(effects.defused.size(), 1);
    const QString said = effects.defused.front().text();
    QVERIFY2(said.contains(u"telling"_s) && said.contains(u"ENABLE TRIGGER"_s), qPrintable(said));
    // Again there is nothing left to switch off.
    QVERIFY(supabase::defuse(schema).defused.isEmpty());
}

void TestDefused::whatStaysInsideStaysAsItIs()
{
    const catalog::Schema before = SchemaBuilder()
                                       .table("shop.purchase", {"id bigint!"})
                                       .function("shop.count", "BEGIN RETURN NEW; END")
                                       .trigger("shop.purchase", "counting", "shop.count")
                                       .build();
    catalog::Schema schema = before;
    const supabase::SideEffects effects = supabase::defuse(schema);
    QVERIFY(effects.defused.isEmpty() && effects.remaining.isEmpty() && effects.queues.empty());
    QVERIFY(schema.objects == before.objects);
}

void TestDefused::theTargetKeepsItsOwn()
{
    catalog::Schema source = shop().databaseWide(ObjectKind::Language, "own", "CREATE LANGUAGE own HANDLER a").build();
    const catalog::Schema target
        = SchemaBuilder().databaseWide(ObjectKind::Language, "own", "CREATE LANGUAGE own HANDLER b").build();
    static_cast<void>(fitting::adaptToTarget(source, target, {.isSuperuser = true}, {}));
    QVERIFY(source.find({.kind = ObjectKind::Language, .name = "own"}) == nullptr);
    QCOMPARE(source.notCarried.size(), size_t{1});
    QCOMPARE(int(source.notCarried.front().reason), int(catalog::Uncarried::Reason::Kept));
    // The same on both sides is no word worth.
    catalog::Schema same = shop().databaseWide(ObjectKind::Language, "own", "CREATE LANGUAGE own HANDLER b").build();
    static_cast<void>(fitting::adaptToTarget(same, target, {.isSuperuser = true}, {}));
    QVERIFY(same.notCarried.empty());
}

void TestDefused::whatTheAccountMayNotMakeIsNamed()
{
    const auto made = [](bool isSuperuser) {
        catalog::Schema source
            = shop().databaseWide(ObjectKind::EventTrigger, "audit", "CREATE EVENT TRIGGER audit").build();
        static_cast<void>(fitting::adaptToTarget(source, {}, {.isSuperuser = isSuperuser}, {}));
        return source;
    };
    const catalog::ObjectKey audit{.kind = ObjectKind::EventTrigger, .name = "audit"};
    QVERIFY(made(true).find(audit) != nullptr && made(true).notCarried.empty());
    const catalog::Schema less = made(false);
    QVERIFY(less.find(audit) == nullptr);
    QCOMPARE(less.notCarried.size(), size_t{1});
    QCOMPARE(int(less.notCarried.front().reason), int(catalog::Uncarried::Reason::NotAllowed));
    QVERIFY(less.findTable("shop", "purchase") != nullptr);
}

void TestDefused::keptTablesTakeTheStructureOfTheSource()
{
    const catalog::Schema source
        = SchemaBuilder().table("shop.setting", {"key text!", "value text", "more int!"}).build();
    const catalog::Schema target = SchemaBuilder().table("shop.setting", {"key text!", "value int", "old int"}).build();
    const merge::KeptTables kept = merge::findKeptTables(source, target, {.kept = {"shop.setting"}});
    QVERIFY(kept.problems.isEmpty());
    QCOMPARE(kept.tables.size(), size_t{1});
    const merge::KeptTable &table = kept.tables.front();
    QVERIFY(!table.isOnlyInTarget);
    QCOMPARE(table.lostColumns, std::vector<std::string>{"old"});
    QCOMPARE(table.newColumns, std::vector<std::string>{"more"});
    QCOMPARE(table.missingColumns, std::vector<std::string>{"more"});
    QCOMPARE(table.columns.size(), size_t{2});
    QVERIFY(kept.notCopied.contains({"shop", "setting"}));
    QVERIFY(kept.contains({"shop", "setting"}) && !kept.contains({"shop", "purchase"}));
}

void TestDefused::tablesThatOnlyTheTargetHasComeWithWhatBelongsToThem()
{
    catalog::Schema source = SchemaBuilder().table("shop.purchase", {"id bigint!"}).build();
    const catalog::Schema target = SchemaBuilder()
                                       .table("shop.purchase", {"id bigint!"})
                                       .table("shop.mine", {"id bigint!"})
                                       .primaryKey("shop.mine", {"id"})
                                       .table("shop.other", {"id bigint!"})
                                       .build();
    const merge::KeptTables kept = merge::findKeptTables(source, target, {.kept = {"shop.mine"}});
    QVERIFY(kept.problems.isEmpty());
    QCOMPARE(kept.tables.size(), size_t{1});
    QVERIFY(kept.tables.front().isOnlyInTarget);
    QVERIFY(kept.notCopied.empty());
    kept.addTo(source);
    QVERIFY(source.findTable("shop", "mine") != nullptr);
    QVERIFY(source.find({.kind = ObjectKind::Constraint, .schema = "shop", .name = "mine_pkey", .parent = "mine"})
            != nullptr);
    QVERIFY(source.findTable("shop", "other") == nullptr);
}

void TestDefused::whatCannotBeKeptIsAProblem()
{
    const catalog::Schema target = SchemaBuilder().table("shop.mine", {"id bigint!"}).build();
    const merge::KeptTables unmatched = merge::findKeptTables({}, target, {.kept = {"shop.nothing"}});
    QCOMPARE(unmatched.problems.size(), 1);
    // The source uses the name for something else.
    const catalog::Schema source = SchemaBuilder().view("shop.mine", {"id bigint"}, "SELECT 1::bigint AS id").build();
    const merge::KeptTables taken = merge::findKeptTables(source, target, {.kept = {"shop.mine"}});
    QVERIFY(!taken.problems.isEmpty());
    QCOMPARE(int(taken.problems.front().code), int(ErrorCode::TableNotKeepable));
}

QTEST_GUILESS_MAIN(TestDefused)
#include "tst_defused.moc"
