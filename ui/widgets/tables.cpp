// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/tables.h"

#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QAbstractItemModel>
#include <QEvent>
#include <QHeaderView>
#include <QScrollArea>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTreeView>

namespace ui {

namespace {

/// Scrolls up and down only, so it is never narrower than what it holds.
class VerticalScrollArea final : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
        return {widget() == nullptr ? bar : widget()->minimumSizeHint().width() + bar,
                QScrollArea::minimumSizeHint().height()};
    }

    /// All of it, where there is room.
    [[nodiscard]] QSize sizeHint() const override
    {
        return {QScrollArea::sizeHint().width(),
                widget() == nullptr ? QScrollArea::sizeHint().height() : widget()->sizeHint().height()};
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
};

/// Over the rows that are not there.
class EmptyNote final : public QObject
{
public:
    EmptyNote(QAbstractItemView &table, std::function<QString()> words)
        : QObject(&table)
        , m_table(table)
        , m_words(std::move(words))
        , m_label(makeLabel(TextRole::Muted, table.viewport()))
    {
        m_label->setAlignment(Qt::AlignCenter);
        m_label->setWordWrap(true);
        m_label->setAttribute(Qt::WA_TransparentForMouseEvents);
        table.viewport()->installEventFilter(this);
        const QAbstractItemModel *model = table.model();
        connect(model, &QAbstractItemModel::modelReset, this, &EmptyNote::refresh);
        connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyNote::refresh);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyNote::refresh);
        connect(model, &QAbstractItemModel::layoutChanged, this, &EmptyNote::refresh);
        refresh();
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Resize || event->type() == QEvent::Show || event->type() == QEvent::LanguageChange)
            refresh();
        return false;
    }

private:
    void refresh()
    {
        const QString words = m_table.model()->rowCount() == 0 ? m_words() : QString();
        m_label->setText(words);
        m_label->setVisible(!words.isEmpty());
        m_label->setGeometry(m_table.viewport()->rect().adjusted(space::huge, 0, -space::huge, 0));
    }

    QAbstractItemView &m_table;
    std::function<QString()> m_words;
    QLabel *m_label;
};

class WordsDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
    }
};

} // namespace

void prepareTable(QTableView &table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setShowGrid(false);
    table.setAlternatingRowColors(false);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.setTextElideMode(Qt::ElideMiddle);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 12);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table.horizontalHeader()->setMinimumSectionSize(60);
}

void prepareTree(QTreeView &tree)
{
    tree.setSelectionMode(QAbstractItemView::SingleSelection);
    tree.setEditTriggers(QAbstractItemView::NoEditTriggers);
    tree.setUniformRowHeights(true);
    tree.setTextElideMode(Qt::ElideMiddle);
    tree.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    tree.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    tree.header()->setHighlightSections(false);
    tree.header()->setStretchLastSection(false);
    tree.header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    tree.header()->setMinimumSectionSize(60);
}

void sayWhenEmpty(QAbstractItemView &table, std::function<QString()> words)
{
    new EmptyNote(table, std::move(words));
}

void cutAtEnd(QAbstractItemView &table, int column)
{
    table.setItemDelegateForColumn(column, new WordsDelegate(&table));
}

QScrollArea *scrolled(QWidget *content, QWidget *parent)
{
    auto *area = new VerticalScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace ui
