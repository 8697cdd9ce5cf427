// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/table_choice_model.h"

#include "ui/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using engine::runs::PlannedTable;

namespace {

/// A pattern that fits this name alone.
QString literalPattern(const QString &name)
{
    QString pattern;
    for (const QChar character : name) {
        const bool isSpecial = character == u'*' || character == u'?' || character == u'[';
        pattern += isSpecial ? u'[' + QString(character) + u']' : QString(character);
    }
    return pattern;
}

} // namespace

void TableChoiceModel::setTables(const QList<PlannedTable> &tables)
{
    QList<Row> rows;
    for (const PlannedTable &table : tables) {
        Row row{.table = table};
        row.isTicked = !m_unticked.contains(keyOf(row));
        row.isLeftOut = row.isTicked && !table.isCopied;
        rows << row;
    }
    // Checked again after each tick: the list must not jump back to its beginning.
    const bool isSameList = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                       [](const Row &now, const Row &before) { return keyOf(now) == keyOf(before); });
    if (isSameList) {
        m_rows = std::move(rows);
        announceAll();
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void TableChoiceModel::announceAll()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
}

void TableChoiceModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_unticked.clear();
    endResetModel();
}

void TableChoiceModel::tick(Row &row, bool isTicked)
{
    row.isTicked = isTicked;
    if (isTicked)
        m_unticked.remove(keyOf(row));
    else
        m_unticked.insert(keyOf(row));
}

void TableChoiceModel::setTicked(const QList<int> &rows, bool isTicked)
{
    for (const int row : rows) {
        if (!m_rows.at(row).isLeftOut)
            tick(m_rows[row], isTicked);
    }
    announceAll();
    emit choiceChanged();
}

void TableChoiceModel::tickOnly(const std::function<bool(const QString &, const QString &)> &isWanted)
{
    for (Row &row : m_rows) {
        if (!row.isLeftOut)
            tick(row, isWanted(row.table.schema, row.table.name));
    }
    announceAll();
    emit choiceChanged();
}

std::vector<std::string> TableChoiceModel::tickedPatterns() const
{
    std::vector<std::string> patterns;
    for (const Row &row : m_rows) {
        if (row.isTicked && !row.isLeftOut)
            patterns.push_back(
                QString(literalPattern(row.table.schema) + u'.' + literalPattern(row.table.name)).toStdString());
    }
    std::sort(patterns.begin(), patterns.end());
    return patterns;
}

void TableChoiceModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    announceAll();
}

std::vector<std::string> TableChoiceModel::untickedPatterns(const std::vector<std::string> &schemas) const
{
    std::vector<std::string> patterns;
    for (const Key &key : m_unticked) {
        const bool isCloned
            = schemas.empty() || std::find(schemas.begin(), schemas.end(), key.first.toStdString()) != schemas.end();
        if (isCloned)
            patterns.push_back(QString(literalPattern(key.first) + u'.' + literalPattern(key.second)).toStdString());
    }
    std::sort(patterns.begin(), patterns.end());
    return patterns;
}

QString TableChoiceModel::summary() const
{
    qint64 rows = 0;
    qint64 bytes = 0;
    int count = 0;
    for (const Row &row : m_rows) {
        if (!row.isTicked || row.isLeftOut)
            continue;
        ++count;
        rows += std::max<qint64>(0, row.table.rows);
        bytes += row.table.bytes;
    }
    //: %1: how many tables there are, as in "28 tables"; %2: a number of rows; %3: a size.
    if (count == int(m_rows.size()))
        return Tr::tr("%1 with their rows: about %2 rows, %3.")
            .arg(Tr::tr("%n tables", nullptr, count), numberText(rows), byteText(bytes));
    return Tr::tr("%1 of %2 with their rows: about %3 rows, %4.")
        .arg(numberText(count), Tr::tr("%n tables", nullptr, int(m_rows.size())), numberText(rows), byteText(bytes));
}

int TableChoiceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TableChoiceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TableChoiceModel::text(const Row &row, int column)
{
    switch (column) {
    case NameColumn:
        return row.table.schema + u'.' + row.table.name;
    case RowsColumn:
        return row.table.rows < 0 ? QString() : numberText(row.table.rows);
    case SizeColumn:
        return byteText(row.table.bytes);
    case WhatColumn:
        if (row.isLeftOut)
            return Tr::tr("structure only, by a pattern");
        return row.isTicked ? Tr::tr("with its rows") : Tr::tr("structure only");
    default:
        return {};
    }
}

QVariant TableChoiceModel::sortValue(const Row &row, int column)
{
    switch (column) {
    case RowsColumn:
        return row.table.rows;
    case SizeColumn:
        return row.table.bytes;
    default:
        return text(row, column);
    }
}

QVariant TableChoiceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const bool isNumber = index.column() == RowsColumn || index.column() == SizeColumn;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == RowsColumn ? Tr::tr("As the server estimates") : text(row, index.column());
    case Qt::CheckStateRole:
        return index.column() == NameColumn ? QVariant(row.isTicked && !row.isLeftOut ? Qt::Checked : Qt::Unchecked)
                                            : QVariant();
    case Qt::TextAlignmentRole:
        return int((isNumber ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    case SortRole:
        return sortValue(row, index.column());
    default:
        return {};
    }
}

QVariant TableChoiceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == RowsColumn || section == SizeColumn ? Qt::AlignTrailing : Qt::AlignLeading)
                   | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return Tr::tr("Table");
    case RowsColumn:
        return Tr::tr("Rows");
    case SizeColumn:
        return Tr::tr("Volume");
    case WhatColumn:
        return Tr::tr("What is cloned");
    default:
        return {};
    }
}

Qt::ItemFlags TableChoiceModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (m_rows.at(index.row()).isLeftOut)
        return Qt::ItemIsSelectable;
    const Qt::ItemFlags usual = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return index.column() == NameColumn ? usual | Qt::ItemIsUserCheckable : usual;
}

bool TableChoiceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != NameColumn || role != Qt::CheckStateRole
        || m_rows.at(index.row()).isLeftOut)
        return false;
    tick(m_rows[index.row()], value.toInt() == Qt::Checked);
    emit dataChanged(index, index.siblingAtColumn(WhatColumn));
    emit choiceChanged();
    return true;
}

void NameFilter::setWords(const QString &words)
{
    m_words = plainLetters(words).split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool NameFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_words.isEmpty())
        return true;
    const QString name
        = plainLetters(sourceModel()->index(sourceRow, TableChoiceModel::NameColumn, sourceParent).data().toString());
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) { return name.contains(word); });
}

} // namespace ui
