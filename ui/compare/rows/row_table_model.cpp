// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/rows/row_table_model.h"

#include "engine/base/errors/error_text.h"
#include "ui/text.h"

namespace ui {

using engine::fingerprint::TableDifference;

void RowTableModel::setComparison(std::shared_ptr<const engine::fingerprint::RowComparison> comparison)
{
    m_comparison = std::move(comparison);
    fill();
}

void RowTableModel::setShowsEqual(bool shows)
{
    m_showsEqual = shows;
    fill();
}

void RowTableModel::setWords(const QString &words)
{
    m_words = plainLetters(words);
    fill();
}

void RowTableModel::fill()
{
    beginResetModel();
    m_rows.clear();
    for (size_t i = 0; m_comparison != nullptr && i < m_comparison->tables.size(); ++i) {
        const TableDifference &table = m_comparison->tables[i];
        const bool isFound
            = m_words.isEmpty() || plainLetters(engine::text(table.table.name.displayed())).contains(m_words);
        if (isFound && (m_showsEqual || !table.areEqual()))
            m_rows.push_back(int(i));
    }
    endResetModel();
}

int RowTableModel::table(const QModelIndex &index) const
{
    return index.isValid() && size_t(index.row()) < m_rows.size() ? m_rows[size_t(index.row())] : -1;
}

void RowTableModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int RowTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RowTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RowTableModel::data(const QModelIndex &index, int role) const
{
    const int place = table(index);
    if (place < 0)
        return {};
    const TableDifference &found = m_comparison->tables[size_t(place)];
    if (role == Qt::TextAlignmentRole && index.column() != NameColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const QString name = engine::text(found.table.name.displayed());
    if (role == Qt::AccessibleTextRole && index.column() == NameColumn)
        return Tr::tr("%1: %2").arg(name, engine::fingerprint::countsOf(*m_comparison, found));
    if (role == Qt::ToolTipRole)
        return index.column() == NameColumn ? name : engine::fingerprint::countsOf(*m_comparison, found);
    if (role != Qt::DisplayRole)
        return {};
    const auto number = [](long long count) { return count == 0 ? QString() : numberText(count); };
    switch (index.column()) {
    case NameColumn:
        return name;
    case ChangedColumn:
        return number(found.changed);
    case SourceColumn:
        return number(found.onlySource);
    case TargetColumn:
        return number(found.onlyTarget);
    case EqualColumn:
        return found.state == TableDifference::State::Compared ? number(found.equal()) : QString();
    default:
        return {};
    }
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || m_comparison == nullptr)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == NameColumn ? Qt::AlignLeading : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool isLong = role == Qt::ToolTipRole;
    switch (section) {
    case NameColumn:
        return Tr::tr("Table");
    case ChangedColumn:
        return isLong ? Tr::tr("Changed") : QStringLiteral("≠");
    case SourceColumn:
        return isLong ? Tr::tr("Only in %1").arg(m_comparison->source) : QStringLiteral("+");
    case TargetColumn:
        return isLong ? Tr::tr("Only in %1").arg(m_comparison->target) : QStringLiteral("−");
    case EqualColumn:
        return isLong ? Tr::tr("Equal") : QStringLiteral("=");
    default:
        return {};
    }
}

} // namespace ui
