// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/mark_table.h"
#include "engine/anonymize/known/seen_values.h"

#include <QTest>

#include <random>
#include <unordered_map>

using namespace engine::anonymize;

class TestMarkTable final : public QObject
{
    Q_OBJECT

private slots:
    void whatWasPutInIsFoundHoweverMuchThereIs();
    void whatIsThereStaysUntilItIsChanged();
    void nothingIsAddedThatMayNotBe();
    void aValueThatWentByLatelyWasSeen();
    void twoValuesAreSeenTogether();
    void differentValuesAreNotTakenForEachOther();
};

void TestMarkTable::whatWasPutInIsFoundHoweverMuchThereIs()
{
    MarkTable table;
    std::unordered_map<uint64_t, uint16_t> expected;
    std::mt19937_64 random(7);
    while (expected.size() < 50'000) {
        const uint64_t hash = random();
        const auto mark = static_cast<uint16_t>(1 + random() % 65535);
        if (expected.emplace(hash, mark).second)
            QCOMPARE(table.findOrAdd(hash, mark, true), 0);
    }
    QCOMPARE(table.count(), expected.size());
    for (const auto &[hash, mark] : expected)
        QCOMPARE(table.find(hash), mark);
    for (int i = 0; i < 50'000; ++i) {
        const uint64_t other = random();
        if (!expected.contains(other))
            QCOMPARE(table.find(other), 0);
    }
}

void TestMarkTable::whatIsThereStaysUntilItIsChanged()
{
    MarkTable table;
    const uint64_t hash = 0x123456789abcdef0ULL;
    QCOMPARE(table.findOrAdd(hash, 3, true), 0);
    QCOMPARE(table.findOrAdd(hash, 4, true), 3);
    QCOMPARE(table.find(hash), 3);
    table.change(hash, 4);
    QCOMPARE(table.find(hash), 4);
    QCOMPARE(table.count(), size_t{1});
}

void TestMarkTable::nothingIsAddedThatMayNotBe()
{
    MarkTable table;
    const uint64_t hash = 0x123456789abcdef0ULL;
    QCOMPARE(table.findOrAdd(hash, 3, false), 0);
    QCOMPARE(table.find(hash), 0);
    QCOMPARE(table.count(), size_t{0});
}

void TestMarkTable::aValueThatWentByLatelyWasSeen()
{
    SeenValues seen;
    QVERIFY(!seen.wasSeen("Amina", 1));
    QVERIFY(!seen.wasSeen("Benali", 1));
    QVERIFY(seen.wasSeen("Amina", 1));
    // As a last name it says something else.
    QVERIFY(!seen.wasSeen("Amina", 2));
}

void TestMarkTable::twoValuesAreSeenTogether()
{
    SeenValues seen;
    QVERIFY(!seen.wasSeen("Amina", "Benali", 1));
    QVERIFY(!seen.wasSeen("Amin", "aBenali", 1));
    QVERIFY(!seen.wasSeen("Benali", "Amina", 1));
    QVERIFY(seen.wasSeen("Amina", "Benali", 1));
}

void TestMarkTable::differentValuesAreNotTakenForEachOther()
{
    SeenValues seen;
    for (int i = 0; i < 1'000'000; ++i)
        QVERIFY(!seen.wasSeen(std::to_string(i), 1));
}

QTEST_GUILESS_MAIN(TestMarkTable)
#include "tst_mark_table.moc"
