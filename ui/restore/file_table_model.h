// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/workspace/file_contents.h"

#include <QAbstractItemModel>

#include <string>
#include <vector>

namespace ui {

/// The tables of a file below their schemas, with a tick each: a schema is ticked with all that it holds, or in part.
/// At first all of them are.
class FileTableModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, RowsColumn, SizeColumn, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    void setTables(const QList<engine::workspace::FileContents::Table> &tables);
    /// Whether single ones may be chosen; otherwise no ticks are shown.
    void setChoosing(bool isChoosing);
    [[nodiscard]] bool isChoosing() const { return m_isChoosing; }
    void setAllTicked(bool isTicked);
    void retranslate();

    [[nodiscard]] bool isEverythingTicked() const;
    [[nodiscard]] int tickedCount() const;
    [[nodiscard]] int tableCount() const;
    /// Those that are ticked, as patterns that fit nothing else; empty where all are.
    [[nodiscard]] std::vector<std::string> chosenPatterns() const;
    /// Null for a schema.
    [[nodiscard]] const engine::workspace::FileContents::Table *table(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    void choiceChanged();

private:
    struct Row
    {
        engine::workspace::FileContents::Table table{};
        bool isTicked = true;
    };
    struct Schema
    {
        QString name{};
        QList<Row> rows{};
    };
    static constexpr quintptr ofSchema = 0;

    [[nodiscard]] static Qt::CheckState stateOf(const Schema &schema);
    [[nodiscard]] QVariant schemaData(const Schema &schema, int column, int role) const;
    [[nodiscard]] QVariant tableData(const Row &row, int column, int role) const;
    void announce(int schema);

    QList<Schema> m_schemas;
    bool m_isChoosing = false;
};

} // namespace ui
