// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/to_do_strip.h"

#include "ui/environments/card_words.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::EnvironmentType;

namespace {

constexpr qsizetype shownAtOnce = 3;
/// How old the newest proven backup of a production may be; of others a week.
constexpr qint64 productionSeconds = 24 * 3600;
constexpr qint64 otherSeconds = 7 * 24 * 3600;

void addBackup(QList<ToDo> &things, const EnvironmentCard &card, EnvironmentsPresenter *presenter, const QDateTime &now)
{
    const bool isProduction = card.environment.type == EnvironmentType::Production;
    const QString name = card.environment.name;
    // Of what is no production, only what was backed up once is expected to be again.
    if (!isProduction && !card.newestBackup)
        return;
    const auto &proven = card.newestProven;
    if (proven && proven->snapshot.secsTo(now) <= (isProduction ? productionSeconds : otherSeconds))
        return;
    const QString words
        = !card.newestBackup ? Tr::tr("%1 was never backed up.").arg(isolated(name))
          : !proven
              ? Tr::tr("No backup of %1 is proven restorable.").arg(isolated(name))
              //: %1 an environment, %2 how long ago.
              : Tr::tr("The newest proven backup of %1 was made %2.").arg(isolated(name), agoText(proven->snapshot));
    things << ToDo{isProduction ? ToDo::Weight::Warning : ToDo::Weight::Notice, words, Tr::tr("Full backup"),
                   [presenter, name] { presenter->requestBackup(name); }};
}

void addState(QList<ToDo> &things, const EnvironmentCard &card, EnvironmentsPresenter *presenter)
{
    const QString name = card.environment.name;
    if (card.holdsClearData() && !card.isIncomplete())
        things << ToDo{ToDo::Weight::Danger,
                       Tr::tr("%1 holds personal data of a production in clear.").arg(isolated(name)),
                       Tr::tr("Clone to…"), [presenter, name] { presenter->requestCloneTo(name); }};
    if (card.state != EnvironmentCard::State::Offline)
        return;
    if (card.wantsPassword())
        things << ToDo{ToDo::Weight::Notice, Tr::tr("The password of %1 is needed to look at it.").arg(isolated(name)),
                       Tr::tr("Give the password…"), [presenter, name] { presenter->lookAsking(name); }};
    else
        things << ToDo{ToDo::Weight::Warning, Tr::tr("%1 does not answer.").arg(isolated(name)), Tr::tr("Try again"),
                       [presenter, name] { presenter->lookAsking(name); }};
}

} // namespace

QList<ToDo> whatIsToDo(const QList<EnvironmentCard> &cards, EnvironmentsPresenter &presenter, const QDateTime &now)
{
    QList<ToDo> things;
    for (const EnvironmentCard &card : cards) {
        addState(things, card, &presenter);
        if (!card.environment.isDemo)
            addBackup(things, card, &presenter, now);
    }
    std::stable_sort(things.begin(), things.end(),
                     [](const ToDo &one, const ToDo &other) { return one.weight > other.weight; });
    return things;
}

ToDoStrip::ToDoStrip(QWidget *parent)
    : Card(parent)
    , m_title(makeLabel(TextRole::Strong, this))
    , m_rows(new QVBoxLayout)
    , m_all(new QPushButton(this))
{
    m_rows->setSpacing(space::tight);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::large, space::medium, space::large, space::medium);
    layout->setSpacing(space::small);
    layout->addLayout(head);
    layout->addLayout(m_rows);
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_showsAll = !m_showsAll;
        fill();
    });
    hide();
}

void ToDoStrip::setThings(const QList<ToDo> &things)
{
    const auto saysTheSame = [](const ToDo &one, const ToDo &other) {
        return one.weight == other.weight && one.words == other.words && one.buttonText == other.buttonText;
    };
    // Who is about to press a button keeps it.
    if (things.size() == m_things.size() && std::equal(things.begin(), things.end(), m_things.begin(), saysTheSame))
        return;
    m_things = things;
    fill();
}

QWidget *ToDoStrip::row(const ToDo &thing)
{
    auto *row = new QWidget(this);
    auto *picture = new QLabel(row);
    const Colors &colors = colorsOf(palette());
    const bool isGrave = thing.weight == ToDo::Weight::Danger;
    const QIcon glyph = thing.weight == ToDo::Weight::Notice
                            ? icon(Glyph::Information, colors.information)
                            : icon(Glyph::Warning, isGrave ? colors.danger : colors.warning);
    picture->setPixmap(glyph.pixmap(QSize(18, 18), devicePixelRatioF()));
    auto *words = makeLabel(TextRole::Body, row);
    words->setWordWrap(true);
    words->setText(thing.words);
    auto *button = new QPushButton(thing.buttonText, row);
    button->setAccessibleDescription(thing.words);
    connect(button, &QPushButton::clicked, this, thing.go);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addWidget(picture);
    layout->addWidget(words, 1);
    layout->addWidget(button);
    return row;
}

void ToDoStrip::fill()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const qsizetype shown = m_showsAll ? m_things.size() : std::min(m_things.size(), shownAtOnce);
    for (qsizetype index = 0; index < shown; ++index)
        m_rows->addWidget(row(m_things.at(index)));
    m_title->setText(Tr::tr("%n things to be dealt with", nullptr, int(m_things.size())));
    m_all->setVisible(m_things.size() > shownAtOnce);
    m_all->setText(m_showsAll ? Tr::tr("Fewer") : Tr::tr("Show all"));
    setAccessibleName(m_title->text());
    setVisible(!m_things.isEmpty());
}

} // namespace ui
