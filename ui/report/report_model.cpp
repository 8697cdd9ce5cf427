// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/report_model.h"

#include "engine/base/errors/error_text.h"
#include "engine/catalog/model/kind_names.h"
#include "ui/text.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {

using engine::TargetState;
using engine::runs::OperationKind;
using engine::runs::Outcome;
using engine::runs::Report;
using engine::runs::TableReport;

namespace {

/// What was done, where it was.
QString doneSentence(const Report &report)
{
    const QString source = isolated(report.source);
    const QString target = isolated(report.target);
    const QString duration = durationText(std::chrono::milliseconds(report.durationMilliseconds));
    if (report.kind == OperationKind::Rollback)
        return Tr::tr("%1 is back as it was before the clone, in %2.").arg(target, duration);
    if (report.kind == OperationKind::Verify)
        return Tr::tr("%1 and %2 hold the same, as was found in %3.").arg(source, target, duration);
    if (report.kind == OperationKind::Compare)
        return report.verified ? Tr::tr("%1 and %2 are alike, as was found in %3.").arg(source, target, duration)
                               : Tr::tr("%1 and %2 were compared, in %3: they differ.").arg(source, target, duration);
    if (report.kind == OperationKind::Migrate)
        return Tr::tr("%1 was changed to be like %2, in %3.").arg(target, source, duration);
    if (report.target.isEmpty())
        return Tr::tr("%1 is backed up, in %2.").arg(source, duration);
    if (report.kind == OperationKind::Restore)
        return Tr::tr("%1 now holds what %2 holds, in %3.").arg(target, source, duration);
    return Tr::tr("%1 is now a double of %2, in %3.").arg(target, source, duration);
}

QString outcomeSentence(const Report &report)
{
    switch (report.outcome) {
    case Outcome::Succeeded:
        return doneSentence(report);
    case Outcome::Cancelled:
        return Tr::tr("Cancelled, as you asked.");
    case Outcome::Refused:
        return Tr::tr("Refused, to protect your data.");
    case Outcome::Failed:
        break;
    }
    return report.error ? engine::describe(*report.error).what : Tr::tr("It failed.");
}

QString targetSentence(const Report &report)
{
    const QString target = isolated(report.target);
    switch (report.targetState) {
    case TargetState::Replaced:
        if (report.kind == OperationKind::Migrate)
            return Tr::tr("What the script destroyed in %1 is kept aside: you can roll back at any time.").arg(target);
        return Tr::tr("What %1 held before is kept aside: you can roll back at any time.").arg(target);
    case TargetState::Unchanged:
        return Tr::tr("%1 is unchanged.").arg(target);
    case TargetState::Restored:
        return report.kind == OperationKind::Rollback ? Tr::tr("The clone is gone from %1.").arg(target)
                                                      : Tr::tr("%1 was put back as it was.").arg(target);
    case TargetState::Incomplete:
        return Tr::tr("%1 needs attention: it is neither as before nor as it should be. Clone to it again, or roll it "
                      "back.")
            .arg(target);
    case TargetState::NotConcerned:
        break;
    }
    return {};
}

QString anonymizedColumns(const TableReport &table)
{
    QStringList lines;
    for (auto column = table.anonymizedColumns.begin(); column != table.anonymizedColumns.end(); ++column)
        lines << Tr::tr("%1: %2").arg(column.key(), numberText(column.value()));
    return lines.join(u'\n');
}

/// What a cell shows, or what it is sorted by.
QVariant cell(const TableReport &table, int column, bool isText)
{
    switch (column) {
    case ReportTableModel::NameColumn:
        return table.name;
    case ReportTableModel::RowsColumn:
        return isText ? QVariant(numberText(table.rows)) : QVariant(table.rows);
    case ReportTableModel::BytesColumn:
        return isText ? QVariant(byteText(table.bytes)) : QVariant(table.bytes);
    case ReportTableModel::FieldsColumn:
        if (isText && table.anonymizedFields == 0)
            return QString();
        return isText ? QVariant(numberText(table.anonymizedFields)) : QVariant(table.anonymizedFields);
    case ReportTableModel::TimeColumn:
        return isText ? QVariant(clockText(std::chrono::milliseconds(table.milliseconds)))
                      : QVariant(table.milliseconds);
    case ReportTableModel::DigestColumn:
        return table.digest;
    default:
        return {};
    }
}

} // namespace

ReportSummary summaryOf(const Report &report)
{
    ReportSummary summary{.outcome = outcomeSentence(report), .target = targetSentence(report)};
    if (report.outcome != Outcome::Succeeded || report.kind == OperationKind::Rollback
        || report.kind == OperationKind::Compare)
        return summary;
    if (report.kind == OperationKind::Migrate) {
        qint64 statements = 0;
        for (const qint64 ofKind : report.objects)
            statements += ofKind;
        summary.verified = report.verified ? Tr::tr("Compared again: nothing of what was chosen differs any more.")
                                           : Tr::tr("Compared again: not everything is as it should be.");
        summary.totals = Tr::tr("%n statements", nullptr, int(statements));
        return summary;
    }
    if (report.file)
        //: %1 the path of a file, %2 its size, %3 the moment that its contents are of.
        summary.target = Tr::tr("The file: %1, %2, contents of %3.")
                             .arg(isolated(report.file->path), byteText(report.file->bytes),
                                  QLocale().toString(report.file->snapshot.toLocalTime(), QLocale::ShortFormat));
    const bool isClone = report.kind == OperationKind::Clone || report.kind == OperationKind::Restore;
    if (isClone)
        summary.verified = report.verified ? Tr::tr("Verified: every row was read back from the target and compared.")
                                           : Tr::tr("Not verified: the rows were not read back.");
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 fields = 0;
    for (const TableReport &table : report.tables) {
        rows += table.rows;
        bytes += table.bytes;
        fields += table.anonymizedFields;
    }
    const bool hasMoved = report.kind != OperationKind::Verify;
    if (hasMoved && report.anonymized)
        summary.personalData = Tr::tr("Personal data: %1 fields replaced on the way.").arg(numberText(fields));
    else if (hasMoved && report.rawReason.isEmpty())
        summary.personalData = Tr::tr("Personal data was copied as it is.");
    summary.totals
        = Tr::tr("%1, %2 rows, %3")
              .arg(Tr::tr("%n tables", nullptr, int(report.tables.size())), numberText(rows), byteText(bytes));
    return summary;
}

QStringList clearDataOf(const Report &report)
{
    return texts(engine::runs::clearDataSentences(report.source, report.target, report.rawReason, report.columns));
}

QStringList mentionsIn(const QList<engine::runs::Mention> &mentions)
{
    QStringList lines;
    for (const auto &mention : mentions)
        lines << Tr::tr("%1 %2: %3")
                     .arg(engine::catalog::kindName(mention.kind).text(), isolated(mention.name),
                          mention.reason.text());
    return lines;
}

QStringList objectsNotCarried(const QList<engine::runs::NotCarried> &objects)
{
    QStringList lines;
    for (const auto &object : objects)
        lines << Tr::tr("%1 %2: %3")
                     .arg(engine::catalog::kindName(object.kind).text(),
                          isolated(engine::catalog::nameForPeople(object.kind, object.name).text()),
                          object.reason.text());
    return lines;
}

void ReportTableModel::setTables(const QList<TableReport> &tables)
{
    beginResetModel();
    m_tables = tables;
    endResetModel();
}

void ReportTableModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_tables.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_tables.size()) - 1, ColumnCount - 1));
}

int ReportTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tables.size());
}

int ReportTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReportTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TableReport &table = m_tables.at(index.row());
    const bool isNumber = index.column() >= RowsColumn && index.column() <= TimeColumn;
    if (role == Qt::TextAlignmentRole)
        return int((isNumber ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == FieldsColumn)
        return anonymizedColumns(table);
    if (role == Qt::ToolTipRole)
        return index.column() == DigestColumn ? table.digest : index.column() == NameColumn ? table.name : QString();
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    return cell(table, index.column(), role == Qt::DisplayRole);
}

QVariant ReportTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= RowsColumn && section <= TimeColumn ? Qt::AlignTrailing : Qt::AlignLeading)
                   | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return Tr::tr("Table");
    case RowsColumn:
        return Tr::tr("Rows");
    case BytesColumn:
        return Tr::tr("Volume");
    case FieldsColumn:
        return Tr::tr("Fields replaced");
    case TimeColumn:
        return Tr::tr("Time");
    case DigestColumn:
        return Tr::tr("Digest");
    default:
        return {};
    }
}

} // namespace ui
