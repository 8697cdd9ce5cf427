// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/backups/adoption.h"
#include "engine/backups/csv_export.h"
#include "engine/backups/kit.h"
#include "engine/backups/removal.h"
#include "engine/formats/container/password_change.h"
#include "tests/unit/backups/backup_folder.h"

#include <sys/stat.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSet>
#include <QTest>

using namespace engine;
using namespace engine::backups;
using namespace Qt::StringLiterals;
using engine::store::BackupRecord;
using engine::store::BackupStatus;
using engine::store::ProofLevel;
using tests::BackupFolder;

namespace {

const QByteArray content("PGDMP and then rows, rows, rows, until there is more than one chunk of them in a container.");

std::unique_ptr<BackupFile> opened(const BackupRecord &record, const QByteArray &password = {})
{
    return BackupFile::open(record.path, record, BackupFolder::password(password)).value();
}

ErrorCode openingFails(const BackupRecord &record, const QByteArray &password = {})
{
    const auto file = BackupFile::open(record.path, record, BackupFolder::password(password));
    return file ? ErrorCode::Internal : file.error().code;
}

QList<QStringList> parsed(const QByteArray &csv, const QByteArray &separator)
{
    QProcess python;
    python.start(u"python3"_s, {u"-c"_s,
                                u"import csv,json,sys; "
                                "print(json.dumps(list(csv.reader(sys.stdin, delimiter=sys.argv[1]))))"_s,
                                QString::fromLatin1(separator)});
    python.write(csv);
    python.closeWriteChannel();
    python.waitForFinished();
    QList<QStringList> lines;
    for (const QJsonValue line : QJsonDocument::fromJson(python.readAllStandardOutput()).array()) {
        QStringList cells;
        for (const QJsonValue cell : line.toArray())
            cells.append(cell.toString());
        lines.append(cells);
    }
    return lines;
}

} // namespace

class BackupsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<BackupFolder>(); }
    void aFileThatIsIntactIsProven();
    void oneBitIsFoundAndTheProofIsGone();
    void anEncryptedFileIsProvenToItsLastChunk();
    void anotherPasswordIsNoDamage();
    void aFileThatIsAnotherOneIsRefused();
    void whatIsNotKnownAtAllIsNotProven();
    void aBackupHasManyNames();
    void aFileThatWentIsMissingAndComesBack();
    void aBackupWhoseProcessWasKilledFailed();
    void aPasswordAdoptsWhatItOpens();
    void aRemovalCanBeUndone();
    void aRemovalWithoutFileIsAMark();
    void whatIsNeededStays();
    void theTrashIsEmptiedAfterAWhile();
    void aNameThatIsTakenIsNotOverwritten();
    void aFolderIsAdopted();
    void whatIsNotWholeIsNotAdopted();
    void aBackupThatWasMissingIsFoundInAnotherFolder();
    void tablesForSpreadsheetsCalculateNothing();
    void theKitOpensABackupWithoutSosie();

private:
    std::unique_ptr<BackupFolder> m_folder;
};

void BackupsTest::aFileThatIsIntactIsProven()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    const auto file = opened(record);
    QCOMPARE(file->manifest()->rows(), qint64{3});
    QVERIFY(!file->isEncrypted());
    std::atomic<qint64> read = 0;
    QCOMPARE(m_folder->list.proveIntact(*file, {}, &read).value(), record.sha256);
    QCOMPARE(read.load(), file->bytesToCheck());
    QCOMPARE(m_folder->again(record).proof, ProofLevel::FileIntact);
    QVERIFY(m_folder->again(record).proved.isValid());
    // A lesser proof takes nothing away.
    QVERIFY(m_folder->records.setProof(record.id, ProofLevel::Restored, record.ended).has_value());
    QVERIFY(m_folder->list.proveIntact(*opened(m_folder->again(record)), {}).has_value());
    QCOMPARE(m_folder->again(record).proof, ProofLevel::Restored);
}

void BackupsTest::oneBitIsFoundAndTheProofIsGone()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    QVERIFY(m_folder->records.setProof(record.id, ProofLevel::Restored, record.ended).has_value());
    for (qint64 at = 0; at < content.size(); ++at) {
        BackupFolder::flip(record.path, at);
        const auto proof = m_folder->list.proveIntact(*opened(record), {});
        QCOMPARE(proof.error().code, ErrorCode::FileDamaged);
        QVERIFY(proof.error().detail.contains(record.sha256));
        BackupFolder::flip(record.path, at);
    }
    QCOMPARE(m_folder->again(record).proof, ProofLevel::None);
    QVERIFY(m_folder->list.proveIntact(*opened(record), {}).has_value());
    // Shorter, longer: said before anything is read.
    QVERIFY(QFile::resize(record.path, content.size() - 1));
    QCOMPARE(openingFails(record), ErrorCode::FileDamaged);
    QVERIFY(QFile::resize(record.path, content.size() + 1));
    QCOMPARE(openingFails(record), ErrorCode::FileDamaged);
    // A manifest that cannot be read is no reason to go on without.
    QVERIFY(QFile::resize(record.path, content.size()));
    QVERIFY(QFile::resize(formats::manifestPath(record.path), 50));
    QCOMPARE(openingFails(record), ErrorCode::FileDamaged);
}

void BackupsTest::anEncryptedFileIsProvenToItsLastChunk()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content, "secret");
    QVERIFY(!QFile::exists(formats::manifestPath(record.path)));
    const auto file = opened(record, "secret");
    QVERIFY(file->isEncrypted());
    QCOMPARE(file->payload().size(), qint64(content.size()));
    QCOMPARE(file->manifest()->identifier, record.identifier);
    QCOMPARE(m_folder->list.proveIntact(*file, {}).value(), record.sha256);
    QCOMPARE(openingFails(record, "wrong"), ErrorCode::FilePasswordWrong);
    QCOMPARE(BackupFile::open(record.path, record, {}).error().code, ErrorCode::FilePasswordMissing);
    // Also where nothing outside says what it was.
    BackupFolder::flip(record.path, formats::headerBytes + 3);
    const auto alone = BackupFile::open(record.path, {}, BackupFolder::password("secret")).value();
    QCOMPARE(alone->checkIntact({}).error().code, ErrorCode::FileDamaged);
    BackupFolder::flip(record.path, 30);
    QCOMPARE(openingFails(record, "secret"), ErrorCode::FileDamaged);
}

void BackupsTest::anotherPasswordIsNoDamage()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content, "secret");
    // On another computer, or by a process that was killed before it wrote the new hash down.
    QVERIFY(formats::changePassword(record.path, Secret("secret"), Secret("better")).has_value());
    QCOMPARE(openingFails(record, "secret"), ErrorCode::FilePasswordWrong);
    const QString sha256 = m_folder->list.proveIntact(*opened(record, "better"), {}).value();
    QVERIFY(sha256 != record.sha256);
    QCOMPARE(m_folder->again(record).sha256, sha256);
    QCOMPARE(m_folder->again(record).ended, record.ended);
    QCOMPARE(m_folder->again(record).proof, ProofLevel::FileIntact);
    // What is inside is still what is proven.
    BackupFolder::flip(record.path, formats::headerBytes + 1);
    const auto altered = m_folder->list.proveIntact(*opened(m_folder->again(record), "better"), {});
    QCOMPARE(altered.error().code, ErrorCode::FileDamaged);
}

void BackupsTest::aFileThatIsAnotherOneIsRefused()
{
    const BackupRecord older = m_folder->make(u"prod"_s, 13, content);
    const BackupRecord newer = m_folder->make(u"prod"_s, 14, content);
    // The older one, with its manifest, under the newer name.
    QVERIFY(QFile::remove(newer.path) && QFile::remove(formats::manifestPath(newer.path)));
    QVERIFY(QFile::copy(older.path, newer.path));
    QVERIFY(QFile::copy(formats::manifestPath(older.path), formats::manifestPath(newer.path)));
    QCOMPARE(openingFails(newer), ErrorCode::FileDamaged);
    QCOMPARE(BackupFile::open(newer.path, {}, {}).error().code, ErrorCode::FileDamaged);
    // A file in clear where an encrypted one was.
    const BackupRecord sealed = m_folder->make(u"prod"_s, 15, content, "secret");
    QVERIFY(QFile::remove(sealed.path));
    QVERIFY(QFile::copy(older.path, sealed.path));
    const auto file = BackupFile::open(sealed.path, sealed, BackupFolder::password("secret"));
    QCOMPARE(file.error().code, ErrorCode::FileDamaged);
    QVERIFY(file.error().detail.contains(u"encrypted"_s));
}

void BackupsTest::whatIsNotKnownAtAllIsNotProven()
{
    const QString path = QDir(m_folder->folder()).filePath(u"somebody.dump"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("PGDMP");
    file.close();
    const auto other = BackupFile::open(path, {}, {}).value();
    QVERIFY(!other->manifest());
    const auto proof = other->checkIntact({});
    QCOMPARE(proof.error().code, ErrorCode::FileUnreadable);
    QVERIFY(proof.error().subject.endsWith(u".manifest.json"_s));
}

void BackupsTest::aBackupHasManyNames()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    m_folder->make(u"prod"_s, 15, content);
    const BackupList &list = m_folder->list;
    QCOMPARE(list.backup(QString::number(record.id)).value().id, record.id);
    QCOMPARE(list.backup(record.identifier).value().id, record.id);
    QCOMPARE(list.backup(record.identifier.left(8)).value().id, record.id);
    QCOMPARE(list.backup(record.path).value().id, record.id);
    QCOMPARE(list.backup(QDir::current().relativeFilePath(record.path)).value().id, record.id);
    for (const QString &name :
         {u"999"_s, u"nothing"_s, u""_s, u"-1"_s, u"0"_s, QString(m_folder->folder() + u"/none"_s)}) {
        QCOMPARE(list.backup(name).error().code, ErrorCode::BackupUnknown);
        QVERIFY(!list.file(name).has_value() || name.isEmpty());
    }
    // A file that the history does not know, also through a link.
    const QString path = QDir(m_folder->folder()).filePath(u"other.dump"_s);
    QVERIFY(QFile::copy(record.path, path));
    QVERIFY(QFile::link(path, m_folder->home() + u"/link"_s));
    QCOMPARE(list.file(path).value().path, path);
    QVERIFY(!list.file(path).value().record);
    QCOMPARE(list.file(m_folder->home() + u"/link"_s).value().path, QFileInfo(path).canonicalFilePath());
}

void BackupsTest::aFileThatWentIsMissingAndComesBack()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    const QString away = m_folder->home() + u"/away"_s;
    QVERIFY(QFile::rename(record.path, away));
    QCOMPARE(m_folder->list.page({}).value().front().status, BackupStatus::Missing);
    QCOMPARE(m_folder->again(record).status, BackupStatus::Missing);
    // Another file of that name is not it.
    QFile other(record.path);
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.close();
    QCOMPARE(m_folder->list.page({}).value().front().status, BackupStatus::Missing);
    QVERIFY(other.remove());
    QVERIFY(QFile::rename(away, record.path));
    QCOMPARE(m_folder->list.page({}).value().front().status, BackupStatus::Completed);
    QCOMPARE(m_folder->again(record).status, BackupStatus::Completed);
}

void BackupsTest::aBackupWhoseProcessWasKilledFailed()
{
    const QString path = m_folder->folder() + u"/running.dump"_s;
    BackupRecord record{.identifier = formats::newIdentifier(), .environment = u"prod"_s, .path = path};
    record.id = m_folder->records.add(record).value();
    // Before it has a file, and while it is written.
    QCOMPARE(m_folder->list.page({}).value().front().status, BackupStatus::Running);
    auto file = PartialFile::create(path).value();
    QCOMPARE(m_folder->list.page({}).value().front().status, BackupStatus::Running);
    file->abort();
    QFile half(partialName(path));
    QVERIFY(half.open(QIODevice::WriteOnly));
    half.write("half");
    half.close();
    QCOMPARE(m_folder->list.page({}).value().front().status, BackupStatus::Failed);
    QVERIFY(!half.exists());
}

void BackupsTest::aPasswordAdoptsWhatItOpens()
{
    const BackupRecord sealed = m_folder->make(u"prod"_s, 14, content, "secret");
    m_folder->make(u"prod"_s, 15, content, "another");
    const QString renamed = m_folder->folder() + u"/renamed.sosie"_s;
    QVERIFY(QFile::rename(sealed.path, renamed));
    BackupFolder other;
    const Adoption adoption = adopt(other.list, m_folder->folder(), BackupFolder::password("secret"), {}).value();
    QVERIFY(adoption.refused.isEmpty());
    QCOMPARE(adoption.added.size(), 2);
    const BackupRecord record = other.list.backup(sealed.identifier).value();
    QCOMPARE(record.rows, qint64{3});
    QCOMPARE(record.sha256, sealed.sha256);
    QCOMPARE(record.path, renamed);
}

void BackupsTest::aRemovalCanBeUndone()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    QVERIFY(m_folder->records.setTags(record.id, {u"kept"_s}).has_value());
    const Removal removal = removeBackups(m_folder->list, {record}, Choice::ByName).value();
    QCOMPARE(removal.removed.size(), 1);
    QVERIFY(!QFile::exists(record.path));
    QVERIFY(!QFile::exists(formats::manifestPath(record.path)));
    const BackupRecord removed = m_folder->again(record);
    QCOMPARE(removed.status, BackupStatus::Deleted);
    QVERIFY(removed.path.contains(u"/.sosie-trash/"_s));
    struct stat found = {};
    QVERIFY(::stat(QFile::encodeName(QFileInfo(removed.path).absolutePath()).constData(), &found) == 0);
    QCOMPARE(int(found.st_mode & 0777), 0700);
    QVERIFY(m_folder->list.page({.hidesDeleted = true}).value().isEmpty());
    // Twice is once.
    QVERIFY(removeBackups(m_folder->list, {removed}, Choice::ByName).value().removed.isEmpty());

    const BackupRecord back = undoRemoval(m_folder->list, removed).value();
    QCOMPARE(back.path, record.path);
    QCOMPARE(m_folder->again(record).status, BackupStatus::Completed);
    QCOMPARE(m_folder->again(record).tags, QStringList{u"kept"_s});
    QVERIFY(m_folder->list.proveIntact(*opened(m_folder->again(record)), {}).has_value());
    QVERIFY(!QFile::exists(m_folder->folder() + u"/.sosie-trash"_s));
    QCOMPARE(undoRemoval(m_folder->list, back).error().code, ErrorCode::BackupUnknown);
}

void BackupsTest::aRemovalWithoutFileIsAMark()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    QVERIFY(QFile::remove(record.path));
    QCOMPARE(removeBackups(m_folder->list, {record}, Choice::ByName).value().removed.size(), 1);
    QCOMPARE(m_folder->again(record).status, BackupStatus::Deleted);
    QCOMPARE(undoRemoval(m_folder->list, m_folder->again(record)).error().code, ErrorCode::BackupUnknown);
}

void BackupsTest::whatIsNeededStays()
{
    const BackupRecord old = m_folder->make(u"prod"_s, 10, content);
    const BackupRecord pinned = m_folder->make(u"prod"_s, 11, content);
    const BackupRecord proven = m_folder->make(u"prod"_s, 12, content);
    const BackupRecord newest = m_folder->make(u"prod"_s, 13, content);
    const BackupRecord gone = m_folder->make(u"prod"_s, 14, content);
    const BackupRecord other = m_folder->make(u"test"_s, 1, content);
    const BackupRecord encrypted = m_folder->make(u"test"_s, 2, content, "secret");
    QVERIFY(m_folder->records.setPinned(pinned.id, true).has_value());
    QVERIFY(m_folder->records.setProof(proven.id, ProofLevel::Restored, proven.ended).has_value());
    // The newest of all is none when its file is gone.
    QVERIFY(QFile::remove(gone.path));
    QList<BackupRecord> all;
    for (const BackupRecord &record : {old, pinned, proven, newest, gone, other, encrypted})
        all.append(m_folder->again(record));
    const Removal removal = removeBackups(m_folder->list, all, Choice::InBulk).value();
    QSet<qint64> kept;
    for (const auto &[record, why] : removal.kept) {
        QCOMPARE(why.code, ErrorCode::BackupNeeded);
        kept.insert(record.id);
    }
    QCOMPARE(kept, (QSet<qint64>{pinned.id, proven.id, newest.id, encrypted.id}));
    QCOMPARE(removal.removed.size(), 3);
    QVERIFY(QFile::exists(newest.path) && !QFile::exists(old.path));

    // By its own name the last one goes, a pinned one does not.
    QCOMPARE(removeBackups(m_folder->list, {m_folder->again(pinned)}, Choice::ByName).value().kept.size(), 1);
    QCOMPARE(removeBackups(m_folder->list, {m_folder->again(newest)}, Choice::ByName).value().removed.size(), 1);
}

void BackupsTest::theTrashIsEmptiedAfterAWhile()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    QVERIFY(removeBackups(m_folder->list, {record}, Choice::ByName).has_value());
    QCOMPARE(emptyTrash(m_folder->list, QDateTime::currentDateTimeUtc().addDays(-7)).value(), 0);
    QVERIFY(QFile::exists(m_folder->again(record).path));
    QCOMPARE(emptyTrash(m_folder->list, QDateTime::currentDateTimeUtc().addDays(1)).value(), 1);
    QVERIFY(!QFile::exists(m_folder->folder() + u"/.sosie-trash"_s));
    QCOMPARE(m_folder->again(record).status, BackupStatus::Deleted);
    QCOMPARE(undoRemoval(m_folder->list, m_folder->again(record)).error().code, ErrorCode::BackupUnknown);
}

void BackupsTest::aNameThatIsTakenIsNotOverwritten()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    QVERIFY(removeBackups(m_folder->list, {record}, Choice::ByName).has_value());
    QFile other(record.path);
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("somebody's");
    other.close();
    QCOMPARE(undoRemoval(m_folder->list, m_folder->again(record)).error().code, ErrorCode::BackupExists);
    QCOMPARE(m_folder->again(record).status, BackupStatus::Deleted);
    QVERIFY(QFile::exists(m_folder->again(record).path));
    QVERIFY(QFile::exists(formats::manifestPath(m_folder->again(record).path)));
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), QByteArray("somebody's"));
}

void BackupsTest::aFolderIsAdopted()
{
    const BackupRecord clear = m_folder->make(u"prod"_s, 13, content);
    const BackupRecord sealed = m_folder->make(u"Hôtel d'Alger"_s, 14, content, "secret");
    BackupFolder other;
    const Adoption adoption = adopt(other.list, m_folder->folder(), {}, {}).value();
    QVERIFY(adoption.refused.isEmpty());
    QCOMPARE(adoption.added.size(), 2);
    const BackupRecord first = other.list.backup(clear.identifier).value();
    QCOMPARE(first.environment, u"prod"_s);
    QCOMPARE(first.rows, qint64{3});
    QCOMPARE(first.sha256, clear.sha256);
    QCOMPARE(first.snapshot, clear.snapshot);
    QCOMPARE(first.proof, ProofLevel::None);
    const BackupRecord second = other.list.backup(sealed.identifier).value();
    QCOMPARE(second.sha256, sealed.sha256);
    QCOMPARE(second.snapshot, sealed.snapshot);
    QVERIFY(second.isEncrypted);
    QVERIFY(other.list.proveIntact(*opened(first), {}).has_value());
    QVERIFY(other.list.proveIntact(*opened(second, "secret"), {}).has_value());
    const Adoption again = adopt(other.list, m_folder->folder(), {}, {}).value();
    QCOMPARE(again.known, 2);
    QCOMPARE(again.added.size(), 0);
    QCOMPARE(adopt(other.list, u"/nowhere"_s, {}, {}).error().code, ErrorCode::FileUnreadable);
}

void BackupsTest::whatIsNotWholeIsNotAdopted()
{
    const BackupRecord cut = m_folder->make(u"prod"_s, 10, content);
    QVERIFY(QFile::resize(cut.path, 10));
    const BackupRecord gone = m_folder->make(u"prod"_s, 11, content);
    QVERIFY(QFile::remove(gone.path));
    const BackupRecord odd = m_folder->make(u"prod"_s, 12, content);
    QVERIFY(QFile::resize(formats::manifestPath(odd.path), 0));
    const BackupRecord renamed = m_folder->make(u"prod"_s, 13, content, "secret");
    QVERIFY(QFile::rename(renamed.path, m_folder->folder() + u"/renamed.sosie"_s));
    auto partial = PartialFile::create(m_folder->folder() + u"/half.dump"_s).value();
    BackupFolder other;
    const Adoption adoption = adopt(other.list, m_folder->folder(), {}, {}).value();
    QCOMPARE(adoption.added.size(), 0);
    QCOMPARE(adoption.refused.size(), 4);
}

void BackupsTest::aBackupThatWasMissingIsFoundInAnotherFolder()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content);
    const QString away = m_folder->home() + u"/away"_s;
    QVERIFY(QDir().mkdir(away));
    const QString path = away + u'/' + QFileInfo(record.path).fileName();
    QVERIFY(QFile::rename(record.path, path));
    QVERIFY(QFile::rename(formats::manifestPath(record.path), formats::manifestPath(path)));
    const Adoption adoption = adopt(m_folder->list, away, {}, {}).value();
    QCOMPARE(adoption.found.size(), 1);
    QCOMPARE(m_folder->again(record).path, path);
    QCOMPARE(m_folder->again(record).status, BackupStatus::Completed);
}

void BackupsTest::tablesForSpreadsheetsCalculateNothing()
{
    const BackupRecord record = m_folder->make(u"=cmd|' /C calc'!A0"_s, 14, content);
    QVERIFY(m_folder->records.setNote(record.id, u"+1; \"quoted\",\nnext line"_s).has_value());
    QVERIFY(m_folder->records.setTags(record.id, {u"@tag"_s, u"été"_s}).has_value());
    for (const char separator : {',', ';'}) {
        const QByteArray csv = csvOf(m_folder->records, {}, {.separator = separator}, {}).value();
        const QList<QStringList> lines = parsed(csv, QByteArray(1, separator));
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.at(0).size(), lines.at(1).size());
        const auto cell = [&](const QString &key) { return lines.at(1).at(lines.at(0).indexOf(key)); };
        QCOMPARE(cell(u"environment"_s), u"'=cmd|' /C calc'!A0"_s);
        QCOMPARE(cell(u"note"_s), u"'+1; \"quoted\",\nnext line"_s);
        QCOMPARE(cell(u"tags"_s), u"'@tag été"_s);
        QCOMPARE(cell(u"fileBytes"_s), QString::number(content.size()));
        QCOMPARE(cell(u"snapshot"_s), u"2026-03-14T07:31:05Z"_s);
        QCOMPARE(cell(u"durationMs"_s), u"1500"_s);
        QCOMPARE(cell(u"status"_s), u"completed"_s);
    }
    const QByteArray marked = csvOf(m_folder->records, {}, {.hasMark = true, .isForPeople = true}, {}).value();
    QVERIFY(marked.startsWith("\xEF\xBB\xBFNumber,Identifier,"));
    QVERIFY(!csvOf(m_folder->records, {.environment = u"none"_s}, {}, {}).value().contains("cmd"));
}

void BackupsTest::theKitOpensABackupWithoutSosie()
{
    const BackupRecord record = m_folder->make(u"prod"_s, 14, content, "secret");
    const QString kit = m_folder->home() + u"/kit"_s;
    const QStringList names = writeKit(kit, u"en"_s, u"the safe, second drawer"_s).value();
    QCOMPARE(names.front(), u"README.md"_s);
    QFile page(kit + u"/README.md"_s);
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    QVERIFY(text.contains("the safe, second drawer"));
    QVERIFY(!text.contains("@REMINDER@"));
    QVERIFY(QFile::exists(kit + u"/CONTAINER.md"_s));
    QCOMPARE(writeKit(kit, u"en"_s, {}).error().code, ErrorCode::BackupExists);
    QVERIFY(writeKit(m_folder->home() + u"/trousse"_s, u"fr"_s, {}).has_value());

    // The line of the page, as it is printed there.
    const QByteArray line = "python3 sosie_decode.py NAME.dump.sosie NAME.dump";
    QVERIFY(text.contains(line));
    QVERIFY(QFile::copy(record.path, kit + u"/NAME.dump.sosie"_s));
    QFile password(kit + u"/password"_s);
    QVERIFY(password.open(QIODevice::WriteOnly));
    password.write("secret\n");
    password.close();
    QProcess shell;
    shell.setWorkingDirectory(kit);
    shell.start(u"sh"_s, {u"-c"_s, QString::fromLatin1(line) + u" password"_s});
    QVERIFY(shell.waitForFinished());
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    QFile decoded(kit + u"/NAME.dump"_s);
    QVERIFY(decoded.open(QIODevice::ReadOnly));
    QCOMPARE(decoded.readAll(), content);
    QVERIFY(formats::readManifestBeside(kit + u"/NAME.dump"_s).has_value());
}

QTEST_GUILESS_MAIN(BackupsTest)
#include "tst_backups.moc"
