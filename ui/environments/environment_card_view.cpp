// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environment_card_view.h"

#include "ui/environments/card_words.h"
#include "ui/environments/environment_menu.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/note.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int edgeWidth = 6;
}

EnvironmentCardView::EnvironmentCardView(EnvironmentsPresenter &presenter, const EnvironmentCard &card, QWidget *parent)
    : Card(parent)
    , m_presenter(presenter)
    , m_card(card)
    , m_name(new ElidedLabel(TextRole::Title, this))
    , m_type(new Chip(this))
    , m_badge(new Chip(this))
    , m_where(new ElidedLabel(TextRole::Small, this))
    , m_proven(makeLabel(TextRole::Heading, this))
    , m_backup(makeLabel(TextRole::Small, this))
    , m_state(makeLabel(TextRole::Body, this))
    , m_size(makeLabel(TextRole::Body, this))
    , m_lastWrite(makeLabel(TextRole::Muted, this))
    , m_clearData(new Note(Note::Weight::Danger, this))
    , m_putBack(new QPushButton(this))
    , m_clone(new QPushButton(this))
    , m_backUp(new QPushButton(this))
    , m_look(new QPushButton(this))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(this))
    , m_removeQuestion(new QWidget(this))
    , m_removeText(makeLabel(TextRole::Body, m_removeQuestion))
    , m_removeButton(new QPushButton(m_removeQuestion))
    , m_keepButton(new QPushButton(m_removeQuestion))
{
    buildLayout();
    const QString name = card.environment.name;
    connect(m_clone, &QPushButton::clicked, this, [this, name] {
        if (countsAsProduction(m_card))
            m_presenter.requestCloneFrom(name);
        else
            m_presenter.requestCloneTo(name);
    });
    connect(m_backUp, &QPushButton::clicked, this, [this, name] { m_presenter.requestBackup(name); });
    connect(m_putBack, &QPushButton::clicked, this, [this, name] { m_presenter.requestRollback(name); });
    connect(m_look, &QPushButton::clicked, this, [this, name] { m_presenter.lookAsking(name); });
    connect(m_menu, &QMenu::aboutToShow, this, [this, name] {
        fillMenu(
            *m_menu, m_card, m_presenter, [this, name] { emit editRequested(name); }, [this] { askBeforeRemoving(); });
    });
    connect(m_keepButton, &QPushButton::clicked, this, [this] {
        m_removeQuestion->hide();
        m_more->setFocus();
    });
    connect(m_removeButton, &QPushButton::clicked, this, [this, name] {
        if (m_card.environment.isDemo)
            m_presenter.removeDemo();
        else
            m_presenter.remove(name);
    });
    refresh();
}

void EnvironmentCardView::buildLayout()
{
    for (QLabel *label : {m_state, m_size, m_lastWrite, m_proven, m_backup, m_removeText})
        label->setWordWrap(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    m_removeButton->setProperty("kind", u"danger"_s);

    auto *head = new QHBoxLayout;
    head->setSpacing(space::small);
    head->addWidget(m_name, 1);
    head->addWidget(m_badge, 0, Qt::AlignVCenter);
    auto *what = new QHBoxLayout;
    what->setSpacing(space::small);
    what->addWidget(m_type);
    what->addWidget(m_where, 1);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(space::small);
    // What stands out comes first.
    const bool isProduction = m_card.environment.type == engine::environments::EnvironmentType::Production;
    for (QPushButton *button :
         {m_putBack, isProduction ? m_backUp : m_clone, isProduction ? m_clone : m_backUp, m_look})
        actions->addWidget(button);
    actions->addStretch(1);
    actions->addWidget(m_more);
    auto *answers = new QHBoxLayout;
    answers->addStretch(1);
    answers->addWidget(m_keepButton);
    answers->addWidget(m_removeButton);
    auto *question = new QVBoxLayout(m_removeQuestion);
    question->setContentsMargins({});
    question->addWidget(m_removeText);
    question->addLayout(answers);
    m_removeQuestion->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::large + edgeWidth, space::medium, space::large, space::medium);
    layout->setSpacing(space::tight);
    layout->addLayout(head);
    layout->addLayout(what);
    layout->addSpacing(space::small);
    layout->addWidget(m_proven);
    layout->addWidget(m_backup);
    layout->addWidget(m_size);
    layout->addWidget(m_lastWrite);
    layout->addWidget(m_state);
    layout->addWidget(m_clearData);
    layout->addStretch(1);
    layout->addWidget(m_removeQuestion);
    layout->addSpacing(space::small);
    layout->addLayout(actions);
}

void EnvironmentCardView::setCard(const EnvironmentCard &card)
{
    m_card = card;
    refresh();
}

void EnvironmentCardView::askBeforeRemoving()
{
    m_removeQuestion->show();
    m_keepButton->setFocus();
}

void EnvironmentCardView::focusFirst()
{
    for (QPushButton *button : {m_putBack, m_clone, m_backUp, m_look}) {
        if (button->isVisibleTo(this) && button->isEnabled()) {
            button->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

QString EnvironmentCardView::dropTarget() const
{
    return countsAsProduction(m_card) ? QString() : name();
}

QString EnvironmentCardView::dropWords() const
{
    return countsAsProduction(m_card)
               ? Tr::tr("A production is never a target: the file is shown, and you choose another one.")
               : Tr::tr("Restore to %1: you see what that would do before anything is changed.").arg(isolated(name()));
}

void EnvironmentCardView::setBackingUp(bool isBackingUp)
{
    if (isBackingUp == m_isBackingUp)
        return;
    m_isBackingUp = isBackingUp;
    refreshBackup();
}

void EnvironmentCardView::refreshBackup()
{
    m_proven->setText(provenText(m_card));
    const QString words = backupText(m_card);
    m_backup->setText(words);
    m_backup->setVisible(!words.isEmpty());
    m_backUp->setText(m_isBackingUp ? Tr::tr("Being backed up…") : Tr::tr("Full backup"));
    m_backUp->setAccessibleName(m_isBackingUp ? Tr::tr("%1 is being backed up").arg(m_card.environment.name)
                                              : Tr::tr("Full backup of %1").arg(m_card.environment.name));
    m_backUp->setToolTip(
        Tr::tr("Writes all of it into a file, without writing to the database, and reads the file back (Ctrl+B)"));
    m_backUp->setProperty("kind", countsAsProduction(m_card) && !m_card.isIncomplete() ? u"primary"_s : QString());
    m_backUp->update();
}

void EnvironmentCardView::refreshState()
{
    const CardState state = stateOf(m_card);
    m_badge->setVisible(!state.isWell());
    m_badge->setWords(state.badge, state.tone);
    m_badge->setToolTip(state.next);
    m_state->setText(state.sentence);
    m_state->setToolTip(state.next);
    m_state->setVisible(!state.sentence.isEmpty());
    const QString contents = contentsText(m_card);
    m_size->setText(contents);
    m_size->setVisible(!contents.isEmpty());
    const QString lastWrite = lastWriteText(m_card);
    const bool isClear = m_card.holdsClearData() && !m_card.isIncomplete() && !m_card.isUnderWay();
    m_lastWrite->setText(lastWrite);
    m_lastWrite->setVisible(!isClear && !lastWrite.isEmpty());
    m_clearData->setSentences(isClear ? QStringList{lastWrite} : QStringList());
}

void EnvironmentCardView::refreshActions()
{
    const QString &name = m_card.environment.name;
    const bool isProduction = countsAsProduction(m_card);
    const bool isIncomplete = m_card.isIncomplete();
    const bool isOffline = m_card.state == EnvironmentCard::State::Offline;
    m_putBack->setText(Tr::tr("Put it back as it was…"));
    m_putBack->setAccessibleName(Tr::tr("Put %1 back as it was").arg(name));
    m_putBack->setVisible(isIncomplete);
    m_putBack->setProperty("kind", u"primary"_s);
    m_clone->setText(isProduction ? Tr::tr("Clone from…") : Tr::tr("Clone to…"));
    m_clone->setAccessibleName(isProduction ? Tr::tr("Clone from %1").arg(name) : Tr::tr("Clone to %1").arg(name));
    m_clone->setProperty("kind", !isProduction && !isIncomplete ? u"primary"_s : QString());
    m_clone->update();
    // There is room for two beside the menu: what is left to do comes first.
    m_look->setVisible(isOffline && !isIncomplete);
    m_look->setText(m_card.wantsPassword() ? Tr::tr("Give the password…") : Tr::tr("Try again"));
    m_look->setAccessibleName(Tr::tr("Test the connection to %1").arg(name));
    m_backUp->setVisible(!isIncomplete && (!isOffline || isProduction));
    m_more->setIcon(icon(Glyph::More));
    m_more->setToolTip(Tr::tr("More for %1").arg(name));
    m_more->setAccessibleName(m_more->toolTip());
}

void EnvironmentCardView::refresh()
{
    const auto &environment = m_card.environment;
    m_name->setFullText(environment.name);
    m_type->setEnvironment(badgeOf(environment));
    m_where->setFullText(EnvironmentsPresenter::whereOf(environment));
    refreshState();
    refreshBackup();
    refreshActions();
    m_removeText->setText(environment.isDemo
                              ? Tr::tr("Remove the four environments of the demo, and every file of it? It can be "
                                       "started anew at any time.")
                              : Tr::tr("Remove %1 from the list? Its database is not touched; its password leaves the "
                                       "keychain.")
                                    .arg(isolated(environment.name)));
    m_keepButton->setText(Tr::tr("Keep"));
    m_removeButton->setText(environment.isDemo ? Tr::tr("Remove the demo") : Tr::tr("Remove %1").arg(environment.name));
    setAccessibleName(Tr::tr("%1, %2").arg(typeWord(badgeOf(environment)), environment.name));
    update();
}

void EnvironmentCardView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    Card::changeEvent(event);
}

void EnvironmentCardView::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintEdge(painter);
}

void EnvironmentCardView::paintEdge(QPainter &painter) const
{
    QPainterPath card;
    card.addRoundedRect(QRectF(rect()), space::cardRadius, space::cardRadius);
    const QRect edge = QStyle::visualRect(layoutDirection(), rect(), {0, 0, edgeWidth, height()});
    QPainterPath strip;
    strip.addRect(edge);
    paintBand(painter, card.intersected(strip), badgeOf(m_card.environment), edge);
}

} // namespace ui
