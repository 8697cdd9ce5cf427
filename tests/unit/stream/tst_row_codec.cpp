// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/field_sink.h"
#include "engine/stream/row_codec.h"
#include "tests/support/result_check.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace engine::stream;
using engine::ErrorCode;
using engine::Result;

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<size_t>(bytes.size())};
}

RowBatch rowOf(const RowCodec &codec, const std::vector<FieldValue> &values)
{
    RowBatch batch{.format = codec.format()};
    codec.begin(batch);
    for (const FieldValue &value : values)
        codec.add(value, batch);
    codec.end(batch);
    return batch;
}

/// Every byte there is, and what means something to COPY.
std::vector<std::vector<FieldValue>> strangeRows()
{
    std::vector<std::vector<FieldValue>> rows{
        {"", std::nullopt, ""},
        {std::nullopt, std::nullopt, std::nullopt},
        {"\\N", "\\", "\\."},
        {"\t", "\n", "\r\n"},
        {"a\tb\\tc", "\b\f\n\r\t\v", "N"},
        {"\\101", "\\x41", "\\\\"},
        {"été", "وهران", std::string(100'000, '\\')},
    };
    std::mt19937 random(7);
    for (int i = 0; i < 500; ++i) {
        std::vector<FieldValue> &row = rows.emplace_back(3);
        for (FieldValue &value : row) {
            if (random() % 5 == 0)
                continue;
            value.emplace();
            for (auto length = random() % 20; length > 0; --length)
                value->push_back(static_cast<char>(random() % 3 == 0 ? "\\\t\nNx07"[random() % 7] : random() % 256));
        }
    }
    return rows;
}

} // namespace

/// How the fields of a row are read and written, in both formats.
class TestRowCodec final : public QObject
{
    Q_OBJECT

private slots:
    void textIsRead_data();
    void textIsRead();
    void whatIsWrittenIsReadAgain_data();
    void whatIsWrittenIsReadAgain();
    void textIsWrittenAsServersDo_data();
    void textIsWrittenAsServersDo();
    void binaryIsWrittenAsServersDo();
    void whatIsNoRowIsRefused_data();
    void whatIsNoRowIsRefused();
    void everyCutAndEveryFlipIsARowOrRefused_data();
    void everyCutAndEveryFlipIsARowOrRefused();
    void aFieldWithoutEscapesIsNotCopied();
    void fieldsAreShownOneRowAfterTheOther();
};

void TestRowCodec::textIsRead_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QStringList>("fields");
    const auto row = [](const char *title, const char *text, const QStringList &fields) {
        QTest::newRow(title) << QByteArray(text) << fields;
    };
    // A null QString stands for NULL.
    row("two fields", "a\tb\n", {u"a"_s, u"b"_s});
    row("one field", "a\n", {u"a"_s});
    row("no field", "\n", {});
    row("an empty field", "\n", {u""_s});
    row("empty fields", "\t\t\n", {u""_s, u""_s, u""_s});
    row("NULL", "\\N\n", {QString()});
    row("NULL among others", "a\t\\N\t\n", {u"a"_s, QString(), u""_s});
    row("text that looks like NULL", "\\\\N\n", {u"\\N"_s});
    row("NULL with something behind it is a letter", "\\Na\n", {u"Na"_s});
    row("tab and line break", "a\\tb\\n\n", {u"a\tb\n"_s});
    row("every letter that has a meaning", "\\b\\f\\n\\r\\t\\v\n", {u"\b\f\n\r\t\v"_s});
    row("a backslash at the end", "a\\\\\n", {u"a\\"_s});
    row("half an escape at the end", "a\\\tb\n", {u"a\\"_s, u"b"_s});
    row("backslashes before a tab", "a\\\\\tb\n", {u"a\\"_s, u"b"_s});
    row("another letter stands for itself", "\\q\n", {u"q"_s});
    row("a byte as an octal number", "\\101\\60\\7a\n", {u"A0\aa"_s});
    row("three octal digits at the most", "\\1011\n", {u"A1"_s});
    row("a byte as a hexadecimal number", "\\x41\\x4g\\xe9\n", {QString::fromUtf8("A\4g\xe9")});
    row("two hexadecimal digits at the most", "\\x411\n", {u"A1"_s});
    row("x without digits is a letter", "\\xg\\x\n", {u"xgx"_s});
    row("a backslash and x, as servers write bytea", "\\\\x41\n", {u"\\x41"_s});
    row("letters beyond ASCII", "été\tوهران\n", {u"été"_s, u"وهران"_s});
}

void TestRowCodec::textIsRead()
{
    QFETCH(QByteArray, row);
    QFETCH(QStringList, fields);
    const RowCodec codec(RowFormat::Text, static_cast<size_t>(fields.size()));
    QVERIFY_ASSIGN(const auto found, codec.values(viewOf(row)));
    QCOMPARE(found.size(), static_cast<size_t>(fields.size()));
    for (qsizetype i = 0; i < fields.size(); ++i) {
        const FieldValue &field = found.at(static_cast<size_t>(i));
        QCOMPARE(field.has_value(), !fields.at(i).isNull());
        QCOMPARE(engine::text(field.value_or("")), QString(fields.at(i)));
    }
}

void TestRowCodec::whatIsWrittenIsReadAgain_data()
{
    QTest::addColumn<bool>("isBinary");
    QTest::newRow("text") << false;
    QTest::newRow("binary") << true;
}

void TestRowCodec::whatIsWrittenIsReadAgain()
{
    QFETCH(bool, isBinary);
    const RowCodec codec(isBinary ? RowFormat::Binary : RowFormat::Text, 3);
    for (const std::vector<FieldValue> &row : strangeRows()) {
        const RowBatch batch = rowOf(codec, row);
        QCOMPARE(batch.rowCount(), size_t{1});
        // A line break ends a row of text, and nothing else.
        if (!isBinary)
            QCOMPARE(std::count(batch.bytes.begin(), batch.bytes.end(), '\n'), ptrdiff_t{1});
        QVERIFY_ASSIGN(const auto found, codec.values(batch.row(0)));
        QVERIFY(found == row);

        std::vector<FieldView> fields;
        QVERIFY_RESULT(codec.split(batch.row(0), fields));
        RowBatch again{.format = codec.format()};
        codec.begin(again);
        for (const FieldView &field : fields)
            codec.addAsItIs(field, again);
        codec.end(again);
        QVERIFY(again.bytes == batch.bytes);
    }
}

void TestRowCodec::textIsWrittenAsServersDo_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("letters") << "abc"_ba
                             << "abc\n"_ba;
    QTest::newRow("nothing") << ""_ba
                             << "\n"_ba;
    QTest::newRow("a backslash") << "a\\b"_ba
                                 << "a\\\\b\n"_ba;
    QTest::newRow("all that has a letter") << "\b\f\n\r\t\v"_ba
                                           << "\\b\\f\\n\\r\\t\\v\n"_ba;
    QTest::newRow("another control character stays") << "\a\x1b"_ba
                                                     << "\a\x1b\n"_ba;
}

void TestRowCodec::textIsWrittenAsServersDo()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, written);
    const RowBatch batch = rowOf(RowCodec(RowFormat::Text, 1), {value.toStdString()});
    QVERIFY(batch.row(0) == viewOf(written));
}

void TestRowCodec::binaryIsWrittenAsServersDo()
{
    const RowBatch batch = rowOf(RowCodec(RowFormat::Binary, 3), {"ab", std::nullopt, ""});
    QVERIFY(batch.row(0) == std::string_view("\0\3\0\0\0\2ab\377\377\377\377\0\0\0\0", 16));
}

void TestRowCodec::whatIsNoRowIsRefused_data()
{
    QTest::addColumn<bool>("isBinary");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QByteArray>("row");
    const auto row = [](const char *title, bool isBinary, int columns, std::string_view bytes) {
        QTest::newRow(title) << isBinary << columns << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
    };
    using namespace std::string_view_literals;
    row("nothing", false, 1, ""sv);
    row("no line end", false, 1, "a"sv);
    row("too few fields", false, 2, "a\n"sv);
    row("too many fields", false, 1, "a\tb\n"sv);
    row("a field where no column is", false, 0, "a\n"sv);
    row("nothing, in binary", true, 1, ""sv);
    row("half a count", true, 1, "\0"sv);
    row("another count", true, 2, "\0\1\0\0\0\0"sv);
    row("half a length", true, 1, "\0\1\0\0"sv);
    row("a length beyond the row", true, 1, "\0\1\0\0\0\2a"sv);
    row("the greatest length", true, 1, "\0\1\177\377\377\377a"sv);
    row("a length below NULL", true, 1, "\0\1\377\377\377\376"sv);
    row("something behind the last field", true, 1, "\0\1\0\0\0\1ab"sv);
}

void TestRowCodec::whatIsNoRowIsRefused()
{
    QFETCH(bool, isBinary);
    QFETCH(int, columns);
    QFETCH(QByteArray, row);
    const RowCodec codec(isBinary ? RowFormat::Binary : RowFormat::Text, static_cast<size_t>(columns));
    QVERIFY_ERROR(codec.values(viewOf(row)), ErrorCode::ProtocolViolation);
}

void TestRowCodec::everyCutAndEveryFlipIsARowOrRefused_data()
{
    whatIsWrittenIsReadAgain_data();
}

void TestRowCodec::everyCutAndEveryFlipIsARowOrRefused()
{
    QFETCH(bool, isBinary);
    const RowCodec codec(isBinary ? RowFormat::Binary : RowFormat::Text, 3);
    const RowBatch batch = rowOf(codec, {"a\\b\tc", std::nullopt, "xyz"});
    const std::string whole(batch.row(0));
    for (size_t length = 0; length < whole.size(); ++length)
        QVERIFY(!codec.values(std::string_view(whole).substr(0, length)));
    for (size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        if (const auto values = codec.values(flipped))
            QCOMPARE(values->size(), size_t{3});
    }
}

void TestRowCodec::aFieldWithoutEscapesIsNotCopied()
{
    const RowCodec codec(RowFormat::Text, 2);
    const std::string row = "plain\twith\\ttab\n";
    std::vector<FieldView> fields;
    QVERIFY_RESULT(codec.split(row, fields));
    std::string room;
    QVERIFY(codec.value(fields[0], room).data() == row.data());
    QVERIFY(codec.value(fields[1], room) == "with\ttab");
    QVERIFY(room == "with\ttab");
}

void TestRowCodec::fieldsAreShownOneRowAfterTheOther()
{
    const RowCodec codec(RowFormat::Text, 2);
    RowBatch batch;
    for (const char *name : {"a", "b", "c"}) {
        codec.begin(batch);
        codec.add(name, batch);
        codec.add(std::nullopt, batch);
        codec.end(batch);
    }
    std::string seen;
    FieldSink sink(codec, [&](std::span<const FieldView> fields) -> Result<> {
        if (seen.size() == 2)
            return engine::failure({.code = ErrorCode::LocalDiskFull});
        seen += fields[0].bytes;
        return fields[1].isNull ? Result<>() : engine::failure({.code = ErrorCode::Internal});
    });
    QVERIFY_ERROR(sink.write(batch), ErrorCode::LocalDiskFull);
    QVERIFY(seen == "ab");
}

QTEST_GUILESS_MAIN(TestRowCodec)

#include "tst_row_codec.moc"
