// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/report_files.h"

#include "engine/base/errors/error_text.h"
#include "ui/report/report_model.h"
#include "ui/text.h"

#include <QJsonDocument>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {

using engine::runs::Report;
using engine::runs::TableReport;

namespace {

/// What a spreadsheet would take for a formula begins with an apostrophe; quotes are doubled.
QString cell(const QString &text)
{
    QString safe = text;
    if (!safe.isEmpty() && u"=+-@\t\r"_s.contains(safe.front()))
        safe.prepend(u'\'');
    safe.replace(u'"', u"\"\""_s);
    return u'"' + safe + u'"';
}

QString paragraph(const QString &text)
{
    return text.isEmpty() ? QString() : u"<p>%1</p>\n"_s.arg(text.toHtmlEscaped().replace(u'\n', u"<br>"_s));
}

QString list(const QString &title, const QStringList &lines)
{
    if (lines.isEmpty())
        return {};
    QString items;
    for (const QString &line : lines)
        items += u"<li>%1</li>\n"_s.arg(line.toHtmlEscaped());
    return u"<h2>%1</h2>\n<ul>\n%2</ul>\n"_s.arg(title.toHtmlEscaped(), items);
}

QString tableOf(const Report &report)
{
    if (report.tables.isEmpty())
        return {};
    QString rows;
    for (const TableReport &table : report.tables) {
        rows += u"<tr><td>%1</td><td class=n>%2</td><td class=n>%3</td><td class=n>%4</td><td class=n>%5</td></tr>\n"_s
                    .arg(table.name.toHtmlEscaped(), numberText(table.rows), byteText(table.bytes),
                         numberText(table.anonymizedFields), clockText(std::chrono::milliseconds(table.milliseconds)));
    }
    const auto head = [](const QString &word) { return u"<th>%1</th>"_s.arg(word.toHtmlEscaped()); };
    return u"<h2>%1</h2>\n<table>\n<tr>%2</tr>\n%3</table>\n"_s.arg(
        Tr::tr("Tables").toHtmlEscaped(),
        head(Tr::tr("Table")) + head(Tr::tr("Rows")) + head(Tr::tr("Size")) + head(Tr::tr("Fields replaced"))
            + head(Tr::tr("Time")),
        rows);
}

QStringList inClear(const Report &report)
{
    QStringList lines;
    for (const engine::runs::PlannedColumn &column : report.columns) {
        if (column.inClear == engine::runs::InClear::Nothing)
            continue;
        QStringList words{column.table + u'.' + column.column, column.why.text()};
        words.removeAll(QString());
        lines << words.join(u" — "_s);
    }
    return lines;
}

} // namespace

QByteArray reportPage(const Report &report, const QDateTime &ended)
{
    const ReportSummary summary = summaryOf(report);
    const QString title = summary.outcome;
    QString body = u"<h1>%1</h1>\n"_s.arg(title.toHtmlEscaped());
    body += paragraph(QLocale().toString(ended.toLocalTime(), QLocale::LongFormat));
    body += paragraph(summary.target);
    if (report.error) {
        const engine::ErrorText text = engine::describe(*report.error);
        QStringList said{text.why, text.next};
        said.removeAll(QString());
        body += paragraph(said.join(u' '));
    }
    for (const QString &fact : {summary.verified, summary.personalData, summary.totals})
        body += paragraph(fact);
    body += list(Tr::tr("In clear because somebody said so"), clearDataOf(report));
    body += list(Tr::tr("In clear, although it should not be"), texts(report.alarms));
    body += tableOf(report);
    body += list(Tr::tr("Columns in clear"), inClear(report));
    body += list(Tr::tr("In the structure"), mentionsIn(report.mentions));
    body += list(Tr::tr("Not carried"), objectsNotCarried(report.notCarried));
    body += list(Tr::tr("Warnings"), texts(report.warnings));
    body += list(Tr::tr("Remarks"), texts(report.remarks));
    return u"<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><title>%2</title>\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
           "<style>body{font:15px/1.5 Inter,system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
           "color:#1b1d21;background:#fff}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}"
           "table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;border-bottom:1px solid #d9dde3;"
           "text-align:start}.n{text-align:end;font-variant-numeric:tabular-nums}</style></head>\n<body>\n%3</body></html>\n"_s
               .arg(QLocale().name().section(u'_', 0, 0), title.toHtmlEscaped(), body)
               .toUtf8();
}

QByteArray reportTables(const Report &report)
{
    // The mark by which spreadsheets know UTF-8.
    QString text = u"\ufeff"_s;
    text += QStringList{cell(Tr::tr("Table")),           cell(Tr::tr("Rows")),         cell(Tr::tr("Size in bytes")),
                        cell(Tr::tr("Fields replaced")), cell(Tr::tr("Milliseconds")), cell(Tr::tr("Digest"))}
                .join(u';')
            + u"\r\n"_s;
    for (const TableReport &table : report.tables) {
        text += QStringList{cell(table.name),
                            QString::number(table.rows),
                            QString::number(table.bytes),
                            QString::number(table.anonymizedFields),
                            QString::number(table.milliseconds),
                            cell(table.digest)}
                    .join(u';')
                + u"\r\n"_s;
    }
    return text.toUtf8();
}

QByteArray reportJson(const Report &report)
{
    return QJsonDocument(report.toJson()).toJson();
}

QString reportFileName(const Report &report, const QDateTime &ended)
{
    const QString &about = report.target.isEmpty() ? report.source : report.target;
    QString name = u"%1-%2-%3"_s.arg(operationKey(report.kind), about, ended.toLocalTime().toString(u"yyyy-MM-dd"_s));
    // A source may be a file.
    return name.replace(u'/', u'-');
}

} // namespace ui
