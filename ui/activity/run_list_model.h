// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/operation_kind.h"
#include "engine/store/run_history.h"

#include <QAbstractTableModel>
#include <QList>

namespace ui {

/// "Clone", "Going back", …
[[nodiscard]] QString kindText(engine::runs::OperationKind kind);
/// "Clone: shop → copy".
[[nodiscard]] QString whatText(const engine::store::RunRow &run);
/// "Succeeded", "Incomplete", …, of the keys of the history.
[[nodiscard]] QString outcomeText(const QString &outcome, const QString &targetState);

/// The operations that ended, newest first: read in pages, by whoever owns this.
class RunListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { WhenColumn, WhatColumn, OutcomeColumn, TimeColumn, columnCountOfAll };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(const QList<engine::store::RunRow> &runs, bool hasMore);
    void addRuns(const QList<engine::store::RunRow> &runs, bool hasMore);
    /// REQUIRES: a row of the model.
    [[nodiscard]] const engine::store::RunRow &run(int row) const { return m_runs.at(row); }
    /// Every cell says its words again.
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    /// Those before run `before` are wanted.
    void moreWanted(qint64 before);

private:
    QList<engine::store::RunRow> m_runs;
    bool m_hasMore = false;
};

} // namespace ui
