// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/screen.h"

#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace ui {

Screen::Screen(QWidget *parent)
    : QWidget(parent)
    , m_title(makeLabel(TextRole::Title, this))
    , m_subtitle(makeLabel(TextRole::Muted, this))
    , m_actions(new QHBoxLayout)
    , m_bands(new BandRow(this))
    , m_messageBar(new MessageBar(this))
    , m_layout(new QVBoxLayout(this))
{
    m_subtitle->setWordWrap(true);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    texts->addWidget(m_title);
    texts->addWidget(m_subtitle);
    m_actions->setSpacing(space::small);
    auto *header = new QHBoxLayout;
    header->setSpacing(space::large);
    header->addLayout(texts, 1);
    header->addLayout(m_actions);
    m_layout->setContentsMargins(space::huge, space::large, space::huge, space::large);
    m_layout->setSpacing(space::medium);
    m_layout->addLayout(header);
    m_layout->addWidget(m_bands);
    m_layout->addWidget(m_messageBar);
}

void Screen::showMessage(const Message &message)
{
    m_messageBar->showMessage(message);
}

void Screen::hideMessage()
{
    m_messageBar->hide();
}

void Screen::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void Screen::setHeading(const QString &title, const QString &subtitle)
{
    m_title->setText(title);
    m_subtitle->setText(subtitle);
    setAccessibleName(title);
}

void Screen::addHeaderAction(QWidget *button)
{
    m_actions->addWidget(button);
}

void Screen::setBands(const std::optional<EnvironmentBadge> &first, const std::optional<EnvironmentBadge> &second)
{
    m_bands->setEnvironments(first, second);
}

void Screen::setContent(QWidget *content)
{
    m_layout->addWidget(content, 1);
}

} // namespace ui
