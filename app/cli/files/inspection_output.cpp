// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/files/inspection_output.h"

#include "app/cli/output/numbers.h"
#include "app/cli/output/text_table.h"
#include "app/tr.h"
#include "engine/formats/script/script_risks.h"
#include "engine/workspace/file_contents.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::anonymize::ColumnDecision;
using engine::anonymize::Verdict;
using engine::formats::RiskLines;
using engine::formats::ScriptRisk;
using engine::importing::NotLoaded;
using engine::importing::SentFiles;
using engine::workspace::FileContents;

namespace {

constexpr qsizetype mostLinesShown = 8;

QString originBlock(const Inspection &inspection, const FileContents &contents)
{
    const SentFiles &files = inspection.files;
    QList<QStringList> rows{{Tr::tr("File"), files.name()},
                            {Tr::tr("Type"), contents.isScript ? Tr::tr("SQL script") : Tr::tr("archive of pg_dump")},
                            {Tr::tr("Size"), size(contents.bytes)},
                            {Tr::tr("Date"), QLocale().toString(files.made().toLocalTime(), QLocale::ShortFormat)}};
    const auto add = [&](const QString &title, const QString &value) {
        if (!value.isEmpty())
            rows.append({title, value});
    };
    add(Tr::tr("Database"), contents.database);
    add(Tr::tr("Server"), contents.serverVersion.isEmpty() ? QString() : u"PostgreSQL "_s + contents.serverVersion);
    add(Tr::tr("Written by"), contents.writerVersion.isEmpty() ? QString() : u"pg_dump "_s + contents.writerVersion);
    if (!contents.isScript)
        rows.append({Tr::tr("Data"), inspection.isChecked ? Tr::tr("read to their end, nothing is wrong with them")
                                                          : Tr::tr("not read: --check does so")});
    rows.append({Tr::tr("Personal data"), contents.countsAsProduction
                                              ? Tr::tr("counts as a production in clear: nothing says otherwise")
                                              : Tr::tr("said by its manifest to be nobody's in clear")});
    return textTable({}, rows);
}

QString objectsBlock(const FileContents &contents)
{
    QStringList parts;
    for (const auto &objects : contents.objects)
        parts.append(u"%1 %2"_s.arg(number(objects.count), objects.kind));
    return u"  "_s + parts.join(u", "_s);
}

QString tablesBlock(const FileContents &contents)
{
    QList<QStringList> rows;
    for (const auto &table : contents.tables)
        rows.append({table.name, (table.isAtLeast ? u"≥ "_s : QString()) + number(table.rows), size(table.bytes)});
    return textTable({Tr::tr("Table"), Tr::tr("Rows"), Tr::tr("Size")}, rows, {Align::Left, Align::Right, Align::Right},
                     u"  "_s);
}

QString risksBlock(const SentFiles &files)
{
    QStringList lines;
    for (const SentFiles::File &file : files.files()) {
        for (const auto &[risk, found] : file.survey.risks.found()) {
            QStringList numbers;
            for (const qint64 line : found.lines)
                numbers.append(QString::number(line));
            if (numbers.size() > mostLinesShown)
                numbers = numbers.mid(0, mostLinesShown) << u"…"_s;
            if (numbers.isEmpty()) {
                lines.append(
                    u"  • %1: %2"_s.arg(QFileInfo(file.path).fileName(), engine::formats::riskSentence(risk).text()));
                continue;
            }
            lines.append(u"  • "_s
                         + Tr::tr("%1: %2 (line %3)")
                               .arg(QFileInfo(file.path).fileName(), engine::formats::riskSentence(risk).text(),
                                    numbers.join(u", "_s)));
        }
    }
    return lines.join(u'\n');
}

QString endsBlock(const SentFiles &files)
{
    QStringList lines;
    for (const SentFiles::File &file : files.files()) {
        const QString name = file.content.name;
        if (file.survey.isDump && !file.survey.isComplete)
            lines.append(u"  • "_s
                         + Tr::tr("%1: the last line that pg_dump writes is missing; the last statement is in line %2. "
                                  "restore takes it with --accept-incomplete.")
                               .arg(name, number(file.survey.lastLine)));
        if (file.survey.behindEnd)
            lines.append(
                u"  • "_s
                + Tr::tr("%1: somebody wrote more behind the end of the dump, from line %2 on: %3")
                      .arg(name, number(file.survey.behindEnd->first), engine::text(file.survey.behindEnd->second)));
    }
    return lines.join(u'\n');
}

QString whyNot(const NotLoaded &each)
{
    return each.reason.isEmpty() ? each.answer : each.reason.text();
}

QString notLoadedBlock(const engine::importing::LoadResult &result)
{
    QStringList lines;
    for (const NotLoaded &each : result.notLoaded)
        lines.append(u"  • %1: %2"_s.arg(each.object.simplified(), whyNot(each)));
    return lines.join(u'\n');
}

QString personalBlock(const engine::columns::ColumnOverview &columns)
{
    QList<QStringList> rows;
    for (const ColumnDecision &decision : columns.decisions) {
        if (decision.verdict == Verdict::Personal)
            rows.append({engine::text(decision.table.displayed()) + u'.' + engine::text(decision.column),
                         engine::anonymize::displayName(decision.category), decision.why.text()});
    }
    if (rows.isEmpty())
        return u"  "_s + Tr::tr("No column seems to hold personal data.");
    return textTable({Tr::tr("Column"), Tr::tr("Category"), Tr::tr("Why")}, rows, {}, u"  "_s);
}

bool isWhole(const SentFiles::File &file)
{
    return !file.survey.isDump || file.survey.isComplete;
}

QJsonArray risksToJson(const SentFiles &files)
{
    QJsonArray all;
    for (const SentFiles::File &file : files.files()) {
        for (const auto &[risk, found] : file.survey.risks.found()) {
            QJsonArray lines;
            for (const qint64 line : found.lines)
                lines.append(line);
            all.append(QJsonObject{{u"file"_s, QFileInfo(file.path).fileName()},
                                   {u"risk"_s, engine::formats::riskKey(risk)},
                                   {u"count"_s, found.count},
                                   {u"lines"_s, lines},
                                   {u"example"_s, engine::text(found.example)}});
        }
    }
    return all;
}

QJsonObject originToJson(const FileContents &contents)
{
    return {{u"database"_s, contents.database},
            {u"serverVersion"_s, contents.serverVersion},
            {u"writerVersion"_s, contents.writerVersion},
            {u"made"_s, contents.made.toUTC().toString(Qt::ISODate)}};
}

QJsonObject loadToJson(const engine::importing::LoadResult &result)
{
    QJsonArray notLoaded;
    for (const NotLoaded &each : result.notLoaded) {
        notLoaded.append(QJsonObject{{u"object"_s, each.object},
                                     {u"line"_s, each.line},
                                     {u"wasTried"_s, each.reason.isEmpty()},
                                     {u"isLoss"_s, each.isLoss},
                                     {u"why"_s, whyNot(each)}});
    }
    return {{u"rows"_s, result.rows},
            {u"extensions"_s, QJsonArray::fromStringList(result.extensions)},
            {u"roles"_s, QJsonArray::fromStringList(result.roles)},
            {u"notLoaded"_s, notLoaded}};
}

QJsonArray personalToJson(const engine::columns::ColumnOverview &columns)
{
    QJsonArray all;
    for (const ColumnDecision &decision : columns.decisions) {
        if (decision.verdict != Verdict::Personal)
            continue;
        all.append(QJsonObject{{u"table"_s, engine::text(decision.table.displayed())},
                               {u"column"_s, engine::text(decision.column)},
                               {u"why"_s, decision.why.text()}});
    }
    return all;
}

} // namespace

QString inspectionForPeople(const Terminal &terminal, const Inspection &inspection)
{
    const SentFiles &files = inspection.files;
    const FileContents contents = engine::workspace::contentsOf(files);
    const auto titled = [&](const QString &title, const QString &block) -> QString {
        return u'\n' + terminal.styledOut(Style::Strong, title) + u'\n' + block;
    };
    QStringList blocks{originBlock(inspection, contents)};
    if (const QString ends = endsBlock(files); !ends.isEmpty())
        blocks << titled(Tr::tr("Where it ends"), ends);
    if (!contents.objects.isEmpty())
        blocks << titled(Tr::tr("Objects"), objectsBlock(contents));
    if (!contents.tables.isEmpty())
        blocks << titled(Tr::tr("Rows"), tablesBlock(contents));
    if (const QString risks = risksBlock(files); !risks.isEmpty())
        blocks << titled(Tr::tr("What it asks for beyond its own tables"), risks);
    if (inspection.loaded) {
        if (!inspection.loaded->notLoaded.isEmpty())
            blocks << titled(Tr::tr("Not loaded into the private server"), notLoadedBlock(*inspection.loaded));
    }
    if (inspection.columns)
        blocks << titled(Tr::tr("Columns that seem to hold personal data"), personalBlock(*inspection.columns));
    return blocks.join(u'\n');
}

QJsonObject inspectionToJson(const Inspection &inspection)
{
    const SentFiles &files = inspection.files;
    const FileContents contents = engine::workspace::contentsOf(files);
    QJsonArray names;
    for (const SentFiles::File &file : files.files())
        names.append(QJsonObject{{u"name"_s, QFileInfo(file.path).fileName()}, {u"bytes"_s, file.bytes}});
    QJsonObject objects;
    for (const auto &each : contents.objects)
        objects.insert(each.kind, each.count);
    QJsonArray tables;
    for (const auto &table : contents.tables) {
        tables.append(QJsonObject{{u"name"_s, table.name},
                                  {u"rows"_s, table.rows},
                                  {u"isAtLeast"_s, table.isAtLeast},
                                  {u"bytes"_s, table.bytes}});
    }
    QJsonObject json{{u"type"_s, contents.isScript ? u"script"_s : u"archive"_s},
                     {u"files"_s, names},
                     {u"origin"_s, originToJson(contents)},
                     {u"countsAsProduction"_s, contents.countsAsProduction},
                     {u"isComplete"_s, std::ranges::all_of(files.files(), isWhole)},
                     {u"dataChecked"_s, inspection.isChecked && !contents.isScript},
                     {u"objects"_s, objects},
                     {u"tables"_s, tables},
                     {u"risks"_s, risksToJson(files)}};
    if (inspection.loaded)
        json.insert(u"loaded"_s, loadToJson(*inspection.loaded));
    if (inspection.columns)
        json.insert(u"personalColumns"_s, personalToJson(*inspection.columns));
    return json;
}

} // namespace app::cli
