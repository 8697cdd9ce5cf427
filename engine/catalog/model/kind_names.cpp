// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/model/kind_names.h"

#include "engine/base/errors/error.h"

#include <algorithm>
#include <array>

namespace engine::catalog {

using namespace Qt::StringLiterals;

namespace {

// The English of a name is its key.
constexpr auto kinds = std::to_array<const char *>({
    QT_TRANSLATE_NOOP("engine", "schema"),
    QT_TRANSLATE_NOOP("engine", "extension"),
    QT_TRANSLATE_NOOP("engine", "language"),
    QT_TRANSLATE_NOOP("engine", "access method"),
    QT_TRANSLATE_NOOP("engine", "collation"),
    QT_TRANSLATE_NOOP("engine", "enum type"),
    QT_TRANSLATE_NOOP("engine", "domain"),
    QT_TRANSLATE_NOOP("engine", "composite type"),
    QT_TRANSLATE_NOOP("engine", "range type"),
    QT_TRANSLATE_NOOP("engine", "base type"),
    QT_TRANSLATE_NOOP("engine", "type"),
    QT_TRANSLATE_NOOP("engine", "function"),
    QT_TRANSLATE_NOOP("engine", "procedure"),
    QT_TRANSLATE_NOOP("engine", "aggregate"),
    QT_TRANSLATE_NOOP("engine", "operator"),
    QT_TRANSLATE_NOOP("engine", "operator family"),
    QT_TRANSLATE_NOOP("engine", "operator class"),
    QT_TRANSLATE_NOOP("engine", "cast"),
    QT_TRANSLATE_NOOP("engine", "transform"),
    QT_TRANSLATE_NOOP("engine", "conversion"),
    QT_TRANSLATE_NOOP("engine", "text search parser"),
    QT_TRANSLATE_NOOP("engine", "text search template"),
    QT_TRANSLATE_NOOP("engine", "text search dictionary"),
    QT_TRANSLATE_NOOP("engine", "text search configuration"),
    QT_TRANSLATE_NOOP("engine", "foreign-data wrapper"),
    QT_TRANSLATE_NOOP("engine", "server"),
    QT_TRANSLATE_NOOP("engine", "user mapping"),
    QT_TRANSLATE_NOOP("engine", "sequence"),
    QT_TRANSLATE_NOOP("engine", "table"),
    QT_TRANSLATE_NOOP("engine", "child table"),
    QT_TRANSLATE_NOOP("engine", "foreign table"),
    QT_TRANSLATE_NOOP("engine", "view"),
    QT_TRANSLATE_NOOP("engine", "materialized view"),
    QT_TRANSLATE_NOOP("engine", "constraint"),
    QT_TRANSLATE_NOOP("engine", "foreign key"),
    QT_TRANSLATE_NOOP("engine", "table constraint"),
    QT_TRANSLATE_NOOP("engine", "domain constraint"),
    QT_TRANSLATE_NOOP("engine", "index"),
    QT_TRANSLATE_NOOP("engine", "statistics"),
    QT_TRANSLATE_NOOP("engine", "statistics object"),
    QT_TRANSLATE_NOOP("engine", "rule"),
    QT_TRANSLATE_NOOP("engine", "trigger"),
    QT_TRANSLATE_NOOP("engine", "policy"),
    QT_TRANSLATE_NOOP("engine", "publication"),
    QT_TRANSLATE_NOOP("engine", "subscription"),
    QT_TRANSLATE_NOOP("engine", "event trigger"),
    QT_TRANSLATE_NOOP("engine", "setting"),
    QT_TRANSLATE_NOOP("engine", "default privileges"),
    QT_TRANSLATE_NOOP("engine", "other"),
    QT_TRANSLATE_NOOP("engine", "role"),
    QT_TRANSLATE_NOOP("engine", "database"),
    QT_TRANSLATE_NOOP("engine", "tablespace"),
    QT_TRANSLATE_NOOP("engine", "privileges"),
    QT_TRANSLATE_NOOP("engine", "security label"),
    QT_TRANSLATE_NOOP("engine", "secret"),
    QT_TRANSLATE_NOOP("engine", "large object"),
    QT_TRANSLATE_NOOP("engine", "large objects"),
    QT_TRANSLATE_NOOP("engine", "table of extension"),
    QT_TRANSLATE_NOOP("engine", "table of publication"),
    QT_TRANSLATE_NOOP("engine", "schema of extension"),
    QT_TRANSLATE_NOOP("engine", "version of extension"),
    QT_TRANSLATE_NOOP("engine", "rows of materialized view"),
    QT_TRANSLATE_NOOP("engine", "column"),
    QT_TRANSLATE_NOOP("engine", "table column"),
    QT_TRANSLATE_NOOP("engine", "view column"),
    QT_TRANSLATE_NOOP("engine", "materialized view column"),
    QT_TRANSLATE_NOOP("engine", "foreign table column"),
    QT_TRANSLATE_NOOP("engine", "composite type column"),
    // Parts.
    QT_TRANSLATE_NOOP("engine", "name"),
    QT_TRANSLATE_NOOP("engine", "comment"),
    QT_TRANSLATE_NOOP("engine", "column name"),
    QT_TRANSLATE_NOOP("engine", "column default"),
    QT_TRANSLATE_NOOP("engine", "column comment"),
    QT_TRANSLATE_NOOP("engine", "column option"),
    QT_TRANSLATE_NOOP("engine", "partition bound"),
    QT_TRANSLATE_NOOP("engine", "partition key"),
    QT_TRANSLATE_NOOP("engine", "option"),
    QT_TRANSLATE_NOOP("engine", "default"),
    QT_TRANSLATE_NOOP("engine", "check"),
    QT_TRANSLATE_NOOP("engine", "check comment"),
    QT_TRANSLATE_NOOP("engine", "label"),
    QT_TRANSLATE_NOOP("engine", "definition"),
    QT_TRANSLATE_NOOP("engine", "condition"),
    QT_TRANSLATE_NOOP("engine", "index comment"),
});

/// Words that stand between names.
constexpr auto links = std::to_array<const char *>({
    QT_TRANSLATE_NOOP("engine", "on"),
    QT_TRANSLATE_NOOP("engine", "of"),
    QT_TRANSLATE_NOOP("engine", "in"),
    QT_TRANSLATE_NOOP("engine", "using"),
    QT_TRANSLATE_NOOP("engine", "of role"),
});

const char *known(QStringView key)
{
    const auto found = std::ranges::find_if(kinds, [&](const char *kind) { return key == QLatin1StringView(kind); });
    return found == kinds.end() ? nullptr : *found;
}

Sentence said(const char *word)
{
    return Sentence::translated("engine", word, -1);
}

/// Where a link begins, outside of quotes; -1: nowhere.
struct FoundLink
{
    qsizetype at = -1;
    const char *word = nullptr;
};

FoundLink firstLink(QStringView name)
{
    FoundLink first;
    for (const char *word : links) {
        const QString spaced = u' ' + QLatin1StringView(word) + u' ';
        for (qsizetype at = name.indexOf(spaced); at >= 0; at = name.indexOf(spaced, at + 1)) {
            const bool isQuoted = name.first(at).count(u'"') % 2 != 0;
            // Of two that begin there, the longer one.
            if (isQuoted || (first.at >= 0 && at > first.at))
                continue;
            first = {at, word};
            break;
        }
    }
    return first;
}

bool hasLinks(QStringView kind)
{
    static constexpr auto without = std::to_array<const char *>(
        {"function", "procedure", "aggregate", "operator", "cast", "type", "transform", "large object"});
    return std::ranges::none_of(without, [&](const char *word) { return kind == QLatin1StringView(word); });
}

/// "privileges", "comment" and "security label" are of something, which the name begins with.
bool isOfSomething(QStringView kind)
{
    return kind == u"privileges" || kind == u"comment" || kind == u"security label";
}

} // namespace

Sentence kindName(QStringView key)
{
    if (const char *word = known(key))
        return said(word);
    // The longest kind that it begins with, and a part of it.
    for (qsizetype space = key.lastIndexOf(u' '); space > 0; space = key.first(space).lastIndexOf(u' ')) {
        const char *kind = known(key.first(space));
        const char *part = known(key.sliced(space + 1));
        if (kind != nullptr && part != nullptr)
            //: A kind of object and a part of it: "table" and "column comment".
            return Tr::sentence("%1 %2").arg(said(kind), said(part));
    }
    return Sentence(key.toString());
}

Sentence nameForPeople(QStringView kind, const QString &name)
{
    if (isOfSomething(kind)) {
        for (qsizetype space = name.lastIndexOf(u' '); space > 0; space = name.lastIndexOf(u' ', space - 1)) {
            const QStringView word = QStringView(name).first(space);
            if (known(word) != nullptr)
                return kindAndName(word, name.sliced(space + 1));
        }
    }
    QList<Sentence> parts;
    QStringView rest = name;
    while (hasLinks(kind)) {
        const FoundLink link = firstLink(rest);
        if (link.at < 0)
            break;
        parts.append(Sentence(rest.first(link.at).toString()));
        parts.append(said(link.word));
        rest = rest.sliced(link.at + 2 + static_cast<qsizetype>(qstrlen(link.word)));
    }
    parts.append(Sentence(rest.toString()));
    return parts.size() == 1 ? parts.first() : Sentence::joined(parts, u" "_s);
}

Sentence kindAndName(QStringView kind, const QString &name)
{
    return Sentence::joined({kindName(kind), nameForPeople(kind, name)}, u" "_s);
}

Sentence kindAndName(const ObjectKey &key)
{
    return kindAndName(QString::fromLatin1(kindKey(key.kind)), text(key.display()));
}

QStringList knownKinds()
{
    QStringList keys;
    for (const char *kind : kinds)
        keys.append(QString::fromLatin1(kind));
    return keys;
}

} // namespace engine::catalog
