// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/chip.h"

#include "ui/theme/theme.h"
#include "ui/theme/typeface.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace ui {

namespace {
constexpr int chipHeight = 22;
constexpr int shapeSide = 12;
} // namespace

Chip::Chip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setEnvironment(const EnvironmentBadge &badge)
{
    m_badge = badge;
    m_words = typeWord(badge);
    setAccessibleName(m_words);
    updateGeometry();
    update();
}

void Chip::setWords(const QString &words, Tone tone)
{
    m_badge.reset();
    m_words = words;
    m_tone = tone;
    setAccessibleName(m_words);
    updateGeometry();
    update();
}

QFont Chip::wordFont() const
{
    QFont font = fontOf(TextSize::Small);
    font.setWeight(QFont::DemiBold);
    return font;
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(wordFont());
    const int shape = m_badge ? shapeSide + space::tight + 2 : 0;
    return {metrics.horizontalAdvance(m_words) + shape + 2 * space::small + 2,
            std::max(chipHeight, metrics.height() + space::tight)};
}

void Chip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_badge)
        setEnvironment(*m_badge);
    QWidget::changeEvent(event);
}

void Chip::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(palette());
    QColor ground = colors.controlHover;
    QColor ink = colors.text;
    if (m_badge) {
        ground = bandColor(m_badge->type);
        ink = bandTextColor(m_badge->type);
    } else if (m_tone == Tone::Information) {
        ground = colors.informationGround;
        ink = colors.information;
    } else if (m_tone == Tone::Warning) {
        ground = colors.warningGround;
        ink = colors.warning;
    } else if (m_tone == Tone::Danger) {
        ground = colors.errorGround;
        ink = colors.error;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    const auto mirrored = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
    int start = space::small + 1;
    if (m_badge) {
        paintShape(painter, mirrored({start, (height() - shapeSide) / 2, shapeSide, shapeSide}), m_badge->type);
        start += shapeSide + space::tight + 2;
    }
    painter.setFont(wordFont());
    painter.setPen(ink);
    painter.drawText(mirrored({start, 0, width() - start - space::tight, height()}),
                     int(Qt::AlignLeading | Qt::AlignVCenter), m_words);
}

} // namespace ui
