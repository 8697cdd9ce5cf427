// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/rows/row_model.h"

#include "engine/base/errors/error_text.h"
#include "ui/compare/diff_look.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using engine::fingerprint::ComparedColumn;
using engine::fingerprint::RowDifference;
using engine::fingerprint::TableDifference;

namespace {

DiffState stateOf(RowDifference::Kind kind)
{
    switch (kind) {
    case RowDifference::Kind::Changed:
        return DiffState::Different;
    case RowDifference::Kind::OnlySource:
        return DiffState::OnlySource;
    case RowDifference::Kind::OnlyTarget:
        return DiffState::OnlyTarget;
    }
    Q_UNREACHABLE();
}

} // namespace

void RowModel::setComparison(std::shared_ptr<const engine::fingerprint::RowComparison> comparison)
{
    m_comparison = std::move(comparison);
    m_isHidden = m_comparison == nullptr || m_comparison->hidesValues;
    m_ticked.clear();
    setTable(-1);
    emit ticksChanged();
}

void RowModel::setTable(int table)
{
    m_table = table;
    m_page = 0;
    fill();
}

const TableDifference *RowModel::table() const
{
    return m_comparison == nullptr || m_table < 0 ? nullptr : &m_comparison->tables[size_t(m_table)];
}

void RowModel::setHidden(bool isHidden)
{
    beginResetModel();
    m_isHidden = isHidden;
    endResetModel();
}

void RowModel::setShown(Kind kind, bool isShown)
{
    if (isShown)
        m_shown.insert(kind);
    else
        m_shown.erase(kind);
    m_page = 0;
    fill();
    emit ticksChanged();
}

void RowModel::fill()
{
    beginResetModel();
    m_rows.clear();
    m_columns.clear();
    if (const TableDifference *found = table()) {
        for (size_t row = 0; row < found->rows.size(); ++row) {
            if (shows(found->rows[row].kind))
                m_rows.push_back(row);
        }
        const auto &columns = found->table.columns;
        std::vector<bool> differs(columns.size());
        for (const RowDifference &row : found->rows) {
            for (size_t column = 0; column < std::min(row.changed.size(), columns.size()); ++column)
                differs[column] = differs[column] || row.changed[column];
        }
        for (size_t column = 0; column < columns.size(); ++column)
            m_columns.push_back(column);
        std::ranges::stable_sort(m_columns, {}, [&](size_t column) {
            return columns[column].isKey ? 0 : differs[column] ? 1 : 2;
        });
    }
    endResetModel();
}

int RowModel::pageCount() const
{
    return std::max(1, (int(m_rows.size()) + rowsOfPage - 1) / rowsOfPage);
}

void RowModel::setPage(int page)
{
    beginResetModel();
    m_page = std::clamp(page, 0, pageCount() - 1);
    endResetModel();
}

engine::workspace::ChosenRows RowModel::ticked() const
{
    engine::workspace::ChosenRows seen;
    for (const auto &[table, row] : m_ticked) {
        if (shows(m_comparison->tables[table].rows[row].kind))
            seen.emplace_hint(seen.end(), table, row);
    }
    return seen;
}

int RowModel::hiddenTicks() const
{
    return int(m_ticked.size() - ticked().size());
}

void RowModel::tickTable(bool isTicked)
{
    for (const size_t row : m_rows) {
        if (isTicked)
            m_ticked.insert({size_t(m_table), row});
        else
            m_ticked.erase({size_t(m_table), row});
    }
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    emit ticksChanged();
}

void RowModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int RowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : std::clamp(int(m_rows.size()) - m_page * rowsOfPage, 0, rowsOfPage);
}

int RowModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || table() == nullptr ? 0 : int(m_columns.size()) + 1;
}

size_t RowModel::place(int row) const
{
    return m_rows[size_t(m_page * rowsOfPage + row)];
}

const RowDifference &RowModel::difference(int row) const
{
    return table()->rows[place(row)];
}

/// "11.00 → 12.50": what it is, and what it becomes.
QString RowModel::cell(const RowDifference &row, size_t column) const
{
    const ComparedColumn &what = table()->table.columns[column];
    const auto shown = [&](const auto &values) {
        return isolated(engine::fingerprint::shownValue(what, values[column], m_isHidden));
    };
    if (row.kind == RowDifference::Kind::OnlyTarget)
        return shown(row.target);
    const bool isOther = row.kind == RowDifference::Kind::Changed && row.changed[column];
    //: A value of a row: as it is, and as it becomes.
    return isOther ? Tr::tr("%1 → %2").arg(shown(row.target), shown(row.source)) : shown(row.source);
}

QVariant RowModel::rowData(const RowDifference &row, int role) const
{
    const DiffState state = stateOf(row.kind);
    switch (role) {
    case Qt::DisplayRole:
        return row.count == 1 ? diffSign(state) : Tr::tr("%1 %2 times").arg(diffSign(state), numberText(row.count));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        switch (row.kind) {
        case RowDifference::Kind::Changed:
            return Tr::tr("Changed: the script updates it.");
        case RowDifference::Kind::OnlySource:
            return Tr::tr("Only in %1: the script inserts it.").arg(m_comparison->source);
        case RowDifference::Kind::OnlyTarget:
            return Tr::tr("Only in %1: the script deletes it.").arg(m_comparison->target);
        }
        return {};
    case Qt::BackgroundRole:
        return diffColor(state, QGuiApplication::palette());
    default:
        return {};
    }
}

QVariant RowModel::valueData(const RowDifference &row, size_t column, int role) const
{
    const bool isOther = row.kind == RowDifference::Kind::Changed && row.changed[column];
    const QPalette palette = QGuiApplication::palette();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cell(row, column);
    case Qt::AccessibleTextRole:
        return isOther ? Tr::tr("changed: %1").arg(cell(row, column)) : cell(row, column);
    case Qt::BackgroundRole:
        if (isOther)
            return diffColor(DiffState::Different, palette);
        return row.kind == RowDifference::Kind::Changed ? QVariant() : diffGround(stateOf(row.kind), palette);
    case Qt::FontRole: {
        QFont font;
        font.setUnderline(isOther);
        return font;
    }
    case Qt::ForegroundRole:
        if (row.kind == RowDifference::Kind::Changed && !isOther && !table()->table.columns[column].isKey)
            return colorsOf(palette).mutedText;
        return {};
    default:
        return {};
    }
}

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const RowDifference &row = difference(index.row());
    if (index.column() > 0)
        return valueData(row, m_columns[size_t(index.column() - 1)], role);
    if (role == Qt::CheckStateRole)
        return m_ticked.contains({size_t(m_table), place(index.row())}) ? Qt::Checked : Qt::Unchecked;
    return rowData(row, role);
}

bool RowModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != 0)
        return false;
    const std::pair<size_t, size_t> chosen{size_t(m_table), place(index.row())};
    if (value.toInt() == Qt::Checked)
        m_ticked.insert(chosen);
    else
        m_ticked.erase(chosen);
    emit dataChanged(index, index, {Qt::CheckStateRole});
    emit ticksChanged();
    return true;
}

Qt::ItemFlags RowModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == 0 ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const TableDifference *found = table();
    if (orientation != Qt::Horizontal || found == nullptr || section < 0 || section > int(m_columns.size()))
        return {};
    if (section == 0)
        return role == Qt::ToolTipRole ? QVariant(Tr::tr("Ticked rows are in the script.")) : QVariant();
    const ComparedColumn &column = found->table.columns[m_columns[size_t(section - 1)]];
    if (role == Qt::DisplayRole)
        return engine::text(column.name());
    if (role == Qt::ToolTipRole)
        return column.isKey ? Tr::tr("%1 (key)").arg(engine::text(column.type)) : engine::text(column.type);
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(column.isKey);
        return font;
    }
    return {};
}

} // namespace ui
