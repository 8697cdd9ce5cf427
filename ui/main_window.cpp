// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/main_window.h"

#include "engine/workspace/workspace.h"
#include "ui/anonymize/anonymization_presenter.h"
#include "ui/anonymize/anonymization_screen.h"
#include "ui/background.h"
#include "ui/clone/clone_presenter.h"
#include "ui/clone/clone_screen.h"
#include "ui/environments/environment_list.h"
#include "ui/environments/environments_presenter.h"
#include "ui/environments/environments_screen.h"
#include "ui/help/help_window.h"
#include "ui/report/report_model.h"
#include "ui/rollback/rollback_dialog.h"
#include "ui/run/activity_bar.h"
#include "ui/run/operation_runner.h"
#include "ui/run/run_monitor.h"
#include "ui/screen.h"
#include "ui/sidebar.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

/// What the pages share. Destroyed bottom up: `background` last, once nobody wants its answers any more.
struct Presenters
{
    explicit Presenters(engine::workspace::Workspace &workspace)
        : list(workspace, background)
        , runner(workspace, background, monitor)
        , environments(list, workspace, background)
        , clone(list, workspace, runner)
        , anonymization(list, workspace, background)
    {}

    Background background;
    EnvironmentList list;
    RunMonitor monitor;
    OperationRunner runner;
    EnvironmentsPresenter environments;
    ClonePresenter clone;
    AnonymizationPresenter anonymization;
};

MainWindow::MainWindow(engine::workspace::Workspace &workspace, Appearance &appearance, WindowOptions options,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_appearance(appearance)
    , m_options(std::move(options))
    , m_presenters(std::make_unique<Presenters>(workspace))
    , m_sidebar(new Sidebar(pageCount, this))
    , m_languageButton(m_sidebar->addSetting())
    , m_appearanceButton(m_sidebar->addSetting())
    , m_helpButton(m_sidebar->addSetting())
    , m_closeQuestion(new MessageBar(this))
    , m_incomplete(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_activity(new ActivityBar(m_presenters->monitor, this))
{
    setMinimumSize(960, 600);
    resize(1180, 720);
    buildScreens();
    buildLayout();
    buildSettings();
    connectPresenters();
    addShortcuts();
    retranslate();
    showPage(0);
}

MainWindow::~MainWindow()
{
    // The screens use the presenters, which are destroyed before the children of this widget would be.
    delete takeCentralWidget();
}

void MainWindow::buildScreens()
{
    Presenters &presenters = *m_presenters;
    auto *clone = new CloneScreen(presenters.clone, presenters.runner, presenters.monitor, this);
    m_screens << new EnvironmentsScreen(presenters.environments, presenters.list, m_workspace, presenters.background,
                                        this)
              << clone << new AnonymizationScreen(presenters.anonymization, this);
    connect(clone, &CloneScreen::columnsRequested, this, [this](const QString &environment) {
        m_presenters->anonymization.setEnvironment(environment);
        showPage(AnonymizationPage);
    });
    connect(clone, &CloneScreen::rollbackRequested, this, &MainWindow::askForRollback);
    for (Screen *screen : std::as_const(m_screens))
        m_stack->addWidget(screen);
}

void MainWindow::buildLayout()
{
    auto *page = new QVBoxLayout;
    page->setSpacing(0);
    auto *question = new QVBoxLayout;
    question->setContentsMargins(space::huge, space::medium, space::huge, 0);
    question->setSpacing(space::small);
    question->addWidget(m_closeQuestion);
    question->addWidget(m_incomplete);
    page->addLayout(question);
    page->addWidget(m_stack, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_sidebar);
    middle->addLayout(page, 1);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(middle, 1);
    layout->addWidget(m_activity);
    setCentralWidget(central);
}

void MainWindow::buildSettings()
{
    auto *languages = new QMenu(m_languageButton);
    auto *languageGroup = new QActionGroup(languages);
    for (const Language &language : std::as_const(m_options.languages)) {
        QAction *action = languages->addAction(language.name);
        action->setCheckable(true);
        action->setChecked(language.code == m_options.currentLanguage);
        languageGroup->addAction(action);
        connect(action, &QAction::triggered, this, [this, language] {
            m_options.currentLanguage = language.code;
            m_options.setLanguage(language.code);
        });
    }
    m_languageButton->setMenu(languages);
    m_languageButton->setIcon(icon(Glyph::Language));
    auto *schemes = new QMenu(m_appearanceButton);
    auto *schemeGroup = new QActionGroup(schemes);
    for (const SchemeChoice choice : {SchemeChoice::System, SchemeChoice::Light, SchemeChoice::Dark}) {
        QAction *action = schemes->addAction(QString());
        action->setCheckable(true);
        action->setChecked(choice == m_appearance.choice());
        schemeGroup->addAction(action);
        connect(action, &QAction::triggered, &m_appearance, [this, choice] { m_appearance.setChoice(choice); });
    }
    m_appearanceButton->setMenu(schemes);
    m_appearanceButton->setIcon(icon(Glyph::Appearance));
    m_helpButton->setIcon(icon(Glyph::Help));
    connect(m_helpButton, &QToolButton::clicked, this, &MainWindow::showHelp);
}

void MainWindow::connectPresenters()
{
    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::showPage);
    connect(m_activity, &ActivityBar::viewRequested, this, [this] { showPage(ClonePage); });
    const EnvironmentsPresenter *environments = &m_presenters->environments;
    connect(environments, &EnvironmentsPresenter::cloneRequested, this,
            [this](const QString &source, const QString &target) {
                if (!source.isEmpty())
                    m_presenters->clone.setSource(source);
                if (!target.isEmpty())
                    m_presenters->clone.setTarget(target);
                showPage(ClonePage);
            });
    connect(environments, &EnvironmentsPresenter::rollbackRequested, this, &MainWindow::askForRollback);
    connect(environments, &EnvironmentsPresenter::cardChanged, this, &MainWindow::sayWhatIsIncomplete);
    connect(environments, &EnvironmentsPresenter::cardsReset, this, &MainWindow::sayWhatIsIncomplete);
    connect(&m_presenters->anonymization, &AnonymizationPresenter::saved, &m_presenters->clone,
            &ClonePresenter::rulesChanged);
    // What a run changed is shown on the cards.
    connect(&m_presenters->runner, &OperationRunner::finished, &m_presenters->list, &EnvironmentList::reload);
    connect(&m_presenters->runner, &OperationRunner::finished, this, &MainWindow::announce);
    connect(&m_presenters->runner, &OperationRunner::stateChanged, this, [this] {
        if (m_presenters->runner.state() == OperationRunner::State::Running)
            showPage(ClonePage);
    });
    connect(&m_presenters->monitor, &RunMonitor::stateChanged, this, [this] {
        if (m_presenters->monitor.isRunning())
            return;
        m_closeQuestion->hide();
        if (m_closeWhenDone)
            close();
    });
}

void MainWindow::addShortcuts()
{
    for (int page = 0; page < m_screens.size(); ++page) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + page)), this);
        connect(shortcut, &QShortcut::activated, this, [this, page] { showPage(page); });
    }
    auto *help = new QShortcut(QKeySequence(QKeySequence::HelpContents), this);
    connect(help, &QShortcut::activated, this, &MainWindow::showHelp);
    auto *quit = new QShortcut(QKeySequence(QKeySequence::Quit), this);
    connect(quit, &QShortcut::activated, this, &QWidget::close);
    auto *dismiss = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(dismiss, &QShortcut::activated, this, [this] {
        m_closeQuestion->hide();
        m_screens.at(m_stack->currentIndex())->hideMessage();
    });
}

void MainWindow::showPage(int page)
{
    const int current = m_stack->currentIndex();
    if (page != current && !m_screens.at(current)->mayLeave([this, page] { showPage(page); })) {
        m_sidebar->setCurrent(current);
        return;
    }
    m_stack->setCurrentIndex(page);
    m_sidebar->setCurrent(page);
    m_activity->setRunShown(page == ClonePage);
    if (page == ClonePage && m_announcedOn != nullptr)
        std::exchange(m_announcedOn, nullptr)->hideMessage();
    m_screens.at(page)->shown();
    //: Title of the window; %1 is the page.
    setWindowTitle(Tr::tr("%1 — Sosie").arg(m_screens.at(page)->label()));
}

void MainWindow::showHelp()
{
    if (m_help == nullptr)
        m_help = new HelpWindow(this);
    m_help->showPage(m_screens.at(m_stack->currentIndex())->helpPage());
}

Message MainWindow::messageAbout(const engine::runs::Report &report)
{
    using engine::runs::Outcome;
    const ReportSummary summary = summaryOf(report);
    const bool isDone = report.outcome == Outcome::Succeeded;
    const bool isCalm = report.outcome == Outcome::Cancelled;
    return {.severity = isDone   ? Message::Severity::Success
                        : isCalm ? Message::Severity::Information
                                 : Message::Severity::Error,
            .what = summary.outcome,
            .state = summary.target,
            .actionText = Tr::tr("See the &report"),
            .action = [this] { showPage(ClonePage); },
            .again = [this, report] { return messageAbout(report); }};
}

void MainWindow::announce(const engine::runs::Report &report)
{
    if (m_stack->currentIndex() == ClonePage)
        return;
    m_announcedOn = m_screens.at(m_stack->currentIndex());
    m_announcedOn->showMessage(messageAbout(report));
}

void MainWindow::sayWhatIsIncomplete()
{
    const QList<EnvironmentCard> &cards = m_presenters->environments.cards();
    const bool isLooking = std::any_of(cards.begin(), cards.end(), [](const EnvironmentCard &card) {
        return card.state == EnvironmentCard::State::Looking;
    });
    const QStringList names = m_presenters->environments.incomplete();
    // One that is looked at anew is what it was until the answer is there.
    if (names == m_saidIncomplete || (isLooking && names.size() < m_saidIncomplete.size()))
        return;
    m_saidIncomplete = names;
    if (names.isEmpty()) {
        m_incomplete->hide();
        return;
    }
    m_incomplete->showMessage(messageAboutIncomplete(names));
}

Message MainWindow::messageAboutIncomplete(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names)
        shown << isolated(name);
    Message said{.severity = Message::Severity::Warning,
                 .what = Tr::tr("A clone did not end in: %1.").arg(shown.join(u", "_s)),
                 .state = Tr::tr("What is there now is neither as it was nor as it should be."),
                 .next = Tr::tr("Put it back as it was, or clone into it again."),
                 .actionText = Tr::tr("&Show"),
                 .action = [this] { showPage(EnvironmentsPage); },
                 .again = [this, names] { return messageAboutIncomplete(names); }};
    if (names.size() == 1) {
        said.actionText = Tr::tr("&Put it back as it was…");
        said.action = [this, name = names.first()] { askForRollback(name); };
    }
    return said;
}

void MainWindow::askForRollback(const QString &environment)
{
    const auto *target = m_presenters->list.find(environment);
    if (target == nullptr || m_presenters->monitor.isRunning())
        return;
    auto *dialog = new RollbackDialog(m_workspace, m_presenters->runner, *target, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::retranslate()
{
    m_sidebar->describe(m_screens);
    m_languageButton->setText(Tr::tr("Language"));
    for (const Language &language : std::as_const(m_options.languages))
        if (language.code == m_options.currentLanguage)
            m_languageButton->setText(language.name);
    m_languageButton->setAccessibleName(Tr::tr("Language"));
    m_languageButton->setToolTip(Tr::tr("Language"));
    m_appearanceButton->setText(Tr::tr("Appearance"));
    m_appearanceButton->setToolTip(Tr::tr("Light or dark"));
    m_helpButton->setText(Tr::tr("Help"));
    m_helpButton->setToolTip(Tr::tr("Help on this page (F1)"));
    const QList<QAction *> schemes = m_appearanceButton->menu()->actions();
    schemes.at(0)->setText(Tr::tr("As the &desktop"));
    schemes.at(1)->setText(Tr::tr("&Light"));
    schemes.at(2)->setText(Tr::tr("Dar&k"));
    setWindowTitle(Tr::tr("%1 — Sosie").arg(m_screens.at(std::max(0, m_stack->currentIndex()))->label()));
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_presenters->monitor.isRunning()) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    event->setAccepted(m_screens.at(m_stack->currentIndex())->mayLeave([this] { close(); }));
}

void MainWindow::askBeforeClosing()
{
    const RunMonitor &monitor = m_presenters->monitor;
    if (!monitor.canCancel()) {
        m_closeWhenDone = true;
        m_closeQuestion->showMessage({.severity = Message::Severity::Information,
                                      .what = Tr::tr("The window closes as soon as the target is in order."),
                                      .why = monitor.title()});
        return;
    }
    m_closeQuestion->showMessage(
        {.severity = Message::Severity::Warning,
         .what = Tr::tr("An operation is running: %1.").arg(monitor.title()),
         .next = Tr::tr("Close this message to let it continue, or cancel it: the target is put back as it was, then "
                        "the window closes."),
         .actionText = Tr::tr("Cancel it and &quit"),
         .action = [this] {
             m_closeWhenDone = true;
             m_presenters->monitor.cancel();
         }});
}

} // namespace ui
