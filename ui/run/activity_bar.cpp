// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/activity_bar.h"

#include "ui/run/run_monitor.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace ui {

ActivityBar::ActivityBar(RunMonitor &monitor, QWidget *parent)
    : QFrame(parent)
    , m_monitor(monitor)
    , m_title(makeLabel(TextRole::Strong, this))
    , m_bar(new QProgressBar(this))
    , m_percent(makeLabel(TextRole::Body, this))
    , m_timeLeft(makeLabel(TextRole::Muted, this))
    , m_view(new QPushButton(this))
    , m_cancel(new QPushButton(this))
{
    m_bar->setRange(0, 100);
    m_bar->setTextVisible(false);
    m_bar->setMinimumWidth(160);
    m_percent->setMinimumWidth(m_percent->fontMetrics().horizontalAdvance(QStringLiteral("100 %")));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::large, space::small, space::large, space::small);
    row->setSpacing(space::medium);
    row->addWidget(m_title);
    row->addWidget(m_bar, 1);
    row->addWidget(m_percent);
    row->addWidget(m_timeLeft);
    row->addWidget(m_view);
    row->addWidget(m_cancel);
    connect(m_view, &QPushButton::clicked, this, &ActivityBar::viewRequested);
    connect(m_cancel, &QPushButton::clicked, &m_monitor, &RunMonitor::cancel);
    connect(&m_monitor, &RunMonitor::updated, this, &ActivityBar::refresh);
    connect(&m_monitor, &RunMonitor::stateChanged, this, &ActivityBar::refresh);
    refresh();
}

void ActivityBar::setRunShown(bool isShown)
{
    m_isRunShown = isShown;
    refresh();
}

void ActivityBar::refresh()
{
    setVisible(m_monitor.isRunning() && !m_isRunShown);
    if (!isVisibleTo(parentWidget()))
        return;
    const bool isCancelling = m_monitor.state() == RunMonitor::State::Cancelling;
    m_title->setText(m_monitor.title());
    m_bar->setValue(m_monitor.percent());
    m_bar->setAccessibleName(m_monitor.title());
    m_percent->setText(Tr::tr("%1 %").arg(m_monitor.percent()));
    const QStringList waiting = m_monitor.waiting();
    m_timeLeft->setText(waiting.isEmpty() ? m_monitor.timeLeft() : Tr::tr("It waits for something"));
    m_timeLeft->setToolTip(waiting.join(u'\n'));
    m_view->setText(Tr::tr("&View"));
    m_cancel->setText(isCancelling ? Tr::tr("Cancelling…") : Tr::tr("Cance&l"));
    m_cancel->setEnabled(m_monitor.canCancel());
}

void ActivityBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

void ActivityBar::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.surface);
    painter.fillRect(QRect(0, 0, width(), 1), colors.line);
}

} // namespace ui
