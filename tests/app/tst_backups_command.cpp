// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/unit/backups/backup_folder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using engine::store::BackupRecord;
using tests::BackupFolder;
using tests::CliHome;
using tests::CliRun;

namespace {

const QByteArray content("PGDMP and rows and rows and rows and rows and rows and rows and rows");

QJsonArray listOf(const CliRun &run, const QString &key = u"backups"_s)
{
    return run.report().value(key).toArray();
}

} // namespace

/// What sosie-cli does with backups that are there; how they are made is tested elsewhere.
class BackupsCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aFolderIsTakenInAndListed();
    void aBackupIsVerified();
    void anAlteredBackupIsAVerdict_data();
    void anAlteredBackupIsAVerdict();
    void anEncryptedBackupAsksForItsPassword();
    void aPasswordIsChanged();
    void removalIsUndone();
    void inBulkTheLastOneStays();
    void notesTagsAndPinsAreKept();
    void theTableIsWritten();
    void wrongWordsAreUsage_data();
    void wrongWordsAreUsage();
    void theKitIsWritten();

private:
    [[nodiscard]] CliRun adopted() const
    {
        return m_home->run({u"backups"_s, u"adopt"_s, m_folder->folder(), u"--json"_s});
    }
    [[nodiscard]] CliRun backups(const QStringList &words) const
    {
        return m_home->run(QStringList{u"backups"_s} + words + QStringList{u"--json"_s});
    }

    std::unique_ptr<CliHome> m_home;
    std::unique_ptr<BackupFolder> m_folder;
};

void BackupsCommandTest::init()
{
    m_home = std::make_unique<CliHome>();
    m_folder = std::make_unique<BackupFolder>();
}

void BackupsCommandTest::aFolderIsTakenInAndListed()
{
    QCOMPARE(listOf(backups({u"list"_s})).size(), 0);
    const BackupRecord first = m_folder->make(u"prod"_s, 13, content);
    m_folder->make(u"test"_s, 14, content);
    const CliRun run = adopted();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(listOf(run, u"added"_s).size(), 2);
    QCOMPARE(listOf(backups({u"list"_s})).size(), 2);
    QCOMPARE(listOf(backups({u"list"_s, u"--environment"_s, u"test"_s})).size(), 1);
    QCOMPARE(listOf(backups({u"list"_s, u"--verified"_s, u"intact"_s})).size(), 0);
    QVERIFY(QFile::remove(first.path));
    QCOMPARE(listOf(backups({u"list"_s, u"--limit"_s, u"5"_s})).size(), 2);
    QCOMPARE(listOf(backups({u"list"_s, u"--status"_s, u"missing"_s})).size(), 1);
    const CliRun shown = m_home->run({u"backups"_s, u"list"_s});
    QVERIFY2(shown.output.contains("file missing"), shown.said().constData());
    const CliRun one = m_home->run({u"backups"_s, u"show"_s, first.identifier.left(8)});
    QVERIFY2(one.exitCode == 0 && one.output.contains(first.sha256.toLatin1()), one.said().constData());
    QCOMPARE(backups({u"show"_s, u"nothing"_s}).exitCode, 64);
}

void BackupsCommandTest::aBackupIsVerified()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    // As a file that nobody knows, then as a backup of the list.
    const CliRun asFile = m_home->run({u"verify"_s, record.path, u"--level"_s, u"1"_s, u"--json"_s});
    QVERIFY2(asFile.exitCode == 0, asFile.said().constData());
    QCOMPARE(asFile.report().value(u"sha256"_s).toString(), record.sha256);
    QVERIFY(asFile.report().value(u"id"_s).isNull());
    QCOMPARE(adopted().exitCode, 0);
    const CliRun run = m_home->run({u"verify"_s, u"1"_s, u"--level"_s, u"1"_s, u"--json"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.report().value(u"level"_s).toInt(), 1);
    QCOMPARE(listOf(backups({u"list"_s, u"--verified"_s, u"intact"_s})).size(), 1);
    QCOMPARE(m_home->run({u"verify"_s, u"nothing"_s}).exitCode, 64);
    QCOMPARE(m_home->run({u"verify"_s, u"1"_s, u"--source"_s, u"x"_s}).exitCode, 64);
    QCOMPARE(m_home->run({u"verify"_s, u"1"_s, u"--level"_s, u"4"_s}).exitCode, 64);
}

void BackupsCommandTest::anAlteredBackupIsAVerdict_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("in clear") << QByteArray();
    QTest::newRow("encrypted") << QByteArray("secret");
}

void BackupsCommandTest::anAlteredBackupIsAVerdict()
{
    QFETCH(QByteArray, password);
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content, password);
    m_home->setVariable(u"SOSIE_BACKUP_PASSWORD"_s, QString::fromLatin1(password));
    QCOMPARE(adopted().exitCode, 0);
    QCOMPARE(m_home->run({u"verify"_s, u"1"_s, u"--level"_s, u"1"_s}).exitCode, 0);
    BackupFolder::flip(record.path, record.fileBytes - 40);
    const CliRun run = m_home->run({u"verify"_s, u"1"_s, u"--level"_s, u"1"_s, u"--json"_s});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.report().value(u"outcome"_s).toString(), u"failed"_s);
    QCOMPARE(run.report().value(u"error"_s).toObject().value(u"code"_s).toString(), u"E-FMT-003"_s);
    QCOMPARE(listOf(backups({u"list"_s})).at(0).toObject().value(u"proof"_s).toString(), u"none"_s);
    const CliRun people = m_home->run({u"verify"_s, record.path, u"--level"_s, u"1"_s});
    QCOMPARE(people.exitCode, 1);
    QVERIFY2(people.output.contains("damaged"), people.said().constData());
}

void BackupsCommandTest::anEncryptedBackupAsksForItsPassword()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content, "secret");
    const QStringList verify{u"verify"_s, record.path, u"--level"_s, u"1"_s, u"--json"_s};
    const CliRun without = m_home->run(verify);
    QCOMPARE(without.exitCode, 77);
    QVERIFY2(without.output.contains("E-FMT-007"), without.said().constData());
    m_home->setVariable(u"SOSIE_BACKUP_PASSWORD"_s, u"wrong"_s);
    QVERIFY(m_home->run(verify).output.contains("E-FMT-006"));
    QFile file(m_folder->home() + u"/password"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("secret\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.close();
    QCOMPARE(m_home->run(verify + QStringList{u"--password-file"_s, file.fileName()}).exitCode, 0);
}

void BackupsCommandTest::aPasswordIsChanged()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content, "secret");
    QCOMPARE(adopted().exitCode, 0);
    m_home->setVariable(u"SOSIE_BACKUP_PASSWORD"_s, u"secret"_s);
    m_home->setVariable(u"SOSIE_BACKUP_NEW_PASSWORD"_s, u"better"_s);
    const CliRun run = backups({u"password"_s, u"1"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_home->run({u"verify"_s, u"1"_s, u"--level"_s, u"1"_s}).exitCode, 77);
    m_home->setVariable(u"SOSIE_BACKUP_PASSWORD"_s, u"better"_s);
    const CliRun verified = m_home->run({u"verify"_s, u"1"_s, u"--level"_s, u"1"_s});
    QVERIFY2(verified.exitCode == 0, verified.said().constData());
    QVERIFY(!run.said().contains("better"));
}

void BackupsCommandTest::removalIsUndone()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    QCOMPARE(adopted().exitCode, 0);
    const CliRun removed = backups({u"remove"_s, u"1"_s});
    QVERIFY2(removed.exitCode == 0, removed.said().constData());
    QCOMPARE(listOf(removed, u"removed"_s).size(), 1);
    QVERIFY(!QFile::exists(record.path));
    QCOMPARE(listOf(backups({u"list"_s})).size(), 0);
    QCOMPARE(listOf(backups({u"list"_s, u"--status"_s, u"deleted"_s})).size(), 1);
    const CliRun back = backups({u"remove"_s, u"--undo"_s, u"1"_s});
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QVERIFY(QFile::exists(record.path));
    QCOMPARE(m_home->run({u"verify"_s, u"1"_s, u"--level"_s, u"1"_s}).exitCode, 0);
}

void BackupsCommandTest::inBulkTheLastOneStays()
{
    m_folder->make(u"prod"_s, 12, content);
    m_folder->make(u"prod"_s, 13, content);
    const BackupRecord newest = m_folder->make(u"prod"_s, 14, content);
    QCOMPARE(adopted().exitCode, 0);
    const CliRun run = backups({u"remove"_s, u"--environment"_s, u"prod"_s, u"--older-than"_s, u"1"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(listOf(run, u"removed"_s).size(), 2);
    QCOMPARE(listOf(run, u"kept"_s).size(), 1);
    QVERIFY(QFile::exists(newest.path));
    // Pinned, also by its own name.
    QCOMPARE(backups({u"pin"_s, newest.identifier}).exitCode, 0);
    const CliRun pinned = backups({u"remove"_s, newest.identifier});
    QCOMPARE(pinned.exitCode, 77);
    QVERIFY(pinned.output.contains("E-BAK-003"));
    QCOMPARE(backups({u"unpin"_s, newest.identifier}).exitCode, 0);
    QCOMPARE(backups({u"remove"_s, newest.identifier}).exitCode, 0);
}

void BackupsCommandTest::notesTagsAndPinsAreKept()
{
    m_folder->make(u"prod"_s, 14, content);
    QCOMPARE(adopted().exitCode, 0);
    QCOMPARE(backups({u"note"_s, u"1"_s, u"avant la migration"_s}).exitCode, 0);
    QCOMPARE(backups({u"tag"_s, u"1"_s, u"été"_s, u"release"_s}).exitCode, 0);
    QCOMPARE(backups({u"pin"_s, u"1"_s}).exitCode, 0);
    const QJsonObject shown = backups({u"show"_s, u"1"_s}).report().value(u"backup"_s).toObject();
    QCOMPARE(shown.value(u"note"_s).toString(), u"avant la migration"_s);
    QCOMPARE(shown.value(u"tags"_s).toArray().size(), 2);
    QVERIFY(shown.value(u"pinned"_s).toBool());
    QCOMPARE(listOf(backups({u"list"_s, u"--tag"_s, u"été"_s, u"--pinned"_s, u"--search"_s, u"migration"_s})).size(),
             1);
    QCOMPARE(backups({u"tag"_s, u"1"_s}).exitCode, 0);
    QCOMPARE(listOf(backups({u"list"_s, u"--tag"_s, u"été"_s})).size(), 0);
}

void BackupsCommandTest::theTableIsWritten()
{
    m_folder->make(u"=prod"_s, 14, content);
    QCOMPARE(adopted().exitCode, 0);
    const CliRun run = m_home->run({u"backups"_s, u"export"_s, u"--csv"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.output.startsWith("id,identifier,environment,"), run.output.constData());
    QVERIFY(run.output.contains(",'=prod,full,completed,"));
    const QString path = m_home->path() + u"/table.csv"_s;
    QCOMPARE(m_home
                 ->run({u"--lang"_s, u"fr"_s, u"backups"_s, u"export"_s, u"--csv"_s, u"--bom"_s, u"--separator"_s,
                        u";"_s, u"--headers"_s, u"people"_s, u"--output"_s, path})
                 .exitCode,
             0);
    QFile table(path);
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray bytes = table.readAll();
    QVERIFY2(bytes.startsWith("\xEF\xBB\xBFNum\xC3\xA9ro;Identifiant;Environnement;"), bytes.constData());
    QVERIFY(bytes.endsWith("\r\n"));
}

void BackupsCommandTest::wrongWordsAreUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing to remove") << QStringList{u"remove"_s};
    QTest::newRow("names and a filter") << QStringList{u"remove"_s, u"1"_s, u"--pinned"_s};
    QTest::newRow("an undo by filter") << QStringList{u"remove"_s, u"--undo"_s, u"--pinned"_s};
    QTest::newRow("a status that is none") << QStringList{u"list"_s, u"--status"_s, u"odd"_s};
    QTest::newRow("no subcommand") << QStringList{};
    QTest::newRow("a password of what is not there") << QStringList{u"password"_s, u"1"_s};
}

void BackupsCommandTest::wrongWordsAreUsage()
{
    QFETCH(QStringList, words);
    QCOMPARE(backups(words).exitCode, 64);
}

void BackupsCommandTest::theKitIsWritten()
{
    const QString folder = m_home->path() + u"/kit"_s;
    const CliRun run = m_home->run({u"kit"_s, u"--output"_s, folder, u"--key-reminder"_s, u"le coffre"_s, u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    for (const QJsonValue name : listOf(run, u"files"_s))
        QVERIFY(QFile::exists(folder + u'/' + name.toString()));
    QCOMPARE(m_home->run({u"kit"_s, u"--output"_s, folder}).exitCode, 77);
    QCOMPARE(m_home->run({u"kit"_s}).exitCode, 64);
}

QTEST_GUILESS_MAIN(BackupsCommandTest)
#include "tst_backups_command.moc"
