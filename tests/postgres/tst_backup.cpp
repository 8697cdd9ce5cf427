// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/backups/content_proof.h"
#include "engine/base/progress.h"
#include "engine/formats/manifest.h"
#include "engine/store/backup_records.h"
#include "engine/store/database.h"
#include "tests/postgres/clone_pair.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace engine;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

namespace {

/// Two tables that refer to each other's rows, a view over a key, a large object, and more rows than one batch.
const QString shop = uR"(
CREATE SCHEMA shop;
CREATE TABLE shop.people (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, email text UNIQUE);
CREATE TABLE shop.orders (id serial PRIMARY KEY, person integer NOT NULL REFERENCES shop.people, total numeric(10,2),
    made timestamptz NOT NULL DEFAULT '2026-01-02 03:04:05+00', CHECK (total >= 0));
CREATE VIEW shop.totals AS SELECT p.id, p.name, sum(o.total) FROM shop.people p JOIN shop.orders o ON o.person = p.id GROUP BY p.id;
CREATE MATERIALIZED VIEW shop.counted AS SELECT person, count(*) FROM shop.orders GROUP BY person;
CREATE INDEX ON shop.orders (made);
INSERT INTO shop.people (name, email)
    SELECT 'Camille Durand ' || i, 'camille' || i || '@example.org' FROM generate_series(1, 500) i;
INSERT INTO shop.orders (person, total) SELECT 1 + i % 500, i % 97 FROM generate_series(1, 20000) i;
INSERT INTO shop.people (name, email) VALUES (E'tab\there\\and\nthere', NULL);
SELECT lo_from_bytea(4711, convert_to(repeat('content of a large object ', 5000), 'UTF8'));
REFRESH MATERIALIZED VIEW shop.counted;
)"_s;

} // namespace

/// `sosie-cli backup`, looked at by PostgreSQL's own programs.
class TestBackup final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void stockProgramsRestoreWhatWasWritten_data();
    void stockProgramsRestoreWhatWasWritten();
    void theManifestAndTheHistorySayWhatIsInTheFile();
    void everyRowOfTheFileIsProved();
    void aChosenTableComesWithWhatItNeeds();
    void structureAloneAndRowsAlone();
    void peopleAreReplacedBeforeTheFileSeesThem();
    void aDryRunWritesNothing();
    void anEncryptedFileSaysNothing();
    void aSecondBackupOfTheSameDatabaseIsRefused();
    void aStopLeavesNoFile();
    void aFullDiskLeavesNoFile();
    void whatExcludesEachOtherIsSaid();

private:
    [[nodiscard]] CliRun backup(const QStringList &options) const;
    [[nodiscard]] QStringList files() const;
    void restore(const QString &database, const QString &file) const;

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    QTemporaryDir m_folder;
    QStringList m_source;
};

void TestBackup::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, shop);
    m_source = tests::linesOf(*m_server, u"shop"_s);
    m_home.addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
}

CliRun TestBackup::backup(const QStringList &options) const
{
    return m_home.run(QStringList{u"backup"_s, u"--source"_s, u"shop"_s, u"--json"_s, u"--no-input"_s} + options);
}

QStringList TestBackup::files() const
{
    return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
}

void TestBackup::restore(const QString &database, const QString &file) const
{
    m_server->createDatabase(database);
    const QString target = m_server->connectionInfo(database);
    QString command = u"pg_restore -d \"$1\" \"$2\""_s;
    if (file.endsWith(u".sql"_s))
        command = u"psql -Xq1 -v ON_ERROR_STOP=1 -d \"$1\" -f \"$2\" > /dev/null"_s;
    else if (file.endsWith(u".sql.gz"_s))
        command = u"set -o pipefail; gzip -dc \"$2\" | psql -Xq1 -v ON_ERROR_STOP=1 -d \"$1\" -f - > /dev/null"_s;
    QProcess shell;
    shell.start(u"bash"_s, {u"-c"_s, command, u"restore"_s, target, file});
    QVERIFY(shell.waitForFinished(60'000));
    const QByteArray said = shell.readAllStandardError();
    QVERIFY2(shell.exitCode() == 0 && said.isEmpty(), said.constData());
}

void TestBackup::stockProgramsRestoreWhatWasWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("an archive") << u"whole.dump"_s;
    QTest::newRow("a script") << u"whole.sql"_s;
    QTest::newRow("a compressed script") << u"whole.sql.gz"_s;
}

void TestBackup::stockProgramsRestoreWhatWasWritten()
{
    QFETCH(QString, name);
    const QString file = m_folder.path() + u'/' + name;
    const CliRun run = backup({u"--output"_s, file});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(QFileInfo(file).permissions() & 0x0077, QFileDevice::Permissions());
    const QString copy = u"from "_s + name;
    restore(copy, file);
    const QStringList found = tests::linesOf(*m_server, copy);
    QVERIFY2(found == m_source, tests::differenceOf(m_source, found).constData());
}

void TestBackup::theManifestAndTheHistorySayWhatIsInTheFile()
{
    const CliRun run = backup({u"--output"_s, m_folder.path() + u'/', u"--note"_s, u"before the move"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const QJsonObject written = run.report().value(u"file"_s).toObject();
    const QString file = written[u"path"_s].toString();
    QVERIFY2(QFileInfo(file).fileName().startsWith(u"shop_"_s), qPrintable(file));
    QVERIFY(file.endsWith(u".dump"_s));
    QVERIFY_ASSIGN(const formats::Manifest manifest, formats::readManifestBeside(file));
    QCOMPARE(manifest.rows(), 20501);
    QCOMPARE(manifest.fileBytes, QFileInfo(file).size());
    QCOMPARE(manifest.largeObjects.count, 1);
    QCOMPARE(manifest.largeObjects.bytes, 26 * 5000);
    QProcess sha;
    sha.start(u"sha256sum"_s, {file});
    QVERIFY(sha.waitForFinished());
    QCOMPARE(QString::fromLatin1(sha.readAllStandardOutput().left(64)), manifest.sha256);
    QCOMPARE(written[u"sha256"_s].toString(), manifest.sha256);
    QVERIFY_ASSIGN(auto database, store::Database::open(m_home.path() + u"/state"_s));
    const store::BackupRecords records(database);
    QVERIFY_ASSIGN(const auto record, records.find(manifest.identifier));
    QVERIFY(record);
    QCOMPARE(record->status, store::BackupStatus::Completed);
    QCOMPARE(record->sha256, manifest.sha256);
    QCOMPARE(record->rows, 20501);
    QCOMPARE(record->note, u"before the move"_s);
}

void TestBackup::everyRowOfTheFileIsProved()
{
    const QString file = m_folder.path() + u"/proved.dump"_s;
    const CliRun run = backup({u"--output"_s, file});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    Progress progress;
    QVERIFY_ASSIGN(const auto backup, backups::BackupFile::open(file, {}, {}));
    QVERIFY_RESULT(backups::proveContent(*backup, {}, progress));
    // A manifest that names one row more.
    QVERIFY_ASSIGN(formats::Manifest manifest, formats::readManifestBeside(file));
    ++manifest.tables.first().digest.rows;
    QVERIFY_RESULT(formats::writeManifestBeside(file, manifest));
    QVERIFY_ASSIGN(const auto other, backups::BackupFile::open(file, {}, {}));
    Progress again;
    QVERIFY_ERROR(backups::proveContent(*other, {}, again), ErrorCode::ContentDiffers);
}

void TestBackup::aChosenTableComesWithWhatItNeeds()
{
    const QString file = m_folder.path() + u"/orders.dump"_s;
    const CliRun run = backup({u"--output"_s, file, u"--exclude-table"_s, u"shop.orders"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    restore(u"without orders"_s, file);
    QCOMPARE(m_server->psql(u"without orders"_s, u"SELECT count(*) FROM shop.orders"_s), QByteArray("0"));
    QCOMPARE(m_server->psql(u"without orders"_s, u"SELECT count(*) FROM shop.people"_s), QByteArray("501"));
    const CliRun chosen = backup({u"--output"_s, m_folder.path() + u"/chosen.dump"_s, u"--table"_s, u"shop.orders"_s});
    QVERIFY2(chosen.exitCode == 0, chosen.said().constData());
    restore(u"with both"_s, m_folder.path() + u"/chosen.dump"_s);
    QCOMPARE(m_server->psql(u"with both"_s, u"SELECT count(*) FROM shop.people"_s), QByteArray("501"));
}

void TestBackup::structureAloneAndRowsAlone()
{
    const QString structure = m_folder.path() + u"/structure.dump"_s;
    const CliRun run = backup({u"--output"_s, structure, u"--structure-only"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    restore(u"structure"_s, structure);
    QCOMPARE(m_server->schemaDump(u"structure"_s), m_server->schemaDump(u"shop"_s));
    QCOMPARE(m_server->psql(u"structure"_s, u"SELECT count(*) FROM shop.people"_s), QByteArray("0"));
}

void TestBackup::peopleAreReplacedBeforeTheFileSeesThem()
{
    const QString file = m_folder.path() + u"/anonymized.sql"_s;
    const CliRun run = backup({u"--output"_s, file, u"--anonymize"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QFile script(file);
    QVERIFY(script.open(QIODevice::ReadOnly));
    const QByteArray text = script.readAll();
    QVERIFY(!text.contains("Camille Durand") && !text.contains("camille1@example.org"));
    QVERIFY(!text.contains("content of a large object"));
    restore(u"anonymized"_s, file);
    QCOMPARE(m_server->psql(u"anonymized"_s, u"SELECT count(DISTINCT email) FROM shop.people"_s), QByteArray("500"));
}

void TestBackup::aDryRunWritesNothing()
{
    const QStringList before = files();
    const CliRun run = backup({u"--output"_s, m_folder.path() + u"/never.dump"_s, u"--dry-run"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(files(), before);
}

void TestBackup::anEncryptedFileSaysNothing()
{
    const QString file = m_folder.path() + u"/secret.dump.sosie"_s;
    const CliRun without = backup({u"--output"_s, file, u"--encrypt"_s});
    QVERIFY(without.exitCode != 0);
    QVERIFY(!QFile::exists(file));
    m_home.setVariable(u"SOSIE_BACKUP_PASSWORD"_s, u"correct horse battery staple"_s);
    const CliRun run = backup({u"--output"_s, file, u"--encrypt"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QFile encrypted(file);
    QVERIFY(encrypted.open(QIODevice::ReadOnly));
    QVERIFY(!encrypted.readAll().contains("shop"));
    QVERIFY(!QFile::exists(formats::manifestPath(file)));
}

/// The lock that a backup holds, held by a program that is none of ours.
void TestBackup::aSecondBackupOfTheSameDatabaseIsRefused()
{
    const QByteArray database = m_server->psql(
        u"shop"_s, u"SELECT c.system_identifier || '-' || d.oid FROM pg_control_system() c, pg_database d"
                   " WHERE d.datname = current_database()"_s);
    const QString lock = m_home.path() + u"/state/backups/"_s + QString::fromLatin1(database) + u"/sosie.lock"_s;
    QVERIFY2(QFile::exists(lock), qPrintable(lock));
    QProcess holder;
    holder.start(u"flock"_s, {lock, u"cat"_s});
    QVERIFY(holder.waitForStarted());
    // It echoes once it has the lock.
    holder.write("held\n");
    QByteArray echoed;
    const auto hasEchoed = [&] { return echoed.append(holder.readAllStandardOutput()).contains("held"); };
    QTRY_VERIFY_WITH_TIMEOUT(hasEchoed(), tests::patience);
    const QString file = m_folder.path() + u"/second.dump"_s;
    const CliRun second = backup({u"--output"_s, file});
    m_server->createDatabase(u"another"_s);
    m_home.addEnvironment(u"another"_s, u"test"_s, m_server->connectionInfo(u"another"_s));
    const CliRun other = m_home.run({u"backup"_s, u"--source"_s, u"another"_s, u"--output"_s,
                                     m_folder.path() + u"/another.dump"_s, u"--no-input"_s});
    holder.closeWriteChannel();
    QVERIFY(holder.waitForFinished());
    QVERIFY2(second.exitCode == 75 && second.said().contains("E-LOCK-002"), second.said().constData());
    QVERIFY(!QFile::exists(file));
    QVERIFY2(other.exitCode == 0, other.said().constData());
    QCOMPARE(backup({u"--output"_s, file}).exitCode, 0);
}

void TestBackup::aStopLeavesNoFile()
{
    m_server->createDatabase(u"large"_s);
    m_server->psql(u"large"_s, u"CREATE TABLE t AS SELECT i, md5(i::text) AS a, md5((i * 7)::text) AS b"
                               " FROM generate_series(1, 400000) i"_s);
    m_home.addEnvironment(u"large"_s, u"test"_s, m_server->connectionInfo(u"large"_s));
    const QString file = m_folder.path() + u"/stopped.dump"_s;
    const auto run = m_home.start({u"backup"_s, u"--source"_s, u"large"_s, u"--output"_s, file, u"--no-input"_s});
    QVERIFY(run->waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file + u".partial"_s) || QFile::exists(file), tests::patience);
    ::kill(static_cast<pid_t>(run->processId()), SIGINT);
    QVERIFY(run->waitForFinished(20'000));
    QVERIFY(!QFile::exists(file + u".partial"_s));
    // It may have been done already.
    QCOMPARE(QFile::exists(file), run->exitCode() == 0);
    if (run->exitCode() != 0)
        QCOMPARE(run->exitCode(), 130);
}

void TestBackup::aFullDiskLeavesNoFile()
{
    const QString file = m_folder.path() + u"/full.dump"_s;
    // In blocks of 1024 bytes.
    m_home.setWrapper({u"bash"_s, u"-c"_s, u"trap '' XFSZ; ulimit -f 1024; exec \"$0\" \"$@\""_s});
    const CliRun run
        = m_home.run({u"backup"_s, u"--source"_s, u"large"_s, u"--output"_s, file, u"--json"_s, u"--no-input"_s});
    m_home.setWrapper({});
    QCOMPARE(run.exitCode, 74);
    QVERIFY2(!QFile::exists(file) && !QFile::exists(file + u".partial"_s), run.said().constData());
}

void TestBackup::whatExcludesEachOtherIsSaid()
{
    for (const QStringList &options :
         {QStringList{u"--structure-only"_s, u"--data-only"_s},
          QStringList{u"--type"_s, u"full"_s, u"--structure-only"_s}, QStringList{u"--clean"_s},
          QStringList{u"--format"_s, u"sql"_s, u"--if-exists"_s}})
        QCOMPARE(backup(options + QStringList{u"--output"_s, m_folder.path() + u"/none.dump"_s}).exitCode, 64);
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
