// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/table_progress_model.h"

#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QGuiApplication>

#include <algorithm>

namespace ui {

QString TableProgressModel::stateText(State state) const
{
    switch (state) {
    case State::Waiting:
        return Tr::tr("waiting");
    case State::Running:
        return Tr::tr("copying");
    case State::Indexing:
        return Tr::tr("indexing");
    case State::Done:
        return Tr::tr("done");
    case State::Failed:
        //: State of a table whose copy was cancelled by the person.
        return m_isStopping ? Tr::tr("stopped") : Tr::tr("failed");
    }
    return {};
}

double TableProgressModel::Row::share() const
{
    if (state == State::Done || state == State::Indexing)
        return 1;
    if (expectedBytes > 0)
        return std::min(1.0, double(bytes) / double(expectedBytes));
    if (expectedRows > 0)
        return std::min(1.0, double(rows) / double(expectedRows));
    return state == State::Waiting ? 0 : -1;
}

TableProgressModel::Row TableProgressModel::read(const engine::TableProgress &table)
{
    return {.name = table.name,
            .expectedRows = table.expectedRows,
            .expectedBytes = table.expectedBytes,
            .rows = table.rows.load(std::memory_order_relaxed),
            .bytes = table.bytes.load(std::memory_order_relaxed),
            .anonymizedFields = table.anonymizedFields.load(std::memory_order_relaxed),
            .state = table.state.load(std::memory_order_relaxed)};
}

void TableProgressModel::measure(qsizetype number, Row &row)
{
    const bool isAtWork = row.state == State::Running || row.state == State::Indexing;
    if (isAtWork && m_begun.at(number) < 0)
        m_begun[number] = m_clock.elapsed();
    if (isAtWork)
        row.seconds = (m_clock.elapsed() - m_begun.at(number)) / 1000;
    else
        row.seconds = m_rows.value(number).seconds;
}

int TableProgressModel::count(State state) const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [state](const Row &row) { return row.state == state; }));
}

void TableProgressModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_begun.clear();
    m_tables = nullptr;
    m_isStopping = false;
    m_clock.start();
    endResetModel();
}

void TableProgressModel::setStopping()
{
    m_isStopping = true;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, StateColumn), index(int(m_rows.size()) - 1, StateColumn));
}

void TableProgressModel::refresh(const engine::Progress &progress)
{
    const auto tables = progress.tables();
    if (!tables)
        return;
    if (tables.get() != m_tables) {
        beginResetModel();
        m_tables = tables.get();
        m_rows.clear();
        for (const auto &table : *tables)
            m_rows << read(*table);
        m_begun.fill(-1, m_rows.size());
        if (!m_clock.isValid())
            m_clock.start();
        endResetModel();
        return;
    }
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        Row now = read(*(*tables)[size_t(row)]);
        measure(row, now);
        if (now == m_rows.at(row))
            continue;
        m_rows[row] = now;
        emit dataChanged(index(int(row), NameColumn), index(int(row), TimeColumn));
    }
}

void TableProgressModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
}

int TableProgressModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TableProgressModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TableProgressModel::text(const Row &row, int column) const
{
    switch (column) {
    case NameColumn:
        return row.name;
    case StateColumn:
        return stateText(row.state);
    case ShareColumn: {
        const double share = row.share();
        //: A percentage.
        return share < 0 ? QString() : Tr::tr("%1 %").arg(int(share * 100));
    }
    case RowsColumn:
        if (row.state == State::Waiting)
            return row.expectedRows < 0 ? QString() : Tr::tr("about %1").arg(numberText(row.expectedRows));
        return numberText(row.rows);
    case BytesColumn:
        if (row.state == State::Waiting)
            return row.expectedBytes < 0 ? QString() : Tr::tr("about %1").arg(byteText(row.expectedBytes));
        return byteText(row.bytes);
    case TimeColumn:
        return row.state == State::Waiting ? QString() : clockText(std::chrono::seconds(row.seconds));
    default:
        return {};
    }
}

QVariant TableProgressModel::sortValue(const Row &row, int column)
{
    switch (column) {
    case StateColumn:
        return int(row.state);
    case ShareColumn:
        return row.share();
    case RowsColumn:
        return row.expectedRows >= 0 ? row.expectedRows : row.rows;
    case BytesColumn:
        // What is expected does not change: rows keep their places while they grow.
        return row.expectedBytes >= 0 ? row.expectedBytes : row.bytes;
    case TimeColumn:
        return row.seconds;
    default:
        return row.name;
    }
}

QVariant TableProgressModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == NameColumn)
            return row.name;
        if (row.anonymizedFields > 0)
            return Tr::tr("%1 fields replaced").arg(numberText(row.anonymizedFields));
        return {};
    case Qt::TextAlignmentRole:
        return int(index.column() >= RowsColumn ? Qt::AlignTrailing | Qt::AlignVCenter
                                                : Qt::AlignLeading | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (row.state == State::Done || row.state == State::Waiting)
            return colorsOf(QGuiApplication::palette()).mutedText;
        if (row.state == State::Failed && !m_isStopping)
            return colorsOf(QGuiApplication::palette()).error;
        return {};
    case ShareRole:
        return row.share();
    case StateRole:
        return int(row.state);
    case SortRole:
        return sortValue(row, index.column());
    default:
        return {};
    }
}

QVariant TableProgressModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section >= RowsColumn ? Qt::AlignTrailing | Qt::AlignVCenter : Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return Tr::tr("Table");
    case StateColumn:
        return Tr::tr("State");
    case ShareColumn:
        return Tr::tr("Progress");
    case RowsColumn:
        return Tr::tr("Rows");
    case BytesColumn:
        return Tr::tr("Volume");
    case TimeColumn:
        return Tr::tr("Time");
    default:
        return {};
    }
}

} // namespace ui
