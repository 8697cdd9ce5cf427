// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/check_expression.h"

#include "engine/anonymize/text/text.h"
#include "engine/base/errors/error.h"

#include <QRegularExpression>
#include <QStringList>

#include <optional>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;

/// The column as C, literals numbered (#0, #1), casts gone: so that the forms below are few.
struct Condition
{
    QString text{};
    QStringList literals{};
};

Condition normalized(std::string_view expression, std::string_view column)
{
    Condition condition;
    QString rest = text(expression);
    static const QRegularExpression literal(u"E?'((?:[^']|'')*)'"_s);
    for (auto match = literal.match(rest); match.hasMatch(); match = literal.match(rest)) {
        condition.literals.append(match.captured(1).replace(u"''"_s, u"'"_s));
        rest.replace(match.capturedStart(), match.capturedLength(), u"#%1"_s.arg(condition.literals.size() - 1));
    }
    static const QRegularExpression cast(u"::(character varying|[a-z_.\"]+)(\\(\\d+\\))?(\\[\\])?"_s);
    rest.remove(cast);
    static const QRegularExpression frame(u"^\\s*CHECK\\s*|\\s+(NOT VALID|NO INHERIT)\\s*$"_s);
    rest.remove(frame);
    const QRegularExpression name(
        u"(?<![\\w\"#])(\"?%1\"?|VALUE)(?![\\w\"])"_s.arg(QRegularExpression::escape(text(column))));
    rest.replace(name, u"C"_s);
    rest.replace(u"(C)"_s, u"C"_s);
    static const QRegularExpression wrapped(u"(?<![\\w])\\((#\\d+)\\)"_s);
    rest.replace(wrapped, u"\\1"_s);
    condition.text = rest.trimmed();
    return condition;
}

QString withoutParentheses(QString text)
{
    while (text.startsWith(u'(') && text.endsWith(u')')) {
        int depth = 0;
        for (qsizetype i = 0; i + 1 < text.size(); ++i) {
            depth += text[i] == u'(' ? 1 : (text[i] == u')' ? -1 : 0);
            if (depth == 0)
                return text;
        }
        text = text.mid(1, text.size() - 2).trimmed();
    }
    return text;
}

QStringList splitAtTopLevel(const QString &text, const QString &separator)
{
    QStringList parts;
    int depth = 0;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        depth += text[i] == u'(' ? 1 : (text[i] == u')' ? -1 : 0);
        if (depth == 0 && QStringView(text).mid(i).startsWith(separator)) {
            parts.append(text.mid(begin, i - begin).trimmed());
            begin = i + separator.size();
            i = begin - 1;
        }
    }
    parts.append(text.mid(begin).trimmed());
    return parts;
}

CheckResult resultOf(bool holds)
{
    return holds ? CheckResult::Holds : CheckResult::Fails;
}

CheckResult matchPattern(const QString &op, const QString &pattern, const QString &value)
{
    const bool isNegated = op.startsWith(u'!');
    const bool isLike = op.contains(u"~~"_s);
    const bool ignoresCase = op.endsWith(u'*');
    QString expression = pattern;
    if (isLike) {
        expression = QRegularExpression::escape(pattern).replace(u"\\%"_s, u".*"_s).replace(u"%"_s, u".*"_s);
        expression = u"^%1$"_s.arg(expression.replace(u"_"_s, u"."_s));
    }
    QRegularExpression compiled(expression, QRegularExpression::DotMatchesEverythingOption
                                                | QRegularExpression::UseUnicodePropertiesOption
                                                | (ignoresCase ? QRegularExpression::CaseInsensitiveOption
                                                               : QRegularExpression::NoPatternOption));
    if (!compiled.isValid())
        return CheckResult::NotUnderstood;
    return resultOf(compiled.match(value).hasMatch() != isNegated);
}

CheckResult compareLength(const QString &op, qsizetype limit, qsizetype length)
{
    if (op == u"<="_s)
        return resultOf(length <= limit);
    if (op == u"<"_s)
        return resultOf(length < limit);
    if (op == u">="_s)
        return resultOf(length >= limit);
    if (op == u">"_s)
        return resultOf(length > limit);
    return resultOf(length == limit);
}

CheckResult evaluateTerm(const QString &term, const Condition &condition, const QString &value)
{
    static const QRegularExpression pattern(u"^C (!?~~?\\*?) #(\\d+)$"_s);
    static const QRegularExpression length(u"^(?:char_length|character_length|length)\\(C\\) (<=|<|>=|>|=) (\\d+)$"_s);
    static const QRegularExpression folded(u"^(?:C = (lower|upper)\\(C\\)|(lower|upper)\\(C\\) = C)$"_s);
    static const QRegularExpression list(u"^C = ANY \\(\\(?ARRAY\\[(.*)\\]\\)?\\)$"_s);
    static const QRegularExpression notEqual(u"^C <> #(\\d+)$"_s);
    const QString bare = QString(term)
                             .replace(u"lowerC"_s, u"lower(C)"_s)
                             .replace(u"upperC"_s, u"upper(C)"_s)
                             .replace(u"lengthC"_s, u"length(C)"_s);
    if (const auto match = pattern.match(bare); match.hasMatch())
        return matchPattern(match.captured(1), condition.literals.value(match.captured(2).toInt()), value);
    if (const auto match = length.match(bare); match.hasMatch())
        return compareLength(match.captured(1), match.captured(2).toLongLong(), value.toUcs4().size());
    if (const auto match = folded.match(bare); match.hasMatch())
        return resultOf(value == (bare.contains(u"lower"_s) ? value.toLower() : value.toUpper()));
    if (const auto match = notEqual.match(bare); match.hasMatch())
        return resultOf(value != condition.literals.value(match.captured(1).toInt()));
    if (const auto match = list.match(bare); match.hasMatch()) {
        for (const QString &item : match.captured(1).split(u',')) {
            const QString number = item.trimmed();
            if (number.startsWith(u'#') && condition.literals.value(number.mid(1).toInt()) == value)
                return CheckResult::Holds;
        }
        return CheckResult::Fails;
    }
    return bare == u"C IS NOT NULL"_s ? CheckResult::Holds : CheckResult::NotUnderstood;
}

CheckResult evaluate(const QString &text, const Condition &condition, const QString &value)
{
    const QString bare = withoutParentheses(text);
    const QStringList alternatives = splitAtTopLevel(bare, u" OR "_s);
    if (alternatives.size() > 1) {
        bool isUnderstood = true;
        for (const QString &alternative : alternatives) {
            const CheckResult result = evaluate(alternative, condition, value);
            if (result == CheckResult::Holds)
                return result;
            isUnderstood = isUnderstood && result != CheckResult::NotUnderstood;
        }
        return isUnderstood ? CheckResult::Fails : CheckResult::NotUnderstood;
    }
    const QStringList terms = splitAtTopLevel(bare, u" AND "_s);
    if (terms.size() == 1)
        return evaluateTerm(bare, condition, value);
    CheckResult all = CheckResult::Holds;
    for (const QString &term : terms) {
        const CheckResult result = evaluate(term, condition, value);
        if (result == CheckResult::Fails)
            return result;
        if (result == CheckResult::NotUnderstood)
            all = result;
    }
    return all;
}

} // namespace

CheckResult evaluateCheck(std::string_view expression, std::string_view column, std::string_view value)
{
    const Condition condition = normalized(expression, column);
    return evaluate(condition.text, condition, text(value));
}

} // namespace engine::anonymize
