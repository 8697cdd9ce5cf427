// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/selection/row_selection.h"
#include "tests/support/schema_builder.h"

#include <QStringList>
#include <QTest>

using namespace engine;
using namespace engine::selection;
using namespace Qt::StringLiterals;
using tests::SchemaBuilder;

Q_DECLARE_METATYPE(RowChoice)

namespace {

catalog::Schema shop()
{
    return SchemaBuilder()
        .table("shop.city", {"id int!", "label text"})
        .table("shop.customer", {"id bigint!", "city int", "created_at timestamp with time zone"}, 5000)
        .table("shop.purchase", {"id bigint!", "customer bigint", "created_at timestamp with time zone"}, 20000)
        .table("shop.line", {"id bigint!", "purchase bigint", "label text"}, 90000)
        .partitioned("shop.log", {"id bigint!", "at date!"}, "RANGE (at)")
        .partition("shop.log_1", "shop.log", {"id bigint!", "at date!"},
                   "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')")
        .partition("shop.log_2", "shop.log", {"id bigint!", "at date!"}, "DEFAULT")
        .primaryKey("shop.city", {"id"})
        .primaryKey("shop.customer", {"id"})
        .primaryKey("shop.purchase", {"id"})
        .primaryKey("shop.line", {"id"})
        .foreignKey("shop.customer", {"city"}, "shop.city", {"id"})
        .foreignKey("shop.purchase", {"customer"}, "shop.customer", {"id"})
        .foreignKey("shop.line", {"purchase"}, "shop.purchase", {"id"})
        .build();
}

QStringList namesOf(const std::set<sql::QualifiedName> &tables)
{
    QStringList names;
    for (const sql::QualifiedName &table : tables)
        names.append(text(table.name));
    return names;
}

} // namespace

/// What a choice of rows means for the tables of a schema.
class TestRowSelection : public QObject
{
    Q_OBJECT

private slots:
    void tablesAreChosenWithWhatTheyReferTo_data();
    void tablesAreChosenWithWhatTheyReferTo();
    void whatRefersToChosenRowsFollows();
    void whatCannotBeDoneIsAProblem_data();
    void whatCannotBeDoneIsAProblem();
    void rowsThatTheTargetKeepsAreNotCopied();
    void withoutAChoiceEverythingIsCopied();
};

void TestRowSelection::tablesAreChosenWithWhatTheyReferTo_data()
{
    QTest::addColumn<RowChoice>("choice");
    QTest::addColumn<QStringList>("excluded");
    QTest::addColumn<QStringList>("pulledIn");
    QTest::newRow("one table") << RowChoice{.tables = {"shop.city"}}
                               << QStringList{u"customer"_s, u"line"_s, u"log_1"_s, u"log_2"_s, u"purchase"_s}
                               << QStringList();
    QTest::newRow("a table that refers to others over two steps")
        << RowChoice{.tables = {"purchase"}} << QStringList{u"line"_s, u"log_1"_s, u"log_2"_s}
        << QStringList{u"city"_s, u"customer"_s};
    QTest::newRow("a pattern") << RowChoice{.excluded = {"shop.lo*"}} << QStringList{u"log_1"_s, u"log_2"_s}
                               << QStringList();
    QTest::newRow("a partitioned table stands for its partitions")
        << RowChoice{.excluded = {"shop.log"}} << QStringList{u"log_1"_s, u"log_2"_s} << QStringList();
    QTest::newRow("one partition") << RowChoice{.excluded = {"shop.log_2"}} << QStringList{u"log_2"_s} << QStringList();
    QTest::newRow("a group") << RowChoice{.excluded = {"@logs"}, .groups = {{"logs", {"shop.log", "shop.line"}}}}
                             << QStringList{u"line"_s, u"log_1"_s, u"log_2"_s} << QStringList();
}

void TestRowSelection::tablesAreChosenWithWhatTheyReferTo()
{
    QFETCH(RowChoice, choice);
    QFETCH(QStringList, excluded);
    QFETCH(QStringList, pulledIn);
    const RowSelection selection = selectRows(shop(), choice);
    QVERIFY(selection.problems.isEmpty());
    QCOMPARE(namesOf(selection.excluded), excluded);
    QCOMPARE(namesOf(selection.pulledIn), pulledIn);
    QVERIFY(selection.filters.empty());
}

void TestRowSelection::whatRefersToChosenRowsFollows()
{
    const RowSelection selection
        = selectRows(shop(), {.conditions = {{.table = "shop.customer", .condition = "id < 100"}}});
    QVERIFY(selection.problems.isEmpty());
    QCOMPARE(selection.conditions.size(), size_t{1});
    // Purchases of other customers would refer to nobody, and their lines to nothing; towns refer to nobody.
    for (const char *name : {"customer", "purchase", "line"})
        QVERIFY2(selection.filters.contains({"shop", name}), name);
    QVERIFY(!selection.filters.contains({"shop", "city"}));
    QVERIFY(!selection.filters.contains({"shop", "log_1"}));
    QVERIFY(!selection.followers.contains({"shop", "customer"}));
    QVERIFY(selection.followers.contains({"shop", "purchase"}));
    QVERIFY(selection.followers.contains({"shop", "line"}));
    const std::string filter = selection.filterOf({"shop", "customer"}).sql("r");
    QVERIFY2(filter.find("100") != std::string::npos, filter.c_str());

    const RowSelection since = selectRows(shop(), {.since = {"created_at >= 2026-01-01"}});
    QVERIFY(since.problems.isEmpty());
    QCOMPARE(since.conditions.size(), size_t{2});
    QVERIFY(since.conditions.contains({"shop", "customer"}) && since.conditions.contains({"shop", "purchase"}));
}

void TestRowSelection::whatCannotBeDoneIsAProblem_data()
{
    QTest::addColumn<RowChoice>("choice");
    QTest::addColumn<int>("code");
    QTest::newRow("a pattern that matches nothing")
        << RowChoice{.tables = {"shop.nothing"}} << int(ErrorCode::PatternUnmatched);
    QTest::newRow("an exclusion that matches nothing")
        << RowChoice{.excluded = {"other.*"}} << int(ErrorCode::PatternUnmatched);
    QTest::newRow("a condition on a column that is not there")
        << RowChoice{.conditions = {{.table = "shop.city", .condition = "nothing = 1"}}}
        << int(ErrorCode::FilterInvalid);
    QTest::newRow("a date that no table has")
        << RowChoice{.since = {"seen_at >= 2026-01-01"}} << int(ErrorCode::DateColumnUnmatched);
    QTest::newRow("a day that no calendar has")
        << RowChoice{.since = {"created_at >= 2026-02-30"}} << int(ErrorCode::SinceInvalid);
    QTest::newRow("a table left out that copied rows refer to")
        << RowChoice{.excluded = {"shop.customer"}} << int(ErrorCode::ConstraintViolated);
}

void TestRowSelection::whatCannotBeDoneIsAProblem()
{
    QFETCH(RowChoice, choice);
    QFETCH(int, code);
    const RowSelection selection = selectRows(shop(), choice);
    QVERIFY(!selection.problems.isEmpty());
    QCOMPARE(int(selection.problems.front().code), code);
    QVERIFY(!selection.problems.front().subject.isEmpty());
}

void TestRowSelection::rowsThatTheTargetKeepsAreNotCopied()
{
    const RowSelection selection = selectRows(shop(), {}, {{"shop", "customer"}});
    QVERIFY(selection.problems.isEmpty());
    QCOMPARE(namesOf(selection.excluded), QStringList{u"customer"_s});
    // What refers to them is copied as it is.
    QVERIFY(selection.filters.empty());
    const RowSelection narrowed = selectRows(
        shop(), {.conditions = {{.table = "shop.customer", .condition = "id < 100"}}}, {{"shop", "customer"}});
    QCOMPARE(narrowed.problems.size(), 1);
    QCOMPARE(int(narrowed.problems.front().code), int(ErrorCode::TableNotKeepable));
}

void TestRowSelection::withoutAChoiceEverythingIsCopied()
{
    const RowSelection selection = selectRows(shop(), {});
    QVERIFY(selection.excluded.empty() && selection.filters.empty() && selection.problems.isEmpty());
    QVERIFY(belongsTo(shop(), *shop().findTable("shop", "log_1"), {"shop", "log"}));
    QVERIFY(!belongsTo(shop(), *shop().findTable("shop", "line"), {"shop", "log"}));
}

QTEST_GUILESS_MAIN(TestRowSelection)
#include "tst_row_selection.moc"
