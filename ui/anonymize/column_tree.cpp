// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/column_tree.h"

#include "ui/anonymize/column_model.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QGuiApplication>

#include <algorithm>
#include <map>
#include <set>
#include <string>

using namespace Qt::StringLiterals;

namespace ui {

using engine::anonymize::ColumnDecision;
using engine::anonymize::Verdict;
using engine::sql::QualifiedName;

ColumnTree::ColumnTree(ColumnModel &columns, QObject *parent)
    : QAbstractItemModel(parent)
    , m_columns(columns)
{
    connect(&m_columns, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&m_columns, &QAbstractItemModel::modelReset, this, [this] {
        build();
        endResetModel();
    });
    connect(&m_columns, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { follow(first.row(), last.row()); });
    build();
}

void ColumnTree::build()
{
    m_tables.clear();
    const auto &decisions = m_columns.decisions();
    const auto &parents = m_columns.parents();
    m_places.assign(decisions.size(), {});
    // Only what stands above another table is looked up.
    std::map<QualifiedName, std::set<std::string>> above;
    for (const auto &[table, parent] : parents)
        above[parent];
    for (const ColumnDecision &decision : decisions) {
        if (const auto found = above.find(decision.table); found != above.end())
            found->second.insert(decision.column);
    }
    std::map<QualifiedName, int> numbers;
    int last = 0;
    std::map<QualifiedName, std::set<QualifiedName>> folded;
    for (size_t row = 0; row < decisions.size(); ++row) {
        const QualifiedName *place = &decisions[row].table;
        for (auto next = parents.find(*place); next != parents.end(); next = parents.find(*place)) {
            const auto found = above.find(next->second);
            if (found == above.end() || !found->second.contains(decisions[row].column))
                break;
            place = &next->second;
        }
        if (place != &decisions[row].table) {
            folded[*place].insert(decisions[row].table);
            continue;
        }
        // Those of one table stand together, nearly always.
        if (m_tables.empty() || m_tables[size_t(last)].name != *place) {
            const auto [number, isNew] = numbers.try_emplace(*place, int(m_tables.size()));
            if (isNew)
                m_tables.push_back({.name = *place, .text = engine::text(place->displayed())});
            last = number->second;
        }
        Table &table = m_tables[size_t(last)];
        m_places[row] = {.table = last, .row = int(table.rows.size())};
        table.rows.push_back(int(row));
    }
    for (Table &table : m_tables) {
        if (const auto found = folded.find(table.name); found != folded.end())
            table.folded = int(found->second.size());
        count(table);
    }
}

void ColumnTree::count(Table &table) const
{
    table.counts = {.columns = int(table.rows.size())};
    for (const int row : table.rows) {
        const ColumnDecision &decision = m_columns.decisions()[size_t(row)];
        // One that nobody has decided about is counted once, whatever would happen to it: the three make up the whole.
        if (decision.verdict == Verdict::Undecided)
            ++table.counts.undecided;
        else if (decision.changesValues())
            ++table.counts.replaced;
    }
}

void ColumnTree::follow(int firstRow, int lastRow)
{
    std::set<int> changed;
    for (int row = std::max(0, firstRow); row <= lastRow && row < int(m_places.size()); ++row) {
        const Place place = m_places[size_t(row)];
        if (place.table < 0)
            continue;
        changed.insert(place.table);
        const QModelIndex first = index(place.row, 0, index(place.table, 0));
        emit dataChanged(first, first.siblingAtColumn(ColumnModel::ColumnCount - 1));
    }
    for (const int table : changed) {
        count(m_tables[size_t(table)]);
        emit dataChanged(index(table, 0), index(table, ColumnModel::ColumnCount - 1));
    }
}

ColumnTree::Counts ColumnTree::counts() const
{
    Counts all;
    for (const Table &table : m_tables) {
        all.columns += table.counts.columns;
        all.replaced += table.counts.replaced;
        all.undecided += table.counts.undecided;
    }
    return all;
}

int ColumnTree::columnRow(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == ofTable)
        return -1;
    return m_tables[size_t(index.internalId()) - 1].rows[size_t(index.row())];
}

QModelIndex ColumnTree::indexOf(int columnRow) const
{
    if (columnRow < 0 || columnRow >= int(m_places.size()) || m_places[size_t(columnRow)].table < 0)
        return {};
    const Place place = m_places[size_t(columnRow)];
    return index(place.row, 0, index(place.table, 0));
}

QString ColumnTree::foldedText(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() != ofTable)
        return {};
    const int folded = m_tables[size_t(index.row())].folded;
    return folded == 0 ? QString() : Tr::tr("%n partitions, or tables that inherit, take its rules.", nullptr, folded);
}

void ColumnTree::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnModel::ColumnCount - 1);
    follow(0, int(m_places.size()) - 1);
}

QModelIndex ColumnTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : ofTable);
}

QModelIndex ColumnTree::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == ofTable)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, ofTable);
}

int ColumnTree::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_tables.size());
    const bool isTable = parent.internalId() == ofTable && parent.column() == 0;
    return isTable ? int(m_tables[size_t(parent.row())].rows.size()) : 0;
}

int ColumnTree::columnCount(const QModelIndex &) const
{
    return ColumnModel::ColumnCount;
}

QString ColumnTree::countText(const Table &table, int column) const
{
    const Counts &counts = table.counts;
    if (column == ColumnModel::CategoryColumn)
        return Tr::tr("%n columns", nullptr, counts.columns);
    if (column != ColumnModel::RuleColumn)
        return {};
    QStringList parts;
    if (counts.replaced > 0)
        //: Beside a table: so many of its columns.
        parts << Tr::tr("%1 replaced").arg(numberText(counts.replaced));
    if (counts.undecided > 0)
        //: Beside a table: so many of its columns.
        parts << Tr::tr("%1 to decide").arg(numberText(counts.undecided));
    if (parts.isEmpty())
        //: Beside a table: every one of its columns.
        parts << Tr::tr("all in clear");
    return parts.join(u" · "_s);
}

QVariant ColumnTree::tableData(const Table &table, int column, int role) const
{
    const bool isName = column == ColumnModel::NameColumn;
    switch (role) {
    case Qt::DisplayRole:
    case ColumnModel::SortRole:
        if (!isName)
            return countText(table, column);
        return table.folded == 0 || role == ColumnModel::SortRole
                   ? table.text
                   //: A table, and how many partitions take its rules.
                   : Tr::tr("%1 (+ %n partitions)", nullptr, table.folded).arg(table.text);
    case Qt::ToolTipRole:
        return isName ? table.text : countText(table, column);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font;
        if (isName)
            font.setWeight(QFont::DemiBold);
        return font;
    }
    case Qt::ForegroundRole: {
        const Colors &colors = colorsOf(QGuiApplication::palette());
        if (column == ColumnModel::RuleColumn && table.counts.undecided > 0)
            return colors.warning;
        return isName ? QVariant() : QVariant(colors.mutedText);
    }
    case ColumnModel::TableRole:
        return true;
    default:
        return {};
    }
}

QVariant ColumnTree::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == ofTable)
        return tableData(m_tables[size_t(index.row())], index.column(), role);
    const int row = columnRow(index);
    if (index.column() == ColumnModel::NameColumn && (role == Qt::DisplayRole || role == ColumnModel::SortRole))
        return engine::text(m_columns.decisions()[size_t(row)].column);
    return m_columns.data(m_columns.index(row, index.column()),
                          role == ColumnModel::SortRole ? int(Qt::DisplayRole) : role);
}

QVariant ColumnTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == ColumnModel::NameColumn && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return Tr::tr("Table, column");
    return m_columns.headerData(section, orientation, role);
}

Qt::ItemFlags ColumnTree::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const int row = columnRow(index);
    return row < 0 ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : m_columns.flags(m_columns.index(row, index.column()));
}

bool ColumnTree::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const int row = columnRow(index);
    return row >= 0 && m_columns.setData(m_columns.index(row, index.column()), value, role);
}

} // namespace ui
