// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/patience.h"
#include "tests/ui/test_workspace.h"
#include "ui/background.h"
#include "ui/clone/clone_presenter.h"
#include "ui/environment_list.h"
#include "ui/run/run_monitor.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using namespace ui;

Q_DECLARE_METATYPE(ui::RowDraft)

namespace {

/// Names are set apart from their sentence by marks that nobody sees.
QString withoutMarks(QString sentence)
{
    static const QRegularExpression marks(u"[\\x{2066}-\\x{2069}]"_s);
    return sentence.remove(marks);
}

/// The clone page without a window.
struct Page
{
    Page()
    {
        workspace.add(u"shop"_s, EnvironmentType::Production);
        workspace.add(u"shop test"_s, EnvironmentType::Test);
        workspace.add(u"shop-dev"_s, EnvironmentType::Development, true);
        QSignalSpy loaded(&list, &EnvironmentList::changed);
        list.reload();
        loaded.wait();
    }

    TestWorkspace workspace;
    Background background;
    EnvironmentList list{workspace, background};
    RunMonitor monitor;
    OperationRunner runner{workspace, background, monitor};
    ClonePresenter presenter{list, workspace, runner};
};

} // namespace

/// The clone page: what may be chosen, why it cannot start, and the command it stands for.
class TestClonePresenter final : public QObject
{
    Q_OBJECT

private slots:
    void itSaysWhatIsMissing()
    {
        Page page;
        QVERIFY(page.presenter.obstacle().contains(u"source"_s));
        page.presenter.setSource(u"shop"_s);
        QVERIFY(page.presenter.obstacle().contains(u"target"_s));
    }

    void aProductionIsNeverATarget()
    {
        Page page;
        page.presenter.setSource(u"shop test"_s);
        page.presenter.setTarget(u"shop"_s);
        QVERIFY(page.presenter.obstacle().contains(u"production"_s));
        QCOMPARE(page.runner.state(), OperationRunner::State::Idle);
    }

    void anEnvironmentIsNotClonedToItself()
    {
        Page page;
        page.presenter.setSource(u"shop test"_s);
        page.presenter.setTarget(u"shop test"_s);
        QVERIFY(page.presenter.obstacle().contains(u"same"_s));
    }

    void swappingForgetsTheConfirmation()
    {
        Page page;
        page.presenter.setSource(u"shop-dev"_s);
        page.presenter.setTarget(u"shop test"_s);
        page.presenter.setConfirmation(u"shop test"_s);
        page.presenter.swap();
        QCOMPARE(page.presenter.source(), u"shop test"_s);
        QCOMPARE(page.presenter.target(), u"shop-dev"_s);
        QVERIFY(page.presenter.confirmation().isEmpty());
    }

    void aProductionIsNotSwappedIntoTheTarget()
    {
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop test"_s);
        QVERIFY(!page.presenter.canSwap());
        page.presenter.swap();
        QCOMPARE(page.presenter.source(), u"shop"_s);
        QCOMPARE(page.presenter.target(), u"shop test"_s);
        page.presenter.setSource(u"shop-dev"_s);
        QVERIFY(page.presenter.canSwap());
    }

    void clearDataIsOfferedOnlyWhereItIsAllowed()
    {
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop test"_s);
        QVERIFY(!page.presenter.mayBeInClear());
        page.presenter.setTarget(u"shop-dev"_s);
        QVERIFY(page.presenter.mayBeInClear());
        page.presenter.setPersonalData(ClonePresenter::PersonalData::InClear);
        QVERIFY(page.presenter.obstacle().contains(u"why"_s));
        // Another target takes the choice back.
        page.presenter.setTarget(u"shop test"_s);
        QCOMPARE(page.presenter.personalData(), ClonePresenter::PersonalData::Replaced);
    }

    void thatDataGoesInClearIsForgottenWithItsSourceItsTargetAndItsRun()
    {
        using PersonalData = ClonePresenter::PersonalData;
        Page page;
        const auto letOut = [&page] {
            page.presenter.setSource(u"shop"_s);
            page.presenter.setTarget(u"shop-dev"_s);
            page.presenter.setPersonalData(PersonalData::InClear);
            page.presenter.setRawReason(u"incident 42"_s);
            page.presenter.setConfirmation(u"shop-dev"_s);
        };
        const auto isForgotten = [&page] {
            return page.presenter.personalData() == PersonalData::Replaced && page.presenter.rawReason().isEmpty()
                   && page.presenter.confirmation().isEmpty() && page.presenter.clearData().isEmpty()
                   && !page.presenter.command().contains(u"--raw"_s);
        };
        letOut();
        page.presenter.setSource(u"shop test"_s);
        QVERIFY(isForgotten());
        letOut();
        page.presenter.setTarget(u"shop test"_s);
        QVERIFY(isForgotten());
        letOut();
        page.presenter.setPersonalData(PersonalData::Replaced);
        QVERIFY(page.presenter.rawReason().isEmpty());
        // Another choice of what is cloned wants another confirmation.
        letOut();
        page.presenter.setSchemas(u"public"_s);
        QVERIFY(page.presenter.confirmation().isEmpty());
        QCOMPARE(page.presenter.personalData(), PersonalData::InClear);
    }

    void theCommandAndTheWeightAreTrueAtOnce()
    {
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop-dev"_s);
        QVERIFY(page.presenter.clearData().isEmpty());
        page.presenter.setPersonalData(ClonePresenter::PersonalData::InClear);
        QCOMPARE(page.presenter.clearData().size(), 1);
        page.presenter.setRawReason(u"incident 42"_s);
        QVERIFY(page.presenter.command().contains(u"--raw --reason 'incident 42'"_s));
        QVERIFY(page.presenter.clearData().first().contains(u"incident 42"_s));
        QVERIFY(page.presenter.isChecking());
    }

    void whatTheSourceIsCountsAndNotWhatItIsCalled()
    {
        using engine::runs::Nature;
        Page page;
        page.presenter.setSource(u"shop test"_s);
        page.presenter.setTarget(u"shop-dev"_s);
        // Nobody has looked yet: nothing is claimed.
        QVERIFY(page.presenter.policy().contains(u"looked at"_s));
        page.list.setNature(*page.list.find(u"shop test"_s), {});
        QVERIFY(page.presenter.policy().contains(u"not a production"_s));
        QVERIFY(page.presenter.mayBeInClear());
        QVERIFY(page.presenter.command().contains(u"--anonymize"_s));
        // A look finds that it is a production under another name.
        page.list.setNature(*page.list.find(u"shop test"_s),
                            {.sign = Nature::Sign::Registered, .production = u"shop"_s});
        QVERIFY(page.presenter.policy().contains(u"is known as the production"_s));
        QVERIFY(!page.presenter.command().contains(u"--anonymize"_s));
        page.presenter.setPersonalData(ClonePresenter::PersonalData::InClear);
        QVERIFY(page.presenter.obstacle().contains(u"why"_s));
        page.presenter.setRawReason(u"incident 42"_s);
        QVERIFY(page.presenter.command().contains(u"--raw --reason 'incident 42'"_s));
        // And a target that is one is none.
        page.list.setNature(*page.list.find(u"shop-dev"_s), {.sign = Nature::Sign::Mark});
        QVERIFY(page.presenter.obstacle().contains(u"marked as one"_s));
    }

    void aSourceThatTurnsOutToBeAProductionTakesTheChoiceBack()
    {
        using engine::runs::Nature;
        Page page;
        page.presenter.setSource(u"shop-dev"_s);
        page.presenter.setTarget(u"shop test"_s);
        page.presenter.setPersonalData(ClonePresenter::PersonalData::InClear);
        page.list.setNature(*page.list.find(u"shop-dev"_s),
                            {.sign = Nature::Sign::Registered, .production = u"shop"_s});
        QCOMPARE(page.presenter.personalData(), ClonePresenter::PersonalData::Replaced);
    }

    void theCommandSaysTheSame_data()
    {
        QTest::addColumn<QString>("schemas");
        QTest::addColumn<QString>("excluded");
        QTest::addColumn<QString>("ruleFile");
        QTest::addColumn<QString>("command");
        const QString begin = u"sosie-cli clone --source shop --target 'shop test'"_s;
        const QString end = u" --confirm 'shop test'"_s;
        QTest::newRow("nothing but the two ends") << QString() << QString() << QString() << begin + end;
        QTest::newRow("schemas become one list")
            << u"public,  app"_s << QString() << QString() << begin + u" --schemas public,app"_s + end;
        QTest::newRow("each pattern is an option, quoted for the shell")
            << QString() << u"public.log_* audit.*"_s << QString()
            << begin + u" --exclude-table 'public.log_*' --exclude-table 'audit.*'"_s + end;
        QTest::newRow("a rule file with an apostrophe")
            << QString() << QString() << u"/tmp/l'ami.toml"_s << begin + u" --rules '/tmp/l'\\''ami.toml'"_s + end;
    }

    void theCommandSaysTheSame()
    {
        QFETCH(const QString, schemas);
        QFETCH(const QString, excluded);
        QFETCH(const QString, ruleFile);
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop test"_s);
        page.presenter.setSchemas(schemas);
        page.presenter.setExcludedTables(excluded);
        page.presenter.setRuleFile(ruleFile);
        QTEST(page.presenter.command(), "command");
    }

    void whatHappensToMissingUsersIsInTheCommandWhenItWasChosen()
    {
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop test"_s);
        QVERIFY(!page.presenter.command().contains(u"--auth-users"_s));
        page.presenter.setMissingUsers(engine::supabase::MissingUsers::SetNull);
        QVERIFY(page.presenter.command().contains(u" --auth-users null "_s));
        page.presenter.setMissingUsers(std::nullopt);
        QVERIFY(!page.presenter.command().contains(u"--auth-users"_s));
    }

    void anUntickedTableIsInTheCommandByItsOwnName()
    {
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop-dev"_s);
        const auto command = [&](const QString &options) -> QString {
            return u"sosie-cli clone --source shop --target shop-dev"_s + options + u" --confirm shop-dev"_s;
        };
        TableChoiceModel &tables = page.presenter.tables();
        tables.setTables({{.schema = u"public"_s, .name = u"orders"_s},
                          {.schema = u"public"_s, .name = u"log [old]*"_s},
                          {.schema = u"app"_s, .name = u"events"_s}});
        QCOMPARE(page.presenter.command(), command({}));
        tables.setTicked({1, 2}, false);
        QCOMPARE(page.presenter.command(),
                 command(u" --exclude-table app.events --exclude-table 'public.log [[]old][*]'"_s));
        // A schema that is not cloned needs no exception.
        page.presenter.setSchemas(u"public"_s);
        QCOMPARE(page.presenter.command(), command(u" --schemas public --exclude-table 'public.log [[]old][*]'"_s));
        tables.setTicked({1}, true);
        QCOMPARE(page.presenter.command(), command(u" --schemas public"_s));
        // Another source has other tables.
        page.presenter.setSource(u"shop test"_s);
        QCOMPARE(tables.rowCount(), 0);
        QVERIFY(!page.presenter.command().contains(u"exclude"_s));
    }

    void tickingATableChecksAgain()
    {
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop-dev"_s);
        page.presenter.tables().setTables({{.schema = u"public"_s, .name = u"orders"_s}});
        page.presenter.check();
        QTRY_VERIFY_WITH_TIMEOUT(!page.presenter.isChecking(), tests::patience);
        page.presenter.setConfirmation(u"shop-dev"_s);
        page.presenter.tables().setTicked({0}, false);
        QVERIFY(page.presenter.isChecking());
        QVERIFY(!page.presenter.plan());
        QVERIFY(page.presenter.confirmation().isEmpty());
    }

    void theRowsChosenAreInTheCommand_data()
    {
        QTest::addColumn<RowDraft>("rows");
        QTest::addColumn<QString>("options");
        QTest::newRow("all") << RowDraft{} << QString();
        QTest::newRow("some tables and a group, and what stays in the target")
            << RowDraft{.tables = u"orders, sales.* @audit"_s, .keptTables = u"settings @local"_s}
            << u" --table orders --table 'sales.*' --table @audit --keep-target-table settings"
               " --keep-target-table @local"_s;
        QTest::newRow("conditions, quoted for the shell, without empty lines")
            << RowDraft{.conditions = u"orders=status <> 'draft'\n\n  @audit=id > 7 \n"_s}
            << uR"( --where 'orders=status <> '\''draft'\''' --where '@audit=id > 7')"_s;
        QTest::newRow("dates") << RowDraft{.since = u"created_at>=2026-10-01, seen > yesterday"_s}
                               << u" --since 'created_at>=2026-10-01' --since 'seen > yesterday'"_s;
        QTest::newRow("a part, and no row may lose its parent")
            << RowDraft{.samplePercent = 12.5, .dropsOrphans = false} << u" --sample 12.5% --lost-parents stop"_s;
        QTest::newRow("a part that is everything") << RowDraft{.samplePercent = 100} << QString();
        // The command line refuses it too: it never copies more than was meant.
        QTest::newRow("a condition without a sign") << RowDraft{.conditions = u"orders"_s} << u" --where orders="_s;
    }

    void theRowsChosenAreInTheCommand()
    {
        QFETCH(const RowDraft, rows);
        QFETCH(const QString, options);
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop-dev"_s);
        page.presenter.setRows(rows);
        QCOMPARE(page.presenter.command(),
                 u"sosie-cli clone --source shop --target shop-dev"_s + options + u" --confirm shop-dev"_s);
    }

    void rowsAreSummedUp_data()
    {
        QTest::addColumn<RowDraft>("rows");
        QTest::addColumn<QString>("words");
        QTest::newRow("all") << RowDraft{} << u"All rows."_s;
        QTest::newRow("a part") << RowDraft{.tables = u"orders"_s,
                                            .conditions = u"orders=id > 1\norders=id < 9"_s,
                                            .since = u"created_at>=2026-10-01"_s,
                                            .samplePercent = 10}
                                << u"A part: only orders; 2 conditions; since created_at>=2026-10-01; about 10 % of "
                                   "the large tables."_s;
        QTest::newRow("what stays") << RowDraft{.keptTables = u"settings,notes"_s}
                                    << u"All rows. Kept in the target: settings, notes."_s;
    }

    void rowsAreSummedUp()
    {
        QFETCH(const RowDraft, rows);
        QFETCH(const QString, words);
        QCOMPARE(withoutMarks(rows.summary()), words);
    }

    void rowsThatCannotBeUnderstoodAreSaidAndNoServerIsAsked_data()
    {
        QTest::addColumn<RowDraft>("rows");
        QTest::addColumn<QString>("obstacle");
        const QString condition = u"The choice of rows \"orders\" cannot be understood."_s;
        QTest::newRow("a condition without a sign") << RowDraft{.conditions = u"orders"_s} << condition;
        QTest::newRow("a condition without a table")
            << RowDraft{.conditions = u"=id > 1"_s} << u"The choice of rows \"=id > 1\" cannot be understood."_s;
        QTest::newRow("a condition that is none") << RowDraft{.conditions = u"orders="_s} << condition;
        QTest::newRow("a second condition with a quote that stays open")
            << RowDraft{.conditions = u"items=id > 1\norders=status <> 'draft"_s} << condition;
        QTest::newRow("a condition that asks other tables")
            << RowDraft{.conditions = u"orders=id in (select id from users)"_s} << condition;
        QTest::newRow("a condition that calls something")
            << RowDraft{.conditions = u"orders=pg_sleep(100) is null"_s} << condition;
        const QString date = u"The choice by date \"%1\" cannot be understood."_s;
        for (const QString &since :
             {u"2026-10-01"_s, u"created_at"_s, u"created_at>="_s, u"created_at>=soon"_s, u"created_at>=2026-02-30"_s})
            QTest::addRow("the date %s", qPrintable(since)) << RowDraft{.since = since} << date.arg(since);
    }

    void rowsThatCannotBeUnderstoodAreSaidAndNoServerIsAsked()
    {
        QFETCH(const RowDraft, rows);
        QFETCH(const QString, obstacle);
        Page page;
        const QSignalSpy asked(&page.runner, &OperationRunner::stateChanged);
        page.presenter.setRows(rows);
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop-dev"_s);
        // What would otherwise happen in a moment.
        page.presenter.check();
        QVERIFY(!page.presenter.isChecking());
        QCOMPARE(withoutMarks(page.presenter.obstacle()), obstacle);
        QCOMPARE(page.presenter.objections().size(), 1);
        page.presenter.start();
        QVERIFY(asked.isEmpty());
        // Corrected, it is asked.
        page.presenter.setRows({.conditions = u"orders=status <> 'draft'"_s, .since = u"created_at>=2026-10-01"_s});
        page.presenter.check();
        QVERIFY(page.presenter.isPlanning());
        QVERIFY(page.presenter.objections().isEmpty());
    }

    void theRemedyIsForTheProblem()
    {
        using engine::ErrorCode;
        using Remedy = ClonePresenter::Remedy;
        QCOMPARE(ClonePresenter::remedyFor({.code = ErrorCode::ConstraintViolated}), Remedy::SkipBrokenRows);
        // A server has said it: rows of the target, or fakes.
        QCOMPARE(ClonePresenter::remedyFor({.code = ErrorCode::ConstraintViolated, .sqlState = u"23505"_s}),
                 Remedy::None);
        QCOMPARE(ClonePresenter::remedyFor({.code = ErrorCode::TextUnreadable}), Remedy::LeaveOutBroken);
        QCOMPARE(ClonePresenter::remedyFor({.code = ErrorCode::ObjectMissing}), Remedy::None);
    }

    void aRemedyIsInTheCommandAndForgottenWithItsSource()
    {
        using Remedy = ClonePresenter::Remedy;
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop-dev"_s);
        QVERIFY(!page.presenter.offers(Remedy::SkipBrokenRows));
        QVERIFY(!page.presenter.offers(Remedy::LeaveOutBroken));
        page.presenter.setBrokenRowsFile(u"/tmp/rows left out.txt"_s);
        page.presenter.setLeavesOutBroken(true);
        QVERIFY(page.presenter.offers(Remedy::SkipBrokenRows));
        QVERIFY(page.presenter.offers(Remedy::LeaveOutBroken));
        QVERIFY(page.presenter.isChecking());
        QVERIFY2(page.presenter.command().contains(u"--skip-broken-rows '/tmp/rows left out.txt' --leave-out-broken"_s),
                 qPrintable(page.presenter.command()));
        page.presenter.setTarget(u"shop test"_s);
        QVERIFY(page.presenter.leavesOutBroken());
        page.presenter.setSource(u"shop-dev"_s);
        QVERIFY(!page.presenter.leavesOutBroken());
        QVERIFY(page.presenter.brokenRowsFile().isEmpty());
        QVERIFY(!page.presenter.command().contains(u"--skip-broken-rows"_s));
    }

    void choosingRowsForgetsTheConfirmationAndChecksAgainInAMoment()
    {
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop-dev"_s);
        page.presenter.check();
        QTRY_VERIFY_WITH_TIMEOUT(!page.presenter.isChecking(), tests::patience);
        page.presenter.setConfirmation(u"shop-dev"_s);
        // Nothing new.
        page.presenter.setRows(RowDraft(page.presenter.rows()));
        QCOMPARE(page.presenter.confirmation(), u"shop-dev"_s);
        QSignalSpy asked(&page.runner, &OperationRunner::stateChanged);
        page.presenter.setRows({.keptTables = u"settings"_s});
        QVERIFY(page.presenter.isChecking());
        QVERIFY(!page.presenter.isPlanning());
        QVERIFY(page.presenter.confirmation().isEmpty());
        asked.clear();
        QVERIFY(asked.wait(5000));
    }

    void aServerThatIsNotThereIsAProblemAndNoPlanToRun()
    {
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop test"_s);
        QVERIFY(!page.presenter.obstacle().isEmpty());
        page.presenter.check();
        QTRY_VERIFY_WITH_TIMEOUT(!page.presenter.isPlanning(), tests::patience);
        QVERIFY(!page.presenter.obstacle().isEmpty());
        page.presenter.setConfirmation(u"shop test"_s);
        page.presenter.start();
        QVERIFY(!page.monitor.isRunning());
    }
};

QTEST_GUILESS_MAIN(TestClonePresenter)
#include "tst_clone_presenter.moc"
