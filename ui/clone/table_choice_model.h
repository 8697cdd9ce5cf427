// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/plan.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QSortFilterProxyModel>
#include <QStringList>

#include <functional>
#include <string>
#include <vector>

namespace ui {

/// The tables of the source with a tick each: a table without one keeps its structure and leaves its rows behind.
///
/// A table that a pattern leaves out has no tick and cannot be given one. What was unticked is remembered while the
/// tables of the same source are read again.
class TableChoiceModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, RowsColumn, SizeColumn, WhatColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;

    /// As the plan found them.
    void setTables(const QList<engine::runs::PlannedTable> &tables);
    /// Another source: nothing is known of it, nothing is unticked.
    void clear();
    void setTicked(const QList<int> &rows, bool isTicked);
    /// Ticks what `isWanted` says of schema and name, and nothing else.
    void tickOnly(const std::function<bool(const QString &schema, const QString &name)> &isWanted);
    void retranslate();

    /// The tables that were unticked, as patterns that fit nothing else, sorted; only those of `schemas` unless that is
    /// empty.
    [[nodiscard]] std::vector<std::string> untickedPatterns(const std::vector<std::string> &schemas) const;
    /// Those that are ticked, likewise, all schemas.
    [[nodiscard]] std::vector<std::string> tickedPatterns() const;
    /// "27 of 28 tables with their rows: about 61,000 rows, 30 MiB."
    [[nodiscard]] QString summary() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    /// The person ticked or unticked something.
    void choiceChanged();

private:
    struct Row
    {
        engine::runs::PlannedTable table;
        bool isTicked = true;
        /// By a pattern.
        bool isLeftOut = false;
    };
    using Key = QPair<QString, QString>;
    static Key keyOf(const Row &row) { return {row.table.schema, row.table.name}; }
    void announceAll();
    void tick(Row &row, bool isTicked);
    [[nodiscard]] static QString text(const Row &row, int column);
    [[nodiscard]] static QVariant sortValue(const Row &row, int column);

    QList<Row> m_rows;
    QSet<Key> m_unticked;
};

/// Lets through the tables in whose names every word is, accents and capitals aside.
class NameFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QStringList m_words;
};

} // namespace ui
