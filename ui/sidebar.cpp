// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar.h"

#include "ui/screen.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int sidebarWidth = 208;
constexpr int rowHeight = 40;
constexpr int iconSide = 20;

/// A row of the sidebar: icon, word, and a bar at the leading edge when it is the page shown.
class PageButton final : public QToolButton
{
public:
    explicit PageButton(QWidget *parent)
        : QToolButton(parent)
    {
        setCheckable(true);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setFocusPolicy(Qt::StrongFocus);
    }
    [[nodiscard]] QSize sizeHint() const override { return {sidebarWidth - 2 * space::small, rowHeight}; }
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
        icon().paint(&painter, mirrored({space::medium + 2, (height() - iconSide) / 2, iconSide, iconSide}));
        QFont label = font();
        if (isChecked())
            label.setWeight(QFont::DemiBold);
        const int start = space::medium + 2 + iconSide + space::medium;
        const int end = paintBadge(painter, mirrored);
        painter.setFont(label);
        painter.setPen(colors.text);
        painter.drawText(mirrored({start, 0, end - start, height()}), int(Qt::AlignLeading | Qt::AlignVCenter),
                         QFontMetrics(label).elidedText(text(), Qt::ElideRight, end - start));
        if (hasFocus()) {
            QStyleOptionFocusRect focus;
            focus.initFrom(this);
            style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
        }
    }

private:
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
};

} // namespace

Sidebar::Sidebar(int pageCount, QWidget *parent)
    : QWidget(parent)
    , m_pages(new QButtonGroup(this))
    , m_pageLayout(new QVBoxLayout)
    , m_settings(new QVBoxLayout)
{
    setFixedWidth(sidebarWidth);
    m_pages->setExclusive(true);
    auto *name = makeLabel(TextRole::Heading, this);
    name->setText(u"Sosie"_s);
    name->setContentsMargins(space::medium, space::small, space::medium, space::small);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::small, space::medium, space::small, space::medium);
    layout->setSpacing(space::tight);
    layout->addWidget(name);
    m_pageLayout->setSpacing(space::tight);
    layout->addLayout(m_pageLayout);
    for (int page = 0; page < pageCount; ++page) {
        auto *button = new PageButton(this);
        m_pages->addButton(button, page);
        m_pageLayout->addWidget(button);
    }
    layout->addStretch(1);
    layout->addLayout(m_settings);
    connect(m_pages, &QButtonGroup::idClicked, this, &Sidebar::pageChosen);
}

QToolButton *Sidebar::addSetting()
{
    auto *button = new PageButton(this);
    button->setCheckable(false);
    button->setPopupMode(QToolButton::InstantPopup);
    m_settings->addWidget(button);
    return button;
}

void Sidebar::arrange(const QList<Screen *> &screens)
{
    // From the end, so that the places of those before stay what they are.
    for (int page = int(screens.size()) - 1; page > 0; --page) {
        if (screens.at(page)->place().group != screens.at(page - 1)->place().group)
            m_pageLayout->insertSpacing(page, space::medium);
    }
}

void Sidebar::setCurrent(int page)
{
    if (QAbstractButton *button = m_pages->button(page))
        button->setChecked(true);
}

void Sidebar::describe(const QList<Screen *> &screens)
{
    for (qsizetype page = 0; page < screens.size(); ++page) {
        QAbstractButton *button = m_pages->button(int(page));
        button->setIcon(icon(screens.at(page)->glyph()));
        button->setText(screens.at(page)->label());
        const int count = screens.at(page)->badge();
        static_cast<PageButton *>(button)->setBadge(count);
        //: A page and how many things wait there.
        button->setAccessibleName(count == 0 ? screens.at(page)->label()
                                             : Tr::tr("%1 (%2)").arg(screens.at(page)->label()).arg(count));
        button->setToolTip(Tr::tr("%1 (Alt+%2)").arg(screens.at(page)->label()).arg(page + 1));
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
