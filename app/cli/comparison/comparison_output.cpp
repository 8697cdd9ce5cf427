// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/comparison/comparison_output.h"

#include "app/tr.h"
#include "engine/catalog/model/kind_names.h"

#include <QStringList>

#include <algorithm>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::catalog::Change;
using engine::catalog::PropertyChange;
using engine::migration::Comparison;
using engine::migration::Hazard;
using engine::migration::Statement;

namespace {

/// Lines of a text that only one side has, with "-" and "+" before them; lines around them that both have.
QStringList differingLines(const QString &from, const QString &to)
{
    const QStringList one = from.split(u'\n');
    const QStringList other = to.split(u'\n');
    constexpr qsizetype most = 2'000;
    QStringList lines;
    if (one.size() > most || other.size() > most)
        return {Tr::tr("(%1 lines, too many to show what differs)").arg(std::max(one.size(), other.size()))};
    // The longest common subsequence, from the end.
    std::vector<std::vector<int>> lengths(one.size() + 1, std::vector<int>(other.size() + 1));
    for (qsizetype i = one.size() - 1; i >= 0; --i) {
        for (qsizetype j = other.size() - 1; j >= 0; --j)
            lengths[i][j]
                = one[i] == other[j] ? lengths[i + 1][j + 1] + 1 : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < one.size() || j < other.size()) {
        if (i < one.size() && j < other.size() && one[i] == other[j]) {
            ++i;
            ++j;
        } else if (j >= other.size() || (i < one.size() && lengths[i + 1][j] >= lengths[i][j + 1])) {
            lines << u"- "_s + one[i++];
        } else {
            lines << u"+ "_s + other[j++];
        }
    }
    return lines;
}

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

QString orNothing(const std::string &value)
{
    return value.empty() ? Tr::tr("(none)") : engine::text(value);
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
                + engine::text(change.from.empty() ? change.to : change.from)};
    if (!isLong(change))
        return {u"  "_s + change.name.text() + u": "_s + orNothing(change.from) + u" → "_s + orNothing(change.to)};
    QStringList lines{u"  "_s + change.name.text() + u':'};
    for (const QString &line : differingLines(engine::text(change.from), engine::text(change.to)))
        lines << u"    "_s + line;
    return lines;
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

qsizetype countOf(const Comparison &comparison, Change::Kind kind)
{
    return std::ranges::count(comparison.changes, kind, &Change::kind);
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

/// Each hazard once, the worst first.
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

/// What of the script a person has to know beside its hazards.
QStringList notes(const Comparison &comparison)
{
    QStringList lines;
    if (comparison.script.heldBack > 0)
        lines << Tr::tr("%n statement(s) that drop what only the target has are comments in the script: "
                        "--allow-data-loss makes them part of it.",
                        nullptr, comparison.script.heldBack);
    for (const engine::catalog::ObjectKey &table : comparison.script.otherColumnOrder)
        lines << Tr::tr("The columns of %1 keep their order: no statement changes that.")
                     .arg(engine::text(table.display()));
    for (const engine::Sentence &remark : comparison.remarks)
        lines << remark.text();
    return lines;
}

QString escapedMarkdown(QString text)
{
    for (const QChar letter : u"\\`*_<>|[]#"_s)
        text.replace(letter, u'\\' + QString(letter));
    return text.replace(u'\n', u' ');
}

} // namespace

QString comparisonForPeople(const Terminal &terminal, const Comparison &comparison)
{
    QStringList lines;
    if (comparison.areEqual())
        lines << terminal.styledOut(
            Style::Good,
            Tr::tr("\"%1\" and \"%2\" have the same structure.").arg(comparison.source, comparison.target));
    else
        lines << terminal.styledOut(
            Style::Strong,
            Tr::tr("\"%1\" and \"%2\" differ: %3.").arg(comparison.source, comparison.target, counts(comparison)))
              << QString();
    for (const Change &change : comparison.changes) {
        const QString head = sign(change.kind) + u' ' + engine::catalog::kindAndName(change.key).text();
        const Style style = change.kind == Change::Kind::Create ? Style::Good
                            : change.kind == Change::Kind::Drop ? Style::Caution
                                                                : Style::Plain;
        lines << terminal.styledOut(style, head);
        for (const QString &detail : detailLines(change))
            lines << u"    "_s + detail;
    }
    const QList<Hazard> hazards = hazardsOf(comparison);
    if (!hazards.isEmpty())
        lines << QString() << Tr::tr("What the script would do, and take:");
    for (const Hazard &hazard : hazards)
        lines << terminal.styledOut(hazard.severity == Hazard::Severity::Danger ? Style::Bad : Style::Caution,
                                    u"  ! "_s + hazard.sentence().text());
    const QStringList more = notes(comparison);
    if (!more.isEmpty())
        lines << QString();
    for (const QString &note : more)
        lines << u"  • "_s + note;
    return lines.join(u'\n');
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
        lines << head + u' ' + engine::catalog::kindAndName(change.key).text().replace(u"```"_s, u"'''"_s);
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
            word, sign(change.kind), engine::catalog::kindAndName(change.key).text().toHtmlEscaped(),
            detailLines(change).join(u'\n').toHtmlEscaped());
    }
    QString list;
    for (const Hazard &hazard : hazardsOf(comparison))
        list
            += u"<li class=\"%1\">%2</li>\n"_s.arg(QString::fromLatin1(engine::migration::severityKey(hazard.severity)),
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
    return engine::text(engine::migration::scriptText(script.statements, title));
}

} // namespace app::cli
