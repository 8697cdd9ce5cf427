// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/fingerprint/row_report.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace ui {

/// The tables whose rows were compared, with how many are equal and how many are not.
class RowTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ChangedColumn, SourceColumn, TargetColumn, EqualColumn, ColumnCount };

    explicit RowTableModel(QObject *parent = nullptr)
        : QAbstractTableModel(parent)
    {}

    void setComparison(std::shared_ptr<const engine::fingerprint::RowComparison> comparison);
    void setShowsEqual(bool shows);
    void setWords(const QString &words);
    /// The place of a row among the tables of the comparison; -1 for none.
    [[nodiscard]] int table(const QModelIndex &index) const;
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void fill();

    std::shared_ptr<const engine::fingerprint::RowComparison> m_comparison;
    std::vector<int> m_rows;
    bool m_showsEqual = false;
    QString m_words;
};

} // namespace ui
