// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/gzip_writer.h"
#include "tests/support/result_check.h"
#include "tests/unit/formats/format_files.h"

#include <QTest>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;
using tests::WrittenFile;

class TestGzipWriter : public QObject
{
    Q_OBJECT

private slots:
    void gzipReadsWhatWasWritten_data();
    void gzipReadsWhatWasWritten();
    void failuresAndAnEndTooSoonAbort();
};

void TestGzipWriter::gzipReadsWhatWasWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray lines;
    for (int i = 0; i < 300'000; ++i)
        lines.append("INSERT INTO t VALUES (").append(QByteArray::number(i)).append(");\n");
    QTest::addRow("nothing") << QByteArray();
    QTest::addRow("one byte") << QByteArray("x");
    QTest::addRow("8 MB") << lines;
}

void TestGzipWriter::gzipReadsWhatWasWritten()
{
    QFETCH(const QByteArray, text);
    WrittenFile written;
    GzipWriter writer(written.writer());
    for (qsizetype at = 0; at < text.size(); at += 10'000) {
        const QByteArray part = text.mid(at, 10'000);
        QVERIFY_RESULT(writer.write(std::as_bytes(std::span(part.constData(), static_cast<size_t>(part.size())))));
    }
    QVERIFY_RESULT(writer.finish());
    QVERIFY(written.isFinished);
    QVERIFY(tests::run(u"gzip"_s, {u"-dc"_s}, 0, written.contents()) == text);
}

void TestGzipWriter::failuresAndAnEndTooSoonAbort()
{
    WrittenFile forgotten;
    {
        GzipWriter writer(forgotten.writer());
        QVERIFY_RESULT(writer.write(zlibHeader));
    }
    QVERIFY(forgotten.isAborted);
    WrittenFile full{.failing = WrittenFile::Failing::Write};
    GzipWriter writer(full.writer());
    QVERIFY_RESULT(writer.write(zlibHeader));
    QVERIFY_ERROR(writer.finish(), ErrorCode::LocalDiskFull);
    writer.abort();
    QVERIFY(full.isAborted);
}

QTEST_GUILESS_MAIN(TestGzipWriter)
#include "tst_gzip_writer.moc"
