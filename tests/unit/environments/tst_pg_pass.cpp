// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/pg_pass.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::environments;
using engine::ErrorCode;

namespace {

QString passwordOf(const std::optional<engine::Secret> &secret)
{
    return secret ? engine::text(secret->reveal()) : QString();
}

} // namespace

class TestPgPass final : public QObject
{
    Q_OBJECT

private slots:
    void findsTheLine_data();
    void findsTheLine();
    void refusesAFileThatOthersMayRead_data();
    void refusesAFileThatOthersMayRead();
    void aMissingFileHasNoPassword();
    void aFolderIsNoPasswordFile();
    void readsServices_data();
    void readsServices();
    void saysTheLineOfABadService_data();
    void saysTheLineOfABadService();
};

void TestPgPass::findsTheLine_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QStringList>("question");
    QTest::addColumn<QString>("password");
    const QStringList usual{u"db.example.org"_s, u"5432"_s, u"shop"_s, u"reader"_s};

    QTest::newRow("all four fields") << QByteArray("db.example.org:5432:shop:reader:secret\n") << usual << u"secret"_s;
    QTest::newRow("no newline at the end")
        << QByteArray("db.example.org:5432:shop:reader:secret") << usual << u"secret"_s;
    QTest::newRow("a Windows line end") << QByteArray("db.example.org:5432:shop:reader:secret\r\n") << usual
                                        << u"secret"_s;
    QTest::newRow("stars") << QByteArray("*:*:*:*:secret\n") << usual << u"secret"_s;
    QTest::newRow("the first line that fits")
        << QByteArray("*:*:*:other:no\n*:*:shop:*:first\n*:*:*:*:second\n") << usual << u"first"_s;
    QTest::newRow("a comment is no line") << QByteArray("#*:*:*:*:no\n") << usual << QString();
    QTest::newRow("another host") << QByteArray("db.example.com:*:*:*:no\n") << usual << QString();
    QTest::newRow("a host that only starts alike")
        << QByteArray("db.example.organic:*:*:*:no\ndb:*:*:*:no\n") << usual << QString();
    QTest::newRow("another port") << QByteArray("*:5433:*:*:no\n") << usual << QString();
    QTest::newRow("a star inside a name is a star") << QByteArray("db*:*:*:*:no\n") << usual << QString();
    QTest::newRow("escaped colon and backslash in the password")
        << QByteArray("*:*:*:*:a\\:b\\\\c\n") << usual << u"a:b\\c"_s;
    QTest::newRow("a password ends at a colon, as for libpq") << QByteArray("*:*:*:*:a:b\n") << usual << u"a"_s;
    QTest::newRow("an escaped colon in a name")
        << QByteArray("\\:\\:1:*:*:*:six\n") << QStringList{u"::1"_s, u"5432"_s, u"d"_s, u"u"_s} << u"six"_s;
    QTest::newRow("an empty password") << QByteArray("*:*:*:*:\n") << usual << QString();
    QTest::newRow("too few fields") << QByteArray("*:*:*:secret\n") << usual << QString();
    QTest::newRow("the default socket is localhost")
        << QByteArray("localhost:*:*:*:secret\n") << QStringList{u"/var/run/postgresql"_s, u""_s, u"d"_s, u"u"_s}
        << u"secret"_s;
    QTest::newRow("another socket is not localhost")
        << QByteArray("localhost:*:*:*:no\n") << QStringList{u"/tmp"_s, u""_s, u"d"_s, u"u"_s} << QString();
    QTest::newRow("a socket by its folder")
        << QByteArray("/srv/pg:5432:*:*:secret\n") << QStringList{u"/srv/pg"_s, u""_s, u"d"_s, u"u"_s} << u"secret"_s;
    QTest::newRow("without a user there is no question")
        << QByteArray("*:*:*:*:no\n") << QStringList{u"h"_s, u"1"_s, u"d"_s, u""_s} << QString();
    QTest::newRow("a backslash at the end of the file") << QByteArray("*:*:*:*:a\\") << usual << u"a\\"_s;
    QTest::newRow("a password in Arabic") << QByteArray("*:*:*:*:سر\n") << usual << u"سر"_s;
}

void TestPgPass::findsTheLine()
{
    QFETCH(QByteArray, file);
    QFETCH(QStringList, question);
    QFETCH(QString, password);
    const auto found
        = findInPgPass({file.constData(), static_cast<size_t>(file.size())}, {.host = question[0].toStdString(),
                                                                              .port = question[1].toStdString(),
                                                                              .database = question[2].toStdString(),
                                                                              .user = question[3].toStdString()});
    QCOMPARE(passwordOf(found), password);
}

void TestPgPass::refusesAFileThatOthersMayRead_data()
{
    QTest::addColumn<int>("others");
    QTest::newRow("the group may read") << int(QFile::ReadGroup);
    QTest::newRow("everybody may read") << int(QFile::ReadOther);
    QTest::newRow("the group may write") << int(QFile::WriteGroup);
}

void TestPgPass::refusesAFileThatOthersMayRead()
{
    QFETCH(int, others);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"pgpass"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("*:*:*:*:Canary-2\n");
    file.close();
    const PgPassQuestion question{.host = "h", .port = "1", .database = "d", .user = "u"};

    const auto own = QFile::ReadOwner | QFile::WriteOwner;
    QVERIFY(file.setPermissions(own | QFile::Permissions(others)));
    const auto refused = readPgPass(file.fileName(), question);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::FileUnreadable);
    QCOMPARE(refused.error().subject, file.fileName());

    QVERIFY(file.setPermissions(own));
    const auto found = readPgPass(file.fileName(), question);
    QVERIFY(found);
    QCOMPARE(passwordOf(*found), u"Canary-2"_s);
}

void TestPgPass::aMissingFileHasNoPassword()
{
    const QTemporaryDir folder;
    const auto found = readPgPass(folder.filePath(u"none"_s), {.database = "d", .user = "u"});
    QVERIFY(found);
    QVERIFY(!*found);
}

void TestPgPass::aFolderIsNoPasswordFile()
{
    const QTemporaryDir folder;
    const auto found = readPgPass(folder.path(), {.database = "d", .user = "u"});
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::FileUnreadable);
}

void TestPgPass::readsServices_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("host");
    QTest::newRow("a section") << QByteArray("[shop]\nhost=a\nport=5433\n") << u"a"_s;
    QTest::newRow("comments and empty lines") << QByteArray("# shops\n\n[shop]\n# host=b\n  host=a  \n") << u"a"_s;
    QTest::newRow("the other section") << QByteArray("[other]\nhost=b\n[shop]\nhost=a\n") << u"a"_s;
    QTest::newRow("only the first of a name") << QByteArray("[shop]\nhost=a\n[shop]\nhost=b\n") << u"a"_s;
    QTest::newRow("the first of a keyword") << QByteArray("[shop]\nhost=a\nhost=b\n") << u"a"_s;
    QTest::newRow("a value with equals signs") << QByteArray("[shop]\nhost=a=b\n") << u"a=b"_s;
    QTest::newRow("no such section") << QByteArray("[other]\nhost=b\n") << QString();
    QTest::newRow("mistakes of other sections do not matter")
        << QByteArray("[other]\nnonsense\n[shop]\nhost=a\n") << u"a"_s;
}

void TestPgPass::readsServices()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, host);
    const auto found = findService({file.constData(), static_cast<size_t>(file.size())}, "shop", u"file"_s);
    QVERIFY(found);
    QCOMPARE(found->has_value(), !host.isEmpty());
    if (*found)
        QCOMPARE(QString::fromStdString((**found).at("host")), host);
}

void TestPgPass::saysTheLineOfABadService_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("no equals sign") << QByteArray("[shop]\nhost=a\nnonsense\n");
    QTest::newRow("a service in a service") << QByteArray("[shop]\nhost=a\nservice=other\n");
    QTest::newRow("a look-up in a directory") << QByteArray("[shop]\nhost=a\nldap://directory/…\n");
    QTest::newRow("no keyword") << QByteArray("[shop]\nhost=a\n=b\n");
}

void TestPgPass::saysTheLineOfABadService()
{
    QFETCH(QByteArray, file);
    const auto found = findService({file.constData(), static_cast<size_t>(file.size())}, "shop", u"file"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::SettingsInvalid);
    QCOMPARE(found.error().subject, u"file"_s);
    QVERIFY(found.error().detail.startsWith(u"line 3: "_s));
}

QTEST_GUILESS_MAIN(TestPgPass)

#include "tst_pg_pass.moc"
