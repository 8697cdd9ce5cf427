// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/run_list_model.h"

#include "engine/runs/operation_kind.h"
#include "engine/runs/report_json.h"
#include "ui/text.h"

#include <QLocale>

namespace ui {

using engine::runs::OperationKind;
using engine::runs::Outcome;
using engine::store::RunRow;

QString kindText(OperationKind kind)
{
    if (kind == OperationKind::Clone)
        //: What was done, as a noun.
        return Tr::tr("Clone", "noun");
    if (kind == OperationKind::Rollback)
        return Tr::tr("Going back");
    if (kind == OperationKind::Verify || kind == OperationKind::Compare)
        return Tr::tr("Comparison");
    if (kind == OperationKind::Migrate)
        return Tr::tr("Change of structure");
    if (kind == OperationKind::Backup)
        return Tr::tr("Backup");
    if (kind == OperationKind::Restore)
        return Tr::tr("Restore");
    // A verb that has no word here yet.
    return engine::runs::operationKey(kind);
}

QString whatText(const RunRow &run)
{
    const auto kind = engine::runs::operationOf(run.operation);
    if (!kind)
        return run.operation;
    if (run.source.isEmpty() || run.target.isEmpty()) {
        const QString name = isolated(run.target.isEmpty() ? run.source : run.target);
        //: %1 what was done, %2 the environment to which.
        return Tr::tr("%1: %2").arg(kindText(*kind), name);
    }
    //: %1 what was done, %2 the source, %3 the target.
    return Tr::tr("%1: %2 → %3").arg(kindText(*kind), isolated(run.source), isolated(run.target));
}

QString outcomeText(const QString &outcome, const QString &targetState)
{
    if (targetState == QLatin1String("incomplete"))
        return Tr::tr("Incomplete");
    switch (engine::runs::outcomeOf(outcome).value_or(Outcome::Failed)) {
    case Outcome::Succeeded:
        return Tr::tr("Succeeded");
    case Outcome::Cancelled:
        return Tr::tr("Cancelled");
    case Outcome::Refused:
        return Tr::tr("Refused");
    case Outcome::Failed:
        break;
    }
    return Tr::tr("Failed");
}

void RunListModel::setRuns(const QList<RunRow> &runs, bool hasMore)
{
    beginResetModel();
    m_runs = runs;
    m_hasMore = hasMore;
    endResetModel();
}

void RunListModel::addRuns(const QList<RunRow> &runs, bool hasMore)
{
    m_hasMore = hasMore;
    if (runs.isEmpty())
        return;
    const int first = int(m_runs.size());
    beginInsertRows({}, first, first + int(runs.size()) - 1);
    m_runs += runs;
    endInsertRows();
}

void RunListModel::retranslate()
{
    if (!m_runs.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_runs.size()) - 1, columnCountOfAll - 1));
    emit headerDataChanged(Qt::Horizontal, 0, columnCountOfAll - 1);
}

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_runs.size());
}

int RunListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountOfAll;
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunRow &run = m_runs.at(index.row());
    if (role == Qt::TextAlignmentRole && index.column() == TimeColumn)
        return int(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == WhenColumn)
        return QLocale().toString(run.started.toLocalTime(), QLocale::LongFormat);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case WhenColumn:
        return QLocale().toString(run.started.toLocalTime(), QLocale::ShortFormat);
    case WhatColumn:
        return whatText(run);
    case OutcomeColumn:
        return outcomeText(run.outcome, run.targetState);
    case TimeColumn:
        return clockText(std::chrono::milliseconds(run.started.msecsTo(run.ended)));
    default:
        return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == TimeColumn)
        return int(Qt::AlignTrailing | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn:
        return Tr::tr("When");
    case WhatColumn:
        return Tr::tr("Operation");
    case OutcomeColumn:
        return Tr::tr("Outcome");
    case TimeColumn:
        return Tr::tr("Duration");
    default:
        return {};
    }
}

bool RunListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore;
}

void RunListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent) || m_runs.isEmpty())
        return;
    // Asked once; the answer says whether there is still more.
    m_hasMore = false;
    emit moreWanted(m_runs.constLast().id);
}

} // namespace ui
