// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/environment_band.h"

#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int bandHeight = 34;
constexpr int shapeSide = 16;
} // namespace

EnvironmentBand::EnvironmentBand(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void EnvironmentBand::setBadge(const EnvironmentBadge &badge)
{
    m_badge = badge;
    describe();
    update();
}

void EnvironmentBand::describe()
{
    //: Read aloud for a coloured band: type of environment, then its name.
    setAccessibleName(m_badge.name.isEmpty() ? typeWord(m_badge)
                                             : Tr::tr("%1, %2").arg(typeWord(m_badge), m_badge.name));
    setToolTip(m_badge.name);
}

QSize EnvironmentBand::sizeHint() const
{
    return {260, bandHeight};
}

QSize EnvironmentBand::minimumSizeHint() const
{
    return {120, bandHeight};
}

void EnvironmentBand::changeEvent(QEvent *event)
{
    // Not before it was given something to describe.
    if (event->type() == QEvent::LanguageChange && !accessibleName().isEmpty())
        describe();
    QWidget::changeEvent(event);
}

void EnvironmentBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()), space::radius, space::radius);
    const auto mirrored = [this](const QRect &box) {
        return layoutDirection() == Qt::RightToLeft
                   ? QRect(width() - box.right() - 1, box.y(), box.width(), box.height())
                   : box;
    };
    // The demo is hatched where its words are not.
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QString word = typeWord(m_badge);
    const int start = space::medium + shapeSide + space::small;
    const int wordWidth = QFontMetrics(bold).horizontalAdvance(word);
    const int nameStart = start + wordWidth + space::medium;
    const int nameWidth = std::max(0, width() - nameStart - space::medium);
    const int end = nameStart + std::min(nameWidth, fontMetrics().horizontalAdvance(m_badge.name)) + space::medium;
    paintBand(painter, shape, m_badge, mirrored({end, 0, std::max(0, width() - end), height()}));
    paintShape(painter, mirrored({space::medium, (height() - shapeSide) / 2, shapeSide, shapeSide}), m_badge.type);
    painter.setPen(bandTextColor(m_badge.type));
    painter.setFont(bold);
    painter.drawText(mirrored({start, 0, wordWidth, height()}), int(Qt::AlignVCenter | Qt::AlignLeading), word);
    painter.setFont(font());
    painter.drawText(mirrored({nameStart, 0, nameWidth, height()}), int(Qt::AlignVCenter | Qt::AlignLeading),
                     fontMetrics().elidedText(m_badge.name, Qt::ElideMiddle, nameWidth));
}

BandRow::BandRow(QWidget *parent)
    : QWidget(parent)
    , m_first(new EnvironmentBand(this))
    , m_arrow(new QLabel(this))
    , m_second(new EnvironmentBand(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(space::small);
    row->addWidget(m_first, 1);
    row->addWidget(m_arrow);
    row->addWidget(m_second, 1);
    m_arrow->setPixmap(icon(Glyph::Arrow).pixmap(QSize(22, 22), devicePixelRatioF()));
    setEnvironments({}, {});
}

void BandRow::setEnvironments(const std::optional<EnvironmentBadge> &first,
                              const std::optional<EnvironmentBadge> &second)
{
    if (first)
        m_first->setBadge(*first);
    if (second)
        m_second->setBadge(*second);
    m_first->setVisible(first.has_value());
    m_second->setVisible(second.has_value());
    m_arrow->setVisible(first.has_value() && second.has_value());
    setVisible(first.has_value() || second.has_value());
}

void BandRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LayoutDirectionChange)
        m_arrow->setPixmap(icon(Glyph::Arrow).pixmap(QSize(22, 22), devicePixelRatioF()));
    QWidget::changeEvent(event);
}

} // namespace ui
