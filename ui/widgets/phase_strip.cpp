// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/phase_strip.h"

#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace ui {

using engine::Phase;

namespace {
constexpr int dotRadius = 7;
constexpr int captionGap = 4;
} // namespace

PhaseStrip::PhaseStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void PhaseStrip::setStages(const QList<engine::runs::Stage> &stages)
{
    m_stages = stages;
    update();
}

/// The first stage that cannot be cancelled; how many there are when all can.
int PhaseStrip::firstFinal() const
{
    int stage = 0;
    while (stage < m_stages.size() && m_stages.at(stage).isCancellable)
        ++stage;
    return stage;
}

void PhaseStrip::setPhase(Phase phase)
{
    if (phase == m_phase)
        return;
    m_phase = phase;
    describe();
    update();
}

void PhaseStrip::describe()
{
    setAccessibleName(Tr::tr("Phase: %1").arg(engine::runs::phaseTitle(m_phase).text()));
}

QSize PhaseStrip::sizeHint() const
{
    return {640, dotRadius * 2 + captionGap * 2 + fontMetrics().height() * 2 + space::small};
}

QSize PhaseStrip::minimumSizeHint() const
{
    return {360, sizeHint().height()};
}

void PhaseStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

void PhaseStrip::paintPhase(QPainter &painter, int index, const QRectF &cell) const
{
    const Colors &colors = colorsOf(palette());
    const bool isDone = m_stages.at(index).phase < m_phase;
    const bool isCurrent = m_stages.at(index).phase == m_phase;
    const QPointF dot(cell.center().x(), dotRadius + 2);
    painter.setPen(QPen(isDone || isCurrent ? colors.accent : colors.controlLine, 2));
    painter.setBrush(isDone ? colors.accent : colors.surface);
    painter.drawEllipse(dot, dotRadius, dotRadius);
    if (isDone) {
        painter.setPen(QPen(colors.accentText, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{dot + QPointF(-3.2, 0.2), dot + QPointF(-0.8, 2.6), dot + QPointF(3.4, -2.6)});
    } else if (isCurrent) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawEllipse(dot, 3, 3);
    }
    QFont caption = font();
    if (isCurrent)
        caption.setWeight(QFont::DemiBold);
    painter.setFont(caption);
    painter.setPen(isCurrent ? colors.text : colors.mutedText);
    const QRectF area(cell.left(), dotRadius * 2 + captionGap + 2, cell.width(), fontMetrics().height());
    painter.drawText(area, int(Qt::AlignHCenter | Qt::AlignTop),
                     QFontMetrics(caption).elidedText(engine::runs::phaseTitle(m_stages.at(index).phase).text(),
                                                      Qt::ElideRight, int(cell.width()) - 2));
}

void PhaseStrip::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int phaseCount = int(m_stages.size());
    const qreal cellWidth = width() / qreal(std::max(1, phaseCount));
    const auto cellOf = [&](int index) {
        const int slot = isMirrored ? phaseCount - 1 - index : index;
        return QRectF(slot * cellWidth, 0, cellWidth, height());
    };
    for (int index = 0; index + 1 < phaseCount; ++index) {
        const qreal from = cellOf(index).center().x();
        const qreal to = cellOf(index + 1).center().x();
        const qreal gap = (to > from ? 1 : -1) * (dotRadius + 4.0);
        painter.setPen(QPen(m_stages.at(index).phase < m_phase ? colors.accent : colors.line, 2));
        painter.drawLine(QPointF(from + gap, dotRadius + 2), QPointF(to - gap, dotRadius + 2));
    }
    for (int index = 0; index < phaseCount; ++index)
        paintPhase(painter, index, cellOf(index));

    const int final = firstFinal();
    if (final == phaseCount)
        return;
    // The point of no return.
    const QRectF commit = cellOf(final);
    const qreal border = isMirrored ? commit.right() : commit.left();
    painter.setPen(QPen(colors.error, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(border, 2), QPointF(border, dotRadius * 2 + 2));
    painter.setFont(font());
    painter.setPen(colors.mutedText);
    const qreal top = dotRadius * 2 + captionGap + 2 + fontMetrics().height() + captionGap;
    const qreal lineHeight = fontMetrics().height();
    const QRectF before = isMirrored ? QRectF(border + 6, top, width() - border - 6, lineHeight)
                                     : QRectF(0, top, border - 6, lineHeight);
    const bool isPast = m_phase >= m_stages.at(final).phase;
    //: Beside the point of no return in the strip of phases.
    const QString hint = isPast ? Tr::tr("the point of no return is passed")
                                : Tr::tr("until here, cancelling leaves the target as it was");
    painter.drawText(before, int(Qt::AlignTop | Qt::AlignTrailing),
                     fontMetrics().elidedText(hint, Qt::ElideRight, int(before.width())));
}

} // namespace ui
