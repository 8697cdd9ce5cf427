// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar.h"

#include "ui/screen.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLabel>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int sidebarWidth = 208;
constexpr int compactWidth = 56;
constexpr int rowHeight = 40;
constexpr int lowestRow = 32;
constexpr int iconSide = 20;

/// A row of the sidebar: icon, word, and a bar at the leading edge when it is the page shown.
class PageButton final : public QToolButton
{
public:
    explicit PageButton(QWidget *parent)
        : QToolButton(parent)
    {
        setCheckable(true);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
        setFocusPolicy(Qt::StrongFocus);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        return {(m_isCompact ? compactWidth : sidebarWidth) - 2 * space::small, rowHeight};
    }
    /// On a low screen the rows stand closer.
    [[nodiscard]] QSize minimumSizeHint() const override { return {sizeHint().width(), lowestRow}; }
    void setCompact(bool isCompact)
    {
        m_isCompact = isCompact;
        updateGeometry();
        update();
    }
    void setBadge(int count)
    {
        m_badge = count;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = colorsOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        if (isChecked() || underMouse()) {
            painter.setBrush(isChecked() ? colors.accentSoft : colors.controlHover);
            painter.drawRoundedRect(rect(), space::radius, space::radius);
        }
        const auto mirrored = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
        if (isChecked()) {
            painter.setBrush(colors.accent);
            painter.drawRoundedRect(mirrored({0, space::small, 4, height() - 2 * space::small}), 2, 2);
        }
        const int before = m_isCompact ? (width() - iconSide) / 2 : space::medium + 2;
        icon().paint(&painter, mirrored({before, (height() - iconSide) / 2, iconSide, iconSide}));
        if (m_isCompact) {
            paintDot(painter, mirrored({before + iconSide - 4, space::small - 2, 10, 10}));
            paintFocus(painter);
            return;
        }
        QFont label = font();
        if (isChecked())
            label.setWeight(QFont::DemiBold);
        const int start = space::medium + 2 + iconSide + space::medium;
        const int end = paintBadge(painter, mirrored);
        painter.setFont(label);
        painter.setPen(colors.text);
        painter.drawText(mirrored({start, 0, end - start, height()}), int(Qt::AlignLeading | Qt::AlignVCenter),
                         QFontMetrics(label).elidedText(text(), Qt::ElideRight, end - start));
        paintFocus(painter);
    }

private:
    void paintFocus(QPainter &painter) const
    {
        if (!hasFocus())
            return;
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }

    /// There is no room for a number: that there is one.
    void paintDot(QPainter &painter, const QRect &box) const
    {
        if (m_badge == 0)
            return;
        painter.setPen(QPen(colorsOf(palette()).sidebar, 2));
        painter.setBrush(colorsOf(palette()).accent);
        painter.drawEllipse(box);
    }

    /// The count at the far edge; where the words must end.
    template <typename Mirrored>
    int paintBadge(QPainter &painter, const Mirrored &mirrored) const
    {
        const int edge = rect().width() - space::small;
        if (m_badge == 0)
            return edge;
        const Colors &colors = colorsOf(palette());
        const QString count = numberText(m_badge);
        const int badgeHeight = fontMetrics().height();
        const int badgeWidth = std::max(badgeHeight, fontMetrics().horizontalAdvance(count) + 2 * space::small);
        const QRect box = mirrored({edge - badgeWidth, (height() - badgeHeight) / 2, badgeWidth, badgeHeight});
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawRoundedRect(box, badgeHeight / 2.0, badgeHeight / 2.0);
        painter.setFont(font());
        painter.setPen(colors.accentText);
        painter.drawText(box, int(Qt::AlignCenter), count);
        return edge - badgeWidth - space::small;
    }

    int m_badge = 0;
    bool m_isCompact = false;
};

/// A field to look at, a button to press: what the search of the window looks like before it is opened.
class SearchButton final : public QToolButton
{
public:
    using QToolButton::QToolButton;

    [[nodiscard]] QSize sizeHint() const override { return {40, space::target}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = colorsOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(colors.line);
        painter.setBrush(underMouse() ? colors.controlHover : colors.surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
        const auto mirrored = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
        constexpr int side = 16;
        const bool isNarrow = width() < 100;
        const int before = isNarrow ? (width() - side) / 2 : space::small + 2;
        ui::icon(Glyph::Filter, colors.mutedText)
            .paint(&painter, mirrored({before, (height() - side) / 2, side, side}));
        if (!isNarrow) {
            painter.setPen(colors.mutedText);
            const QRect words(before + side + space::small, 0, width() - before - side - 2 * space::small - 2,
                              height());
            const QString keys = QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText);
            painter.drawText(mirrored(words), int(Qt::AlignLeading | Qt::AlignVCenter), text());
            painter.drawText(mirrored(words), int(Qt::AlignTrailing | Qt::AlignVCenter), keys);
        }
        if (hasFocus()) {
            QStyleOptionFocusRect focus;
            focus.initFrom(this);
            style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
        }
    }
};

} // namespace

Sidebar::Sidebar(int pageCount, QWidget *parent)
    : QWidget(parent)
    , m_pages(new QButtonGroup(this))
    , m_name(makeLabel(TextRole::Heading, this))
    , m_search(new SearchButton(this))
    , m_pageLayout(new QVBoxLayout)
    , m_endLayout(new QVBoxLayout)
{
    setFixedWidth(sidebarWidth);
    m_pages->setExclusive(true);
    m_name->setText(u"Sosie"_s);
    m_name->setContentsMargins(space::medium, space::small, space::medium, space::small);
    m_search->setFocusPolicy(Qt::StrongFocus);
    m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::small, space::medium, space::small, space::medium);
    layout->setSpacing(space::tight);
    layout->addWidget(m_name);
    layout->addWidget(m_search);
    layout->addSpacing(space::small);
    m_pageLayout->setSpacing(space::tight);
    m_endLayout->setSpacing(space::tight);
    layout->addLayout(m_pageLayout);
    for (int page = 0; page < pageCount; ++page) {
        auto *button = new PageButton(this);
        m_pages->addButton(button, page);
        m_pageLayout->addWidget(button);
    }
    layout->addStretch(1);
    layout->addLayout(m_endLayout);
    connect(m_pages, &QButtonGroup::idClicked, this, &Sidebar::pageChosen);
    connect(m_search, &QToolButton::clicked, this, &Sidebar::searchRequested);
}

QToolButton *Sidebar::addTool()
{
    auto *button = new PageButton(this);
    button->setCheckable(false);
    button->setPopupMode(QToolButton::InstantPopup);
    m_endLayout->addWidget(button);
    return button;
}

void Sidebar::arrange(const QList<Screen *> &screens)
{
    // From the end, so that the places of those before stay what they are.
    for (int page = int(screens.size()) - 1; page >= 0; --page) {
        const int group = screens.at(page)->place().group;
        if (group >= Screen::groupAtTheEnd) {
            QAbstractButton *button = m_pages->button(page);
            m_pageLayout->removeWidget(button);
            m_endLayout->insertWidget(0, button);
        } else if (page > 0 && group != screens.at(page - 1)->place().group) {
            m_pageLayout->insertSpacing(page, space::medium);
        }
    }
}

void Sidebar::setCompact(bool isCompact)
{
    if (isCompact == m_isCompact)
        return;
    m_isCompact = isCompact;
    setFixedWidth(isCompact ? compactWidth : sidebarWidth);
    m_name->setVisible(!isCompact);
    for (auto *button : findChildren<QToolButton *>()) {
        if (auto *row = dynamic_cast<PageButton *>(button))
            row->setCompact(isCompact);
    }
}

void Sidebar::setCurrent(int page)
{
    QAbstractButton *button = m_pages->button(page);
    if (button == nullptr)
        return;
    // Whoever goes on by the keyboard goes on from the page that is shown.
    const QAbstractButton *before = m_pages->checkedButton();
    button->setChecked(true);
    if (before != nullptr && before->hasFocus())
        button->setFocus();
}

void Sidebar::describe(const QList<Screen *> &screens)
{
    m_search->setText(Tr::tr("Search"));
    m_search->setAccessibleName(Tr::tr("Search the whole window"));
    m_search->setToolTip(Tr::tr("Pages, actions, environments, operations, settings, help (Ctrl+K)"));
    for (qsizetype page = 0; page < screens.size(); ++page) {
        QAbstractButton *button = m_pages->button(int(page));
        button->setIcon(icon(screens.at(page)->glyph()));
        button->setText(screens.at(page)->label());
        const int count = screens.at(page)->badge();
        static_cast<PageButton *>(button)->setBadge(count);
        //: A page and how many things wait there.
        button->setAccessibleName(count == 0 ? screens.at(page)->label()
                                             : Tr::tr("%1 (%2)").arg(screens.at(page)->label()).arg(count));
        button->setToolTip(page < 9 ? Tr::tr("%1 (Alt+%2)").arg(screens.at(page)->label()).arg(page + 1)
                                    : screens.at(page)->label());
    }
}

void Sidebar::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    QAbstractButton *next = m_pages->button(m_pages->checkedId() + step);
    if (step == 0 || next == nullptr) {
        QWidget::keyPressEvent(event);
        return;
    }
    next->setFocus();
    next->click();
}

void Sidebar::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.sidebar);
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : rect().width() - 1;
    painter.fillRect(QRect(edge, 0, 1, height()), colors.line);
}

} // namespace ui
