// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/run/table_progress_model.h"

#include <QSortFilterProxyModel>

namespace ui {

/// The tables of a run in the order in which one looks at them: what failed, what is at work, what waits, what is done;
/// within each as the columns are sorted. Lets through those of one kind, or all.
class RunTableFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Show { All, AtWork, Waiting, Done, Failed };

    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setShown(Show show);
    [[nodiscard]] Show shown() const { return m_show; }
    [[nodiscard]] static Show kindOf(TableProgressModel::State state);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    Show m_show = Show::All;
};

} // namespace ui
