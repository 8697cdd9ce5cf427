// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/label.h"

#include "ui/theme/theme.h"
#include "ui/theme/typeface.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPainter>

namespace ui {

namespace {

QFont fontFor(TextRole role)
{
    QFont font = fontOf(TextSize::Body);
    switch (role) {
    case TextRole::Title:
        font = fontOf(TextSize::Title);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Heading:
        font = fontOf(TextSize::Heading);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Strong:
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Small:
        font = fontOf(TextSize::Small);
        break;
    case TextRole::Code: {
        const qreal size = font.pointSizeF();
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPointSizeF(size);
        break;
    }
    case TextRole::Body:
    case TextRole::Muted:
        break;
    }
    return font;
}

void applyRole(QLabel &label, TextRole role)
{
    label.setFont(fontFor(role));
    // A role of the palette in force, never a palette of its own: that would keep the colours of the day it was made.
    label.setForegroundRole(role == TextRole::Muted || role == TextRole::Small ? QPalette::PlaceholderText
                                                                               : QPalette::WindowText);
}

class RoleLabel final : public QLabel
{
public:
    RoleLabel(TextRole role, QWidget *parent)
        : QLabel(parent)
        , m_role(role)
    {
        setTextFormat(Qt::PlainText);
        applyRole(*this, m_role);
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::ApplicationFontChange)
            applyRole(*this, m_role);
    }

private:
    TextRole m_role;
};

} // namespace

QLabel *makeLabel(TextRole role, QWidget *parent)
{
    return new RoleLabel(role, parent);
}

ElidedLabel::ElidedLabel(TextRole role, QWidget *parent)
    : QLabel(parent)
    , m_role(role)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    applyRole(*this, m_role);
}

void ElidedLabel::setFullText(const QString &text)
{
    if (m_fullText == text)
        return;
    m_fullText = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 6, fontMetrics().height() + space::hair};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_fullText) + space::hair, fontMetrics().height() + space::hair};
}

void ElidedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        applyRole(*this, m_role);
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(m_fullText, Qt::ElideMiddle, width());
    setToolTip(shown == m_fullText ? QString() : m_fullText);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    painter.drawText(rect(), int(Qt::AlignVCenter | Qt::AlignLeading), shown);
}

Card::Card(QWidget *parent)
    : QFrame(parent)
{
    setFrameShape(QFrame::NoFrame);
}

void Card::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.line);
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::cardRadius, space::cardRadius);
}

} // namespace ui
