// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/deflater.h"
#include "tests/support/result_check.h"

#include <zlib.h>

#include <QTest>

#include <random>

using namespace engine;
using namespace engine::formats;

namespace {

std::span<const std::byte> bytesOf(const QByteArray &text)
{
    return std::as_bytes(std::span(text.constData(), static_cast<size_t>(text.size())));
}

QByteArray noise(size_t size, unsigned seed)
{
    std::mt19937 random(seed);
    QByteArray bytes;
    for (size_t i = 0; i < size; ++i)
        bytes.append(static_cast<char>(random() & 0xFFU));
    return bytes;
}

QByteArray textLike(size_t size)
{
    QByteArray text;
    for (int i = 0; static_cast<size_t>(text.size()) < size; ++i)
        text.append(QByteArray::number(i)).append("\tLoft ").append(QByteArray::number(i * 7919 % 1000)).append("\n");
    return text;
}

/// With zlib, which knows nothing of how it was made.
QByteArray inflated(const std::vector<std::byte> &stream, qsizetype most)
{
    QByteArray raw(most + 1, 0);
    auto length = static_cast<uLongf>(raw.size());
    auto stored = static_cast<uLong>(stream.size());
    const int code = uncompress2(reinterpret_cast<Bytef *>(raw.data()), &length,
                                 reinterpret_cast<const Bytef *>(stream.data()), &stored);
    if (code != Z_OK || stored != stream.size())
        return QByteArray("zlib says ").append(QByteArray::number(code));
    raw.resize(static_cast<qsizetype>(length));
    return raw;
}

} // namespace

class TestDeflater : public QObject
{
    Q_OBJECT

private slots:
    void partsOfManyMakeOneZlibStream_data();
    void partsOfManyMakeOneZlibStream();
    void checksumsJoinedAreThatOfTheWhole();
};

void TestDeflater::partsOfManyMakeOneZlibStream_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<QByteArrayList>("parts");
    for (int level = 0; level <= 3; ++level) {
        const QByteArray name = "level " + QByteArray::number(level);
        QTest::addRow("%s, nothing", name.constData()) << level << QByteArrayList{};
        QTest::addRow("%s, empty parts", name.constData()) << level << QByteArrayList{"", "a", ""};
        QTest::addRow("%s, text", name.constData()) << level << QByteArrayList{textLike(3'000'000), textLike(100'000)};
        QTest::addRow("%s, noise", name.constData())
            << level << QByteArrayList{noise(300'000, 1), textLike(70'000), noise(1, 2), noise(200'000, 3)};
        QTest::addRow("%s, the same byte", name.constData()) << level << QByteArrayList{QByteArray(5'000'000, 'x')};
    }
}

void TestDeflater::partsOfManyMakeOneZlibStream()
{
    QFETCH(const int, level);
    QFETCH(const QByteArrayList, parts);
    std::vector<std::byte> stream(std::begin(zlibHeader), std::end(zlibHeader));
    Adler32 checksum;
    QByteArray whole;
    for (const QByteArray &part : parts) {
        Deflater deflater(level);
        Adler32 ofPart;
        constexpr qsizetype step = 100'000;
        for (qsizetype at = 0; at < part.size(); at += step) {
            QVERIFY_RESULT(deflater.add(bytesOf(part.mid(at, step)), stream));
            ofPart.add(bytesOf(part.mid(at, step)));
        }
        QVERIFY_RESULT(deflater.flush(stream));
        checksum.join(ofPart);
        whole += part;
    }
    stream.insert(stream.end(), std::begin(endOfDeflate), std::end(endOfDeflate));
    const std::vector<std::byte> end = checksum.bytes();
    stream.insert(stream.end(), end.begin(), end.end());
    QVERIFY(inflated(stream, whole.size()) == whole);
}

void TestDeflater::checksumsJoinedAreThatOfTheWhole()
{
    const QByteArray bytes = noise(100'000, 7);
    const auto expected = static_cast<uint32_t>(
        adler32(1, reinterpret_cast<const Bytef *>(bytes.constData()), static_cast<uInt>(bytes.size())));
    for (const qsizetype cut : {qsizetype{0}, qsizetype{1}, qsizetype{65521}, bytes.size()}) {
        Adler32 first;
        Adler32 second;
        first.add(bytesOf(bytes.left(cut)));
        second.add(bytesOf(bytes.mid(cut)));
        first.join(second);
        QCOMPARE(first.value(), expected);
    }
}

QTEST_APPLESS_MAIN(TestDeflater)
#include "tst_deflater.moc"
