// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/partition_bounds.h"
#include "engine/defusing/sql_words.h"

#include <QTest>

using namespace engine::columns;
using namespace engine::defusing;

using Names = std::vector<std::string>;

/// What is read from the texts in which a server prints expressions.
class TestSqlWords final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsInQuotesCallsNothing();
    void aColumnIsAWordOfItsOwn();
    void aCheckIsWhatStandsInItsParentheses();
    void anIndexIsItsKeysAndItsRows();
    void anExclusionIsItsKeysAndTheirOperators();
    void boundsAreConstants_data();
    void boundsAreConstants();
};

void TestSqlWords::whatIsInQuotesCallsNothing()
{
    QCOMPARE(calledFunctions("((lower(email) ~ 'pg_sleep(1)'::text) AND (\"Odd \"\"f\" (x) > 1) AND app.f(y) IS NULL)"),
             (Names{"lower", "AND", "Odd \"f", "app.f"}));
    QCOMPARE(calledFunctions("(a = E'it\\'s lo_import(1)'::text) AND pg_sleep(1) > 0"), (Names{"pg_sleep"}));
}

void TestSqlWords::aColumnIsAWordOfItsOwn()
{
    QVERIFY(namesColumn("((starts_on < ends_on))", "ends_on"));
    QVERIFY(!namesColumn("((starts_on < ends_on))", "on"));
    QVERIFY(!namesColumn("((status = 'email'::text))", "email"));
    QVERIFY(!namesSchema("((price > 1.5) AND (site ~ 'public.t'::text))"));
    QVERIFY(namesSchema("(json_populate_record(NULL::public.t, doc) IS NOT NULL)"));
    QVERIFY(namesSchema("((doc)::\"Odd schema\".t IS NOT NULL)"));
    QVERIFY(namesColumn("((\"Birth Date\" > '1900-01-01'::date))", "Birth Date"));
}

void TestSqlWords::aCheckIsWhatStandsInItsParentheses()
{
    QCOMPARE(conditionOfCheck("CHECK ((a ~ ')'::text)) NOT VALID"), std::string("(a ~ ')'::text)"));
    QCOMPARE(conditionOfCheck("UNIQUE (a)"), std::string());
}

void TestSqlWords::anIndexIsItsKeysAndItsRows()
{
    const auto parts = partsOfIndex("CREATE UNIQUE INDEX x ON public.t USING btree (tenant, lower((email)::text) "
                                    "text_pattern_ops DESC, ((a || ','::text)), \"B c\" COLLATE \"C\") "
                                    "INCLUDE (id) WHERE (deleted_at IS NULL)");
    QVERIFY(parts.has_value());
    QCOMPARE(parts->keys, (Names{"tenant", "lower((email)::text)", "((a || ','::text))", "\"B c\""}));
    QCOMPARE(parts->predicate, std::string("(deleted_at IS NULL)"));
    QVERIFY(!partsOfIndex("CREATE INDEX x ON t").has_value());
}

void TestSqlWords::anExclusionIsItsKeysAndTheirOperators()
{
    const auto parts = partsOfExclusion("EXCLUDE USING gist (lower(guest) COLLATE \"C\" WITH =, \"the stay\" WITH &&, "
                                        "daterange(a, b, '[)'::text) WITH &&) WHERE ((NOT cancelled)) DEFERRABLE");
    QVERIFY(parts.has_value());
    QCOMPARE(parts->keys, (Names{"lower(guest)", "\"the stay\"", "daterange(a, b, '[)'::text)"}));
    QCOMPARE(parts->operators, (Names{"=", "&&", "&&"}));
    QCOMPARE(parts->predicate, std::string("((NOT cancelled))"));
    QVERIFY(partsOfExclusion("EXCLUDE USING gist (c WITH &&)")->predicate.empty());
    QVERIFY(!partsOfExclusion("UNIQUE (c)").has_value());
}

void TestSqlWords::boundsAreConstants_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("a list", "FOR VALUES IN ('Le Gall', 'O''Hara', NULL)", "FOR VALUES IN ('<Le Gall>', '<O''Hara>', NULL)");
    row("numbers", "FOR VALUES IN (1, '-2')", "FOR VALUES IN (<1>, '<-2>')");
    row("a range", "FOR VALUES FROM (MINVALUE) TO ('2001-01-01')", "FOR VALUES FROM (MINVALUE) TO ('<2001-01-01>')");
    row("backslashes", "FOR VALUES IN (E'a\\\\b')", "FOR VALUES IN ( E'<a\\\\b>')");
    row("what is no constant", "FOR VALUES IN (date'2001-01-01')", "");
}

void TestSqlWords::boundsAreConstants()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    const auto mark = [](const std::string &value) { return std::optional('<' + value + '>'); };
    QCOMPARE(QByteArray::fromStdString(boundWith(before.toStdString(), mark).value_or("")), after);
}

QTEST_GUILESS_MAIN(TestSqlWords)
#include "tst_sql_words.moc"
