// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/fakes/date_shifter.h"
#include "engine/anonymize/model/template_text.h"
#include "engine/anonymize/text/checksum.h"
#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/words.h"
#include "tests/unit/anonymize/keys.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <limits>
#include <unordered_set>

using namespace engine;
using namespace engine::anonymize;
using namespace Qt::StringLiterals;

class GeneratorsTest : public QObject
{
    Q_OBJECT

private slots:
    void fakesHaveTheFormOfTheirValues_data();
    void fakesHaveTheFormOfTheirValues();
    void valuesThatAreTheSameToAPersonGetTheSameFake_data();
    void valuesThatAreTheSameToAPersonGetTheSameFake();
    void spellingsThatDifferStayApartInAUniqueColumn();
    void aFullNameIsMadeOfTheFakesOfItsParts();
    void lengthsAreKept();
    void uniqueNamesStayUnique();
    void ibansStayValid();
    void accountsOfOneFormStayApart();
    void cardsStayValid();
    void numbersKeepTheirDigitsAndRange();
    void noNumberHasNoughtsBeforeIt();
    void datesMoveWithinTheirRange();
    void dateTextsAndBinaryDatesAgree();
    void templatesAreFilled();
    void noWordOfOursIsAPersonOfTheDemo();
    void whatOpensSomethingOpensNothing();
    void amountsStayNearAndAreOthers();
    void placesMoveByKilometres_data();
    void placesMoveByKilometres();
    void whatIsNowhereStaysThere();
    void yearsAndAgesMove();
    void uniqueAddressesOfTheNetworkStayApart();
};

void GeneratorsTest::whatOpensSomethingOpensNothing()
{
    const Rule secret{.kind = RuleKind::Secret};
    const std::string hash = fakeOf(secret, "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy");
    QVERIFY(hash.starts_with("!unusable-"));
    QVERIFY(fakeOf(secret, "a") != fakeOf(secret, "b"));
    QCOMPARE(fakeOf(secret, "0123456789abcdef0123456789abcdef", '1', {.maxLength = 20}).size(), size_t(17));
    QCOMPARE(fakeOf(secret, "493021", '1', {.maxLength = 6}).size(), size_t(6));
    std::string bytes;
    makeSecretBytes(keyOf('1'))->generate("\\x00112233445566778899aabbccddeeff0011", bytes);
    QVERIFY(QRegularExpression(u"^\\\\x[0-9a-f]{36}$"_s).match(text(bytes)).hasMatch());
}

void GeneratorsTest::amountsStayNearAndAreOthers()
{
    const auto noise = makeNoise(32767, keyOf('1'));
    for (int amount = 1; amount <= 32767; amount += 7) {
        std::string fake;
        noise->generate(std::to_string(amount), fake);
        const int made = QString::fromStdString(fake).toInt();
        QVERIFY2(made != amount, fake.c_str());
        QVERIFY2(made <= 32767 && made >= 0, fake.c_str());
        QCOMPARE(fake.size(), std::to_string(amount).size());
        if (amount >= 100)
            QVERIFY2(std::abs(made - amount) * 100 <= amount * 21, fake.c_str());
    }
    QVERIFY(QRegularExpression(u"^\\$\\d,\\d{3}\\.00$"_s)
                .match(text(fakeOf({.kind = RuleKind::Noise}, "$3,500.00")))
                .hasMatch());
    QCOMPARE(fakeOf({.kind = RuleKind::Noise}, "0"), std::string("0"));
}

void GeneratorsTest::placesMoveByKilometres_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("form");
    QTest::newRow("a latitude") << u"48.856613"_s << u"^4[89]\\.\\d{5}[1-9]$"_s;
    QTest::newRow("a southern one") << u"-33.8568"_s << u"^-3[34]\\.\\d{3}[1-9]$"_s;
    QTest::newRow("near the pole") << u"89.99"_s << u"^89\\.\\d[1-9]$"_s;
    QTest::newRow("a point") << u"(2.3522,48.8566)"_s << u"^\\([12]\\.\\d{4},4[89]\\.\\d{4}\\)$"_s;
    QTest::newRow("a pair") << u"36.7538, 3.0588"_s << u"^3[67]\\.\\d{4}, [23]\\.\\d{4}$"_s;
    QTest::newRow("well-known text") << u"SRID=4326;POINT(3.0588 36.7538)"_s
                                     << u"^SRID=4326;POINT\\([23]\\.\\d{4} 3[67]\\.\\d{4}\\)$"_s;
    QTest::newRow("more digits than double keeps") << u"48.8583700000000001"_s << u"^4[89]\\.\\d{13}$"_s;
    QTest::newRow("three words") << u"filled.count.soap"_s << u"^[a-z]{6}\\.[a-z]{5}\\.[a-z]{4}$"_s;
    QTest::newRow("a binary point") << u"0101000020E6100000A52C431CEBE20240C9C859D8D36D4840"_s
                                    << u"^0101000020E6100000[0-9A-F]{32}$"_s;
}

void GeneratorsTest::placesMoveByKilometres()
{
    QFETCH(QString, value);
    QFETCH(QString, form);
    const QString fake = text(fakeOf({.kind = RuleKind::Coordinates}, value.toStdString()));
    QVERIFY(fake != value);
    QVERIFY2(QRegularExpression(form).match(fake).hasMatch(), qPrintable(fake));
}

void GeneratorsTest::whatIsNowhereStaysThere()
{
    for (const char *value : {"NaN", "-Infinity", "(NaN,Infinity)"})
        QCOMPARE(fakeOf({.kind = RuleKind::Coordinates}, value), std::string(value));
}

void GeneratorsTest::yearsAndAgesMove()
{
    const auto shift = makeTimeNumber(180, NumberDress::Number, keyOf('1'));
    for (const int value : {1, 7, 12, 13, 28, 29, 31, 32, 47, 99, 1905, 1984, 2020, 2025}) {
        std::string fake;
        shift->generate(std::to_string(value), fake);
        const int made = QString::fromStdString(fake).toInt();
        QVERIFY2(made != value && made > 0, fake.c_str());
        // A month stays one, a day of a month too, a year is near.
        QVERIFY2(value > 12 || made <= 12, fake.c_str());
        QVERIFY2(value <= 31 || std::abs(made - value) <= 3, fake.c_str());
    }
    const std::string day = fakeOf({.kind = RuleKind::DateShift}, "19840312");
    QVERIFY2(QRegularExpression(u"^198[34]\\d{4}$"_s).match(text(day)).hasMatch() && day != "19840312", day.c_str());
    QVERIFY(QRegularExpression(u"^19\\d\\d$"_s).match(text(fakeOf({.kind = RuleKind::DateShift}, "1984"))).hasMatch());
}

void GeneratorsTest::uniqueAddressesOfTheNetworkStayApart()
{
    std::unordered_set<std::string> addresses;
    std::unordered_set<std::string> devices;
    const auto network = makeNetworkAddress({.unique = true}, keyOf('1'));
    const auto device = makeMacAddress({.unique = true}, keyOf('1'));
    constexpr int count = 20000;
    for (int i = 0; i < count; ++i) {
        std::string address;
        network->generate(u"41.%1.%2.7"_s.arg(i / 256).arg(i % 256).toStdString(), address);
        addresses.insert(address);
        std::string mac;
        device->generate(
            u"00:1b:44:11:%1:%2"_s.arg(i / 256, 2, 16, QChar(u'0')).arg(i % 256, 2, 16, QChar(u'0')).toStdString(),
            mac);
        devices.insert(mac);
    }
    QCOMPARE(addresses.size(), size_t(count));
    QCOMPARE(devices.size(), size_t(count));
}

void GeneratorsTest::fakesHaveTheFormOfTheirValues_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("form");
    const auto row = [](const char *name, RuleKind kind, const QString &value, const QString &form) {
        QTest::newRow(name) << int(kind) << value << form;
    };
    row("an e-mail", RuleKind::Email, u"amina@courriel.dz"_s, u"^u[0-9b-z]{16}@exemple\\.test$"_s);
    row("what stands in an e-mail column is faked whatever it is", RuleKind::Email, u"n/a"_s,
        u"^u.*@exemple\\.test$"_s);
    row("an Algerian mobile", RuleKind::Phone, u"0555123456"_s, u"^05[0-39][0-9]{7}$"_s);
    row("an international number keeps country and separators", RuleKind::Phone, u"+213 555 12 34 56"_s,
        u"^\\+213 5\\d\\d \\d\\d \\d\\d \\d\\d$"_s);
    row("a French number with dots", RuleKind::Phone, u"06.12.34.56.78"_s, u"^06(\\.\\d\\d){4}$"_s);
    row("a land line keeps its area", RuleKind::Phone, u"021 23 45 67"_s, u"^021 \\d\\d \\d\\d \\d\\d$"_s);
    row("no number at all", RuleKind::Phone, u"chez sa mère"_s, u"^05\\d{8}$"_s);
    row("Arabic digits", RuleKind::Phone, u"٠٥٥٥١٢٣٤٥٦"_s, u"^٠٥[٠-٩]{8}$"_s);
    row("a first name in capitals", RuleKind::FirstName, u"AMINA"_s, u"^\\p{Lu}[\\p{Lu} -]+$"_s);
    row("a first name in small letters", RuleKind::FirstName, u"amina"_s, u"^[\\p{Ll} -]+$"_s);
    row("an Arabic name", RuleKind::FirstName, u"أمينة"_s, u"^\\p{Arabic}+$"_s);
    row("an Arabic full name", RuleKind::FullName, u"أمينة بن علي"_s, u"^[\\p{Arabic}-]+ [\\p{Arabic}-]+$"_s);
    row("an address of a street", RuleKind::Address, u"3 rue de la Casbah"_s, u"^\\d+ \\p{L}.*$"_s);
    row("an address with a city", RuleKind::Address, u"3 rue de la Casbah, 16000 Alger"_s,
        u"^\\d+ .*, \\d{5} \\p{L}+.*$"_s);
    row("an identifier keeps places of letters and digits", RuleKind::Identifier, u"AB-12345/x"_s,
        u"^[A-Z]{2}-\\d{5}/[a-z]$"_s);
    row("an IPv4 address becomes a private one", RuleKind::IpAddress, u"41.96.3.4/24"_s,
        u"^10\\.\\d+\\.\\d+\\.\\d+/24$"_s);
    row("an IPv6 address becomes a private one", RuleKind::IpAddress, u"2001:db8::1"_s,
        u"^fd00(:[1-9a-f][0-9a-f]{0,3}){7}$"_s);
    row("a postal code", RuleKind::PostalCode, u"16000"_s, u"^\\d{5}$"_s);
    row("a date as people write it", RuleKind::DateShift, u"28/02/1987"_s, u"^\\d\\d/\\d\\d/198[678]$"_s);
}

void GeneratorsTest::fakesHaveTheFormOfTheirValues()
{
    QFETCH(int, kind);
    QFETCH(QString, value);
    QFETCH(QString, form);
    const Rule rule{.kind = static_cast<RuleKind>(kind)};
    const QString fake = QString::fromStdString(fakeOf(rule, value.toStdString()));
    const QRegularExpression expression(form, QRegularExpression::UseUnicodePropertiesOption);
    QVERIFY(expression.isValid());
    QVERIFY2(expression.match(fake).hasMatch(), qPrintable(fake));
    QVERIFY(fake != value);
    QCOMPARE(QString::fromStdString(fakeOf(rule, value.toStdString())), fake);
    // Names and addresses of another key may meet; what has room for it must not.
    if (rule.kind == RuleKind::Email || rule.kind == RuleKind::Phone || rule.kind == RuleKind::IpAddress)
        QVERIFY(QString::fromStdString(fakeOf(rule, value.toStdString(), '2')) != fake);
}

void GeneratorsTest::valuesThatAreTheSameToAPersonGetTheSameFake_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::newRow("e-mails in other case") << int(RuleKind::Email) << u"Amina@Courriel.dz"_s << u"amina@courriel.dz"_s;
    QTest::newRow("e-mails with blanks around")
        << int(RuleKind::Email) << u" amina@courriel.dz "_s << u"amina@courriel.dz"_s;
    QTest::newRow("a name in capitals") << int(RuleKind::LastName) << u"BENALI"_s << u"Benali"_s;
}

void GeneratorsTest::valuesThatAreTheSameToAPersonGetTheSameFake()
{
    QFETCH(int, kind);
    QFETCH(QString, left);
    QFETCH(QString, right);
    const Rule rule{.kind = static_cast<RuleKind>(kind)};
    const auto fake
        = [&rule](const QString &value) { return QString::fromStdString(fakeOf(rule, value.toStdString())); };
    QCOMPARE(fake(left).toLower(), fake(right).toLower());
}

void GeneratorsTest::spellingsThatDifferStayApartInAUniqueColumn()
{
    const Rule email{.kind = RuleKind::Email};
    QVERIFY(fakeOf(email, "Amina@courriel.dz") != fakeOf(email, "amina@courriel.dz"));
    const std::string national = fakeOf({.kind = RuleKind::Phone}, "0555123456");
    const std::string international = fakeOf({.kind = RuleKind::Phone}, "+213555123456");
    QCOMPARE("+213" + national.substr(1), international);
}

void GeneratorsTest::aFullNameIsMadeOfTheFakesOfItsParts()
{
    const std::string first = fakeOf({.kind = RuleKind::FirstName}, "Amina");
    const std::string last = fakeOf({.kind = RuleKind::LastName}, "Benali");
    QCOMPARE(fakeOf({.kind = RuleKind::FullName}, "Amina Benali"), first + ' ' + last);
    const std::string upper = fakeOf({.kind = RuleKind::LastName}, "BENALI");
    QCOMPARE(fakeOf({.kind = RuleKind::FullName}, "BENALI Amina"), upper + ' ' + first);
    QCOMPARE(fakeOf({.kind = RuleKind::FullName}, "Mme Amina Benali"), "Mme " + first + ' ' + last);
}

void GeneratorsTest::lengthsAreKept()
{
    for (const RuleKind kind : {RuleKind::Email, RuleKind::Username, RuleKind::FullName, RuleKind::Address,
                                RuleKind::City, RuleKind::LastName, RuleKind::Phone}) {
        for (int limit = 9; limit < 40; ++limit) {
            const std::string fake = fakeOf({.kind = kind}, "Éléonore Benali, Alger", '1', {.maxLength = limit});
            QVERIFY2(characterCount(fake) <= size_t(limit), fake.c_str());
            QVERIFY(QString::fromStdString(fake).toStdString() == fake);
        }
    }
}

void GeneratorsTest::uniqueNamesStayUnique()
{
    const auto generator = makeGenerator({.kind = RuleKind::FullName}, {.maxLength = 40, .unique = true}, keyOf('1'));
    std::unordered_set<std::string> seen;
    for (int i = 0; i < 20000; ++i) {
        std::string fake;
        generator->generate("Person " + std::to_string(i), fake);
        QVERIFY(seen.insert(fake).second);
        QVERIFY(characterCount(fake) <= 40);
    }
}

void GeneratorsTest::ibansStayValid()
{
    for (const char *iban : {"FR7630006000011234567890189", "DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819",
                             "TN5910006035183598478831"}) {
        QVERIFY(isValidIban(iban));
        const std::string fake = fakeOf({.kind = RuleKind::Iban}, iban);
        QVERIFY2(isValidIban(fake), fake.c_str());
        QCOMPARE(fake.substr(0, 2), std::string(iban).substr(0, 2));
        QCOMPARE(fake.size(), std::string(iban).size());
        QVERIFY(fake != iban);
    }
    QVERIFY(!isValidIban(fakeOf({.kind = RuleKind::Iban}, "DZ580021000001113000000570")));
}

void GeneratorsTest::accountsOfOneFormStayApart()
{
    const auto generator = makeGenerator({.kind = RuleKind::AccountNumber}, {}, keyOf('1'));
    std::unordered_set<std::string> seen;
    for (int i = 0; i < 100000; ++i) {
        const std::string account = "00700" + std::to_string(100'000'000'000'000 + i);
        std::string fake;
        generator->generate(account, fake);
        QVERIFY(seen.insert(fake).second);
        QCOMPARE(fake.size(), account.size());
    }
}

void GeneratorsTest::cardsStayValid()
{
    const std::string fake = fakeOf({.kind = RuleKind::Card}, "4539 1488 0343 6467");
    QVERIFY2(isValidCard(fake), fake.c_str());
    QCOMPARE(fake.size(), size_t(19));
    QVERIFY(!isValidCard(fakeOf({.kind = RuleKind::Card}, "4539 1488 0343 6468")));
}

void GeneratorsTest::numbersKeepTheirDigitsAndRange()
{
    const auto generator
        = makeNumberGenerator({.kind = RuleKind::Identifier}, std::numeric_limits<int32_t>::max(), keyOf('1'));
    std::unordered_set<std::string> seen;
    for (int i = 0; i < 10000; ++i) {
        std::string fake;
        generator->generate(std::to_string(2'147'483'647 - i), fake);
        QCOMPARE(fake.size(), size_t(10));
        QVERIFY(std::stoll(fake) <= std::numeric_limits<int32_t>::max());
        QVERIFY(seen.insert(fake).second);
    }
    QVERIFY(makeNumberGenerator({.kind = RuleKind::Email}, 1000, keyOf('1')) == nullptr);
}

void GeneratorsTest::noNumberHasNoughtsBeforeIt()
{
    // A server prints none: what is read back would differ from what was sent.
    const QRegularExpression printed(u"^(0|[1-9][0-9]*)(\\.[0-9]+)?$"_s);
    for (const RuleKind kind : {RuleKind::DateShift, RuleKind::Noise, RuleKind::Identifier, RuleKind::PostalCode,
                                RuleKind::Phone, RuleKind::AccountNumber, RuleKind::Card}) {
        const auto generator = makeNumberGenerator({.kind = kind}, std::numeric_limits<long long>::max(), keyOf('1'));
        for (int i = 0; i < 4000; ++i) {
            for (const char *fraction : {"", ".5"}) {
                std::string fake;
                generator->generate(std::to_string(i) + fraction, fake);
                QVERIFY2(printed.match(text(fake)).hasMatch(), qPrintable(u"%1 for %2"_s.arg(text(fake)).arg(i)));
            }
        }
    }
}

void GeneratorsTest::datesMoveWithinTheirRange()
{
    const DateShifter shifter(30, keyOf('1'));
    for (int32_t date = -30000; date < 9000; date += 7) {
        const int32_t fake = shifter.shiftedDate(date);
        QVERIFY(fake != date && std::abs(fake - date) <= 30);
        QCOMPARE(shifter.shiftedDate(date), fake);
    }
    QCOMPARE(shifter.shiftedDate(std::numeric_limits<int32_t>::max()), std::numeric_limits<int32_t>::max());
    QCOMPARE(shifter.shiftedTimestamp(std::numeric_limits<int64_t>::min()), std::numeric_limits<int64_t>::min());
    // The time of day stays, before 2000 too.
    const int64_t time = 12'345'678;
    QCOMPARE(((shifter.shiftedTimestamp(-86'400'000'000 + time) % 86'400'000'000) + 86'400'000'000) % 86'400'000'000,
             time);
}

void GeneratorsTest::dateTextsAndBinaryDatesAgree()
{
    const DateShifter shifter(180, keyOf('1'));
    for (int32_t day = -20000; day < 9000; day += 111) {
        const QDate before = QDate(2000, 1, 1).addDays(day);
        const QDate after = QDate(2000, 1, 1).addDays(shifter.shiftedDate(day));
        std::string text;
        shifter.shiftText(before.toString(Qt::ISODate).toStdString() + " 10:11:12.5+00", text);
        QCOMPARE(QString::fromStdString(text), after.toString(Qt::ISODate) + u" 10:11:12.5+00"_s);
    }
}

void GeneratorsTest::templatesAreFilled()
{
    const Rule rule{.kind = RuleKind::Template, .text = "user{n}@exemple.test {first} {last} {digits:4} {hash}"};
    const QString fake = QString::fromStdString(fakeOf(rule, "x"));
    const QRegularExpression form(u"^user\\d+@exemple\\.test \\S+ \\S+ \\d{4} [0-9b-z]{16}$"_s);
    QVERIFY2(form.match(fake).hasMatch(), qPrintable(fake));
    QVERIFY(templateIsUnique(rule.text));
    QVERIFY(!templateIsUnique("user {digits:4}"));
    QVERIFY(templateIsConstant("nobody"));
    QCOMPARE(unknownPlaceholder("a{x}b{n}"), std::string("{x}"));
    QCOMPARE(unknownPlaceholder("{digits:0}"), std::string("{digits:0}"));
}

void GeneratorsTest::noWordOfOursIsAPersonOfTheDemo()
{
    QFile people(QStringLiteral(SOSIE_SOURCE_DIR) + u"/resources/demo/people.sql"_s);
    QVERIFY(people.open(QIODevice::ReadOnly));
    const QString sql = QString::fromUtf8(people.readAll());
    const qsizetype end = sql.indexOf(u"last_name_arabic"_s);
    QVERIFY(end > 0);
    QStringList names;
    const QRegularExpression literal(u"'([^']+)'"_s);
    for (auto match = literal.globalMatch(sql.mid(sql.indexOf(u"ARRAY"_s), end - sql.indexOf(u"ARRAY"_s)));
         match.hasNext();)
        names.append(match.next().captured(1).toLower());
    QVERIFY2(names.size() > 60, "the lists of people.sql have moved");
    for (const WordKind kind : {WordKind::FirstName, WordKind::LastName, WordKind::Company, WordKind::Street}) {
        for (const Script script : {Script::Latin, Script::Arabic}) {
            QVERIFY(fakeWords(kind, script).size() >= 40);
            for (const std::string_view word : fakeWords(kind, script)) {
                const QString lower = text(word).toLower();
                for (const QString &name : names)
                    QVERIFY2(!lower.contains(name), qPrintable(lower));
            }
        }
    }
    QVERIFY(fakeWords(WordKind::FirstName, Script::Latin).size() >= 200);
    QVERIFY(fakeWords(WordKind::LastName, Script::Latin).size() >= 300);
}

QTEST_GUILESS_MAIN(GeneratorsTest)
#include "tst_generators.moc"
