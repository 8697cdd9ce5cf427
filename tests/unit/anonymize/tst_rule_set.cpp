// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/rule_set.h"

#include <QTest>

using namespace engine;
using namespace engine::anonymize;
using namespace Qt::StringLiterals;

namespace {

const std::vector<TableShape> tables{
    {.name = {"public", "users"},
     .columns = {{.name = "id", .typeName = "bigint", .notNull = true, .isUnique = true, .isPrimaryKey = true},
                 {.name = "email", .typeName = "text", .notNull = true, .isUnique = true},
                 {.name = "code", .typeName = "character varying(5)", .maxLength = 5},
                 {.name = "born", .typeName = "date"},
                 {.name = "profile", .typeName = "jsonb"},
                 {.name = "full", .typeName = "text", .isGenerated = true}}}};

} // namespace

class RuleSetTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFormOfRuleIsRead();
    void whatIsWrittenIsReadBackEqual();
    void theExampleIsRead();
    void mistakesAreReportedWithLineAndColumn_data();
    void mistakesAreReportedWithLineAndColumn();
    void allMistakesComeAtOnce();
    void tenDifferentMistakesAreTenErrors();
    void whatIsUnderstoodIsReadBesideWhatIsNot();
    void rulesThatDoNotFitAreFound_data();
    void rulesThatDoNotFitAreFound();
    void missingNamesComeWithASuggestion();
    void aMissingFileIsAnError();
};

void RuleSetTest::everyFormOfRuleIsRead()
{
    const auto rules = RuleSet::parse(R"(version = 1
[table."public.users"]
email = "email"
photo = "null"
id = "keep"
birthdate = { rule = "dateShift", days = 90 }
login = { template = "user{n}@exemple.test" }
status = { constant = "unknown" }
profile = { paths = { "$.contact.email" = "email", "$.tags[*]" = "null" }, others = "scrub" }
[table.orders]
note = { rule = "scrub" }
[table.'Sales."Order.Lines"']
"Customer Name" = "fullName"
)",
                                      u"rules.toml"_s);
    QVERIFY2(rules.has_value(), rules ? "" : qPrintable(rules.error().detail));
    const sql::QualifiedName users{"public", "users"};
    QCOMPARE(rules->rule(users, "email")->kind, RuleKind::Email);
    QCOMPARE(rules->rule(users, "birthdate")->days, 90);
    QCOMPARE(rules->rule(users, "login")->text, std::string("user{n}@exemple.test"));
    QCOMPARE(rules->rule(users, "status")->kind, RuleKind::Constant);
    QCOMPARE(rules->rule(users, "profile")->paths.size(), size_t(2));
    QVERIFY(rules->rule(users, "profile")->scrubOthers);
    QCOMPARE(rules->rule({"public", "orders"}, "note")->kind, RuleKind::Scrub);
    QCOMPARE(rules->rule({"Sales", "Order.Lines"}, "Customer Name")->kind, RuleKind::FullName);
    QVERIFY(rules->rule(users, "other") == nullptr);
}

void RuleSetTest::whatIsWrittenIsReadBackEqual()
{
    RuleSet rules;
    for (const RuleKind kind : simpleRuleKinds())
        rules.setRule({"public", "t"}, std::string(ruleKey(kind)), {.kind = kind});
    rules.setRule({"My Schema", "t.\"x\""}, "a\"b\\c\nd", {.kind = RuleKind::Constant, .text = "é\"\\\n\x01"});
    rules.setRule({"public", "u"}, "d", {.kind = RuleKind::DateShift, .days = 7});
    rules.setRule({"public", "u"}, "t", {.kind = RuleKind::Template, .text = "{first} {n}"});
    rules.setRule({"public", "u"}, "p",
                  {.kind = RuleKind::JsonPaths,
                   .paths = {{"$.a", {.kind = RuleKind::Email}}, {"$.b", {.kind = RuleKind::DateShift, .days = 9}}},
                   .scrubOthers = true});
    const auto again = RuleSet::parse(rules.toToml(), u"again"_s);
    QVERIFY2(again.has_value(), rules.toToml().c_str());
    QVERIFY2(*again == rules, again->toToml().c_str());
    rules.removeRule({"public", "u"}, "d");
    QVERIFY(rules.rule({"public", "u"}, "d") == nullptr);
}

void RuleSetTest::theExampleIsRead()
{
    const auto rules = RuleSet::load(QStringLiteral(SOSIE_SOURCE_DIR) + u"/resources/anonymize/example_rules.toml"_s);
    QVERIFY2(rules.has_value(), rules ? "" : qPrintable(rules.error().subject + rules.error().detail));
    QVERIFY(!rules->isEmpty());
}

void RuleSetTest::mistakesAreReportedWithLineAndColumn_data()
{
    QTest::addColumn<QString>("toml");
    QTest::addColumn<QString>("place");
    QTest::newRow("no TOML") << u"version = 1\n[table.x\n"_s << u"r.toml:2:"_s;
    QTest::newRow("an unknown rule") << u"[table.t]\na = \"emial\"\n"_s << u"r.toml:2:5"_s;
    QTest::newRow("a number as a rule") << u"[table.t]\na = 5\n"_s << u"r.toml:2:5"_s;
    QTest::newRow("an unknown key") << u"tables = 1\n"_s << u"r.toml:1:1"_s;
    QTest::newRow("an unknown option") << u"[table.t]\na = { rule = \"email\", x = 1 }\n"_s << u"r.toml:2:"_s;
    QTest::newRow("days out of range") << u"[table.t]\na = { rule = \"dateShift\", days = 0 }\n"_s << u"r.toml:2:"_s;
    QTest::newRow("days with another rule") << u"[table.t]\na = { rule = \"email\", days = 3 }\n"_s << u"r.toml:2:"_s;
    QTest::newRow("two kinds at once") << u"[table.t]\na = { rule = \"email\", constant = \"x\" }\n"_s
                                       << u"r.toml:2:"_s;
    QTest::newRow("an unknown placeholder") << u"[table.t]\na = { template = \"{m}\" }\n"_s << u"r.toml:2:"_s;
    QTest::newRow("a path that is none") << u"[table.t]\na = { paths = { \"x.y\" = \"email\" } }\n"_s << u"r.toml:2:"_s;
    QTest::newRow("another version") << u"version = 2\n"_s << u"r.toml:1:"_s;
}

void RuleSetTest::mistakesAreReportedWithLineAndColumn()
{
    QFETCH(QString, toml);
    QFETCH(QString, place);
    const auto rules = RuleSet::parse(toml.toStdString(), u"r.toml"_s);
    QVERIFY(!rules);
    QCOMPARE(rules.error().code, ErrorCode::RuleFileInvalid);
    QVERIFY2(rules.error().subject.startsWith(place), qPrintable(rules.error().subject));
    QVERIFY(!rules.error().detail.isEmpty());
}

void RuleSetTest::tenDifferentMistakesAreTenErrors()
{
    const auto rules = RuleSet::parse(R"(version = 2
[table.users]
a = "emial"
b = email
c = { rule = "dateShift", days = 0 }
d = { constant = "x", template = "{n}" }
e = { template = "{surname}" }
f = { paths = { "mail" = "email" } }
f = "email"
g = { rule = "keep", because = "x" }
h = { rule = "email", others = "scrub" }
i = 3
)",
                                      u"rules.toml"_s);
    QVERIFY(!rules.has_value());
    QStringList places;
    for (const Error &mistake : rules.error().causes)
        places.append(mistake.subject.section(u':', 1, 1));
    for (int line = 1; line <= 12; ++line)
        QVERIFY2(line == 2 || line == 8 || places.contains(QString::number(line)), qPrintable(places.join(u' ')));
    QCOMPARE(places.filter(u"8"_s).size(), 1);
}

void RuleSetTest::allMistakesComeAtOnce()
{
    const auto rules = RuleSet::parse("[table.t]\na = \"emial\"\nb = 4\nc = { constant = 1 }\n", u"r.toml"_s);
    QVERIFY(!rules);
    QCOMPARE(rules.error().causes.size(), 3);
    QVERIFY(rules.error().causes.first().detail.contains(u"\"email\"?"_s));
}

void RuleSetTest::whatIsUnderstoodIsReadBesideWhatIsNot()
{
    const RuleSet::Reading reading = RuleSet::read("version = 1\n[table.users]\nemail = \"emial\"\nborn = \"email\"\n"
                                                   "[table.nobody]\nx = \"email\"\n",
                                                   u"rules.toml"_s);
    QCOMPARE(reading.mistakes.size(), 1);
    QCOMPARE(reading.mistakes.first().code, ErrorCode::RuleFileInvalid);
    QVERIFY(reading.rules.rule({"public", "users"}, "email") == nullptr);
    QCOMPARE(reading.rules.problemsWith(tables).size(), 2);
    // What is not whole is no rule set.
    QVERIFY(!RuleSet::parse("email = 1", u"rules.toml"_s));
}

void RuleSetTest::rulesThatDoNotFitAreFound_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("fits");
    QTest::newRow("e-mail on text") << u"email = \"email\""_s << true;
    QTest::newRow("e-mail on a number") << u"id = \"email\""_s << false;
    QTest::newRow("identifier on a number") << u"id = \"identifier\""_s << true;
    QTest::newRow("null on NOT NULL") << u"email = \"null\""_s << false;
    QTest::newRow("null where it may be") << u"born = \"null\""_s << true;
    QTest::newRow("a constant too long") << u"code = { constant = \"123456\" }"_s << false;
    QTest::newRow("a constant of the right length") << u"code = { constant = \"12345\" }"_s << true;
    QTest::newRow("a constant in a unique column") << u"email = { constant = \"x\" }"_s << false;
    QTest::newRow("a constant that is no date") << u"born = { constant = \"yesterday\" }"_s << false;
    QTest::newRow("an e-mail where five characters fit") << u"code = \"email\""_s << false;
    QTest::newRow("dates shifted") << u"born = \"dateShift\""_s << true;
    QTest::newRow("a date shift on text that must stay unique") << u"email = \"dateShift\""_s << false;
    QTest::newRow("paths in a date") << u"born = { paths = { \"$.a\" = \"email\" } }"_s << false;
    QTest::newRow("scrub in a document") << u"profile = \"scrub\""_s << true;
    QTest::newRow("a computed column") << u"full = \"fullName\""_s << false;
    QTest::newRow("a template without a mark in a unique column")
        << u"email = { template = \"x{digits:3}\" }"_s << false;
    QTest::newRow("a template with a mark in a unique column") << u"email = { template = \"x{hash}\" }"_s << true;
}

void RuleSetTest::rulesThatDoNotFitAreFound()
{
    QFETCH(QString, rule);
    QFETCH(bool, fits);
    const auto rules = RuleSet::parse("[table.users]\n" + rule.toStdString() + "\n", u"r.toml"_s);
    QVERIFY2(rules.has_value(), rules ? "" : qPrintable(rules.error().detail));
    const QList<Error> problems = rules->problemsWith(tables);
    QCOMPARE(problems.isEmpty(), fits);
    if (!fits) {
        QCOMPARE(problems.first().code, ErrorCode::RuleDoesNotFit);
        QVERIFY(problems.first().subject.startsWith(u"public.users."_s));
        QVERIFY(!problems.first().detail.isEmpty());
    }
}

void RuleSetTest::missingNamesComeWithASuggestion()
{
    const auto rules = RuleSet::parse("[table.users]\nemial = \"email\"\n[table.user]\nx = \"null\"\n", u"r.toml"_s);
    QVERIFY(rules.has_value());
    const QList<Error> problems = rules->problemsWith(tables);
    QCOMPARE(problems.size(), 2);
    for (const Error &problem : problems)
        QCOMPARE(problem.code, ErrorCode::RuleColumnMissing);
    QVERIFY(problems.at(0).detail.contains(u"public.users"_s));
    QVERIFY(problems.at(1).detail.contains(u"email"_s));
}

void RuleSetTest::aMissingFileIsAnError()
{
    const auto rules = RuleSet::load(u"/nonexistent/rules.toml"_s);
    QVERIFY(!rules);
    QCOMPARE(rules.error().code, ErrorCode::FileUnreadable);
}

QTEST_GUILESS_MAIN(RuleSetTest)
#include "tst_rule_set.moc"
