// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/read_only_log.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tests {

QStringList otherThanReading(const QByteArray &log)
{
    // The lines of one entry after its first begin with a tab.
    static const QRegularExpression entry(u"^\\[\\d+\\] (sosie[^:\\n]*): LOG:  (?:statement|execute [^:\\n]*|fastpath"
                                          " function call): ([^\\n]*(?:\\n\\t[^\\n]*)*)$"_s,
                                          QRegularExpression::MultilineOption);
    static const QRegularExpression comment(u"--[^\\n]*"_s);
    // DISCARD ALL is what a pooler sends between two clients.
    static const QRegularExpression reading(
        u"^(BEGIN ISOLATION LEVEL (REPEATABLE READ|READ COMMITTED) READ ONLY$|BEGIN$|ROLLBACK$|((ROLLBACK TO|RELEASE) "
        u")?SAVEPOINT locks$|SHOW "
        u"|SELECT |WITH |SET |DISCARD ALL$|$"
        "|LOCK TABLE ONLY .* IN ACCESS SHARE MODE$|COPY \".*\" (\\(.*\\) )?TO STDOUT( \\(FORMAT binary\\))?$"
        "|COPY \\(SELECT .*\\) TO STDOUT( \\(FORMAT binary\\))?$)"_s);
    // What is more than reading in whatever a SELECT says.
    static const QRegularExpression more(u"pg_terminate_backend|pg_cancel_backend|lo_put|lo_from_bytea|lo_create"
                                         "|lo_unlink|nextval|setval|dblink|\\b(INSERT|UPDATE|DELETE|MERGE) "_s);
    QStringList others;
    auto entries = entry.globalMatch(QString::fromUtf8(log));
    while (entries.hasNext()) {
        const QRegularExpressionMatch match = entries.next();
        const QString statement = match.captured(2).remove(comment).simplified();
        if (!reading.match(statement).hasMatch() || more.match(statement).hasMatch())
            others.append(match.captured(1) + u": "_s + statement);
    }
    return others;
}

} // namespace tests
