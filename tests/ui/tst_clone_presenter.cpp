// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/test_backend.h"
#include "ui/background.h"
#include "ui/clone/clone_presenter.h"
#include "ui/environments/environment_list.h"
#include "ui/run/run_monitor.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using namespace ui;

namespace {

/// The clone page without a window.
struct Page
{
    Page()
    {
        backend.add(u"shop"_s, EnvironmentType::Production);
        backend.add(u"shop test"_s, EnvironmentType::Test);
        backend.add(u"shop-dev"_s, EnvironmentType::Development, true);
        QSignalSpy loaded(&list, &EnvironmentList::changed);
        list.reload();
        loaded.wait();
    }

    TestBackend backend;
    Background background;
    EnvironmentList list{backend, background};
    RunMonitor monitor;
    OperationRunner runner{backend, background, monitor};
    ClonePresenter presenter{list, runner};
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
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop test"_s);
        page.presenter.setConfirmation(u"shop test"_s);
        page.presenter.swap();
        QCOMPARE(page.presenter.source(), u"shop test"_s);
        QCOMPARE(page.presenter.target(), u"shop"_s);
        QVERIFY(page.presenter.confirmation().isEmpty());
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
        page.presenter.setMissingUsers(engine::operations::MissingUsers::SetNull);
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
        QTRY_VERIFY_WITH_TIMEOUT(!page.presenter.isChecking(), 20000);
        page.presenter.setConfirmation(u"shop-dev"_s);
        page.presenter.tables().setTicked({0}, false);
        QVERIFY(page.presenter.isChecking());
        QVERIFY(!page.presenter.plan());
        QVERIFY(page.presenter.confirmation().isEmpty());
    }

    void aServerThatIsNotThereIsAProblemAndNoPlanToRun()
    {
        Page page;
        page.presenter.setSource(u"shop"_s);
        page.presenter.setTarget(u"shop test"_s);
        QVERIFY(!page.presenter.obstacle().isEmpty());
        page.presenter.check();
        QTRY_VERIFY_WITH_TIMEOUT(!page.presenter.isPlanning(), 20000);
        QVERIFY(!page.presenter.obstacle().isEmpty());
        page.presenter.setConfirmation(u"shop test"_s);
        page.presenter.start();
        QVERIFY(!page.monitor.isRunning());
    }
};

QTEST_GUILESS_MAIN(TestClonePresenter)
#include "tst_clone_presenter.moc"
