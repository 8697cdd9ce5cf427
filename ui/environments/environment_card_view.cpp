// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environment_card_view.h"

#include "engine/base/errors/error_text.h"
#include "engine/runs/operation_kind.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environment_band.h"
#include "ui/widgets/note.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::EnvironmentType;
using engine::runs::OperationKind;
using engine::runs::operationOf;

namespace {

/// What its database is, and not what it is called.
bool countsAsProduction(const EnvironmentCard &card)
{
    return card.environment.type == EnvironmentType::Production || !card.natureSentence.isEmpty();
}

} // namespace

EnvironmentCardView::EnvironmentCardView(EnvironmentsPresenter &presenter, const EnvironmentCard &card, QWidget *parent)
    : Card(parent)
    , m_presenter(presenter)
    , m_card(card)
    , m_band(new EnvironmentBand(this))
    , m_where(new ElidedLabel(TextRole::Muted, this))
    , m_stateIcon(new QLabel(this))
    , m_state(makeLabel(TextRole::Strong, this))
    , m_size(makeLabel(TextRole::Body, this))
    , m_proven(makeLabel(TextRole::Title, this))
    , m_backup(makeLabel(TextRole::Muted, this))
    , m_backUp(new QPushButton(this))
    , m_lastWrite(makeLabel(TextRole::Muted, this))
    , m_clearData(new Note(Note::Weight::Danger, this))
    , m_clone(new QPushButton(this))
    , m_putBack(new QPushButton(this))
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
    connect(m_look, &QPushButton::clicked, this, [this, name] { m_presenter.look(name); });
    connect(m_menu, &QMenu::aboutToShow, this, &EnvironmentCardView::buildMenu);
    connect(m_keepButton, &QPushButton::clicked, m_removeQuestion, &QWidget::hide);
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
    m_state->setWordWrap(true);
    m_lastWrite->setWordWrap(true);
    m_proven->setWordWrap(true);
    m_backup->setWordWrap(true);
    m_removeText->setWordWrap(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    m_removeButton->setProperty("kind", u"danger"_s);

    auto *state = new QHBoxLayout;
    state->setSpacing(space::small);
    state->addWidget(m_stateIcon, 0, Qt::AlignTop);
    state->addWidget(m_state, 1);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(space::small);
    actions->addWidget(m_putBack);
    actions->addWidget(m_clone);
    actions->addWidget(m_look);
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
    layout->setContentsMargins(space::medium, space::medium, space::medium, space::medium);
    layout->setSpacing(space::small);
    layout->addWidget(m_band);
    layout->addWidget(m_proven);
    layout->addWidget(m_backup);
    layout->addWidget(m_where);
    layout->addLayout(state);
    layout->addWidget(m_size);
    layout->addWidget(m_lastWrite);
    layout->addWidget(m_clearData);
    layout->addStretch(1);
    layout->addWidget(m_removeQuestion);
    layout->addWidget(m_backUp);
    layout->addLayout(actions);
}

void EnvironmentCardView::setCard(const EnvironmentCard &card)
{
    m_card = card;
    refresh();
}

void EnvironmentCardView::buildMenu()
{
    const QString name = m_card.environment.name;
    m_menu->clear();
    m_menu->addAction(Tr::tr("Clone &from this environment…"), this,
                      [this, name] { m_presenter.requestCloneFrom(name); });
    QAction *to = m_menu->addAction(Tr::tr("Clone &to this environment…"), this,
                                    [this, name] { m_presenter.requestCloneTo(name); });
    to->setEnabled(!countsAsProduction(m_card));
    if (!to->isEnabled())
        to->setText(Tr::tr("Clone to this environment: a production is never a target"));
    if (m_card.canRollBack())
        m_menu->addAction(Tr::tr("&Roll back to the state before the last clone…"), this,
                          [this, name] { m_presenter.requestRollback(name); });
    m_menu->addSeparator();
    m_menu->addAction(Tr::tr("&Copy the address, without the password"), this, [this] {
        QGuiApplication::clipboard()->setText(EnvironmentsPresenter::addressOf(m_card.environment));
    });
    if (m_card.environment.isDemo) {
        m_menu->addAction(Tr::tr("Remove the &demo and its files…"), this, &EnvironmentCardView::askBeforeRemoving);
        return;
    }
    m_menu->addAction(Tr::tr("&Edit…"), this, [this, name] { emit editRequested(name); });
    m_menu->addAction(Tr::tr("Re&move from the list…"), this, &EnvironmentCardView::askBeforeRemoving);
}

void EnvironmentCardView::askBeforeRemoving()
{
    m_removeQuestion->show();
    m_keepButton->setFocus();
}

QString EnvironmentCardView::lastWriteText() const
{
    // What this computer did before is not what is there now.
    if (m_card.isIncomplete())
        return Tr::tr("Neither as it was nor as it should be");
    if (m_card.isUnderWay())
        return {};
    if (m_card.isClonedElsewhere())
        //: %1 is the source of a clone, %2 when it was made.
        return Tr::tr("Clone of %1, made from another computer, %2")
            .arg(isolated(m_card.mark()->source), agoText(m_card.mark()->started));
    if (!m_card.lastWrite)
        return m_card.environment.type == EnvironmentType::Production ? Tr::tr("Only ever read")
                                                                      : Tr::tr("No clone into it yet");
    const engine::store::Run &run = *m_card.lastWrite;
    const QString when = agoText(run.ended);
    if (operationOf(run.operation) == OperationKind::Restore)
        //: %1 is a file, %2 when it was restored.
        return Tr::tr("Holds what %1 holds, restored %2").arg(isolated(run.source), when);
    if (operationOf(run.operation) == OperationKind::Rollback)
        return Tr::tr("Rolled back %1").arg(when);
    if (run.report.value(u"anonymized"_s).toBool() && m_card.holdsClearData())
        return Tr::tr("Clone of %1, some of it in clear, %2").arg(isolated(run.source), when);
    if (run.report.value(u"anonymized"_s).toBool())
        return Tr::tr("Clone of %1, anonymized, %2").arg(isolated(run.source), when);
    return Tr::tr("Clone of %1, in clear, %2").arg(isolated(run.source), when);
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
    using engine::store::ProofLevel;
    const auto &proven = m_card.newestProven;
    const auto &newest = m_card.newestBackup;
    if (proven)
        //: %1 is how long ago the backup was made whose file is known to hold everything.
        m_proven->setText(Tr::tr("Restorable: %1").arg(agoText(proven->snapshot)));
    else
        m_proven->setText(newest ? Tr::tr("Nothing proven restorable") : Tr::tr("Never backed up"));
    QStringList words;
    if (newest && (!proven || newest->id != proven->id))
        words << Tr::tr("Newest backup: %1, not proven").arg(agoText(newest->snapshot));
    if (proven)
        words << (proven->proof == ProofLevel::Restored ? Tr::tr("Restored on trial and compared")
                                                        : Tr::tr("Read back whole: every row is in it"));
    m_backup->setText(words.join(u'\n'));
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
    const Colors &colors = colorsOf(palette());
    const auto setState = [this](Glyph glyph, const QColor &color, const QString &text) {
        m_stateIcon->setPixmap(icon(glyph, color).pixmap(QSize(20, 20), devicePixelRatioF()));
        m_state->setText(text);
    };
    switch (m_card.state) {
    case EnvironmentCard::State::Looking:
        setState(Glyph::Refresh, colors.mutedText, Tr::tr("Looking…"));
        break;
    case EnvironmentCard::State::Online:
        if (m_card.isIncomplete()) {
            const auto &clone = *m_card.diagnosis.clone;
            //: State of an environment; %1 is the source of a clone, %2 when it began.
            setState(Glyph::Warning, colors.danger,
                     Tr::tr("Incomplete: the clone of %1 that began on %2 did not end")
                         .arg(isolated(clone.source),
                              QLocale().toString(clone.started.toLocalTime(), QLocale::ShortFormat)));
            m_state->setToolTip(engine::describe({.code = engine::ErrorCode::TargetIncomplete}).what);
            break;
        }
        if (m_card.isUnderWay()) {
            setState(Glyph::Information, colors.information,
                     Tr::tr("A clone of %1 into it is under way").arg(isolated(m_card.mark()->source)));
            m_state->setToolTip({});
            break;
        }
        if (!m_card.diagnosis.problems.isEmpty()) {
            const engine::ErrorText problem = engine::describe(m_card.diagnosis.problems.first());
            //: State of an environment; %1 is a sentence that says what is wrong with it.
            setState(Glyph::Warning, colors.warning, Tr::tr("Online, but: %1").arg(problem.what));
            m_state->setToolTip(problem.next);
            break;
        }
        if (!m_card.natureSentence.isEmpty()) {
            setState(Glyph::Warning, colors.warning, m_card.natureSentence.text());
            m_state->setToolTip({});
            break;
        }
        //: State of an environment; %1 is the version of its server.
        setState(Glyph::Check, colors.success, Tr::tr("Online, PostgreSQL %1").arg(m_card.diagnosis.serverVersion));
        m_state->setToolTip({});
        break;
    case EnvironmentCard::State::Offline:
        //: State of an environment; %1 is a sentence that says why.
        setState(Glyph::Warning, colors.warning,
                 Tr::tr("Offline. %1").arg(m_card.problem ? engine::describe(*m_card.problem).what : QString()));
        m_state->setToolTip(m_card.problem ? engine::describe(*m_card.problem).next : QString());
        break;
    }
    const auto &diagnosis = m_card.diagnosis;
    const bool isKnown = m_card.state == EnvironmentCard::State::Online && diagnosis.bytes >= 0;
    m_size->setText(
        isKnown ? Tr::tr("%1, %2").arg(Tr::tr("%n tables", nullptr, int(diagnosis.tables)), byteText(diagnosis.bytes))
                : QString());
    m_size->setVisible(isKnown);
}

void EnvironmentCardView::refresh()
{
    const auto &environment = m_card.environment;
    m_band->setBadge(badgeOf(environment));
    m_where->setFullText(EnvironmentsPresenter::whereOf(environment));
    refreshState();
    refreshBackup();
    const QString lastWrite = lastWriteText();
    const bool isClear = m_card.holdsClearData() && !m_card.isIncomplete() && !m_card.isUnderWay();
    m_lastWrite->setText(lastWrite);
    m_lastWrite->setVisible(!isClear && !lastWrite.isEmpty());
    m_clearData->setSentences(isClear ? QStringList{lastWrite} : QStringList());
    const bool isProduction = countsAsProduction(m_card);
    m_putBack->setText(Tr::tr("Put it back as it was…"));
    m_putBack->setAccessibleName(Tr::tr("Put %1 back as it was").arg(environment.name));
    m_putBack->setVisible(m_card.isIncomplete());
    m_putBack->setProperty("kind", u"primary"_s);
    // There is room for three: what is left to do comes first, and Refresh looks again as well.
    m_look->setVisible(!m_card.isIncomplete());
    m_clone->setText(isProduction ? Tr::tr("Clone from…") : Tr::tr("Clone to…"));
    m_clone->setAccessibleName(isProduction ? Tr::tr("Clone from %1").arg(environment.name)
                                            : Tr::tr("Clone to %1").arg(environment.name));
    m_look->setText(Tr::tr("Test now"));
    m_look->setToolTip(Tr::tr("Connects again and looks"));
    m_look->setAccessibleName(Tr::tr("Test the connection to %1").arg(environment.name));
    m_look->setEnabled(m_card.state != EnvironmentCard::State::Looking);
    m_more->setIcon(icon(Glyph::More));
    m_more->setToolTip(Tr::tr("More for %1").arg(environment.name));
    m_more->setAccessibleName(m_more->toolTip());
    m_removeText->setText(environment.isDemo
                              ? Tr::tr("Remove the four environments of the demo, and every file of it? It can be "
                                       "started anew at any time.")
                              : Tr::tr("Remove %1 from the list? Its database is not touched; its password leaves the "
                                       "keychain.")
                                    .arg(isolated(environment.name)));
    m_keepButton->setText(Tr::tr("Keep"));
    m_removeButton->setText(environment.isDemo ? Tr::tr("Remove the demo") : Tr::tr("Remove %1").arg(environment.name));
    setAccessibleName(Tr::tr("%1, %2").arg(typeWord(badgeOf(environment)), environment.name));
}

void EnvironmentCardView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    Card::changeEvent(event);
}

} // namespace ui
