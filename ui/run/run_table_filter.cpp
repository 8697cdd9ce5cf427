// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/run_table_filter.h"

namespace ui {

namespace {

RunTableFilter::Show kindOfRow(const QModelIndex &index)
{
    return RunTableFilter::kindOf(TableProgressModel::State(index.data(TableProgressModel::StateRole).toInt()));
}

/// From the top.
int rankOf(RunTableFilter::Show kind)
{
    switch (kind) {
    case RunTableFilter::Show::Failed:
        return 0;
    case RunTableFilter::Show::AtWork:
        return 1;
    case RunTableFilter::Show::Done:
        return 3;
    default:
        return 2;
    }
}

} // namespace

RunTableFilter::Show RunTableFilter::kindOf(TableProgressModel::State state)
{
    using State = TableProgressModel::State;
    switch (state) {
    case State::Running:
    case State::Indexing:
        return Show::AtWork;
    case State::Done:
        return Show::Done;
    case State::Failed:
        return Show::Failed;
    case State::Waiting:
        break;
    }
    return Show::Waiting;
}

void RunTableFilter::setShown(Show show)
{
    m_show = show;
    invalidateFilter();
}

bool RunTableFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    return m_show == Show::All || kindOfRow(sourceModel()->index(sourceRow, 0, sourceParent)) == m_show;
}

bool RunTableFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int one = rankOf(kindOfRow(left));
    const int other = rankOf(kindOfRow(right));
    if (one != other)
        // Whichever way a column is sorted.
        return sortOrder() == Qt::AscendingOrder ? one < other : one > other;
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace ui
