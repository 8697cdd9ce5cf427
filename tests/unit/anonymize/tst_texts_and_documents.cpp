// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/document_paths.h"
#include "engine/anonymize/model/check_expression.h"
#include "engine/anonymize/rewriting/field_rewriter.h"
#include "engine/anonymize/rewriting/json_rewriter.h"
#include "engine/anonymize/rewriting/scrubber.h"
#include "engine/anonymize/text/array_text.h"
#include "tests/unit/anonymize/keys.h"

#include <QDate>
#include <QTest>

using namespace engine;
using namespace engine::anonymize;
using namespace Qt::StringLiterals;

namespace {

std::string scrubbed(std::string_view text, const std::vector<RowName> &names = {})
{
    Scrubber scrubber(keyOf('1'));
    scrubber.setRowNames(&names);
    std::string out;
    scrubber.generate(text, out);
    return out;
}

std::string rewritten(const Rule &rule, std::string_view json)
{
    JsonRewriter rewriter(rule, keyOf('1'));
    std::string out;
    rewriter.generate(json, out);
    return out;
}

QString rewritten(const ColumnShape &column, const Rule &rule, std::string_view value)
{
    FieldRewriter rewriter(column, {.rule = rule}, keyOf('1'));
    std::string out;
    return text(rewriter.rewriteText(value, out) == FieldChange::Replaced ? std::string_view(out) : value);
}

} // namespace

class TextsAndDocumentsTest : public QObject
{
    Q_OBJECT

private slots:
    void whatGivesPeopleAwayGoes_data();
    void whatGivesPeopleAwayGoes();
    void whatIsNobodysStays_data();
    void whatIsNobodysStays();
    void blanksStayAsTheyAre();
    void namesOfTheRowGoHoweverTheyAreSpelt();
    void fakesInTextsAreThoseOfTheColumns();
    void onlyNamedPlacesOfADocumentChange_data();
    void onlyNamedPlacesOfADocumentChange();
    void documentsAreScrubbedAllTheWayDown();
    void whatIsNoDocumentIsScrubbedAsText();
    void pathsAreReadOrRefused_data();
    void pathsAreReadOrRefused();
    void arraysKeepTheirShape_data();
    void arraysKeepTheirShape();
    void compositesKeepTheirShape();
    void pathsLeadIntoCompositesInsideOthers();
    void pathsCountWhatTheyMeet();
    void datesThatMoveTogetherDoSoInTextToo();
    void simpleChecksAreUnderstood_data();
    void simpleChecksAreUnderstood();
    void membersThatAreDataHaveNoNameInPaths_data();
    void membersThatAreDataHaveNoNameInPaths();
    void noBytesMakeTheReadersCrash();
};

void TextsAndDocumentsTest::whatGivesPeopleAwayGoes_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("secret");
    const auto row
        = [](const char *name, const QString &value, const QString &secret) { QTest::newRow(name) << value << secret; };
    row("an e-mail", u"Écrivez à amina.b@courriel.dz, merci"_s, u"amina.b@courriel.dz"_s);
    row("an e-mail at the end of a sentence", u"C'est amina@courriel.dz."_s, u"amina@courriel.dz"_s);
    row("an e-mail in a web address", u"https://x.dz/?m=amina%40courriel.dz&a=1"_s, u"courriel.dz"_s);
    row("user and password in a web address", u"voir https://amina:secret@hote.dz/x"_s, u"amina:secret"_s);
    row("a mobile number", u"appelez-moi au 0555123456."_s, u"0555123456"_s);
    row("a number in pairs", u"Tél : 05 55 12 34 56"_s, u"55 12 34 56"_s);
    row("an international number", u"au +213 555 12 34 56 svp"_s, u"555 12 34 56"_s);
    row("two numbers side by side", u"0555123456 0661234567"_s, u"0661234567"_s);
    row("a number in Arabic digits", u"هاتفي ٠٥٥٥١٢٣٤٥٦"_s, u"٥٥١٢٣٤٥٦"_s);
    row("an IBAN", u"virement FR76 3000 6000 0112 3456 7890 189 ok"_s, u"3000 6000"_s);
    row("an account in the form of an IBAN with a wrong checksum", u"VIR DZ5800700715250166386484 R100000"_s,
        u"0700715250166386484"_s);
    row("an account glued to letters", u"ref cpt00700715250166386484"_s, u"00700715250166386484"_s);
    row("a bank account of 20 digits", u"compte 00700100000000123456."_s, u"00700100000000123456"_s);
    row("a card", u"carte 4539 1488 0343 6467"_s, u"4539 1488"_s);
    row("a first and a last name", u"Bonjour Amina Benali !"_s, u"Amina"_s);
    row("the last name behind a first name that we know", u"Bonjour Amina Zouggari !"_s, u"Zouggari"_s);
    row("a name behind a title", u"Mme Zouggari a appelé"_s, u"Zouggari"_s);
    row("a name in Arabic", u"السلام عليكم، أنا أمينة"_s, u"أمينة"_s);
    row("a value of an hstore under a key that says so", u"\"town\"=>\"Oran\", \"last_name\"=>\"Kergariou\""_s,
        u"Kergariou"_s);
    row("the first value of an hstore", u"\"nom\"=>\"kergariou\", \"n\"=>NULL"_s, u"kergariou"_s);
    row("an element of XML", u"<fiche><ville>Oran</ville><nom>Kergariou</nom></fiche>"_s, u"Kergariou"_s);
    row("an element of XML in a space of names", u"<f:fiche><f:firstName>Ysoldine</f:firstName></f:fiche>"_s,
        u"Ysoldine"_s);
    row("an attribute of XML", u"<p id='3' lastName='Kergariou'/>"_s, u"Kergariou"_s);
    row("an IP address", u"depuis 41.96.12.13 hier"_s, u"41.96.12.13"_s);
    row("a login in a log", u"INFO auth ok user=y.kergariou2 took=12ms"_s, u"y.kergariou2"_s);
    row("a name in a record of pairs", u"nom=Kergariou|ville=Oran|statut=ok"_s, u"Kergariou"_s);
    row("a name of two words in a record of pairs", u"id=3|last_name=Le Kergariou|x=1"_s, u"Kergariou"_s);
    row("a quoted value of a log", u"level=info last_name=\"Le Kergariou\" n=1"_s, u"Kergariou"_s);
    row("a token in a cookie", u"lang=fr; session_token=abcdefgh12345678; theme=dark"_s, u"abcdefgh12345678"_s);
    row("a last name in a line of a table", u"KERGARIOU;Amina;0555123456;oui"_s, u"KERGARIOU"_s);
    row("a last name behind a first name in a line", u"7|Amina|Kergariou|a@b.dz"_s, u"Kergariou"_s);
    row("capitals beside a first name that no list knows", u"KERGARIOU;Ysoldine;0555123456;oui"_s, u"KERGARIOU"_s);
    row("a value that is a token", u"2bWjN8a5mM1dLtKn_wbhIM4W5hWc2kwQ"_s, u"2bWjN8a5mM1dLtKn_wbhIM4W5hWc2kwQ"_s);
}

void TextsAndDocumentsTest::whatGivesPeopleAwayGoes()
{
    QFETCH(QString, value);
    QFETCH(QString, secret);
    QVERIFY(value.contains(secret));
    const QString out = QString::fromStdString(scrubbed(value.toStdString()));
    QVERIFY2(!out.contains(secret), qPrintable(out));
    QVERIFY(!out.isEmpty());
    QCOMPARE(QString::fromStdString(scrubbed(value.toStdString())), out);
}

void TextsAndDocumentsTest::whatIsNobodysStays_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("a sentence") << u"Le parking est-il gratuit ? Nous venons avec deux voitures."_s;
    QTest::newRow("an hour and a price") << u"À 14 h 20, pour 12 500 DA (TVA 19 %)."_s;
    QTest::newRow("an amount in groups") << u"Total 12 000 000 DA"_s;
    QTest::newRow("a date") << u"du 2024-05-01 au 12/06/2024"_s;
    QTest::newRow("a short code") << u"Réservation R100007, loft-12-studio"_s;
    QTest::newRow("an Arabic sentence") << u"شكرا جزيلا، إلى اللقاء"_s;
    QTest::newRow("a mention without an address") << u"merci @tous, voir #12"_s;
    QTest::newRow("an hstore") << u"\"state\"=>\"open\", \"name\"=>NULL, \"n\"=>\"3\""_s;
    QTest::newRow("an hstore that does not end") << u"\"last_name\"=>\"Kergariou"_s;
    QTest::newRow("a log about nobody") << u"GET /api/items?sort=asc&page=2 user=admin took=12ms n==2 a=b"_s;
    QTest::newRow("a line of a table without a person") << u"PARIS;Lyon;Brest;3;oui"_s;
    QTest::newRow("XML") << u"<a b=\"c\"><!-- d --><e/>f</a><"_s;
    QTest::newRow("line breaks and tabs") << u"Bonjour,\n\tà bientôt"_s;
}

void TextsAndDocumentsTest::whatIsNobodysStays()
{
    QFETCH(QString, value);
    QCOMPARE(QString::fromStdString(scrubbed(value.toStdString())), value);
}

void TextsAndDocumentsTest::blanksStayAsTheyAre()
{
    for (const RuleKind kind : {RuleKind::Email, RuleKind::LastName, RuleKind::Phone, RuleKind::Scrub}) {
        const ColumnShape column{.name = "c", .typeName = "text"};
        for (const std::string_view blank : {"", " ", "   ", "\t"})
            QCOMPARE(rewritten(column, {.kind = kind}, blank), text(blank));
    }
}

void TextsAndDocumentsTest::namesOfTheRowGoHoweverTheyAreSpelt()
{
    const std::vector<RowName> names{{"zouggari", true}, {"thileli", false}};
    const std::string out = scrubbed("voir thileli ou ZOUGGARI demain", names);
    QVERIFY2(out.find("thileli") == std::string::npos && out.find("ZOUGGARI") == std::string::npos, out.c_str());
    QVERIFY(out.starts_with("voir ") && out.ends_with(" demain"));
}

void TextsAndDocumentsTest::fakesInTextsAreThoseOfTheColumns()
{
    const std::string out = scrubbed("Amina Benali, 0555123456, amina@courriel.dz");
    QCOMPARE(out, fakeOf({.kind = RuleKind::FullName}, "Amina Benali") + ", "
                      + fakeOf({.kind = RuleKind::Phone}, "0555123456") + ", "
                      + fakeOf({.kind = RuleKind::Email}, "amina@courriel.dz"));
}

void TextsAndDocumentsTest::onlyNamedPlacesOfADocumentChange_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *name, const QString &path, const QString &before, const QString &after) {
        QTest::newRow(name) << path << before << after;
    };
    row("a member", u"$.a"_s, u"{ \"b\":1.50, \"a\" : \"x\" }"_s, u"{ \"b\":1.50, \"a\" : \"*\" }"_s);
    row("numbers keep every digit", u"$.a"_s, u"{\"n\":12345678901234567890.000,\"e\":1E+2,\"a\":\"x\"}"_s,
        u"{\"n\":12345678901234567890.000,\"e\":1E+2,\"a\":\"*\"}"_s);
    row("a member of a member", u"$.a.b"_s, u"{\"b\":\"x\",\"a\":{\"b\":\"x\",\"c\":\"x\"}}"_s,
        u"{\"b\":\"x\",\"a\":{\"b\":\"*\",\"c\":\"x\"}}"_s);
    row("all elements", u"$.a[*]"_s, u"{\"a\":[\"x\", \"y\",1]}"_s, u"{\"a\":[\"*\", \"*\",\"*\"]}"_s);
    row("one element", u"$[1]"_s, u"[\"x\",\"y\",\"z\"]"_s, u"[\"x\",\"*\",\"z\"]"_s);
    row("a member of each element", u"$[*].e"_s, u"[{\"e\":\"x\"},{\"f\":\"x\"}]"_s,
        u"[{\"e\":\"*\"},{\"f\":\"x\"}]"_s);
    row("any depth", u"$..e"_s, u"{\"a\":[{\"e\":\"x\"}],\"e\":\"x\",\"f\":\"x\"}"_s,
        u"{\"a\":[{\"e\":\"*\"}],\"e\":\"*\",\"f\":\"x\"}"_s);
    row("everything below an object", u"$.a"_s, u"{\"a\":{\"b\":\"x\",\"c\":[\"y\"]},\"d\":\"z\"}"_s,
        u"{\"a\":{\"b\":\"*\",\"c\":[\"*\"]},\"d\":\"z\"}"_s);
    row("a name with blanks", u"$['a b']"_s, u"{\"a b\":\"x\"}"_s, u"{\"a b\":\"*\"}"_s);
    row("an escaped name is the same name", u"$.é"_s, u"{\"\\u00e9\":\"x\"}"_s, u"{\"\\u00e9\":\"*\"}"_s);
    row("true, false, null and empty stay", u"$..*"_s, u"{\"a\":true,\"b\":null,\"c\":\"\",\"d\":false}"_s,
        u"{\"a\":true,\"b\":null,\"c\":\"\",\"d\":false}"_s);
    row("a document that is a string", u"$"_s, u"\"x\""_s, u"\"*\""_s);
    row("brackets inside strings", u"$.a"_s, u"{\"b\":\"}]\\\"{\",\"a\":\"x\"}"_s,
        u"{\"b\":\"}]\\\"{\",\"a\":\"*\"}"_s);
    row("empty containers", u"$.a"_s, u"{\"b\":{},\"c\":[ ],\"a\":\"x\"}"_s, u"{\"b\":{},\"c\":[ ],\"a\":\"*\"}"_s);
}

void TextsAndDocumentsTest::onlyNamedPlacesOfADocumentChange()
{
    QFETCH(QString, path);
    QFETCH(QString, before);
    QFETCH(QString, after);
    const Rule rule{.kind = RuleKind::JsonPaths,
                    .paths = {{path.toStdString(), {.kind = RuleKind::Constant, .text = "*"}}}};
    QCOMPARE(QString::fromStdString(rewritten(rule, before.toStdString())), after);
}

void TextsAndDocumentsTest::documentsAreScrubbedAllTheWayDown()
{
    const std::string json
        = R"({"a":[{"t":"de amina@courriel.dz","n":213555123456}],"amina@courriel.dz":"x","q":"\"d\""})";
    const Rule rule{.kind = RuleKind::JsonPaths, .paths = {{"$.z", {.kind = RuleKind::Null}}}, .scrubOthers = true};
    const std::string out = rewritten(rule, json);
    QVERIFY2(out.find("amina") == std::string::npos, out.c_str());
    QVERIFY(out.find(R"("n":213555123456)") != std::string::npos);
    QVERIFY(out.find(R"("q":"\"d\"")") != std::string::npos);
    const std::string lines = rewritten(rule, R"({"t":"a\nb\u0001 c@d.dz"})");
    QVERIFY2(lines.starts_with(R"({"t":"a\nb\u0001 u)"), lines.c_str());
    const Rule drop{.kind = RuleKind::JsonPaths, .paths = {{"$.a", {.kind = RuleKind::Null}}}};
    QCOMPARE(rewritten(drop, R"({"a":{"b":["]"]}, "c":1})"), std::string(R"({"a":null, "c":1})"));
}

void TextsAndDocumentsTest::whatIsNoDocumentIsScrubbedAsText()
{
    const Rule rule{.kind = RuleKind::JsonPaths, .paths = {{"$.a", {.kind = RuleKind::Email}}}};
    const std::string out = rewritten(rule, R"({"a": amina@courriel.dz)");
    QVERIFY2(out.find("amina@courriel") == std::string::npos, out.c_str());
}

void TextsAndDocumentsTest::pathsAreReadOrRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isPath");
    QTest::newRow("members") << u"$.a.b-c.d_e"_s << true;
    QTest::newRow("elements") << u"$.a[0][*]"_s << true;
    QTest::newRow("any depth") << u"$..a"_s << true;
    QTest::newRow("the document") << u"$"_s << true;
    QTest::newRow("without a dollar") << u"a.b"_s << false;
    QTest::newRow("an open bracket") << u"$.a[1"_s << false;
    QTest::newRow("a filter") << u"$.a[?(@.b)]"_s << false;
    QTest::newRow("a dot at the end") << u"$.a."_s << false;
    QTest::newRow("nothing in brackets") << u"$[]"_s << false;
}

void TextsAndDocumentsTest::pathsAreReadOrRefused()
{
    QFETCH(QString, path);
    QFETCH(bool, isPath);
    QCOMPARE(parsePath(path.toStdString()).has_value(), isPath);
}

void TextsAndDocumentsTest::arraysKeepTheirShape_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("words") << u"{a,b}"_s << u"{*a,*b}"_s;
    QTest::newRow("NULL and empty stay") << u"{NULL,\"\",a}"_s << u"{NULL,\"\",*a}"_s;
    QTest::newRow("a quoted NULL is a word") << u"{\"NULL\"}"_s << u"{*NULL}"_s;
    QTest::newRow("escapes") << u"{\"a \\\"b\\\\\"}"_s << u"{\"*a \\\"b\\\\\"}"_s;
    QTest::newRow("two dimensions and bounds") << u"[0:0][1:2]={{a,b}}"_s << u"[0:0][1:2]={{*a,*b}}"_s;
    QTest::newRow("empty") << u"{}"_s << u"{}"_s;
}

void TextsAndDocumentsTest::arraysKeepTheirShape()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    std::string out;
    const auto mark = [](std::string_view element, std::string &made) {
        made.append("*").append(element);
        return true;
    };
    QVERIFY(rewriteArray(before.toStdString(), mark, out));
    QCOMPARE(QString::fromStdString(out), after);
}

void TextsAndDocumentsTest::compositesKeepTheirShape()
{
    const ColumnShape column{
        .name = "address",
        .typeName = "public.postal_address",
        .composite
        = compositeOf({{"street", "text"}, {"city", "text"}, {"postal_code", "text"}, {"floor", "integer"}})};
    const Rule rule{.kind = RuleKind::JsonPaths,
                    .paths = {{"$.street", {.kind = RuleKind::Constant, .text = "a \"b\""}},
                              {"$.postal_code", {.kind = RuleKind::Null}}}};
    QCOMPARE(rewritten(column, rule, "(\"12 rue \"\"x\"\"\",Alger,16000,3)"), u"(\"a \"\"b\"\"\",Alger,,3)"_s);
    QCOMPARE(rewritten(column, rule, "(,Alger,,)"), u"(,Alger,,)"_s);
    QCOMPARE(rewritten(column, rule, "not a row"), u"(,,,)"_s);
}

void TextsAndDocumentsTest::pathsLeadIntoCompositesInsideOthers()
{
    auto person = std::make_shared<CompositeShape>();
    person->attributes = {{.name = "name", .typeName = "text"},
                          {.name = "homes", .typeName = "address[]", .composite = compositeOf({{"street", "text"}})},
                          {.name = "extra", .typeName = "jsonb"},
                          {.name = "phone", .typeName = "bigint"},
                          {.name = "born", .typeName = "date"}};
    const ColumnShape column{.name = "people", .typeName = "person[]", .composite = person};
    const Rule constant{.kind = RuleKind::Constant, .text = "X"};
    const Rule rule{
        .kind = RuleKind::JsonPaths,
        .paths
        = {{"$[*].homes[*].street", constant}, {"$.extra.mail", constant}, {"$.born", {.kind = RuleKind::Null}}}};
    const std::string before
        = R"x({"(Ada,\"{\"\"(\\\\\"\"1 rue\\\\\"\")\"\"}\",\"{\"\"mail\"\": \"\"a@b.example\"\"}\",336,1990-01-02)",NULL})x";
    const QString after = text(R"x({"(Ada,\"{(X)}\",\"{\"\"mail\"\": \"\"X\"\"}\",336,)",NULL})x");
    QCOMPARE(rewritten(column, rule, before), after);
}

void TextsAndDocumentsTest::pathsCountWhatTheyMeet()
{
    const ColumnShape column{
        .name = "address", .typeName = "a", .composite = compositeOf({{"street", "text"}, {"city", "text"}})};
    const Rule constant{.kind = RuleKind::Constant, .text = "X"};
    FieldRewriter composite(
        column, {.rule = {.kind = RuleKind::JsonPaths, .paths = {{"$.street", constant}, {"$.city", constant}}}},
        keyOf('1'));
    FieldRewriter document({.name = "doc", .typeName = "jsonb"},
                           {.rule = {.kind = RuleKind::JsonPaths,
                                     .paths = {{"$.a.b", constant}, {"$.a.c", constant}, {"$..b", constant}}}},
                           keyOf('1'));
    std::string out;
    composite.rewriteText("(1 rue,)", out);
    document.rewriteText(R"({"a": {"b": "x"}})", out);
    PathCounts counts;
    composite.addPathCounts(counts);
    QCOMPARE(counts, (PathCounts{{"$.street", 1}, {"$.city", 0}}));
    counts.clear();
    document.addPathCounts(counts);
    QCOMPARE(counts, (PathCounts{{"$.a.b", 1}, {"$.a.c", 0}, {"$..b", 1}}));
}

void TextsAndDocumentsTest::datesThatMoveTogetherDoSoInTextToo()
{
    const ColumnDecision decision{.rule = {.kind = RuleKind::DateShift, .days = 90}, .movesTogether = true};
    FieldRewriter born({.name = "born", .typeName = "date"}, decision, keyOf('1'));
    FieldRewriter hired({.name = "hired", .typeName = "timestamp with time zone"}, decision, keyOf('1'));
    std::string first;
    std::string second;
    born.rewriteText("2001-03-04", first);
    hired.rewriteText("2001-03-04 10:11:12+00", second);
    QCOMPARE(second, first + " 10:11:12+00");
    std::string binary;
    const std::string fourthOfMarch{"\0\0\1\xAC", 4};
    QVERIFY(born.rewriteBinary(fourthOfMarch, binary).has_value());
    std::string back;
    FieldRewriter again({.name = "born", .typeName = "date"}, decision, keyOf('1'));
    again.rewriteText("2001-03-05", back);
    const auto day = [](const std::string &text) { return QDate::fromString(engine::text(text), Qt::ISODate); };
    QCOMPARE(day(first).daysTo(day(back)), qint64{1});
    const qint64 moved = QDate(2001, 3, 4).daysTo(day(first));
    const auto byte = [&binary](size_t i) { return static_cast<unsigned char>(binary[i]); };
    QCOMPARE(qint64{byte(2)} * 256 + byte(3), 428 + moved);
}

void TextsAndDocumentsTest::simpleChecksAreUnderstood_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("result");
    const auto row = [](const char *name, const QString &check, const QString &value, CheckResult result) {
        QTest::newRow(name) << check << value << int(result);
    };
    const QString phone = u"CHECK (((phone)::text ~ '^05[0-9]{8}$'::text))"_s;
    row("a regular expression holds", phone, u"0555123456"_s, CheckResult::Holds);
    row("a regular expression fails", phone, u"0655123456"_s, CheckResult::Fails);
    row("of a domain", u"CHECK ((VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+\\.[a-z]{2,}$'::text))"_s, u"u1@exemple.test"_s,
        CheckResult::Holds);
    row("length", u"CHECK ((char_length(phone) <= 3))"_s, u"abcd"_s, CheckResult::Fails);
    row("lower case", u"CHECK ((phone = lower(phone)))"_s, u"Abc"_s, CheckResult::Fails);
    row("a list", u"CHECK ((phone = ANY (ARRAY['a'::text, 'b'::text])))"_s, u"b"_s, CheckResult::Holds);
    row("not in the list", u"CHECK ((phone = ANY (ARRAY['a'::text, 'b'::text])))"_s, u"c"_s, CheckResult::Fails);
    row("LIKE", u"CHECK ((phone ~~ '%@%'::text))"_s, u"a@b"_s, CheckResult::Holds);
    row("both", u"CHECK (((phone ~ '^a'::text) AND (length(phone) > 2)))"_s, u"ab"_s, CheckResult::Fails);
    row("either", u"CHECK (((phone ~ '^a'::text) OR (phone ~ '^b'::text)))"_s, u"bc"_s, CheckResult::Holds);
    row("something else", u"CHECK ((f(phone) > 1))"_s, u"x"_s, CheckResult::NotUnderstood);
}

void TextsAndDocumentsTest::simpleChecksAreUnderstood()
{
    QFETCH(QString, check);
    QFETCH(QString, value);
    QFETCH(int, result);
    QCOMPARE(int(evaluateCheck(check.toStdString(), "phone", value.toStdString())), result);
}

void TextsAndDocumentsTest::membersThatAreDataHaveNoNameInPaths_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("a name") << QByteArray(R"({"contact": {"e-mail": "x"}})") << QByteArray("$.contact.e-mail");
    QTest::newRow("a numbered name") << QByteArray(R"({"adresse_2": "x"})") << QByteArray("$.adresse_2");
    QTest::newRow("an address") << QByteArray(R"({"a@b.dz": {"lu": "x"}})") << QByteArray("$.*.lu");
    QTest::newRow("a telephone number") << QByteArray(R"({"0555123456": "x"})") << QByteArray("$.*");
    QTest::newRow("an identifier") << QByteArray(R"({"7f3e21c4-0000-4000-8000-12345678abcd": ["x"]})")
                                   << QByteArray("$.*[*]");
}

void TextsAndDocumentsTest::membersThatAreDataHaveNoNameInPaths()
{
    QFETCH(const QByteArray, document);
    QFETCH(const QByteArray, path);
    const ValuesByPath found = valuesByPath({document.toStdString()});
    QCOMPARE(found.size(), size_t(1));
    QCOMPARE(QByteArray::fromStdString(found.begin()->first), path);

    // What people are called looks like any other word; but no form has so many members.
    std::vector<std::optional<std::string>> documents;
    for (int i = 0; i < 40; ++i)
        documents.emplace_back("{\"votes\": {\"name" + std::string(1, char('a' + i % 26)) + char('a' + i / 26)
                               + "\": \"yes\"}}");
    const ValuesByPath votes = valuesByPath(documents);
    QCOMPARE(votes.size(), size_t(1));
    QCOMPARE(votes.begin()->first, std::string("$.votes.*"));
}

void TextsAndDocumentsTest::noBytesMakeTheReadersCrash()
{
    const Rule rule{.kind = RuleKind::JsonPaths, .paths = {{"$..a", {.kind = RuleKind::Email}}}, .scrubOthers = true};
    JsonRewriter rewriter(rule, keyOf('1'));
    Scrubber scrubber(keyOf('1'));
    const std::string_view alphabet = "{}[]\",:\\u0a9@%40+ -.AmZz\xC3\xA9\xD8\xA3\xD9\xA1\xFF\n";
    uint32_t state = 1;
    for (int round = 0; round < 20000; ++round) {
        std::string bytes;
        for (uint32_t i = 0; i < (state >> 8U) % 40; ++i) {
            state = state * 1664525U + 1013904223U;
            bytes.push_back(alphabet[(state >> 16U) % alphabet.size()]);
        }
        state = state * 1664525U + 1013904223U;
        std::string out;
        scrubber.generate(bytes, out);
        rewriter.generate(bytes, out);
        std::string array;
        (void)rewriteArray(
            bytes, [](std::string_view, std::string &) { return false; }, array);
        (void)parsePath(bytes);
    }
}

QTEST_GUILESS_MAIN(TextsAndDocumentsTest)
#include "tst_texts_and_documents.moc"
