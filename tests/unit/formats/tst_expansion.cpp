// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/expansion.h"
#include "tests/support/result_check.h"
#include "tests/unit/formats/format_files.h"

#include <lz4frame.h>
#include <zlib.h>
#include <zstd.h>

#include <QTest>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(int lines)
{
    QByteArray text;
    for (int i = 0; i < lines; ++i)
        text.append(QByteArray::number(i)).append("\tLoft ").append(QByteArray::number(i * 7919 % 1000)).append("\n");
    return text;
}

/// By the libraries themselves, for formats that have no program here.
QByteArray compressed(const QByteArray &raw, Compression compression)
{
    QByteArray stored;
    const auto size = static_cast<size_t>(raw.size());
    if (compression == Compression::Lz4) {
        stored.resize(static_cast<qsizetype>(LZ4F_compressFrameBound(size, nullptr)));
        stored.resize(static_cast<qsizetype>(
            LZ4F_compressFrame(stored.data(), static_cast<size_t>(stored.size()), raw.constData(), size, nullptr)));
    } else if (compression == Compression::Zstd) {
        stored.resize(static_cast<qsizetype>(ZSTD_compressBound(size)));
        stored.resize(static_cast<qsizetype>(
            ZSTD_compress(stored.data(), static_cast<size_t>(stored.size()), raw.constData(), size, 3)));
    } else {
        z_stream stream{};
        const int bits = compression == Compression::Gzip ? 31 : compression == Compression::Zlib ? 15 : -15;
        deflateInit2(&stream, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
        stored.resize(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(size)) + 64));
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(raw.constData()));
        stream.avail_in = static_cast<uInt>(size);
        stream.next_out = reinterpret_cast<Bytef *>(stored.data());
        stream.avail_out = static_cast<uInt>(stored.size());
        deflate(&stream, Z_FINISH);
        stored.resize(static_cast<qsizetype>(stream.total_out));
        deflateEnd(&stream);
    }
    return stored;
}

Result<QByteArray> expand(const QByteArray &stored, Compression compression, const ExpansionLimits &limits = {},
                          size_t step = size_t{64} * 1024)
{
    const auto reader = expanded(std::make_unique<tests::MemoryStream>(stored), compression, u"file"_s, limits);
    return tests::readAll(*reader, step);
}

void addCompressions()
{
    QTest::addColumn<Compression>("compression");
    QTest::addRow("deflate") << Compression::Deflate;
    QTest::addRow("zlib") << Compression::Zlib;
    QTest::addRow("gzip") << Compression::Gzip;
    QTest::addRow("lz4") << Compression::Lz4;
    QTest::addRow("zstd") << Compression::Zstd;
}

} // namespace

class TestExpansion : public QObject
{
    Q_OBJECT

private slots:
    void givesWhatWasCompressed_data() { addCompressions(); }
    void givesWhatWasCompressed();
    void everyCutIsFound_data() { addCompressions(); }
    void everyCutIsFound();
    void bytesBehindTheEndAreFound_data() { addCompressions(); }
    void bytesBehindTheEndAreFound();
    void severalStreamsAreOne();
    void nothingIsNoStream_data() { addCompressions(); }
    void nothingIsNoStream();
    void bombsEnd_data() { addCompressions(); }
    void bombsEnd();
    void hugeWindowsAreRefused();
    void stopEndsIt();
    void beginningsAreKnown();
};

void TestExpansion::givesWhatWasCompressed()
{
    QFETCH(const Compression, compression);
    for (const int lines : {0, 1, 100'000}) {
        const QByteArray text = textOf(lines);
        const QByteArray stored = compressed(text, compression);
        for (const size_t step : {size_t{7}, size_t{1'000'000}}) {
            if (lines > 1000 && step < 10)
                continue;
            const Result<QByteArray> read = expand(stored, compression, {}, step);
            QVERIFY_RESULT(read);
            QVERIFY(*read == text);
        }
    }
}

void TestExpansion::everyCutIsFound()
{
    QFETCH(const Compression, compression);
    const QByteArray stored = compressed(textOf(40), compression);
    for (qsizetype size = 0; size < stored.size(); ++size)
        QVERIFY_ERROR(expand(stored.left(size), compression), ErrorCode::FileDamaged);
}

void TestExpansion::bytesBehindTheEndAreFound()
{
    QFETCH(const Compression, compression);
    for (const QByteArray &more : {QByteArray("x"), QByteArray(1, '\0'), QByteArray(200'000, 'x')})
        QVERIFY_ERROR(expand(compressed(textOf(40), compression) + more, compression), ErrorCode::FileDamaged);
}

void TestExpansion::severalStreamsAreOne()
{
    const QByteArray text = textOf(20'000);
    for (const Compression compression : {Compression::Gzip, Compression::Lz4, Compression::Zstd}) {
        QByteArray stored;
        for (const QByteArray &part : {text.left(1), QByteArray(), text.mid(1, 100'000), text.mid(100'001)})
            stored += compressed(part, compression);
        const Result<QByteArray> read = expand(stored, compression);
        QVERIFY_RESULT(read);
        QVERIFY(*read == text);
    }
    const QByteArray two = compressed("a", Compression::Zlib) + compressed("b", Compression::Zlib);
    QVERIFY_ERROR(expand(two, Compression::Zlib), ErrorCode::FileDamaged);
}

void TestExpansion::nothingIsNoStream()
{
    QFETCH(const Compression, compression);
    QVERIFY_ERROR(expand({}, compression), ErrorCode::FileDamaged);
}

void TestExpansion::bombsEnd()
{
    QFETCH(const Compression, compression);
    const QByteArray stored = compressed(QByteArray(20'000'000, '\0'), compression);
    QVERIFY_ERROR(expand(stored, compression, {.mostRatio = 100, .freely = 1'000'000}), ErrorCode::FileTooLarge);
    QVERIFY_RESULT(expand(stored, compression));
}

void TestExpansion::hugeWindowsAreRefused()
{
    // A frame that asks for a window of 1 GiB: magic, descriptor, window.
    const QByteArray frame = QByteArray::fromHex("28b52ffd00a0010000");
    QVERIFY_ERROR(expand(frame, Compression::Zstd), ErrorCode::FormatUnsupported);
}

void TestExpansion::stopEndsIt()
{
    std::stop_source stop;
    stop.request_stop();
    const auto reader = expanded(std::make_unique<tests::MemoryStream>(compressed(textOf(1000), Compression::Gzip)),
                                 Compression::Gzip, u"file"_s, {}, stop.get_token());
    QVERIFY_ERROR(tests::readAll(*reader), ErrorCode::Cancelled);
}

void TestExpansion::beginningsAreKnown()
{
    for (const Compression compression : {Compression::Gzip, Compression::Lz4, Compression::Zstd}) {
        const QByteArray stored = compressed("x", compression);
        QCOMPARE(compressionOf(std::as_bytes(std::span(stored.constData(), 4))), compression);
    }
    QCOMPARE(compressionOf({}), Compression::None);
}

QTEST_APPLESS_MAIN(TestExpansion)
#include "tst_expansion.moc"
