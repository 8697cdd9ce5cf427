// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/gzip_writer.h"
#include "engine/formats/recognition/recognition.h"
#include "tests/support/result_check.h"
#include "tests/unit/formats/format_files.h"

#include <zstd.h>

#include <QDir>
#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;
using tests::fileOf;

namespace {

constexpr auto dumpHead = "--\n-- PostgreSQL database dump\n--\n\n\\restrict abc\n\nSET statement_timeout = 0;\n";

QByteArray given(const char *name)
{
    QFile file(QStringLiteral(ARCHIVES_FOLDER "/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray gzipped(const QByteArray &bytes)
{
    tests::WrittenFile written;
    GzipWriter writer(written.writer());
    const bool isWritten
        = writer.write(std::as_bytes(std::span(bytes.constData(), static_cast<size_t>(bytes.size())))).has_value()
          && writer.finish().has_value();
    return isWritten ? written.contents() : QByteArray();
}

QByteArray zstandard(const QByteArray &bytes)
{
    QByteArray stored(static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(bytes.size()))), '\0');
    stored.resize(static_cast<qsizetype>(ZSTD_compress(stored.data(), static_cast<size_t>(stored.size()),
                                                       bytes.constData(), static_cast<size_t>(bytes.size()), 3)));
    return stored;
}

/// By Python's zipfile: names and contents, one after the other.
QByteArray zipOf(const QList<std::pair<QString, QByteArray>> &members)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"made.zip"_s);
    QStringList arguments{u"-c"_s,
                          u"import sys, zipfile\n"
                          "z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n"
                          "for i in range(2, len(sys.argv), 2): z.write(sys.argv[i + 1], sys.argv[i])\n"
                          "z.close()"_s,
                          path};
    for (const auto &[name, bytes] : members) {
        const QString member = folder.filePath(QString::number(arguments.size()));
        QFile file(member);
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        arguments << name << member;
    }
    tests::run(u"python3"_s, arguments);
    QFile zip(path);
    return zip.open(QIODevice::ReadOnly) ? zip.readAll() : QByteArray();
}

QByteArray tarOf(const QList<std::pair<QString, QByteArray>> &members)
{
    QTemporaryDir folder;
    QStringList names;
    for (const auto &[name, bytes] : members) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        names.append(name);
    }
    return tests::run(u"tar"_s, QStringList{u"-C"_s, folder.path(), u"-cf"_s, u"-"_s} + names);
}

QByteArray utf16(const QByteArray &text, bool isBigEndian, bool hasMark)
{
    QStringEncoder encoder(isBigEndian ? QStringEncoder::Utf16BE : QStringEncoder::Utf16LE,
                           hasMark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder(QString::fromUtf8(text));
}

} // namespace

class TestRecognition : public QObject
{
    Q_OBJECT

private slots:
    void knowsFilesByTheirBytes_data();
    void knowsFilesByTheirBytes();
    void readsWhatIsInside_data();
    void readsWhatIsInside();
    void archivesInZipsAreRead();
    void saysWhatAnUnknownFileLooksLike_data();
    void saysWhatAnUnknownFileLooksLike();
    void refusesTooManyWrappings();
    void severalFilesInOneAreEachNamed();
};

void TestRecognition::knowsFilesByTheirBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("wrappings");
    const auto row = [](const char *name, const QByteArray &bytes, FileKind kind, int wrappings) {
        QTest::addRow("%s", name) << bytes << static_cast<int>(kind) << wrappings;
    };
    const QByteArray custom = given("custom_17_gzip.dump");
    const QByteArray tar = given("tar_17.tar");
    row("a custom archive", custom, FileKind::Archive, 0);
    row("a custom archive in gzip", gzipped(custom), FileKind::Archive, 1);
    row("a custom archive in zstd in gzip", gzipped(zstandard(custom)), FileKind::Archive, 2);
    row("a custom archive in a zip", zipOf({{u"a.dump"_s, custom}}), FileKind::Archive, 1);
    row("a custom archive in a tar", tarOf({{u"._a"_s, "x"}, {u"a.dump"_s, custom}}), FileKind::Archive, 1);
    row("a custom archive in gzip in a zip", zipOf({{u"a.sql"_s, gzipped(custom)}}), FileKind::Archive, 2);
    row("a tar of pg_dump", tar, FileKind::MemberArchive, 0);
    row("a folder in a tar", given("folder_17_zstd.tar"), FileKind::MemberArchive, 0);
    row("a folder in a zip", zipOf({{u"shop/toc.dat"_s, "x"}}), FileKind::MemberArchive, 1);
    row("a tar in gzip", gzipped(tar), FileKind::Unseen, 1);
    row("a tar in a tar", tarOf({{u"in.tar"_s, tar}}), FileKind::Unseen, 1);
    row("a script", dumpHead, FileKind::Script, 0);
    row("a script in zstd", zstandard(dumpHead), FileKind::Script, 1);
    row("a script in UTF-16", utf16(dumpHead, false, true), FileKind::Script, 0);
    row("a script without a comment", "insert into t values (1);", FileKind::Script, 0);
    row("a script that is one comment", "-- roles\n", FileKind::Script, 0);
    row("a container", QByteArray("\x89SOSIE\r\n", 8) + QByteArray(4096, 'x'), FileKind::Container, 0);
}

void TestRecognition::knowsFilesByTheirBytes()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, kind);
    QFETCH(const int, wrappings);
    QVERIFY(!bytes.isEmpty());
    QVERIFY_ASSIGN(const std::vector<Recognized> found, recognize(fileOf(bytes), u"file"_s));
    QCOMPARE(found.size(), size_t{1});
    QCOMPARE(static_cast<int>(found[0].kind), kind);
    QCOMPARE(static_cast<int>(found[0].wrappings.size()), wrappings);
}

void TestRecognition::readsWhatIsInside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("inside");
    QByteArray text(dumpHead);
    // Letters of one, two and four bytes, which cross every border of 64 KiB in some line.
    for (int i = 0; i < 20'000; ++i)
        text.append("SELECT 'é\xF0\x9F\x8F\xA0").append(QByteArray(i % 3, 'x')).append("';\n");
    QTest::addRow("as it is") << text << text;
    QTest::addRow("with a mark") << "\xEF\xBB\xBF" + text << text;
    QTest::addRow("UTF-16, low first") << utf16(text, false, true) << text;
    QTest::addRow("UTF-16, high first") << utf16(text, true, true) << text;
    QTest::addRow("UTF-16 without a mark") << utf16(text, false, false) << text;
    QTest::addRow("gzip") << gzipped(text) << text;
    QTest::addRow("UTF-16 in gzip in zstd") << zstandard(gzipped(utf16(text, false, true))) << text;
    QTest::addRow("zip") << zipOf({{u"in/a.sql"_s, text}}) << text;
    QTest::addRow("gzip in tar") << tarOf({{u"a.sql.gz"_s, gzipped(text)}}) << text;
    const QByteArray archive = given("custom_17_lz4.dump");
    QTest::addRow("an archive in gzip") << gzipped(archive) << archive;
}

void TestRecognition::readsWhatIsInside()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, inside);
    QVERIFY_ASSIGN(const std::vector<Recognized> found, recognize(fileOf(bytes), u"file"_s));
    for (const size_t step : {size_t{1000}, size_t{1'000'000}}) {
        QVERIFY_ASSIGN(const auto reader, unwrapped(fileOf(bytes), found.at(0), u"file"_s));
        const Result<QByteArray> read = tests::readAll(*reader, step);
        QVERIFY_RESULT(read);
        QVERIFY(*read == inside);
    }
}

void TestRecognition::archivesInZipsAreRead()
{
    // The same files as in the tar, by way of a folder.
    QTemporaryDir folder;
    tests::run(u"tar"_s, {u"-C"_s, folder.path(), u"-xf"_s, QStringLiteral(ARCHIVES_FOLDER "/folder_17_zstd.tar")});
    QList<std::pair<QString, QByteArray>> members{{u"__MACOSX/shop/._toc.dat"_s, "x"}};
    for (const QString &name : QDir(folder.filePath(u"shop"_s)).entryList(QDir::Files)) {
        QFile file(folder.filePath(u"shop/"_s + name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        members.append({u"shop/"_s + name, file.readAll()});
    }
    for (const QByteArray &bytes : {zipOf(members), given("tar_17.tar"), given("custom_17_none.dump")}) {
        QVERIFY_ASSIGN(const std::vector<Recognized> found, recognize(fileOf(bytes), u"file"_s));
        QVERIFY(found.at(0).isDirect());
        QVERIFY_ASSIGN(const auto archive, openArchive(fileOf(bytes), found.at(0), u"file"_s));
        QVERIFY_RESULT(archive->checkData({}));
        QCOMPARE(tests::rowsOf(*archive, {"public", "rooms"}).value_or("?"), given("rooms.copy"));
        QCOMPARE(tests::largeObjectsOf(*archive), given("objects.txt").trimmed().split('\n'));
    }
}

void TestRecognition::saysWhatAnUnknownFileLooksLike_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *sentence, const QByteArray &bytes) {
        QTest::addRow("%s", sentence) << bytes << QString::fromLatin1(sentence);
    };
    row("an empty file", "");
    row("nothing but zeros: a copy that was broken off", QByteArray(5000, '\0'));
    row("a PDF document", "%PDF-1.7\n");
    row("an image", "\x89PNG\r\n\x1A\n");
    row("a database of SQLite", QByteArray("SQLite format 3\0....", 20));
    row("a dump of MySQL or MariaDB", "-- MySQL dump 10.13\n--\nCREATE TABLE `a` (`b` int);\n");
    row("a dump of SQLite", "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n");
    row("a script of Microsoft SQL Server", "USE [shop]\nGO\nSET ANSI_NULLS ON\nGO\n");
    row("a backup of Microsoft SQL Server (.bak)", QByteArray("TAPE\0\0\3\0x", 9));
    row("a table in CSV", "id,name,town\n1,a,b\n2,c,d\n");
    row("data in JSON", "\n{\"a\": 1}");
    row("a page of the web, perhaps an error instead of a download", "<!DOCTYPE html><html>");
    row("a document in XML", "<?xml version=\"1.0\"?>");
    row("settings, perhaps with passwords", "SUPABASE_KEY=abc\nPGHOST=db\n");
    row("a text that is no SQL", "Dear all,\nselect whom you want.\n");
    row("compressed by xz: unpack it first", "\xFD"
                                             "7zXZ\x01");
    row("data of an unknown kind", "\x01\x02\x03\x04\x05");
    row("an archive of pg_dump that PowerShell turned into text: make it again with pg_dump -f, not with >",
        utf16("PGDMP\x01\x0e", false, true));
    row("an archive of 2 files, none of which holds a database", tarOf({{u"a"_s, "x"}, {u"b"_s, "y"}}));
}

void TestRecognition::saysWhatAnUnknownFileLooksLike()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(QString, sentence);
    const auto found = recognize(fileOf(bytes), u"file"_s);
    QVERIFY_ERROR(found, ErrorCode::FormatUnknown);
    QCOMPARE(found.error().differences.size(), 1);
    // Without a translator a plural is as the source has it.
    sentence.replace(u"2 files"_s, u"2 file(s)"_s);
    QCOMPARE(found.error().differences[0].text(), sentence);
}

void TestRecognition::refusesTooManyWrappings()
{
    QVERIFY_ERROR(recognize(fileOf(gzipped(gzipped(gzipped(dumpHead)))), u"file"_s), ErrorCode::FormatUnsupported);
    QVERIFY_ERROR(recognize(fileOf(zipOf({{u"a"_s, gzipped(gzipped(dumpHead))}})), u"file"_s),
                  ErrorCode::FormatUnsupported);
}

void TestRecognition::severalFilesInOneAreEachNamed()
{
    const QByteArray bytes
        = zipOf({{u"roles.sql"_s, "SET default_transaction_read_only = off;\nALTER ROLE \"anon\" SET x = 1;"
                                  "\nGRANT \"anon\" TO \"authenticator\";\n"},
                 {u"readme.txt"_s, "Dear all,"},
                 {u"schema.sql"_s, dumpHead},
                 {u"data.sql"_s, "SET session_replication_role = replica;\n"}});
    QVERIFY_ASSIGN(const std::vector<Recognized> found, recognize(fileOf(bytes), u"file"_s));
    QCOMPARE(found.size(), size_t{3});
    QCOMPARE(found[0].wrappings.at(0).memberName, std::string("roles.sql"));
    QCOMPARE(found[0].maker, ScriptMaker::Supabase);
    QCOMPARE(found[1].maker, ScriptMaker::PgDump);
    QCOMPARE(found[2].wrappings.at(0).memberName, std::string("data.sql"));
    QVERIFY_ASSIGN(const auto reader, unwrapped(fileOf(bytes), found[1], u"file"_s));
    QCOMPARE(tests::readAll(*reader).value_or("?"), QByteArray(dumpHead));
}

QTEST_GUILESS_MAIN(TestRecognition)
#include "tst_recognition.moc"
