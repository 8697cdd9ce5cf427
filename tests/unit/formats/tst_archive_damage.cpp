// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/archive_reader.h"
#include "engine/formats/archive/copy_source.h"
#include "engine/formats/toc/toc_order.h"
#include "engine/formats/toc/toc_writer.h"
#include "tests/support/result_check.h"
#include "tests/unit/formats/format_files.h"

#include <sys/resource.h>

#include <QFile>
#include <QTest>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;
using tests::fileOf;

namespace {

constexpr auto rows = "1\tone\n2\t\\N\n3\tthree\n";

/// With two shares of a table, another table and large objects.
QByteArray ownArchive()
{
    Contents contents{.made = QDateTime(QDate(2026, 3, 14), QTime(7, 31, 5)),
                      .database = "shop",
                      .serverVersion = "15.20",
                      .writerVersion = "Sosie",
                      .entries = tests::tableEntries("rooms", 1)};
    contents.entries.push_back(
        {.number = 9, .kind = "BLOBS", .name = "BLOBS", .section = Section::Data, .hasData = true});
    tests::WrittenFile written;
    auto file = ArchiveFile::create(written.writer(), written.patch(), contents);
    tests::MemoryStream object("bytes of an object");
    const bool isWritten = file && (*file)->addLargeObject(77, object, {})
                           && tests::writeTables(**file, {{"rooms", {"1\tone\n", "2\t\\N\n3\tthree\n"}}}, 1);
    return isWritten ? written.contents() : QByteArray();
}

QByteArray given(const QString &name)
{
    QFile file(QStringLiteral(ARCHIVES_FOLDER "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Everything
{
    std::map<sql::QualifiedName, QByteArray> tables{};
    QByteArrayList largeObjects{};

    bool operator==(const Everything &) const = default;
};

/// All data of an archive, if all of it can be read.
Result<Everything> everythingOf(const QByteArray &bytes)
{
    ReadingLimits limits;
    limits.expansion = {.mostRatio = 1000, .freely = 1'000'000};
    limits.mostRowBytes = 1'000'000;
    TRY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(bytes), u"damaged.dump"_s, limits));
    TRY(archive->checkData({}));
    Everything everything;
    for (const Entry &entry : archive->contents().entries) {
        if (!entry.hasData)
            continue;
        if (entry.kind == "BLOBS") {
            TRY_ASSIGN(const auto objects, archive->largeObjects(entry.number, {}));
            while (true) {
                TRY_ASSIGN(const std::optional<quint32> object, objects->next());
                if (!object)
                    break;
                TRY_ASSIGN(const QByteArray read, tests::readAll(objects->bytes(), 4096));
                everything.largeObjects.append(QByteArray::number(*object).append(read));
            }
        } else if (const std::optional<sql::QualifiedName> table = tableOf(entry); table && entry.copy) {
            TRY_ASSIGN(everything.tables[*table], tests::rowsOf(*archive, *table));
        } else {
            TRY_ASSIGN(const auto payload, archive->payload(entry.number, {}));
            TRY(tests::readAll(*payload, 4096));
        }
    }
    return everything;
}

qint64 peakMemory()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return qint64{usage.ru_maxrss} * 1024;
}

/// An archive of one entry, whose bytes a test alters.
QByteArray headerWith(const std::function<void(std::vector<std::byte> &)> &alter)
{
    Contents contents{.entries = tests::tableEntries("rooms", 1)};
    std::vector<std::byte> bytes = writeToc(contents)->bytes;
    alter(bytes);
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

class TestArchiveDamage : public QObject
{
    Q_OBJECT

private slots:
    void everyFlippedBitIsFoundOrChangesNoRow();
    void flippedBitsOfOtherArchivesAreHarmless_data();
    void flippedBitsOfOtherArchivesAreHarmless();
    void everyCutIsFound_data();
    void everyCutIsFound();
    void bytesBehindTheEndAreFound();
    void foreignVersionsAreRefused_data();
    void foreignVersionsAreRefused();
    void numbersThatLieAreRefused();
    void circlesAndDoublesAreRefused();
    void rowsMustEndAsCopyDoes_data();
    void rowsMustEndAsCopyDoes();
    void longRowsEnd();
    void columnsOfCopyAreRead_data();
    void columnsOfCopyAreRead();
};

void TestArchiveDamage::everyFlippedBitIsFoundOrChangesNoRow()
{
    const QByteArray whole = ownArchive();
    const Result<Everything> intact = everythingOf(whole);
    QVERIFY_RESULT(intact);
    const sql::QualifiedName table{"public", "rooms"};
    QCOMPARE(intact->tables.at(table), QByteArray(rows));
    QCOMPARE(intact->largeObjects, QByteArrayList{"77bytes of an object"});
    const qint64 before = peakMemory();
    int found = 0;
    for (qsizetype bit = 0; bit < whole.size() * 8; ++bit) {
        QByteArray altered = whole;
        altered[bit / 8] = static_cast<char>(altered.at(bit / 8) ^ (1 << (bit % 8)));
        const Result<Everything> read = everythingOf(altered);
        found += read ? 0 : 1;
        // The checksums of zlib see what happens to data; names, numbers and SQL have none.
        const bool isSame = !read || !read->tables.contains(table) || read->tables.at(table) == rows;
        QVERIFY2(isSame, QByteArray::number(bit).constData());
    }
    QVERIFY2(found > whole.size() * 8 / 3, QByteArray::number(found).constData());
    QVERIFY(peakMemory() - before < qint64{64} * 1024 * 1024);
}

void TestArchiveDamage::flippedBitsOfOtherArchivesAreHarmless_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"custom_17_none.dump", "custom_17_lz4.dump", "custom_17_zstd.dump", "custom_17_gzip.dump",
                             "tar_17.tar", "folder_17_zstd.tar"})
        QTest::addRow("%s", name) << QString::fromLatin1(name);
}

void TestArchiveDamage::flippedBitsOfOtherArchivesAreHarmless()
{
    QFETCH(const QString, name);
    const QByteArray whole = given(name);
    QVERIFY_RESULT(everythingOf(whole));
    const qint64 before = peakMemory();
    // A prime step: every bit of a byte, and every field, is met.
    for (qsizetype bit = 0; bit < whole.size() * 8; bit += 37) {
        QByteArray altered = whole;
        altered[bit / 8] = static_cast<char>(altered.at(bit / 8) ^ (1 << (bit % 8)));
        static_cast<void>(everythingOf(altered));
    }
    QVERIFY(peakMemory() - before < qint64{200} * 1024 * 1024);
}

void TestArchiveDamage::everyCutIsFound_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::addColumn<int>("step");
    QTest::addRow("ours") << ownArchive() << 1;
    for (const char *name : {"custom_17_none.dump", "custom_17_lz4.dump", "custom_17_zstd.dump", "custom_17_gzip.dump"})
        QTest::addRow("%s", name) << given(QString::fromLatin1(name)) << 7;
}

void TestArchiveDamage::everyCutIsFound()
{
    QFETCH(const QByteArray, whole);
    QFETCH(const int, step);
    QVERIFY_RESULT(everythingOf(whole));
    for (qsizetype size = 0; size < whole.size(); size += step) {
        const auto read = everythingOf(whole.left(size));
        QVERIFY_ERROR(read, size < 5 ? ErrorCode::FormatUnknown : ErrorCode::FileDamaged);
    }
}

void TestArchiveDamage::bytesBehindTheEndAreFound()
{
    for (const QByteArray &more : {QByteArray("x"), QByteArray(1, '\0'), QByteArray(4096, '\1')})
        QVERIFY_ERROR(everythingOf(ownArchive() + more), ErrorCode::FileDamaged);
}

void TestArchiveDamage::foreignVersionsAreRefused_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("value");
    QTest::addColumn<ErrorCode>("code");
    QTest::addRow("2.14") << 5 << 2 << ErrorCode::FormatUnsupported;
    QTest::addRow("1.9") << 6 << 9 << ErrorCode::FormatUnsupported;
    QTest::addRow("1.17") << 6 << 17 << ErrorCode::FormatUnsupported;
    QTest::addRow("numbers of 8 bytes") << 8 << 8 << ErrorCode::FormatUnsupported;
    QTest::addRow("numbers of 33 bytes") << 8 << 33 << ErrorCode::FormatUnsupported;
    QTest::addRow("offsets of 4 bytes") << 9 << 4 << ErrorCode::FormatUnsupported;
    QTest::addRow("the null format") << 10 << 4 << ErrorCode::FormatUnsupported;
    QTest::addRow("the toc.dat of a folder") << 10 << 3 << ErrorCode::FileDamaged;
    QTest::addRow("compression of the level 200") << 12 << 200 << ErrorCode::FileDamaged;
    QTest::addRow("another magic") << 0 << int{'Q'} << ErrorCode::FormatUnknown;
}

void TestArchiveDamage::foreignVersionsAreRefused()
{
    QFETCH(const int, at);
    QFETCH(const int, value);
    QFETCH(const ErrorCode, code);
    QByteArray bytes = ownArchive();
    bytes[at] = static_cast<char>(value);
    const auto archive = ArchiveReader::open(fileOf(bytes), u"other.dump"_s);
    QVERIFY_ERROR(archive, code);
    QCOMPARE(archive.error().subject, u"other.dump"_s);
}

void TestArchiveDamage::numbersThatLieAreRefused()
{
    const qint64 before = peakMemory();
    const QByteArray intact = headerWith([](auto &) {});
    // Wherever four bytes are made the largest, the smallest or a middling number, nothing large is allocated.
    for (qsizetype at = 11; at + 5 < intact.size(); ++at) {
        for (const char *number :
             {"00ffffff7f", "01ffffff7f", "00ffffffff", "0000000010", "0000000001", "0100000000"}) {
            QByteArray altered = intact;
            altered.replace(at, 5, QByteArray::fromHex(number));
            static_cast<void>(ArchiveReader::open(fileOf(altered), u"lying.dump"_s));
        }
    }
    QVERIFY(peakMemory() - before < qint64{64} * 1024 * 1024);
}

void TestArchiveDamage::circlesAndDoublesAreRefused()
{
    std::vector<Entry> circle = tests::tableEntries("rooms", 1);
    circle[0].dependencies = {2};
    QVERIFY_ERROR(checkOrder(circle), ErrorCode::FileDamaged);
    std::vector<Entry> self = tests::tableEntries("rooms", 1);
    self[0].dependencies = {1};
    QVERIFY_ERROR(checkOrder(self), ErrorCode::FileDamaged);
    std::vector<Entry> numbers = tests::tableEntries("rooms", 1);
    numbers[1].number = 1;
    QVERIFY_ERROR(checkOrder(numbers), ErrorCode::FileDamaged);
    std::vector<Entry> tables = tests::tableEntries("rooms", 1);
    tables.push_back(tables[1]);
    tables.back().number = 3;
    QVERIFY_ERROR(checkOrder(tables), ErrorCode::FileDamaged);
    // What is not there was left out of the dump.
    std::vector<Entry> part = tests::tableEntries("rooms", 1);
    part[0].dependencies = {77};
    QVERIFY_RESULT(checkOrder(part));
    QVERIFY(part[0].dependencies.empty());
    // Long chains are no circles, and need no stack.
    std::vector<Entry> chain;
    for (int i = 1; i <= 100'000; ++i)
        chain.push_back({.number = i, .kind = "TYPE", .name = "t", .dependencies = {i + 1}});
    QVERIFY_RESULT(checkOrder(chain));
}

void TestArchiveDamage::rowsMustEndAsCopyDoes_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("isWhole");
    QTest::addRow("as pg_dump writes it") << QByteArray("1\n\\.\n\n\n") << true;
    QTest::addRow("without empty lines") << QByteArray("1\n\\.\n") << true;
    QTest::addRow("no rows") << QByteArray("\\.\n\n\n") << true;
    QTest::addRow("nothing") << QByteArray() << false;
    QTest::addRow("no end") << QByteArray("1\n2\n") << false;
    QTest::addRow("an end without a line") << QByteArray("1\n\\.") << false;
    QTest::addRow("an end in a row") << QByteArray("1\\.\n\n\n") << false;
    QTest::addRow("rows behind the end") << QByteArray("1\n\\.\n2\n\\.\n\n\n") << false;
    QTest::addRow("SQL behind the end") << QByteArray("1\n\\.\n\nDROP TABLE t;\n") << false;
    QTest::addRow("many lines behind the end") << "1\n\\.\n" + QByteArray(1000, '\n') << false;
}

void TestArchiveDamage::rowsMustEndAsCopyDoes()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const bool, isWhole);
    CopySource source(std::make_unique<tests::MemoryStream>(payload), {}, 1000, u"file"_s);
    stream::RowBatch batch;
    Result<bool> more = source.read(batch);
    while (more && *more) {
        batch.clear();
        more = source.read(batch);
    }
    QCOMPARE(more.has_value(), isWhole);
    if (!more)
        QCOMPARE(more.error().code, ErrorCode::FileDamaged);
}

void TestArchiveDamage::longRowsEnd()
{
    CopySource source(std::make_unique<tests::MemoryStream>(QByteArray(3'000'000, 'x')), {}, 1'000'000, u"file"_s);
    stream::RowBatch batch;
    QVERIFY_ERROR(source.read(batch), ErrorCode::FileTooLarge);
}

void TestArchiveDamage::columnsOfCopyAreRead_data()
{
    QTest::addColumn<QByteArray>("copy");
    QTest::addColumn<bool>("isCopy");
    QTest::addColumn<QByteArrayList>("columns");
    const auto row = [](const QByteArray &copy, bool isCopy, const QByteArrayList &columns) {
        QTest::addRow("%s", copy.constData()) << copy << isCopy << columns;
    };
    row("COPY public.t (a, b) FROM stdin;\n", true, {"a", "b"});
    row("COPY \"s (\".\"t \"\".x\" (\"a\"\"b\", \"c, d)\", \xC3\xA9) FROM stdin;\n", true,
        {"a\"b", "c, d)", "\xC3\xA9"});
    row("COPY public.t  FROM stdin;\n", true, {});
    row("COPY t (a) FROM stdin;\n", true, {"a"});
    row("COPY public.t (a) FROM PROGRAM 'id';\n", false, {});
    row("COPY public.t (a) FROM stdin; DROP TABLE t; -- FROM stdin;\n", false, {});
    row("COPY public.t (a) WITH (FORMAT csv) FROM stdin;\n", false, {});
    row("COPY public.t (\"a) FROM stdin;\n", false, {});
    row("COPY public.t () FROM stdin;\n", false, {});
    row("COPY  FROM stdin;\n", false, {});
    row("INSERT INTO t VALUES (1);\n", false, {});
    row("", false, {});
}

void TestArchiveDamage::columnsOfCopyAreRead()
{
    QFETCH(const QByteArray, copy);
    QFETCH(const bool, isCopy);
    QFETCH(const QByteArrayList, columns);
    const auto read = columnsOfCopy(std::string_view(copy.constData(), static_cast<size_t>(copy.size())));
    QCOMPARE(read.has_value(), isCopy);
    QByteArrayList found;
    for (const std::string &column : read ? *read : std::vector<std::string>())
        found.append(QByteArray::fromStdString(column));
    QCOMPARE(found, columns);
}

QTEST_APPLESS_MAIN(TestArchiveDamage)
#include "tst_archive_damage.moc"
