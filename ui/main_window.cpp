// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/main_window.h"

#include "ui/crash/crash_record.h"
#include "ui/desk.h"
#include "ui/drop/file_drop.h"
#include "ui/help/help_window.h"
#include "ui/report/report_model.h"
#include "ui/run/activity_bar.h"
#include "ui/run/dock_progress.h"
#include "ui/screen.h"
#include "ui/shell/actions.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/layout_memory.h"
#include "ui/shell/notifications.h"
#include "ui/shell/shortcut_list.h"
#include "ui/shell/window_preferences.h"
#include "ui/sidebar.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/window_settings.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QScreen>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Below, the sidebar shows pictures only: the pages need the room.
constexpr int roomyWidth = 1100;
constexpr auto geometryKey = "window/geometry"_L1;
constexpr auto sidebarKey = "sidebar"_L1;

} // namespace

MainWindow::MainWindow(std::unique_ptr<Desk> desk, Appearance &appearance, WindowOptions options, QWidget *parent)
    : QMainWindow(parent)
    , m_desk(std::move(desk))
    , m_appearance(appearance)
    , m_options(std::move(options))
    , m_actions(new Actions(this))
    , m_sidebar(new Sidebar(int(m_desk->pages().size()), this))
    , m_helpButton(m_sidebar->addTool())
    , m_closeQuestion(new MessageBar(this))
    , m_notice(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_activity(new QVBoxLayout)
    , m_progress(new DockProgress(m_desk->tracks(), this))
    , m_notifications(new Notifications(this))
{
    // Half of a screen of 1920 by 1080, which is what is left of it at 200 %.
    setMinimumSize(900, 480);
    addPreferences();
    buildScreens();
    buildLayout();
    auto *drop = new FileDrop(this, [this](const QStringList &files) {
        const Screen *screen = taker(files);
        return screen == nullptr ? QString() : screen->dropWords();
    });
    connect(drop, &FileDrop::dropped, this, &MainWindow::take);
    buildActions();
    connectRuns();
    arrange();
    retranslate();
    showPage(0);
}

MainWindow::~MainWindow()
{
    // What still runs ends with the desk: nobody here hears of it any more.
    m_desk->tracks().disconnect(this);
    m_desk->runner().disconnect(this);
    m_desk->disconnect(this);
    delete m_progress;
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

void MainWindow::addPreferences()
{
    Preferences &preferences = m_desk->preferences();
    if (WindowSettings *settings = m_options.settings)
        preferences.keepIn(
            [settings](const QString &key, const QString &usual) { return settings->choice(key, usual); },
            [settings](const QString &key, const QString &value) { settings->setChoice(key, value); });
    addLanguage(preferences, m_options.languages, m_options.currentLanguage, m_options.setLanguage);
    addAppearance(preferences, m_appearance);
    addSidebar(preferences, sidebarKey, [this] { foldSidebar(); });
}

void MainWindow::arrange()
{
    WindowSettings *settings = m_options.settings;
    const QByteArray geometry = settings != nullptr ? settings->state(geometryKey) : QByteArray();
    // As large as is useful, and no larger than the screen leaves room for, the frame of the window included.
    if (geometry.isEmpty() || !restoreGeometry(geometry))
        resize(QSize(1240, 780).boundedTo(screen()->availableGeometry().size() - QSize(16, 48)));
    foldSidebar();
    if (settings == nullptr)
        return;
    m_memory = std::make_unique<LayoutMemory>(
        [settings](const QString &key) { return settings->state(key); },
        [settings](const QString &key, const QByteArray &state) { settings->setState(key, state); });
    for (Screen *screen : std::as_const(m_screens))
        m_memory->restore(*screen, screen->key());
}

void MainWindow::rememberArrangement()
{
    if (m_memory == nullptr)
        return;
    m_options.settings->setState(geometryKey, saveGeometry());
    for (const Screen *screen : std::as_const(m_screens))
        m_memory->save(*screen, screen->key());
}

void MainWindow::foldSidebar()
{
    const QString choice = m_desk->preferences().value(sidebarKey, sidebarUsual());
    m_sidebar->setCompact(choice == sidebarUsual() ? width() < roomyWidth : choice == sidebarCompact());
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    foldSidebar();
}

void MainWindow::connectRuns()
{
    connect(m_sidebar, &Sidebar::pageChosen, this, qOverload<int>(&MainWindow::showPage));
    connect(m_sidebar, &Sidebar::searchRequested, this, &MainWindow::search);
    connect(m_progress, &DockProgress::percentChanged, this, &MainWindow::sayTitle);
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
    connect(&track.monitor, &RunMonitor::logged, this, [](const QList<LogLine> &lines) {
        for (const LogLine &line : lines)
            rememberForCrash(line.text());
    });
}

void MainWindow::buildActions()
{
    const auto add
        = [this](const char *key, const char *words, const QList<QKeySequence> &keys, std::function<void()> run) {
              addAction(m_actions->add({QLatin1String(key), words, keys, std::move(run)}));
          };
    add("search", QT_TRANSLATE_NOOP("ui", "Search"), {QKeySequence(Qt::CTRL | Qt::Key_K)}, [this] { search(); });
    add("backup", QT_TRANSLATE_NOOP("ui", "Full backup of the environment that is chosen"),
        {QKeySequence(Qt::CTRL | Qt::Key_B)}, [this] { backUp(); });
    add("help", QT_TRANSLATE_NOOP("ui", "Help on this page"), {QKeySequence(QKeySequence::HelpContents)},
        [this] { showHelp(); });
    // "?" is typed with Shift on most keyboards, and without it on some.
    add("shortcuts", QT_TRANSLATE_NOOP("ui", "Keyboard shortcuts"),
        {QKeySequence(u"Ctrl+?"_s), QKeySequence(u"Ctrl+Shift+?"_s)}, [this] { showShortcuts(); });
    if (pageOf(u"settings"_s) >= 0)
        add("settings", QT_TRANSLATE_NOOP("ui", "Settings"), {QKeySequence(Qt::CTRL | Qt::Key_Comma)},
            [this] { showPage(u"settings"_s); });
    add("quit", QT_TRANSLATE_NOOP("ui", "Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)}, [this] { close(); });
    add("dismiss", QT_TRANSLATE_NOOP("ui", "Close the message that is shown"), {QKeySequence(Qt::Key_Escape)},
        [this] { dismiss(); });
    for (int page = 0; page < std::min(9, int(m_screens.size())); ++page) {
        auto *action = new QAction(this);
        action->setObjectName(u"page."_s + m_screens.at(page)->key());
        action->setShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + page)));
        connect(action, &QAction::triggered, this, [this, page] { showPage(page); });
        m_actions->take(action, m_screens.at(page)->key());
        addAction(action);
    }
    for (const Screen *screen : std::as_const(m_screens)) {
        for (QAction *action : screen->QWidget::actions()) {
            m_actions->take(action, screen->key());
            // What a page can do is done from any other as well, unless it is about what is shown there.
            if (action->shortcutContext() == Qt::WindowShortcut)
                addAction(action);
        }
    }
    auto *menu = new QMenu(m_helpButton);
    for (const auto *key : {"help", "shortcuts", "search"})
        menu->addAction(m_actions->find(QLatin1String(key)));
    m_helpButton->setMenu(menu);
    m_helpButton->setIcon(icon(Glyph::Help));
}

void MainWindow::dismiss()
{
    m_closeQuestion->hide();
    m_screens.at(m_stack->currentIndex())->hideMessage();
}

void MainWindow::search()
{
    if (m_palette == nullptr)
        m_palette = new CommandPalette(this);
    m_palette->open(findableThings());
}

QList<FoundThing> MainWindow::findableThings()
{
    QList<FoundThing> things;
    for (int page = 0; page < m_screens.size(); ++page) {
        const Screen *screen = m_screens.at(page);
        const QAction *keys = m_actions->find(u"page."_s + screen->key());
        things << FoundThing{.words = screen->label(),
                             .otherWords = screen->key(),
                             .kind = Tr::tr("Page"),
                             .keys = keys != nullptr ? keys->shortcut().toString(QKeySequence::NativeText) : QString(),
                             .icon = icon(screen->glyph()),
                             .go = [this, page] { showPage(page); }};
    }
    for (QAction *action : m_actions->all()) {
        if (action->objectName().startsWith(u"page."_s) || action->objectName() == u"search"
            || action->objectName() == u"settings" || !action->isEnabled())
            continue;
        things << FoundThing{.words = Actions::wordsOf(*action),
                             .otherWords = Actions::englishOf(*action),
                             .kind = Tr::tr("Action"),
                             .keys = action->shortcut().toString(QKeySequence::NativeText),
                             .icon = icon(Glyph::Arrow),
                             .go = [this, action] {
                                 showPage(Actions::pageOf(*action));
                                 action->trigger();
                             }};
    }
    for (const Screen *screen : std::as_const(m_screens)) {
        for (const Screen::Findable &found : screen->findable())
            things << FoundThing{.words = found.words,
                                 .kind = found.kind,
                                 .icon = icon(found.glyph),
                                 .go = [this, request = found.request] { open(request); }};
    }
    for (int page = 0; page < helpPageCount; ++page)
        things << FoundThing{.words = HelpWindow::titleOf(HelpPage(page)),
                             .kind = Tr::tr("Help"),
                             .icon = icon(Glyph::Help),
                             .go = [this, page] { openHelp(HelpPage(page)); }};
    return things;
}

void MainWindow::showShortcuts()
{
    if (m_shortcuts == nullptr)
        m_shortcuts = new ShortcutList(*m_actions, this);
    m_shortcuts->open();
}

void MainWindow::takeOver(const QStringList &given)
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    QApplication::alert(this);
    QStringList files;
    QString address;
    for (const QString &each : given) {
        if (each.contains(u"://"_s))
            address = each;
        else
            files << each;
    }
    if (!files.isEmpty())
        take(files, {});
    if (!address.isEmpty())
        open({.page = m_screens.first()->key(), .address = address});
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

const Screen *MainWindow::taker(const QStringList &files) const
{
    const auto found = std::find_if(m_screens.rbegin(), m_screens.rend(),
                                    [&files](const Screen *screen) { return screen->takesFiles(files); });
    return found == m_screens.rend() ? nullptr : *found;
}

void MainWindow::take(const QStringList &files, const QString &target)
{
    if (const Screen *screen = taker(files))
        open({.page = screen->key(), .target = target, .files = files});
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
    // What was searched for was searched for there.
    if (page != current && m_palette != nullptr)
        m_palette->hide();
    rememberPageForCrash(m_screens.at(page)->key());
    m_stack->setCurrentIndex(page);
    m_sidebar->setCurrent(page);
    for (ActivityBar *bar : std::as_const(m_bars))
        bar->setRunShown(page == runPage());
    if (page == runPage() && m_announcedOn != nullptr)
        std::exchange(m_announcedOn, nullptr)->hideMessage();
    m_screens.at(page)->shown();
    sayTitle();
}

void MainWindow::sayTitle()
{
    const QString page = m_screens.at(std::max(0, m_stack->currentIndex()))->label();
    const int percent = m_progress->percent();
    //: Title of the window; %1 is the page.
    setWindowTitle(percent < 0 ? Tr::tr("%1 — Sosie").arg(page)
                               //: Title of the window; %1 is how far what runs is, %2 the page.
                               : Tr::tr("%1 % · %2 — Sosie").arg(percent).arg(page));
}

void MainWindow::showHelp()
{
    openHelp(m_screens.at(m_stack->currentIndex())->helpPage());
}

void MainWindow::openHelp(HelpPage page)
{
    if (m_help == nullptr)
        m_help = new HelpWindow(this);
    m_help->showPage(page);
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
    tellWhoIsAway(messageAbout(report));
    const bool isWatched = m_desk->runner().watching() == OperationRunner::Watching::WhereItStarted
                           && m_screens.at(m_stack->currentIndex())->watchesItsRuns();
    if (m_stack->currentIndex() == runPage() || isWatched)
        return;
    m_announcedOn = m_screens.at(m_stack->currentIndex());
    m_announcedOn->showMessage(messageAbout(report));
}

void MainWindow::tellWhoIsAway(const Message &message)
{
    // Never of what the person watches.
    if (isActiveWindow())
        return;
    m_notifications->show({.title = message.what,
                           .body = message.state.isEmpty() ? message.why : message.state,
                           .actionText = Tr::tr("Show"),
                           .isGrave = message.severity == Message::Severity::Error,
                           .action = [this, action = message.action] {
                               takeOver({});
                               if (action)
                                   action();
                           }});
}

void MainWindow::say(const Message &message)
{
    tellWhoIsAway(message);
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
    m_actions->retranslate();
    for (const Screen *screen : std::as_const(m_screens)) {
        if (QAction *action = m_actions->find(u"page."_s + screen->key()))
            //: An action; %1 is a page.
            action->setText(Tr::tr("Page: %1").arg(screen->label()));
    }
    m_sidebar->describe(m_screens);
    m_helpButton->setText(Tr::tr("Help"));
    m_helpButton->setToolTip(Tr::tr("Help on this page (F1)"));
    sayTitle();
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
    if (event->isAccepted())
        rememberArrangement();
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
