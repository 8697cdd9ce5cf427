// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/plan.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace ui {

/// The columns of a plan or of a report whose values are in the target as they were, each with its reason.
class ClearColumnModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, WhyColumn, ValuesColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole, TechnicalRole };
    using QAbstractTableModel::QAbstractTableModel;

    /// Of all columns: those that are replaced, and those without a value, are left out.
    void setColumns(const QList<engine::runs::PlannedColumn> &columns);
    /// Those in clear because of what they are.
    [[nodiscard]] int technicalCount() const { return m_technicalCount; }
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<engine::runs::PlannedColumn> m_columns;
    int m_technicalCount = 0;
};

/// Technical columns only when asked for; what weighs most comes first.
class ClearColumnFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWithTechnical(bool withTechnical);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    bool m_withTechnical = false;
};

} // namespace ui
