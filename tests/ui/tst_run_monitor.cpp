// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/patience.h"
#include "ui/run/run_monitor.h"
#include "ui/run/run_table_filter.h"
#include "ui/run/table_progress_model.h"
#include "ui/text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using engine::Phase;
using engine::Progress;
using engine::TableProgress;
using engine::runs::OverallProgress;
using engine::runs::TimeEstimate;
using engine::runs::WorkEstimate;
using namespace ui;
using namespace std::chrono_literals;

namespace {

void addTables(Progress &progress, const QList<qint64> &sizes)
{
    auto tables = std::make_shared<Progress::Tables>();
    for (const qint64 bytes : sizes) {
        auto table = std::make_unique<TableProgress>();
        table->name = u"public.t%1"_s.arg(tables->size());
        table->expectedRows = bytes / 100;
        table->expectedBytes = bytes;
        tables->push_back(std::move(table));
    }
    progress.setTables(tables);
}

TableProgress &table(Progress &progress, size_t number)
{
    return *(*progress.tables())[number];
}

} // namespace

/// What a run shows while it lasts: a share that never goes back, a time that does not jump, rows that change alone.
class TestRunMonitor final : public QObject
{
    Q_OBJECT

private slots:
    void theShareNeverGoesBack()
    {
        Progress progress;
        OverallProgress overall;
        double last = overall.update(progress, progress.phase());
        const auto check = [&] {
            const double now = overall.update(progress, progress.phase());
            QVERIFY(now >= last);
            QVERIFY(now <= 1);
            last = now;
        };
        progress.enter(Phase::Structure);
        check();
        addTables(progress, {1000, 3000});
        progress.enter(Phase::Rows);
        check();
        table(progress, 0).add(10, 1000);
        check();
        const double quarter = last;
        table(progress, 1).add(100, 9000); // Three times what was expected.
        check();
        QVERIFY(last > quarter);
        progress.stepsExpected = 10;
        progress.stepsDone = 5;
        progress.enter(Phase::Indexes);
        check();
        progress.stepsExpected = 100; // More was found to do.
        check();
        progress.enter(Phase::Done);
        check();
        QCOMPARE(last, 1.0);
    }

    void nothingIsSaidOfTheTimeBeforeItMeansSomething()
    {
        TimeEstimate estimate;
        for (int tick = 0; tick <= 29; ++tick)
            estimate.add(tick * 100ms, tick * 0.002);
        QVERIFY(!estimate.left());
        for (int tick = 30; tick <= 60; ++tick)
            estimate.add(tick * 100ms, tick * 0.002);
        QVERIFY(estimate.left());
    }

    void aSteadyRunIsEstimatedWell()
    {
        TimeEstimate estimate;
        // 100 seconds in all; after 40 of them 60 are left.
        for (int tick = 0; tick <= 400; ++tick)
            estimate.add(tick * 100ms, tick / 1000.0);
        QVERIFY(estimate.left());
        QVERIFY2(std::chrono::abs(*estimate.left() - 60s) <= 15s,
                 qPrintable(QString::number(estimate.left()->count())));
    }

    void theTimeLeftDoesNotJump()
    {
        TimeEstimate estimate;
        std::optional<std::chrono::seconds> last;
        int changes = 0;
        for (int tick = 0; tick <= 300; ++tick) {
            // The speed swings between half and double.
            estimate.add(tick * 100ms, tick / 1000.0 + (tick % 10 < 5 ? 0.002 : 0));
            changes += last != estimate.left() ? 1 : 0;
            last = estimate.left();
        }
        QVERIFY2(changes < 12, qPrintable(QString::number(changes)));
    }

    void rowsAndIndexesAreEachTakenAtTheirRate()
    {
        Progress progress;
        addTables(progress, {50'000'000, 50'000'000});
        progress.stepsExpected = 20;
        progress.enter(Phase::Rows);
        WorkEstimate work;
        // Two workers copy 1 MB a second each: 100 MB in 50 seconds.
        for (auto &each : *progress.tables())
            each->state = TableProgress::State::Running;
        for (int second = 0; second <= 50; ++second) {
            work.add(std::chrono::seconds(second), progress, Phase::Rows);
            if (second == 25)
                // Indexes are taken for half of the rows, and there is some verification.
                QVERIFY2(*work.left() > 25 && *work.left() < 75, qPrintable(QString::number(*work.left())));
            for (auto &each : *progress.tables())
                each->add(10'000, 1'000'000);
        }
        for (auto &each : *progress.tables())
            each->state = TableProgress::State::Done;
        // Each index takes ten seconds, two at a time: 100 seconds, twice what the rows took.
        progress.enter(Phase::Indexes);
        for (int second = 51; second <= 101; ++second) {
            const Progress::Making one(progress, u"one_idx"_s);
            const Progress::Making other(progress, u"other_idx"_s);
            work.add(std::chrono::seconds(second), progress, Phase::Indexes);
            if ((second - 51) % 10 == 9)
                progress.stepsDone += 2;
        }
        // Ten of twenty are made: 50 seconds, and a tenth of the whole for the verification.
        QVERIFY2(*work.left() > 45 && *work.left() < 90, qPrintable(QString::number(*work.left())));
    }

    void nothingIsSaidOfTablesWithoutRows()
    {
        Progress progress;
        addTables(progress, {0, 0, 0});
        progress.stepsExpected = 12;
        progress.enter(Phase::Rows);
        table(progress, 0).state = TableProgress::State::Running;
        RunMonitor monitor;
        monitor.begin({}, progress);
        WorkEstimate work;
        for (int second = 0; second <= 60; ++second)
            work.add(std::chrono::seconds(second), progress, Phase::Rows);
        QVERIFY(!work.left());
        QVERIFY(monitor.timeLeft().isEmpty());
        monitor.end();
    }

    void whatIsBeingMadeHasAName()
    {
        Progress progress;
        addTables(progress, {1000});
        progress.enter(Phase::Rows);
        RunMonitor monitor;
        monitor.begin({}, progress);
        {
            const Progress::Making one(progress, u"orders_pkey"_s);
            const Progress::Making other(progress, u"orders_day"_s);
            QTRY_COMPARE(monitor.making(), (QStringList{u"orders_pkey"_s, u"orders_day"_s}));
        }
        QTRY_VERIFY(monitor.making().isEmpty());
        monitor.end();
    }

    void whatIsAtWorkStandsOnTop()
    {
        using State = TableProgress::State;
        Progress progress;
        addTables(progress, {10, 20, 30, 40, 50});
        table(progress, 0).state = State::Running;
        table(progress, 1).state = State::Failed;
        table(progress, 2).state = State::Done;
        table(progress, 3).state = State::Indexing;
        TableProgressModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        RunTableFilter filter;
        filter.setSortRole(TableProgressModel::SortRole);
        filter.setSourceModel(&model);
        model.refresh(progress);
        const auto names = [&filter] {
            QStringList all;
            for (int row = 0; row < filter.rowCount(); ++row)
                all << filter.index(row, TableProgressModel::NameColumn).data().toString().section(u'.', 1);
            return all.join(u' ');
        };
        filter.sort(TableProgressModel::BytesColumn, Qt::DescendingOrder);
        QCOMPARE(names(), u"t1 t3 t0 t4 t2"_s);
        filter.sort(TableProgressModel::BytesColumn, Qt::AscendingOrder);
        QCOMPARE(names(), u"t1 t0 t3 t4 t2"_s);
        // What begins moves up by itself, what ends moves down and is muted.
        table(progress, 4).state = State::Running;
        table(progress, 0).state = State::Done;
        model.refresh(progress);
        QCOMPARE(names(), u"t1 t3 t4 t0 t2"_s);
        QVERIFY(model.index(0, 0).data(Qt::ForegroundRole).isValid());
        QVERIFY(!model.index(4, 0).data(Qt::ForegroundRole).isValid());
        QCOMPARE(model.count(State::Done), 2);
        filter.setShown(RunTableFilter::Show::AtWork);
        QCOMPARE(names(), u"t3 t4"_s);
    }

    void onlyRowsThatMovedAreAnnounced()
    {
        Progress progress;
        addTables(progress, {1000, 1000, 1000});
        TableProgressModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.refresh(progress);
        QCOMPARE(model.rowCount(), 3);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.refresh(progress);
        QCOMPARE(changes.count(), 0);
        table(progress, 1).add(5, 500);
        table(progress, 1).state = TableProgress::State::Running;
        model.refresh(progress);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.first().first().toModelIndex().row(), 1);
        const QModelIndex share = model.index(1, TableProgressModel::ShareColumn);
        QCOMPARE(share.data(TableProgressModel::ShareRole).toDouble(), 0.5);
    }

    void aTableThatGrewStopsAtAHundred()
    {
        Progress progress;
        addTables(progress, {1000});
        TableProgressModel model;
        table(progress, 0).state = TableProgress::State::Running;
        table(progress, 0).add(50, 5000);
        model.refresh(progress);
        QCOMPARE(model.index(0, TableProgressModel::ShareColumn).data(TableProgressModel::ShareRole).toDouble(), 1.0);
    }

    void cancelIsSaidAtOnceAndOnce()
    {
        Progress progress;
        RunMonitor monitor;
        QSignalSpy asked(&monitor, &RunMonitor::cancelRequested);
        monitor.cancel();
        QCOMPARE(asked.count(), 0);
        monitor.begin({.title = [] { return u"Cloning shop to shop-test"_s; }, .target = {.name = u"shop-test"_s}},
                      progress);
        QVERIFY(monitor.canCancel());
        monitor.cancel();
        monitor.cancel();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(monitor.state(), RunMonitor::State::Cancelling);
        monitor.end();
        QCOMPARE(monitor.state(), RunMonitor::State::Idle);
    }

    void cancelEndsAtThePointOfNoReturn()
    {
        Progress progress;
        RunMonitor monitor;
        QSignalSpy asked(&monitor, &RunMonitor::cancelRequested);
        progress.enter(Phase::Commit);
        monitor.begin({}, progress);
        QVERIFY(!monitor.canCancel());
        monitor.cancel();
        QCOMPARE(asked.count(), 0);
        monitor.end();
    }

    void logLinesArriveOnce()
    {
        Progress progress;
        RunMonitor monitor;
        QStringList lines;
        // Each line begins with the time.
        connect(&monitor, &RunMonitor::logged, this, [&](const QList<LogLine> &more) {
            for (const LogLine &line : more)
                lines << line.text().mid(QLatin1String("00:00:00  ").size());
        });
        progress.log(engine::Sentence(u"one"_s));
        monitor.begin({}, progress);
        progress.enter(Phase::Rows);
        progress.log(engine::Sentence(u"two"_s));
        monitor.end();
        QCOMPARE(lines, (QStringList{engine::runs::phaseTitle(Phase::Preflight).text(), u"one"_s,
                                     engine::runs::phaseTitle(Phase::Rows).text(), u"two"_s}));
    }

    void whatIsCancelledDoesNotLookAsIfItHadEndedWell()
    {
        Progress progress;
        addTables(progress, {1000});
        RunMonitor monitor;
        progress.enter(Phase::Rows);
        table(progress, 0).state = TableProgress::State::Running;
        table(progress, 0).add(5, 500);
        monitor.begin({}, progress);
        const int share = monitor.percent();
        monitor.cancel();
        table(progress, 0).state = TableProgress::State::Failed;
        progress.enter(Phase::Done);
        QTest::qWait(250);
        QCOMPARE(monitor.phase(), Phase::Rows);
        QCOMPARE(monitor.percent(), share);
        QCOMPARE(monitor.tables().index(0, TableProgressModel::StateColumn).data().toString(), u"stopped"_s);
        monitor.end();
        QCOMPARE(monitor.phase(), Phase::Rows);
    }

    void whatFailsStaysInThePhaseWhereItFailed()
    {
        Progress progress;
        addTables(progress, {1000});
        RunMonitor monitor;
        progress.enter(Phase::Indexes);
        monitor.begin({}, progress);
        table(progress, 0).state = TableProgress::State::Failed;
        progress.enter(Phase::Done);
        monitor.end();
        QCOMPARE(monitor.phase(), Phase::Indexes);
        QVERIFY(monitor.percent() < 100);
        QCOMPARE(monitor.tables().index(0, TableProgressModel::StateColumn).data().toString(), u"failed"_s);
    }

    void whatEndsWellComesToItsEnd()
    {
        Progress progress;
        RunMonitor monitor;
        monitor.begin({}, progress);
        progress.enter(Phase::Commit);
        progress.enter(Phase::Done);
        monitor.end();
        QCOMPARE(monitor.phase(), Phase::Done);
        QCOMPARE(monitor.percent(), 100);
    }

    void whatItWaitsForIsSaidUntilSomethingMoves()
    {
        Progress progress;
        addTables(progress, {1000});
        RunMonitor monitor;
        progress.enter(Phase::Rows);
        monitor.begin({}, progress);
        QVERIFY(monitor.waiting().isEmpty());
        progress.warn(engine::Sentence(u"waiting for process 4711"_s));
        QTRY_COMPARE(monitor.waiting(), QStringList{u"waiting for process 4711"_s});
        table(progress, 0).add(1, 10);
        QTRY_VERIFY(monitor.waiting().isEmpty());
        monitor.end();
    }

    void aServerFromWhichNothingComesIsSaid()
    {
        Progress progress;
        addTables(progress, {1000});
        RunMonitor monitor(nullptr, std::chrono::milliseconds(300));
        progress.enter(Phase::Rows);
        monitor.begin({}, progress);
        QVERIFY(monitor.waiting().isEmpty());
        QTRY_COMPARE(monitor.waiting().size(), 1);
        QVERIFY(monitor.waiting().first().startsWith(u"Nothing has come from the server for"_s));
        progress.enter(Phase::Indexes);
        QTRY_VERIFY(monitor.waiting().isEmpty() || !monitor.waiting().first().startsWith(u"Nothing"_s));
        QTRY_VERIFY(!monitor.waiting().isEmpty() && monitor.waiting().first().contains(u"index"_s));
        // The lock says more than the silence.
        progress.warn(engine::Sentence(u"waiting for process 4711"_s));
        QTRY_COMPARE(monitor.waiting(), QStringList{u"waiting for process 4711"_s});
        monitor.end();
        QVERIFY(monitor.waiting().isEmpty());
    }

    void aTableIsTimedByTheClock()
    {
        Progress progress;
        addTables(progress, {1000});
        TableProgressModel model;
        model.refresh(progress);
        const QModelIndex time = model.index(0, TableProgressModel::TimeColumn);
        QCOMPARE(time.data().toString(), QString());
        table(progress, 0).state = TableProgress::State::Running;
        // What several workers spent on it together.
        table(progress, 0).milliseconds = 90000;
        model.refresh(progress);
        QCOMPARE(time.data().toString(), u"0:00"_s);
    }
};

QTEST_MAIN(TestRunMonitor)
#include "tst_run_monitor.moc"
