// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/backup_records.h"

#include <QAbstractTableModel>
#include <QList>

namespace ui {

/// Backups, newest first, in pages: what it costs depends on what is shown, not on how many there are.
class BackupModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        DateColumn,
        EnvironmentColumn,
        ContentsColumn,
        SizeColumn,
        TimeColumn,
        StatusColumn,
        ProofColumn,
        columnCountOfAll
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setBackups(const QList<engine::store::BackupRecord> &backups, bool hasMore);
    void addBackups(const QList<engine::store::BackupRecord> &backups, bool hasMore);
    /// What is known of one of them now; nothing when it is not shown.
    void update(const engine::store::BackupRecord &backup);
    /// -1: not shown.
    [[nodiscard]] int rowOf(qint64 id) const;
    /// REQUIRES: a row of the model.
    [[nodiscard]] const engine::store::BackupRecord &backup(int row) const { return m_backups.at(row); }
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    /// Those before backup `before` are wanted.
    void moreWanted(qint64 before);

private:
    [[nodiscard]] static QString textOf(const engine::store::BackupRecord &backup, int column);

    QList<engine::store::BackupRecord> m_backups;
    bool m_hasMore = false;
};

} // namespace ui
