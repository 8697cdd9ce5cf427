// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/replaced_parts.h"

#include "engine/sql/identifier.h"

#include <QRegularExpression>

#include <algorithm>

namespace engine::target {

using namespace Qt::StringLiterals;

namespace {

/// What stands between the outermost parentheses after the method, cut at its commas.
QStringList elementsOf(const QString &definition)
{
    QStringList elements;
    QString element;
    int depth = 0;
    QChar quote;
    for (qsizetype at = definition.indexOf(u" USING "_s); at >= 0 && at < definition.size(); ++at) {
        const QChar c = definition[at];
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
        } else if (c == u')' && --depth == 0) {
            elements.append(element.trimmed());
            break;
        } else if (c == u'(' && ++depth == 1) {
            continue;
        } else if (c == u',' && depth == 1) {
            elements.append(element.trimmed());
            element.clear();
            continue;
        }
        if (depth > 0)
            element += c;
    }
    return elements;
}

bool names(const QString &element, const std::string &column)
{
    const QRegularExpression word(
        u"(^|[^\\w\"])%1($|[^\\w\"])"_s.arg(QRegularExpression::escape(text(sql::displayed(column)))),
        QRegularExpression::UseUnicodePropertiesOption);
    return word.match(element).hasMatch();
}

} // namespace

bool looksAtPart(std::string_view element)
{
    static const QRegularExpression call(u"\"?([A-Za-z_]\\w*)\"?\\("_s);
    static const QRegularExpression cast(u"::\\s*\"?(\\w+)"_s);
    static const QStringList whole{u"lower"_s,  u"upper"_s,  u"btrim"_s,  u"md5"_s,      u"sha256"_s,  u"coalesce"_s,
                                   u"sha512"_s, u"nullif"_s, u"concat"_s, u"unaccent"_s, u"casefold"_s};
    static const QStringList same{u"text"_s, u"citext"_s, u"character"_s, u"varchar"_s, u"bpchar"_s, u"bytea"_s};
    const QString all = text(element);
    for (auto calls = call.globalMatch(all); calls.hasNext();) {
        if (!whole.contains(calls.next().captured(1).toLower()))
            return true;
    }
    for (auto casts = cast.globalMatch(all); casts.hasNext();) {
        if (!same.contains(casts.next().captured(1).toLower()))
            return true;
    }
    return false;
}

QList<Error> findReplacedParts(const catalog::Schema &schema, const std::vector<anonymize::ColumnDecision> &decisions)
{
    QList<Error> found;
    const anonymize::DecisionsByTable byTable(decisions);
    for (const catalog::Object &object : schema.objects) {
        const auto *index = object.as<catalog::Index>();
        const auto *constraint = object.as<catalog::Constraint>();
        const bool isUnique = index != nullptr && index->isUnique && index->details.parentIndex.empty();
        const bool isExclusion = constraint != nullptr && constraint->type == 'x';
        if (!isUnique && !isExclusion)
            continue;
        const auto ofTable = byTable.of({object.key.schema, object.key.parent});
        QStringList parts;
        for (const QString &element : elementsOf(text(isUnique ? index->details.definition : constraint->definition))) {
            if (!looksAtPart(element.toStdString()))
                continue;
            const bool isReplaced = std::ranges::any_of(ofTable, [&](const anonymize::ColumnDecision &decision) {
                return decision.changesValues() && names(element, decision.column);
            });
            if (isReplaced)
                parts.append(element);
        }
        if (!parts.isEmpty())
            found.append({.code = ErrorCode::ObjectNotSupported,
                          .subject = text(object.key.display()),
                          .detail = text(sql::QualifiedName{object.key.schema, object.key.parent}.displayed()) + u": "_s
                                    + parts.join(u", "_s)});
    }
    return found;
}

} // namespace engine::target
