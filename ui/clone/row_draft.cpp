// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/row_draft.h"

#include "ui/text.h"

#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ui {

using engine::selection::RowChoice;

namespace {

constexpr double everyRow = 100;

/// The parts of `field` that are not blank, without the blanks around them.
QStringList partsOf(const QString &field, const QRegularExpression &separator)
{
    QStringList parts;
    for (const QString &part : field.split(separator)) {
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty())
            parts << trimmed;
    }
    return parts;
}

QStringList conditionsIn(const QString &field)
{
    static const QRegularExpression lineEnd(u"\\n"_s);
    return partsOf(field, lineEnd);
}

QStringList datesIn(const QString &field)
{
    static const QRegularExpression separator(u"[,;]"_s);
    return partsOf(field, separator);
}

QString listed(const std::vector<std::string> &patterns)
{
    QStringList names;
    for (const std::string &pattern : patterns)
        names << isolated(engine::text(pattern));
    return names.join(u", "_s);
}

} // namespace

std::vector<std::string> wordsIn(const QString &field)
{
    static const QRegularExpression separator(u"[,;\\s]+"_s);
    std::vector<std::string> words;
    for (const QString &word : field.split(separator, Qt::SkipEmptyParts))
        words.push_back(word.toStdString());
    return words;
}

std::optional<engine::Error> RowDraft::problem() const
{
    for (const QString &line : conditionsIn(conditions)) {
        const auto condition = engine::selection::readCondition(line.toStdString());
        if (!condition)
            return condition.error();
        if (const auto checked = engine::selection::checkCondition(*condition); !checked)
            return checked.error();
    }
    for (const QString &date : datesIn(since)) {
        if (const auto read = engine::selection::readSince(date.toStdString()); !read)
            return read.error();
    }
    return std::nullopt;
}

RowChoice RowDraft::choice() const
{
    RowChoice choice{.tables = wordsIn(tables), .kept = wordsIn(keptTables), .dropsOrphans = dropsOrphans};
    for (const QString &line : conditionsIn(conditions))
        choice.conditions.push_back(engine::selection::readCondition(line.toStdString())
                                        .value_or(RowChoice::Condition{.table = line.toStdString()}));
    for (const QString &date : datesIn(since))
        choice.since.push_back(date.toStdString());
    if (samplePercent > 0 && samplePercent < everyRow)
        choice.samplePercent = samplePercent;
    return choice;
}

QString RowDraft::summary() const
{
    const RowChoice chosen = choice();
    QStringList parts;
    if (!chosen.tables.empty())
        //: Of a choice of rows; %1: names of tables.
        parts << Tr::tr("only %1").arg(listed(chosen.tables));
    if (!chosen.conditions.empty())
        parts << Tr::tr("%n conditions", nullptr, int(chosen.conditions.size()));
    if (!chosen.since.empty())
        //: Of a choice of rows; %1: a column and a date.
        parts << Tr::tr("since %1").arg(listed(chosen.since));
    if (chosen.samplePercent < everyRow)
        //: Of a choice of rows; %1: a share, as in "10 %".
        parts << Tr::tr("about %1 of the large tables")
                     .arg(Tr::tr("%1 %").arg(QLocale().toString(chosen.samplePercent, 'g', 4)));
    QString sentences = parts.isEmpty() ? Tr::tr("All rows.") : Tr::tr("A part: %1.").arg(parts.join(u"; "_s));
    if (!chosen.kept.empty())
        sentences += u' ' + Tr::tr("Kept in the target: %1.").arg(listed(chosen.kept));
    return sentences;
}

} // namespace ui
