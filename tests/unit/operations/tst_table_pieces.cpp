// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/result.h"
#include "engine/copying/table_pieces.h"

#include <QTest>

using engine::copying::piecesOf;
using engine::pg::CopyRange;

namespace {

constexpr long long pagesOfAMebibyte = 128;
constexpr long long mebibyte = 1024LL * 1024;

engine::catalog::Table tableOf(long long mebibytes)
{
    engine::catalog::Table table;
    table.heapPages = {mebibytes * pagesOfAMebibyte};
    table.heapBytes = {mebibytes * mebibyte};
    return table;
}

} // namespace

/// Which tables several workers share, and that the pieces are the whole.
class TestTablePieces final : public QObject
{
    Q_OBJECT

private slots:
    void aTableIsCutWhenItIsMoreThanAShare_data();
    void aTableIsCutWhenItIsMoreThanAShare();
};

void TestTablePieces::aTableIsCutWhenItIsMoreThanAShare_data()
{
    QTest::addColumn<long long>("mebibytes");
    QTest::addColumn<long long>("share");
    QTest::addColumn<int>("major");
    QTest::addColumn<int>("pieces");
    QTest::newRow("an empty one") << 0LL << 0LL << 17 << 1;
    QTest::newRow("exactly a share") << 1000LL << 1000LL << 17 << 1;
    QTest::newRow("a bit more than a share") << 1001LL << 1000LL << 17 << 4;
    QTest::newRow("all there is, for two") << 2000LL << 1000LL << 17 << 6;
    QTest::newRow("all there is, for eight") << 8000LL << 1000LL << 17 << 24;
    QTest::newRow("more than a share of little") << 190LL << 50LL << 17 << 1;
    QTest::newRow("pieces of 128 MB at the least") << 512LL << 100LL << 17 << 4;
    QTest::newRow("PostgreSQL 13 would read all of it for each piece") << 2000LL << 1000LL << 13 << 1;
}

void TestTablePieces::aTableIsCutWhenItIsMoreThanAShare()
{
    QFETCH(const long long, mebibytes);
    QFETCH(const long long, share);
    QFETCH(const int, major);
    QFETCH(const int, pieces);
    const std::vector<CopyRange> found = piecesOf(tableOf(mebibytes), share * mebibyte, major);
    QCOMPARE(static_cast<int>(found.size()), pieces);
    if (pieces == 1) {
        QVERIFY(found.front().isWhole());
        return;
    }
    // Each begins where the one before ends; the last has no end, for rows that are added meanwhile.
    long long next = 0;
    for (const CopyRange &range : found) {
        QVERIFY(range.kind == CopyRange::Kind::Blocks);
        QCOMPARE(range.firstBlock, next);
        next = range.endBlock;
    }
    QCOMPARE(next, 0LL);
    QVERIFY(found.back().firstBlock < mebibytes * pagesOfAMebibyte);
}

QTEST_APPLESS_MAIN(TestTablePieces)
#include "tst_table_pieces.moc"
