// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/database.h"
#include "engine/store/run_history.h"
#include "tests/support/result_check.h"
#include "tests/unit/store/full_disk.h"
#include "tests/unit/store/processor_time.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace engine::store;
using engine::ErrorCode;
using engine::Result;
using tests::FullDisk;

namespace {

mode_t permissions(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 0777U : 0;
}

Run run(const QString &source, const QString &target)
{
    const QDateTime ended = QDateTime::fromMSecsSinceEpoch(1'790'000'000'123, Qt::UTC);
    return {.operation = u"clone"_s,
            .source = source,
            .target = target,
            .outcome = u"succeeded"_s,
            .started = ended.addSecs(-60),
            .ended = ended,
            .report = {{u"schema"_s, 1}, {u"warnings"_s, u"été"_s}}};
}

void addRuns(Database &database, int count)
{
    QVERIFY_RESULT(database.run("INSERT INTO runs (id, operation, source, target, outcome, started, ended) "
                                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
                                "SELECT i, iif(i % 10 = 0, 'rollback', 'clone'), 'prod', 'env-' || (i % 50), "
                                "iif(i % 7 = 0, 'failed', 'succeeded'), '2026-01-01T00:00:00.000Z', "
                                "'2026-01-01T00:01:00.000Z' FROM n",
                                {qint64{count}}));
    QVERIFY_RESULT(database.run("INSERT INTO run_reports (run, report) SELECT id, '{}' FROM runs"));
}

/// A home as the Sosie of that time left it.
void makeOldHome(const QString &file, int version, const char *sql)
{
    sqlite3 *connection = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(file).constData(), &connection), SQLITE_OK);
    QCOMPARE(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    const QByteArray stamp = QByteArray("PRAGMA user_version = ").append(QByteArray::number(version));
    QCOMPARE(sqlite3_exec(connection, stamp.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(connection);
}

// The tables of version 2, written down here: the product's own steps may not vouch for themselves.
constexpr const char *homeOfVersionTwo = R"(
CREATE TABLE production_identities (system_identifier TEXT NOT NULL, database_oid INTEGER NOT NULL,
    environment TEXT NOT NULL, first_seen TEXT NOT NULL, PRIMARY KEY (system_identifier, database_oid)) STRICT, WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, operation TEXT NOT NULL, source TEXT NOT NULL,
    target TEXT NOT NULL, outcome TEXT NOT NULL, started TEXT NOT NULL, ended TEXT NOT NULL, report TEXT NOT NULL) STRICT;
CREATE INDEX runs_by_source ON runs (source, id);
CREATE INDEX runs_by_target ON runs (target, id);
CREATE TABLE production_addresses (address TEXT NOT NULL PRIMARY KEY, environment TEXT NOT NULL, complete TEXT NOT NULL,
    system_identifier TEXT, database_oid INTEGER) STRICT, WITHOUT ROWID;
INSERT INTO production_identities VALUES ('7300000000000000001', 16384, 'shop', '2026-03-14T07:31:05.000Z');
INSERT INTO runs VALUES
    (7, 'clone', 'shop', 'essai', 'succeeded', '2026-03-14T07:31:05.000Z', '2026-03-14T07:32:05.250Z',
        '{"targetState": "replaced", "anonymized": true, "rows": 12}'),
    (9, 'clone', 'shop', 'essai', 'failed', '2026-03-15T07:31:05.000Z', '2026-03-15T07:31:06.000Z', '{"targetState": "incomplete"}'),
    (10, 'relabel', 'shop', '', 'succeeded', '2026-03-15T07:31:05.000Z', '2026-03-15T07:31:06.000Z', 'no JSON'),
    (11, 'clone', 'a', 'b', 'failed', '', '', '{"targetState": {"odd": 1}, "anonymized": "maybe"}');
)";

} // namespace

class TestStore final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void filesAreForThisUserAlone();
    void valuesComeBack();
    void aMistakeIsAnError();
    void runsComeBackNewestFirst();
    void theLastRunOfAnEnvironment();
    void theHistoryDoesNotGrowForEver();
    void twoOpenAtOnce();
    void manyThreadsWrite();
    void aDamagedFileIsSetAside_data();
    void aDamagedFileIsSetAside();
    void aNewerFileIsLeftAlone();
    void aFolderThatCannotBeMadeIsAnError();
    void whereNothingCanBeWrittenWhatIsThereIsRead();
    void anOldHomeIsBroughtUpToDate();
    void aFullDiskLeavesAnOldHomeAsItWas();
    void aTransactionHappensWholeOrNotAtAll();
    void aTransactionThatAsksItsDatabaseIsRefused();
    void aFullDiskInATransaction();
    void twoProcessesTakeTurns();
    void pagesShowEveryRunOnce();
    void aHundredThousandRunsStayQuick();

private:
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"state"_s); }
    [[nodiscard]] QString file() const { return folder() + u"/sosie.sqlite"_s; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestStore::filesAreForThisUserAlone()
{
    const mode_t before = ::umask(0);
    auto database = Database::open(folder());
    QVERIFY(database);
    QVERIFY(RunHistory(*database).add(run(u"a"_s, u"b"_s)));
    ::umask(before);
    QCOMPARE(permissions(folder()), 0700U);
    QCOMPARE(permissions(file()), 0600U);
    QCOMPARE(permissions(file() + u"-wal"_s), 0600U);
    QVERIFY(!database->setAside());
}

void TestStore::valuesComeBack()
{
    auto database = Database::open(folder());
    QVERIFY(database);
    const QString text = u"l'été\u0000 دبي"_s;
    const auto rows = database->run("SELECT ?, ?, ?", {qint64(-1), text, std::monostate()});
    QVERIFY(rows);
    QCOMPARE(rows->size(), size_t(1));
    QVERIFY(rows->front() == Row({qint64(-1), text, std::monostate()}));
}

void TestStore::aMistakeIsAnError()
{
    auto database = Database::open(folder());
    QVERIFY(database);
    const auto rows = database->run("SELECT * FROM nowhere");
    QVERIFY(!rows);
    QVERIFY(rows.error().detail.contains(u"nowhere"_s));
    QVERIFY(database->run("SELECT 1"));
}

void TestStore::runsComeBackNewestFirst()
{
    auto database = Database::open(folder());
    QVERIFY(database);
    const RunHistory history(*database);
    const auto first = history.add(run(u"prod"_s, u"test"_s));
    const auto second = history.add(run(u"prod"_s, QString()));
    QVERIFY(first && second && *second > *first);

    const auto runs = history.list();
    QVERIFY(runs);
    QCOMPARE(runs->size(), 2);
    const Run &oldest = runs->last();
    const Run expected = run(u"prod"_s, u"test"_s);
    QCOMPARE(oldest.id, *first);
    QCOMPARE(oldest.operation, expected.operation);
    QCOMPARE(oldest.source, expected.source);
    QCOMPARE(oldest.target, expected.target);
    QCOMPARE(oldest.outcome, expected.outcome);
    QCOMPARE(oldest.started, expected.started);
    QCOMPARE(oldest.ended, expected.ended);
    QCOMPARE(oldest.report, expected.report);
    QCOMPARE(history.list(1)->size(), 1);
}

void TestStore::theLastRunOfAnEnvironment()
{
    auto database = Database::open(folder());
    QVERIFY(database);
    const RunHistory history(*database);
    QVERIFY(history.add(run(u"prod"_s, u"test"_s)));
    const auto second = history.add(run(u"prod"_s, u"dev"_s));
    QVERIFY(second);
    QCOMPARE((*history.last(u"prod"_s))->id, *second);
    QCOMPARE((*history.last(u"dev"_s))->id, *second);
    QVERIFY((*history.last(u"test"_s))->id < *second);
    QVERIFY(!*history.last(u"nobody"_s));
}

void TestStore::theHistoryDoesNotGrowForEver()
{
    auto database = Database::open(folder());
    QVERIFY(database);
    addRuns(*database, RunHistory::keptRuns + 500);
    const RunHistory history(*database);
    QVERIFY_RESULT(history.add(run(u"a"_s, u"b"_s)));
    QCOMPARE(*history.count({}), RunHistory::keptRuns);
    QVERIFY_ASSIGN(const auto reports, database->run("SELECT count(*) FROM run_reports"));
    QVERIFY(reports.front() == Row({qint64{RunHistory::keptReports}}));
    // The row stays when its report is forgotten.
    QVERIFY_ASSIGN(const auto old, history.find(10'001));
    QVERIFY(old && old->report.isEmpty() && old->operation == u"clone");
}

void TestStore::twoOpenAtOnce()
{
    auto one = Database::open(folder());
    auto other = Database::open(folder());
    QVERIFY(one && other);
    QVERIFY(RunHistory(*one).add(run(u"a"_s, u"b"_s)));
    QVERIFY(RunHistory(*other).add(run(u"a"_s, u"b"_s)));
    QCOMPARE(RunHistory(*one).list()->size(), 2);
}

void TestStore::manyThreadsWrite()
{
    auto database = Database::open(folder());
    QVERIFY(database);
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    threads.reserve(4);
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 10; ++i) {
                if (RunHistory(*database).add(run(u"a"_s, u"b"_s)))
                    ++good;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(good.load(), 40);
    QCOMPARE(RunHistory(*database).list()->size(), 40);
}

void TestStore::aDamagedFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<qint64>("at");
    QTest::newRow("not a database at all") << QByteArray(4096, 'x') << qint64(0);
    QTest::newRow("a page of the tables is gone") << QByteArray(4096, 'x') << qint64(4096);
    QTest::newRow("the list of tables is gone") << QByteArray(3900, '\xff') << qint64(100);
}

void TestStore::aDamagedFileIsSetAside()
{
    QFETCH(QByteArray, head);
    QFETCH(qint64, at);
    {
        auto database = Database::open(folder());
        QVERIFY(database);
        QVERIFY(RunHistory(*database).add(run(u"a"_s, u"b"_s)));
    }
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    QVERIFY(damaged.seek(at));
    damaged.write(head);
    damaged.close();

    auto database = Database::open(folder());
    QVERIFY2(database, qPrintable(database ? QString() : database.error().detail));
    QVERIFY(database->setAside());
    QVERIFY(QFile::exists(*database->setAside()));
    QVERIFY(RunHistory(*database).list()->isEmpty());
    QVERIFY(RunHistory(*database).add(run(u"a"_s, u"b"_s)));
    QCOMPARE(permissions(file()), 0600U);
}

void TestStore::aNewerFileIsLeftAlone()
{
    {
        auto database = Database::open(folder());
        QVERIFY(database);
        QVERIFY(database->run("PRAGMA user_version = 1000"));
    }
    const auto database = Database::open(folder());
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::SettingsInvalid);
    QVERIFY(database.error().detail.contains(u"1000"_s));
}

void TestStore::aFolderThatCannotBeMadeIsAnError()
{
    QFile file(folder());
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto database = Database::open(folder() + u"/below"_s);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::FileUnwritable);
}

void TestStore::whereNothingCanBeWrittenWhatIsThereIsRead()
{
    {
        auto database = Database::open(folder());
        QVERIFY(database);
        QVERIFY(RunHistory(*database).add(run(u"shop"_s, u"test"_s)));
    }
    const FullDisk full;
    QVERIFY(!Database::open(folder()));
    auto database = Database::openAnyhow(folder());
    QVERIFY(database);
    QVERIFY(database->obstacle().has_value());
    const auto runs = RunHistory(*database).list();
    QVERIFY(runs);
    QCOMPARE(runs->size(), 1);
    QVERIFY(!RunHistory(*database).add(run(u"shop"_s, u"other"_s)));
    // What is not there cannot be read: the error is why it cannot be made.
    const auto nothing = Database::openAnyhow(m_folder->filePath(u"empty"_s));
    QVERIFY(!nothing);
}

void TestStore::anOldHomeIsBroughtUpToDate()
{
    QVERIFY(QDir().mkpath(folder()));
    makeOldHome(file(), 2, homeOfVersionTwo);
    for (int round = 0; round < 2; ++round) {
        QVERIFY_ASSIGN(Database database, Database::open(folder()));
        QVERIFY(!database.setAside());
        const RunHistory history(database);
        QVERIFY_ASSIGN(const auto runs, history.list());
        QCOMPARE(runs.size(), 4);
        QVERIFY_ASSIGN(const auto whole, history.find(7));
        QCOMPARE(whole->report,
                 (QJsonObject{{u"targetState"_s, u"replaced"_s}, {u"anonymized"_s, true}, {u"rows"_s, 12}}));
        QCOMPARE(whole->ended, QDateTime(QDate(2026, 3, 14), QTime(7, 32, 5, 250), Qt::UTC));
        QVERIFY_ASSIGN(const auto rows, history.page({}));
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows.at(3).id, 7);
        QVERIFY(rows.at(3).targetState == u"replaced" && rows.at(3).isAnonymized);
        QVERIFY(rows.at(2).targetState == u"incomplete" && !rows.at(2).isAnonymized);
        QVERIFY(rows.at(1).targetState.isEmpty() && rows.at(1).operation == u"relabel");
        QVERIFY_ASSIGN(const auto productions, database.run("SELECT environment FROM production_identities"));
        QVERIFY(productions.front() == Row({u"shop"_s}));
    }
    QVERIFY_ASSIGN(Database database, Database::open(folder()));
    QVERIFY_ASSIGN(const qint64 id, RunHistory(database).add(run(u"a"_s, u"b"_s)));
    QCOMPARE(id, 12);
}

void TestStore::aFullDiskLeavesAnOldHomeAsItWas()
{
    QVERIFY(QDir().mkpath(folder()));
    makeOldHome(file(), 2, homeOfVersionTwo);
    {
        const FullDisk full(static_cast<rlim_t>(QFileInfo(file()).size()) + 8192);
        const auto database = Database::open(folder());
        QVERIFY(!database);
        QCOMPARE(QFileInfo(file() + u".damaged"_s).exists(), false);
    }
    QVERIFY_ASSIGN(Database database, Database::open(folder()));
    QVERIFY(!database.setAside());
    QCOMPARE(RunHistory(database).list()->size(), 4);
}

void TestStore::aTransactionHappensWholeOrNotAtAll()
{
    QVERIFY_ASSIGN(Database database, Database::open(folder()));
    const auto insert = [](Transaction &transaction) {
        return transaction.run("INSERT INTO production_identities VALUES ('1', 2, 'shop', '')");
    };
    const auto count = [&] { return (*database.run("SELECT count(*) FROM production_identities")).front(); };
    QVERIFY_ERROR(database.transact([&](Transaction &transaction) -> Result<> {
        TRY(insert(transaction));
        return engine::failure({.code = ErrorCode::Cancelled});
    }),
                  ErrorCode::Cancelled);
    QVERIFY(count() == Row({qint64{0}}));
    // The second statement fails: the first did not happen.
    QVERIFY(!database.transact([&](Transaction &transaction) -> Result<> {
        TRY(insert(transaction));
        TRY(insert(transaction));
        return {};
    }));
    QVERIFY(count() == Row({qint64{0}}));
    QVERIFY_RESULT(database.transact([&](Transaction &transaction) -> Result<> {
        TRY(insert(transaction));
        return {};
    }));
    QVERIFY(count() == Row({qint64{1}}));
}

void TestStore::aTransactionThatAsksItsDatabaseIsRefused()
{
    QVERIFY_ASSIGN(Database database, Database::open(folder()));
    QVERIFY_ERROR(database.transact([&](Transaction &) -> Result<> {
        TRY(database.run("SELECT 1"));
        return {};
    }),
                  ErrorCode::Internal);
    QVERIFY_ERROR(
        database.transact([&](Transaction &) { return database.transact([](Transaction &) { return Result<>(); }); }),
        ErrorCode::Internal);
    QVERIFY_RESULT(database.run("SELECT 1"));
}

void TestStore::aFullDiskInATransaction()
{
    QVERIFY_ASSIGN(Database database, Database::open(folder()));
    {
        const FullDisk full(QFileInfo(file() + u"-wal"_s).size() + 20'000);
        QVERIFY(!database.transact([&](Transaction &transaction) -> Result<> {
            for (int i = 0; i < 100; ++i) {
                TRY(transaction.run("INSERT INTO production_identities VALUES (?, 1, ?, '')",
                                    {QString::number(i), QString(5000, u'x')}));
            }
            return {};
        }));
    }
    QVERIFY_ASSIGN(const auto rows, database.run("SELECT count(*) FROM production_identities"));
    QVERIFY(rows.front() == Row({qint64{0}}));
    QVERIFY_RESULT(RunHistory(database).add(run(u"a"_s, u"b"_s)));
}

void TestStore::twoProcessesTakeTurns()
{
    constexpr int each = 50;
    const auto addAll = [this] {
        auto database = Database::open(folder());
        bool good = database.has_value();
        for (int i = 0; good && i < each; ++i)
            good = RunHistory(*database).add(run(u"a"_s, u"b"_s)).has_value();
        return good;
    };
    // Both find no file, and both make it.
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(addAll() ? 0 : 1);
    QVERIFY(addAll());
    int status = -1;
    ::waitpid(child, &status, 0);
    QCOMPARE(status, 0);
    QVERIFY_ASSIGN(Database database, Database::open(folder()));
    QVERIFY(!database.setAside());
    QCOMPARE(*RunHistory(database).count({}), 2 * each);
}

void TestStore::pagesShowEveryRunOnce()
{
    QVERIFY_ASSIGN(Database database, Database::open(folder()));
    addRuns(database, 1000);
    // Of an environment with itself.
    QVERIFY_RESULT(RunHistory(database).add(run(u"env-3"_s, u"env-3"_s)));
    const RunHistory history(database);
    for (const RunFilter &filter :
         {RunFilter(), RunFilter{.environment = u"env-3"_s}, RunFilter{.operation = u"rollback"_s},
          RunFilter{.environment = u"prod"_s, .outcome = u"failed"_s}, RunFilter{.environment = u"nobody"_s}}) {
        QVERIFY_ASSIGN(const qint64 all, history.count(filter));
        qint64 seen = 0;
        qint64 before = 0;
        while (true) {
            QVERIFY_ASSIGN(const auto rows, history.page(filter, before, 7));
            if (rows.isEmpty())
                break;
            for (const RunRow &row : rows) {
                QVERIFY(before == 0 || row.id < before);
                before = row.id;
                ++seen;
                QVERIFY(filter.environment.isEmpty() || row.source == filter.environment
                        || row.target == filter.environment);
                QVERIFY(filter.operation.isEmpty() || row.operation == filter.operation);
                QVERIFY(filter.outcome.isEmpty() || row.outcome == filter.outcome);
            }
        }
        QCOMPARE(seen, all);
    }
}

void TestStore::aHundredThousandRunsStayQuick()
{
    const auto secondsOfLists = [&](int runs) {
        auto database = Database::open(m_folder->filePath(QString::number(runs)));
        addRuns(*database, runs);
        const RunHistory history(*database);
        return tests::processorSeconds([&] {
            for (int round = 0; round < 30; ++round) {
                for (const RunFilter &filter :
                     {RunFilter(), RunFilter{.environment = u"env-3"_s}, RunFilter{.environment = u"prod"_s},
                      RunFilter{.outcome = u"failed"_s}}) {
                    QVERIFY(!history.page(filter)->isEmpty());
                    QVERIFY(!history.page(filter, runs / 2)->isEmpty());
                }
                QVERIFY(history.last(u"env-3"_s)->has_value());
            }
        });
    };
    const double few = secondsOfLists(1000);
    const double many = secondsOfLists(100'000);
    // A list that was led by no index would take a hundred times as long.
    QVERIFY2(many < 10 * few, qPrintable(u"%1 s of 1,000, %2 s of 100,000"_s.arg(few).arg(many)));
}

QTEST_GUILESS_MAIN(TestStore)

#include "tst_store.moc"
