// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/archive_file.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"
#include "tests/unit/formats/format_files.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;
using tests::WrittenFile;

namespace {

using Tables = std::vector<std::pair<std::string, std::vector<QByteArray>>>;

QByteArray manyRows(int first, int count)
{
    QByteArray rows;
    for (int i = first; i < first + count; ++i) {
        rows.append(QByteArray::number(i)).append('\t');
        rows.append(i % 7 == 0 ? QByteArray("\\N") : "Loft \\t n\u00B0" + QByteArray::number(i * 7919 % 1000));
        rows.append('\n');
    }
    return rows;
}

Tables threeTables()
{
    return {{"rooms", {manyRows(0, 40'000), manyRows(40'000, 1), {}, manyRows(40'001, 90'000)}},
            {"nothing", {QByteArray()}},
            {"odd \"name\"\n", {manyRows(0, 3)}}};
}

Contents contentsOf(const Tables &tables)
{
    Contents contents{.made = QDateTime(QDate(2026, 3, 14), QTime(7, 31, 5)),
                      .database = "shop",
                      .serverVersion = "15.20",
                      .writerVersion = "Sosie"};
    int next = 10;
    for (const auto &[table, shares] : tables) {
        for (Entry &entry : tests::tableEntries(table, next))
            contents.entries.push_back(std::move(entry));
        next += 2;
    }
    return contents;
}

/// The rows of a table, as they were given.
QByteArray rowsOf(const Tables &tables, const std::string &table)
{
    QByteArray rows;
    for (const auto &[name, shares] : tables) {
        for (const QByteArray &share : shares)
            rows += name == table ? share : QByteArray();
    }
    return rows;
}

} // namespace

class TestArchiveFile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void pgRestoreMakesTheSameTables_data();
    void pgRestoreMakesTheSameTables();
    void pgRestoreDoesWhatItDoesWithItsOwn();
    void pgRestoreMakesTheSameLargeObjects();
    void manyWorkersMakeTheSameBytes();
    void saysWhatIsStored();
    void failingOutputsAreAborted_data();
    void failingOutputsAreAborted();
    void stopEndsAWriter();
    void refusesWhatItCannotHold();

private:
    QString save(const WrittenFile &file);

    std::unique_ptr<tests::TestServer> m_server;
    QTemporaryDir m_folder;
};

void TestArchiveFile::initTestCase()
{
    QVERIFY_ASSIGN(m_server, tests::TestServer::start());
}

QString TestArchiveFile::save(const WrittenFile &file)
{
    const QString path = m_folder.filePath(u"archive.dump"_s);
    QFile saved(path);
    if (saved.open(QIODevice::WriteOnly | QIODevice::Truncate))
        saved.write(file.contents());
    return path;
}

void TestArchiveFile::pgRestoreMakesTheSameTables_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<bool>("isPatched");
    QTest::addColumn<QStringList>("options");
    QTest::addRow("one worker") << 1 << true << QStringList{};
    QTest::addRow("two workers, restored by two") << 2 << true << QStringList{u"-j2"_s};
    QTest::addRow("eight workers") << 8 << true << QStringList{u"-1"_s};
    QTest::addRow("without offsets") << 2 << false << QStringList{};
    QTest::addRow("without offsets, restored by two") << 2 << false << QStringList{u"-j2"_s};
}

void TestArchiveFile::pgRestoreMakesTheSameTables()
{
    QFETCH(const int, workers);
    QFETCH(const bool, isPatched);
    QFETCH(const QStringList, options);
    const Tables tables = threeTables();
    WrittenFile written;
    QVERIFY_ASSIGN(const auto file,
                   ArchiveFile::create(written.writer(), isPatched ? written.patch() : Patch(), contentsOf(tables)));
    QVERIFY_RESULT(tests::writeTables(*file, tables, workers));
    QVERIFY(written.isFinished);
    m_server->createDatabase(u"restored"_s);
    tests::run(u"pg_restore"_s,
               options + QStringList{u"-e"_s, u"-d"_s, m_server->connectionInfo(u"restored"_s), save(written)});
    for (const auto &[table, shares] : tables) {
        const QString sql = u"copy public."_s + text(sql::quoted(table)) + u" to stdout"_s;
        const QByteArray rows = rowsOf(tables, table);
        QCOMPARE(m_server->psql(u"restored"_s, sql), rows.left(rows.size() - 1));
    }
    m_server->dropDatabase(u"restored"_s);
}

void TestArchiveFile::pgRestoreDoesWhatItDoesWithItsOwn()
{
    const Tables tables = threeTables();
    WrittenFile written;
    QVERIFY_ASSIGN(const auto file, ArchiveFile::create(written.writer(), written.patch(), contentsOf(tables)));
    QVERIFY_RESULT(tests::writeTables(*file, tables, 2));
    const QString path = save(written);
    const QByteArray list = tests::run(u"pg_restore"_s, {u"-l"_s, path});
    QVERIFY2(list.contains("Archive created at 2026-03-14 07:31:05"), list.constData());
    QVERIFY2(list.contains("dbname: shop") && list.contains("TOC Entries: 9") && list.contains("Dump Version: 1.14-0"),
             list.constData());
    QVERIFY2(list.contains("11; 0 16394 TABLE DATA public rooms postgres"), list.constData());
    const QByteArray one = tests::run(u"pg_restore"_s, {u"-f"_s, u"-"_s, u"-t"_s, u"nothing"_s, path});
    QVERIFY(one.contains("CREATE TABLE \"public\".\"nothing\"") && !one.contains("rooms"));
    const QByteArray schema = tests::run(u"pg_restore"_s, {u"-f"_s, u"-"_s, u"--section=pre-data"_s, path});
    QVERIFY(schema.contains("CREATE TABLE") && !schema.contains("COPY"));
    const QByteArray data = tests::run(u"pg_restore"_s, {u"-f"_s, u"-"_s, u"--data-only"_s, path});
    QVERIFY(!data.contains("CREATE TABLE") && data.contains("SET client_encoding = 'UTF8';")
            && data.contains(QByteArray("FROM stdin;\n").append(manyRows(0, 3)).append("\\.\n\n\n")));
    const QByteArray clean
        = tests::run(u"pg_restore"_s, {u"-f"_s, u"-"_s, u"--clean"_s, u"--if-exists"_s, u"--no-owner"_s, path});
    QVERIFY(clean.contains("DROP TABLE IF EXISTS \"public\".\"rooms\"") && !clean.contains("OWNER TO"));
}

void TestArchiveFile::pgRestoreMakesTheSameLargeObjects()
{
    Contents contents = contentsOf({});
    contents.entries.push_back({.number = 1,
                                .catalog = 2613,
                                .object = 4000000000,
                                .kind = "BLOB",
                                .name = "4000000000",
                                .owner = "postgres",
                                .creation = "SELECT pg_catalog.lo_create('4000000000');\n",
                                .removal = "SELECT pg_catalog.lo_unlink('4000000000');\n"});
    contents.entries.push_back(contents.entries[0]);
    contents.entries[1].number = 2;
    contents.entries[1].object = 77;
    contents.entries[1].name = "77";
    contents.entries[1].creation = "SELECT pg_catalog.lo_create('77');\n";
    contents.entries.push_back(
        {.number = 3, .kind = "BLOBS", .name = "BLOBS", .section = Section::Data, .hasData = true});
    QByteArray bytes;
    for (int i = 0; i < 1'000'000; ++i)
        bytes.append(static_cast<char>(i * i >> 5));
    WrittenFile written;
    QVERIFY_ASSIGN(const auto file, ArchiveFile::create(written.writer(), written.patch(), contents));
    tests::MemoryStream many(bytes);
    QVERIFY_RESULT(file->addLargeObject(4000000000, many, {}));
    tests::MemoryStream none{QByteArray()};
    QVERIFY_RESULT(file->addLargeObject(77, none, {}));
    QVERIFY_RESULT(file->commit());
    m_server->createDatabase(u"objects"_s);
    tests::run(u"pg_restore"_s, {u"-e"_s, u"-d"_s, m_server->connectionInfo(u"objects"_s), save(written)});
    QCOMPARE(m_server->psql(u"objects"_s, u"select md5(lo_get(4000000000)), length(lo_get(77))"_s),
             QCryptographicHash::hash(bytes, QCryptographicHash::Md5).toHex().append("|0"));
}

void TestArchiveFile::manyWorkersMakeTheSameBytes()
{
    const Tables tables = threeTables();
    QByteArray first;
    for (const int workers : {1, 2, 8}) {
        WrittenFile written;
        QVERIFY_ASSIGN(const auto file, ArchiveFile::create(written.writer(), written.patch(), contentsOf(tables)));
        QVERIFY_RESULT(tests::writeTables(*file, tables, workers));
        QVERIFY(first.isEmpty() || first == written.contents());
        first = written.contents();
    }
}

void TestArchiveFile::saysWhatIsStored()
{
    const Tables tables = threeTables();
    WrittenFile written;
    QVERIFY_ASSIGN(const auto file, ArchiveFile::create(written.writer(), written.patch(), contentsOf(tables)));
    QVERIFY_RESULT(tests::writeTables(*file, tables, 3));
    const std::vector<StoredTable> stored = file->stored();
    QCOMPARE(stored.size(), size_t{3});
    QCOMPARE(stored[0].table.name, std::string("rooms"));
    QCOMPARE(stored[0].rows, 130'001);
    QCOMPARE(stored[0].rawBytes, qint64{rowsOf(tables, "rooms").size()});
    QVERIFY(stored[0].storedBytes > 100'000 && stored[0].storedBytes < stored[0].rawBytes / 2);
    QCOMPARE(stored[1].rows, 0);
    QCOMPARE(stored[1].rawBytes, 0);
    QCOMPARE(file->size(), qint64{written.contents().size()});
}

void TestArchiveFile::failingOutputsAreAborted_data()
{
    QTest::addColumn<int>("failing");
    QTest::addColumn<int>("room");
    QTest::addRow("at the first byte") << static_cast<int>(WrittenFile::Failing::Write) << 0;
    QTest::addRow("behind the table of contents") << static_cast<int>(WrittenFile::Failing::Write) << 1700;
    QTest::addRow("in the middle") << static_cast<int>(WrittenFile::Failing::Write) << 300'000;
    QTest::addRow("when patched") << static_cast<int>(WrittenFile::Failing::Patch) << 0;
    QTest::addRow("when finished") << static_cast<int>(WrittenFile::Failing::Finish) << 0;
}

void TestArchiveFile::failingOutputsAreAborted()
{
    QFETCH(const int, failing);
    QFETCH(const int, room);
    const Tables tables = threeTables();
    for (const int workers : {1, 3}) {
        WrittenFile written{.failing = static_cast<WrittenFile::Failing>(failing), .room = static_cast<size_t>(room)};
        {
            auto file = ArchiveFile::create(written.writer(), written.patch(), contentsOf(tables));
            QVERIFY_ERROR(file ? tests::writeTables(**file, tables, workers) : Result<>(failure(file.error())),
                          ErrorCode::LocalDiskFull);
            if (file)
                (*file)->abandon();
        }
        QVERIFY(written.isAborted);
        QVERIFY(!written.isFinished);
    }
}

void TestArchiveFile::stopEndsAWriter()
{
    const Tables tables = threeTables();
    WrittenFile written;
    QVERIFY_ASSIGN(const auto file, ArchiveFile::create(written.writer(), written.patch(), contentsOf(tables)));
    std::stop_source stop;
    QVERIFY_ASSIGN(const auto writer, file->writer(stop.get_token()));
    QVERIFY_ASSIGN(const auto sink, writer->open({.table = {"public", "rooms"}}, {.table = {"public", "rooms"}}));
    stop.request_stop();
    QVERIFY_ERROR(sink->write(tests::batchOf(manyRows(0, 100'000))), ErrorCode::Cancelled);
    sink->abort();
    QVERIFY_ERROR(file->commit(), ErrorCode::Cancelled);
    file->abandon();
    QVERIFY(written.isAborted);
}

void TestArchiveFile::refusesWhatItCannotHold()
{
    WrittenFile written;
    Contents contents = contentsOf(threeTables());
    QVERIFY_ASSIGN(const auto file, ArchiveFile::create(written.writer(), written.patch(), contents));
    QVERIFY_ASSIGN(const auto writer, file->writer({}));
    QVERIFY_ERROR(writer->open({.table = {"public", "rooms"}, .format = stream::RowFormat::Binary},
                               {.table = {"public", "rooms"}}),
                  ErrorCode::Internal);
    QVERIFY_ERROR(writer->open({.table = {"public", "other"}}, {.table = {"public", "other"}}), ErrorCode::Internal);
    // A table whose rows never came.
    QVERIFY_ERROR(file->commit(), ErrorCode::Internal);
    contents.entries[0].name += '\0';
    WrittenFile unwritten;
    QVERIFY_ERROR(ArchiveFile::create(unwritten.writer(), unwritten.patch(), contents), ErrorCode::FormatUnsupported);
    QVERIFY(unwritten.isAborted && unwritten.bytes.empty());
}

QTEST_GUILESS_MAIN(TestArchiveFile)
#include "tst_archive_file.moc"
