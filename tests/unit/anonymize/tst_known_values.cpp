// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/rewriting/field_rewriter.h"
#include "engine/anonymize/rewriting/json_rewriter.h"
#include "engine/anonymize/rewriting/scrubber.h"
#include "engine/anonymize/text/text.h"
#include "tests/unit/anonymize/keys.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

using namespace engine;
using namespace engine::anonymize;
using namespace Qt::StringLiterals;

namespace {

KnownValues people()
{
    KnownValues known;
    known.addPerson("Thiléli", "Zouggarine");
    known.addPerson("Odette", "Le Quéré");
    known.addFullName("Mme Solange Perdrix");
    known.addFullName("TCHOUPINI Rose");
    known.addFullName("Kerbrat, Yannig");
    known.addLastName("Petit");
    known.addLogin("zoug92");
    known.addLogin("admin");
    known.addEmail("gaspard.ho@courriel.example");
    known.addPhone("+33 6 11 22 33 44");
    known.addNumber("1 99 05 55 123 456 78", KnownKind::Identifier);
    known.addNumber("KX-8842-10", KnownKind::Identifier);
    known.addPerson("Zoé", "O'Tchaghrin");
    known.addPerson("Fadéla", "Ben Mezghoucha");
    known.addPerson("Bint", "El Kourdaghli");
    known.addPerson("Jean-Tymoléon", "de la Pérouvray-Quénec");
    known.addPerson("سيليا", "بوغراردة");
    known.addEmail("rené@xn--maildethlli-d4a.example");
    return known;
}

std::string scrubbed(std::string_view text, const KnownValues &known)
{
    Scrubber scrubber(keyOf('1'));
    scrubber.knowValues(&known);
    std::string out;
    scrubber.generate(text, out);
    return out;
}

std::string first(std::string_view name)
{
    return fakeOf({.kind = RuleKind::FirstName}, name);
}

std::string last(std::string_view name)
{
    return fakeOf({.kind = RuleKind::LastName}, name);
}

/// Small ASCII letters, as in a login.
std::string plain(const std::string &name)
{
    std::string folded;
    foldPlain(name, folded);
    std::erase_if(folded, [](char c) { return !isLetter(c); });
    return folded;
}

std::string base64(const std::string &text)
{
    return QByteArray::fromStdString(text).toBase64().toStdString();
}

} // namespace

class KnownValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void declaredValuesAreFoundWhateverTheirDress_data();
    void declaredValuesAreFoundWhateverTheirDress();
    void textsThatAreAboutNobodyStay_data();
    void textsThatAreAboutNobodyStay();
    void oneNameHasOneFakeInEveryDress();
    void oneAddressHasOneFakeInEveryDress_data();
    void oneAddressHasOneFakeInEveryDress();
    void commonWordsAreNamesBesideAnotherSign();
    void documentsLoseNamesInKeysAndValues();
    void membersOfABinaryDocumentStayInItsOrder();
    void tokensOpenNothing();
    void watchingSeesWhatScrubbingWouldReplace();
    void bytesThatAreATextAreScrubbed();
    void aNumberHasOneFakeAsTextAndAsNumber_data();
    void aNumberHasOneFakeAsTextAndAsNumber();
    void memoryIsBounded();
};

void KnownValuesTest::declaredValuesAreFoundWhateverTheirDress_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("secret");
    const auto row
        = [](const char *name, const QString &value, const QString &secret) { QTest::newRow(name) << value << secret; };
    row("in small letters", u"le dossier de zouggarine est clos"_s, u"zouggarine"_s);
    row("in capitals without accents", u"VIR ZOUGGARINE THILELI LOYER"_s, u"THILELI"_s);
    row("with a slug's dashes", u"fiche-de-thileli-zouggarine-2024"_s, u"zouggarine"_s);
    row("in a path", u"/srv/scans/zouggarine_thileli/p1.pdf"_s, u"zouggarine"_s);
    row("in a web address", u"https://x.example/users/zouggarine?tab=1"_s, u"zouggarine"_s);
    row("in a code", u"DOS-ZOUGGARINE-0007"_s, u"ZOUGGARINE"_s);
    row("behind digits", u"2024zouggarine.pdf"_s, u"zouggarine"_s);
    row("before digits", u"zouggarine92"_s, u"zouggarine"_s);
    row("in humps", u"ficheThileliZouggarine"_s, u"Zouggarine"_s);
    row("in a login of both names", u"live:thileli.zouggarine"_s, u"zouggarine"_s);
    row("written together", u"@thilelizouggarine"_s, u"zouggarine"_s);
    row("with an initial", u"écrire à tzouggarine svp"_s, u"zouggarine"_s);
    row("a name of two words", u"vu avec odette le quere hier"_s, u"quere"_s);
    row("a full name", u"perdrix solange, lot 4"_s, u"perdrix"_s);
    row("a full name that begins with the last", u"signé tchoupini"_s, u"tchoupini"_s);
    row("a full name with a comma", u"yannig kerbrat"_s, u"kerbrat"_s);
    row("a login", u"/home/zoug92/.ssh"_s, u"zoug92"_s);
    row("what stands before the @", u"compte gaspard.ho créé"_s, u"gaspard.ho"_s);
    row("a phone without plus", u"appel 33611223344 ok"_s, u"11223344"_s);
    row("a phone without anything", u"tel611223344"_s, u"11223344"_s);
    row("a number of a document", u"nir 1990555123456 78"_s, u"990555123456"_s);
    row("a number with letters", u"voir kx884210"_s, u"kx884210"_s);
    row("hstore", u"\"nom\"=>\"Zouggarine\", \"n\"=>\"1\""_s, u"Zouggarine"_s);
    row("XML", u"<pers nom=\"zouggarine\">Thiléli</pers>"_s, u"Thil"_s);
    row("a text search", u"'zouggarine' & 'loyer'"_s, u"zouggarine"_s);
    row("a path of labels", u"top.clients.zouggarine"_s, u"zouggarine"_s);
    row("base64", u"q="_s + QString::fromStdString(base64("nom: Zouggarine Thiléli")),
        QString::fromStdString(base64("nom: Zouggarine").substr(0, 18)));
    row("hexadecimal", QString::fromLatin1(QByteArray("thileli zouggarine").toHex()), u"7a6f7567"_s);
    row("full width", u"Ｚｏｕｇｇａｒｉｎｅ"_s, u"Ｚｏｕｇ"_s);
    row("a header", u"X-User: Zouggarine\r\nHost: a"_s, u"Zouggarine"_s);
    row("a form", u"id=4&nom=zouggarine&x=1"_s, u"zouggarine"_s);
    row("percent signs for accents", u"/fiches/Thil%C3%A9li%20Zouggarine"_s, u"Zouggarine"_s);
    row("percent signs, first name", u"/fiches/Thil%C3%A9li"_s, u"Thil%C3%A9li"_s);
    row("percent signs twice", u"?q=Thil%25C3%25A9li"_s, u"Thil%25C3"_s);
    row("percent signs for Arabic", u"https://x.example/?q=%D8%B3%D9%8A%D9%84%D9%8A%D8%A7"_s, u"%D8%B3%D9%8A%D9%84"_s);
    row("a particle with an apostrophe", u"vu M. O'Tchaghrin hier"_s, u"Tchaghrin"_s);
    row("a curved apostrophe", u"vu o’tchaghrin hier"_s, u"tchaghrin"_s);
    row("without the apostrophe", u"zoe.otchaghrin"_s, u"tchaghrin"_s);
    row("Ben in capitals", u"BEN MEZGHOUCHA FADELA"_s, u"MEZGHOUCHA"_s);
    row("Ben written together", u"fadela-benmezghoucha"_s, u"mezghoucha"_s);
    row("El", u"dossier el-kourdaghli"_s, u"kourdaghli"_s);
    row("El written together", u"ELKOURDAGHLI"_s, u"KOURDAGHLI"_s);
    row("a compound name", u"PEROUVRAY-QUENEC, J.-T."_s, u"PEROUVRAY"_s);
    row("half of a compound name", u"vu mme quenec"_s, u"quenec"_s);
    row("last name and comma", u"Zouggarine, T."_s, u"Zouggarine"_s);
    row("initial and last name", u"T. ZOUGGARINE"_s, u"ZOUGGARINE"_s);
    row("a domain with an alphabet of its own", u"mailto:rené@xn--maildethlli-d4a.example"_s, u"xn--maildethlli"_s);
    row("base64 of a document", QString::fromStdString(base64("{\"nom\": \"Zouggarine\"}")),
        QString::fromStdString(base64("{\"nom\": \"Zouggarine\"}").substr(12, 16)));
    row("an address of data", u"data:text/plain;base64,"_s + QString::fromStdString(base64("nom: Zouggarine Thiléli")),
        QString::fromStdString(base64("nom: Zouggarine").substr(0, 18)));
    row("an address of data, percent", u"data:text/plain,nom%20Thil%C3%A9li"_s, u"Thil%C3"_s);
    row("an array of arrays", u"{{a,zouggarine},{b,c}}"_s, u"zouggarine"_s);
    row("a range", u"[zouggarine,zouggarinf)"_s, u"zouggarine,"_s);
    row("a jsonpath", u"$.\"people\"?(@.\"nom\" == \"Zouggarine\")"_s, u"Zouggarine"_s);
    row("a path of Windows", u"C:\\Users\\tzouggarine\\scan.pdf"_s, u"zouggarine"_s);
    row("an Arabic name in a file name", u"scan_بوغراردة.pdf"_s, u"بوغراردة"_s);
    row("an Arabic name with its prefix", u"للسيد بوغراردة"_s, u"بوغراردة"_s);
    row("an invisible character inside", u"Zougg\u200Barine"_s, u"arine"_s);
    row("a byte order mark before", u"\uFEFFZouggarine"_s, u"Zouggarine"_s);
    row("a no-break space between", u"Thiléli\u00A0Zouggarine"_s, u"Zouggarine"_s);
    row("entities of HTML", u"Thil&eacute;li Zouggarine"_s, u"Zouggarine"_s);
    row("backslash-u outside of a document", u"nom=Thil\\u00e9li"_s, u"Thil\\u00e9li"_s);
    row("quoted-printable", u"Thil=C3=A9li"_s, u"Thil=C3=A9li"_s);
    row("a hash of a password", u"pw: $2a$10$abcdefghijklmnopqrstuuGbRzEzRzEzRzEzRzEzRzEzRzEzRzEz."_s,
        u"abcdefghijkl"_s);
    row("a private key", u"key -----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY----- end"_s,
        u"MIIEow"_s);
    row("a key of an API", u"Authorization: Bearer sk_live_51HbTTrKzqwertyuiopasdf"_s, u"51HbTT"_s);
    row("the page of somebody", u"voir https://forge.example/users/xqpmvd ce soir"_s, u"xqpmvd"_s);
    row("a document in a text", u"{\"nom\": \"Zouggar\\u0069ne\"}"_s, u"Zouggar"_s);
}

void KnownValuesTest::declaredValuesAreFoundWhateverTheirDress()
{
    QFETCH(QString, value);
    QFETCH(QString, secret);
    QVERIFY(value.contains(secret));
    const KnownValues known = people();
    const QString out = QString::fromStdString(scrubbed(value.toStdString(), known));
    QVERIFY2(!out.contains(secret, Qt::CaseInsensitive), qPrintable(out));
}

void KnownValuesTest::textsThatAreAboutNobodyStay_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("a sentence") << u"Le petit parking est-il gratuit ? Nous venons avec deux voitures."_s;
    QTest::newRow("a common word in capitals") << u"PETIT DEJEUNER COMPRIS"_s;
    QTest::newRow("a generic login") << u"created by admin"_s;
    QTest::newRow("a path") << u"/usr/share/doc/a1b2c3/readme.txt"_s;
    QTest::newRow("an identifier") << u"9b2f0c1a-77aa-4c1e-8f00-1d2e3f4a5b6c"_s;
    QTest::newRow("a hash") << u"d41d8cd98f00b204e9800998ecf8427e"_s;
    QTest::newRow("a document") << u"{\"etat\": \"ouvert\", \"n\": 12, \"lignes\": [1, 2]}"_s;
    QTest::newRow("base64 of bytes") << u"iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"_s;
    QTest::newRow("entities and equations") << u"a &amp; b, width=40.5, x=40px (at 5 pm)"_s;
}

void KnownValuesTest::textsThatAreAboutNobodyStay()
{
    QFETCH(QString, value);
    const KnownValues known = people();
    QCOMPARE(QString::fromStdString(scrubbed(value.toStdString(), known)), value);
}

void KnownValuesTest::oneNameHasOneFakeInEveryDress()
{
    const KnownValues known = people();
    const std::string fakeFirst = first("Thiléli");
    const std::string fakeLast = last("Zouggarine");
    QCOMPARE(first("THILÉLI"), QString::fromStdString(fakeFirst).toUpper().toStdString());
    QCOMPARE(scrubbed("Thiléli Zouggarine", known), fakeFirst + ' ' + fakeLast);
    QCOMPARE(scrubbed("Thileli Zouggarine", known), fakeFirst + ' ' + fakeLast);
    QCOMPARE(scrubbed("thileli.zouggarine", known), plain(fakeFirst) + '.' + plain(fakeLast));
    QCOMPARE(scrubbed("thilelizouggarine", known), plain(fakeFirst) + plain(fakeLast));
    QCOMPARE(scrubbed("zouggarinethileli", known), plain(fakeLast) + plain(fakeFirst));
    QCOMPARE(scrubbed("tzouggarine", known), 't' + plain(fakeLast));
    QCOMPARE(scrubbed("Odette Le Quéré", known), first("Odette") + ' ' + last("Le Quéré"));
    QCOMPARE(scrubbed("le-quere-odette", known), plain(last("Le Quéré")) + '-' + plain(first("Odette")));
    QCOMPARE(scrubbed("Solange Perdrix", known), fakeOf({.kind = RuleKind::FullName}, "Solange Perdrix"));
    QCOMPARE(scrubbed("/u/zoug92/", known), "/u/" + fakeOf({.kind = RuleKind::Username}, "zoug92") + '/');
    QCOMPARE(scrubbed("33611223344", known), fakeOf({.kind = RuleKind::Phone}, "33611223344"));
    QCOMPARE(scrubbed("1990555123456 78", known), fakeOf({.kind = RuleKind::Identifier}, "1990555123456 78"));
    QCOMPARE(scrubbed(base64("Thiléli Zouggarine"), known), base64(fakeFirst + ' ' + fakeLast));
}

void KnownValuesTest::oneAddressHasOneFakeInEveryDress_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("mark");
    const QString address = u"amina.b%1courriel.dz"_s;
    for (const char *mark : {"@", "%40", "%2540", "&#64;", "&#x40;", "&commat;", "\\u0040", "=40", "(at)", " (at) ",
                             " arobase ", " AROBASE ", "[at]"})
        QTest::newRow(mark) << address.arg(QString::fromUtf8(mark)) << QString::fromUtf8(mark);
    QTest::newRow("full width") << address.arg(u"＠"_s) << u"＠"_s;
}

void KnownValuesTest::oneAddressHasOneFakeInEveryDress()
{
    QFETCH(QString, before);
    QFETCH(QString, mark);
    const KnownValues none;
    QString fake = QString::fromStdString(fakeOf({.kind = RuleKind::Email}, "amina.b@courriel.dz"));
    fake.replace(u'@', mark);
    const QString text = u"écrire à %1, merci"_s;
    QCOMPARE(QString::fromStdString(scrubbed(text.arg(before).toStdString(), none)), text.arg(fake));
}

void KnownValuesTest::commonWordsAreNamesBesideAnotherSign()
{
    const KnownValues known = people();
    QCOMPARE(scrubbed("un petit retard", known), std::string("un petit retard"));
    QVERIFY(scrubbed("M. Petit a appelé", known).find("Petit") == std::string::npos);
    QVERIFY(scrubbed("thileli petit", known).find("petit") == std::string::npos);
    QVERIFY(scrubbed("PETIT THILELI", known).find("PETIT") == std::string::npos);
    Scrubber scrubber(keyOf('1'));
    scrubber.knowValues(&known);
    const std::vector<RowName> row{{"petit", true}};
    scrubber.setRowNames(&row);
    std::string out;
    scrubber.generate("vu petit ce matin", out);
    QVERIFY2(out.find("petit") == std::string::npos, out.c_str());
}

void KnownValuesTest::documentsLoseNamesInKeysAndValues()
{
    const KnownValues known = people();
    JsonRewriter rewriter({.kind = RuleKind::JsonPaths, .scrubOthers = true}, keyOf('1'));
    rewriter.knowValues(&known);
    std::string out;
    rewriter.generate(R"({"Zouggarine": {"33611223344": "x"}, "q": "thileli", "tel": 33611223344, "n": 12, )"
                      R"("deep": "{\"nom\": \"Zouggarine\"}"})",
                      out);
    QVERIFY2(out.find("ouggarine") == std::string::npos && out.find("thileli") == std::string::npos, out.c_str());
    QVERIFY2(out.find("33611223344") == std::string::npos, out.c_str());
    QVERIFY2(out.find(R"("n": 12)") != std::string::npos, out.c_str());
}

void KnownValuesTest::membersOfABinaryDocumentStayInItsOrder()
{
    const KnownValues known = people();
    const ColumnShape column{.name = "meta", .typeName = "jsonb"};
    FieldRewriter rewriter(column, {.column = "meta", .rule = {.kind = RuleKind::Scrub}}, keyOf('1'));
    rewriter.knowValues(&known);
    std::string out;
    QVERIFY(
        rewriter.rewriteText(R"({"n": 1, "etat": {"Zouggarine": 2, "33611223344": 3}, "thileli": [1, {"a": 2}]})", out)
        == FieldChange::Replaced);
    const std::string phone = fakeOf({.kind = RuleKind::Phone}, "33611223344");
    std::vector<std::pair<std::string, std::string>> inner{{last("Zouggarine"), "2"}, {phone, "3"}};
    std::vector<std::pair<std::string, std::string>> outer{{plain(first("Thiléli")), R"([1, {"a": 2}])"}, {"n", "1"}};
    const auto object = [](std::vector<std::pair<std::string, std::string>> members) {
        std::sort(members.begin(), members.end(), [](const auto &left, const auto &right) {
            return std::pair(left.first.size(), left.first) < std::pair(right.first.size(), right.first);
        });
        std::string text = "{";
        for (const auto &[name, value] : members)
            text += (text.size() > 1 ? ", \"" : "\"") + name + "\": " + value;
        return text + '}';
    };
    outer.emplace_back("etat", object(inner));
    QCOMPARE(out, object(outer));

    const ColumnShape pairs{.name = "params", .typeName = "public.hstore"};
    FieldRewriter ofPairs(pairs, {.column = "params", .rule = {.kind = RuleKind::Scrub}}, keyOf('1'));
    ofPairs.knowValues(&known);
    out.clear();
    (void)ofPairs.rewriteText(R"("Perdrix"=>"1", "a, \"b"=>NULL, "Zouggarine"=>"x=>y")", out);
    QVERIFY2(out.find(last("Perdrix")) != std::string::npos && out.find(last("Zouggarine")) != std::string::npos,
             out.c_str());
    QVERIFY2(out.find(R"("a, \"b"=>NULL)") != std::string::npos, out.c_str());
}

void KnownValuesTest::tokensOpenNothing()
{
    const KnownValues none;
    const auto part = [](const char *text) {
        return QByteArray(text).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString();
    };
    const std::string head = part(R"({"alg":"HS256","typ":"JWT"})");
    const std::string body = part(R"({"sub":"7","email":"amina@courriel.dz"})");
    const std::string signature = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
    const std::string out = scrubbed(head + '.' + body + '.' + signature, none);
    QVERIFY2(out.find(body) == std::string::npos, out.c_str());
    QVERIFY2(out.find(signature) == std::string::npos, out.c_str());
    QVERIFY2(out.starts_with(head + '.'), out.c_str());
}

void KnownValuesTest::watchingSeesWhatScrubbingWouldReplace()
{
    const KnownValues known = people();
    std::string scratch;
    for (const char *value :
         {"dossier ZOUGGARINE 7", "/u/thileli/x", "ref zoug92", "33611223344", "KX884210", "Thiléli"})
        QVERIFY2(known.areIn(value, scratch), value);
    for (const char *value : {"petit", "ouvert", "admin", "R100007", "2024-05-01 10:11:12", "", "é", "\xC3"})
        QVERIFY2(!known.areIn(value, scratch), value);
}

void KnownValuesTest::bytesThatAreATextAreScrubbed()
{
    const KnownValues known = people();
    const ColumnShape column{.name = "card", .typeName = "bytea"};
    FieldRewriter rewriter(column, {.column = "card", .rule = {.kind = RuleKind::Scrub}}, keyOf('1'));
    rewriter.knowValues(&known);
    const QByteArray card("BEGIN:VCARD\nN:Zouggarine;Odile\nEND:VCARD");
    std::string out;
    QVERIFY(rewriter.rewriteText("\\x" + card.toHex().toStdString(), out) == FieldChange::Replaced);
    const QByteArray made = QByteArray::fromHex(QByteArray::fromStdString(out.substr(2)));
    QVERIFY2(made.startsWith("BEGIN:VCARD\nN:") && !made.contains("Zouggarine"), made.constData());
    std::string binary;
    QVERIFY(rewriter.rewriteBinary(card.toStdString(), binary).value() == FieldChange::Replaced);
    QCOMPARE(QByteArray::fromStdString(binary), made);
    out.clear();
    QVERIFY(rewriter.rewriteText("\\x89504e470d0a1a0a0000", out) == FieldChange::Unchanged);
}

void KnownValuesTest::aNumberHasOneFakeAsTextAndAsNumber_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("asText");
    QTest::addColumn<QString>("asNumber");
    QTest::newRow("an identity number") << int(RuleKind::Identifier) << u"199055512345678"_s << u"199055512345678"_s;
    QTest::newRow("in groups") << int(RuleKind::Identifier) << u"1 99 05 55 123 456"_s << u"1990555123456"_s;
    QTest::newRow("longer than a bigint")
        << int(RuleKind::Identifier) << u"12345678901234567890123"_s << u"12345678901234567890123"_s;
    QTest::newRow("an account with noughts") << int(RuleKind::AccountNumber) << u"000712345678"_s << u"712345678"_s;
    QTest::newRow("a card") << int(RuleKind::Card) << u"4970 1012 3456 7893"_s << u"4970101234567893"_s;
    QTest::newRow("a phone") << int(RuleKind::Phone) << u"+33 6 11 22 33 44"_s << u"33611223344"_s;
    QTest::newRow("a phone without its nought") << int(RuleKind::Phone) << u"06 11 22 33 44"_s << u"611223344"_s;
}

void KnownValuesTest::aNumberHasOneFakeAsTextAndAsNumber()
{
    QFETCH(int, kind);
    QFETCH(QString, asText);
    QFETCH(QString, asNumber);
    const Rule rule{.kind = static_cast<RuleKind>(kind)};
    const auto digits = [](std::string_view text) {
        std::string found;
        for (const char c : text) {
            if (isDigit(c) && (c != '0' || !found.empty()))
                found.push_back(c);
        }
        return found;
    };
    std::string number;
    makeNumberGenerator(rule, std::numeric_limits<long long>::max(), keyOf('1'))
        ->generate(asNumber.toStdString(), number);
    QVERIFY(number != asNumber.toStdString());
    QCOMPARE(number.size(), static_cast<size_t>(asNumber.size()));
    QCOMPARE(digits(fakeOf(rule, asText.toStdString())), digits(number));
}

void KnownValuesTest::memoryIsBounded()
{
    KnownValues known;
    for (int i = 0; i < 40'000; ++i) {
        std::string name = "Xq";
        for (int n = i; n > 0; n /= 26)
            name.push_back(static_cast<char>('a' + n % 26));
        known.addLastName(name + "ou");
    }
    QVERIFY(!known.isFull());
    QVERIFY(known.count() > 39'000);
    QVERIFY(known.word("xqbou").isWhole);
    QVERIFY(!known.word("unknown").isWhole);
}

QTEST_GUILESS_MAIN(KnownValuesTest)
#include "tst_known_values.moc"
