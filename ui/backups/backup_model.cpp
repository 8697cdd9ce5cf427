// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backup_model.h"

#include "ui/backups/backup_words.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

namespace ui {

using engine::store::BackupRecord;
using engine::store::BackupStatus;
using engine::store::ProofLevel;

namespace {

/// Beside the word, for who looks from afar; nothing where all is as it should be.
QVariant statusMark(BackupStatus status)
{
    const Colors &colors = colorsOf(QGuiApplication::palette());
    if (status == BackupStatus::Failed)
        return icon(Glyph::Error, colors.error);
    if (status == BackupStatus::Missing)
        return icon(Glyph::Warning, colors.warning);
    return {};
}

QVariant proofMark(const BackupRecord &backup)
{
    const Colors &colors = colorsOf(QGuiApplication::palette());
    if (backup.status == BackupStatus::Completed && isFoundDamaged(backup))
        return icon(Glyph::Error, colors.error);
    if (backup.status != BackupStatus::Completed || backup.proof == ProofLevel::None)
        return {};
    return icon(Glyph::Check, backup.proof == ProofLevel::FileIntact ? colors.mutedText : colors.success);
}

} // namespace

void BackupModel::setBackups(const QList<BackupRecord> &backups, bool hasMore)
{
    beginResetModel();
    m_backups = backups;
    m_hasMore = hasMore;
    endResetModel();
}

void BackupModel::addBackups(const QList<BackupRecord> &backups, bool hasMore)
{
    m_hasMore = hasMore;
    if (backups.isEmpty())
        return;
    const int first = int(m_backups.size());
    beginInsertRows({}, first, first + int(backups.size()) - 1);
    m_backups += backups;
    endInsertRows();
}

void BackupModel::update(const BackupRecord &backup)
{
    const int row = rowOf(backup.id);
    if (row < 0)
        return;
    m_backups[row] = backup;
    emit dataChanged(index(row, 0), index(row, columnCountOfAll - 1));
}

int BackupModel::rowOf(qint64 id) const
{
    const auto found = std::find_if(m_backups.begin(), m_backups.end(),
                                    [id](const BackupRecord &backup) { return backup.id == id; });
    return found == m_backups.end() ? -1 : int(found - m_backups.begin());
}

void BackupModel::retranslate()
{
    if (!m_backups.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_backups.size()) - 1, columnCountOfAll - 1));
    emit headerDataChanged(Qt::Horizontal, 0, columnCountOfAll - 1);
}

int BackupModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_backups.size());
}

int BackupModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountOfAll;
}

QString BackupModel::textOf(const BackupRecord &backup, int column)
{
    const bool isWhole = backup.status == BackupStatus::Completed || backup.status == BackupStatus::Missing;
    switch (column) {
    case DateColumn:
        return QLocale().toString(backup.started.toLocalTime(), QLocale::ShortFormat);
    case EnvironmentColumn:
        return backup.environment;
    case ContentsColumn:
        return contentsText(backup);
    case SizeColumn:
        return isWhole ? byteText(backup.fileBytes) : QString();
    case TimeColumn:
        return backup.ended.isValid() ? clockText(std::chrono::milliseconds(backup.started.msecsTo(backup.ended)))
                                      : QString();
    case StatusColumn:
        return statusText(backup.status);
    case ProofColumn:
        return isWhole ? proofText(backup) : QString();
    default:
        return {};
    }
}

QVariant BackupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BackupRecord &backup = m_backups.at(index.row());
    const bool isNumber = index.column() == SizeColumn || index.column() == TimeColumn;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(backup, index.column());
    case Qt::TextAlignmentRole:
        return isNumber ? QVariant(int(Qt::AlignTrailing | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
        return index.column() == DateColumn    ? QLocale().toString(backup.started.toLocalTime(), QLocale::LongFormat)
               : index.column() == ProofColumn ? proofMeaning(backup)
                                               : QString();
    case Qt::DecorationRole:
        return index.column() == StatusColumn                    ? statusMark(backup.status)
               : index.column() == ProofColumn                   ? proofMark(backup)
               : index.column() == DateColumn && backup.isPinned ? QVariant(icon(Glyph::Pin))
                                                                 : QVariant();
    default:
        return {};
    }
}

QVariant BackupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case DateColumn:
        return Tr::tr("Date");
    case EnvironmentColumn:
        return Tr::tr("Environment");
    case ContentsColumn:
        return Tr::tr("Contents");
    case SizeColumn:
        return Tr::tr("Size");
    case TimeColumn:
        return Tr::tr("Duration");
    case StatusColumn:
        return Tr::tr("State");
    case ProofColumn:
        return Tr::tr("Proof");
    default:
        return {};
    }
}

bool BackupModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore;
}

void BackupModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent) || m_backups.isEmpty())
        return;
    // Asked once; the answer says whether there is still more.
    m_hasMore = false;
    emit moreWanted(m_backups.constLast().id);
}

} // namespace ui
