// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/command_palette.h"

#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

/// What was found, as rows.
class FoundModel final : public QAbstractListModel
{
public:
    void setThings(const QList<FoundThing> &things)
    {
        beginResetModel();
        m_things = things;
        endResetModel();
    }
    [[nodiscard]] const FoundThing &at(int row) const { return m_things.at(row); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_things.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const FoundThing &thing = m_things.at(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return thing.words;
        case Qt::DecorationRole:
            return thing.icon;
        case Qt::AccessibleTextRole:
            //: Something the search found, and what it is.
            return Tr::tr("%1, %2").arg(thing.words, thing.kind);
        default:
            return {};
        }
    }

private:
    QList<FoundThing> m_things;
};

namespace {

constexpr int paletteWidth = 620;
constexpr int rowHeight = 40;
constexpr int rowsShown = 9;
constexpr int iconSide = 18;

/// Picture, words, and at the far edge what it is and its keys.
class FoundDelegate final : public QStyledItemDelegate
{
public:
    FoundDelegate(const FoundModel &model, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {paletteWidth / 2, rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const FoundThing &thing = m_model.at(index.row());
        const Colors &colors = colorsOf(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(colors.accentSoft);
            painter->drawRoundedRect(option.rect.adjusted(space::tight, 1, -space::tight, -1), space::radius,
                                     space::radius);
        }
        const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(option.direction, option.rect, box); };
        const QRect inner = option.rect.adjusted(space::large, 0, -space::large, 0);
        thing.icon.paint(painter, mirrored({inner.left(), inner.center().y() - iconSide / 2, iconSide, iconSide}));
        const QString end = thing.keys.isEmpty() ? thing.kind : thing.keys;
        const int endWidth = option.fontMetrics.horizontalAdvance(end) + space::small;
        const int start = inner.left() + iconSide + space::medium;
        const QRect words(start, inner.top(), inner.right() - endWidth - start, inner.height());
        painter->setPen(colors.text);
        painter->drawText(mirrored(words), int(Qt::AlignLeading | Qt::AlignVCenter),
                          option.fontMetrics.elidedText(thing.words, Qt::ElideMiddle, words.width()));
        painter->setPen(colors.mutedText);
        painter->drawText(mirrored({inner.right() - endWidth, inner.top(), endWidth, inner.height()}),
                          int(Qt::AlignTrailing | Qt::AlignVCenter), end);
        painter->restore();
    }

private:
    const FoundModel &m_model;
};

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(makeLabel(TextRole::Muted, this))
    , m_model(std::make_unique<FoundModel>())
{
    m_field->addAction(icon(Glyph::Filter), QLineEdit::LeadingPosition);
    m_field->setMinimumHeight(rowHeight);
    m_list->setModel(m_model.get());
    m_list->setItemDelegate(new FoundDelegate(*m_model, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->viewport()->setAutoFillBackground(false);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMinimumHeight(rowHeight * 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::small, space::small, space::small, space::small);
    layout->setSpacing(space::small);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    layout->addWidget(m_nothing);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    retranslate();
    hide();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::open(const QList<FoundThing> &things)
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_things = things;
    m_field->clear();
    search();
    show();
    raise();
    place();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place()
{
    const QWidget *window = parentWidget();
    const int wide = std::min(paletteWidth, window->width() - 2 * space::large);
    const int rows = std::clamp(m_model->rowCount(), 1, rowsShown);
    m_list->setFixedHeight(rows * rowHeight + space::hair);
    const int top = std::min(window->height() / 8, 96);
    resize(wide, sizeHint().height());
    move((window->width() - wide) / 2, top);
}

void CommandPalette::search()
{
    m_model->setThings(matching(m_things, m_field->text()));
    const bool isEmpty = m_model->rowCount() == 0;
    m_list->setVisible(!isEmpty);
    m_nothing->setVisible(isEmpty);
    m_nothing->setText(Tr::tr("Nothing is called “%1”.").arg(m_field->text()));
    if (!isEmpty)
        m_list->setCurrentIndex(m_model->index(0));
    if (isVisible())
        place();
}

void CommandPalette::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int wanted = m_list->currentIndex().row() + by;
    // By one goes round; by a page stops at the ends.
    const int row = std::abs(by) == 1 ? (wanted + rows) % rows : std::clamp(wanted, 0, rows - 1);
    m_list->setCurrentIndex(m_model->index(row));
}

void CommandPalette::choose()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const auto go = m_model->at(current.row()).go;
    leave();
    if (go)
        go();
}

void CommandPalette::leave()
{
    hide();
    if (m_before != nullptr && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    m_before = nullptr;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (event->type() == QEvent::FocusOut) {
        // Somebody went on elsewhere: the focus is theirs. A menu of the field itself is no elsewhere.
        if (isVisible() && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason)
            hide();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(rowsShown);
        return true;
    case Qt::Key_PageUp:
        step(-rowsShown);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true;
    default:
        return false;
    }
}

void CommandPalette::retranslate()
{
    m_field->setPlaceholderText(Tr::tr("Search: pages, actions, environments, operations, settings, help"));
    m_field->setAccessibleName(Tr::tr("Search"));
    m_list->setAccessibleName(Tr::tr("What is found"));
}

void CommandPalette::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.controlLine);
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::cardRadius, space::cardRadius);
}

} // namespace ui
