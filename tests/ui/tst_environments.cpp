// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/patience.h"
#include "tests/ui/test_workspace.h"
#include "ui/background.h"
#include "ui/environment_list.h"
#include "ui/environments/environment_draft.h"
#include "ui/environments/environments_presenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using namespace ui;

/// Adding an environment and looking at those there are, without a window.
class TestEnvironments final : public QObject
{
    Q_OBJECT

private slots:
    void theTypeHasNoDefault()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentDraft draft(workspace, background);
        draft.setName(u"shop"_s);
        draft.setAddress(u"postgresql://reader@localhost/shop"_s);
        QVERIFY(!draft.problem().isEmpty());
        QVERIFY(!draft.type());
        draft.setType(EnvironmentType::Test);
        QCOMPARE(draft.problem(), QString());
    }

    void aPastedPasswordLeavesTheAddress()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentDraft draft(workspace, background);
        QSignalSpy replaced(&draft, &EnvironmentDraft::addressReplaced);
        draft.setAddress(u"postgresql://reader:s3cretWord@localhost/shop"_s);
        QCOMPARE(replaced.count(), 1);
        QVERIFY(!draft.address().contains(u"s3cretWord"_s));
        QVERIFY(draft.address().contains(u"reader"_s));
        QVERIFY(draft.hasPassword());
    }

    void aTypedPasswordDoesNotDisturbWhoTypes()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentDraft draft(workspace, background);
        draft.setName(u"shop"_s);
        draft.setType(EnvironmentType::Test);
        QSignalSpy replaced(&draft, &EnvironmentDraft::addressReplaced);
        // With an "@" of its own, as it is written in an address.
        const QString address = u"postgresql://reader:s3%40cret@db.example.org:5433/shop"_s;
        for (qsizetype typed = 1; typed <= address.size(); ++typed) {
            draft.setAddress(address.left(typed));
            QCOMPARE(replaced.count(), 0);
            QCOMPARE(draft.address(), address.left(typed));
        }
        draft.finishAddress();
        QCOMPARE(replaced.count(), 1);
        QVERIFY(!draft.address().contains(u"cret"_s));
        QVERIFY(draft.hasPassword());
        QSignalSpy saved(&draft, &EnvironmentDraft::saved);
        draft.save();
        QTRY_COMPARE(saved.count(), 1);
        const auto kept = workspace->environmentStore().find(u"shop"_s);
        QVERIFY(kept);
        QCOMPARE(kept->connection.at("host"), "db.example.org");
        QCOMPARE(kept->connection.at("port"), "5433");
        QCOMPARE(kept->connection.at("dbname"), "shop");
        for (const auto &[keyword, value] : kept->connection)
            QVERIFY(value.find("cret") == std::string::npos);
    }

    void aTransactionPoolerIsOfferedTheSessionPort()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentDraft draft(workspace, background);
        draft.setAddress(
            u"postgresql://postgres.abcdefghijklmnopqrst@aws-0-eu-west-3.pooler.supabase.com:6543/postgres"_s);
        QVERIFY(draft.canUseSessionPort());
        QVERIFY(!draft.hints().isEmpty());
        draft.useSessionPort();
        QVERIFY(draft.address().contains(u":5432"_s));
        QVERIFY(!draft.canUseSessionPort());
    }

    void aNameThatLooksLikeProductionIsPointedOut()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentDraft draft(workspace, background);
        draft.setName(u"shop-prod"_s);
        draft.setAddress(u"postgresql://reader@localhost/shop"_s);
        draft.setType(EnvironmentType::Development);
        QCOMPARE(draft.hints().size(), 1);
        draft.setType(EnvironmentType::Production);
        QVERIFY(draft.hints().isEmpty());
    }

    void productionNeverAcceptsClearData()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentDraft draft(workspace, background);
        draft.setName(u"shop"_s);
        draft.setAddress(u"postgresql://reader@localhost/shop"_s);
        draft.setPasswordSource(engine::environments::PasswordSource::Ask);
        draft.setAllowRaw(true);
        draft.setType(EnvironmentType::Production);
        QSignalSpy saved(&draft, &EnvironmentDraft::saved);
        draft.save();
        QVERIFY(saved.wait(15000));
        const auto kept = workspace->environmentStore().find(u"shop"_s);
        QVERIFY(kept);
        QVERIFY(!kept->allowRaw);
    }

    void aServerThatIsNotThereDoesNotHoldUpTheOthers()
    {
        TestWorkspace workspace;
        workspace.add(u"test"_s, EnvironmentType::Test);
        workspace.add(u"prod"_s, EnvironmentType::Production);
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        list.reload();
        QTRY_COMPARE(presenter.cards().size(), 2);
        // Production first, whatever was added first.
        QCOMPARE(presenter.cards().first().environment.name, u"prod"_s);
        for (int card = 0; card < 2; ++card) {
            QTRY_COMPARE_WITH_TIMEOUT(presenter.cards().at(card).state, EnvironmentCard::State::Offline,
                                      tests::patience);
            QVERIFY(presenter.cards().at(card).problem);
        }
    }

    void aMissingServerProgramIsSaidHonestly()
    {
        TestWorkspace workspace;
        workspace.demo().saidObstacle
            = engine::Error{.code = engine::ErrorCode::SandboxUnavailable, .detail = u"apt install x"_s};
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        QTRY_COMPARE(presenter.demo(), EnvironmentsPresenter::Demo::Impossible);
        QCOMPARE(presenter.demoObstacle()->detail, u"apt install x"_s);
        presenter.startDemo();
        QCOMPARE(presenter.demo(), EnvironmentsPresenter::Demo::Impossible);
    }

    void aDemoThatDoesNotStartCanBeTriedAgain()
    {
        TestWorkspace workspace;
        workspace.demo().answer = engine::failure({.code = engine::ErrorCode::SandboxUnavailable});
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        QTRY_COMPARE(presenter.demo(), EnvironmentsPresenter::Demo::Ready);
        QSignalSpy failed(&presenter, &EnvironmentsPresenter::failed);
        presenter.startDemo();
        QCOMPARE(presenter.demo(), EnvironmentsPresenter::Demo::Starting);
        QTRY_COMPARE(presenter.demo(), EnvironmentsPresenter::Demo::Ready);
        QCOMPARE(failed.count(), 1);
    }

    void theCopiedAddressHasNoPassword()
    {
        const engine::environments::Environment environment{
            .name = u"shop"_s, .connection = {{"host", "db.example.org"}, {"user", "reader"}, {"dbname", "shop"}}};
        const QString address = EnvironmentsPresenter::addressOf(environment);
        QVERIFY(address.startsWith(u"postgresql://reader@db.example.org"_s));
    }
};

QTEST_GUILESS_MAIN(TestEnvironments)
#include "tst_environments.moc"
