// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/database.h"
#include "engine/store/run_history.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace engine::store;
using engine::ErrorCode;

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

/// No file of this process can grow while it lives: what a full disk does, to root as well.
class FullDisk final
{
public:
    FullDisk()
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = ::signal(SIGXFSZ, SIG_IGN);
        const rlimit none{.rlim_cur = 0, .rlim_max = m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        ::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = SIG_DFL;
};

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
    QVERIFY(database->run("INSERT INTO runs (id, operation, source, target, outcome, started, ended, report) "
                          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) "
                          "SELECT i, 'clone', 'a', 'b', 'succeeded', '', '', '{}' FROM n"));
    QVERIFY(RunHistory(*database).add(run(u"a"_s, u"b"_s)));
    QCOMPARE(RunHistory(*database).list(5000)->size(), RunHistory::keptRuns);
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

QTEST_GUILESS_MAIN(TestStore)

#include "tst_store.moc"
