// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/card_grid.h"

#include "ui/theme/theme.h"

#include <QGridLayout>

#include <algorithm>

namespace ui {

namespace {
constexpr int maxColumns = 4;
}

CardGrid::CardGrid(int minimumCardWidth, QWidget *parent)
    : QWidget(parent)
    , m_minimumCardWidth(minimumCardWidth)
    , m_grid(new QGridLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(m_grid);
    layout->addStretch(1);
    m_grid->setSpacing(space::large);
}

void CardGrid::setCards(const QList<QWidget *> &cards)
{
    qDeleteAll(m_cards);
    m_cards = cards;
    m_columns = 0;
    arrange();
}

QSize CardGrid::minimumSizeHint() const
{
    return {m_minimumCardWidth, QWidget::minimumSizeHint().height()};
}

void CardGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void CardGrid::arrange()
{
    const int most = std::clamp((width() + space::large) / (m_minimumCardWidth + space::large), 1, maxColumns);
    // As few columns as the same number of rows allows: two and two rather than three and one.
    const int count = std::max(1, int(m_cards.size()));
    const int rows = (count + most - 1) / most;
    const int columns = (count + rows - 1) / rows;
    if (columns == m_columns)
        return;
    for (int column = 0; column < maxColumns; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    m_columns = columns;
    for (int index = 0; index < m_cards.size(); ++index) {
        m_grid->addWidget(m_cards.at(index), index / columns, index % columns);
        m_cards.at(index)->show();
    }
}

} // namespace ui
