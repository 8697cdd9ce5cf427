// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/schema_diff.h"
#include "tests/support/schema_builder.h"

#include <QTest>

#include <functional>

using namespace engine::catalog;
using tests::SchemaBuilder;

using Edit = std::function<void(Schema &)>;
Q_DECLARE_METATYPE(Edit)
Q_DECLARE_METATYPE(CompareOptions)

namespace {

Schema shop()
{
    return SchemaBuilder()
        .table("shop.customer", {"id bigint!", "email text"})
        .table("shop.purchase", {"id bigint!", "customer bigint"})
        .primaryKey("shop.customer", {"id"})
        .foreignKey("shop.purchase", {"customer"}, "shop.customer", {"id"})
        .view("shop.addresses", {"email text"}, "SELECT email FROM shop.customer")
        .add(ObjectKind::Sequence, "shop.counter", Sequence{.type = "bigint", .state = {.lastValue = 5}})
        .add({.kind = ObjectKind::Extension, .name = "hstore"}, Extension{.schema = "public", .version = "1.7"})
        .add({.kind = ObjectKind::Publication, .name = "feed"}, Publication{.operations = "insert"})
        .databaseWide(ObjectKind::EventTrigger, "audit", "CREATE EVENT TRIGGER audit")
        .build();
}

Object &objectOf(Schema &schema, ObjectKind kind, const std::string &name)
{
    for (Object &object : schema.objects) {
        if (object.key.kind == kind && object.key.name == name)
            return object;
    }
    qFatal("no such object");
}

template <typename T>
T &definitionOf(Schema &schema, ObjectKind kind, const std::string &name)
{
    return std::get<T>(objectOf(schema, kind, name).definition);
}

void remove(Schema &schema, const std::string &name)
{
    std::erase_if(schema.objects, [&](const Object &object) { return object.key.name == name; });
}

} // namespace

/// What is a difference between two databases, and what is none.
class TestSchemaDiff : public QObject
{
    Q_OBJECT

private slots:
    void equalSchemasHaveNoDifference();
    void oneChangeIsOneDifference_data();
    void oneChangeIsOneDifference();
    void whatIsNoPartOfAnObjectIsNotCompared_data();
    void whatIsNoPartOfAnObjectIsNotCompared();
    void differencesComeInTheOrderOfTheirKeys();
};

void TestSchemaDiff::equalSchemasHaveNoDifference()
{
    QVERIFY(difference(shop(), shop()).empty());
    QVERIFY(difference(shop(), shop(), ofClone).empty());
    QVERIFY(difference(Schema(), Schema()).empty());
}

void TestSchemaDiff::oneChangeIsOneDifference_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *what, Change::Kind kind, const char *name, Edit edit) {
        QTest::newRow(what) << edit << int(kind) << QString::fromLatin1(name);
    };
    using K = Change::Kind;
    row("a column's type", K::Alter, "customer", [](Schema &schema) {
        definitionOf<Table>(schema, ObjectKind::Table, "customer").columns[1].type = "character varying(80)";
    });
    row("NOT NULL", K::Alter, "customer",
        [](Schema &schema) { definitionOf<Table>(schema, ObjectKind::Table, "customer").columns[0].notNull = false; });
    row("a default", K::Alter, "customer", [](Schema &schema) {
        definitionOf<Table>(schema, ObjectKind::Table, "customer").columns[1].defaultValue = "'x'::text";
    });
    row("UNLOGGED", K::Alter, "customer", [](Schema &schema) {
        definitionOf<Table>(schema, ObjectKind::Table, "customer").persistence = Persistence::Unlogged;
    });
    row("row security", K::Alter, "customer",
        [](Schema &schema) { definitionOf<Table>(schema, ObjectKind::Table, "customer").rowSecurity = true; });
    row("a view's query", K::Alter, "addresses", [](Schema &schema) {
        definitionOf<View>(schema, ObjectKind::View, "addresses").query = "SELECT NULL::text AS email";
    });
    row("what a view's operators are", K::Alter, "addresses", [](Schema &schema) {
        objectOf(schema, ObjectKind::View, "addresses").meaning = {"operator own.=(text,text)"};
    });
    row("a sequence's position", K::Alter, "counter",
        [](Schema &schema) { definitionOf<Sequence>(schema, ObjectKind::Sequence, "counter").state.lastValue = 6; });
    row("an owner", K::Alter, "customer",
        [](Schema &schema) { objectOf(schema, ObjectKind::Table, "customer").owner = "other"; });
    row("a grant", K::Alter, "customer", [](Schema &schema) {
        objectOf(schema, ObjectKind::Table, "customer").acl = {{.grantee = "reader", .privileges = "r"}};
    });
    row("a comment", K::Alter, "customer",
        [](Schema &schema) { objectOf(schema, ObjectKind::Table, "customer").comment = "people"; });
    row("a version of an extension", K::Alter, "hstore",
        [](Schema &schema) { definitionOf<Extension>(schema, ObjectKind::Extension, "hstore").version = "1.8"; });
    row("an object that is missing", K::Create, "addresses", [](Schema &schema) { remove(schema, "addresses"); });
    row("a key that is not valid", K::Alter, "purchase_customer_fkey", [](Schema &schema) {
        definitionOf<Constraint>(schema, ObjectKind::Constraint, "purchase_customer_fkey").isValidated = false;
    });
}

void TestSchemaDiff::oneChangeIsOneDifference()
{
    QFETCH(Edit, edit);
    QFETCH(int, kind);
    QFETCH(QString, name);
    Schema changed = shop();
    edit(changed);
    const std::vector<Change> changes = difference(changed, shop());
    QCOMPARE(changes.size(), size_t{1});
    QCOMPARE(int(changes.front().kind), kind);
    QCOMPARE(QString::fromStdString(changes.front().key.name), name);
    QVERIFY(!changes.front().description().text().isEmpty());
    // The other way round it is the opposite.
    const std::vector<Change> back = difference(shop(), changed);
    QCOMPARE(back.size(), size_t{1});
    QCOMPARE(back.front().kind == Change::Kind::Drop, kind == int(Change::Kind::Create));
}

void TestSchemaDiff::whatIsNoPartOfAnObjectIsNotCompared_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<CompareOptions>("options");
    const auto row
        = [](const char *what, const CompareOptions &options, Edit edit) { QTest::newRow(what) << edit << options; };
    row("how many rows there are", {}, [](Schema &schema) {
        definitionOf<Table>(schema, ObjectKind::Table, "customer").rowEstimate.value = 7'000'000;
    });
    row("numbers of the server", {},
        [](Schema &schema) { objectOf(schema, ObjectKind::Table, "customer").oid.value = 99; });
    row("positions of sequences, when they are not asked for", {.sequenceValues = false},
        [](Schema &schema) { definitionOf<Sequence>(schema, ObjectKind::Sequence, "counter").state.lastValue = 6; });
    row("owners, when they are not asked for", {.owners = false},
        [](Schema &schema) { objectOf(schema, ObjectKind::Table, "customer").owner = "other"; });
    row("grants, when they are not asked for", {.privileges = false}, [](Schema &schema) {
        objectOf(schema, ObjectKind::Table, "customer").acl = {{.grantee = "reader", .privileges = "r"}};
    });
    row("versions of extensions after a clone", ofClone,
        [](Schema &schema) { definitionOf<Extension>(schema, ObjectKind::Extension, "hstore").version = "1.8"; });
    row("publications that are the target's", {.publications = false}, [](Schema &schema) { remove(schema, "feed"); });
    row("how another version words a query", {}, [](Schema &schema) {
        schema.serverVersion = 170000;
        definitionOf<View>(schema, ObjectKind::View, "addresses").query = "SELECT customer.email FROM shop.customer";
    });
}

void TestSchemaDiff::whatIsNoPartOfAnObjectIsNotCompared()
{
    QFETCH(Edit, edit);
    QFETCH(CompareOptions, options);
    Schema changed = shop();
    edit(changed);
    const std::vector<Change> changes = difference(changed, shop(), options);
    QVERIFY2(changes.empty(), changes.empty() ? "" : qPrintable(changes.front().description().text()));
}

void TestSchemaDiff::differencesComeInTheOrderOfTheirKeys()
{
    Schema less = shop();
    remove(less, "purchase");
    remove(less, "customer");
    remove(less, "counter");
    const std::vector<Change> changes = difference(less, shop());
    QCOMPARE(changes.size(), size_t{3});
    QVERIFY(
        std::is_sorted(changes.begin(), changes.end(), [](const Change &a, const Change &b) { return a.key < b.key; }));
    // What the target has of its own is no difference after a clone, and one otherwise.
    Schema without = shop();
    remove(without, "audit");
    QCOMPARE(difference(shop(), without).size(), size_t{1});
    QVERIFY(difference(shop(), without, ofClone).empty());
    QCOMPARE(difference(without, shop(), ofClone).size(), size_t{1});
}

QTEST_GUILESS_MAIN(TestSchemaDiff)
#include "tst_schema_diff.moc"
