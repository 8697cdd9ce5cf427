// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/report_output.h"

#include "app/cli/output/numbers.h"
#include "app/cli/output/text_table.h"
#include "app/tr.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/columns/column_fates.h"

#include <QStringList>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::columns::ColumnFate;
using engine::runs::NotCarried;
using engine::runs::OperationKind;
using engine::runs::PlannedColumn;
using engine::runs::Report;
using engine::runs::TableReport;

namespace {

constexpr qsizetype mostColumnsShown = 200;

QString restoreHeadline(const Report &report)
{
    if (report.anonymized)
        return report.verified ? Tr::tr("\"%1\" was restored to \"%2\", its personal data replaced, and the result "
                                        "verified.")
                                     .arg(report.source, report.target)
                               : Tr::tr("\"%1\" was restored to \"%2\", its personal data replaced. The result was "
                                        "not verified.")
                                     .arg(report.source, report.target);
    return report.verified ? Tr::tr("\"%1\" was restored to \"%2\" as it is, and the result verified.")
                                 .arg(report.source, report.target)
                           : Tr::tr("\"%1\" was restored to \"%2\" as it is. The result was not verified.")
                                 .arg(report.source, report.target);
}

QString headline(const Report &report)
{
    if (report.kind == OperationKind::Rollback)
        return Tr::tr("\"%1\" holds its old contents again.").arg(report.target);
    if (report.kind == OperationKind::Verify)
        return Tr::tr("\"%1\" and \"%2\" are equal.").arg(report.source, report.target);
    if (report.kind == OperationKind::Backup)
        return report.anonymized ? Tr::tr("\"%1\" is backed up, its personal data replaced.").arg(report.source)
                                 : Tr::tr("\"%1\" is backed up.").arg(report.source);
    if (report.kind == OperationKind::Restore)
        return restoreHeadline(report);
    if (report.kind == OperationKind::Migrate)
        return report.targetState == engine::TargetState::Unchanged
                   ? Tr::tr("\"%2\" is like \"%1\" already: nothing was done.").arg(report.source, report.target)
                   : Tr::tr("The structure of \"%2\" was made like that of \"%1\".").arg(report.source, report.target);
    if (report.anonymized && report.verified)
        return Tr::tr("\"%1\" was cloned to \"%2\", its personal data replaced, and the result verified.")
            .arg(report.source, report.target);
    if (report.anonymized)
        return Tr::tr("\"%1\" was cloned to \"%2\", its personal data replaced. The result was not verified.")
            .arg(report.source, report.target);
    if (report.verified)
        return Tr::tr("\"%1\" was cloned to \"%2\" as it is, and the result verified.")
            .arg(report.source, report.target);
    return Tr::tr("\"%1\" was cloned to \"%2\" as it is. The result was not verified.")
        .arg(report.source, report.target);
}

QString totalsLine(const Report &report)
{
    qint64 rows = 0;
    qint64 bytes = 0;
    qint64 fields = 0;
    for (const TableReport &table : report.tables) {
        rows += table.rows;
        bytes += table.bytes;
        fields += table.anonymizedFields;
    }
    QStringList parts;
    if (!report.tables.isEmpty())
        parts << Tr::tr("%n table(s)", nullptr, static_cast<int>(report.tables.size()))
              << Tr::tr("%1 rows").arg(number(rows)) << size(bytes);
    if (fields > 0)
        parts << Tr::tr("%1 fields replaced").arg(number(fields));
    parts << duration(report.durationMilliseconds);
    return parts.join(u" · "_s);
}

QString tablesBlock(const QList<TableReport> &tables)
{
    QList<QStringList> rows;
    for (const TableReport &table : tables)
        rows.append({table.isKept ? Tr::tr("%1 (kept)").arg(table.name) : table.name, number(table.rows),
                     size(table.bytes), duration(table.milliseconds), number(table.anonymizedFields)});
    return textTable({Tr::tr("Table"), Tr::tr("Rows"), Tr::tr("Size"), Tr::tr("Time"), Tr::tr("Fields replaced")}, rows,
                     {Align::Left, Align::Right, Align::Right, Align::Right, Align::Right}, u"  "_s);
}

/// How many values were replaced, where they were counted.
QString countOf(const PlannedColumn &column)
{
    if (!column.count || column.rule.isEmpty())
        return {};
    return Tr::tr("%1 of %2").arg(number(column.count->changed), number(column.count->values));
}

QString columnsBlock(const QList<PlannedColumn> &columns)
{
    QList<QStringList> rows;
    for (const PlannedColumn &column : columns.first(std::min(columns.size(), mostColumnsShown)))
        rows.append({column.table + u'.' + column.column, column.rule, countOf(column), column.why.text()});
    QString block = textTable({}, rows, {}, u"  "_s);
    if (columns.size() > mostColumnsShown)
        block += u"\n  "_s
                 + Tr::tr("… and %n more column(s): see the report of --json.", nullptr,
                          static_cast<int>(columns.size() - mostColumnsShown));
    return block;
}

QString notCarriedBlock(const QList<NotCarried> &objects)
{
    QList<QStringList> rows;
    for (const NotCarried &object : objects)
        rows.append({engine::catalog::kindName(object.kind).text(),
                     engine::catalog::nameForPeople(object.kind, object.name).text(), object.reason.text()});
    return textTable({}, rows, {}, u"  "_s);
}

QString keptBlock(const QList<engine::runs::PlannedKeep> &tables)
{
    QList<QStringList> rows;
    for (const engine::runs::PlannedKeep &table : tables)
        rows.append({table.name, Tr::tr("%1 rows").arg(number(table.rows)),
                     table.isOnlyInTarget ? Tr::tr("not in the source") : QString()});
    return textTable({}, rows, {Align::Left, Align::Right, Align::Left}, u"  "_s);
}

QString titled(const Terminal &terminal, const QString &title, const QString &block)
{
    return u'\n' + terminal.styledOut(Style::Strong, title) + u'\n' + block;
}

QStringList columnBlocks(const Terminal &terminal, const QList<PlannedColumn> &columns)
{
    QList<PlannedColumn> replaced;
    QList<PlannedColumn> clear;
    int technical = 0;
    for (const PlannedColumn &column : columns) {
        switch (engine::columns::fateOf(column)) {
        case ColumnFate::Replaced:
            replaced.append(column);
            break;
        case ColumnFate::InClear:
            clear.append(column);
            break;
        case ColumnFate::Technical:
            ++technical;
            break;
        case ColumnFate::Empty:
            break;
        }
    }
    QStringList blocks;
    if (!replaced.isEmpty())
        blocks << titled(terminal, Tr::tr("Columns replaced"), columnsBlock(replaced));
    if (!clear.isEmpty())
        blocks << titled(terminal, Tr::tr("Columns left as they are, although they could be personal"),
                         columnsBlock(clear));
    if (technical > 0)
        blocks << u'\n'
                      + Tr::tr(
                          "%n technical column(s) are as they were too: keys, amounts, dates, states. --json names "
                          "each with its reason.",
                          nullptr, technical);
    return blocks;
}

QString mentionsBlock(const QList<engine::runs::Mention> &mentions)
{
    QList<QStringList> rows;
    for (const engine::runs::Mention &mention : mentions)
        rows.append({engine::catalog::kindName(mention.kind).text(), mention.name, mention.reason.text()});
    return textTable({}, rows, {}, u"  "_s);
}

QString bulleted(const QStringList &sentences)
{
    QStringList lines;
    for (const QString &sentence : sentences)
        lines << u"  • "_s + sentence;
    return lines.join(u'\n');
}

} // namespace

QString reportForPeople(const Terminal &terminal, const Report &report)
{
    QStringList blocks{terminal.styledOut(Style::Good, headline(report)), totalsLine(report)};
    if (report.file)
        blocks << Tr::tr("File: %1 (%2)").arg(report.file->path, size(report.file->bytes))
               << Tr::tr("SHA-256: %1").arg(report.file->sha256);
    for (const QString &sentence :
         texts(engine::runs::clearDataSentences(report.source, report.target, report.rawReason, report.columns)))
        blocks << terminal.styledOut(Style::Bad, sentence);
    if (!report.tables.isEmpty())
        blocks << u'\n' + tablesBlock(report.tables);
    if (!report.alarms.isEmpty())
        blocks << u'\n' + terminal.styledOut(Style::Bad, Tr::tr("In clear, although it should not be")) + u'\n'
                      + terminal.styledOut(Style::Bad, bulleted(texts(report.alarms)));
    blocks << columnBlocks(terminal, report.columns);
    if (!report.mentions.isEmpty())
        blocks << titled(terminal, Tr::tr("In the structure, which is as it was"), mentionsBlock(report.mentions));
    if (!report.notCarried.isEmpty())
        blocks << titled(terminal, Tr::tr("Not carried over"), notCarriedBlock(report.notCarried));
    if (const QStringList toKnow = texts(report.warnings + report.secrets); !toKnow.isEmpty())
        blocks << titled(terminal, Tr::tr("To know"), bulleted(toKnow));
    if (!report.remarks.isEmpty())
        blocks << u'\n' + texts(report.remarks).join(u'\n');
    if (report.kind == OperationKind::Clone || report.kind == OperationKind::Restore)
        blocks << u'\n'
                      + Tr::tr("The old contents are kept: \"sosie-cli rollback --target %1\" brings them back.")
                            .arg(report.target);
    if (report.kind == OperationKind::Migrate && report.targetState == engine::TargetState::Replaced)
        blocks << u'\n'
                      + Tr::tr("\"sosie-cli rollback --target %1\" takes it back, values included.").arg(report.target);
    return blocks.join(u'\n');
}

QString planForPeople(const Terminal &terminal, const engine::runs::Plan &plan)
{
    QStringList blocks{terminal.styledOut(Style::Strong, Tr::tr("What would be done")), bulleted(texts(plan.steps))};
    for (const QString &sentence : texts(clearDataSentences(plan)))
        blocks << terminal.styledOut(Style::Bad, sentence);
    if (!plan.replacedTables.isEmpty())
        blocks << titled(terminal,
                         Tr::tr("What \"%1\" holds now and would be set aside").arg(plan.target.environment.name),
                         u"  "_s
                             + Tr::tr("%1: %2 rows, %3")
                                   .arg(Tr::tr("%n table(s)", nullptr, static_cast<int>(plan.replacedTables.size())),
                                        number(plan.replacedRows), size(plan.replacedBytes)));
    if (!plan.keptTables.isEmpty())
        blocks << titled(terminal, Tr::tr("What would survive of it"), keptBlock(plan.keptTables));
    blocks << columnBlocks(terminal, plan.columns);
    if (!plan.mentions.isEmpty())
        blocks << titled(terminal, Tr::tr("In the structure, which would be as it is"), mentionsBlock(plan.mentions));
    if (!plan.notCarried.isEmpty())
        blocks << titled(terminal, Tr::tr("Would not be carried over"), notCarriedBlock(plan.notCarried));
    QStringList notices;
    for (const engine::runs::Notice &notice : plan.notices)
        notices << notice.sentence.text();
    if (!notices.isEmpty())
        blocks << titled(terminal, Tr::tr("To know"), bulleted(notices));
    return blocks.join(u'\n');
}

} // namespace app::cli
