// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/text_table.h"

#include "app/cli/output/terminal.h"

namespace app::cli {

using namespace Qt::StringLiterals;

QString textTable(const QStringList &header, const QList<QStringList> &rows, const QList<Align> &aligns,
                  const QString &indent)
{
    QList<QStringList> all = rows;
    if (!header.isEmpty())
        all.prepend(header);
    QList<int> widths;
    for (const QStringList &row : all) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths.at(column), displayWidth(row.at(column)));
    }

    QStringList lines;
    for (const QStringList &row : all) {
        QString line = indent;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const QString padding(widths.at(column) - displayWidth(row.at(column)), u' ');
            const bool right = column < aligns.size() && aligns.at(column) == Align::Right;
            line += (column > 0 ? u"  "_s : QString()) + (right ? padding : QString()) + row.at(column)
                    + (right ? QString() : padding);
        }
        while (line.endsWith(u' '))
            line.chop(1);
        lines << line;
    }
    return lines.join(u'\n');
}

} // namespace app::cli
