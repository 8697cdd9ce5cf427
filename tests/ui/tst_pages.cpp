// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/report.h"
#include "tests/support/patience.h"
#include "tests/ui/seen.h"
#include "tests/ui/test_workspace.h"
#include "ui/activity/activity_screen.h"
#include "ui/all_pages.h"
#include "ui/desk.h"
#include "ui/main_window.h"
#include "ui/report/report_view.h"
#include "ui/sidebar.h"
#include "ui/theme/style.h"

#include <QAction>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using engine::runs::OperationKind;
using engine::runs::Outcome;
using engine::runs::Report;
using tests::button;
using tests::says;
using namespace ui;

namespace {

/// A page that nobody has heard of.
class NewPage final : public Screen
{
public:
    NewPage(const QString &key, Place place, QWidget *parent)
        : Screen(parent)
        , m_key(key)
        , m_place(place)
    {
        setHeading(key, {});
    }

    [[nodiscard]] QString key() const override { return m_key; }
    [[nodiscard]] Place place() const override { return m_place; }
    [[nodiscard]] QString label() const override { return m_key; }
    [[nodiscard]] Glyph glyph() const override { return Glyph::Demo; }
    [[nodiscard]] HelpPage helpPage() const override { return HelpPage::FirstClone; }
    [[nodiscard]] int badge() const override { return count; }
    void receive(const PageRequest &request) override { received = request.source; }

    int count = 0;
    QString received{};

protected:
    void retranslate() override {}

private:
    QString m_key;
    Place m_place;
};

Desk::PageMaker maker(const QString &key, Screen::Place place)
{
    return [key, place](Desk &, QWidget *parent) { return new NewPage(key, place, parent); };
}

NewPage *page(const MainWindow &window, const QString &key)
{
    for (auto *candidate : window.findChildren<QWidget *>()) {
        auto *found = dynamic_cast<NewPage *>(candidate);
        if (found != nullptr && found->key() == key)
            return found;
    }
    return nullptr;
}

} // namespace

/// Pages come from a list; the window knows none of them. And the page of what was done, which is one.
class TestPages final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }

    void aNewPageNeedsOnlyToBeRegistered()
    {
        const TestWorkspace workspace;
        auto desk = std::make_unique<Desk>(workspace);
        desk->addPage(maker(u"second"_s, {.group = 4}));
        desk->addPage(maker(u"first"_s, {.group = 0, .order = 2}));
        Appearance appearance;
        MainWindow window(std::move(desk), appearance, {});
        window.show();
        QCOMPARE(window.pageCount(), 2);
        QVERIFY(page(window, u"first"_s)->isVisible());
        QVERIFY(window.windowTitle().startsWith(u"first"_s));
        QVERIFY(QTest::qWaitForWindowActive(&window, tests::patience));
        QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
        QVERIFY(page(window, u"second"_s)->isVisible());
        // By key, with what is to be shown there.
        emit page(window, u"second"_s)->pageRequested({.page = u"first"_s, .source = u"shop"_s});
        QVERIFY(page(window, u"first"_s)->isVisible());
        QCOMPARE(page(window, u"first"_s)->received, u"shop"_s);
        emit page(window, u"first"_s)->pageRequested({.page = u"nowhere"_s});
        QVERIFY(page(window, u"first"_s)->isVisible());
    }

    void aPageHasACountAndSaysSomethingOnEveryOther()
    {
        const TestWorkspace workspace;
        auto desk = std::make_unique<Desk>(workspace);
        desk->addPage(maker(u"first"_s, {.group = 0}));
        desk->addPage(maker(u"second"_s, {.group = 1}));
        Appearance appearance;
        MainWindow window(std::move(desk), appearance, {});
        window.show();
        NewPage *second = page(window, u"second"_s);
        second->count = 3;
        emit second->badgeChanged();
        auto *row = button<QToolButton>(*window.findChild<Sidebar *>(), u"second"_s);
        QCOMPARE(row->accessibleName(), u"second (3)"_s);
        emit second->noticeChanged({.what = u"Look here."_s});
        QVERIFY(page(window, u"first"_s)->isVisible());
        QVERIFY(says(window, u"Look here."_s));
        emit second->noticeChanged({});
        QVERIFY(!says(window, u"Look here."_s));
    }

    void whatAPageCanDoIsDoneFromAnyOther()
    {
        const TestWorkspace workspace;
        auto desk = std::make_unique<Desk>(workspace);
        int done = 0;
        desk->addPage(maker(u"first"_s, {.group = 0}));
        desk->addPage([&done](Desk &, QWidget *parent) {
            auto *second = new NewPage(u"second"_s, {.group = 1}, parent);
            auto *action = new QAction(second);
            action->setShortcut(QKeySequence(u"Ctrl+J"_s));
            QObject::connect(action, &QAction::triggered, second, [&done] { ++done; });
            second->addAction(action);
            return second;
        });
        Appearance appearance;
        MainWindow window(std::move(desk), appearance, {});
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window, tests::patience));
        QTest::keyClick(&window, Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(done, 1);
    }

    void anOldReportIsShownAgain()
    {
        TestWorkspace workspace;
        workspace.add(u"shop"_s, EnvironmentType::Production);
        workspace.add(u"shop-test"_s, EnvironmentType::Test);
        Report report{.kind = OperationKind::Clone,
                      .source = u"shop"_s,
                      .target = u"shop-test"_s,
                      .outcome = Outcome::Succeeded,
                      .targetState = engine::TargetState::Replaced,
                      .anonymized = true,
                      .durationMilliseconds = 61'000};
        report.tables = {{.name = u"public.orders"_s, .root = u"public.orders"_s, .rows = 42}};
        workspace->remember(report, QDateTime::currentDateTimeUtc().addSecs(-61));
        workspace->remember({.kind = OperationKind::Verify,
                             .source = u"shop"_s,
                             .target = u"shop-test"_s,
                             .outcome = Outcome::Failed,
                             .error = engine::Error{.code = engine::ErrorCode::VerificationFailed}},
                            QDateTime::currentDateTimeUtc());
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        window.showPage(u"activity"_s);
        auto *activity = window.findChild<ActivityScreen *>();
        QTableView *list = nullptr;
        for (auto *table : activity->findChildren<QTableView *>()) {
            if (table->accessibleName() == u"Operations that ended"_s)
                list = table;
        }
        QVERIFY(list != nullptr);
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QCOMPARE(list->model()->index(0, RunListModel::WhatColumn).data().toString(),
                 u"Comparison: shop → shop-test"_s);
        QCOMPARE(list->model()->index(1, RunListModel::OutcomeColumn).data().toString(), u"Succeeded"_s);
        list->setCurrentIndex(list->model()->index(1, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(activity->findChild<ReportView *>()->isVisible());
        QVERIFY(says(*activity, u"shop-test is now a double of shop"_s));
        QTest::mouseClick(button<QPushButton>(*activity, u"All operations"_s), Qt::LeftButton);
        QTRY_VERIFY(list->isVisible());
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(activity->findChild<ReportView *>()->isVisible());
        QVERIFY(!says(*activity, u"double of"_s));
    }

    void cloneToOnACardDoesNotShowAnOldReport()
    {
        TestWorkspace workspace;
        workspace.add(u"shop"_s, EnvironmentType::Production);
        workspace.add(u"shop-test"_s, EnvironmentType::Test);
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        window.showPage(u"activity"_s);
        emit window.findChild<ActivityScreen *>()->pageRequested({.page = u"clone"_s, .target = u"shop-test"_s});
        QVERIFY(says(window, u"Replace an environment by a double of another one"_s));
        QVERIFY(!window.findChild<ReportView *>()->isVisible());
    }

    void withoutHistoryItSaysSo()
    {
        const TestWorkspace workspace;
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        window.showPage(u"activity"_s);
        QVERIFY(says(window, u"Nothing was done yet."_s));
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
