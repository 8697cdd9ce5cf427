// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/patience.h"
#include "tests/ui/seen.h"
#include "tests/ui/test_workspace.h"
#include "ui/all_pages.h"
#include "ui/background.h"
#include "ui/desk.h"
#include "ui/environment_list.h"
#include "ui/environments/card_words.h"
#include "ui/environments/environment_card_view.h"
#include "ui/environments/environment_table.h"
#include "ui/environments/to_do_strip.h"
#include "ui/main_window.h"
#include "ui/restore/restore_screen.h"
#include "ui/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/chip.h"

#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <memory>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using tests::button;
using tests::says;
using namespace ui;

namespace {

/// A presenter whose cards a test makes up.
struct Made
{
    TestWorkspace workspace;
    Background background;
    EnvironmentList list{workspace, background};
    EnvironmentsPresenter presenter{list, workspace, background};
};

EnvironmentCard card(const QString &name, EnvironmentType type)
{
    return {.environment = {.name = name, .type = type},
            .state = EnvironmentCard::State::Online,
            .diagnosis = {.reached = true, .serverVersion = u"15.4"_s, .tables = 3, .bytes = 4096}};
}

engine::store::BackupRecord backupOf(qint64 secondsAgo)
{
    engine::store::BackupRecord record;
    record.id = 7;
    record.snapshot = QDateTime::currentDateTimeUtc().addSecs(-secondsAgo);
    return record;
}

QStringList wordsOf(const QList<ToDo> &things)
{
    QStringList words;
    for (const ToDo &thing : things)
        words << thing.words;
    return words;
}

} // namespace

/// The page of the environments: what stands out, what is silent, what waits, what is seen by itself.
class TestHome final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }

    void theNameIsTheBiggestAndWhatIsWellIsSilent()
    {
        Made made;
        EnvironmentCardView view(made.presenter, card(u"boutique"_s, EnvironmentType::Production));
        view.show();
        double biggest = 0;
        const QLabel *biggestLabel = nullptr;
        for (const auto *label : view.findChildren<QLabel *>()) {
            if (label->font().pointSizeF() > biggest) {
                biggest = label->font().pointSizeF();
                biggestLabel = label;
            }
        }
        QCOMPARE(biggestLabel->accessibleName(), u"boutique"_s);
        QStringList chips;
        for (const auto *chip : view.findChildren<Chip *>()) {
            if (chip->isVisible())
                chips << chip->words();
        }
        QCOMPARE(chips, QStringList{u"PRODUCTION"_s});
        QVERIFY(says(view, u"3 tables"_s));
    }

    void aFileDroppedOnACardGoesToThatEnvironment()
    {
        TestWorkspace workspace;
        workspace.add(u"boutique"_s, EnvironmentType::Production);
        workspace.add(u"essai"_s, EnvironmentType::Test);
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, WindowOptions{});
        window.show();
        const auto cardOf = [&](const QString &name) -> EnvironmentCardView * {
            for (auto *view : window.findChildren<EnvironmentCardView *>()) {
                if (view->name() == name)
                    return view;
            }
            return nullptr;
        };
        QTRY_VERIFY(cardOf(u"essai"_s) != nullptr && cardOf(u"essai"_s)->isVisible());
        const QTemporaryDir folder;
        QFile file(folder.path() + u"/shop.sql"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("CREATE TABLE a (id int);\n") > 0);
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        const auto over = [&](QWidget &place) {
            QDragEnterEvent enter(place.rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&place, &enter);
            return enter.isAccepted();
        };
        const auto drop = [&](QWidget &place) {
            QDropEvent dropped(place.rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&place, &dropped);
        };
        QVERIFY(over(*cardOf(u"boutique"_s)));
        QVERIFY(says(window, u"A production is never a target"_s));
        QVERIFY(over(*cardOf(u"essai"_s)));
        QVERIFY(says(window, u"Restore to"_s));
        QVERIFY(says(window, u"Drop the file"_s));
        drop(*cardOf(u"essai"_s));
        const auto *restore = window.findChild<RestoreScreen *>();
        QTRY_VERIFY(restore->isVisible());
        QVERIFY(!says(window, u"Drop the file"_s));
        QTRY_COMPARE(restore->findChild<QComboBox *>()->currentData().toString(), u"essai"_s);
        window.showPage(0);
        QTRY_VERIFY(cardOf(u"boutique"_s) != nullptr && cardOf(u"boutique"_s)->isVisible());
        QVERIFY(over(*cardOf(u"boutique"_s)));
        drop(*cardOf(u"boutique"_s));
        QTRY_VERIFY(restore->isVisible());
        QVERIFY(restore->findChild<QComboBox *>()->currentData().toString() != u"boutique"_s);
    }

    void oneThingToDoStandsOut_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("action");
        QTest::newRow("a production is backed up") << int(EnvironmentType::Production) << u"Full backup"_s;
        QTest::newRow("a test is cloned into") << int(EnvironmentType::Test) << u"Clone to…"_s;
        QTest::newRow("so is a training") << int(EnvironmentType::Training) << u"Clone to…"_s;
        QTest::newRow("so is a development") << int(EnvironmentType::Development) << u"Clone to…"_s;
    }

    void oneThingToDoStandsOut()
    {
        QFETCH(const int, type);
        QFETCH(const QString, action);
        Made made;
        EnvironmentCardView view(made.presenter, card(u"x"_s, EnvironmentType(type)));
        view.show();
        QStringList primary;
        for (const auto *each : view.findChildren<QPushButton *>()) {
            if (each->isVisible() && each->property("kind").toString() == u"primary")
                primary << each->text();
        }
        QCOMPARE(primary, QStringList{action});
        // Everything else is in the menu, and nothing there does nothing.
        auto *menu = view.findChild<QMenu *>();
        emit menu->aboutToShow();
        QVERIFY(menu->actions().size() > 6);
        for (const QAction *each : menu->actions())
            QVERIFY2(each->isSeparator() || each->isEnabled(), qPrintable(each->text()));
    }

    void whatIsNotWellIsSaidInTwoWordsAndInASentence_data()
    {
        QTest::addColumn<EnvironmentCard>("shown");
        QTest::addColumn<QString>("badge");
        EnvironmentCard offline = card(u"x"_s, EnvironmentType::Test);
        offline.state = EnvironmentCard::State::Offline;
        offline.problem = engine::Error{.code = engine::ErrorCode::ServerUnreachable};
        offline.offlineSince = QDateTime(QDate(2026, 3, 4), QTime(9, 5));
        QTest::newRow("it does not answer") << offline << u"Offline since"_s;
        EnvironmentCard locked = offline;
        locked.problem = engine::Error{.code = engine::ErrorCode::PasswordMissing};
        QTest::newRow("nobody gave its password") << locked << u"Password needed"_s;
        EnvironmentCard half = card(u"x"_s, EnvironmentType::Test);
        half.diagnosis.clone = {.isComplete = false, .source = u"boutique"_s};
        QTest::newRow("a clone did not end") << half << u"Incomplete"_s;
        EnvironmentCard clear = card(u"x"_s, EnvironmentType::Test);
        clear.lastWrite = engine::store::Run{.operation = u"clone"_s,
                                             .source = u"boutique"_s,
                                             .outcome = u"succeeded"_s,
                                             .report = {{u"rawReason"_s, u"incident"_s}}};
        QTest::newRow("real people are in it") << clear << u"Real data"_s;
    }

    void whatIsNotWellIsSaidInTwoWordsAndInASentence()
    {
        QFETCH(const EnvironmentCard, shown);
        QFETCH(const QString, badge);
        const CardState state = stateOf(shown);
        QVERIFY2(state.badge.startsWith(badge), qPrintable(state.badge));
        QVERIFY(!state.sentence.isEmpty() || !state.next.isEmpty());
        Made made;
        EnvironmentCardView view(made.presenter, shown);
        view.show();
        bool isShown = false;
        for (const auto *chip : view.findChildren<Chip *>())
            isShown = isShown || (chip->isVisible() && chip->words() == state.badge);
        QVERIFY(isShown);
    }

    void whatWaitsForSomebodyIsToldTheGravestFirst()
    {
        Made made;
        EnvironmentCard old = card(u"boutique"_s, EnvironmentType::Production);
        old.newestBackup = old.newestProven = backupOf(3 * 24 * 3600);
        EnvironmentCard never = card(u"vierge"_s, EnvironmentType::Production);
        EnvironmentCard fresh = card(u"frais"_s, EnvironmentType::Production);
        fresh.newestBackup = fresh.newestProven = backupOf(60);
        EnvironmentCard demo = card(u"demo"_s, EnvironmentType::Production);
        demo.environment.isDemo = true;
        EnvironmentCard clear = card(u"clair"_s, EnvironmentType::Test);
        clear.lastWrite = engine::store::Run{.operation = u"clone"_s,
                                             .source = u"boutique"_s,
                                             .outcome = u"succeeded"_s,
                                             .report = {{u"rawReason"_s, u"incident"_s}}};
        EnvironmentCard off = card(u"loin"_s, EnvironmentType::Test);
        off.state = EnvironmentCard::State::Offline;
        off.problem = engine::Error{.code = engine::ErrorCode::ServerUnreachable};
        const QStringList words = wordsOf(whatIsToDo({old, never, fresh, demo, clear, off}, made.presenter));
        QCOMPARE(words.size(), 4);
        QVERIFY2(words.first().startsWith(u"clair holds personal data"_s), qPrintable(words.first()));
        QVERIFY(words.filter(u"frais"_s).isEmpty());
        QVERIFY(words.filter(u"demo"_s).isEmpty());
        QVERIFY(words.contains(u"vierge was never backed up."_s));
        QVERIFY(words.contains(u"loin does not answer."_s));
    }

    void theStripShowsThreeAndTheRestOnDemand()
    {
        ToDoStrip strip;
        strip.setThings({});
        QVERIFY(strip.isHidden());
        QList<ToDo> things;
        int done = 0;
        for (int number = 0; number < 5; ++number)
            things << ToDo{.words = u"thing %1"_s.arg(number), .buttonText = u"Do"_s, .go = [&done] { ++done; }};
        strip.setThings(things);
        strip.show();
        QVERIFY(says(strip, u"5 things"_s) && says(strip, u"thing 2"_s) && !says(strip, u"thing 3"_s));
        QTest::mouseClick(button<QPushButton>(strip, u"Show all"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(strip, u"thing 4"_s), tests::patience);
        QTest::mouseClick(button<QPushButton>(strip, u"Do"_s), Qt::LeftButton);
        QCOMPARE(done, 1);
        // The same said again takes nothing from under the pointer.
        const QPushButton *before = button<QPushButton>(strip, u"Do"_s);
        strip.setThings(things);
        QCOMPARE(button<QPushButton>(strip, u"Do"_s), before);
    }

    void sevenAreRowsThatAreSearchedAndSorted()
    {
        TestWorkspace workspace;
        for (int number = 0; number < 7; ++number)
            workspace.add(u"base%1"_s.arg(number), number == 0 ? EnvironmentType::Production : EnvironmentType::Test);
        workspace.add(u"équipe"_s, EnvironmentType::Training);
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        auto *table = window.findChild<EnvironmentTable *>();
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible(), tests::patience);
        auto *rows = table->findChild<QTableView *>();
        QTRY_COMPARE_WITH_TIMEOUT(rows->model()->rowCount(), 8, tests::patience);
        const auto visible = [rows] { return rows->model()->rowCount(); };
        auto *search = table->findChild<QLineEdit *>();
        search->setText(u"EQUIPE"_s);
        QCOMPARE(visible(), 1);
        search->setText(u"zzz"_s);
        QCOMPARE(visible(), 0);
        QVERIFY(says(*table, u"No environment has “zzz” in it."_s));
        search->clear();
        QVERIFY(!button<QPushButton>(*table, u"Full backup"_s)->isEnabled());
        rows->setCurrentIndex(rows->model()->index(0, 0));
        QVERIFY(button<QPushButton>(*table, u"Full backup"_s)->isEnabled());
        QCOMPARE(table->currentEnvironment(), rows->model()->index(0, 0).data().toString());
    }

    void whatTheCommandLineAddsIsSeenAndTheFocusStays()
    {
        TestWorkspace workspace;
        workspace.add(u"boutique"_s, EnvironmentType::Production);
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        QSignalSpy reset(&presenter, &EnvironmentsPresenter::cardsReset);
        list.reload();
        QTRY_COMPARE_WITH_TIMEOUT(presenter.cards().size(), 1, tests::patience);
        QTRY_COMPARE_WITH_TIMEOUT(presenter.cards().first().state, EnvironmentCard::State::Offline, 12000);
        const auto before = reset.count();
        // Nothing is new: the cards that are there stay, and do not say that they look.
        QSignalSpy changed(&list, &EnvironmentList::changed);
        presenter.refresh();
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, tests::patience);
        QCOMPARE(reset.count(), before);
        QCOMPARE(presenter.cards().first().state, EnvironmentCard::State::Offline);
        // As another program does it.
        workspace.add(u"essai"_s, EnvironmentType::Test);
        presenter.refresh();
        QTRY_COMPARE_WITH_TIMEOUT(presenter.cards().size(), 2, tests::patience);
        QCOMPARE(reset.count(), before + 1);
    }

    void whoAsksToSeeThatItLooksSeesIt()
    {
        TestWorkspace workspace;
        workspace.add(u"boutique"_s, EnvironmentType::Production);
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        list.reload();
        QTRY_COMPARE_WITH_TIMEOUT(presenter.cards().size(), 1, tests::patience);
        QTRY_COMPARE_WITH_TIMEOUT(presenter.cards().first().state, EnvironmentCard::State::Offline, 12000);
        QVERIFY(presenter.cards().first().offlineSince.isValid());
        presenter.refresh(true);
        QCOMPARE(presenter.cards().first().state, EnvironmentCard::State::Looking);
        QTRY_COMPARE_WITH_TIMEOUT(presenter.cards().first().state, EnvironmentCard::State::Offline, 12000);
    }

    void aTestThatIsAskedForSaysWhatItFound()
    {
        TestWorkspace workspace;
        workspace.add(u"boutique"_s, EnvironmentType::Production);
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        list.reload();
        QTRY_COMPARE_WITH_TIMEOUT(presenter.cards().size(), 1, tests::patience);
        QSignalSpy looked(&presenter, &EnvironmentsPresenter::looked);
        presenter.lookAsking(u"boutique"_s);
        QTRY_COMPARE_WITH_TIMEOUT(looked.count(), 1, 12000);
    }

    void theSameIsChosenByTheKeyboard()
    {
        TestWorkspace workspace;
        workspace.add(u"boutique"_s, EnvironmentType::Production);
        workspace.add(u"essai"_s, EnvironmentType::Test);
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window, tests::patience));
        QTRY_COMPARE_WITH_TIMEOUT(window.findChildren<EnvironmentCardView *>().size(), 2, tests::patience);
        // Each button of a card is a stop of the Tab key, with a name of its own.
        QStringList names;
        for (const auto *view : window.findChildren<EnvironmentCardView *>()) {
            for (const auto *each : view->findChildren<QAbstractButton *>()) {
                if (!each->isVisible())
                    continue;
                QVERIFY2((each->focusPolicy() & Qt::TabFocus) != 0, qPrintable(each->accessibleName()));
                QVERIFY2(!names.contains(each->accessibleName()), qPrintable(each->accessibleName()));
                names << each->accessibleName();
            }
        }
        QVERIFY(names.size() >= 4);
    }
};

QTEST_MAIN(TestHome)
#include "tst_home.moc"
