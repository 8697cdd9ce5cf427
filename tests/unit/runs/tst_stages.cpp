// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone/clone.h"
#include "engine/operations/rollback/rollback.h"
#include "engine/operations/verify/verify_pair.h"
#include "engine/runs/estimates.h"
#include "engine/safety/production_registry.h"
#include "engine/store/database.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using namespace engine::runs;

/// The stages of every verb: in order, with words and a weight, what cannot be cancelled last.
class TestStages final : public QObject
{
    Q_OBJECT

private slots:
    void everyVerbSaysItsStages_data()
    {
        QTest::addColumn<QList<Stage>>("stages");
        QTest::newRow("clone") << operations::Clone({}, {}, {}, *m_registry).stages();
        QTest::newRow("rollback") << operations::Rollback({}).stages();
        QTest::newRow("verify") << operations::VerifyPair({}, {}, {}, *m_registry).stages();
        QTest::newRow("any other") << usualStages();
    }

    void everyVerbSaysItsStages()
    {
        QFETCH(const QList<Stage>, stages);
        QVERIFY(!stages.isEmpty());
        bool wasCancellable = true;
        std::optional<Phase> last;
        for (const Stage &stage : stages) {
            QVERIFY(!last || *last < stage.phase);
            QVERIFY(stage.weight > 0);
            QVERIFY(wasCancellable || !stage.isCancellable);
            QVERIFY(!phaseTitle(stage.phase).isEmpty() && !phaseAction(stage.phase).isEmpty());
            QVERIFY(!phaseKey(stage.phase).isEmpty());
            wasCancellable = stage.isCancellable;
            last = stage.phase;
        }
    }

    void theWeightsDecideHowFarItIs()
    {
        const QList<Stage> stages{{.phase = Phase::Structure, .weight = 1},
                                  {.phase = Phase::Rows, .weight = 2, .measure = Stage::Measure::Rows},
                                  {.phase = Phase::Verification, .weight = 1, .measure = Stage::Measure::Steps}};
        Progress progress;
        auto tables = std::make_shared<Progress::Tables>();
        tables->push_back(std::make_unique<TableProgress>());
        tables->front()->expectedRows = 10;
        progress.setTables(tables);
        OverallProgress overall(stages);
        QCOMPARE(overall.update(progress, Phase::Preflight), 0.0);
        QCOMPARE(overall.update(progress, Phase::Rows), 0.25);
        tables->front()->rows = 5;
        QCOMPARE(overall.update(progress, Phase::Rows), 0.5);
        tables->front()->rows = 500;
        QCOMPARE(overall.update(progress, Phase::Rows), 0.75);
        progress.stepsExpected = 2;
        progress.stepsDone = 1;
        QCOMPARE(overall.update(progress, Phase::Verification), 0.875);
        QCOMPARE(overall.update(progress, Phase::Done), 1.0);
    }

    void withoutWeightsNothingIsSaid()
    {
        const Progress progress;
        QCOMPARE(OverallProgress(QList<Stage>()).update(progress, Phase::Done), 0.0);
    }

    void onlyWhatCannotComeBackCannotBeCancelled()
    {
        const auto stages = operations::Clone({}, {}, {}, *m_registry).stages();
        QVERIFY(isCancellableIn(stages, Phase::Preflight));
        QVERIFY(isCancellableIn(stages, Phase::Verification));
        QVERIFY(!isCancellableIn(stages, Phase::Commit));
        QVERIFY(!isCancellableIn(stages, Phase::Done));
        QVERIFY(!isCancellableIn(operations::Rollback({}).stages(), Phase::Commit));
    }

    void initTestCase()
    {
        auto database = store::Database::open(m_folder.path());
        QVERIFY(database);
        m_database = std::make_unique<store::Database>(*std::move(database));
        m_registry = std::make_unique<safety::ProductionRegistry>(*m_database);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<safety::ProductionRegistry> m_registry;
};

QTEST_GUILESS_MAIN(TestStages)
#include "tst_stages.moc"
