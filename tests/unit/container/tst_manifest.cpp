// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/paths.h"
#include "engine/formats/backup_name.h"
#include "engine/formats/manifest.h"

#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;

namespace {

Manifest example()
{
    Manifest manifest{.identifier = u"0123456789abcdef0123456789abcdef"_s,
                      .environment = u"Hôtel \"prod\""_s,
                      .environmentType = u"production"_s,
                      .systemIdentifier = u"7300000000000000001"_s,
                      .databaseOid = 16384,
                      .databaseName = u"loft"_s,
                      .serverVersion = u"15.20"_s,
                      .encoding = u"UTF8"_s,
                      .sosieVersion = u"0.9"_s,
                      .snapshot = QDateTime(QDate(2026, 3, 14), QTime(7, 31, 5, 250), Qt::UTC),
                      .kind = Manifest::Kind::Manual,
                      .choices = {.tables = {u"public.*"_s}, .isDataOnly = true, .note = u"before the move"_s},
                      .anonymization
                      = ManifestAnonymization{.ruleSet = QString(64, u'a'),
                                              .rules = {{u"public.users"_s, u"email"_s, u"person.email"_s}}},
                      .isEncrypted = true,
                      .format = u"archive"_s,
                      .fileName = u"a.dump"_s,
                      .fileBytes = (qint64{1} << 53) + 1,
                      .sha256 = QString(64, u'0')};
    manifest.tables
        = {{.name = {"public", "users"}, .rawBytes = 123, .digest = {.hex = std::string(32, 'f'), .rows = 7}},
           {.name = {"public", "odd \\ \" name"}, .rawBytes = 1, .digest = {.hex = std::string(32, '1'), .rows = 2}}};
    manifest.objects = {{u"TABLE"_s, u"public.users"_s, QString(64, u'b')}};
    manifest.largeObjects = {.count = 2, .bytes = 3, .digest = u"d"_s};
    manifest.leftOut = {{u"role \"x\""_s, u"Roles belong to the server."_s}};
    manifest.warnings = {u"One."_s, u"Two."_s};
    return manifest;
}

} // namespace

class ManifestTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadAgain();
    void whatIsNotWholeIsRefused_data();
    void whatIsNotWholeIsRefused();
    void everyMemberIsMissed();
    void aLaterVersionIsNamed();
    void membersOfLaterDaysAreLeftAside();
    void itStandsBesideItsFile();
    void namesAreSafeEverywhere_data();
    void namesAreSafeEverywhere();
    void theFolderOfBackupsIsPrivate();
};

void ManifestTest::whatIsWrittenIsReadAgain()
{
    const Manifest manifest = example();
    QCOMPARE(manifestFromJson(toJson(manifest), u"a"_s).value(), manifest);
    QCOMPARE(manifest.rows(), qint64{9});
    QCOMPARE(manifest.rawBytes(), qint64{124});
    Manifest clear = manifest;
    clear.anonymization.reset();
    clear.kind = Manifest::Kind::Full;
    QCOMPARE(manifestFromJson(toJson(clear), u"a"_s).value(), clear);
}

void ManifestTest::whatIsNotWholeIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray whole = toJson(example());
    const auto with = [&whole](const char *name, const QByteArray &before, const QByteArray &after) {
        QByteArray json = whole;
        QVERIFY2(json.contains(before), before.constData());
        QTest::newRow(name) << json.replace(before, after);
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("an empty object") << QByteArray("{}");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no JSON") << QByteArray("PGDMP");
    QTest::newRow("cut") << whole.left(whole.size() / 2);
    QTest::newRow("something behind it") << QByteArray(whole).append("x");
    QTest::newRow("a second object behind it") << QByteArray(whole).append("{}");
    QTest::newRow("nested without end") << QByteArray(1'000'000, '[');
    QTest::newRow("nested too deep") << QByteArray(100, '[').append(QByteArray(100, ']'));
    with("a member twice", R"("sosieVersion": "0.9")", R"("sosieVersion": "0.9", "sosieVersion": "0.9")");
    with("a member twice, written otherwise", R"("sosieVersion": "0.9")",
         R"("sosieVersion": "0.9", "sosieVersio\u006e": "1")");
    with("not a number", R"("rows": 7)", R"("rows": NaN)");
    with("a number as text", R"("rows": 7)", R"("rows": "7")");
    with("a negative number", R"("rows": 7)", R"("rows": -1)");
    with("a fraction", R"("rows": 7)", R"("rows": 7.5)");
    with("a number that is too large", R"("rows": 7)", R"("rows": 9223372036854775808)");
    with("numbers whose sum is too large", R"("rows": 7)", R"("rows": 9223372036854775807)");
    with("an enormous number", R"("rows": 7)", R"("rows": 1e400)");
    with("a negative size", R"("bytes": 9007199254740993)", R"("bytes": -1)");
    with("version 0", R"("schema": 1)", R"("schema": 0)");
    with("no version", R"("schema": 1)", R"("chema": 1)");
    with("a version as text", R"("schema": 1)", R"("schema": "1")");
    with("no checksum", R"("sha256")", R"("sha255")");
    with("a checksum that is too short", QByteArray(64, '0'), QByteArray(63, '0'));
    with("a checksum in capitals", QByteArray(64, 'b'), QByteArray(64, 'B'));
    with("an absolute path", R"("name": "a.dump")", R"("name": "/etc/passwd")");
    with("a path upwards", R"("name": "a.dump")", R"("name": "../a.dump")");
    with("a folder as name", R"("name": "a.dump")", R"("name": "..")");
    with("an empty name", R"("name": "a.dump")", R"("name": "")");
    with("a name with a NUL", R"("name": "a.dump")", R"("name": "a\u0000.dump")");
    with("bytes that are no text", "before the move", "before \xff the move");
    with("a kind that is not known", R"("kind": "manual")", R"("kind": "other")");
    with("a time without zone", R"(05.250Z)", R"(05.250)");
    with("no time", R"(2026-03-14T)", R"(2026-13-14T)");
    with("an identifier that is a path", R"(0123456789abcdef0123456789abcdef)", R"(../../../../../../../../../../x/y)");
    with("null instead of a list", R"("warnings": [)", R"("warnings": null, "x": [)");
    with("a number in a list of texts", R"("Two.")", R"(2)");
    with("text instead of a switch", R"("encrypted": true)", R"("encrypted": "true")");
}

void ManifestTest::whatIsNotWholeIsRefused()
{
    QFETCH(QByteArray, json);
    const auto read = manifestFromJson(json, u"a.manifest.json"_s);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::FileDamaged);
    QCOMPARE(read.error().subject, u"a.manifest.json"_s);
    QVERIFY(!read.error().detail.isEmpty());
}

void ManifestTest::everyMemberIsMissed()
{
    // Each line that holds a member is taken away in turn; what is left is JSON, or is refused as none.
    const QList<QByteArray> lines = toJson(example()).split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!lines.at(i).contains("\":"))
            continue;
        QList<QByteArray> fewer = lines;
        QByteArray renamed = fewer.at(i);
        fewer[i] = renamed.replace("\":", "x\":");
        QVERIFY2(!manifestFromJson(fewer.join('\n'), u"a"_s), lines.at(i).constData());
    }
}

void ManifestTest::aLaterVersionIsNamed()
{
    const auto read = manifestFromJson(R"({"schema": 99})", u"a"_s);
    QCOMPARE(read.error().code, ErrorCode::FormatUnsupported);
    QVERIFY(read.error().detail.contains(u"99"_s));
}

void ManifestTest::membersOfLaterDaysAreLeftAside()
{
    QByteArray json = toJson(example());
    json.replace(R"("schema": 1)", R"("schema": 1, "later": {"a": [1, 2]})");
    QCOMPARE(manifestFromJson(json, u"a"_s).value(), example());
}

void ManifestTest::itStandsBesideItsFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.dump"_s);
    QCOMPARE(readManifestBeside(path).error().code, ErrorCode::FileUnreadable);
    QVERIFY(writeManifestBeside(path, example()).has_value());
    QCOMPARE(readManifestBeside(path).value(), example());
    struct stat found = {};
    QVERIFY(::stat(QFile::encodeName(manifestPath(path)).constData(), &found) == 0);
    QCOMPARE(int(found.st_mode & 0777), 0600);
    QFile empty(manifestPath(path));
    QVERIFY(empty.open(QIODevice::WriteOnly | QIODevice::Truncate));
    empty.close();
    QCOMPARE(readManifestBeside(path).error().code, ErrorCode::FileDamaged);
}

void ManifestTest::namesAreSafeEverywhere_data()
{
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *title, const QString &environment, const QString &begins) {
        QTest::newRow(title) << environment << begins + u"_2026-03-14T073105Z_full_0123abcd.dump"_s;
    };
    row("plain", u"production"_s, u"production"_s);
    row("spaces and accents", u"Hôtel d'Alger"_s, u"Hôtel-d-Alger"_s);
    row("a path", u"../../etc/passwd"_s, u"etc-passwd"_s);
    row("Arabic", u"إنتاج"_s, u"إنتاج"_s);
    row("what Windows refuses", u"a:b*c?<d>|\"e\""_s, u"a-b-c-d-e"_s);
    row("a line break and a direction", u"a\nb\u202ec"_s, u"a-b-c"_s);
    row("nothing that stays", u"///"_s, u"database"_s);
    row("nothing", u""_s, u"database"_s);
    row("a device of Windows is not alone", u"CON"_s, u"CON"_s);
    row("very long", QString(300, u'x'), QString(40, u'x'));
}

void ManifestTest::namesAreSafeEverywhere()
{
    QFETCH(QString, environment);
    QFETCH(QString, name);
    const QDateTime snapshot(QDate(2026, 3, 14), QTime(9, 31, 5), QTimeZone(7200));
    QCOMPARE(backupName(environment, snapshot, Manifest::Kind::Full, u"0123abcd000000000000000000000000"_s, u".dump"_s),
             name);
    QVERIFY(name.toUtf8().size() < 240);
    const QString identifier = newIdentifier();
    QCOMPARE(identifier.size(), 32);
    QVERIFY(identifier != newIdentifier());
}

void ManifestTest::theFolderOfBackupsIsPrivate()
{
    const QTemporaryDir home;
    setHome(home.path());
    const QString folder = backupsFolder().value();
    QCOMPARE(folder, home.filePath(u"data/backups"_s));
    struct stat found = {};
    QVERIFY(::stat(QFile::encodeName(folder).constData(), &found) == 0);
    QCOMPARE(int(found.st_mode & 0777), 0700);
}

QTEST_APPLESS_MAIN(ManifestTest)
#include "tst_manifest.moc"
