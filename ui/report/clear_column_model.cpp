// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/clear_column_model.h"

#include "engine/columns/column_fates.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QGuiApplication>

#include <algorithm>

namespace ui {

using engine::columns::ColumnFate;
using engine::runs::PlannedColumn;

namespace {

/// What somebody decided against its look first, then what nobody decided, then the rest.
int weightOf(const PlannedColumn &column)
{
    if (column.isLetOut)
        return 0;
    if (column.count && column.count->personal > 0)
        return 1;
    if (column.decidedBy == engine::runs::DecidedBy::Nobody)
        return 2;
    return column.isTechnical() ? 4 : 3;
}

QString nameOf(const PlannedColumn &column)
{
    return column.table + u'.' + column.column;
}

} // namespace

void ClearColumnModel::setColumns(const QList<PlannedColumn> &columns)
{
    beginResetModel();
    m_columns.clear();
    m_technicalCount = 0;
    for (const PlannedColumn &column : columns) {
        const ColumnFate fate = engine::columns::fateOf(column);
        if (fate != ColumnFate::InClear && fate != ColumnFate::Technical)
            continue;
        m_columns.append(column);
        m_technicalCount += fate == ColumnFate::Technical ? 1 : 0;
    }
    std::stable_sort(m_columns.begin(), m_columns.end(),
                     [](const auto &one, const auto &other) { return weightOf(one) < weightOf(other); });
    endResetModel();
}

void ClearColumnModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_columns.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_columns.size()) - 1, ColumnCount - 1));
}

int ClearColumnModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

int ClearColumnModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClearColumnModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PlannedColumn &column = m_columns.at(index.row());
    const bool isNumber = index.column() == ValuesColumn;
    if (role == Qt::TextAlignmentRole)
        return int((isNumber ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    if (role == TechnicalRole)
        return column.isTechnical();
    if (role == Qt::ForegroundRole)
        return weightOf(column) < 2 ? QVariant(colorsOf(QGuiApplication::palette()).error) : QVariant();
    if (role == Qt::ToolTipRole && !isNumber)
        return index.column() == NameColumn ? nameOf(column) : column.why.text();
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return nameOf(column);
    case WhyColumn:
        return column.why.text();
    case ValuesColumn:
        if (role == SortRole)
            return column.count ? column.count->personal : -1;
        return column.count && column.count->personal > 0 ? numberText(column.count->personal) : QString();
    default:
        return {};
    }
}

QVariant ClearColumnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == ValuesColumn ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == ValuesColumn)
        return Tr::tr("How many of its values look like an e-mail address, a telephone or an account number.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return Tr::tr("Column");
    case WhyColumn:
        return Tr::tr("Why");
    case ValuesColumn:
        return Tr::tr("Look personal");
    default:
        return {};
    }
}

void ClearColumnFilter::setWithTechnical(bool withTechnical)
{
    m_withTechnical = withTechnical;
    invalidateFilter();
}

bool ClearColumnFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    return m_withTechnical
           || !sourceModel()->index(sourceRow, 0, sourceParent).data(ClearColumnModel::TechnicalRole).toBool();
}

} // namespace ui
