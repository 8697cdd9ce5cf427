// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/restore/file_table_model.h"

#include "ui/text.h"

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;
using Table = engine::workspace::FileContents::Table;

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

/// The table of contents of an archive does not count them.
bool isCounted(const Table &table)
{
    return !table.isAtLeast || table.rows > 0;
}

QString rowsText(const Table &table)
{
    if (!isCounted(table))
        return u"—"_s;
    return (table.isAtLeast ? u"≥ "_s : QString()) + numberText(table.rows);
}

QString sizeText(const Table &table)
{
    return table.bytes > 0 || isCounted(table) ? byteText(table.bytes) : u"—"_s;
}

} // namespace

void FileTableModel::setTables(const QList<Table> &tables)
{
    beginResetModel();
    m_schemas.clear();
    for (const Table &table : tables) {
        const auto found = std::find_if(m_schemas.begin(), m_schemas.end(),
                                        [&](const Schema &schema) { return schema.name == table.schema; });
        if (found != m_schemas.end())
            found->rows.append({.table = table});
        else
            m_schemas.append({.name = table.schema, .rows = {{.table = table}}});
    }
    endResetModel();
}

void FileTableModel::setChoosing(bool isChoosing)
{
    if (std::exchange(m_isChoosing, isChoosing) == isChoosing)
        return;
    for (int schema = 0; schema < int(m_schemas.size()); ++schema)
        announce(schema);
}

void FileTableModel::setAllTicked(bool isTicked)
{
    for (int schema = 0; schema < int(m_schemas.size()); ++schema) {
        for (Row &row : m_schemas[schema].rows)
            row.isTicked = isTicked;
        announce(schema);
    }
    emit choiceChanged();
}

void FileTableModel::announce(int schema)
{
    const QModelIndex top = index(schema, 0);
    emit dataChanged(top, index(schema, ColumnCount - 1));
    if (const int rows = rowCount(top); rows > 0)
        emit dataChanged(index(0, 0, top), index(rows - 1, ColumnCount - 1, top));
}

void FileTableModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    for (int schema = 0; schema < int(m_schemas.size()); ++schema)
        announce(schema);
}

bool FileTableModel::isEverythingTicked() const
{
    return tickedCount() == tableCount();
}

int FileTableModel::tickedCount() const
{
    qsizetype count = 0;
    for (const Schema &schema : m_schemas)
        count += std::count_if(schema.rows.begin(), schema.rows.end(), [](const Row &row) { return row.isTicked; });
    return int(count);
}

int FileTableModel::tableCount() const
{
    qsizetype count = 0;
    for (const Schema &schema : m_schemas)
        count += schema.rows.size();
    return int(count);
}

std::vector<std::string> FileTableModel::chosenPatterns() const
{
    std::vector<std::string> patterns;
    if (isEverythingTicked())
        return patterns;
    for (const Schema &schema : m_schemas) {
        for (const Row &row : schema.rows) {
            if (!row.isTicked)
                continue;
            const QString name = literalPattern(row.table.table);
            patterns.push_back(
                (schema.name.isEmpty() ? name : literalPattern(schema.name) + u'.' + name).toStdString());
        }
    }
    return patterns;
}

const Table *FileTableModel::table(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == ofSchema)
        return nullptr;
    return &m_schemas.at(qsizetype(index.internalId()) - 1).rows.at(index.row()).table;
}

QModelIndex FileTableModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : ofSchema);
}

QModelIndex FileTableModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == ofSchema)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, ofSchema);
}

int FileTableModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_schemas.size());
    const bool isSchema = parent.internalId() == ofSchema && parent.column() == 0;
    return isSchema ? int(m_schemas.at(parent.row()).rows.size()) : 0;
}

int FileTableModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

Qt::CheckState FileTableModel::stateOf(const Schema &schema)
{
    const auto ticked
        = std::count_if(schema.rows.begin(), schema.rows.end(), [](const Row &row) { return row.isTicked; });
    return ticked == 0 ? Qt::Unchecked : ticked == schema.rows.size() ? Qt::Checked : Qt::PartiallyChecked;
}

QVariant FileTableModel::schemaData(const Schema &schema, int column, int role) const
{
    if (role == Qt::CheckStateRole && column == NameColumn && m_isChoosing)
        return stateOf(schema);
    if (role != Qt::DisplayRole)
        return {};
    qint64 rows = 0;
    qint64 bytes = 0;
    bool isExact = true;
    for (const Row &row : schema.rows) {
        rows += row.table.rows;
        bytes += row.table.bytes;
        isExact = isExact && !row.table.isAtLeast;
    }
    switch (column) {
    case NameColumn:
        //: A schema and how many tables it has.
        return Tr::tr("%1 (%n tables)", nullptr, int(schema.rows.size()))
            .arg(schema.name.isEmpty() ? Tr::tr("without schema") : schema.name);
    case RowsColumn:
        return rows > 0 ? (isExact ? QString() : u"≥ "_s) + numberText(rows) : u"—"_s;
    default:
        return bytes > 0 || isExact ? byteText(bytes) : u"—"_s;
    }
}

QVariant FileTableModel::tableData(const Row &row, int column, int role) const
{
    if (role == Qt::CheckStateRole && column == NameColumn && m_isChoosing)
        return row.isTicked ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::ToolTipRole)
        return row.table.name;
    if (role != Qt::DisplayRole)
        return {};
    return column == NameColumn ? row.table.table : column == RowsColumn ? rowsText(row.table) : sizeText(row.table);
}

QVariant FileTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == NameColumn ? QVariant() : QVariant(int(Qt::AlignTrailing | Qt::AlignVCenter));
    if (index.internalId() == ofSchema)
        return schemaData(m_schemas.at(index.row()), index.column(), role);
    return tableData(m_schemas.at(qsizetype(index.internalId()) - 1).rows.at(index.row()), index.column(), role);
}

QVariant FileTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section != NameColumn)
        return int(Qt::AlignTrailing | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? Tr::tr("Table") : section == RowsColumn ? Tr::tr("Rows") : Tr::tr("Size");
}

Qt::ItemFlags FileTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return m_isChoosing && index.column() == NameColumn ? plain | Qt::ItemIsUserCheckable : plain;
}

bool FileTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !m_isChoosing || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const bool isTicked = value.toInt() == Qt::Checked;
    const bool isSchema = index.internalId() == ofSchema;
    const int schema = isSchema ? index.row() : int(index.internalId()) - 1;
    if (isSchema) {
        for (Row &row : m_schemas[schema].rows)
            row.isTicked = isTicked;
    } else {
        m_schemas[schema].rows[index.row()].isTicked = isTicked;
    }
    announce(schema);
    emit choiceChanged();
    return true;
}

} // namespace ui
