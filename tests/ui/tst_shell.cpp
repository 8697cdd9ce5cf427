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
#include "ui/shell/actions.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/one_window.h"
#include "ui/shell/shortcut_list.h"
#include "ui/sidebar.h"
#include "ui/text.h"
#include "ui/theme/style.h"
#include "ui/window_settings.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>

#include <future>
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

/// A window with two environments, and what it keeps.
struct Window
{
    explicit Window(WindowOptions options = {})
    {
        workspace.add(u"boutique"_s, EnvironmentType::Production);
        workspace.add(u"essai"_s, EnvironmentType::Test);
        options.settings = &settings;
        window = std::make_unique<MainWindow>(deskWithAllPages(workspace), appearance, options);
        window->show();
    }

    /// What Ctrl+K finds for these words.
    QStringList found(const QString &words)
    {
        QTest::keyClick(window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *palette = window->findChild<CommandPalette *>();
        palette->findChild<QLineEdit *>()->setText(words);
        const auto *list = palette->findChild<QListView *>();
        QStringList all;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            all << list->model()->index(row, 0).data().toString();
        return all;
    }

    void chooseFound()
    {
        QTest::keyClick(window->findChild<CommandPalette *>()->findChild<QLineEdit *>(), Qt::Key_Return);
    }

    TestWorkspace workspace;
    QTemporaryDir folder;
    WindowSettings settings{folder.path()};
    Appearance appearance;
    std::unique_ptr<MainWindow> window;
};

} // namespace

/// The frame around the pages: what has keys, what is found, what is remembered, how many windows there are.
class TestShell final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }

    /// Those of a page are only heard while it is shown: F5 looks again on each.
    void noTwoActionsHaveTheSameKeys()
    {
        const Window shown;
        QMultiHash<QString, QString> known;
        for (const QAction *action : shown.window->actions().all()) {
            QVERIFY2(!Actions::wordsOf(*action).isEmpty(), qPrintable(action->objectName()));
            for (const QKeySequence &keys : action->shortcuts()) {
                const QString written = keys.toString();
                const QString page = Actions::pageOf(*action);
                for (const QString &other : known.values(written))
                    QVERIFY2(!page.isEmpty() && !other.isEmpty() && page != other,
                             qPrintable(written + u" "_s + action->text()));
                known.insert(written, page);
            }
        }
        for (const auto &keys : {u"Ctrl+K"_s, u"Ctrl+B"_s, u"F1"_s, u"Ctrl+?"_s, u"Ctrl+,"_s, u"Alt+1"_s, u"F5"_s})
            QVERIFY2(known.contains(keys), qPrintable(keys));
    }

    void theListOfShortcutsNamesThemAndIsSearched()
    {
        const Window shown;
        QVERIFY(QTest::qWaitForWindowActive(shown.window.get(), tests::patience));
        QTest::keyClick(shown.window.get(), Qt::Key_Question, Qt::ControlModifier);
        auto *list = shown.window->findChild<ShortcutList *>();
        QVERIFY(list != nullptr && list->isVisible());
        const auto *keys = list->findChild<QTableWidget *>();
        const auto visibleRows = [keys] {
            QStringList rows;
            for (int row = 0; row < keys->rowCount(); ++row) {
                if (!keys->isRowHidden(row))
                    rows << keys->item(row, 0)->text() + u": "_s + keys->item(row, 1)->text();
            }
            return rows;
        };
        QVERIFY(visibleRows().size() > 10);
        list->findChild<QLineEdit *>()->setText(u"BÁCKUP"_s);
        QVERIFY(visibleRows().filter(u"Ctrl+B"_s).size() == 1);
        QVERIFY(visibleRows().size() < 4);
    }

    void wordsAreFoundInAnyOrderWithoutAccents()
    {
        const QList<FoundThing> things{
            {.words = u"Restauration"_s},
            {.words = u"Sauvegarde Complète de l’environnement"_s, .otherWords = u"Full backup"_s},
            {.words = u"Œuvre déjà prête"_s}};
        const auto found = [&things](const QString &typed) {
            QStringList words;
            for (const FoundThing &thing : matching(things, typed))
                words << thing.words;
            return words;
        };
        QCOMPARE(found(u"complete sauveg"_s), QStringList{things.at(1).words});
        QCOMPARE(found(u"COMPLÈTE"_s), QStringList{things.at(1).words});
        QCOMPARE(found(u"backup"_s), QStringList{things.at(1).words});
        QCOMPARE(found(u"oeuvre deja"_s), QStringList{things.at(2).words});
        QCOMPARE(found(u"l'environnement"_s), QStringList{things.at(1).words});
        QCOMPARE(found(u"zzz"_s), QStringList());
        QCOMPARE(found({}).size(), 3);
    }

    void pagesEnvironmentsSettingsHelpAndReportsAreFound()
    {
        Window shown;
        shown.workspace->remember({.kind = OperationKind::Clone,
                                   .source = u"boutique"_s,
                                   .target = u"essai"_s,
                                   .outcome = Outcome::Succeeded,
                                   .targetState = engine::TargetState::Replaced},
                                  QDateTime::currentDateTimeUtc());
        QVERIFY(QTest::qWaitForWindowActive(shown.window.get(), tests::patience));
        QTRY_VERIFY_WITH_TIMEOUT(shown.found(u"essai"_s).contains(u"Clone to essai"_s), tests::patience);
        QVERIFY(!shown.found(u"boutique"_s).contains(u"Clone to boutique"_s));
        QVERIFY(shown.found(u"first clone"_s).contains(u"Your first clone"_s));
        QVERIFY(shown.found(u"theme"_s).contains(u"Theme"_s));
        shown.chooseFound();
        QVERIFY(shown.window->windowTitle().startsWith(u"Settings"_s));
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Theme"_s);
        shown.window->showPage(u"activity"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.found(u"boutique essai"_s).filter(u"Clone: boutique"_s).isEmpty(),
                                 tests::patience);
        shown.found(u"clone: boutique"_s);
        shown.chooseFound();
        QTRY_VERIFY_WITH_TIMEOUT(shown.window->findChild<ActivityScreen *>()->findChild<ReportView *>()->isVisible(),
                                 tests::patience);
    }

    void aValueOfASettingIsFoundAndChosen()
    {
        Window shown;
        QVERIFY(QTest::qWaitForWindowActive(shown.window.get(), tests::patience));
        QVERIFY(shown.found(u"dark"_s).contains(u"Theme: Dark"_s));
        shown.chooseFound();
        QVERIFY(shown.window->windowTitle().startsWith(u"Settings"_s));
        QCOMPARE(shown.appearance.choice(), SchemeChoice::Dark);
        // What is chosen already is no choice.
        QVERIFY(!shown.found(u"dark"_s).contains(u"Theme: Dark"_s));
        shown.appearance.setChoice(SchemeChoice::Light);
    }

    void theSearchIsLeftAsItWasFound()
    {
        Window shown;
        QVERIFY(QTest::qWaitForWindowActive(shown.window.get(), tests::patience));
        shown.window->showPage(u"settings"_s);
        auto *field = shown.window->findChild<Sidebar *>()->parentWidget()->findChild<QComboBox *>();
        QVERIFY(field != nullptr);
        QWidget *before = QApplication::focusWidget();
        QVERIFY(shown.found(u"zzzz"_s).isEmpty());
        auto *palette = shown.window->findChild<CommandPalette *>();
        QVERIFY(says(*palette, u"Nothing is called “zzzz”."_s));
        QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QTest::keyClick(shown.window.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(palette->isVisible(), tests::patience);
        QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_2, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!palette->isVisible(), tests::patience);
        QVERIFY(before == nullptr || QApplication::focusWidget() == before);
    }

    void aSettingActsAtOnceAndGoesBack()
    {
        QStringList spoken;
        Window shown({.languages = {{u"fr"_s, u"Français"_s}, {u"en"_s, u"English"_s}},
                      .setLanguage = [&spoken](const QString &code) { spoken << code; }});
        shown.window->showPage(u"settings"_s);
        auto *language = [&] {
            for (auto *combo : shown.window->findChildren<QComboBox *>()) {
                if (combo->accessibleName() == u"Language"_s)
                    return combo;
            }
            return static_cast<QComboBox *>(nullptr);
        }();
        QVERIFY(language != nullptr);
        QVERIFY(language->isVisible());
        QCOMPARE(language->currentText(), u"As the system"_s);
        QVERIFY(button<QPushButton>(*shown.window, u"Language: back"_s) == nullptr);
        language->setFocus();
        QTest::keyClick(language, Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(spoken, QStringList{u"fr"_s}, tests::patience);
        auto *back = button<QPushButton>(*shown.window, u"Language: back"_s);
        QVERIFY(back != nullptr);
        QTest::mouseClick(back, Qt::LeftButton);
        QCOMPARE(spoken, (QStringList{u"fr"_s, QString()}));
        QCOMPARE(language->currentIndex(), 0);
        QVERIFY(button<QPushButton>(*shown.window, u"Language: back"_s) == nullptr);
    }

    void settingsAreSearched()
    {
        Window shown;
        shown.window->showPage(u"settings"_s);
        auto *search = [&] {
            for (auto *field : shown.window->findChildren<QLineEdit *>()) {
                if (field->accessibleName() == u"Search a setting"_s)
                    return field;
            }
            return static_cast<QLineEdit *>(nullptr);
        }();
        QVERIFY(search != nullptr);
        search->setText(u"contrást"_s);
        QVERIFY(says(*shown.window, u"Contrast"_s));
        QVERIFY(!says(*shown.window, u"Sidebar"_s));
        search->setText(u"zzzz"_s);
        QVERIFY(says(*shown.window, u"No setting has “zzzz” in it."_s));
    }

    void theSidebarShowsPicturesWhereThereIsNoRoom()
    {
        const Window shown;
        const auto *sidebar = shown.window->findChild<Sidebar *>();
        shown.window->resize(1240, 700);
        QTRY_VERIFY_WITH_TIMEOUT(!sidebar->isCompact(), tests::patience);
        shown.window->resize(1000, 700);
        QTRY_VERIFY_WITH_TIMEOUT(sidebar->isCompact(), tests::patience);
        QVERIFY(sidebar->width() < 70);
        // Those who cannot see pictures hear the words.
        for (const auto *row : sidebar->findChildren<QToolButton *>())
            QVERIFY(!row->accessibleName().isEmpty() || !row->text().isEmpty());
    }

    void howFarItIsStandsInTheTitle()
    {
        const TestWorkspace workspace;
        auto desk = deskWithAllPages(workspace);
        RunMonitor *monitor = &desk->monitor();
        Appearance appearance;
        MainWindow window(std::move(desk), appearance, {});
        window.show();
        engine::Progress progress;
        monitor->begin({.title = [] { return u"A run"_s; }}, progress);
        QTRY_VERIFY_WITH_TIMEOUT(window.windowTitle().startsWith(u"0 % · "_s), tests::patience);
        monitor->end();
        QVERIFY(!window.windowTitle().contains(u'%'));
    }

    void theWindowIsArrangedAsItWasLeft()
    {
        Window shown;
        shown.window->resize(1010, 640);
        shown.window->showPage(u"activity"_s);
        const auto list = [](const MainWindow &window) {
            for (auto *table : window.findChildren<QTableView *>()) {
                if (table->accessibleName() == u"Operations that ended"_s)
                    return table;
            }
            return static_cast<QTableView *>(nullptr);
        };
        list(*shown.window)->horizontalHeader()->resizeSection(0, 222);
        shown.window->close();
        shown.window = std::make_unique<MainWindow>(deskWithAllPages(shown.workspace), shown.appearance,
                                                    WindowOptions{.settings = &shown.settings});
        shown.window->show();
        // Unless the screen is smaller than that.
        if (shown.window->screen()->availableGeometry().width() > 1010)
            QCOMPARE(shown.window->size(), QSize(1010, 640));
        QCOMPARE(list(*shown.window)->horizontalHeader()->sectionSize(0), 222);
    }

    void aSecondStartHandsOverWhatItWasGiven()
    {
        const QTemporaryDir folder;
        OneWindow first(folder.path());
        QCOMPARE(first.claim({}), OneWindow::Claim::First);
        QSignalSpy again(&first, &OneWindow::startedAgain);
        // The second is another process: here another thread, while this one answers.
        auto second = std::async(std::launch::async, [&folder] {
            OneWindow other(folder.path());
            return other.claim({u"relative.dump"_s, u"postgresql://reader@db.example.org/shop"_s});
        });
        QTRY_COMPARE_WITH_TIMEOUT(again.count(), 1, tests::patience);
        QCOMPARE(second.get(), OneWindow::Claim::HandedOver);
        const QStringList given = again.first().first().toStringList();
        QCOMPARE(given.size(), 2);
        QVERIFY(given.first().startsWith(u'/') && given.first().endsWith(u"/relative.dump"_s));
        QCOMPARE(given.last(), u"postgresql://reader@db.example.org/shop"_s);
    }

    void eachHomeHasAWindowOfItsOwn()
    {
        const QTemporaryDir one;
        const QTemporaryDir two;
        QVERIFY(OneWindow::socketOf(one.path()) != OneWindow::socketOf(two.path()));
        OneWindow first(one.path());
        OneWindow second(two.path());
        QCOMPARE(first.claim({}), OneWindow::Claim::First);
        QCOMPARE(second.claim({}), OneWindow::Claim::First);
    }

    void theSocketOfOneThatWasKilledIsNoWindow()
    {
        const QTemporaryDir folder;
        {
            // Its file stays, as after a kill.
            QFile socket(OneWindow::socketOf(folder.path()));
            QVERIFY(socket.open(QIODevice::WriteOnly));
        }
        OneWindow first(folder.path());
        QCOMPARE(first.claim({u"x"_s}), OneWindow::Claim::First);
        QVERIFY(QFile::exists(OneWindow::socketOf(folder.path())));
    }

    void filesAndAddressesOfASecondStartAreTaken()
    {
        Window shown;
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("create table t (a int);\n");
        file.flush();
        shown.window->takeOver({file.fileName()});
        QVERIFY(shown.window->windowTitle().startsWith(u"Restore"_s));
        shown.window->takeOver({u"postgresql://reader@db.example.org/shop"_s});
        QTRY_VERIFY_WITH_TIMEOUT(shown.window->findChild<QDialog *>() != nullptr, tests::patience);
        bool isThere = false;
        for (const auto *field : shown.window->findChildren<QLineEdit *>())
            isThere = isThere || field->text().contains(u"reader@db.example.org"_s);
        QVERIFY(isThere);
    }
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
