// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/archive_reader.h"
#include "engine/formats/toc/entry_kinds.h"
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
using tests::entryOf;
using tests::fileOf;
using tests::rowsOf;

class TestArchiveReader : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void rowsAreThoseOfTheServer_data();
    void rowsAreThoseOfTheServer();
    void entriesAreThoseThatPgRestoreLists_data();
    void entriesAreThoseThatPgRestoreLists();
    void givesTheTextsOfInserts();
    void largeObjectsAreThoseOfTheServer();
    void largeObjectsNeedNotBeRead();
    void headerSaysWhereItComesFrom();
    void archivesFromAPipeAreRead();
    void ownArchivesAreRead();
    void whatIsMissingIsSaid();

private:
    QByteArray dump(const QStringList &options) { return m_server->pgDump(u"shop"_s, options + QStringList{u"-Fc"_s}); }

    std::unique_ptr<tests::TestServer> m_server;
    QTemporaryDir m_folder;
};

void TestArchiveReader::initTestCase()
{
    QVERIFY_ASSIGN(m_server, tests::TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, QString::fromUtf8(tests::shopScript));
}

void TestArchiveReader::rowsAreThoseOfTheServer_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addRow("default") << QStringList{};
    QTest::addRow("-Z0") << QStringList{u"-Z0"_s};
    QTest::addRow("-Z9") << QStringList{u"-Z9"_s};
    QTest::addRow("--clean --create") << QStringList{u"--clean"_s, u"--create"_s};
    QTest::addRow("--section=data") << QStringList{u"--section=data"_s};
    QTest::addRow("--data-only --no-owner") << QStringList{u"--data-only"_s, u"--no-owner"_s};
}

void TestArchiveReader::rowsAreThoseOfTheServer()
{
    QFETCH(const QStringList, options);
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(dump(options)), u"shop.dump"_s));
    QVERIFY_RESULT(archive->checkData({}));
    tests::compareRows(*archive, *m_server);
}

void TestArchiveReader::entriesAreThoseThatPgRestoreLists_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addRow("default") << QStringList{};
    QTest::addRow("--schema-only") << QStringList{u"--schema-only"_s};
    QTest::addRow("--section=post-data") << QStringList{u"--section=post-data"_s};
    QTest::addRow("--create --clean") << QStringList{u"--create"_s, u"--clean"_s};
    QTest::addRow("one table") << QStringList{u"-t"_s, u"plain"_s};
}

void TestArchiveReader::entriesAreThoseThatPgRestoreLists()
{
    QFETCH(const QStringList, options);
    const QByteArray bytes = dump(options);
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(bytes), u"shop.dump"_s));
    const QByteArray list = tests::run(u"pg_restore"_s, {u"-l"_s, u"-C"_s}, 0, bytes);
    QByteArrayList expected;
    for (const QByteArray &line : list.split('\n')) {
        if (!line.isEmpty() && !line.startsWith(';'))
            expected.append(line);
    }
    QByteArrayList found;
    for (const Entry &entry : archive->contents().entries) {
        QVERIFY(isKnownKind(entry.kind));
        const auto shown = [](const std::string &name) {
            return QByteArray::fromStdString(name.empty() ? "-" : name).replace('\n', ' ');
        };
        found.append(QByteArray::number(entry.number)
                         .append("; ")
                         .append(QByteArray::number(entry.catalog))
                         .append(' ')
                         .append(QByteArray::number(entry.object))
                         .append(' ')
                         .append(entry.kind.c_str())
                         .append(' ')
                         .append(shown(entry.schema.value_or("")))
                         .append(' ')
                         .append(shown(entry.name))
                         .append(' ')
                         .append(QByteArray::fromStdString(entry.owner)));
    }
    QCOMPARE(found, expected);
}

void TestArchiveReader::givesTheTextsOfInserts()
{
    for (const QString &option : {u"--inserts"_s, u"--column-inserts"_s}) {
        QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(dump({option})), u"shop.dump"_s));
        const Entry *entry = entryOf(archive->contents(), "TABLE DATA", "plain");
        QVERIFY(entry != nullptr && !entry->copy);
        QVERIFY_ASSIGN(const auto text, archive->payload(entry->number, {}));
        const Result<QByteArray> statements = tests::readAll(*text);
        QVERIFY_RESULT(statements);
        QCOMPARE(statements->count("INSERT INTO public.plain "), 8000);
        QVERIFY_ASSIGN(const auto reader, archive->reader({}));
        QVERIFY_ERROR(reader->open({.table = {"public", "plain"}}), ErrorCode::FormatUnsupported);
    }
}

void TestArchiveReader::largeObjectsAreThoseOfTheServer()
{
    for (const QStringList &options : {QStringList{}, QStringList{u"-Z0"_s}}) {
        QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(dump(options)), u"shop.dump"_s));
        QCOMPARE(tests::largeObjectsOf(*archive), m_server->psql(u"shop"_s, tests::largeObjectsQuery).split('\n'));
    }
}

void TestArchiveReader::largeObjectsNeedNotBeRead()
{
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(dump({})), u"shop.dump"_s));
    QVERIFY_ASSIGN(const auto objects,
                   archive->largeObjects(entryOf(archive->contents(), "BLOBS", "BLOBS")->number, {}));
    for (const std::optional<quint32> expected : {std::optional<quint32>(7), std::optional<quint32>(8),
                                                  std::optional<quint32>(4000000000), std::optional<quint32>()}) {
        QVERIFY_ASSIGN(const std::optional<quint32> object, objects->next());
        QCOMPARE(object, expected);
    }
}

void TestArchiveReader::headerSaysWhereItComesFrom()
{
    const QDateTime before = QDateTime::currentDateTime().addSecs(-5);
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(dump({})), u"shop.dump"_s));
    const Contents &contents = archive->contents();
    QVERIFY(archive->kind() == ArchiveKind::Custom);
    QCOMPARE(archive->version(), 14);
    QVERIFY(archive->isQualified());
    QCOMPARE(archive->compression(), Compression::Zlib);
    QCOMPARE(contents.database, std::string("shop"));
    QVERIFY(contents.serverVersion.starts_with("15.") && contents.writerVersion.starts_with("15."));
    QCOMPARE(contents.encoding, std::string("UTF8"));
    QCOMPARE(contents.searchPath, std::string());
    QVERIFY(contents.standardStrings);
    QVERIFY(contents.made >= before && contents.made <= QDateTime::currentDateTime());
    const Entry *table = entryOf(contents, "TABLE", "plain");
    QVERIFY(table != nullptr && table->accessMethod == "heap" && !table->tablespace);
    QCOMPARE(table->removal, std::string("DROP TABLE public.plain;\n"));
}

void TestArchiveReader::archivesFromAPipeAreRead()
{
    // pg_dump cannot set offsets in what it writes to a pipe: its standard output here.
    const QByteArray bytes = dump({});
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(bytes), u"shop.dump"_s));
    QCOMPARE(archive->storedBytes(entryOf(archive->contents(), "TABLE DATA", "plain")->number),
             std::optional<qint64>());
    QVERIFY_RESULT(archive->checkData({}));
    const std::optional<qint64> stored
        = archive->storedBytes(entryOf(archive->contents(), "TABLE DATA", "plain")->number);
    QVERIFY(stored && *stored > 50'000 && *stored < bytes.size());
    tests::compareRows(*archive, *m_server);
    // Into a file it can.
    const QString path = m_folder.filePath(u"seekable.dump"_s);
    m_server->pgDump(u"shop"_s, {u"-Fc"_s, u"-f"_s, path});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY_ASSIGN(const auto seekable, ArchiveReader::open(fileOf(file.readAll()), u"shop.dump"_s));
    tests::compareRows(*seekable, *m_server);
    QVERIFY_RESULT(seekable->checkData({}));
    QByteArray longer = bytes;
    longer.append('x');
    QVERIFY_ASSIGN(const auto more, ArchiveReader::open(fileOf(longer), u"shop.dump"_s));
    QVERIFY_ERROR(more->checkData({}), ErrorCode::FileDamaged);
}

void TestArchiveReader::ownArchivesAreRead()
{
    for (const bool isPatched : {true, false}) {
        Contents contents{.made = QDateTime(QDate(2026, 3, 14), QTime(7, 31, 5)),
                          .database = "shop",
                          .serverVersion = "15.20",
                          .writerVersion = "Sosie",
                          .encoding = "LATIN1",
                          .standardStrings = false,
                          .entries = tests::tableEntries("rooms", 4)};
        contents.entries.push_back(
            {.number = 9, .kind = "BLOBS", .name = "BLOBS", .section = Section::Data, .hasData = true});
        contents.entries[1].tablespace = "fast";
        contents.entries[1].removal = "x";
        tests::WrittenFile written;
        QVERIFY_ASSIGN(const auto file,
                       ArchiveFile::create(written.writer(), isPatched ? written.patch() : Patch(), contents));
        tests::MemoryStream object("bytes of an object");
        QVERIFY_RESULT(file->addLargeObject(3'000'000'000, object, {}));
        QVERIFY_RESULT(tests::writeTables(*file, {{"rooms", {"1\ta\n", "", "2\t\\N\n"}}}, 2));
        QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(written.contents()), u"own.dump"_s));
        QVERIFY_RESULT(archive->checkData({}));
        const Contents &read = archive->contents();
        QCOMPARE(read.made, contents.made);
        QVERIFY(read.encoding == "LATIN1" && !read.standardStrings && read.database == "shop");
        QCOMPARE(read.entries.size(), size_t{3});
        const Entry &entry = read.entries[1];
        QVERIFY(entry.number == 5 && entry.object == 16388 && entry.kind == "TABLE DATA"
                && entry.section == Section::Data && entry.dependencies == std::vector<int>{4} && entry.hasData
                && entry.tablespace == "fast" && entry.removal == "x" && entry.copy == contents.entries[1].copy);
        const Result<QByteArray> rows = rowsOf(*archive, {"public", "rooms"});
        QVERIFY_RESULT(rows);
        QCOMPARE(*rows, QByteArray("1\ta\n2\t\\N\n"));
        QVERIFY_ASSIGN(const auto objects, archive->largeObjects(9, {}));
        QVERIFY_ASSIGN(const std::optional<quint32> number, objects->next());
        QCOMPARE(number, std::optional<quint32>(3'000'000'000));
        QCOMPARE(tests::readAll(objects->bytes()).value_or(QByteArray()), QByteArray("bytes of an object"));
    }
}

void TestArchiveReader::whatIsMissingIsSaid()
{
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(dump({})), u"shop.dump"_s));
    QVERIFY_ASSIGN(const auto reader, archive->reader({}));
    QVERIFY_ERROR(reader->open({.table = {"public", "other"}}), ErrorCode::ObjectMissing);
    QVERIFY_ERROR(archive->payload(entryOf(archive->contents(), "TABLE", "plain")->number, {}),
                  ErrorCode::ObjectMissing);
    QVERIFY_ERROR(archive->largeObjects(1, {}), ErrorCode::ObjectMissing);
    QVERIFY_ERROR(ArchiveReader::open(fileOf("-- SQL"), u"x"_s), ErrorCode::FormatUnknown);
    QVERIFY_ERROR(ArchiveReader::open(fileOf(""), u"x"_s), ErrorCode::FormatUnknown);
}

QTEST_GUILESS_MAIN(TestArchiveReader)
#include "tst_archive_reader.moc"
