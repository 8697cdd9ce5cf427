// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environments_screen.h"

#include "engine/environments/settings/environment_editing.h"
#include "ui/desk.h"
#include "ui/environment_list.h"
#include "ui/environments/environment_card_view.h"
#include "ui/environments/environment_draft.h"
#include "ui/environments/environment_editor.h"
#include "ui/environments/environment_table.h"
#include "ui/environments/environments_presenter.h"
#include "ui/environments/to_do_strip.h"
#include "ui/environments/welcome_panel.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/tables.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int everyMinute = 60'000;
/// Whoever comes back at once has not been away.
constexpr qint64 freshMilliseconds = 10'000;
/// More are read faster as rows.
constexpr qsizetype mostCards = 6;
constexpr auto viewKey = "home/view"_L1;
constexpr auto everyMinuteKey = "home/look"_L1;

} // namespace

EnvironmentsScreen::EnvironmentsScreen(EnvironmentsPresenter &presenter, Desk &desk, QWidget *parent)
    : Screen(parent)
    , m_presenter(presenter)
    , m_desk(desk)
    , m_list(desk.list())
    , m_workspace(desk.workspace())
    , m_background(desk.background())
    , m_pages(new QStackedWidget(this))
    , m_loading(new QWidget(this))
    , m_welcome(new WelcomePanel(presenter, this))
    , m_cardPage(nullptr)
    , m_toDo(new ToDoStrip(this))
    , m_grid(new CardGrid(330, this))
    , m_table(new EnvironmentTable(presenter, this))
    , m_refreshAction(new QAction(this))
    , m_add(new QPushButton(this))
    , m_demo(new QPushButton(this))
    , m_refresh(new QPushButton(this))
{
    m_cardPage = scrolled(m_grid, this);
    for (QWidget *page : {m_loading, static_cast<QWidget *>(m_welcome), m_cardPage, static_cast<QWidget *>(m_table)})
        m_pages->addWidget(page);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(space::medium);
    column->addWidget(m_toDo);
    column->addWidget(m_pages, 1);
    setContent(content);
    m_add->setProperty("kind", u"primary"_s);
    for (QPushButton *button : {m_refresh, m_demo, m_add})
        addHeaderAction(button);
    m_refreshAction->setObjectName(u"environments.refresh"_s);
    m_refreshAction->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    addAction(m_refreshAction);
    m_again.setInterval(everyMinute);
    addPreferences();
    connectPresenter();
    retranslate();
}

void EnvironmentsScreen::connectPresenter()
{
    connect(m_add, &QPushButton::clicked, this, [this] { openEditor({}); });
    connect(m_welcome, &WelcomePanel::addRequested, this, [this] { openEditor({}); });
    connect(m_demo, &QPushButton::clicked, &m_presenter, &EnvironmentsPresenter::startDemo);
    connect(m_refresh, &QPushButton::clicked, m_refreshAction, &QAction::trigger);
    connect(m_refreshAction, &QAction::triggered, this, [this] { m_presenter.refresh(true); });
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (window()->isActiveWindow() && m_desk.preferences().value(everyMinuteKey, u"minute"_s) == u"minute")
            m_presenter.refresh();
    });
    connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            lookAgain();
    });
    connect(m_table, &EnvironmentTable::editRequested, this, [this](const QString &name) { openEditor(name); });
    connect(m_table, &EnvironmentTable::removeRequested, this, &EnvironmentsScreen::askBeforeRemoving);
    connect(&m_presenter, &EnvironmentsPresenter::cardsReset, this, &EnvironmentsScreen::sayWhatIsToDo);
    connect(&m_presenter, &EnvironmentsPresenter::cardChanged, this, &EnvironmentsScreen::sayWhatIsToDo);
    connect(&m_presenter, &EnvironmentsPresenter::looked, this, &EnvironmentsScreen::sayWhatWasSeen);
    connect(&m_presenter, &EnvironmentsPresenter::pageRequested, this, &Screen::pageRequested);
    connect(&m_presenter, &EnvironmentsPresenter::cardsReset, this, &EnvironmentsScreen::rebuildCards);
    connect(&m_presenter, &EnvironmentsPresenter::demoChanged, this, &EnvironmentsScreen::refresh);
    connect(&m_presenter, &EnvironmentsPresenter::cardChanged, this, [this](int index) {
        if (index < m_grid->cards().size())
            static_cast<EnvironmentCardView *>(m_grid->cards().at(index))->setCard(m_presenter.cards().at(index));
    });
    connect(&m_presenter, &EnvironmentsPresenter::cardChanged, this, &EnvironmentsScreen::sayWhatIsIncomplete);
    connect(&m_presenter, &EnvironmentsPresenter::cardsReset, this, &EnvironmentsScreen::sayWhatIsIncomplete);
    connect(&m_presenter, &EnvironmentsPresenter::cloneRequested, this,
            [this](const QString &source, const QString &target) {
                emit pageRequested({.page = u"clone"_s, .source = source, .target = target});
            });
    connect(&m_presenter, &EnvironmentsPresenter::rollbackRequested, this,
            [this](const QString &environment) { emit dialogRequested(u"rollback"_s, environment); });
    connect(&m_presenter, &EnvironmentsPresenter::failed, this,
            [this](const engine::Error &error) { showMessage(messageFor(error)); });
    connect(&m_presenter, &EnvironmentsPresenter::backupRequested, this,
            [this](const QString &environment) { emit dialogRequested(u"backup"_s, environment); });
    connect(&m_desk, &Desk::backupsChanged, &m_presenter, &EnvironmentsPresenter::readHistory);
    connect(&m_desk.tracks(), &Tracks::changed, this, &EnvironmentsScreen::sayWhatIsBackedUp);
}

QList<EnvironmentCardView *> EnvironmentsScreen::views() const
{
    QList<EnvironmentCardView *> views;
    for (QWidget *card : m_grid->cards())
        views << static_cast<EnvironmentCardView *>(card);
    return views;
}

void EnvironmentsScreen::sayWhatIsBackedUp()
{
    for (EnvironmentCardView *view : views())
        view->setBackingUp(m_desk.tracks().of(view->name()) != nullptr);
}

QString EnvironmentsScreen::currentEnvironment() const
{
    for (const EnvironmentCardView *view : views()) {
        if (view->isAncestorOf(QApplication::focusWidget()))
            return view->name();
    }
    return showsTable() ? m_table->currentEnvironment() : QString();
}

QList<Screen::Findable> EnvironmentsScreen::findable() const
{
    QList<Findable> all;
    for (const EnvironmentCard &card : m_presenter.cards()) {
        const QString &name = card.environment.name;
        all << Findable{.words = name,
                        .kind = typeName(card.environment.type),
                        .glyph = Glyph::Environments,
                        .request = {.page = key(), .item = name}};
        all << Findable{.words = Tr::tr("Clone from %1").arg(name),
                        .kind = Tr::tr("Action"),
                        .glyph = Glyph::Clone,
                        .request = {.page = u"clone"_s, .source = name}};
        if (!m_list.countsAsProduction(card.environment))
            all << Findable{.words = Tr::tr("Clone to %1").arg(name),
                            .kind = Tr::tr("Action"),
                            .glyph = Glyph::Clone,
                            .request = {.page = u"clone"_s, .target = name}};
    }
    return all;
}

void EnvironmentsScreen::receive(const PageRequest &request)
{
    if (!request.address.isEmpty()) {
        openEditor({}, request.address);
        return;
    }
    if (request.item.isEmpty())
        return;
    if (showsTable()) {
        m_table->select(request.item);
        return;
    }
    for (EnvironmentCardView *view : views()) {
        if (view->name() != request.item)
            continue;
        static_cast<QScrollArea *>(m_cardPage)->ensureWidgetVisible(view);
        // Once the page is shown.
        QTimer::singleShot(0, view, [view] { view->focusFirst(); });
    }
}

void EnvironmentsScreen::addPreferences()
{
    const auto group = [] { return Tr::tr("Environments"); };
    m_desk.preferences().addKept({.key = viewKey,
                                  .group = group,
                                  .title = [] { return Tr::tr("Environments are shown"); },
                                  .hint = [] { return Tr::tr("Cards are looked at, rows are searched and sorted."); },
                                  .choices = {{u"auto"_s, [] { return Tr::tr("As cards, as rows from seven on"); }},
                                              {u"cards"_s, [] { return Tr::tr("Always as cards"); }},
                                              {u"rows"_s, [] { return Tr::tr("Always as rows"); }}},
                                  .usual = u"auto"_s},
                                 [this] { refresh(); });
    m_desk.preferences().addKept(
        {.key = everyMinuteKey,
         .group = group,
         .title = [] { return Tr::tr("Look at them again"); },
         .hint
         = [] { return Tr::tr("A short connection to each, which reads its version, its size and its last clone."); },
         .choices = {{u"minute"_s, [] { return Tr::tr("Every minute while they are shown"); }},
                     {u"asked"_s, [] { return Tr::tr("When the window comes to the front, and on F5"); }}},
         .usual = u"minute"_s},
        [] {});
}

bool EnvironmentsScreen::showsTable() const
{
    const QString choice = m_desk.preferences().value(viewKey, u"auto"_s);
    return choice == u"auto" ? m_presenter.cards().size() > mostCards : choice == u"rows";
}

void EnvironmentsScreen::sayWhatIsToDo()
{
    m_toDo->setThings(whatIsToDo(m_presenter.cards(), m_presenter));
}

void EnvironmentsScreen::sayWhatWasSeen(int index)
{
    const EnvironmentCard card = m_presenter.cards().at(index);
    if (card.problem || !card.diagnosis.problems.isEmpty()) {
        showMessage(messageFor(card.problem ? *card.problem : card.diagnosis.problems.first()));
        return;
    }
    const auto make = [card] {
        return Message{.severity = Message::Severity::Success,
                       //: %1 an environment, %2 the version of its server, %3 a number.
                       .what = Tr::tr("%1 answers: PostgreSQL %2, in %3 ms.")
                                   .arg(isolated(card.environment.name), card.diagnosis.serverVersion)
                                   .arg(card.diagnosis.connectMilliseconds),
                       .why = card.diagnosis.tls.isEmpty() ? QString()
                                                           : Tr::tr("Encrypted with %1.").arg(card.diagnosis.tls)};
    };
    Message message = make();
    message.again = make;
    showMessage(message);
}

void EnvironmentsScreen::lookAgain()
{
    if (!isVisible() || !m_list.isLoaded() || (m_looked.isValid() && m_looked.elapsed() < freshMilliseconds))
        return;
    m_looked.start();
    m_presenter.refresh();
}

void EnvironmentsScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    m_refreshAction->setEnabled(true);
    m_again.start();
}

void EnvironmentsScreen::hideEvent(QHideEvent *event)
{
    Screen::hideEvent(event);
    // Nobody looks: nothing is asked, and the key is another page's.
    m_refreshAction->setEnabled(false);
    m_again.stop();
}

void EnvironmentsScreen::askBeforeRemoving(const QString &name)
{
    const engine::environments::Environment *environment = m_list.find(name);
    if (environment == nullptr)
        return;
    const bool isDemo = environment->isDemo;
    const auto make = [this, name, isDemo] {
        return Message{.severity = Message::Severity::Warning,
                       .what = isDemo ? Tr::tr("Remove the four environments of the demo, and every file of it? It can "
                                               "be started anew at any time.")
                                      : Tr::tr("Remove %1 from the list? Its database is not touched; its password "
                                               "leaves the keychain.")
                                            .arg(isolated(name)),
                       .actionText = isDemo ? Tr::tr("Remove the demo") : Tr::tr("Remove %1").arg(name),
                       .action = [this, name, isDemo] {
                           hideMessage();
                           isDemo ? m_presenter.removeDemo() : m_presenter.remove(name);
                       }};
    };
    Message message = make();
    message.again = make;
    showMessage(message);
}

QString EnvironmentsScreen::key() const
{
    return u"environments"_s;
}

QString EnvironmentsScreen::label() const
{
    return Tr::tr("Environments");
}

HelpPage EnvironmentsScreen::helpPage() const
{
    return m_presenter.cards().isEmpty() ? HelpPage::FirstClone : HelpPage::ReadOnly;
}

void EnvironmentsScreen::shown()
{
    if (m_list.isLoaded()) {
        lookAgain();
        return;
    }
    m_looked.start();
    m_list.reload();
}

void EnvironmentsScreen::rebuildCards()
{
    QList<QWidget *> views;
    for (const EnvironmentCard &card : m_presenter.cards()) {
        auto *view = new EnvironmentCardView(m_presenter, card, m_grid);
        connect(view, &EnvironmentCardView::editRequested, this, [this](const QString &name) { openEditor(name); });
        views << view;
    }
    m_grid->setCards(views);
    sayWhatIsBackedUp();
    refresh();
}

void EnvironmentsScreen::refresh()
{
    const auto count = int(m_presenter.cards().size());
    const bool isEmpty = count == 0;
    m_pages->setCurrentWidget(!m_list.isLoaded() ? m_loading
                              : isEmpty          ? m_welcome
                              : showsTable()     ? static_cast<QWidget *>(m_table)
                                                 : m_cardPage);

    m_add->setVisible(!isEmpty);
    m_refresh->setVisible(!isEmpty);
    using Demo = EnvironmentsPresenter::Demo;
    m_demo->setVisible(!isEmpty && !m_list.hasDemo() && m_presenter.demo() != Demo::Impossible);
    m_demo->setEnabled(m_presenter.demo() == Demo::Ready);
    m_demo->setText(m_presenter.demo() == Demo::Starting ? Tr::tr("Preparing the demo…") : Tr::tr("Start the &demo"));
    if (isEmpty)
        setHeading(Tr::tr("Welcome"), Tr::tr("Make a double of your production for test, training or development, with "
                                             "every personal value replaced."));
    else
        setHeading(Tr::tr("Environments"), Tr::tr("%n environments. A production is only ever read.", nullptr, count));
}

void EnvironmentsScreen::openEditor(const QString &name, const QString &address)
{
    const engine::environments::Environment *existing = name.isEmpty() ? nullptr : m_list.find(name);
    auto *draft = new EnvironmentDraft(m_workspace, m_background);
    if (existing != nullptr)
        draft->load(*existing);
    if (!address.isEmpty())
        draft->setAddress(address);
    auto *editor = new EnvironmentEditor(*draft, this);
    draft->setParent(editor);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(draft, &EnvironmentDraft::saved, this, [this](const engine::environments::SavedEnvironment &saved) {
        m_list.reload();
        if (saved.passwordNotKept)
            showMessage(messageAboutPassword(saved));
    });
    editor->open();
}

Message EnvironmentsScreen::messageAboutPassword(const engine::environments::SavedEnvironment &saved)
{
    Message message = messageFor(*saved.passwordNotKept);
    message.severity = Message::Severity::Warning;
    message.state = Tr::tr("Sosie knows the password until it is closed, and asks for it then.");
    message.next = Tr::tr("To have it kept for longer: a line of ~/.pgpass, a file that only you may read.");
    message.actionText = Tr::tr("&Copy the line, without the password");
    const auto value = [&connection = saved.environment.connection](const char *keyword, const QString &otherwise) {
        const auto found = connection.find(keyword);
        return found == connection.end() ? otherwise : engine::text(found->second);
    };
    const QString line = QStringList{value("host", u"localhost"_s), value("port", u"5432"_s), value("dbname", u"*"_s),
                                     value("user", u"*"_s), QString()}
                             .join(u':');
    message.action = [line] { QGuiApplication::clipboard()->setText(line); };
    message.again = [this, saved] { return messageAboutPassword(saved); };
    return message;
}

void EnvironmentsScreen::sayWhatIsIncomplete()
{
    const QList<EnvironmentCard> &cards = m_presenter.cards();
    const bool isLooking = std::any_of(cards.begin(), cards.end(), [](const EnvironmentCard &card) {
        return card.state == EnvironmentCard::State::Looking;
    });
    const QStringList names = m_presenter.incomplete();
    // One that is looked at anew is what it was until the answer is there.
    if (names == m_saidIncomplete || (isLooking && names.size() < m_saidIncomplete.size()))
        return;
    m_saidIncomplete = names;
    if (names.isEmpty()) {
        emit noticeChanged({});
        return;
    }
    emit noticeChanged(messageAboutIncomplete(names));
}

Message EnvironmentsScreen::messageAboutIncomplete(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names)
        shown << isolated(name);
    Message said{.severity = Message::Severity::Warning,
                 .what = Tr::tr("A clone did not end in: %1.").arg(shown.join(u", "_s)),
                 .state = Tr::tr("What is there now is neither as it was nor as it should be."),
                 .next = Tr::tr("Put it back as it was, or clone into it again."),
                 .actionText = Tr::tr("&Show"),
                 .action = [this] { emit pageRequested({.page = key()}); },
                 .again = [this, names] { return messageAboutIncomplete(names); }};
    if (names.size() == 1) {
        said.actionText = Tr::tr("&Put it back as it was…");
        said.action = [this, name = names.first()] { emit dialogRequested(u"rollback"_s, name); };
    }
    return said;
}

void EnvironmentsScreen::retranslate()
{
    m_add->setText(Tr::tr("&Add an environment…"));
    m_refresh->setText(Tr::tr("&Refresh"));
    m_refreshAction->setText(Tr::tr("Look at the environments again"));
    m_refresh->setToolTip(Tr::tr("Look at the environments again (F5)"));
    sayWhatIsToDo();
    refresh();
}

} // namespace ui
