// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/rounded_popup.h"

#include "ui/theme/item_drawing.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Of popups of the desktop, which says whether a window may be seen through: without it, corners are black.
bool mayBeTranslucent()
{
    return QGuiApplication::platformName().startsWith(u"wayland"_s);
}

/// The frame around the list of a field: its own paints square corners.
class PopupFrame final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        auto *popup = static_cast<QWidget *>(watched);
        if (event->type() == QEvent::Resize && !mayBeTranslucent())
            popup->setMask(roundedRegion(popup->rect()));
        if (event->type() != QEvent::Paint)
            return false;
        const Colors &colors = colorsOf(popup->palette());
        QPainter painter(popup);
        drawRoundedBox(painter, popup->rect(), colors.surface, colors.controlLine);
        return true;
    }
};

} // namespace

QRegion roundedRegion(const QRect &rect)
{
    QPainterPath path;
    path.addRoundedRect(QRectF(rect), space::radius, space::radius);
    return QRegion(path.toFillPolygon().toPolygon());
}

void roundPopup(QWidget &widget)
{
    const bool isListOfField = widget.inherits("QComboBoxPrivateContainer");
    if (!isListOfField && qobject_cast<QMenu *>(&widget) == nullptr)
        return;
    // It is polished again when the style or the font changes.
    constexpr auto mark = "isRounded";
    if (widget.property(mark).toBool())
        return;
    widget.setProperty(mark, true);
    if (mayBeTranslucent())
        widget.setAttribute(Qt::WA_TranslucentBackground);
    if (!isListOfField)
        return;
    // The rows keep off the round corners.
    widget.setContentsMargins(1, space::tight, 1, space::tight);
    widget.installEventFilter(new PopupFrame(&widget));
}

} // namespace ui
