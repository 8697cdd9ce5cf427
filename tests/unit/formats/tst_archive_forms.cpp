// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/archive_reader.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"
#include "tests/unit/formats/format_files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;
using tests::entryOf;
using tests::fileOf;

namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString given(const QString &name)
{
    return QStringLiteral(ARCHIVES_FOLDER "/") + name;
}

void compareLargeObjects(const ArchiveReader &archive, const tests::TestServer &server)
{
    QCOMPARE(tests::largeObjectsOf(archive), server.psql(u"shop"_s, tests::largeObjectsQuery).split('\n'));
}

} // namespace

/// The tar and folder forms of pg_dump 15's archives, and archives of pg_dump 17 in every form.
class TestArchiveForms : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void foldersAreRead_data();
    void foldersAreRead();
    void tarsAreRead_data();
    void tarsAreRead();
    void missingFilesAreNamed();
    void linksInFoldersAreNotFollowed();
    void foldersThatAreNoneAreSaid();
    void archivesOfPgDump17AreRead_data();
    void archivesOfPgDump17AreRead();

private:
    [[nodiscard]] QString dumpFolder(const QStringList &options = {});

    std::unique_ptr<tests::TestServer> m_server;
    QTemporaryDir m_temporary;
    int m_folders = 0;
};

void TestArchiveForms::initTestCase()
{
    QVERIFY_ASSIGN(m_server, tests::TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, QString::fromUtf8(tests::shopScript));
}

QString TestArchiveForms::dumpFolder(const QStringList &options)
{
    const QString folder = m_temporary.filePath(u"folder%1"_s.arg(++m_folders));
    m_server->pgDump(u"shop"_s, options + QStringList{u"-Fd"_s, u"-f"_s, folder});
    return folder;
}

void TestArchiveForms::foldersAreRead_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addRow("default") << QStringList{};
    QTest::addRow("not compressed") << QStringList{u"-Z0"_s};
    QTest::addRow("by two workers") << QStringList{u"-j2"_s};
}

void TestArchiveForms::foldersAreRead()
{
    QFETCH(const QStringList, options);
    const QString folder = dumpFolder(options);
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::openFolder(folder));
    QVERIFY(archive->kind() == ArchiveKind::Folder);
    QVERIFY_RESULT(archive->checkData({}));
    QVERIFY(archive->storedBytes(entryOf(archive->contents(), "TABLE DATA", "plain")->number).value_or(0) > 1000);
    tests::compareRows(*archive, *m_server);
    compareLargeObjects(*archive, *m_server);
}

void TestArchiveForms::tarsAreRead_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addRow("of pg_dump") << QStringList{};
    const QString folder = u"{folder}"_s;
    QTest::addRow("of a folder's contents") << QStringList{u"-C"_s, folder, u"."_s};
    QTest::addRow("of a folder, as pax") << QStringList{u"--format=pax"_s, u"-C"_s, folder + u"/.."_s, u"{name}"_s};
    QTest::addRow("of a folder with a long name, as GNU") << QStringList{
        u"--format=gnu"_s, u"--transform"_s, u"s,^,%1/,"_s.arg(QString(150, u'x')), u"-C"_s, folder, u"."_s};
    QTest::addRow("behind what macOS adds")
        << QStringList{u"--format=ustar"_s, u"--exclude=./._toc.dat"_s, u"-C"_s, folder, u"._toc.dat"_s, u"."_s};
}

void TestArchiveForms::tarsAreRead()
{
    QFETCH(QStringList, arguments);
    const QString path = m_temporary.filePath(u"archive.tar"_s);
    if (arguments.isEmpty()) {
        m_server->pgDump(u"shop"_s, {u"-Ft"_s, u"-f"_s, path});
    } else {
        const QString folder = dumpFolder();
        QFile added(folder + u"/._toc.dat"_s);
        QVERIFY(added.open(QIODevice::WriteOnly) && added.write("Mac OS X") == 8);
        added.close();
        arguments.replaceInStrings(u"{folder}"_s, folder).replaceInStrings(u"{name}"_s, QDir(folder).dirName());
        if (!arguments.contains(u"._toc.dat"_s))
            arguments.prepend(u"--exclude=._*"_s);
        tests::run(u"tar"_s, QStringList{u"-cf"_s, path} + arguments);
    }
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(contentsOf(path)), u"archive.tar"_s));
    QVERIFY(archive->kind() == ArchiveKind::Tar);
    QVERIFY_RESULT(archive->checkData({}));
    tests::compareRows(*archive, *m_server);
    compareLargeObjects(*archive, *m_server);
}

void TestArchiveForms::missingFilesAreNamed()
{
    const QString folder = dumpFolder();
    QVERIFY_ASSIGN(const auto whole, ArchiveReader::openFolder(folder));
    const int number = entryOf(whole->contents(), "TABLE DATA", "plain")->number;
    QVERIFY(QFile::remove(folder + u"/%1.dat.gz"_s.arg(number)));
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::openFolder(folder));
    const Result<> checked = archive->checkData({});
    QVERIFY_ERROR(checked, ErrorCode::FileDamaged);
    QCOMPARE(checked.error().detail, u"1 of its files are missing: %1.dat"_s.arg(number));
    QVERIFY_ERROR(tests::rowsOf(*archive, {"public", "plain"}), ErrorCode::FileDamaged);
    QVERIFY_RESULT(tests::rowsOf(*archive, {"public", "child"}));
    QVERIFY(QFile::remove(folder + u"/toc.dat"_s));
    QVERIFY_ERROR(ArchiveReader::openFolder(folder), ErrorCode::FormatUnknown);
}

void TestArchiveForms::linksInFoldersAreNotFollowed()
{
    const QString folder = dumpFolder({u"-Z0"_s});
    QVERIFY_ASSIGN(const auto whole, ArchiveReader::openFolder(folder));
    const int number = entryOf(whole->contents(), "TABLE DATA", "plain")->number;
    const QString path = folder + u"/%1.dat"_s.arg(number);
    QVERIFY(QFile::rename(path, m_temporary.filePath(u"elsewhere"_s)));
    QVERIFY(QFile::link(m_temporary.filePath(u"elsewhere"_s), path));
    QVERIFY_ERROR(tests::rowsOf(*whole, {"public", "plain"}), ErrorCode::FileUnreadable);
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::openFolder(folder));
    QVERIFY_ERROR(archive->checkData({}), ErrorCode::FileDamaged);
}

void TestArchiveForms::foldersThatAreNoneAreSaid()
{
    QVERIFY_ERROR(ArchiveReader::openFolder(m_temporary.filePath(u"nowhere"_s)), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(ArchiveReader::openFolder(given(u"rooms.copy"_s)), ErrorCode::FileUnreadable);
    QVERIFY(QDir(m_temporary.path()).mkdir(u"empty"_s));
    QVERIFY_ERROR(ArchiveReader::openFolder(m_temporary.filePath(u"empty"_s)), ErrorCode::FormatUnknown);
}

void TestArchiveForms::archivesOfPgDump17AreRead_data()
{
    QTest::addColumn<QString>("file");
    for (const char *name :
         {"custom_17_gzip.dump", "custom_17_none.dump", "custom_17_lz4.dump", "custom_17_zstd.dump",
          "folder_17_gzip.tar", "folder_17_none.tar", "folder_17_lz4.tar", "folder_17_zstd.tar", "tar_17.tar"})
        QTest::addRow("%s", name) << QString::fromLatin1(name);
}

void TestArchiveForms::archivesOfPgDump17AreRead()
{
    QFETCH(const QString, file);
    QVERIFY_ASSIGN(const auto archive, ArchiveReader::open(fileOf(contentsOf(given(file))), file));
    QCOMPARE(archive->version(), 16);
    QVERIFY(archive->contents().serverVersion.starts_with("15.")
            && archive->contents().writerVersion.starts_with("17."));
    QVERIFY_RESULT(archive->checkData({}));
    const Result<QByteArray> rows = tests::rowsOf(*archive, {"public", "rooms"});
    QVERIFY_RESULT(rows);
    QCOMPARE(*rows, contentsOf(given(u"rooms.copy"_s)));
    QCOMPARE(tests::rowsOf(*archive, {"public", "nothing"}).value_or("?"), QByteArray());
    QCOMPARE(tests::largeObjectsOf(*archive), contentsOf(given(u"objects.txt"_s)).trimmed().split('\n'));
    const Entry *table = entryOf(archive->contents(), "TABLE", "rooms");
    QVERIFY(table != nullptr && table->relationKind == 'r' && table->accessMethod == "heap");
}

QTEST_GUILESS_MAIN(TestArchiveForms)
#include "tst_archive_forms.moc"
