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

#include <algorithm>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;

namespace {

constexpr auto script = R"sql(
create schema "odd ""schema""";
create table public.plain (a bigint primary key, "b c" text, d bytea);
insert into public.plain select i,
    case when i % 5 = 0 then null when i % 7 = 0 then E'\\.' else repeat(E'x\t\n\\', i % 40) end,
    decode(md5(i::text), 'hex') from generate_series(1, 8000) i;
create table public.long_values (a text);
insert into public.long_values select repeat(md5(i::text), 20000) from generate_series(1, 3) i;
create table "odd ""schema""".""",
(" ("x ""y"", (z)" int, "FROM stdin;" text);
insert into "odd ""schema""".""",
(" values (1, 'é'), (2, null);
create table public.nothing ();
insert into public.nothing default values;
create table public.empty (a int, g int generated always as (a + 1) stored);
create view public.seen as select a from public.plain;
create index on public.plain ("b c");
create table public.child (a bigint references public.plain);
insert into public.child values (1);
comment on table public.plain is 'rooms; of -- "all" kinds';
create function public.twice(i int) returns int language sql as 'select 2 * i';
create sequence public.counter;
select setval('public.counter', 42);
select lo_from_bytea(4000000000, decode(repeat(md5('a'), 30000), 'hex'));
select lo_from_bytea(7, '');
select lo_from_bytea(8, 'x');
)sql";

/// Everything that an archive gives of a table.
Result<QByteArray> rowsOf(ArchiveReader &archive, const sql::QualifiedName &table)
{
    TRY_ASSIGN(const auto reader, archive.reader({}));
    TRY_ASSIGN(const auto source, reader->open({.table = table}));
    QByteArray rows;
    stream::RowBatch batch;
    while (true) {
        batch.clear();
        TRY_ASSIGN(const bool more, source->read(batch));
        if (!more)
            return rows;
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            if (!batch.row(i).ends_with('\n') || std::ranges::count(batch.row(i), '\n') != 1)
                return failure({.detail = u"no row"_s});
        }
        rows.append(batch.bytes.data(), static_cast<qsizetype>(batch.bytes.size()));
    }
}

std::shared_ptr<const RandomReader> fileOf(const QByteArray &bytes)
{
    return std::make_shared<tests::MemoryReader>(bytes);
}

const Entry *entryOf(const Contents &contents, std::string_view kind, std::string_view name)
{
    const auto found
        = std::ranges::find_if(contents.entries, [&](const Entry &e) { return e.kind == kind && e.name == name; });
    return found == contents.entries.end() ? nullptr : &*found;
}

} // namespace

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
    void compareRows(ArchiveReader &archive);

    std::unique_ptr<tests::TestServer> m_server;
    QTemporaryDir m_folder;
};

void TestArchiveReader::initTestCase()
{
    QVERIFY_ASSIGN(m_server, tests::TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, QString::fromUtf8(script));
}

void TestArchiveReader::compareRows(ArchiveReader &archive)
{
    int tables = 0;
    for (const Entry &entry : archive.contents().entries) {
        const std::optional<sql::QualifiedName> table = tableOf(entry);
        if (!table)
            continue;
        ++tables;
        const Result<QByteArray> rows = rowsOf(archive, *table);
        QVERIFY_RESULT(rows);
        QByteArray expected = m_server->psql(u"shop"_s, u"copy "_s + text(table->quoted()) + u" to stdout"_s);
        if (table->name != "empty")
            expected += '\n';
        if (expected != *rows)
            qWarning() << text(table->displayed()) << expected.size() << rows->size();
        QVERIFY(expected == *rows);
    }
    QCOMPARE(tables, 6);
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
    compareRows(*archive);
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
        const Entry *entry = entryOf(archive->contents(), "BLOBS", "BLOBS");
        QVERIFY(entry != nullptr);
        QVERIFY_ASSIGN(const auto objects, archive->largeObjects(entry->number, {}));
        QByteArrayList found;
        while (true) {
            QVERIFY_ASSIGN(const std::optional<quint32> object, objects->next());
            if (!object)
                break;
            const Result<QByteArray> bytes = tests::readAll(objects->bytes(), 1000);
            QVERIFY_RESULT(bytes);
            found.append(QByteArray::number(*object).append('|').append(
                QCryptographicHash::hash(*bytes, QCryptographicHash::Md5).toHex()));
        }
        const QString sql = u"select oid, md5(lo_get(oid)) from pg_largeobject_metadata order by oid"_s;
        QCOMPARE(found, m_server->psql(u"shop"_s, sql).split('\n'));
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
    compareRows(*archive);
    // Into a file it can.
    const QString path = m_folder.filePath(u"seekable.dump"_s);
    m_server->pgDump(u"shop"_s, {u"-Fc"_s, u"-f"_s, path});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY_ASSIGN(const auto seekable, ArchiveReader::open(fileOf(file.readAll()), u"shop.dump"_s));
    compareRows(*seekable);
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
