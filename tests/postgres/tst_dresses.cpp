// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

/// The same dump in all the dresses in which people send one, and what only looks like it.
class TestDresses final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whateverItWearsItIsKnown_data();
    void whateverItWearsItIsKnown();
    void whatIsNoneSaysWhatItLooksLike_data();
    void whatIsNoneSaysWhatItLooksLike();
    void aDumpThatSomebodyWroteInIsAQuestion();
    void aWholeSupabaseProjectGoesToAPlainServer();

private:
    /// In an empty folder, with $B for the folder of the dumps; makes "f".
    [[nodiscard]] QString dressed(const QString &commands);

    CliHome m_home;
    QTemporaryDir m_dumps;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDresses::initTestCase()
{
    std::unique_ptr<TestServer> server;
    QVERIFY_ASSIGN(server, TestServer::start());
    server->createDatabase(u"shop"_s);
    server->psql(u"shop"_s, u"create table t as select i, 'row ' || i as x from generate_series(1, 100) i;"
                            " create table u as select 1 as a"_s);
    const QString base = m_dumps.path() + u"/shop."_s;
    server->pgDump(u"shop"_s, {u"-f"_s, base + u"sql"_s});
    server->pgDump(u"shop"_s, {u"-Fc"_s, u"-f"_s, base + u"dump"_s});
    server->pgDump(u"shop"_s, {u"-Ft"_s, u"-f"_s, base + u"tar"_s});
    server->pgDump(u"shop"_s, {u"-Fd"_s, u"-f"_s, base + u"dir"_s});
}

QString TestDresses::dressed(const QString &commands)
{
    m_folder = std::make_unique<QTemporaryDir>();
    QProcess shell;
    shell.setWorkingDirectory(m_folder->path());
    shell.start(u"bash"_s, {u"-c"_s, u"B=\"$1\"; "_s + commands, u"dress"_s, m_dumps.path()});
    if (!shell.waitForFinished(20'000))
        QTest::qFail("the commands do not end", __FILE__, __LINE__);
    return m_folder->path() + u"/f"_s;
}

void TestDresses::whateverItWearsItIsKnown_data()
{
    QTest::addColumn<QString>("commands");
    QTest::addColumn<QString>("type");
    const auto script
        = [](const char *name, const QString &commands) { QTest::newRow(name) << commands << u"script"_s; };
    const auto archive
        = [](const char *name, const QString &commands) { QTest::newRow(name) << commands << u"archive"_s; };
    script("a script", u"cp $B/shop.sql f"_s);
    script("in a zip", u"cp $B/shop.sql .; python3 -m zipfile -c f shop.sql"_s);
    script(
        "in a zip of macOS",
        u"mkdir __MACOSX; echo x > __MACOSX/._shop.sql; cp $B/shop.sql .; python3 -m zipfile -c f __MACOSX shop.sql"_s);
    script("in a tar that begins with what macOS adds",
           u"printf '\\0\\5\\26\\7mac' > ._shop.sql; cp $B/shop.sql .; tar cf f ._shop.sql shop.sql"_s);
    script("in gzip", u"gzip -c $B/shop.sql > f"_s);
    script("in gzip in gzip", u"gzip -c $B/shop.sql | gzip > f"_s);
    script("with a mark of byte order", u"(printf '\\357\\273\\277'; cat $B/shop.sql) > f"_s);
    script("with line ends of Windows", u"sed 's/$/\\r/' $B/shop.sql > f"_s);
    script("behind a link", u"ln -s $B/shop.sql f"_s);
    archive("an archive", u"cp $B/shop.dump f"_s);
    archive("a tar", u"cp $B/shop.tar f"_s);
    archive("a folder", u"cp -r $B/shop.dir f"_s);
    archive("an archive in a tar in gzip", u"cp $B/shop.dump .; tar czf f shop.dump"_s);
    archive("a folder in a tar in gzip", u"cp -r $B/shop.dir .; tar czf f shop.dir"_s);
    archive("a folder in a zip", u"cp -r $B/shop.dir .; python3 -m zipfile -c f shop.dir"_s);
    archive("beside a text in a zip",
            u"echo hello > README.txt; cp $B/shop.dump .; python3 -m zipfile -c f README.txt shop.dump"_s);
}

void TestDresses::whateverItWearsItIsKnown()
{
    QFETCH(const QString, commands);
    QFETCH(const QString, type);
    const CliRun run = m_home.run({u"inspect"_s, dressed(commands), u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const QJsonObject found = QJsonDocument::fromJson(run.output).object();
    QCOMPARE(found.value(u"type"_s).toString(), type);
    QCOMPARE(found.value(u"objects"_s).toObject().value(u"TABLE"_s).toInt(), 2);
    QCOMPARE(found.value(u"dataChecked"_s).toBool(), type == u"archive"_s);
    QVERIFY(found.value(u"isComplete"_s).toBool());
    // Nothing that is not known is null: programs read on.
    QVERIFY2(!run.output.contains("null"), run.output.constData());
}

void TestDresses::whatIsNoneSaysWhatItLooksLike_data()
{
    QTest::addColumn<QString>("commands");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *name, const QString &commands, const char *said, int exitCode = 65) {
        QTest::newRow(name) << commands << exitCode << QByteArray(said);
    };
    row("nothing", u": > f"_s, "an empty file");
    row("nothing in gzip", u"gzip -c /dev/null > f"_s, "an empty file");
    row("empty lines", u"echo; echo > f"_s, "no SQL");
    row("no such file", u"true"_s, "Neither a file nor a backup", 64);
    row("an empty folder", u"mkdir f"_s, "toc.dat");
    row("a folder without its table of contents", u"cp -r $B/shop.dir f; rm f/toc.dat"_s, "toc.dat");
    row("a folder of which a file is missing", u"cp -r $B/shop.dir f; rm $(ls f/*.gz | head -1)"_s, ".dat");
    row("the table of contents of a folder", u"cp $B/shop.dir/toc.dat f"_s, "in other files");
    row("an archive that is cut off early", u"head -c 1000 $B/shop.dump > f"_s, "damaged");
    row("an archive that is cut off at its end", u"head -c -100 $B/shop.dump > f"_s, "damaged");
    row("an archive with a flipped byte in its rows",
        u"cp $B/shop.dump f; printf '\\377' | dd of=f bs=1 seek=$(($(stat -c %s f) - 60)) conv=notrunc"_s, "damaged");
    row("a tar that is cut off", u"head -c 4400 $B/shop.tar > f"_s, "damaged");
    row("gzip that is cut off", u"gzip -c $B/shop.sql | head -c 200 > f"_s, "damaged");
    row("gzip with something behind it", u"(gzip -c $B/shop.sql; echo garbage) > f"_s, "damaged");
    row("too many wrappings", u"gzip -c $B/shop.sql | gzip | gzip | gzip | gzip > f"_s, "wrapped");
    row("two databases in a tar", u"cp $B/shop.dump a.dump; cp $B/shop.dump b.dump; tar cf f a.dump b.dump"_s,
        "more than one database", 64);
    row("bzip2", u"printf 'BZh91AY&SY0000' > f"_s, "bzip2");
    row("xz", u"printf '\\3757zXZ\\0aaaa' > f"_s, "xz");
    row("7-Zip", u"printf '7z\\274\\257\\047\\034aaaaaaaaaaaaaa' > f"_s, "7-Zip");
    row("RAR", u"printf 'Rar!\\032\\007\\0aaaaaaaa' > f"_s, "RAR");
    row("encrypted by openssl", u"printf 'Salted__aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' > f"_s, "openssl");
    row("a document", u"echo '%PDF-1.4 x' > f"_s, "PDF");
    row("a page of the web", u"echo '<!DOCTYPE html><html><body>404' > f"_s, "page of the web");
    row("an error of a server", u"echo '{\"error\":\"denied\"}' > f"_s, "JSON");
    row("XML", u"echo '<?xml version=\"1.0\"?><Error/>' > f"_s, "XML");
    row("a table", u"printf 'id,name\\n1,x\\n' > f"_s, "CSV");
    row("a zip of something else",
        u"mkdir xl; echo x > xl/workbook.xml; echo y > a.bin; python3 -m zipfile -c f xl a.bin"_s, "none of which");
    row("another server's dump", u"echo '-- MySQL dump 10.13  Distrib 8.0' > f; echo 'CREATE TABLE a (b int);' >> f"_s,
        "MySQL");
    row("another database", u"printf 'SQLite format 3\\0aaaaaaaaaaaaaaaaaaaa' > f"_s, "SQLite");
    row("noise", u"printf '\\1\\0\\2\\3\\200' > f"_s, "unknown kind");
    row("a link that leads nowhere", u"ln -s /nowhere f"_s, "cannot be read", 74);
    row("a pipe", u"mkfifo f"_s, "not a regular file", 74);
    row("a device", u"ln -s /dev/zero f"_s, "not a regular file", 74);
}

void TestDresses::whatIsNoneSaysWhatItLooksLike()
{
    QFETCH(const QString, commands);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, said);
    const CliRun run = m_home.run({u"inspect"_s, dressed(commands)}, 20'000);
    QVERIFY2(run.exitCode == exitCode, run.said().constData());
    QVERIFY2(run.said().contains(said), run.said().constData());
}

void TestDresses::aDumpThatSomebodyWroteInIsAQuestion()
{
    const QString cut = dressed(u"grep -v 'dump complete' $B/shop.sql > f; echo 'CREATE TABLE more (a int);' >> f"_s);
    const CliRun lacking = m_home.run({u"inspect"_s, cut, u"--json"_s});
    QVERIFY2(lacking.exitCode == 0, lacking.said().constData());
    QVERIFY(!QJsonDocument::fromJson(lacking.output).object().value(u"isComplete"_s).toBool());
    QVERIFY2(m_home.run({u"inspect"_s, cut}).said().contains("--accept-incomplete"), "not said");
    const QString longer = dressed(u"(cat $B/shop.sql; echo; echo 'CREATE TABLE more (a int);') > f"_s);
    const CliRun more = m_home.run({u"inspect"_s, longer});
    QVERIFY2(more.exitCode == 0 && more.said().contains("CREATE TABLE more"), more.said().constData());
}

/// Its own schemas alone would refer to people that a plain server does not have: what they need of the platform comes
/// along, without anybody having to know.
void TestDresses::aWholeSupabaseProjectGoesToAPlainServer()
{
    const auto script = [](const QString &name) -> QString {
        return QStringLiteral(SOSIE_SOURCE_DIR) + u"/tests/postgres/sql/"_s + name;
    };
    std::unique_ptr<TestServer> server;
    QVERIFY_ASSIGN(server, TestServer::start());
    server->psqlFile(u"postgres"_s, script(u"supabase_roles.sql"_s));
    QFile platform(script(u"supabase_platform.sql"_s));
    QVERIFY(platform.open(QIODevice::ReadOnly));
    // In a project `postgres` is no superuser.
    const QString asAdmin = u"\\connect - supabase_admin\n"_s;
    server->psql(u"postgres"_s, asAdmin + QString::fromUtf8(platform.readAll()));
    server->psqlFile(u"postgres"_s, script(u"supabase_project.sql"_s), {u"project=shop"_s, u"generous=true"_s});
    const QString dump = m_dumps.path() + u"/supabase.dump"_s;
    server->pgDump(u"postgres"_s, {u"-Fc"_s, u"-f"_s, dump, u"-d"_s,
                                   server->connectionInfo(u"postgres"_s) + u" user=supabase_admin"_s});
    const QString count = u"SELECT (SELECT count(*) FROM auth.users), (SELECT count(*) FROM public.notes)"_s;
    const QByteArray expected = server->psql(u"postgres"_s, asAdmin + count);

    std::unique_ptr<TestServer> plain;
    QVERIFY_ASSIGN(plain, TestServer::start());
    plain->createDatabase(u"plain"_s);
    m_home.addEnvironment(u"plain"_s, u"test"_s, plain->connectionInfo(u"plain"_s));
    const CliRun run = m_home.run({u"restore"_s, u"--target"_s, u"plain"_s, dump, u"--confirm"_s, u"plain"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(plain->psql(u"plain"_s, count), expected);
}

QTEST_GUILESS_MAIN(TestDresses)
#include "tst_dresses.moc"
