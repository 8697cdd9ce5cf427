// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/decision/decision.h"
#include "tests/unit/anonymize/keys.h"

#include <QTest>

#include <algorithm>

using namespace engine;
using namespace engine::anonymize;
using namespace Qt::StringLiterals;

namespace {

const sql::QualifiedName users{"public", "users"};
const sql::QualifiedName orders{"public", "orders"};
const sql::QualifiedName parts{"public", "orders_2024"};

std::vector<TableShape> shop()
{
    return {{.name = users,
             .columns = {{.name = "id", .typeName = "bigint", .notNull = true, .isUnique = true, .isPrimaryKey = true},
                         {.name = "email", .typeName = "text", .notNull = true, .isUnique = true},
                         {.name = "last_seen_ip", .typeName = "inet"}}},
            {.name = orders,
             .columns = {{.name = "user_id", .typeName = "bigint", .references = {{users, "id"}}},
                         {.name = "user_email",
                          .typeName = "character varying(60)",
                          .maxLength = 60,
                          .references = {{users, "email"}}},
                         {.name = "booked_on", .typeName = "date", .isPartitionKey = true},
                         {.name = "remark", .typeName = "text"},
                         {.name = "blob", .typeName = "bit varying"}}},
            {.name = parts,
             .parent = orders,
             .columns = {{.name = "user_id", .typeName = "bigint"},
                         {.name = "user_email", .typeName = "character varying(60)", .maxLength = 60},
                         {.name = "booked_on", .typeName = "date"},
                         {.name = "remark", .typeName = "text"},
                         {.name = "blob", .typeName = "bit varying"}}}};
}

const ColumnDecision &find(const std::vector<ColumnDecision> &decisions, const sql::QualifiedName &table,
                           const char *column)
{
    return *std::find_if(decisions.begin(), decisions.end(), [&](const ColumnDecision &decision) {
        return decision.table == table && decision.column == column;
    });
}

RuleSet rulesOf(const char *toml)
{
    return RuleSet::parse(toml, u"r.toml"_s).value();
}

} // namespace

class DecisionTest : public QObject
{
    Q_OBJECT

private slots:
    void everyColumnIsDecidedOnce();
    void tiedColumnsGetOneRule();
    void theFileHasTheLastWord();
    void allProblemsComeAtOnce();
    void rulesThatBreakAConstraintAreFound();
    void aUniqueColumnNeverGetsARuleThatMerges();
    void whatIsDecidedCanBeWrittenToAFile();
    void whatNobodyDecidedStaysUndecidedWhenReadBack();
    void whatIsKeptByDecisionIsWrittenAgainWithItsReason();
    void aPersonalColumnThatNoRuleFitsSaysSo();
    void aPartitionKeyIsReplacedWhereAPartitionTakesAnything();
    void aPathThatLeadsNowhereIsAProblem_data();
    void aPathThatLeadsNowhereIsAProblem();
    void anAddressOfTheOneDomainThatIsLetInBecomesAnother_data();
    void anAddressOfTheOneDomainThatIsLetInBecomesAnother();
    void onlyColumnsWithTextAreSampled();
    void lastNamesNoListKnowsAreFoundBesideFirstNames();
    void namesDeclaredSomewhereAreKnownElsewhere();
    void deciding8000ColumnsStopsWhenAsked();
};

void DecisionTest::lastNamesNoListKnowsAreFoundBesideFirstNames()
{
    const sql::QualifiedName imported{"public", "import_csv"};
    const std::vector<TableShape> tables{{.name = imported,
                                          .columns = {{.name = "col1", .typeName = "text"},
                                                      {.name = "col2", .typeName = "text"},
                                                      {.name = "col3", .typeName = "text"},
                                                      {.name = "col4", .typeName = "text"}}}};
    SampledRows rows{.columns = {"col1", "col2", "col3", "col4"}};
    for (const auto &[last, first] : {std::pair{"Kherzougford", "Amina"},
                                      {"Grimokhalek", "Karim"},
                                      {"Toulampardel", "Julien"},
                                      {"Verbrachouni", "Sophie"},
                                      {"Chanabostone", "Nadia"}})
        rows.rows.push_back(
            {last, first, std::string("x.") + QString::fromLatin1(last).toLower().toStdString() + "@b.test", "Actif"});
    auto decisions = decide(tables, nullptr, {{imported, rows}}).value();
    QCOMPARE(find(decisions, imported, "col1").category, Category::LastName);
    QCOMPARE(find(decisions, imported, "col4").category, Category::None);
    // Without an e-mail that repeats them, the first names beside them are the sign.
    for (auto &row : rows.rows)
        row[2] = "ok";
    decisions = decide(tables, nullptr, {{imported, rows}}).value();
    QCOMPARE(find(decisions, imported, "col1").category, Category::LastName);
}

void DecisionTest::namesDeclaredSomewhereAreKnownElsewhere()
{
    const sql::QualifiedName clients{"public", "clients"};
    const sql::QualifiedName audit{"public", "audit"};
    const std::vector<TableShape> tables{
        {.name = clients, .columns = {{.name = "nom", .typeName = "text"}, {.name = "login", .typeName = "text"}}},
        {.name = audit, .columns = {{.name = "source", .typeName = "text"}, {.name = "origine", .typeName = "text"}}}};
    SampledRows people{.columns = {"nom", "login"}};
    SampledRows entries{.columns = {"source", "origine"}};
    for (const char *last : {"Kherzougford", "Grimokhalek", "Toulampardel", "Verbrachouni"}) {
        const std::string login = "u." + QString::fromLatin1(last).toLower().toStdString();
        people.rows.push_back({last, login});
        entries.rows.push_back({last, login});
        entries.rows.push_back({last, "web"});
    }
    const auto decisions = decide(tables, nullptr, {{clients, people}, {audit, entries}}).value();
    QCOMPARE(find(decisions, audit, "source").rule.kind, RuleKind::LastName);
    QCOMPARE(find(decisions, audit, "origine").rule.kind, RuleKind::Username);
    QVERIFY(!find(decisions, audit, "source").why.isEmpty());
}

void DecisionTest::deciding8000ColumnsStopsWhenAsked()
{
    std::vector<TableShape> tables{{.name = users}};
    for (int i = 0; i < 8000; ++i)
        tables.front().columns.push_back({.name = "c" + std::to_string(i), .typeName = "text"});
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = decide(tables, nullptr, {}, stop.get_token());
    QVERIFY(!stopped);
    QVERIFY(stopped.error().isCancelled());
}

void DecisionTest::everyColumnIsDecidedOnce()
{
    const auto decisions = decide(shop(), nullptr, {});
    QVERIFY(decisions.has_value());
    QCOMPARE(decisions->size(), size_t(13));
    for (const ColumnDecision &decision : *decisions)
        QVERIFY(!decision.why.isEmpty());
    QCOMPARE(find(*decisions, users, "email").nature, Nature::Pseudonymized);
    QCOMPARE(find(*decisions, users, "id").verdict, Verdict::Technical);
    QCOMPARE(find(*decisions, orders, "blob").verdict, Verdict::Undecided);
    QCOMPARE(find(*decisions, orders, "booked_on").nature, Nature::Clear);
}

void DecisionTest::tiedColumnsGetOneRule()
{
    const auto decisions = decide(shop(), nullptr, {}).value();
    for (const auto &table : {orders, parts}) {
        const ColumnDecision &decision = find(decisions, table, "user_email");
        QCOMPARE(decision.rule.kind, RuleKind::Email);
        QVERIFY(decision.mustStayUnique);
        QCOMPARE(decision.maxLength, 60);
        QCOMPARE(find(decisions, table, "user_id").rule.kind, RuleKind::Keep);
    }
    QCOMPARE(find(decisions, users, "email").maxLength, 60);
    const RuleSet onReference = rulesOf("[table.orders]\nuser_id = \"identifier\"\n");
    const auto changed = decide(shop(), &onReference, {}).value();
    QCOMPARE(find(changed, users, "id").rule.kind, RuleKind::Identifier);
    QCOMPARE(find(changed, parts, "user_id").rule.kind, RuleKind::Identifier);
}

void DecisionTest::theFileHasTheLastWord()
{
    const RuleSet rules = rulesOf("[table.users]\nlast_seen_ip = \"keep\"\n[table.orders]\nremark = \"null\"\n");
    const auto decisions = decide(shop(), &rules, {}).value();
    QCOMPARE(find(decisions, users, "last_seen_ip").nature, Nature::Clear);
    QVERIFY(find(decisions, users, "last_seen_ip").fromRuleFile);
    QCOMPARE(find(decisions, parts, "remark").nature, Nature::Anonymized);
}

void DecisionTest::allProblemsComeAtOnce()
{
    const RuleSet rules = rulesOf("[table.users]\nid = \"email\"\nnothere = \"null\"\nemail = \"email\"\n"
                                  "[table.orders]\nuser_email = \"username\"\nbooked_on = \"dateShift\"\n");
    const auto decisions = decide(shop(), &rules, {});
    QVERIFY(!decisions);
    QStringList subjects;
    for (const Error &cause : decisions.error().causes)
        subjects.append(cause.subject);
    QVERIFY(subjects.contains(u"public.users.nothere"_s));
    QVERIFY(subjects.contains(u"public.users.id"_s));
    QVERIFY(subjects.contains(u"public.orders.user_email"_s));
    QVERIFY(subjects.contains(u"public.orders.booked_on"_s));
}

void DecisionTest::rulesThatBreakAConstraintAreFound()
{
    std::vector<TableShape> tables{
        {.name = users,
         .columns
         = {{.name = "phone", .typeName = "text", .checkExpressions = {"CHECK ((phone ~ '^05[0-9]{8}$'::text))"}}}}};
    const Samples samples{{users, {.columns = {"phone"}, .rows = {{"0555123456"}}}}};
    QVERIFY(decide(tables, nullptr, samples).has_value());
    const RuleSet wrong = rulesOf("[table.users]\nphone = \"email\"\n");
    const auto refused = decide(tables, &wrong, samples);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::RuleDoesNotFit);
    QVERIFY(refused.error().detail.contains(u"^05"_s));
}

void DecisionTest::aUniqueColumnNeverGetsARuleThatMerges()
{
    const std::vector<TableShape> tables{
        {.name = users,
         .columns = {{.name = "note", .typeName = "text", .notNull = true, .isUnique = true},
                     {.name = "address", .typeName = "inet", .notNull = true, .isUnique = true}}}};
    const auto decisions = decide(tables, nullptr, {}).value();
    QCOMPARE(find(decisions, users, "note").rule.kind, RuleKind::Identifier);
    // A unique address of the network has a fake of its own too.
    QCOMPARE(find(decisions, users, "address").rule.kind, RuleKind::IpAddress);
}

void DecisionTest::whatIsDecidedCanBeWrittenToAFile()
{
    const auto decisions = decide(shop(), nullptr, {}).value();
    const RuleSet rules = ruleSetOf(decisions);
    QVERIFY(rules.rule(users, "email") != nullptr);
    QVERIFY(rules.rule(users, "id") == nullptr);
    QVERIFY(rules.rule(parts, "user_email") == nullptr);
    const RuleSet again = RuleSet::parse(rules.toToml(), u"again"_s).value();
    const auto same = decide(shop(), &again, {}).value();
    for (size_t i = 0; i < same.size(); ++i)
        QVERIFY(same[i].rule == decisions[i].rule);
}

void DecisionTest::whatNobodyDecidedStaysUndecidedWhenReadBack()
{
    const auto decisions = decide(shop(), nullptr, {}).value();
    QCOMPARE(find(decisions, orders, "blob").verdict, Verdict::Undecided);
    const std::string toml = ruleSetOf(decisions).toToml();
    QVERIFY2(toml.find("\"blob\" = \"undecided\"") != std::string::npos, toml.c_str());
    const RuleSet again = RuleSet::parse(toml, u"again"_s).value();
    const auto same = decide(shop(), &again, {}).value();
    for (size_t i = 0; i < same.size(); ++i)
        QCOMPARE(same[i].verdict, decisions[i].verdict);
    // Detection takes it for technical; the file does not.
    const RuleSet doubt = rulesOf("[table.users]\nid = \"undecided\"\n");
    QCOMPARE(find(decide(shop(), &doubt, {}).value(), users, "id").verdict, Verdict::Undecided);
    // What detection finds is replaced, whatever was not decided.
    const RuleSet late = rulesOf("[table.users]\nemail = \"undecided\"\n");
    QCOMPARE(find(decide(shop(), &late, {}).value(), users, "email").rule.kind, RuleKind::Email);
}

void DecisionTest::whatIsKeptByDecisionIsWrittenAgainWithItsReason()
{
    const RuleSet rules
        = rulesOf("[table.users]\nlast_seen_ip = { rule = \"keep\", reason = \"all are ours\", by = \"A. Martin\" }\n");
    const auto decisions = decide(shop(), &rules, {}).value();
    const ColumnDecision &kept = find(decisions, users, "last_seen_ip");
    QVERIFY(kept.why.text().contains(u"all are ours (A. Martin)"_s));
    QCOMPARE(kept.detected, Verdict::Personal);
    const RuleSet written = RuleSet::parse(ruleSetOf(decisions).toToml(), u"w"_s).value();
    QVERIFY(*written.rule(users, "last_seen_ip") == *rules.rule(users, "last_seen_ip"));
    QVERIFY(!RuleSet::parse("[table.users]\nid = { rule = \"email\", by = \"A\" }\n", u"r"_s));
}

void DecisionTest::aPersonalColumnThatNoRuleFitsSaysSo()
{
    const std::vector<TableShape> tables{{.name = users,
                                          .columns = {{.name = "email",
                                                       .typeName = "character(2)",
                                                       .maxLength = 2,
                                                       .notNull = true,
                                                       .isUnique = true,
                                                       .checkExpressions = {"CHECK ((email ~ '^[xy]{2}$'::text))"}}}}};
    const Samples samples{{users, {.columns = {"email"}, .rows = {{"xy"}, {"yx"}, {"xx"}, {"yy"}}}}};
    const ColumnDecision decision = find(decide(tables, nullptr, samples).value(), users, "email");
    QVERIFY(!decision.changesValues());
    QVERIFY(!decision.whyNotReplaced.isEmpty());
}

void DecisionTest::aPartitionKeyIsReplacedWhereAPartitionTakesAnything()
{
    for (const bool takesAnything : {true, false}) {
        const std::vector<TableShape> tables{{.name = users,
                                              .columns = {{.name = "email",
                                                           .typeName = "text",
                                                           .isPartitionKey = true,
                                                           .hasPartitionForAnything = takesAnything}}}};
        const ColumnDecision decision = find(decide(tables, nullptr, {}).value(), users, "email");
        QCOMPARE(decision.changesValues(), takesAnything);
        QCOMPARE(decision.whyNotReplaced.isEmpty(), takesAnything);
    }
}

void DecisionTest::aPathThatLeadsNowhereIsAProblem_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("an attribute") << QByteArray("$.rue") << true;
    QTest::newRow("any attribute") << QByteArray("$.*") << true;
    QTest::newRow("an attribute that is not there") << QByteArray("$.tel") << false;
    QTest::newRow("inside an attribute") << QByteArray("$.adr.rue") << false;
    QTest::newRow("an attribute that cannot hold it") << QByteArray("$.numero") << false;
}

void DecisionTest::aPathThatLeadsNowhereIsAProblem()
{
    QFETCH(const QByteArray, path);
    QFETCH(const bool, isRight);
    const std::vector<TableShape> tables{
        {.name = users,
         .columns = {{.name = "home",
                      .typeName = "place",
                      .composite = compositeOf({{"rue", "text"}, {"numero", "integer"}})}}}};
    const RuleSet rules = rulesOf(
        QByteArray("[table.users]\nhome = { paths = { \"").append(path).append("\" = \"address\" } }\n").constData());
    const auto decisions = decide(tables, &rules, {});
    QCOMPARE(decisions.has_value(), isRight);
    if (!isRight)
        QCOMPARE(decisions.error().code, ErrorCode::RuleDoesNotFit);
}

void DecisionTest::anAddressOfTheOneDomainThatIsLetInBecomesAnother_data()
{
    QTest::addColumn<QByteArray>("check");
    QTest::newRow("LIKE") << QByteArray("CHECK ((email ~~ '%@maison.example'::text))");
    QTest::newRow("a regular expression") << QByteArray("CHECK ((email ~ '^[a-z0-9.]+@maison\\.example$'::text))");
}

void DecisionTest::anAddressOfTheOneDomainThatIsLetInBecomesAnother()
{
    QFETCH(const QByteArray, check);
    const std::vector<TableShape> tables{
        {.name = users, .columns = {{.name = "email", .typeName = "text", .checkExpressions = {check.toStdString()}}}}};
    const Samples samples{
        {users, {.columns = {"email"}, .rows = {{"amina@maison.example"}, {"karim@maison.example"}}}}};
    const ColumnDecision decision = find(decide(tables, nullptr, samples).value(), users, "email");
    QCOMPARE(decision.rule.kind, RuleKind::Template);
    QVERIFY(decision.rule.text.ends_with("@maison.example"));
}

void DecisionTest::onlyColumnsWithTextAreSampled()
{
    QCOMPARE(columnsToSample(shop()[1]), std::vector<std::string>({"user_email", "remark"}));
}

QTEST_GUILESS_MAIN(DecisionTest)
#include "tst_decision.moc"
