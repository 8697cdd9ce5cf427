// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/report.h"

#include <QAbstractTableModel>

namespace ui {

/// The outcome in one sentence, the state of the target in another, what was checked: what stands at the top of a
/// report. No widget.
struct ReportSummary
{
    QString outcome{};
    QString target{};
    QString verified{};
    QString personalData{};
    QString totals{};
};
[[nodiscard]] ReportSummary summaryOf(const engine::runs::Report &report);
/// What of a production is in clear in the target because somebody said so, with its weight.
[[nodiscard]] QStringList clearDataOf(const engine::runs::Report &report);
/// "comment public.users: looks like an e-mail address" each.
[[nodiscard]] QStringList mentionsIn(const QList<engine::runs::Mention> &mentions);
/// "function public.f(): why" each.
[[nodiscard]] QStringList objectsNotCarried(const QList<engine::runs::NotCarried> &objects);

/// The tables of a report.
class ReportTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, RowsColumn, BytesColumn, FieldsColumn, TimeColumn, DigestColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;

    void setTables(const QList<engine::runs::TableReport> &tables);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<engine::runs::TableReport> m_tables;
};

} // namespace ui
