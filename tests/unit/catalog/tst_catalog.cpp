// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/ddl/ddl_order.h"
#include "engine/catalog/model/acl.h"
#include "engine/catalog/model/kind_names.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace engine::catalog;

namespace {

ObjectKey key(ObjectKind kind, const std::string &name)
{
    return {.kind = kind, .schema = "s", .name = name};
}

Object object(const ObjectKey &objectKey, Definition definition, std::vector<ObjectKey> needs = {})
{
    Object made{.key = objectKey, .owner = "ann", .definition = std::move(definition)};
    made.dependsOn.value = std::move(needs);
    return made;
}

Schema schemaOf(std::vector<Object> objects)
{
    Schema schema;
    schema.objects = std::move(objects);
    schema.sort();
    return schema;
}

QStringList names(const std::vector<Step> &steps)
{
    QStringList list;
    for (const Step &step : steps) {
        const char *part = step.part == Step::Part::Whole ? "" : step.part == Step::Part::First ? "(first)" : "(rest)";
        list << engine::text(step.object->key.name + part);
    }
    return list;
}

} // namespace

/// The parts of the schema engine that need no server.
class TestCatalog : public QObject
{
    Q_OBJECT

private slots:
    void aclItems();
    void aclItems_data();
    void whatIsNeededComesFirst();
    void aDefaultIsCutWhereItClosesACircle();
    void aViewWaitsForTheKeyItGroupsBy();
    void aCircleThatCannotBeCutIsAnError();
    void namesAreQuoted();
    void aTableOfNobodyElsesGrantsIsLeftAlone();
    void differenceIgnoresWhatIsIncidental();
    void everyKindHasANameForPeople();
    void namesAreSaidToPeople_data();
    void namesAreSaidToPeople();
};

void TestCatalog::aclItems_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QByteArray>("grantee");
    QTest::addColumn<QByteArray>("privileges");
    QTest::addColumn<QByteArray>("grantable");
    QTest::addColumn<QByteArray>("grantor");

    QTest::newRow("a role") << "reader=r/ann"_ba
                            << "reader"_ba
                            << "r"_ba
                            << ""_ba
                            << "ann"_ba;
    QTest::newRow("everybody") << "=U/ann"_ba
                               << ""_ba
                               << "U"_ba
                               << ""_ba
                               << "ann"_ba;
    QTest::newRow("grant options") << "x=ar*w*/y"_ba
                                   << "x"_ba
                                   << "arw"_ba
                                   << "rw"_ba
                                   << "y"_ba;
    QTest::newRow("a quoted name with quotes and signs") << R"("a""b=c/d"=r/"e f")"_ba
                                                         << R"(a"b=c/d)"_ba
                                                         << "r"_ba
                                                         << ""_ba
                                                         << "e f"_ba;
}

void TestCatalog::aclItems()
{
    QFETCH(QByteArray, item);
    const Acl acl = parseAcl({item.toStdString()});
    QCOMPARE(acl.size(), 1U);
    QTEST(QByteArray::fromStdString(acl.front().grantee), "grantee");
    QTEST(QByteArray::fromStdString(acl.front().privileges), "privileges");
    QTEST(QByteArray::fromStdString(acl.front().grantable), "grantable");
    QTEST(QByteArray::fromStdString(acl.front().grantor), "grantor");
}

void TestCatalog::whatIsNeededComesFirst()
{
    const Schema schema = schemaOf({object(key(ObjectKind::View, "a"), View{}, {key(ObjectKind::View, "z")}),
                                    object(key(ObjectKind::View, "z"), View{}, {key(ObjectKind::Table, "t")}),
                                    object(key(ObjectKind::Function, "f"), Routine{}, {key(ObjectKind::Table, "t")}),
                                    object(key(ObjectKind::Table, "t"), Table{}, {key(ObjectKind::EnumType, "e")}),
                                    object(key(ObjectKind::EnumType, "e"), EnumType{})});
    const auto order = creationOrder(schema);
    QVERIFY(order);
    QCOMPARE(names(order->beforeRows), (QStringList{u"e"_s, u"t"_s, u"f"_s, u"z"_s, u"a"_s}));
    QVERIFY(order->afterIndexes.empty());
}

void TestCatalog::aDefaultIsCutWhereItClosesACircle()
{
    Object table = object(key(ObjectKind::Table, "t"), Table{});
    table.defaultsDependOn.value = {key(ObjectKind::Function, "f")};
    const Schema schema
        = schemaOf({table, object(key(ObjectKind::Function, "f"), Routine{}, {key(ObjectKind::Table, "t")})});
    const auto order = creationOrder(schema);
    QVERIFY(order);
    QCOMPARE(names(order->beforeRows), (QStringList{u"t(first)"_s, u"f"_s, u"t(rest)"_s}));
}

void TestCatalog::aViewWaitsForTheKeyItGroupsBy()
{
    ObjectKey primaryKey = key(ObjectKind::Constraint, "t_pkey");
    primaryKey.parent = "t";
    const Schema schema
        = schemaOf({object(key(ObjectKind::Table, "t"), Table{}), object(primaryKey, Constraint{.type = 'p'}),
                    object(key(ObjectKind::View, "v"), View{}, {key(ObjectKind::Table, "t"), primaryKey}),
                    object(key(ObjectKind::MaterializedView, "m"), MaterializedView{},
                           {key(ObjectKind::Table, "t"), primaryKey})});
    const auto order = creationOrder(schema);
    QVERIFY(order);
    QCOMPARE(names(order->beforeRows), (QStringList{u"t"_s, u"v(first)"_s}));
    QCOMPARE(names(order->afterIndexes), (QStringList{u"v(rest)"_s, u"m"_s}));
}

void TestCatalog::aCircleThatCannotBeCutIsAnError()
{
    const Schema schema
        = schemaOf({object(key(ObjectKind::Function, "f"), Routine{}, {key(ObjectKind::Function, "g")}),
                    object(key(ObjectKind::Function, "g"), Routine{}, {key(ObjectKind::Function, "f")})});
    const auto order = creationOrder(schema);
    QVERIFY(!order);
    QCOMPARE(order.error().code, engine::ErrorCode::ObjectNotSupported);
}

void TestCatalog::namesAreQuoted()
{
    Table table;
    table.columns = {{.name = "a\"b", .type = "integer", .notNull = true}, {.name = "select", .type = "text"}};
    Object made = object({.kind = ObjectKind::Table, .schema = "s;", .name = "x\ny"}, table);
    made.comment = "it's \\ here";
    made.acl = {{.grantee = "r\"1", .grantor = "ann", .privileges = "ar", .grantable = "r"}};
    const auto script = creationScript(schemaOf({made}), {.sessionRole = "bob"});
    QVERIFY(script);
    QCOMPARE(QByteArray::fromStdString(script->preData.front().sql),
             "CREATE TABLE \"s;\".\"x\ny\" (\n    \"a\"\"b\" integer NOT NULL,\n    \"select\" text\n)"_ba);
    QByteArrayList statements;
    for (const auto *list : {&script->preData, &script->postData}) {
        for (const DdlStatement &statement : *list)
            statements << QByteArray::fromStdString(statement.sql);
    }
    QVERIFY(statements.contains("ALTER TABLE \"s;\".\"x\ny\" OWNER TO \"ann\""_ba));
    QVERIFY(statements.contains("REVOKE ALL ON TABLE \"s;\".\"x\ny\" FROM PUBLIC, \"ann\""_ba));
    QVERIFY(statements.contains("GRANT INSERT ON TABLE \"s;\".\"x\ny\" TO \"r\"\"1\"; "
                                "GRANT SELECT ON TABLE \"s;\".\"x\ny\" TO \"r\"\"1\" WITH GRANT OPTION"_ba));
}

void TestCatalog::aTableOfNobodyElsesGrantsIsLeftAlone()
{
    Object made = object(key(ObjectKind::Table, "t"), Table{});
    made.acl = {{.grantee = "ann", .grantor = "ann", .privileges = "Dadrtwx"}};
    const auto script = creationScript(schemaOf({made}), {.sessionRole = "ann"});
    QVERIFY(script);
    QVERIFY(script->postData.empty());
}

void TestCatalog::differenceIgnoresWhatIsIncidental()
{
    Object left = object(key(ObjectKind::Table, "t"), Table{});
    Object right = left;
    right.oid.value = 7;
    std::get<Table>(right.definition).rowEstimate.value = 99;
    QVERIFY(difference(schemaOf({left}), schemaOf({right})).empty());
    std::get<Table>(right.definition).rowSecurity = true;
    QCOMPARE(difference(schemaOf({left}), schemaOf({right})).size(), 1U);
    QCOMPARE(difference(schemaOf({left}), schemaOf({})).front().kind, Change::Kind::Drop);
    QCOMPARE(difference(schemaOf({}), schemaOf({left})).front().kind, Change::Kind::Create);
}

void TestCatalog::everyKindHasANameForPeople()
{
    const QStringList known = knownKinds();
    for (int kind = 0; kind <= static_cast<int>(ObjectKind::Other); ++kind) {
        const QString key = QString::fromLatin1(kindKey(static_cast<ObjectKind>(kind)));
        QVERIFY2(known.contains(key), qPrintable(key));
        // English is what programs get.
        QCOMPARE(kindName(key).text(), key);
    }
    QCOMPARE(kindName(u"table column comment").text(), u"table column comment"_s);
    QCOMPARE(kindName(u"what nobody knows").text(), u"what nobody knows"_s);
}

void TestCatalog::namesAreSaidToPeople_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    QTest::newRow("a policy") << u"policy"_s << u"own on public.orders"_s;
    QTest::newRow("a name with the small word in it") << u"policy"_s << u"\"own on this\" on public.orders"_s;
    QTest::newRow("a setting") << u"setting"_s << u"search_path of role ann"_s;
    QTest::newRow("a function") << u"function"_s << u"public.f(timestamp with time zone, \"in\" text)"_s;
    QTest::newRow("rights on a function") << u"privileges"_s << u"function public.akeys(hstore)"_s;
    QTest::newRow("nothing") << u"table"_s << QString();
}

void TestCatalog::namesAreSaidToPeople()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, name);
    // In English nothing of it changes.
    QCOMPARE(nameForPeople(kind, name).text(), name);
    QCOMPARE(kindAndName(kind, name).text(), QString(kind + u' ' + name));
}

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
