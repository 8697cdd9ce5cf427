// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/found_things.h"

#include "ui/text.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

enum Rank { Begins, BeginsAWord, Contains, No };

Rank rankOf(const FoundThing &thing, const QString &typed, const QStringList &parts)
{
    const QString words = plainLetters(thing.words);
    if (words.startsWith(typed))
        return Begins;
    const QString all = words + u' ' + plainLetters(thing.otherWords) + u' ' + plainLetters(thing.kind);
    if (!std::all_of(parts.begin(), parts.end(), [&](const QString &part) { return all.contains(part); }))
        return No;
    const QString spaced = u' ' + all;
    const bool eachBegins
        = std::all_of(parts.begin(), parts.end(), [&](const QString &part) { return spaced.contains(u' ' + part); });
    return eachBegins ? BeginsAWord : Contains;
}

} // namespace

QList<FoundThing> matching(const QList<FoundThing> &things, const QString &typed)
{
    const QString wanted = plainLetters(typed).simplified();
    if (wanted.isEmpty())
        return things;
    const QStringList parts = wanted.split(u' ', Qt::SkipEmptyParts);
    QList<std::pair<Rank, qsizetype>> ranked;
    for (qsizetype index = 0; index < things.size(); ++index) {
        if (const Rank rank = rankOf(things.at(index), wanted, parts); rank != No)
            ranked.append({rank, index});
    }
    std::sort(ranked.begin(), ranked.end());
    QList<FoundThing> found;
    for (const auto &[rank, index] : std::as_const(ranked))
        found << things.at(index);
    return found;
}

} // namespace ui
