// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>

namespace ui {

/// The tables of a running operation. refresh() reads the counters and tells the views only about rows that changed.
class TableProgressModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, StateColumn, ShareColumn, RowsColumn, BytesColumn, TimeColumn, ColumnCount };
    enum Role {
        /// A double from 0 to 1; -1 when not known.
        ShareRole = Qt::UserRole,
        SortRole,
        StateRole,
    };
    using State = engine::TableProgress::State;
    using QAbstractTableModel::QAbstractTableModel;

    /// Forgets the tables of the last operation.
    void clear();
    /// From now on what did not end was stopped on purpose: nobody's failure.
    void setStopping();
    void refresh(const engine::Progress &progress);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// How many tables are in it.
    [[nodiscard]] int count(State state) const;

private:
    struct Row
    {
        QString name;
        qint64 expectedRows = -1;
        qint64 expectedBytes = -1;
        qint64 rows = 0;
        qint64 bytes = 0;
        qint64 anonymizedFields = 0;
        /// By the clock, since it began: several workers may share a table.
        qint64 seconds = 0;
        State state = State::Waiting;

        bool operator==(const Row &) const = default;
        [[nodiscard]] double share() const;
    };
    static Row read(const engine::TableProgress &table);
    void measure(qsizetype number, Row &row);
    [[nodiscard]] QString stateText(State state) const;
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] static QVariant sortValue(const Row &row, int column);

    QList<Row> m_rows;
    /// When each table was first seen at work, in milliseconds of m_clock; -1: not yet.
    QList<qint64> m_begun;
    QElapsedTimer m_clock;
    bool m_isStopping = false;
    const engine::Progress::Tables *m_tables = nullptr;
};

} // namespace ui
