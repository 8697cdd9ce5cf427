// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environments_screen.h"

#include "ui/desk.h"
#include "ui/environment_list.h"
#include "ui/environments/environment_card_view.h"
#include "ui/environments/environment_draft.h"
#include "ui/environments/environment_editor.h"
#include "ui/environments/environments_presenter.h"
#include "ui/environments/welcome_panel.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/tables.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

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
    , m_grid(new CardGrid(330, this))
    , m_add(new QPushButton(this))
    , m_demo(new QPushButton(this))
    , m_refresh(new QPushButton(this))
{
    m_cardPage = scrolled(m_grid, this);
    for (QWidget *page : {m_loading, static_cast<QWidget *>(m_welcome), m_cardPage})
        m_pages->addWidget(page);
    setContent(m_pages);
    m_add->setProperty("kind", u"primary"_s);
    for (QPushButton *button : {m_refresh, m_demo, m_add})
        addHeaderAction(button);
    m_refresh->setShortcut(QKeySequence(Qt::Key_F5));
    connectPresenter();
    retranslate();
}

void EnvironmentsScreen::connectPresenter()
{
    connect(m_add, &QPushButton::clicked, this, [this] { openEditor({}); });
    connect(m_welcome, &WelcomePanel::addRequested, this, [this] { openEditor({}); });
    connect(m_demo, &QPushButton::clicked, &m_presenter, &EnvironmentsPresenter::startDemo);
    connect(m_refresh, &QPushButton::clicked, &m_list, &EnvironmentList::reload);
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
    return {};
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
    if (!m_list.isLoaded())
        m_list.reload();
}

void EnvironmentsScreen::rebuildCards()
{
    QList<QWidget *> views;
    for (const EnvironmentCard &card : m_presenter.cards()) {
        auto *view = new EnvironmentCardView(m_presenter, card, m_grid);
        connect(view, &EnvironmentCardView::editRequested, this, &EnvironmentsScreen::openEditor);
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
    m_pages->setCurrentWidget(!m_list.isLoaded() ? m_loading : isEmpty ? m_welcome : m_cardPage);
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

void EnvironmentsScreen::openEditor(const QString &name)
{
    const engine::environments::Environment *existing = name.isEmpty() ? nullptr : m_list.find(name);
    auto *draft = new EnvironmentDraft(m_workspace, m_background);
    if (existing != nullptr)
        draft->load(*existing);
    auto *editor = new EnvironmentEditor(*draft, this);
    draft->setParent(editor);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(draft, &EnvironmentDraft::saved, this, [this](const engine::environments::SavedEnvironment &saved) {
        m_list.reload();
        if (!saved.passwordNotKept)
            return;
        Message message = messageFor(*saved.passwordNotKept);
        message.severity = Message::Severity::Warning;
        showMessage(message);
    });
    editor->open();
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
    refresh();
}

} // namespace ui
