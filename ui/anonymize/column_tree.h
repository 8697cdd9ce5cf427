// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/column_decision.h"

#include <QAbstractItemModel>

#include <vector>

namespace ui {

class ColumnModel;

/// The columns of a ColumnModel below their tables, with what happens to them counted beside each table. A column that
/// a partition, or a table that inherits, takes from above stands there alone: its rule is the same.
///
/// Borrows `columns`, which must outlive it.
class ColumnTree final : public QAbstractItemModel
{
    Q_OBJECT

public:
    explicit ColumnTree(ColumnModel &columns, QObject *parent = nullptr);

    /// The row of `columns` that stands there; -1 for a table.
    [[nodiscard]] int columnRow(const QModelIndex &index) const;
    /// The rows of `columns` below the table in this row.
    [[nodiscard]] const std::vector<int> &columnsOf(int tableRow) const { return m_tables[size_t(tableRow)].rows; }
    /// Where it stands; invalid for one that stands at another table.
    [[nodiscard]] QModelIndex indexOf(int columnRow) const;
    /// "5 partitions and tables that inherit take its rules."; empty where there are none, and for columns.
    [[nodiscard]] QString foldedText(const QModelIndex &index) const;
    void retranslate();

    struct Counts
    {
        int columns = 0;
        int replaced = 0;
        int undecided = 0;
    };
    /// Of everything that stands here.
    [[nodiscard]] Counts counts() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

private:
    struct Table
    {
        engine::sql::QualifiedName name{};
        QString text{};
        /// Of the columns.
        std::vector<int> rows{};
        int folded = 0;
        Counts counts{};
    };
    /// Where the column of a row stands; -1 for one that stands elsewhere.
    struct Place
    {
        int table = -1;
        int row = -1;
    };
    static constexpr quintptr ofTable = 0;

    void build();
    void count(Table &table) const;
    void follow(int firstRow, int lastRow);
    [[nodiscard]] QVariant tableData(const Table &table, int column, int role) const;
    [[nodiscard]] QString countText(const Table &table, int column) const;

    ColumnModel &m_columns;
    std::vector<Table> m_tables;
    std::vector<Place> m_places;
};

} // namespace ui
