// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/member_places.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::catalog;

namespace {

const std::vector<MembersElsewhere> elsewhere{
    {.extension = "hstore", .from = "tools", .to = "public", .names = {"hstore", "->", "=", "akeys", "odd name"}},
    {.extension = "far", .from = "Odd \"tools\"", .to = "own tools", .names = {"f"}}};

} // namespace

/// Texts of the source that name members of extensions, for a target that has them elsewhere.
class TestMemberPlaces : public QObject
{
    Q_OBJECT

private slots:
    void textsNameMembersWhereTheyAre_data();
    void textsNameMembersWhereTheyAre();
    void pathsAreLongerByWhereTheMembersAre();
    void bodiesAreReadAsTheyAre();
    void whatHasTheSameNameCannotBeToldApart();
};

void TestMemberPlaces::textsNameMembersWhereTheyAre_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto same = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text << text; };
    QTest::newRow("a type") << "'a=>1'::tools.hstore[]"_ba
                            << "'a=>1'::public.hstore[]"_ba;
    QTest::newRow("an operator") << "(h OPERATOR(tools.->) 'a'::text)"_ba
                                 << "(h OPERATOR(public.->) 'a'::text)"_ba;
    QTest::newRow("a call") << "tools.akeys(h)"_ba
                            << "public.akeys(h)"_ba;
    QTest::newRow("a name in quotes") << "tools.\"odd name\"(1)"_ba
                                      << "public.\"odd name\"(1)"_ba;
    QTest::newRow("a schema in quotes") << "\"Odd \"\"tools\"\"\".f(\"Odd \"\"tools\"\"\".g(1))"_ba
                                        << "\"own tools\".f(\"Odd \"\"tools\"\"\".g(1))"_ba;
    QTest::newRow("a string that is a name") << "'tools.akeys(tools.hstore)'::regprocedure"_ba
                                             << "'public.akeys(public.hstore)'::regprocedure"_ba;
    same("a string", "'tools.hstore'::text");
    same("a string with quotes", "'it''s tools.hstore'::text");
    same("a string with backslashes", "E'\\' tools.hstore'::text");
    same("a column of a table called so", "x.tools.hstore");
    same("another member of the schema", "tools.other(1)");
    same("another operator", "OPERATOR(tools.->>)");
    same("a longer name", "mytools.hstore, tools.hstore2");
    same("an end", "tools.");
}

void TestMemberPlaces::textsNameMembersWhereTheyAre()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QCOMPARE(QByteArray::fromStdString(requalified(before.toStdString(), elsewhere)), after);
}

void TestMemberPlaces::pathsAreLongerByWhereTheMembersAre()
{
    QCOMPARE(requalifiedPath("tools, pg_catalog", elsewhere), std::string("tools, pg_catalog, \"public\""));
    QCOMPARE(requalifiedPath("public, tools", elsewhere), std::string("public, tools"));
    QCOMPARE(requalifiedPath("\"Odd \"\"tools\"\"\"", elsewhere), std::string("\"Odd \"\"tools\"\"\", \"own tools\""));
    QCOMPARE(requalifiedPath("", elsewhere), std::string());
}

void TestMemberPlaces::bodiesAreReadAsTheyAre()
{
    Schema schema;
    schema.objects.push_back(
        {.key = {.kind = ObjectKind::Function, .schema = "s", .name = "f", .signature = "tools.hstore"},
         .definition = Routine{.definition = "CREATE OR REPLACE FUNCTION s.f(tools.hstore)\n RETURNS text\n"
                                             " LANGUAGE plpgsql\n SET search_path TO 'tools', 's'\n"
                                             "AS $function$ BEGIN EXECUTE 'SELECT tools.akeys($1)'; "
                                             "-- the \" of \"tools\".akeys\n END $function$\n",
                               .language = "plpgsql"}});
    requalify(schema, elsewhere);
    const Object &function = schema.objects.front();
    QCOMPARE(function.key.signature, std::string("public.hstore"));
    const std::string &text = function.as<Routine>()->definition;
    QVERIFY(text.find("s.f(public.hstore)") != std::string::npos);
    QVERIFY(text.find(" SET search_path TO 'tools', 'public', 's'\n") != std::string::npos);
    QVERIFY(text.find("'SELECT public.akeys($1)'") != std::string::npos);
    QVERIFY(text.find("of public.akeys") != std::string::npos);
}

void TestMemberPlaces::whatHasTheSameNameCannotBeToldApart()
{
    Schema schema;
    QCOMPARE(ambiguousName(schema, elsewhere.front(), elsewhere), std::string());
    schema.objects.push_back(
        {.key = {.kind = ObjectKind::Function, .schema = "tools", .name = "akeys"}, .definition = Routine{}});
    QCOMPARE(ambiguousName(schema, elsewhere.front(), elsewhere), std::string("tools.akeys()"));
    const std::vector<MembersElsewhere> two{elsewhere.front(),
                                            {.extension = "other", .from = "tools", .to = "else", .names = {"->"}}};
    QCOMPARE(ambiguousName({}, two.front(), two), std::string("other: tools.->"));
}

QTEST_GUILESS_MAIN(TestMemberPlaces)
#include "tst_member_places.moc"
