// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/clone_command.h"

#include "engine/workspace/requests/clone_request.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace ui {

using engine::workspace::CloneRequest;

namespace {

/// Quoted where it needs to be.
QString quoted(const QString &argument)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (plain.match(argument).hasMatch())
        return argument;
    return u'\'' + QString(argument).replace(u'\'', u"'\\''"_s) + u'\'';
}

/// The word of the command line.
QString authUsersWord(engine::supabase::MissingUsers choice)
{
    switch (choice) {
    case engine::supabase::MissingUsers::Copy:
        return u"copy"_s;
    case engine::supabase::MissingUsers::SetNull:
        return u"null"_s;
    case engine::supabase::MissingUsers::Stop:
        break;
    }
    return u"stop"_s;
}

/// One option for each value.
void addEach(QStringList &parts, const QString &option, const std::vector<std::string> &values)
{
    for (const std::string &value : values)
        parts << option << quoted(QString::fromStdString(value));
}

void addData(QStringList &parts, const CloneRequest &request, bool isFromProduction)
{
    if (request.anonymize && !isFromProduction)
        parts << u"--anonymize"_s;
    if (!request.anonymize && isFromProduction)
        parts << u"--raw --reason"_s << quoted(request.rawReason);
    if (request.anonymize && !request.ruleFile.isEmpty())
        parts << u"--rules"_s << quoted(request.ruleFile);
    if (request.withoutRules)
        parts << u"--no-rules"_s;
    if (request.anonymize && request.strict)
        parts << u"--strict"_s;
}

void addRows(QStringList &parts, const engine::selection::RowChoice &rows)
{
    addEach(parts, u"--table"_s, rows.tables);
    addEach(parts, u"--exclude-table"_s, rows.excluded);
    for (const auto &condition : rows.conditions)
        addEach(parts, u"--where"_s, {condition.table + '=' + condition.condition});
    addEach(parts, u"--since"_s, rows.since);
    if (rows.samplePercent < 100)
        parts << u"--sample"_s << QString::number(rows.samplePercent) + u'%';
    if (!rows.dropsOrphans)
        parts << u"--lost-parents stop"_s;
    addEach(parts, u"--keep-target-table"_s, rows.kept);
}

} // namespace

QString cloneCommand(const CloneRequest &request, bool isFromProduction)
{
    QStringList parts{u"sosie-cli clone --source"_s, quoted(request.source), u"--target"_s, quoted(request.target)};
    addData(parts, request, isFromProduction);
    QStringList schemaNames;
    for (const std::string &schema : request.schemas)
        schemaNames << QString::fromStdString(schema);
    if (!schemaNames.isEmpty())
        parts << u"--schemas"_s << quoted(schemaNames.join(u','));
    addRows(parts, request.rows);
    if (!request.brokenRowsFile.isEmpty())
        parts << u"--skip-broken-rows"_s << quoted(request.brokenRowsFile);
    if (request.leaveOutBroken)
        parts << u"--leave-out-broken"_s;
    if (request.keepSideEffects)
        parts << u"--keep-side-effects"_s;
    if (request.retries != engine::RetryPolicy{}.retries)
        parts << u"--retries"_s << QString::number(request.retries);
    if (request.jobs > 0)
        parts << u"--jobs"_s << QString::number(request.jobs);
    if (!request.verify)
        parts << u"--no-verify"_s;
    if (request.missingUsers)
        parts << u"--auth-users"_s << authUsersWord(*request.missingUsers);
    parts << u"--confirm"_s << quoted(request.target);
    return parts.join(u' ');
}

} // namespace ui
