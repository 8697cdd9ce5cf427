// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/report/comparison_report.h"

#include "engine/catalog/model/kind_names.h"
#include "engine/migration/report/line_difference.h"

#include <algorithm>

namespace engine::migration {

using namespace Qt::StringLiterals;
using catalog::Change;
using catalog::PropertyChange;

namespace {

QString orNothing(const std::string &value)
{
    return value.empty() ? Tr::tr("(none)") : text(value);
}

bool isLong(const PropertyChange &change)
{
    constexpr size_t shortest = 60;
    return change.from.find('\n') != std::string::npos || change.to.find('\n') != std::string::npos
           || change.from.size() + change.to.size() > shortest * 2;
}

/// One property: on one line, or the lines that differ below its name.
QStringList propertyLines(const PropertyChange &change)
{
    if (change.key == "columns")
        return {};
    if (change.key == "column")
        return {(change.from.empty() ? u"+ "_s : u"- "_s) + change.name.text() + u": "_s
                + text(change.from.empty() ? change.to : change.from)};
    if (!isLong(change))
        return {u"  "_s + change.name.text() + u": "_s + orNothing(change.from) + u" → "_s + orNothing(change.to)};
    QStringList lines{u"  "_s + change.name.text() + u':'};
    for (const QString &line : differingLines(text(change.from), text(change.to)))
        lines << u"    "_s + line;
    return lines;
}

qsizetype countOf(const Comparison &comparison, Change::Kind kind)
{
    return std::ranges::count(comparison.changes, kind, &Change::kind);
}

QString escapedMarkdown(QString text)
{
    for (const QChar letter : u"\\`*_<>|[]#"_s)
        text.replace(letter, u'\\' + QString(letter));
    return text.replace(u'\n', u' ');
}

} // namespace

QString sign(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::Create:
        return u"+"_s;
    case Change::Kind::Drop:
        return u"-"_s;
    case Change::Kind::Alter:
        return u"~"_s;
    }
    return {};
}

QStringList detailLines(const Change &change)
{
    QStringList lines;
    bool hasColumns = false;
    for (const PropertyChange &property : change.properties) {
        hasColumns = hasColumns || property.key == "column";
        lines << propertyLines(property);
    }
    const bool isOrder = lines.isEmpty() && !change.properties.empty() && !hasColumns;
    if (isOrder)
        lines << u"  "_s + Tr::tr("another order of columns");
    return lines;
}

QString counts(const Comparison &comparison)
{
    QStringList parts;
    const auto add = [&](Change::Kind kind, auto words) {
        if (const auto count = countOf(comparison, kind); count > 0)
            parts << words(static_cast<int>(count));
    };
    add(Change::Kind::Create,
        [&](int count) { return Tr::tr("%n only in %1", nullptr, count).arg(comparison.source); });
    add(Change::Kind::Drop, [&](int count) { return Tr::tr("%n only in %1", nullptr, count).arg(comparison.target); });
    add(Change::Kind::Alter, [](int count) { return Tr::tr("%n changed", nullptr, count); });
    return parts.join(u", "_s);
}

QList<Hazard> hazardsOf(const Comparison &comparison)
{
    QList<Hazard> hazards;
    for (const Statement &statement : comparison.script.statements) {
        for (const Hazard &hazard : statement.hazards) {
            if (hazard.severity != Hazard::Severity::Note && !hazards.contains(hazard))
                hazards << hazard;
        }
    }
    std::ranges::stable_sort(hazards,
                             [](const Hazard &one, const Hazard &other) { return one.severity > other.severity; });
    return hazards;
}

QStringList notes(const Comparison &comparison)
{
    QStringList lines;
    if (comparison.script.heldBack > 0)
        lines << Tr::tr("%n statement(s) that drop what only the target has are comments in the script: "
                        "--allow-data-loss makes them part of it.",
                        nullptr, comparison.script.heldBack);
    for (const catalog::ObjectKey &table : comparison.script.otherColumnOrder)
        lines << Tr::tr("The columns of %1 keep their order, or stay its own: --reorder-columns writes the table anew.")
                     .arg(text(table.display()));
    for (const Sentence &remark : comparison.remarks)
        lines << remark.text();
    return lines;
}

QString comparisonMarkdown(const Comparison &comparison)
{
    QStringList lines{
        u"### "_s
        + Tr::tr("Structure of %1 and %2").arg(escapedMarkdown(comparison.source), escapedMarkdown(comparison.target))};
    lines << QString();
    if (comparison.areEqual())
        lines << Tr::tr("No difference.");
    else
        lines << u"**"_s + escapedMarkdown(counts(comparison)) + u"**"_s << QString() << u"```diff"_s;
    for (const Change &change : comparison.changes) {
        // A fence inside would end the block.
        const QString head = change.kind == Change::Kind::Alter ? u"!"_s : sign(change.kind);
        lines << head + u' ' + catalog::kindAndName(change.key).text().replace(u"```"_s, u"'''"_s);
        for (const QString &detail : detailLines(change)) {
            const QString trimmed = detail.trimmed();
            const bool isSigned = trimmed.startsWith("+ "_L1) || trimmed.startsWith("- "_L1);
            QString line
                = isSigned ? QString(trimmed.left(2) + u"  "_s + trimmed.mid(2)) : QString(u"    "_s + trimmed);
            lines << line.replace(u"```"_s, u"'''"_s);
        }
    }
    if (!comparison.areEqual())
        lines << u"```"_s;
    for (const Hazard &hazard : hazardsOf(comparison))
        lines << (hazard.severity == Hazard::Severity::Danger ? u"- 🛑 "_s : u"- ⚠️ "_s)
                     + escapedMarkdown(hazard.sentence().text());
    for (const QString &note : notes(comparison))
        lines << u"- "_s + escapedMarkdown(note);
    return lines.join(u'\n');
}

QString comparisonHtml(const Comparison &comparison)
{
    QString body;
    for (const Change &change : comparison.changes) {
        const QString word = change.kind == Change::Kind::Create ? u"added"_s
                             : change.kind == Change::Kind::Drop ? u"removed"_s
                                                                 : u"changed"_s;
        body += u"<details class=\"%1\"><summary>%2 %3</summary><pre>%4</pre></details>\n"_s.arg(
            word, sign(change.kind), catalog::kindAndName(change.key).text().toHtmlEscaped(),
            detailLines(change).join(u'\n').toHtmlEscaped());
    }
    QString list;
    for (const Hazard &hazard : hazardsOf(comparison))
        list += u"<li class=\"%1\">%2</li>\n"_s.arg(QString::fromLatin1(severityKey(hazard.severity)),
                                                    hazard.sentence().text().toHtmlEscaped());
    for (const QString &note : notes(comparison))
        list += u"<li>%1</li>\n"_s.arg(note.toHtmlEscaped());
    const QString title = Tr::tr("Structure of %1 and %2").arg(comparison.source, comparison.target).toHtmlEscaped();
    const QString said = comparison.areEqual() ? Tr::tr("No difference.") : counts(comparison);
    return u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
           "<title>%1</title><style>body{font-family:sans-serif;max-width:70rem;margin:2rem auto}"
           "pre{white-space:pre-wrap}.added summary{color:#0b6}.removed summary{color:#b60}.danger{color:#b00}"
           "</style></head><body><h1>%1</h1><p>%2</p>\n%3<ul>\n%4</ul><pre>%5</pre></body></html>"_s.arg(
               title, said.toHtmlEscaped(), body, list,
               comparison.areEqual() ? QString() : comparisonScript(comparison, false).toHtmlEscaped());
}

QString comparisonScript(const Comparison &comparison, bool isReverse)
{
    const auto &script = isReverse ? comparison.reverse : comparison.script;
    std::vector<std::string> title;
    const QString words = isReverse ? Tr::tr("Brings \"%1\" back to what it was before it was made like \"%2\".")
                                    : Tr::tr("Makes the structure of \"%1\" like that of \"%2\".");
    title.push_back(words.arg(comparison.target, comparison.source).toStdString());
    title.push_back(Tr::tr("Written by Sosie for psql; read it before you run it.").toStdString());
    for (const QString &note : isReverse ? QStringList() : notes(comparison))
        title.push_back(note.toStdString());
    return text(scriptText(script.statements, title));
}

} // namespace engine::migration
