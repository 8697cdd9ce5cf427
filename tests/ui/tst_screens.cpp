// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/patience.h"
#include "tests/ui/seen.h"
#include "tests/ui/test_workspace.h"
#include "ui/all_pages.h"
#include "ui/background.h"
#include "ui/clone/table_choice_model.h"
#include "ui/clone/table_choice_view.h"
#include "ui/desk.h"
#include "ui/environment_list.h"
#include "ui/environments/environment_card_view.h"
#include "ui/environments/environments_presenter.h"
#include "ui/help/help_window.h"
#include "ui/main_window.h"
#include "ui/report/report_view.h"
#include "ui/run/activity_bar.h"
#include "ui/run/run_monitor.h"
#include "ui/run/run_view.h"
#include "ui/shell/actions.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/note.h"
#include "ui/widgets/phase_strip.h"
#include "ui/window_settings.h"

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using engine::Phase;
using engine::Progress;
using engine::runs::Outcome;
using engine::runs::Report;
using namespace ui;
using tests::says;

namespace {

QPushButton *buttonOf(const QWidget &widget, const QString &words)
{
    for (auto *button : widget.findChildren<QPushButton *>()) {
        if (button->text().remove(u'&').contains(words))
            return button;
    }
    return nullptr;
}

RunHeading cloneHeading()
{
    return {.title = [] { return u"Cloning shop to shop-test"_s; },
            .source = EnvironmentBadge{.name = u"shop"_s},
            .target = {.name = u"shop-test"_s}};
}

QStringList helpFiles()
{
    return {u"first-clone"_s, u"what-is-replaced"_s, u"read-only"_s,   u"roll-back"_s,
            u"supabase"_s,    u"keychain"_s,         u"command-line"_s};
}

} // namespace

/// Single screens as real widgets: what they show, what they hide, where the keyboard goes.
class TestScreens final : public QObject
{
    Q_OBJECT

private slots:
    void aCloneThatDidNotEndIsShownOnTheCard()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        EnvironmentCard card{.environment = {.name = u"essai"_s, .type = engine::environments::EnvironmentType::Test},
                             .state = EnvironmentCard::State::Online,
                             .diagnosis = {.reached = true}};
        // This computer remembers a clone that went well; another one made the last.
        card.lastWrite = engine::store::Run{.operation = u"clone"_s, .outcome = u"succeeded"_s};
        card.diagnosis.clone = {
            .isComplete = false, .source = u"shop"_s, .started = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC)};
        EnvironmentCardView view(presenter, card);
        const auto said = [&] {
            QString all;
            for (const auto *label : view.findChildren<QLabel *>())
                all += label->text() + u'\n';
            return all;
        };
        QVERIFY2(said().contains(u"did not end"_s), qPrintable(said()));
        QVERIFY(!said().contains(u"Online, PostgreSQL"_s));
        QPushButton *putBack = buttonOf(view, u"Put it back"_s);
        QVERIFY(putBack != nullptr && putBack->isVisibleTo(&view));
        QSignalSpy asked(&presenter, &EnvironmentsPresenter::rollbackRequested);
        putBack->click();
        QCOMPARE(asked.count(), 1);

        card.diagnosis.clone->isComplete = true;
        view.setCard(card);
        QVERIFY(!putBack->isVisibleTo(&view));
        QVERIFY(!said().contains(u"did not end"_s));
        QVERIFY(card.canRollBack());
        card.diagnosis.clone.reset();
        QVERIFY(!card.canRollBack());
    }

    void aCloneThatIsUnderWayIsNotCalledIncomplete()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        EnvironmentCard card{.environment = {.name = u"essai"_s, .type = engine::environments::EnvironmentType::Test},
                             .state = EnvironmentCard::State::Online,
                             .diagnosis = {.reached = true}};
        card.diagnosis.clone = {.isComplete = false, .source = u"shop"_s, .isUnderWay = true};
        EnvironmentCardView view(presenter, card);
        QVERIFY(says(view, u"is under way"_s));
        QVERIFY(!says(view, u"did not end"_s));
        QVERIFY(!buttonOf(view, u"Put it back"_s)->isVisibleTo(&view));
    }

    void whatIsAProductionUnderAnotherNameIsClonedFromAndNeverTo()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        EnvironmentCard card{.environment = {.name = u"essai"_s, .type = engine::environments::EnvironmentType::Test},
                             .state = EnvironmentCard::State::Online,
                             .diagnosis = {.reached = true}};
        EnvironmentCardView view(presenter, card);
        QVERIFY(buttonOf(view, u"Clone to"_s) != nullptr);
        card.natureSentence = engine::Sentence(u"it is known as the production"_s);
        view.setCard(card);
        QVERIFY(buttonOf(view, u"Clone to"_s) == nullptr);
        QPushButton *from = buttonOf(view, u"Clone from"_s);
        QVERIFY(from != nullptr);
        QSignalSpy asked(&presenter, &EnvironmentsPresenter::cloneRequested);
        from->click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.first(), (QVariantList{u"essai"_s, QString()}));
    }

    void clearDataOfAProductionHasItsWeightOnTheCard()
    {
        TestWorkspace workspace;
        Background background;
        EnvironmentList list(workspace, background);
        EnvironmentsPresenter presenter(list, workspace, background);
        EnvironmentCard card{.environment = {.name = u"essai"_s, .type = engine::environments::EnvironmentType::Test},
                             .state = EnvironmentCard::State::Online,
                             .diagnosis = {.reached = true}};
        card.lastWrite = engine::store::Run{.operation = u"clone"_s,
                                            .source = u"shop"_s,
                                            .outcome = u"succeeded"_s,
                                            .ended = QDateTime::currentDateTimeUtc(),
                                            .report = {{u"anonymized"_s, true}}};
        card.diagnosis.clone
            = {.isComplete = true, .source = u"shop"_s, .started = QDateTime::currentDateTimeUtc().addSecs(-9)};
        EnvironmentCardView view(presenter, card);
        auto *note = view.findChild<Note *>();
        QVERIFY(note->isHidden());
        QVERIFY(says(view, u"anonymized"_s));
        // Columns that somebody kept.
        card.lastWrite->report.insert(u"columns"_s,
                                      QJsonArray{QJsonObject{{u"table"_s, u"public.users"_s}, {u"letOut"_s, true}}});
        view.setCard(card);
        QVERIFY(!note->isHidden());
        QVERIFY(note->accessibleName().contains(u"in clear"_s));
        QVERIFY(!says(view, u"anonymized"_s));
        // All of it.
        card.lastWrite->report = {{u"anonymized"_s, false}, {u"rawReason"_s, u"incident 42"_s}};
        view.setCard(card);
        QVERIFY(!note->isHidden());
        // Another computer has cloned into it since: what this one knows is not what is there.
        card.lastWrite->report = {{u"anonymized"_s, true}};
        card.diagnosis.clone->started = QDateTime::currentDateTimeUtc().addSecs(7200);
        view.setCard(card);
        QVERIFY(note->isHidden());
        QVERIFY(says(view, u"from another computer"_s));
        QVERIFY(!says(view, u"anonymized"_s));
    }

    void aReportSaysWhatTheCommandLineSays()
    {
        ReportView view;
        view.resize(1000, 700);
        Report report{.kind = engine::runs::OperationKind::Clone,
                      .source = u"shop"_s,
                      .target = u"essai"_s,
                      .outcome = Outcome::Succeeded,
                      .targetState = engine::TargetState::Replaced};
        report.tables = {{.name = u"public.users"_s, .rows = 3}};
        report.anonymized = true;
        report.alarms = {engine::Sentence(u"the rule changed nothing"_s)};
        report.mentions
            = {{.kind = u"comment"_s, .name = u"public.users"_s, .reason = engine::Sentence(u"looks like a phone"_s)}};
        report.remarks = {engine::Sentence(u"keys still tie"_s)};
        report.warnings = {engine::Sentence(u"a key for this run only"_s)};
        report.columns = {{.table = u"public.users"_s,
                           .column = u"city"_s,
                           .category = u"city"_s,
                           .why = engine::Sentence(u"public places"_s),
                           .decidedBy = engine::runs::DecidedBy::Rules,
                           .inClear = engine::runs::InClear::Everything,
                           .isLetOut = true},
                          {.table = u"public.users"_s,
                           .column = u"id"_s,
                           .category = u"technical"_s,
                           .inClear = engine::runs::InClear::Everything}};
        view.setReport(report);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view, tests::patience));
        QVERIFY(says(view, u"the rule changed nothing"_s));
        QVERIFY(says(view, u"public.users.city"_s));
        const auto *tabs = view.findChild<QTabWidget *>();
        QStringList titles;
        for (int tab = 0; tab < tabs->count(); ++tab)
            titles << tabs->tabText(tab).remove(u'&');
        QCOMPARE(titles, (QStringList{u"Tables"_s, u"In clear (2)"_s, u"Structure (1)"_s, u"Warnings (1)"_s,
                                      u"Remarks (1)"_s}));
        QStringList texts;
        for (const auto *page : view.findChildren<QPlainTextEdit *>())
            texts << page->toPlainText();
        const QString all = texts.join(u'\n');
        QVERIFY2(all.contains(u"looks like a phone"_s) && all.contains(u"keys still tie"_s)
                     && all.contains(u"a key for this run only"_s),
                 qPrintable(all));
        // What was in a report is not in the next.
        view.setReport({.kind = engine::runs::OperationKind::Clone, .outcome = Outcome::Cancelled});
        QVERIFY(!says(view, u"the rule changed nothing"_s));
        QVERIFY(!says(view, u"public.users.city"_s));
    }

    void aReportOfWhatIsNeitherNorOffersToPutItBack()
    {
        ReportView view;
        Report report{.kind = engine::runs::OperationKind::Clone,
                      .source = u"shop"_s,
                      .target = u"essai"_s,
                      .outcome = Outcome::Failed,
                      .targetState = engine::TargetState::Incomplete};
        report.error = engine::Error{.code = engine::ErrorCode::ConnectionLost};
        view.setReport(report);
        view.show();
        QSignalSpy asked(&view, &ReportView::rollbackRequested);
        QPushButton *putBack = buttonOf(view, u"Put it back"_s);
        QVERIFY(putBack != nullptr && putBack->isVisible());
        putBack->click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.first().first().toString(), u"essai"_s);
    }

    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }

    void cancellingIsSaidAtOnceAndKeepsTheKeyboardOnThePage()
    {
        Progress progress;
        progress.enter(Phase::Rows);
        RunMonitor monitor;
        RunView view(monitor);
        view.resize(1000, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view, tests::patience));
        view.activateWindow();
        monitor.begin(cloneHeading(), progress);
        QPushButton *cancel = buttonOf(view, u"Cancel"_s);
        QVERIFY(cancel != nullptr && cancel->isEnabled());
        cancel->setFocus();
        QTest::keyClick(cancel, Qt::Key_Space);
        QCOMPARE(monitor.state(), RunMonitor::State::Cancelling);
        QVERIFY(!cancel->isEnabled());
        QVERIFY(cancel->text().contains(u"Cancelling"_s));
        QVERIFY(view.findChild<QTableView *>()->hasFocus());
        monitor.end();
    }

    void goingBackShowsNeitherPhasesNorTables()
    {
        Progress progress;
        progress.enter(Phase::Commit);
        RunMonitor monitor;
        RunView view(monitor);
        view.show();
        monitor.begin({.target = {.name = u"shop-test"_s},
                       .stages = {{.phase = Phase::Commit, .weight = 1, .isCancellable = false}}},
                      progress);
        QVERIFY(!view.findChild<PhaseStrip *>()->isVisible());
        QVERIFY(!view.findChild<QTableView *>()->isVisible());
        monitor.end();
        monitor.begin(cloneHeading(), progress);
        QVERIFY(view.findChild<PhaseStrip *>()->isVisible());
        QVERIFY(view.findChild<QTableView *>()->isVisible());
        monitor.end();
    }

    void theLineAtTheBottomIsForOtherPagesThanTheRunItself()
    {
        Progress progress;
        RunMonitor monitor;
        QWidget window;
        ActivityBar bar(monitor, &window);
        window.show();
        QVERIFY(!bar.isVisible());
        monitor.begin(cloneHeading(), progress);
        QVERIFY(bar.isVisible());
        bar.setRunShown(true);
        QVERIFY(!bar.isVisible());
        bar.setRunShown(false);
        QVERIFY(bar.isVisible());
        monitor.end();
        QVERIFY(!bar.isVisible());
    }

    void aReportWithoutTablesIsNotStretchedOverThePage()
    {
        ReportView view;
        view.resize(1000, 700);
        Report report{.kind = engine::runs::OperationKind::Clone,
                      .source = u"shop"_s,
                      .target = u"shop-test"_s,
                      .outcome = Outcome::Cancelled,
                      .targetState = engine::TargetState::Restored};
        report.error = engine::Error{.code = engine::ErrorCode::Cancelled};
        view.setReport(report);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view, tests::patience));
        const auto *card = view.findChild<Card *>();
        QVERIFY2(card->height() < 200, qPrintable(QString::number(card->height())));
        for (const QLabel *label : view.findChildren<QLabel *>())
            QVERIFY2(!label->text().contains(u"E-CANCEL"_s), "an identifier of an error is shown for a wish");
    }

    void tablesAreFoundAndUntickedWithTheKeyboard()
    {
        TableChoiceModel model;
        model.setTables({{.schema = u"public"_s, .name = u"orders"_s, .bytes = 10},
                         {.schema = u"public"_s, .name = u"log_2024"_s, .bytes = 20},
                         {.schema = u"public"_s, .name = u"log_2025"_s, .bytes = 30}});
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        TableChoiceView view(model, &window);
        layout->addWidget(&view);
        layout->addWidget(view.panel());
        window.resize(700, 420);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window, tests::patience));
        auto *list = window.findChild<QTableView *>();
        QVERIFY(!list->isVisible());
        QTest::mouseClick(buttonOf(window, u"Choose tables"_s), Qt::LeftButton);
        QVERIFY(list->isVisible());
        QTest::keyClicks(window.findChild<QLineEdit *>(), u"log"_s);
        QCOMPARE(list->model()->rowCount(), 2);
        // From any cell of the row.
        list->setCurrentIndex(list->model()->index(0, TableChoiceModel::SizeColumn));
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(model.untickedPatterns({}), std::vector<std::string>{"public.log_2025"});
        // All and None are for what the search lets through.
        QTest::mouseClick(buttonOf(window, u"None"_s), Qt::LeftButton);
        QCOMPARE(model.untickedPatterns({}), (std::vector<std::string>{"public.log_2024", "public.log_2025"}));
        QTest::mouseClick(buttonOf(window, u"All"_s), Qt::LeftButton);
        QVERIFY(model.untickedPatterns({}).empty());
    }

    void helpHasEveryPageInBothLanguages()
    {
        for (const QString &language : {u"en"_s, u"fr"_s}) {
            for (const QString &page : helpFiles()) {
                QFile file(u":/help/%1/%2.md"_s.arg(language, page));
                QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
                const QString text = QString::fromUtf8(file.readAll());
                QVERIFY(text.startsWith(u"# "_s));
                // A link leads to another page of the help and nowhere else.
                static const QRegularExpression link(u"\\]\\(([^)]*)\\)"_s);
                for (auto links = link.globalMatch(text); links.hasNext();) {
                    const QString target = links.next().captured(1);
                    QVERIFY2(QFile::exists(u":/help/%1/%2"_s.arg(language, target)), qPrintable(target));
                }
            }
        }
    }

    void helpFollowsItsOwnLinks()
    {
        HelpWindow help;
        help.showPage(HelpPage::FirstClone);
        auto *text = help.findChild<QTextBrowser *>();
        const QString first = text->toPlainText();
        QVERIFY(!first.isEmpty());
        emit text->anchorClicked(QUrl(u"what-is-replaced.md"_s));
        QVERIFY(text->toPlainText() != first);
        QCOMPARE(help.findChild<QListWidget *>()->currentRow(), int(HelpPage::WhatIsReplaced));
        QTest::keyClick(&help, Qt::Key_Escape);
        QVERIFY(!help.isVisible());
    }

    void helpBeginsWithThePageOfTheScreen()
    {
        TestWorkspace workspace;
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        window.showPage(u"anonymization"_s);
        QAction *action = window.actions().find(u"help"_s);
        QVERIFY(action != nullptr);
        QCOMPARE(action->shortcut(), QKeySequence(Qt::Key_F1));
        action->trigger();
        const auto *help = window.findChild<HelpWindow *>();
        QVERIFY(help != nullptr && help->isVisible());
        QCOMPARE(help->findChild<QListWidget *>()->currentRow(), int(HelpPage::WhatIsReplaced));
    }

    void languageAndColoursAreRemembered()
    {
        QTemporaryDir folder;
        {
            WindowSettings settings(folder.path());
            QCOMPARE(settings.language(), QString());
            QCOMPARE(settings.scheme(), SchemeChoice::System);
            settings.setLanguage(u"fr"_s);
            settings.setScheme(SchemeChoice::Dark);
        }
        WindowSettings settings(folder.path());
        QCOMPARE(settings.language(), u"fr"_s);
        QCOMPARE(settings.scheme(), SchemeChoice::Dark);
        settings.setScheme(SchemeChoice::System);
        QCOMPARE(WindowSettings(folder.path()).scheme(), SchemeChoice::System);
    }

    void aDamagedSettingsFileIsTakenAsNone()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"window.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[General]\nlanguage=\x00\xff\ntheme=pink\n[[[");
        file.close();
        QCOMPARE(WindowSettings(folder.path()).scheme(), SchemeChoice::System);
    }
};

QTEST_MAIN(TestScreens)
#include "tst_screens.moc"
