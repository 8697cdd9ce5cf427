// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/rewriting/plain_words.h"
#include "engine/anonymize/rewriting/scrubber.h"
#include "tests/unit/anonymize/keys.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace engine::anonymize;

namespace {

KnownValues people()
{
    KnownValues known;
    known.addPerson("Odette", "Le Quéré");
    known.addPerson("Rose", "Perdrix");
    known.addLogin("zoug");
    return known;
}

std::string scrubbed(std::string_view text, const KnownValues *known, const std::vector<RowName> &names)
{
    Scrubber scrubber(keyOf('1'));
    scrubber.knowValues(known);
    scrubber.setRowNames(&names);
    std::string out;
    scrubber.generate(text, out);
    return out;
}

} // namespace

class TestPlainWords final : public QObject
{
    Q_OBJECT

private slots:
    void whatStandsAloneAndIsNothingIsPassedOver_data();
    void whatStandsAloneAndIsNothingIsPassedOver();
    void aTextIsScrubbedAsIfEachOfItsWordsWereLookedAt();
    void aWordThatWasNothingIsANameInTheRowWhoseNameItIs();
    void aWordThatWasNothingIsLookedAtAgainWhenMoreIsKnown();
    void noTextIsPassedOverWithoutALookForAStop();
    void aValueOfOneWordIsToldFromOthers();
};

void TestPlainWords::whatStandsAloneAndIsNothingIsPassedOver_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("end");

    QTest::newRow("words up to the end") << QByteArray("the flat is") << 4 << 11;
    QTest::newRow("words up to a name") << QByteArray("the flat of odette") << 0 << 11;
    QTest::newRow("a word before two blanks") << QByteArray("the flat  is") << 4 << 8;
    QTest::newRow("a word at the end") << QByteArray("the flat") << 4 << 8;
    QTest::newRow("a word before a comma") << QByteArray("flat, key") << 0 << 4;
    QTest::newRow("the beginning of a word with a capital") << QByteArray("macDonald") << 0 << 0;
    QTest::newRow("a part of a login") << QByteArray("flat.key") << 0 << 0;
    QTest::newRow("a word behind a dash") << QByteArray("a-flat ") << 2 << 2;
    QTest::newRow("a word before an accent") << QByteArray("caf\xC3\xA9 ") << 0 << 0;
    QTest::newRow("a word before a digit") << QByteArray("flat4 ") << 0 << 0;
    QTest::newRow("a title, behind which a name is expected") << QByteArray("mme Odette") << 0 << 0;
    QTest::newRow("a name that the database declares") << QByteArray("odette writes") << 0 << 0;
    QTest::newRow("a login that the database declares") << QByteArray("zoug writes") << 0 << 0;
    QTest::newRow("the beginning of a name of several words") << QByteArray("le quere") << 0 << 0;
    QTest::newRow("a name of the row itself") << QByteArray("amina writes") << 0 << 0;
    QTest::newRow("what is long enough to be an encoding") << QByteArray("incomprehensible") << 0 << 0;
}

void TestPlainWords::whatStandsAloneAndIsNothingIsPassedOver()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, at);
    QFETCH(const int, end);
    const KnownValues known = people();
    const std::vector<RowName> names{{.folded = "amina"}};
    PlainWords words;
    words.knowValues(&known);
    words.setRowNames(&names);
    // Again with what it remembers.
    for (int time = 0; time < 2; ++time)
        QCOMPARE(static_cast<int>(words.endOf(text.toStdString(), static_cast<size_t>(at))), end);
}

/// Behind a control character no word is passed over; it is part of nothing, as a blank is where a comma precedes it.
void TestPlainWords::aTextIsScrubbedAsIfEachOfItsWordsWereLookedAt()
{
    const KnownValues known = people();
    const std::vector<RowName> names{{.folded = "amina"}};
    const std::vector<std::string> words{"the",  "flat",  "of",    "odette", "Odette", "rose",     "perdrix", "le",
                                         "zoug", "amina", "mme",   "dr",     "Petit",  "key",      "is",      "ready",
                                         "de",   "a",     "quere", "yWluYQ", "42",     "monsieur", "Karim",   "letter"};
    std::mt19937 random(5);
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        std::string lookedAt;
        const auto count = 1 + random() % 9;
        for (size_t n = 0; n < count; ++n) {
            const std::string &word = words[random() % words.size()];
            text.append(n == 0 ? "" : ", ").append(word);
            lookedAt.append(n == 0 ? "" : ",\x01").append(word);
        }
        std::string expected = scrubbed(lookedAt, &known, names);
        std::replace(expected.begin(), expected.end(), '\x01', ' ');
        QCOMPARE(QByteArray::fromStdString(scrubbed(text, &known, names)), QByteArray::fromStdString(expected));
    }
}

void TestPlainWords::aWordThatWasNothingIsANameInTheRowWhoseNameItIs()
{
    PlainWords words;
    std::vector<RowName> names;
    words.setRowNames(&names);
    QCOMPARE(words.endOf("amina writes", 0), 12U);
    names.push_back({.folded = "amina"});
    QCOMPARE(words.endOf("amina writes", 0), 0U);
    names.front().folded = "nadia";
    QCOMPARE(words.endOf("amina writes", 0), 12U);
}

void TestPlainWords::aWordThatWasNothingIsLookedAtAgainWhenMoreIsKnown()
{
    PlainWords words;
    QCOMPARE(words.endOf("odette", 0), 6U);
    const KnownValues known = people();
    words.knowValues(&known);
    QCOMPARE(words.endOf("odette", 0), 0U);
}

void TestPlainWords::noTextIsPassedOverWithoutALookForAStop()
{
    std::string text;
    while (text.size() < 2 * stopInterval)
        text.append("the flat is ready ");
    PlainWords words;
    QVERIFY(words.endOf(text, 0) < stopInterval);
}

void TestPlainWords::aValueOfOneWordIsToldFromOthers()
{
    const KnownValues known = people();
    PlainWords words;
    words.knowValues(&known);
    QVERIFY(words.isOneWord("flat"));
    for (const char *other : {"", "the flat", "flat ", "Flat", "odette", "flat4", "incomprehensible", "mme"})
        QVERIFY2(!words.isOneWord(other), other);
}

QTEST_GUILESS_MAIN(TestPlainWords)
#include "tst_plain_words.moc"
