// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/clone_command.h"

#include "ui/run/operation_runner.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace ui {

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

void addData(QStringList &parts, const CloneChoices &choices)
{
    if (choices.anonymize && !choices.fromProduction)
        parts << u"--anonymize"_s;
    if (!choices.anonymize && choices.fromProduction)
        parts << u"--raw --reason"_s << quoted(choices.rawReason);
    if (choices.anonymize && !choices.ruleFile.isEmpty())
        parts << u"--rules"_s << quoted(choices.ruleFile);
    if (choices.anonymize && choices.strict)
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

QString cloneCommand(const CloneChoices &choices)
{
    QStringList parts{u"sosie-cli clone --source"_s, quoted(choices.source.name), u"--target"_s,
                      quoted(choices.target.name)};
    addData(parts, choices);
    QStringList schemaNames;
    for (const std::string &schema : choices.schemas)
        schemaNames << QString::fromStdString(schema);
    if (!schemaNames.isEmpty())
        parts << u"--schemas"_s << quoted(schemaNames.join(u','));
    addRows(parts, choices.rows);
    if (!choices.brokenRowsFile.isEmpty())
        parts << u"--skip-broken-rows"_s << quoted(choices.brokenRowsFile);
    if (choices.leaveOutBroken)
        parts << u"--leave-out-broken"_s;
    if (choices.jobs > 0)
        parts << u"--jobs"_s << QString::number(choices.jobs);
    if (!choices.verify)
        parts << u"--no-verify"_s;
    if (choices.missingUsers)
        parts << u"--auth-users"_s << authUsersWord(*choices.missingUsers);
    parts << u"--confirm"_s << quoted(choices.target.name);
    return parts.join(u' ');
}

} // namespace ui
