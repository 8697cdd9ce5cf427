// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/fingerprint/row_report.h"
#include "engine/workspace/requests/compare_rows_request.h"

#include <QAbstractTableModel>

#include <memory>
#include <set>
#include <vector>

namespace ui {

/// The rows of one table that differ, a page of them at a time, with what differs marked; ticked are those that should
/// follow. Values that are hidden are nowhere in it, not even in a tool tip.
class RowModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Kind = engine::fingerprint::RowDifference::Kind;
    static constexpr int rowsOfPage = 50;

    explicit RowModel(QObject *parent = nullptr)
        : QAbstractTableModel(parent)
    {}

    /// Null: nothing. Forgets the ticks.
    void setComparison(std::shared_ptr<const engine::fingerprint::RowComparison> comparison);
    /// Its place among the tables; -1: none.
    void setTable(int table);
    [[nodiscard]] const engine::fingerprint::TableDifference *table() const;
    void setHidden(bool isHidden);
    [[nodiscard]] bool isHidden() const { return m_isHidden; }
    [[nodiscard]] bool shows(Kind kind) const { return m_shown.contains(kind); }
    void setShown(Kind kind, bool isShown);

    [[nodiscard]] int page() const { return m_page; }
    [[nodiscard]] int pageCount() const;
    void setPage(int page);

    /// Those of all tables whose kind is shown: what nobody sees is not in the script.
    [[nodiscard]] engine::workspace::ChosenRows ticked() const;
    /// Ticked, of a kind that is not shown.
    [[nodiscard]] int hiddenTicks() const;
    /// Every kept row of the table whose kind is shown, on whichever page.
    void tickTable(bool isTicked);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void ticksChanged();

private:
    void fill();
    [[nodiscard]] size_t place(int row) const;
    [[nodiscard]] const engine::fingerprint::RowDifference &difference(int row) const;
    [[nodiscard]] QString cell(const engine::fingerprint::RowDifference &row, size_t column) const;
    [[nodiscard]] QVariant rowData(const engine::fingerprint::RowDifference &row, int role) const;
    [[nodiscard]] QVariant valueData(const engine::fingerprint::RowDifference &row, size_t column, int role) const;

    std::shared_ptr<const engine::fingerprint::RowComparison> m_comparison;
    int m_table = -1;
    bool m_isHidden = true;
    std::set<Kind> m_shown{Kind::Changed, Kind::OnlySource, Kind::OnlyTarget};
    int m_page = 0;
    /// Places of rows of the table whose kind is shown.
    std::vector<size_t> m_rows;
    /// Columns in the order in which they are read: the key, what differs somewhere, the rest.
    std::vector<size_t> m_columns;
    engine::workspace::ChosenRows m_ticked;
};

} // namespace ui
