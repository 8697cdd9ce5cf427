// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/main_window.h"

#include "ui/desk.h"
#include "ui/file_drop.h"
#include "ui/help/help_window.h"
#include "ui/report/report_model.h"
#include "ui/run/activity_bar.h"
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
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

MainWindow::MainWindow(std::unique_ptr<Desk> desk, Appearance &appearance, WindowOptions options, QWidget *parent)
    : QMainWindow(parent)
    , m_desk(std::move(desk))
    , m_appearance(appearance)
    , m_options(std::move(options))
    , m_backUp(new QAction(this))
    , m_sidebar(new Sidebar(int(m_desk->pages().size()), this))
    , m_languageButton(m_sidebar->addSetting())
    , m_appearanceButton(m_sidebar->addSetting())
    , m_helpButton(m_sidebar->addSetting())
    , m_closeQuestion(new MessageBar(this))
    , m_notice(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_activity(new QVBoxLayout)
{
    setMinimumSize(960, 600);
    // As large as is useful, and no larger than the screen leaves room for, the frame of the window included.
    resize(QSize(1180, 720).boundedTo(screen()->availableGeometry().size() - QSize(16, 48)));
    buildScreens();
    buildLayout();
    connect(new FileDrop(this), &FileDrop::dropped, this, &MainWindow::take);
    buildSettings();
    connectRuns();
    addShortcuts();
    retranslate();
    showPage(0);
}

MainWindow::~MainWindow()
{
    // What still runs ends with the desk: nobody here hears of it any more.
    m_desk->tracks().disconnect(this);
    m_desk->runner().disconnect(this);
    m_desk->disconnect(this);
    // The pages use the desk, which is destroyed before the children of this widget would be.
    delete takeCentralWidget();
}

void MainWindow::buildScreens()
{
    for (const Desk::PageMaker &make : m_desk->pages())
        m_screens << make(*m_desk, this);
    std::stable_sort(m_screens.begin(), m_screens.end(),
                     [](const Screen *one, const Screen *other) { return one->place() < other->place(); });
    for (Screen *screen : std::as_const(m_screens)) {
        m_stack->addWidget(screen);
        connectScreen(*screen);
    }
    m_sidebar->arrange(m_screens);
}

void MainWindow::connectScreen(Screen &screen)
{
    connect(&screen, &Screen::pageRequested, this, &MainWindow::open);
    connect(&screen, &Screen::dialogRequested, this,
            [this](const QString &key, const QString &environment) { m_desk->openDialog(key, environment, this); });
    connect(&screen, &Screen::badgeChanged, this, [this] { m_sidebar->describe(m_screens); });
    connect(&screen, &Screen::noticeChanged, this, [this](const Message &message) {
        if (message.what.isEmpty())
            m_notice->hide();
        else
            m_notice->showMessage(message);
    });
    // What a page can do is done from any other as well.
    addActions(screen.actions());
}

void MainWindow::buildLayout()
{
    auto *page = new QVBoxLayout;
    page->setSpacing(0);
    auto *question = new QVBoxLayout;
    question->setContentsMargins(space::huge, space::medium, space::huge, 0);
    question->setSpacing(space::small);
    question->addWidget(m_closeQuestion);
    question->addWidget(m_notice);
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
    layout->addLayout(m_activity);
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

void MainWindow::connectRuns()
{
    connect(m_sidebar, &Sidebar::pageChosen, this, qOverload<int>(&MainWindow::showPage));
    Tracks *tracks = &m_desk->tracks();
    addActivity(tracks->main());
    connect(tracks, &Tracks::added, this, [this](Track *track) { addActivity(*track); });
    connect(tracks, &Tracks::released, this, [this](Track *track) { delete m_bars.take(track); });
    connect(tracks, &Tracks::wanted, this, [this] { showPage(runPage()); });
    connect(m_desk.get(), &Desk::said, this, &MainWindow::say);
    OperationRunner *runner = &m_desk->runner();
    // What a run changed is shown wherever environments are.
    connect(runner, &OperationRunner::finished, &m_desk->list(), &EnvironmentList::reload);
    connect(runner, &OperationRunner::finished, this, &MainWindow::announce);
    connect(runner, &OperationRunner::stateChanged, this, [this] {
        const OperationRunner &running = m_desk->runner();
        if (running.state() == OperationRunner::State::Running
            && running.watching() == OperationRunner::Watching::RunPage)
            showPage(runPage());
    });
    connect(tracks, &Tracks::changed, this, [this] {
        if (!m_desk->tracks().running().isEmpty())
            return;
        m_closeQuestion->hide();
        if (m_closeWhenDone)
            close();
    });
}

void MainWindow::addActivity(Track &track)
{
    auto *bar = new ActivityBar(track.monitor, this);
    bar->setRunShown(m_stack->currentIndex() == runPage());
    m_bars.insert(&track, bar);
    m_activity->addWidget(bar);
    connect(bar, &ActivityBar::viewRequested, this, [this, &track] { m_desk->tracks().show(track); });
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
    m_backUp->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_B));
    addAction(m_backUp);
    connect(m_backUp, &QAction::triggered, this, &MainWindow::backUp);
    auto *dismiss = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(dismiss, &QShortcut::activated, this, [this] {
        m_closeQuestion->hide();
        m_screens.at(m_stack->currentIndex())->hideMessage();
    });
}

int MainWindow::pageOf(const QString &key) const
{
    const auto found
        = std::find_if(m_screens.begin(), m_screens.end(), [&](const Screen *screen) { return screen->key() == key; });
    return found == m_screens.end() ? -1 : int(found - m_screens.begin());
}

int MainWindow::runPage() const
{
    const auto found = std::find_if(m_screens.begin(), m_screens.end(), std::mem_fn(&Screen::showsRuns));
    return found == m_screens.end() ? 0 : int(found - m_screens.begin());
}

void MainWindow::open(const PageRequest &request)
{
    const int page = pageOf(request.page);
    if (page < 0)
        return;
    m_screens.at(page)->receive(request);
    showPage(page);
}

void MainWindow::take(const QStringList &files)
{
    const auto found = std::find_if(m_screens.rbegin(), m_screens.rend(),
                                    [&files](const Screen *screen) { return screen->takesFiles(files); });
    if (found != m_screens.rend())
        open({.page = (*found)->key(), .files = files});
}

void MainWindow::showPage(const QString &key)
{
    if (const int page = pageOf(key); page >= 0)
        showPage(page);
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
    for (ActivityBar *bar : std::as_const(m_bars))
        bar->setRunShown(page == runPage());
    if (page == runPage() && m_announcedOn != nullptr)
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
            .action = [this] { showPage(runPage()); },
            .again = [this, report] { return messageAbout(report); }};
}

void MainWindow::announce(const engine::runs::Report &report)
{
    const bool isWatched = m_desk->runner().watching() == OperationRunner::Watching::WhereItStarted
                           && m_screens.at(m_stack->currentIndex())->watchesItsRuns();
    if (m_stack->currentIndex() == runPage() || isWatched)
        return;
    m_announcedOn = m_screens.at(m_stack->currentIndex());
    m_announcedOn->showMessage(messageAbout(report));
}

void MainWindow::say(const Message &message)
{
    // What was said before of the same is history.
    if (m_announcedOn != nullptr)
        m_announcedOn->hideMessage();
    m_announcedOn = m_screens.at(m_stack->currentIndex());
    m_announcedOn->showMessage(message);
}

void MainWindow::backUp()
{
    const auto isProduction
        = [](const auto &environment) { return environment.type == engine::environments::EnvironmentType::Production; };
    QString name = m_screens.at(m_stack->currentIndex())->currentEnvironment();
    const auto &all = m_desk->list().all();
    if (name.isEmpty()) {
        // Nobody looks at one: the production, where there is but one.
        const auto count = std::count_if(all.begin(), all.end(), isProduction);
        const auto found = std::find_if(all.begin(), all.end(), isProduction);
        if (count == 1)
            name = found->name;
        else if (all.size() == 1)
            name = all.first().name;
    }
    if (!name.isEmpty()) {
        m_desk->openDialog(u"backup"_s, name, this);
        return;
    }
    const auto make = [] {
        return Message{.what = Tr::tr("Which environment is to be backed up?"),
                       .next = Tr::tr("Press the button on its card, or choose the card first.")};
    };
    Message message = make();
    message.again = make;
    showPage(0);
    say(message);
}

void MainWindow::retranslate()
{
    m_backUp->setText(Tr::tr("Full backup of the environment that is chosen"));

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
    if (!m_desk->tracks().running().isEmpty()) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    event->setAccepted(m_screens.at(m_stack->currentIndex())->mayLeave([this] { close(); }));
}

void MainWindow::askBeforeClosing()
{
    QStringList titles;
    bool canCancel = true;
    bool hasTarget = false;
    for (const Track *track : m_desk->tracks().running()) {
        titles << track->monitor.title();
        canCancel = canCancel && track->monitor.canCancel();
        hasTarget = hasTarget || !track->monitor.heading().target.name.isEmpty();
    }
    if (!canCancel) {
        m_closeWhenDone = true;
        m_closeQuestion->showMessage({.severity = Message::Severity::Information,
                                      .what = Tr::tr("The window closes as soon as the target is in order."),
                                      .why = titles.join(u", "_s)});
        return;
    }
    m_closeQuestion->showMessage(
        {.severity = Message::Severity::Warning,
         .what = Tr::tr("An operation is running: %1.").arg(titles.join(u", "_s)),
         .next = hasTarget
                     ? Tr::tr("Close this message to let it continue, or cancel it: the target is put back as it was, "
                              "then the window closes.")
                     : Tr::tr("Close this message to let it continue, or cancel it: nothing of it is kept, and the "
                              "window closes."),
         .actionText = Tr::tr("Cancel it and &quit"),
         .action = [this] {
             m_closeWhenDone = true;
             for (Track *track : m_desk->tracks().running())
                 track->monitor.cancel();
         }});
}

} // namespace ui
