// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/manifest.h"
#include "engine/store/backup_records.h"
#include "engine/store/database.h"
#include "tests/postgres/clone_pair.h"
#include "tests/postgres/shop_that_is_sent.h"
#include "tests/support/result_check.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

/// Archives of pg_dump and backups of Sosie, brought back by the real program, and proven by it.
class TestRestoreArchive final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void everyFormOfPgDumpComesBack_data();
    void everyFormOfPgDumpComesBack();
    void aFileOfWhichNothingArrivesReplacesNothing_data();
    void aFileOfWhichNothingArrivesReplacesNothing();
    void aTableComesInASchemaThatItsFileDoesNotMake();
    void aBackupComesBackByItsNumberAndByItsFile();
    void anEncryptedBackupComesBackWithItsPassword();
    void aFlippedByteIsRefusedAndTheTargetStays();
    void peopleSeeWhatAFileHolds_data();
    void peopleSeeWhatAFileHolds();
    void aBackupIsProvedByRestoringIt();
    void aTrialFindsRowsThatAreNotThoseOfTheManifest();
    void aTrialFindsObjectsThatAreNotThoseOfTheManifest();

private:
    [[nodiscard]] CliRun restore(const QString &what) const;
    /// `backup` of the source; the path of the file.
    [[nodiscard]] QString backup(const QString &name, const QStringList &options = {}) const;
    void shell(const QString &command, const QStringList &arguments) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
    QStringList m_source;
};

void TestRestoreArchive::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, tests::shopThatIsSent);
    m_source = tests::linesOf(*m_server, u"shop"_s);
}

void TestRestoreArchive::init()
{
    m_server->dropDatabase(u"copy"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"copy"_s, u"create table old (a int); insert into old values (1)"_s);
    m_home = std::make_unique<CliHome>();
    m_home->addEnvironment(u"shop"_s, u"test"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s), {u"--allow-raw"_s});
}

CliRun TestRestoreArchive::restore(const QString &what) const
{
    return m_home->run({u"restore"_s, what, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s, u"--raw"_s,
                        u"--reason"_s, u"a test"_s, u"--json"_s, u"--no-input"_s});
}

QString TestRestoreArchive::backup(const QString &name, const QStringList &options) const
{
    const QString file = m_home->path() + u'/' + name;
    const CliRun run = m_home->run(
        QStringList{u"backup"_s, u"--source"_s, u"shop"_s, u"--output"_s, file, u"--json"_s, u"--no-input"_s}
        + options);
    if (run.exitCode != 0)
        QTest::qFail(run.said().constData(), __FILE__, __LINE__);
    return file;
}

void TestRestoreArchive::shell(const QString &command, const QStringList &arguments) const
{
    QProcess process;
    process.start(u"bash"_s, QStringList{u"-ec"_s, command, u"shell"_s} + arguments);
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

void TestRestoreArchive::everyFormOfPgDumpComesBack_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("custom") << u"pg_dump -Fc -d \"$1\" -f \"$2\""_s;
    QTest::newRow("folder") << u"pg_dump -Fd -d \"$1\" -f \"$2\""_s;
    QTest::newRow("tar") << u"pg_dump -Ft -d \"$1\" -f \"$2\""_s;
    QTest::newRow("custom in gzip") << u"pg_dump -Fc -d \"$1\" | gzip > \"$2\""_s;
    QTest::newRow("tar in gzip") << u"pg_dump -Ft -d \"$1\" | gzip > \"$2\""_s;
    QTest::newRow("script in gzip") << u"pg_dump -d \"$1\" | gzip > \"$2\""_s;
    QTest::newRow("rows as INSERT") << u"pg_dump -Fc --inserts -d \"$1\" -f \"$2\""_s;
}

void TestRestoreArchive::everyFormOfPgDumpComesBack()
{
    QFETCH(const QString, command);
    const QString file = m_home->path() + u"/sent"_s;
    shell(command, {m_server->connectionInfo(u"shop"_s), file});
    const CliRun run = restore(file);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const QStringList found = tests::linesOf(*m_server, u"copy"_s);
    QVERIFY2(found == m_source, tests::differenceOf(m_source, found).constData());
}

void TestRestoreArchive::aFileOfWhichNothingArrivesReplacesNothing_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("rows without their tables") << u"pg_dump -Fc --data-only -d \"$1\" -f \"$2\""_s;
    QTest::newRow("rows in a script") << u"pg_dump --data-only -d \"$1\" -f \"$2\""_s;
    QTest::newRow("rows as INSERT") << u"pg_dump -Fc --data-only --inserts -d \"$1\" -f \"$2\""_s;
    QTest::newRow("a table whose type is not in the file") << u"pg_dump -Fc -t shop.orders -d \"$1\" -f \"$2\""_s;
    QTest::newRow("no table at all") << u"echo 'CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1;' > \"$2\""_s;
    QTest::newRow("no row arrives")
        << u"printf 'CREATE TABLE t (a int CHECK (a > 9));\nCOPY t FROM stdin;\n1\n\\\\.\n' > \"$2\""_s;
}

void TestRestoreArchive::aFileOfWhichNothingArrivesReplacesNothing()
{
    QFETCH(const QString, command);
    const QString file = m_home->path() + u"/sent"_s;
    shell(command, {m_server->connectionInfo(u"shop"_s), file});
    const CliRun run = restore(file);
    QVERIFY2(run.exitCode != 0 && run.output.contains("E-FMT-009"), run.said().constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"select a from old"_s), QByteArray("1"));
}

void TestRestoreArchive::aTableComesInASchemaThatItsFileDoesNotMake()
{
    const QString file = m_home->path() + u"/sent"_s;
    shell(u"pg_dump -Fc -t shop.people -d \"$1\" -f \"$2\""_s, {m_server->connectionInfo(u"shop"_s), file});
    m_server->psql(u"copy"_s, u"create schema shop; create table shop.another (a int)"_s);
    // What goes with it is named: one typed name is not enough to know.
    const CliRun plan = m_home->run(
        {u"restore"_s, file, u"--target"_s, u"copy"_s, u"--dry-run"_s, u"--lang"_s, u"en"_s, u"--no-input"_s});
    QVERIFY2(plan.said().contains("does not make the schema \"shop\""), plan.said().constData());
    QVERIFY2(plan.said().contains("are not in the file and will not be there afterwards: "), plan.said().constData());
    QVERIFY2(plan.said().contains("shop.another"), plan.said().constData());
    const CliRun run = restore(file);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"select count(*) from shop.people"_s), QByteArray("301"));
}

void TestRestoreArchive::aBackupComesBackByItsNumberAndByItsFile()
{
    const QString file = backup(u"shop.dump"_s);
    for (const QString &name : {u"1"_s, file}) {
        const CliRun run = restore(name);
        QVERIFY2(run.exitCode == 0, run.said().constData());
        QCOMPARE(run.report().value(u"source"_s).toString(), u"shop.dump"_s);
        const QStringList found = tests::linesOf(*m_server, u"copy"_s);
        QVERIFY2(found == m_source, tests::differenceOf(m_source, found).constData());
    }
}

void TestRestoreArchive::anEncryptedBackupComesBackWithItsPassword()
{
    m_home->setVariable(u"SOSIE_BACKUP_PASSWORD"_s, u"correct horse"_s);
    const QString file = backup(u"shop.sosie"_s, {u"--encrypt"_s});
    m_home->setVariable(u"SOSIE_BACKUP_PASSWORD"_s, u"wrong"_s);
    const CliRun refused = restore(file);
    QVERIFY2(refused.exitCode != 0, refused.said().constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"select a from old"_s), QByteArray("1"));
    m_home->setVariable(u"SOSIE_BACKUP_PASSWORD"_s, u"correct horse"_s);
    const CliRun run = restore(file);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const QStringList found = tests::linesOf(*m_server, u"copy"_s);
    QVERIFY2(found == m_source, tests::differenceOf(m_source, found).constData());
}

void TestRestoreArchive::aFlippedByteIsRefusedAndTheTargetStays()
{
    const QString path = backup(u"shop.dump"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    char byte = 0;
    QVERIFY(file.getChar(&byte));
    QVERIFY(file.seek(file.size() / 2));
    QVERIFY(file.putChar(static_cast<char>(byte ^ 1)));
    file.close();
    const CliRun run = restore(path);
    QVERIFY2(run.exitCode == 65, run.said().constData());
    QVERIFY2(run.said().contains("FileDamaged") || run.said().contains("SHA-256"), run.said().constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"select a from old"_s), QByteArray("1"));
}

void TestRestoreArchive::peopleSeeWhatAFileHolds_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("script") << u"p"_s;
    QTest::newRow("custom") << u"c"_s;
    QTest::newRow("folder") << u"d"_s;
}

void TestRestoreArchive::peopleSeeWhatAFileHolds()
{
    QFETCH(const QString, format);
    const QString file = m_home->path() + u"/sent"_s;
    shell(u"pg_dump -F$3 -d \"$1\" -f \"$2\""_s, {m_server->connectionInfo(u"shop"_s), file, format});
    for (const QStringList &options : {QStringList(), QStringList{u"--load"_s}}) {
        const CliRun run = m_home->run(QStringList{u"inspect"_s, file} + options);
        QVERIFY2(run.exitCode == 0 && !run.crashed, run.said().constData());
        QVERIFY2(run.output.contains("shop.people") && run.output.contains("PostgreSQL"), run.said().constData());
    }
}

void TestRestoreArchive::aBackupIsProvedByRestoringIt()
{
    m_server->psql(u"shop"_s, u"SELECT lo_from_bytea(4711, convert_to(repeat('content ', 5000), 'UTF8'))"_s);
    const QString file = backup(u"shop.dump"_s);
    m_server->psql(u"shop"_s, u"SELECT lo_unlink(4711)"_s);
    for (const int level : {1, 2, 3}) {
        const CliRun run = m_home->run({u"verify"_s, file, u"--level"_s, QString::number(level), u"--json"_s});
        QVERIFY2(run.exitCode == 0, run.said().constData());
        QCOMPARE(run.report().value(u"level"_s).toInt(), level);
    }
    QVERIFY_ASSIGN(auto database, store::Database::open(m_home->path() + u"/state"_s));
    const store::BackupRecords records(database);
    QVERIFY_ASSIGN(const QList<store::BackupRecord> all, records.page({}));
    QVERIFY(m_home->run({u"verify"_s, u"1"_s, u"--level"_s, u"3"_s, u"--json"_s}).exitCode == 0);
    QVERIFY_ASSIGN(const QList<store::BackupRecord> proven, records.page({}));
    QCOMPARE(proven.first().proof, store::ProofLevel::Restored);
}

void TestRestoreArchive::aTrialFindsRowsThatAreNotThoseOfTheManifest()
{
    // A script, of which only a server can tell what is in it.
    const QString file = backup(u"shop.sql"_s);
    const QStringList verify{u"verify"_s, file, u"--level"_s, u"3"_s, u"--json"_s};
    const CliRun good = m_home->run(verify);
    QVERIFY2(good.exitCode == 0, good.said().constData());
    QVERIFY_ASSIGN(formats::Manifest manifest, formats::readManifestBeside(file));
    manifest.tables.first().digest.rows += 1;
    QVERIFY_RESULT(formats::writeManifestBeside(file, manifest));
    const CliRun run = m_home->run(verify);
    QVERIFY2(run.exitCode == 1, run.said().constData());
    QVERIFY2(run.said().contains("backed up"), run.said().constData());
}

void TestRestoreArchive::aTrialFindsObjectsThatAreNotThoseOfTheManifest()
{
    const QString file = backup(u"objects.dump"_s);
    const QStringList verify{u"verify"_s, file, u"--level"_s, u"3"_s, u"--json"_s};
    const CliRun good = m_home->run(verify);
    QVERIFY2(good.exitCode == 0, good.said().constData());
    QVERIFY_ASSIGN(const formats::Manifest manifest, formats::readManifestBeside(file));
    QVERIFY(manifest.objects.size() > 10);
    formats::Manifest other = manifest;
    for (formats::ManifestObject &object : other.objects) {
        if (object.kind == u"VIEW"_s)
            object.hash = QString(64, u'0');
    }
    QVERIFY_RESULT(formats::writeManifestBeside(file, other));
    const CliRun changed = m_home->run(verify);
    QVERIFY2(changed.exitCode == 1 && changed.said().contains("VIEW shop.totals"), changed.said().constData());
    other = manifest;
    other.objects.append({.kind = u"INDEX"_s, .name = u"shop.gone"_s, .hash = QString(64, u'0')});
    QVERIFY_RESULT(formats::writeManifestBeside(file, other));
    const CliRun gone = m_home->run(verify);
    QVERIFY2(gone.exitCode == 1 && gone.said().contains("INDEX shop.gone"), gone.said().constData());
}

QTEST_GUILESS_MAIN(TestRestoreArchive)
#include "tst_restore_archive.moc"
