// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/welcome_panel.h"

#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

using Demo = EnvironmentsPresenter::Demo;

namespace {

QString stepText(DemoStep step)
{
    switch (step) {
    case DemoStep::MakingServer:
        return Tr::tr("Making a private server…");
    case DemoStep::StartingServer:
        return Tr::tr("Starting the server…");
    case DemoStep::FillingDatabases:
        return Tr::tr("Filling four environments…");
    case DemoStep::Waiting:
        break;
    }
    return Tr::tr("Preparing the demo…");
}

} // namespace

WelcomePanel::WelcomePanel(EnvironmentsPresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_demoTitle(makeLabel(TextRole::Heading, this))
    , m_demoText(makeLabel(TextRole::Body, this))
    , m_demoBusy(new QProgressBar(this))
    , m_demoButton(new QPushButton(this))
    , m_copyCommand(new QPushButton(this))
    , m_ownTitle(makeLabel(TextRole::Heading, this))
    , m_ownText(makeLabel(TextRole::Body, this))
    , m_ownButton(new QPushButton(this))
{
    auto *grid = new CardGrid(340, this);
    grid->setCards({buildDemoCard(), buildOwnCard()});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(grid, 1);
    setTabOrder(m_demoButton, m_ownButton);

    connect(m_demoButton, &QPushButton::clicked, &m_presenter, &EnvironmentsPresenter::startDemo);
    connect(m_ownButton, &QPushButton::clicked, this, &WelcomePanel::addRequested);
    connect(m_copyCommand, &QPushButton::clicked, this, [this] {
        if (m_presenter.demoObstacle())
            QGuiApplication::clipboard()->setText(m_presenter.demoObstacle()->detail);
    });
    connect(&m_presenter, &EnvironmentsPresenter::demoChanged, this, &WelcomePanel::refresh);
    refresh();
}

QWidget *WelcomePanel::buildDemoCard()
{
    auto *card = new Card(this);
    m_demoText->setWordWrap(true);
    m_demoBusy->setRange(0, 0);
    m_demoBusy->setTextVisible(false);
    m_demoButton->setProperty("kind", u"primary"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_demoButton);
    buttons->addWidget(m_copyCommand);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::huge);
    layout->setSpacing(space::medium);
    layout->addWidget(m_demoTitle);
    layout->addWidget(m_demoText);
    layout->addStretch(1);
    layout->addWidget(m_demoBusy);
    layout->addLayout(buttons);
    return card;
}

QWidget *WelcomePanel::buildOwnCard()
{
    auto *card = new Card(this);
    m_ownText->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_ownButton);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::huge);
    layout->setSpacing(space::medium);
    layout->addWidget(m_ownTitle);
    layout->addWidget(m_ownText);
    layout->addStretch(1);
    layout->addLayout(buttons);
    return card;
}

void WelcomePanel::refresh()
{
    const Demo demo = m_presenter.demo();
    const bool isImpossible = demo == Demo::Impossible && m_presenter.demoObstacle();
    m_demoTitle->setText(Tr::tr("Try the demo"));
    m_demoText->setText(
        isImpossible ? Tr::tr("The demo runs a PostgreSQL server of its own, and there is none on this computer. "
                              "This installs one:\n%1")
                           .arg(m_presenter.demoObstacle()->detail)
                     : Tr::tr("A made-up rental agency, “Loft Algérie”, in four environments: production, test, "
                              "training, development. Nothing leaves this computer; it takes a few seconds."));
    m_demoText->setTextInteractionFlags(isImpossible ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                                                     : Qt::NoTextInteraction);
    m_demoBusy->setVisible(demo == Demo::Starting);
    m_demoBusy->setAccessibleName(Tr::tr("The demo is being prepared"));
    m_demoButton->setText(demo == Demo::Starting ? stepText(m_presenter.demoStep()) : Tr::tr("Start the &demo"));
    m_demoButton->setEnabled(demo == Demo::Ready);
    m_demoButton->setVisible(!isImpossible);
    m_copyCommand->setVisible(isImpossible);
    m_copyCommand->setText(Tr::tr("&Copy the command"));
    m_ownTitle->setText(Tr::tr("Add my environment"));
    m_ownText->setText(Tr::tr("Paste the address of a Supabase project or of a PostgreSQL database. The password goes "
                              "to the keychain of this computer, never to a file."));
    m_ownButton->setText(Tr::tr("&Add an environment…"));
}

void WelcomePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace ui
