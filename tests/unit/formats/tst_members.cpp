// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/tar_file.h"
#include "engine/formats/compression/zip_file.h"
#include "tests/support/result_check.h"
#include "tests/unit/formats/format_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;
using tests::fileOf;

namespace {

/// What a script of Python writes to standard output.
QByteArray made(const QString &script)
{
    return tests::run(u"python3"_s, {u"-c"_s, u"import io, sys, tarfile, zipfile, struct\n"_s + script});
}

QByteArray zipMade(const QString &lines)
{
    return made(u"out = io.BytesIO()\nz = zipfile.ZipFile(out, 'w')\n"_s + lines
                + u"\nz.close()\nsys.stdout.buffer.write(out.getvalue())"_s);
}

QByteArray tarMade(const QString &lines, const QString &format = u"PAX"_s)
{
    return made(u"out = io.BytesIO()\nt = tarfile.open(fileobj=out, mode='w', format=tarfile.%1_FORMAT)\n"_s.arg(format)
                + u"def add(name, text=b'x', **more):\n  i = tarfile.TarInfo(name)\n  i.size = len(text)\n"
                  "  for k, v in more.items(): setattr(i, k, v)\n  t.addfile(i, io.BytesIO(text))\n"_s
                + lines + u"\nt.close()\nsys.stdout.buffer.write(out.getvalue())"_s);
}

Result<> readAllOf(const Members &members)
{
    for (size_t i = 0; i < members.list().size(); ++i) {
        TRY_ASSIGN(const auto reader, members.open(i, {}));
        TRY_ASSIGN(const QByteArray bytes, tests::readAll(*reader, 4096));
        if (bytes.size() != members.list()[i].size)
            return failure({.code = ErrorCode::Internal});
    }
    return {};
}

Result<> readTar(const QByteArray &bytes)
{
    TRY_ASSIGN(const auto tar, TarFile::open(fileOf(bytes), u"a.tar"_s));
    return readAllOf(*tar);
}

Result<> readZip(const QByteArray &bytes)
{
    TRY_ASSIGN(const auto zip, ZipFile::open(fileOf(bytes), u"a.zip"_s));
    return readAllOf(*zip);
}

} // namespace

class TestMembers : public QObject
{
    Q_OBJECT

private slots:
    void tarsAreRead_data();
    void tarsAreRead();
    void zipsAreRead();
    void zipsOfManyGigabytesAreRead();
    void namesThatLeadOutAreRefused_data();
    void namesThatLeadOutAreRefused();
    void whatIsNoFileIsRefused();
    void forgedZipsAreRefused();
    void everyCutIsFound();
    void everyFlippedBitIsHarmless();
};

void TestMembers::tarsAreRead_data()
{
    QTest::addColumn<QString>("format");
    QTest::addRow("POSIX of 1988") << u"USTAR"_s;
    QTest::addRow("GNU") << u"GNU"_s;
    QTest::addRow("POSIX of 2001") << u"PAX"_s;
}

void TestMembers::tarsAreRead()
{
    QFETCH(const QString, format);
    const QByteArray bytes
        = tarMade(u"add('./a/b.sql', b'select 1')\nadd('d/' + 'x' * 90 + '/' + 'y' * 90)\nadd('e', b'')"_s, format);
    QVERIFY_ASSIGN(const auto tar, TarFile::open(fileOf(bytes), u"a.tar"_s));
    QCOMPARE(tar->list().size(), size_t{3});
    QCOMPARE(tar->list()[0].name, std::string("a/b.sql"));
    const std::string longName = "d/" + std::string(90, 'x') + '/' + std::string(90, 'y');
    QCOMPARE(tar->list()[1].name, longName);
    QVERIFY_ASSIGN(const auto reader, tar->open(0, {}));
    QCOMPARE(tests::readAll(*reader).value_or("?"), QByteArray("select 1"));
    QVERIFY_RESULT(readAllOf(*tar));
}

void TestMembers::zipsAreRead()
{
    const QByteArray bytes
        = zipMade(u"z.comment = b'PK' * 99\nz.writestr('d/', '')\nz.writestr('d/a', b'a' * 99999, 8)\n"
                  "z.writestr('b', b'b')\nz.writestr('c', b'', 8)"_s);
    QVERIFY_ASSIGN(const auto zip, ZipFile::open(fileOf(bytes), u"a.zip"_s));
    QCOMPARE(zip->list().size(), size_t{3});
    QCOMPARE(zip->list()[0].name, std::string("d/a"));
    QVERIFY(zip->list()[0].storedSize < 1000);
    QVERIFY_ASSIGN(const auto reader, zip->open(0, {}));
    QVERIFY(tests::readAll(*reader).value_or("?") == QByteArray(99'999, 'a'));
    QVERIFY_RESULT(readAllOf(*zip));
}

void TestMembers::zipsOfManyGigabytesAreRead()
{
    // The large form of all numbers, without the gigabytes.
    const QByteArray bytes = zipMade(u"zipfile.ZIP64_LIMIT = 10\nzipfile.ZIP_FILECOUNT_LIMIT = 1\n"
                                     "z.writestr('a', b'a' * 100)\nz.writestr('b', b'b' * 100, 8)"_s);
    QVERIFY(bytes.contains("PK\x06\x06"));
    QVERIFY_ASSIGN(const auto zip, ZipFile::open(fileOf(bytes), u"a.zip"_s));
    QCOMPARE(zip->list().size(), size_t{2});
    QVERIFY_RESULT(readAllOf(*zip));
}

void TestMembers::namesThatLeadOutAreRefused_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"/etc/passwd", "../a", "a/../../b", "C:/a", "..\\\\a", "\\\\\\\\server\\\\a"})
        QTest::addRow("%s", name) << QString::fromLatin1(name);
}

void TestMembers::namesThatLeadOutAreRefused()
{
    QFETCH(const QString, name);
    QVERIFY_ERROR(readTar(tarMade(u"add('%1')"_s.arg(name))), ErrorCode::FileDamaged);
    QVERIFY_ERROR(readZip(zipMade(u"i = zipfile.ZipInfo('a')\ni.filename = '%1'\nz.writestr(i, b'x')"_s.arg(name))),
                  ErrorCode::FileDamaged);
}

void TestMembers::whatIsNoFileIsRefused()
{
    for (const char *type : {"SYMTYPE", "LNKTYPE", "CHRTYPE", "BLKTYPE", "FIFOTYPE"}) {
        const QString line = u"add('a', b'', type=tarfile.%1, linkname='b')"_s.arg(QString::fromLatin1(type));
        QVERIFY_ERROR(readTar(tarMade(line)), ErrorCode::FormatUnsupported);
    }
    const QString link = u"i = zipfile.ZipInfo('a')\ni.create_system = 3\ni.external_attr = 0o120777 << 16\n"
                         "z.writestr(i, b'/etc/passwd')"_s;
    QVERIFY_ERROR(readZip(zipMade(link)), ErrorCode::FormatUnsupported);
    QVERIFY_ERROR(readTar(tarMade(u"add('a')\nadd('./a')"_s)), ErrorCode::FileDamaged);
    QVERIFY_ERROR(readZip(zipMade(u"z.writestr('a', b'x', 12)"_s)), ErrorCode::FormatUnsupported);
    const QByteArray encrypted = zipMade(u"z.writestr('a', b'x')\nz.filelist[0].flag_bits |= 1"_s);
    QVERIFY_ERROR(readZip(encrypted), ErrorCode::FormatUnsupported);
}

void TestMembers::forgedZipsAreRefused()
{
    // Two entries of the directory for the same bytes: how a small zip becomes a huge one.
    const QByteArray overlapping = zipMade(u"z.writestr('a', b'x' * 99)\ni = zipfile.ZipInfo('a')\n"
                                           "import copy\ni = copy.copy(z.filelist[0])\nz.filelist.append(i)"_s);
    QVERIFY_ERROR(readZip(overlapping), ErrorCode::FileDamaged);
    const QByteArray other = zipMade(u"z.writestr('a', b'x' * 99)\nz.filelist[0].CRC ^= 1"_s);
    QVERIFY_ERROR(readZip(other), ErrorCode::FileDamaged);
    const QByteArray larger = zipMade(u"z.writestr('a', b'x' * 99, 8)\nz.filelist[0].file_size += 1"_s);
    QVERIFY_ERROR(readZip(larger), ErrorCode::FileDamaged);
    const QByteArray renamed = zipMade(u"z.writestr('a', b'x' * 99)\nz.filelist[0].filename = 'b'"_s);
    QVERIFY_ERROR(readZip(renamed), ErrorCode::FileDamaged);
}

void TestMembers::everyCutIsFound()
{
    const QByteArray zip = zipMade(u"z.writestr('a', b'x' * 99, 8)\nz.writestr('b', b'y' * 99)"_s);
    for (qsizetype size = 0; size < zip.size(); ++size)
        QVERIFY(!readZip(zip.left(size)));
    const QByteArray tar = tarMade(u"add('a', b'x' * 600)"_s, u"USTAR"_s);
    // Behind the member only zeros are missing.
    for (qsizetype size = 1; size < 512 + 600; ++size)
        QVERIFY(!readTar(tar.left(size)));
}

void TestMembers::everyFlippedBitIsHarmless()
{
    const QByteArray zip = zipMade(u"z.writestr('a', b'x' * 99, 8)\nz.writestr('b', b'y' * 99)"_s);
    const QByteArray tar = tarMade(u"add('a' * 120, b'x' * 600)\nadd('b')"_s).left(6000);
    int refused = 0;
    for (qsizetype bit = 0; bit < zip.size() * 8; ++bit) {
        QByteArray altered = zip;
        altered[bit / 8] = static_cast<char>(altered.at(bit / 8) ^ (1 << (bit % 8)));
        refused += readZip(altered) ? 0 : 1;
    }
    // Times and attributes may be others; nothing that is read may.
    QVERIFY(refused > zip.size() * 8 / 2);
    for (qsizetype bit = 0; bit < tar.size() * 8; bit += 31) {
        QByteArray altered = tar;
        altered[bit / 8] = static_cast<char>(altered.at(bit / 8) ^ (1 << (bit % 8)));
        static_cast<void>(readTar(altered));
    }
}

QTEST_GUILESS_MAIN(TestMembers)
#include "tst_members.moc"
