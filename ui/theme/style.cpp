// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/style.h"

#include "ui/theme/item_drawing.h"
#include "ui/theme/rounded_popup.h"
#include "ui/theme/theme.h"
#include "ui/theme/typeface.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int sortArrow = 10;

enum class Kind { Plain, Primary, Danger, Chip };

Kind kindOf(const QWidget *widget)
{
    const QString kind = widget == nullptr ? QString() : widget->property("kind").toString();
    if (kind == u"primary")
        return Kind::Primary;
    if (kind == u"chip")
        return Kind::Chip;
    return kind == u"danger" ? Kind::Danger : Kind::Plain;
}

QColor buttonFill(const Colors &colors, Kind kind, const QStyleOption &option)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool hot = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken)
                     || option.state.testFlag(QStyle::State_On);
    if (!enabled)
        return colors.window;
    switch (kind) {
    case Kind::Primary:
        return hot ? colors.accentHover : colors.accent;
    case Kind::Danger:
        return hot ? colors.danger.darker(115) : colors.danger;
    case Kind::Plain:
    case Kind::Chip:
        break;
    }
    return hot ? colors.controlHover : colors.control;
}

/// One choice of a few that stand side by side: round, and on a soft ground when it is chosen.
void drawChip(const QStyleOption &option, QPainter &painter)
{
    const Colors &colors = colorsOf(option.palette);
    const bool isOn = option.state.testFlag(QStyle::State_On);
    const bool isHot = option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isOn ? colors.accent : colors.line);
    painter.setBrush(isOn ? colors.accentSoft : isHot ? colors.controlHover : colors.control);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.restore();
}

void drawButton(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const Colors &colors = colorsOf(option.palette);
    const Kind kind = kindOf(widget);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (kind == Kind::Chip) {
        drawChip(option, painter);
        return;
    }
    const bool isFilled = enabled && kind != Kind::Plain;
    drawRoundedBox(painter, option.rect, buttonFill(colors, kind, option),
                   isFilled ? QColor() : (enabled ? colors.controlLine : colors.line));
}

/// Side by side in the middle. The common style pushes them apart where the layout is mirrored.
void drawIconAndText(const QStyleOptionButton &button, QPainter &painter)
{
    constexpr int flags = int(Qt::AlignVCenter | Qt::AlignHCenter | Qt::TextShowMnemonic | Qt::TextSingleLine);
    const bool isEnabled = button.state.testFlag(QStyle::State_Enabled);
    const int textWidth = button.fontMetrics.size(flags, button.text).width();
    const int iconWidth = button.iconSize.width();
    QRect both(0, 0, iconWidth + space::tight + textWidth, button.rect.height());
    both.moveCenter(button.rect.center());
    const QRect icon
        = QStyle::visualRect(button.direction, both, QRect(both.topLeft(), QSize(iconWidth, both.height())));
    const QRect text = QStyle::visualRect(button.direction, both, both.adjusted(iconWidth + space::tight, 0, 0, 0));
    button.icon.paint(&painter, icon, Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
    painter.setPen(button.palette.color(isEnabled ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText));
    painter.drawText(text, flags, button.text);
}

/// The button as Fusion is to write on it: the colour is that of its kind, and the arrow of its menu is there already.
QStyleOptionButton labelOf(QStyleOptionButton button, Kind kind)
{
    const Colors &colors = colorsOf(button.palette);
    if ((kind == Kind::Primary || kind == Kind::Danger) && button.state.testFlag(QStyle::State_Enabled))
        button.palette.setColor(QPalette::ButtonText, kind == Kind::Primary ? colors.accentText : colors.dangerText);
    // The words stand in the middle of what the arrow leaves.
    if (button.features.testFlag(QStyleOptionButton::HasMenu))
        button.rect = QStyle::visualRect(button.direction, button.rect,
                                         button.rect.adjusted(space::small, 0, -space::large, 0));
    button.features.setFlag(QStyleOptionButton::HasMenu, false);
    return button;
}

void drawField(const QStyleOption &option, QPainter &painter)
{
    const Colors &colors = colorsOf(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool hasFocus = enabled && option.state.testFlag(QStyle::State_HasFocus);
    drawRoundedBox(painter, option.rect, enabled ? colors.surface : colors.window,
                   hasFocus ? colors.accent : (enabled ? colors.controlLine : colors.line), hasFocus ? 2 : 1);
}

void drawIndicator(const QStyleOption &option, QPainter &painter, bool isRound)
{
    const Colors &colors = colorsOf(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isOn = option.state.testFlag(QStyle::State_On);
    const bool isPartial = option.state.testFlag(QStyle::State_NoChange);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor strong = enabled ? colors.accent : colors.disabledText;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isOn || isPartial ? strong : (enabled ? colors.controlLine : colors.line));
    painter.setBrush((isOn || isPartial) && !isRound ? strong : colors.surface);
    if (isRound)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box, 3, 3);
    if (isRound && isOn) {
        painter.setBrush(strong);
        painter.drawEllipse(box.center(), box.width() * 0.27, box.height() * 0.27);
    } else if (isOn || isPartial) {
        QPen pen(colors.accentText, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        painter.setPen(pen);
        const QPointF origin = box.topLeft();
        const qreal side = box.width();
        const QPolygonF tick{origin + QPointF(side * 0.22, side * 0.52), origin + QPointF(side * 0.42, side * 0.72),
                             origin + QPointF(side * 0.78, side * 0.3)};
        if (isOn)
            painter.drawPolyline(tick);
        else
            painter.drawLine(origin + QPointF(side * 0.25, side * 0.5), origin + QPointF(side * 0.75, side * 0.5));
    }
    painter.restore();
}

void drawChevron(QPainter &painter, const QRectF &rect, const QColor &color, bool isUp = false)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const qreal bend = isUp ? -2 : 2;
    const QPointF middle = rect.center();
    painter.drawPolyline(QPolygonF{middle + QPointF(-4, -bend), middle + QPointF(0, bend), middle + QPointF(4, -bend)});
    painter.restore();
}

void drawMenuChevron(const QStyleOptionButton &button, Kind kind, QPainter &painter)
{
    const QRect &whole = button.rect;
    const QRect end(whole.right() - 22, whole.top(), 18, whole.height());
    const Colors &colors = colorsOf(button.palette);
    const QColor usual = kind == Kind::Primary  ? colors.accentText
                         : kind == Kind::Danger ? colors.dangerText
                                                : colors.text;
    drawChevron(painter, QStyle::visualRect(button.direction, whole, end),
                button.state.testFlag(QStyle::State_Enabled) ? usual : colors.disabledText);
}

void drawProgressBar(const QStyleOptionProgressBar &option, QPainter &painter)
{
    const Colors &colors = colorsOf(option.palette);
    const qreal height = std::min(option.rect.height(), 8);
    QRectF groove(option.rect.left(), option.rect.center().y() + 0.5 - height / 2, option.rect.width(), height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.line);
    painter.drawRoundedRect(groove, height / 2, height / 2);
    const int span = option.maximum - option.minimum;
    qreal done = span > 0 ? qreal(option.progress - option.minimum) / span : 0;
    if (span == 0) // Not known: a still, striped bar; nothing here is animated.
        painter.setBrush(QBrush(colors.accent, Qt::BDiagPattern));
    else
        painter.setBrush(colors.accent);
    done = span == 0 ? 1 : std::clamp<qreal>(done, 0, 1);
    const qreal width = groove.width() * done;
    const bool isMirrored = option.direction == Qt::RightToLeft;
    if (width > 0)
        painter.drawRoundedRect(
            QRectF(isMirrored ? groove.right() - width : groove.left(), groove.top(), width, height), height / 2,
            height / 2);
    painter.restore();
}

void drawHeaderSection(const QStyleOption &option, QPainter &painter)
{
    const Colors &colors = colorsOf(option.palette);
    painter.fillRect(option.rect, colors.window);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colors.line);
}

void drawScrollBar(const QStyleOptionSlider &option, QPainter &painter, const QRect &slider)
{
    const Colors &colors = colorsOf(option.palette);
    const bool isHot = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isHot ? colors.mutedText : colors.controlLine);
    const bool isVertical = option.orientation == Qt::Vertical;
    const QRectF handle = isVertical ? QRectF(slider).adjusted(3, 2, -3, -2) : QRectF(slider).adjusted(2, 3, -2, -3);
    const qreal radius = (isVertical ? handle.width() : handle.height()) / 2;
    if (handle.isValid() && option.maximum > option.minimum)
        painter.drawRoundedRect(handle, radius, radius);
    painter.restore();
}

} // namespace

Style::Style()
    : QProxyStyle(u"Fusion"_s)
{}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (widget->isWindow())
        roundPopup(*widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(*option, *painter, widget);
        return;
    case PE_PanelButtonTool:
        if (option->state & (State_MouseOver | State_Sunken | State_On) && option->state & State_Enabled)
            drawRoundedBox(*painter, option->rect, colorsOf(option->palette).controlHover, QColor());
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (element == PE_FrameLineEdit || static_cast<const QStyleOptionFrame *>(option)->lineWidth > 0)
            drawField(*option, *painter);
        return;
    case PE_Frame: {
        // One that is typed into looks like the other fields.
        const auto *page = qobject_cast<const QPlainTextEdit *>(widget);
        if (page != nullptr && !page->isReadOnly())
            drawField(*option, *painter);
        else if (page != nullptr || qobject_cast<const QAbstractItemView *>(widget) != nullptr)
            drawListFrame(*option, *painter);
        else
            QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawIndicator(*option, *painter, false);
        return;
    case PE_IndicatorHeaderArrow: {
        // Up: the smallest first.
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        if (header != nullptr && header->sortIndicator != QStyleOptionHeader::None)
            drawChevron(*painter, header->rect, colorsOf(header->palette).mutedText,
                        header->sortIndicator == QStyleOptionHeader::SortDown);
        return;
    }
    case PE_IndicatorRadioButton:
        drawIndicator(*option, *painter, true);
        return;
    case PE_PanelItemViewItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
        if (item != nullptr)
            drawRow(*item, *painter);
        return;
    }
    case PE_PanelItemViewRow:
        // The cells do it.
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        drawRoundedBox(*painter, option->rect, colorsOf(option->palette).surface,
                       colorsOf(option->palette).controlLine);
        return;
    case PE_FrameMenu:
        drawRoundedBox(*painter, option->rect, QColor(), colorsOf(option->palette).controlLine);
        return;
    case PE_FrameTabWidget:
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1),
                          colorsOf(option->palette).line);
        return;
    case PE_FrameFocusRect: {
        // The row of a table says so by its ground; only where cells are typed into is there one.
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        if (view != nullptr && option->state.testFlag(State_Item)
            && view->editTriggers() == QAbstractItemView::NoEditTriggers)
            return;
        const QColor ring = colorsOf(option->palette).accent;
        drawRoundedBox(*painter, option->rect, Qt::transparent, ring, 2);
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel: {
        drawButton(*option, *painter, widget);
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (button != nullptr && button->features.testFlag(QStyleOptionButton::HasMenu))
            drawMenuChevron(*button, kindOf(widget), *painter);
        return;
    }
    case CE_PushButtonLabel: {
        const auto button = labelOf(*static_cast<const QStyleOptionButton *>(option), kindOf(widget));
        if (!button.icon.isNull() && !button.text.isEmpty()) {
            drawIconAndText(button, *painter);
            return;
        }
        QProxyStyle::drawControl(element, &button, painter, widget);
        return;
    }
    case CE_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item == nullptr)
            break;
        drawMenuItem(*item, *painter, *this);
        return;
    }
    case CE_MenuEmptyArea:
        painter->fillRect(option->rect, colorsOf(option->palette).surface);
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            drawTab(*tab, *painter);
            return;
        }
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            // Where it is chosen it is not raised, and has no ring inside.
            QStyleOptionTab flat = *tab;
            flat.palette.setColor(QPalette::WindowText, tab->state.testFlag(State_Selected)
                                                            ? colorsOf(tab->palette).accent
                                                            : colorsOf(tab->palette).text);
            QProxyStyle::drawControl(element, &flat, painter, widget);
            return;
        }
        break;
    case CE_ProgressBar:
        drawProgressBar(*static_cast<const QStyleOptionProgressBar *>(option), *painter);
        return;
    case CE_ComboBoxLabel: {
        // Cut where it ends, not in the middle of a letter.
        auto combo = *static_cast<const QStyleOptionComboBox *>(option);
        const int icon = combo.currentIcon.isNull() ? 0 : combo.iconSize.width() + space::tight;
        const int room
            = subControlRect(CC_ComboBox, &combo, SC_ComboBoxEditField, widget).width() - icon - space::tight;
        combo.currentText = combo.fontMetrics.elidedText(combo.currentText, Qt::ElideRight, room);
        QProxyStyle::drawControl(element, &combo, painter, widget);
        return;
    }
    case CE_Header: {
        const auto *header = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option);
        if (header == nullptr)
            break;
        drawHeaderSection(*option, *painter);
        // Fusion asks itself for the two rectangles, and would put the arrow above the text.
        QStyleOptionHeaderV2 part = *header;
        part.rect = subElementRect(SE_HeaderLabel, header, widget);
        QProxyStyle::drawControl(CE_HeaderLabel, &part, painter, widget);
        part.rect = subElementRect(SE_HeaderArrow, header, widget);
        drawPrimitive(PE_IndicatorHeaderArrow, &part, painter, widget);
        return;
    }
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        drawHeaderSection(*option, *painter);
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        const auto *combo = static_cast<const QStyleOptionComboBox *>(option);
        if (combo->frame)
            drawField(*option, *painter);
        const bool enabled = option->state.testFlag(State_Enabled);
        const Colors &colors = colorsOf(option->palette);
        drawChevron(*painter, subControlRect(control, option, SC_ComboBoxArrow, widget),
                    enabled ? colors.text : colors.disabledText);
        return;
    }
    if (control == CC_ScrollBar) {
        const auto *slider = static_cast<const QStyleOptionSlider *>(option);
        drawScrollBar(*slider, *painter, subControlRect(control, option, SC_ScrollBarSlider, widget));
        return;
    }
    if (control == CC_ToolButton) {
        // What a button with a menu says about itself is its icon or its word; the tiny arrow says nothing.
        auto button = *static_cast<const QStyleOptionToolButton *>(option);
        button.features &= ~(QStyleOptionToolButton::HasMenu | QStyleOptionToolButton::MenuButtonPopup);
        QProxyStyle::drawComplexControl(control, &button, painter, widget);
        return;
    }
    if (control == CC_SpinBox) {
        drawField(*option, *painter);
        const Colors &colors = colorsOf(option->palette);
        const QColor color = option->state.testFlag(State_Enabled) ? colors.text : colors.disabledText;
        drawChevron(*painter, subControlRect(control, option, SC_SpinBoxUp, widget), color, true);
        drawChevron(*painter, subControlRect(control, option, SC_SpinBoxDown, widget), color);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                            const QWidget *widget) const
{
    if (control == CC_ScrollBar && (subControl == SC_ScrollBarAddLine || subControl == SC_ScrollBarSubLine))
        return {};
    if (control == CC_ScrollBar && subControl == SC_ScrollBarGroove)
        return option->rect;
    if (control == CC_ScrollBar && subControl == SC_ScrollBarSlider) {
        const auto *bar = static_cast<const QStyleOptionSlider *>(option);
        const bool isVertical = bar->orientation == Qt::Vertical;
        const int length = isVertical ? bar->rect.height() : bar->rect.width();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        int handle = range > 0 ? int(qint64(bar->pageStep) * length / (range + bar->pageStep)) : length;
        handle = std::clamp(handle, std::min(28, length), length);
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle,
                                                  bar->upsideDown);
        const QRect slider
            = isVertical ? QRect(0, start, bar->rect.width(), handle) : QRect(start, 0, handle, bar->rect.height());
        return visualRect(bar->direction, bar->rect, slider);
    }
    const QRect rect = QProxyStyle::subControlRect(control, option, subControl, widget);
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return option->direction == Qt::RightToLeft ? rect.adjusted(0, 0, -space::tight, 0)
                                                    : rect.adjusted(space::tight, 0, 0, 0);
    return rect;
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    // The arrow of a sorted column stands beside its text, at the trailing edge, not above it.
    if (element == SE_HeaderLabel || element == SE_HeaderArrow) {
        const QRect inner = option->rect.adjusted(space::small, 0, -space::small, 0);
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        const bool isSorted = header != nullptr && header->sortIndicator != QStyleOptionHeader::None;
        const QRect arrow(inner.right() - sortArrow + 1, inner.center().y() - sortArrow / 2, sortArrow, sortArrow);
        const QRect label = isSorted ? inner.adjusted(0, 0, -sortArrow - space::tight, 0) : inner;
        return visualRect(option->direction, option->rect, element == SE_HeaderLabel ? label : arrow);
    }
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const bool isField = element == SE_LineEditContents && option->rect.height() >= space::target;
    return isField ? rect.adjusted(space::tight, 0, -space::tight, 0) : rect;
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.rwidth() += space::medium;
        if (kindOf(widget) == Kind::Chip) {
            result.setHeight(28);
            break;
        }
        [[fallthrough]];
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        result.setHeight(std::max(result.height(), space::target));
        break;
    case CT_ToolButton:
        result = result.expandedTo({space::target, space::target});
        break;
    case CT_HeaderSection:
        result.setHeight(std::max(result.height(), 30));
        break;
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item == nullptr || item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(std::max(result.height(), 32));
        result.rwidth() += space::large;
        break;
    }
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), 28));
        break;
    default:
        break;
    }
    return result;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_IndicatorHeight:
    case PM_IndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
        return 18;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_HeaderMargin:
        return space::small;
    case PM_FocusFrameHMargin: // What stands before and after the text of a cell.
        return space::small - 1;
    case PM_ToolTipLabelFrameWidth:
        return 5;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return space::tight;
    case PM_MenuHMargin:
        return 0;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
        return 0;
    case PM_TabBarTabHSpace:
        return 2 * space::medium;
    case PM_TabBarTabVSpace:
        return space::large;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    if (hint == SH_ScrollBar_LeftClickAbsolutePosition)
        return 1;
    if (hint == SH_ComboBox_Popup)
        return 0;
    if (hint == SH_Menu_Mask || hint == SH_ToolTip_Mask) {
        auto *mask = qstyleoption_cast<QStyleHintReturnMask *>(returnData);
        if (mask == nullptr || option == nullptr)
            return 0;
        mask->region = roundedRegion(option->rect);
        return 1;
    }
    if (hint == SH_Header_ArrowAlignment)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

void applyTheme(QApplication &application, Scheme scheme)
{
    if (qobject_cast<Style *>(application.style()) == nullptr)
        QApplication::setStyle(new Style);
    installTypeface();
    QApplication::setPalette(paletteFor(scheme));
}

} // namespace ui
