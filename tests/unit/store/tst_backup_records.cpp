// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/backup_records.h"
#include "engine/store/database.h"
#include "tests/support/result_check.h"
#include "tests/unit/store/processor_time.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::store;
using engine::ErrorCode;
using engine::Result;

namespace {

const QDateTime morning(QDate(2026, 3, 14), QTime(7, 31, 5, 123), Qt::UTC);

BackupRecord record(const QString &identifier, const QString &environment = u"prod"_s)
{
    return {.identifier = identifier,
            .environment = environment,
            .path = u"/backups/"_s + identifier + u".dump"_s,
            .systemIdentifier = u"7300000000000000001"_s,
            .databaseOid = 16384,
            .databaseName = u"boutique"_s,
            .snapshot = morning,
            .started = morning};
}

BackupEnding ending(BackupStatus status = BackupStatus::Completed)
{
    return {.status = status,
            .path = u"/backups/a.dump"_s,
            .sha256 = QString(64, u'a'),
            .fileBytes = 5'000'000'000,
            .rawBytes = 20'000'000'000,
            .rows = 12,
            .tables = 3,
            .snapshot = morning.addSecs(1),
            .ended = morning.addSecs(60),
            .error = status == BackupStatus::Completed ? QString() : u"E-DISK-002"_s};
}

/// Of the backup with this number: one each second.
QDateTime startOf(int number)
{
    return QDateTime::fromSecsSinceEpoch(1700000000 + number, Qt::UTC);
}

/// Every seventh failed, every tenth proven, every hundredth pinned and with a tag.
void addMany(Database &database, int count)
{
    QVERIFY_RESULT(database.run(R"(
INSERT INTO backups (identifier, environment, kind, status, path, sha256, file_bytes, raw_bytes, row_count, table_count,
    system_identifier, database_oid, database_name, snapshot, started, ended, is_anonymized, is_encrypted, is_pinned,
    proof_level, note)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
SELECT 'b' || i, 'env-' || (i % 20), iif(i % 3 = 0, 'manual', 'full'), iif(i % 7 = 0, 'failed', 'completed'),
    '/backups/b' || i || '.dump', '', i, 4 * i, 0, 0, '', 0, '', strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i + i % 10, 'unixepoch'), 0, 0, i % 100 = 0,
    iif(i % 10 = 0, 3, 0), iif(i % 1000 = 0, 'Avant Migration', '')
FROM n)",
                                {qint64{count}}));
    QVERIFY_RESULT(
        database.run("INSERT INTO backup_tags (backup, tag) SELECT id, 'monthly' FROM backups WHERE id % 100 = 0"));
}

} // namespace

/// What this computer knows of backups: values, lists, statistics.
class TestBackupRecords final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyValueComesBack();
    void aBackupRunsAndEnds_data();
    void aBackupRunsAndEnds();
    void whatPeopleSayOfItIsKept();
    void oneOfAnIdentifier();
    void whatIsNotThereIsAnError();
    void pagesShowEachOnce_data();
    void pagesShowEachOnce();
    void theNewestProvenOne();
    void theNewestIsOfTheDatabaseWhateverItIsCalled();
    void statistics();
    void whatItGrewBy();
    void daysAsTheClockOfThisComputerHasThem();
    void eachLevelHasItsDate();
    void theFirstPageCountsAll_data() { pagesShowEachOnce_data(); }
    void theFirstPageCountsAll();
    void aHundredThousandCostWhatTheyShow();
    void aHundredThousandStayQuick();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Database> m_database;
};

void TestBackupRecords::init()
{
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY_ASSIGN(m_database, Database::open(m_folder->filePath(u"state"_s)));
}

void TestBackupRecords::everyValueComesBack()
{
    const BackupRecords records(*m_database);
    QVERIFY_ASSIGN(const qint64 parent, records.add(record(u"first"_s)));
    BackupRecord all = record(u"7f3a"_s, u"été \"prod\""_s);
    all.kind = BackupKind::Incremental;
    all.status = BackupStatus::Missing;
    all.sha256 = QString(64, u'f');
    all.fileBytes = 1;
    all.rawBytes = 2;
    all.rows = 3;
    all.tables = 4;
    all.ended = morning.addMSecs(7);
    all.parent = parent;
    all.isAnonymized = true;
    all.isEncrypted = true;
    all.isPinned = true;
    all.proof = ProofLevel::Restored;
    all.proved = morning.addDays(1);
    all.note = u"deux\nlignes"_s;
    all.tags = {u"mensuel"_s, u"à garder"_s};
    all.error = u"E-DISK-002 plein"_s;
    QVERIFY_ASSIGN(const qint64 id, records.add(all));
    for (const auto &found : {records.find(id), records.find(u"7f3a"_s)}) {
        QVERIFY_RESULT(found);
        QVERIFY(found->has_value());
        const BackupRecord &back = **found;
        QCOMPARE(back.id, id);
        QCOMPARE(back.identifier, all.identifier);
        QCOMPARE(back.environment, all.environment);
        QVERIFY(back.kind == all.kind && back.status == all.status && back.proof == all.proof);
        QCOMPARE(back.path, all.path);
        QCOMPARE(back.sha256, all.sha256);
        QVERIFY(back.fileBytes == 1 && back.rawBytes == 2 && back.rows == 3 && back.tables == 4);
        QCOMPARE(back.systemIdentifier, all.systemIdentifier);
        QCOMPARE(back.databaseOid, all.databaseOid);
        QCOMPARE(back.databaseName, all.databaseName);
        QVERIFY(back.snapshot == all.snapshot && back.started == all.started && back.ended == all.ended);
        QVERIFY(back.parent == all.parent);
        QVERIFY(back.isAnonymized && back.isEncrypted && back.isPinned);
        QCOMPARE(back.proved, all.proved);
        QCOMPARE(back.note, all.note);
        QCOMPARE(back.tags, all.tags);
        QCOMPARE(back.error, all.error);
    }
    QVERIFY_ASSIGN(const auto first, records.find(parent));
    QVERIFY(!first->parent && !first->isPinned && first->tags.isEmpty() && !first->ended.isValid());
}

void TestBackupRecords::aBackupRunsAndEnds_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("well") << static_cast<int>(BackupStatus::Completed);
    QTest::newRow("badly") << static_cast<int>(BackupStatus::Failed);
    QTest::newRow("early") << static_cast<int>(BackupStatus::Cancelled);
}

void TestBackupRecords::aBackupRunsAndEnds()
{
    QFETCH(int, status);
    const BackupRecords records(*m_database);
    QVERIFY_ASSIGN(const qint64 id, records.add(record(u"a"_s)));
    QVERIFY((*records.find(id))->status == BackupStatus::Running);
    const BackupEnding wanted = ending(static_cast<BackupStatus>(status));
    QVERIFY_RESULT(records.end(id, wanted));
    QVERIFY_ASSIGN(const auto found, records.find(id));
    QVERIFY(found->status == wanted.status);
    QCOMPARE(found->sha256, wanted.sha256);
    QCOMPARE(found->fileBytes, wanted.fileBytes);
    QCOMPARE(found->rawBytes, wanted.rawBytes);
    QVERIFY(found->rows == 12 && found->tables == 3);
    QVERIFY(found->snapshot == wanted.snapshot && found->ended == wanted.ended && found->started == morning);
    QCOMPARE(found->error, wanted.error);
}

void TestBackupRecords::whatPeopleSayOfItIsKept()
{
    const BackupRecords records(*m_database);
    QVERIFY_ASSIGN(const qint64 id, records.add(record(u"a"_s)));
    QVERIFY_RESULT(records.setPinned(id, true));
    QVERIFY_RESULT(records.setNote(id, u"avant la migration"_s));
    QVERIFY_RESULT(records.setTags(id, {u" b  c "_s, u"a"_s, u"a"_s, u""_s, u"x\ny"_s}));
    QVERIFY_RESULT(records.setProof(id, ProofLevel::ContentComplete, morning));
    QVERIFY_RESULT(records.setPath(id, u"/ailleurs/a.dump"_s));
    QVERIFY_RESULT(records.setStatus(id, BackupStatus::Deleted));
    QVERIFY_ASSIGN(const auto found, records.find(id));
    QVERIFY(found->isPinned && found->proof == ProofLevel::ContentComplete && found->status == BackupStatus::Deleted);
    QCOMPARE(found->note, u"avant la migration"_s);
    QCOMPARE(found->tags, (QStringList{u"a"_s, u"b c"_s, u"x y"_s}));
    QCOMPARE(*records.tags(), (QStringList{u"a"_s, u"b c"_s, u"x y"_s}));
    QCOMPARE(found->path, u"/ailleurs/a.dump"_s);
    QCOMPARE(found->proved, morning);
    QVERIFY_RESULT(records.setTags(id, {}));
    QVERIFY(records.tags()->isEmpty());
    QVERIFY_RESULT(records.forget(id));
    QVERIFY(!records.find(id)->has_value());
}

void TestBackupRecords::oneOfAnIdentifier()
{
    const BackupRecords records(*m_database);
    QVERIFY_RESULT(records.add(record(u"a"_s)));
    QVERIFY_ERROR(records.add(record(u"a"_s, u"other"_s)), ErrorCode::ObjectExists);
    QCOMPARE(*records.count({}), 1);
}

void TestBackupRecords::whatIsNotThereIsAnError()
{
    const BackupRecords records(*m_database);
    QVERIFY_ERROR(records.end(7, ending()), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(records.setPinned(7, true), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(records.setNote(7, u"x"_s), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(records.setTags(7, {u"x"_s}), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(records.setProof(7, ProofLevel::None, morning), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(records.setPath(7, u"x"_s), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(records.setStatus(7, BackupStatus::Missing), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(records.forget(7), ErrorCode::FileUnreadable);
    QVERIFY(records.tags()->isEmpty());
    QVERIFY(!records.find(7)->has_value() && !records.find(u"x"_s)->has_value());
}

void TestBackupRecords::pagesShowEachOnce_data()
{
    QTest::addColumn<BackupFilter>("filter");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *title, const BackupFilter &filter, int expected) {
        QTest::newRow(title) << filter << expected;
    };
    row("all", {}, 2000);
    row("of an environment", {.environment = u"env-3"_s}, 100);
    row("of nobody", {.environment = u"nobody"_s}, 0);
    row("that failed", {.status = BackupStatus::Failed}, 285);
    row("that run", {.status = BackupStatus::Running}, 0);
    row("by hand", {.kind = BackupKind::Manual}, 666);
    row("with a tag", {.tag = u"monthly"_s}, 20);
    row("with a tag, of an environment", {.environment = u"env-0"_s, .tag = u"monthly"_s}, 20);
    row("with a tag, of another one", {.environment = u"env-1"_s, .tag = u"monthly"_s}, 0);
    row("with words in the note", {.words = u"avant MIGRATION"_s}, 2);
    row("with words in the path", {.words = u"/b1999."_s}, 1);
    row("with a mark that means something to LIKE", {.words = u"%"_s}, 0);
    row("with words in a tag", {.words = u"MONTH"_s}, 20);
    row("begun in some seconds", {.since = startOf(100), .until = startOf(110)}, 10);
    row("begun in some seconds, of an environment",
        {.environment = u"env-5"_s, .since = startOf(100), .until = startOf(110)}, 1);
    row("begun since", {.since = startOf(1991)}, 10);
    row("pinned", {.onlyPinned = true}, 20);
    row("pinned, that failed", {.status = BackupStatus::Failed, .onlyPinned = true}, 2);
    row("proven", {.atLeast = ProofLevel::FileIntact}, 200);
    row("several at once",
        {.environment = u"env-10"_s, .status = BackupStatus::Completed, .atLeast = ProofLevel::Restored}, 86);
}

void TestBackupRecords::pagesShowEachOnce()
{
    QFETCH(BackupFilter, filter);
    QFETCH(int, expected);
    addMany(*m_database, 2000);
    const BackupRecords records(*m_database);
    int seen = 0;
    qint64 before = 0;
    while (true) {
        QVERIFY_ASSIGN(const auto page, records.page(filter, before, 33));
        if (page.isEmpty())
            break;
        for (const BackupRecord &found : page) {
            QVERIFY(before == 0 || found.id < before);
            before = found.id;
            ++seen;
        }
    }
    QCOMPARE(seen, expected);
    QCOMPARE(*records.count(filter), expected);
}

void TestBackupRecords::theNewestProvenOne()
{
    const BackupRecords records(*m_database);
    QVERIFY(!records.newest({.environment = u"prod"_s}, ProofLevel::None)->has_value());
    const auto add = [&](const char *identifier, int hours, ProofLevel proof, BackupStatus status) {
        BackupRecord one = record(QString::fromLatin1(identifier));
        one.snapshot = morning.addSecs(hours * 3600);
        one.proof = proof;
        one.status = status;
        QVERIFY_RESULT(records.add(one));
    };
    // Taken in from another computer later than the others, but older.
    add("proven", 2, ProofLevel::Restored, BackupStatus::Completed);
    add("intact", 3, ProofLevel::FileIntact, BackupStatus::Completed);
    add("gone", 4, ProofLevel::Restored, BackupStatus::Missing);
    add("failed", 5, ProofLevel::None, BackupStatus::Failed);
    add("old", 1, ProofLevel::Restored, BackupStatus::Completed);
    const auto newest
        = [&](ProofLevel level) { return (*records.newest({.environment = u"prod"_s}, level))->identifier; };
    QCOMPARE(newest(ProofLevel::None), u"intact"_s);
    QCOMPARE(newest(ProofLevel::FileIntact), u"intact"_s);
    QCOMPARE(newest(ProofLevel::ContentComplete), u"proven"_s);
    QCOMPARE(newest(ProofLevel::Restored), u"proven"_s);
    QVERIFY(!records.newest({.environment = u"test"_s}, ProofLevel::None)->has_value());
}

void TestBackupRecords::theNewestIsOfTheDatabaseWhateverItIsCalled()
{
    const BackupRecords records(*m_database);
    const auto add = [&](const char *identifier, const QString &name, const QString &system, qint64 oid) {
        BackupRecord one = record(QString::fromLatin1(identifier), name);
        one.systemIdentifier = system;
        one.databaseOid = oid;
        one.status = BackupStatus::Completed;
        QVERIFY_RESULT(records.add(one));
    };
    add("before it was renamed", u"shop"_s, u"7001"_s, 5);
    add("of what has its name now", u"shop"_s, u"7002"_s, 5);
    add("of who knows which", u"old"_s, {}, 0);
    const auto newest = [&](const BackedUp &of) {
        const auto found = records.newest(of, ProofLevel::None);
        return found && *found ? (*found)->identifier : QString();
    };
    QCOMPARE(newest({u"boutique"_s, u"7001"_s, 5}), u"before it was renamed"_s);
    QCOMPARE(newest({u"shop"_s, u"7002"_s, 5}), u"of what has its name now"_s);
    QCOMPARE(newest({u"shop"_s, u"7003"_s, 5}), QString());
    QCOMPARE(newest({u"boutique"_s, u"7001"_s, 6}), QString());
    QCOMPARE(newest({u"old"_s, u"7001"_s, 6}), u"of who knows which"_s);
    QCOMPARE(newest({u"boutique"_s}), QString());
}

void TestBackupRecords::statistics()
{
    const BackupRecords records(*m_database);
    QVERIFY_ASSIGN(const BackupStatistics nothing, records.statistics({}));
    QVERIFY(nothing.completed == 0 && nothing.medianMilliseconds == 0 && nothing.fileBytes == 0);
    for (const int seconds : {10, 1, 3}) {
        QVERIFY_ASSIGN(const qint64 id, records.add(record(QString::number(seconds))));
        BackupEnding well = ending();
        well.ended = morning.addSecs(seconds);
        QVERIFY_RESULT(records.end(id, well));
    }
    QVERIFY_ASSIGN(const qint64 failed, records.add(record(u"failed"_s)));
    QVERIFY_RESULT(records.end(failed, ending(BackupStatus::Failed)));
    QVERIFY_ASSIGN(const qint64 cancelled, records.add(record(u"cancelled"_s, u"test"_s)));
    QVERIFY_RESULT(records.end(cancelled, ending(BackupStatus::Cancelled)));
    QVERIFY_ASSIGN(const BackupStatistics all, records.statistics({}));
    QVERIFY(all.completed == 3 && all.failed == 1 && all.cancelled == 1);
    QCOMPARE(all.fileBytes, 3 * ending().fileBytes);
    QCOMPARE(all.rawBytes, 3 * ending().rawBytes);
    QCOMPARE(all.medianMilliseconds, 3000);
    QVERIFY_ASSIGN(const BackupStatistics test, records.statistics({.environment = u"test"_s}));
    QVERIFY(test.completed == 0 && test.failed == 0 && test.cancelled == 1);
}

void TestBackupRecords::whatItGrewBy()
{
    const BackupRecords records(*m_database);
    const auto add = [&](const char *identifier, const QString &environment, int day, qint64 bytes) {
        BackupRecord one = record(QString::fromLatin1(identifier), environment);
        one.status = BackupStatus::Completed;
        one.snapshot = morning.addDays(day);
        one.rawBytes = bytes;
        QVERIFY_RESULT(records.add(one));
    };
    add("a", u"prod"_s, -31, 1000);
    add("b", u"prod"_s, -29, 5000);
    QVERIFY(!records.statistics({})->growth);
    add("c", u"prod"_s, 0, 1060);
    QCOMPARE(records.statistics({})->growth.value_or(0), 0.06);
    // What says nothing about itself, and an environment that is new, change nothing.
    add("d", u"prod"_s, 1, 0);
    add("e", u"test"_s, 0, 9000);
    QCOMPARE(records.statistics({})->growth.value_or(0), 0.06);
    QVERIFY(!records.statistics({.environment = u"test"_s})->growth);
    add("f", u"test"_s, -40, 8940);
    QCOMPARE(records.statistics({})->growth.value_or(0), 0.0121);
}

void TestBackupRecords::daysAsTheClockOfThisComputerHasThem()
{
    const BackupRecords records(*m_database);
    const QDate today(2026, 3, 14);
    const auto add = [&](const char *identifier, const QTime &time, BackupStatus status, ProofLevel proof) {
        BackupRecord one = record(QString::fromLatin1(identifier));
        one.status = status;
        one.started = QDateTime(today, time, Qt::LocalTime).toUTC();
        one.ended = one.started.addMSecs(1500);
        one.fileBytes = 700;
        one.proof = proof;
        one.proved = status == BackupStatus::Completed ? morning : QDateTime();
        QVERIFY_RESULT(records.add(one));
    };
    add("early", QTime(0, 0, 1), BackupStatus::Completed, ProofLevel::ContentComplete);
    add("late", QTime(23, 59, 58), BackupStatus::Completed, ProofLevel::None);
    add("failed", QTime(12, 0), BackupStatus::Failed, ProofLevel::None);
    QVERIFY_ASSIGN(const auto days,
                   records.days({.since = QDateTime(today.addDays(-7), QTime(0, 0), Qt::LocalTime).toUTC()}));
    QCOMPARE(days.size(), 1);
    const BackupDay &day = days.first();
    QCOMPARE(day.day, today);
    QVERIFY(day.completed == 2 && day.isProven && day.failed == 1 && day.damaged == 1);
    QVERIFY(day.fileBytes == 700 && day.milliseconds == 1500);
    QVERIFY(records.days({.environment = u"test"_s, .since = morning.addDays(-7)})->isEmpty());
}

void TestBackupRecords::eachLevelHasItsDate()
{
    const BackupRecords records(*m_database);
    QVERIFY_ASSIGN(const qint64 id, records.add(record(u"a"_s)));
    QVERIFY(records.proofs(id)->isEmpty());
    QVERIFY_RESULT(records.setProof(id, ProofLevel::FileIntact, morning));
    QVERIFY_RESULT(records.setProof(id, ProofLevel::Restored, morning.addDays(1)));
    QVERIFY_RESULT(records.addProof(id, ProofLevel::FileIntact, morning.addDays(2)));
    QVERIFY_ASSIGN(const auto proofs, records.proofs(id));
    QCOMPARE(proofs.size(), 2);
    QVERIFY(proofs.at(0).level == ProofLevel::FileIntact && proofs.at(0).proved == morning.addDays(2));
    QVERIFY(proofs.at(1).level == ProofLevel::Restored && proofs.at(1).proved == morning.addDays(1));
    // Found to be damaged: nothing that was shown holds any more.
    QVERIFY_RESULT(records.setProof(id, ProofLevel::None, morning.addDays(3)));
    QVERIFY(records.proofs(id)->isEmpty());
}

void TestBackupRecords::theFirstPageCountsAll()
{
    QFETCH(BackupFilter, filter);
    QFETCH(int, expected);
    addMany(*m_database, 2000);
    const BackupRecords records(*m_database);
    QVERIFY_ASSIGN(const BackupPage first, records.firstPage(filter, 33));
    QCOMPARE(first.count, expected);
    QVERIFY_ASSIGN(const auto page, records.page(filter, 0, 33));
    QCOMPARE(first.records.size(), page.size());
    for (qsizetype i = 0; i < page.size(); ++i)
        QCOMPARE(first.records.at(i).id, page.at(i).id);
}

/// What the window asks for when it opens, when a filter is set and when somebody scrolls, in SQLite's own steps.
void TestBackupRecords::aHundredThousandCostWhatTheyShow()
{
    addMany(*m_database, 100'000);
    const BackupRecords records(*m_database);
    const auto stepsOf = [&](const char *what, qint64 atMost, auto work) {
        const qint64 before = m_database->steps();
        work();
        const qint64 steps = m_database->steps() - before;
        QVERIFY2(steps < atMost, qPrintable(u"%1: %2 steps"_s.arg(QString::fromLatin1(what)).arg(steps)));
    };
    const auto first = [&](const BackupFilter &filter) { QVERIFY_RESULT(records.firstPage(filter, 256)); };
    // Steps for each one shown, and a few for each one counted.
    stepsOf("the first page", 800'000, [&] { first({.hidesDeleted = true}); });
    stepsOf("of an environment", 80'000, [&] { first({.environment = u"env-3"_s, .hidesDeleted = true}); });
    stepsOf("that failed", 120'000, [&] { first({.status = BackupStatus::Failed}); });
    stepsOf("of a day", 50'000, [&] { first({.since = startOf(50'000), .until = startOf(50'300)}); });
    stepsOf("words that are nowhere", 6'000'000, [&] { first({.words = u"nowhere to be found"_s}); });
    stepsOf("scrolling", 25'000, [&] { QVERIFY_RESULT(records.page({.hidesDeleted = true}, 50'000, 256)); });
    stepsOf("scrolling far down in an environment", 60'000,
            [&] { QVERIFY_RESULT(records.page({.environment = u"env-3"_s, .hidesDeleted = true}, 900, 256)); });
    stepsOf("figures of all", 3'000'000, [&] { QVERIFY_RESULT(records.statistics({})); });
    stepsOf("figures of one", 400'000, [&] { QVERIFY_RESULT(records.statistics({.environment = u"env-3"_s})); });
    stepsOf("days", 100'000, [&] { QVERIFY_RESULT(records.days({.since = startOf(99'000)})); });
}

void TestBackupRecords::aHundredThousandStayQuick()
{
    const auto secondsOfLists = [&](int count) {
        auto database = Database::open(m_folder->filePath(QString::number(count)));
        addMany(*database, count);
        const BackupRecords records(*database);
        return tests::processorSeconds([&] {
            for (int round = 0; round < 10; ++round) {
                for (const BackupFilter &filter :
                     {BackupFilter(), BackupFilter{.environment = u"env-3"_s},
                      BackupFilter{.status = BackupStatus::Failed}, BackupFilter{.kind = BackupKind::Manual}}) {
                    QVERIFY(!records.page(filter, 0, 50)->isEmpty());
                    QVERIFY(!records.page(filter, count / 2, 50)->isEmpty());
                }
                QVERIFY(!records.page({.onlyPinned = true}, 0, 10)->isEmpty());
                QVERIFY(!records.page({.tag = u"monthly"_s}, 900, 8)->isEmpty());
                QVERIFY(records.newest({.environment = u"env-10"_s}, ProofLevel::Restored)->has_value());
                QVERIFY(records.find(u"b77"_s)->has_value());
            }
        });
    };
    const double few = secondsOfLists(1000);
    const double many = secondsOfLists(100'000);
    QVERIFY2(many < 10 * few, qPrintable(u"%1 s of 1,000, %2 s of 100,000"_s.arg(few).arg(many)));
    // What has to look at all of them: a few tenths of a second, while a person waits for it.
    auto database = Database::open(m_folder->filePath(u"100000"_s));
    const BackupRecords records(*database);
    const double seconds = tests::processorSeconds([&] {
        QVERIFY_RESULT(records.statistics({}));
        QVERIFY_RESULT(records.page({.words = u"nowhere to be found"_s}));
        QVERIFY_RESULT(records.count({.environment = u"env-3"_s}));
    });
    QVERIFY2(seconds < 3, qPrintable(QString::number(seconds)));
}

QTEST_GUILESS_MAIN(TestBackupRecords)

#include "tst_backup_records.moc"
