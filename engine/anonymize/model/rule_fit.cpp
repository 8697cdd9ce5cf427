// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/rule_fit.h"

#include "engine/anonymize/model/template_text.h"
#include "engine/anonymize/text/json_path.h"
#include "engine/anonymize/text/text.h"
#include "engine/base/errors/error.h"
#include "engine/base/errors/sentence.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;

bool isWholeNumber(TypeFamily family)
{
    return family == TypeFamily::SmallInteger || family == TypeFamily::Integer || family == TypeFamily::BigInteger;
}

bool takesAnyText(TypeFamily family)
{
    return family == TypeFamily::Text || family == TypeFamily::Json || family == TypeFamily::Jsonb;
}

/// Whether the kind makes values that the type can hold.
bool fitsType(RuleKind kind, TypeFamily family)
{
    if (kind == RuleKind::Keep || kind == RuleKind::Null || kind == RuleKind::Constant)
        return true;
    if (kind == RuleKind::JsonPaths)
        return takesAnyText(family) || family == TypeFamily::Composite;
    if (takesAnyText(family))
        return true;
    switch (kind) {
    case RuleKind::Phone:
    case RuleKind::AccountNumber:
    case RuleKind::Card:
    case RuleKind::PostalCode:
        return isWholeNumber(family) || family == TypeFamily::Number;
    case RuleKind::Identifier:
        return isWholeNumber(family) || family == TypeFamily::Number || family == TypeFamily::Uuid;
    case RuleKind::IpAddress:
        return family == TypeFamily::Inet;
    case RuleKind::MacAddress:
        return family == TypeFamily::MacAddress;
    case RuleKind::DateShift:
        return family == TypeFamily::Date || family == TypeFamily::Timestamp || isWholeNumber(family)
               || family == TypeFamily::Number;
    case RuleKind::Secret:
        return family == TypeFamily::Bytea;
    case RuleKind::Coordinates:
        return family == TypeFamily::Geometry || family == TypeFamily::Number;
    case RuleKind::Noise:
        return isWholeNumber(family) || family == TypeFamily::Number;
    case RuleKind::Scrub:
        return family == TypeFamily::TextLike || family == TypeFamily::Composite || family == TypeFamily::Bytea;
    default:
        return false;
    }
}

/// Rules whose fakes differ wherever the values do.
bool keepsValuesApart(const Rule &rule, TypeFamily family)
{
    switch (rule.kind) {
    case RuleKind::DateShift:
        // All of them move by the same number of days then.
        return family == TypeFamily::Date || family == TypeFamily::Timestamp;
    case RuleKind::Null:
    case RuleKind::Constant:
    case RuleKind::Coordinates:
    case RuleKind::Noise:
    case RuleKind::Scrub:
        return false;
    case RuleKind::Template:
        return templateIsUnique(rule.text);
    default:
        return true;
    }
}

/// The shortest column that holds a fake; with a unique column, one with enough of a mark in it.
int leastLength(RuleKind kind, bool unique)
{
    switch (kind) {
    case RuleKind::Email:
        return unique ? 20 : 9;
    case RuleKind::Username:
        return unique ? 12 : 4;
    case RuleKind::FirstName:
    case RuleKind::LastName:
    case RuleKind::FullName:
    case RuleKind::Company:
    case RuleKind::City:
    case RuleKind::Address:
        return unique ? 20 : 1;
    case RuleKind::IpAddress:
        return unique ? 43 : 15;
    case RuleKind::Secret:
        return unique ? 12 : 1;
    case RuleKind::MacAddress:
        return 17;
    case RuleKind::DateShift:
        return 10;
    default:
        return 1;
    }
}

bool isNumberText(std::string_view text)
{
    double number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc() && result.ptr == text.data() + text.size();
}

bool isShapedAs(std::string_view text, std::string_view shape)
{
    return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) {
               const bool isHex = isDigit(c) || (toLower(c) >= 'a' && toLower(c) <= 'f');
               if (s == '9')
                   return isDigit(c);
               return s == 'x' ? isHex : c == s;
           });
}

QString whyConstantDoesNotFit(const ColumnShape &column, const ColumnType &type, std::string_view text, int maxLength)
{
    const QString typeName = engine::text(column.typeName);
    if (type.isArray)
        return Tr::tr("a constant cannot stand for the elements of %1").arg(typeName);
    if (type.family == TypeFamily::Text && maxLength > 0 && characterCount(text) > static_cast<size_t>(maxLength))
        return Tr::tr("the constant has %1 characters and %2 holds %3")
            .arg(characterCount(text))
            .arg(typeName)
            .arg(maxLength);
    const bool isNumber = isWholeNumber(type.family) || type.family == TypeFamily::Number;
    long long whole = 0;
    const bool isWhole
        = std::from_chars(text.data(), text.data() + text.size(), whole).ptr == text.data() + text.size();
    if ((isNumber && !isNumberText(text)) || (isWholeNumber(type.family) && !isWhole)
        || (type.family == TypeFamily::Date && !isShapedAs(text, "9999-99-99"))
        || (type.family == TypeFamily::Timestamp && !isShapedAs(text.substr(0, 10), "9999-99-99"))
        || (type.family == TypeFamily::Uuid && !isShapedAs(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"))
        || (type.family == TypeFamily::Boolean && text != "true" && text != "false" && text != "t" && text != "f"))
        return Tr::tr("the constant is no value of %1").arg(typeName);
    return {};
}

size_t distance(std::string_view left, std::string_view right)
{
    std::vector<size_t> row(right.size() + 1);
    for (size_t j = 0; j <= right.size(); ++j)
        row[j] = j;
    for (size_t i = 1; i <= left.size(); ++i) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= right.size(); ++j) {
            const size_t substituted = diagonal + (toLower(left[i - 1]) == toLower(right[j - 1]) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row[right.size()];
}

QString whyNoAttribute(const ColumnShape &column, const std::string &name, std::string_view path)
{
    std::vector<std::string> names;
    for (const ColumnShape &attribute : column.composite->attributes)
        names.push_back(attribute.name);
    const std::string near = nearest(name, names);
    const QString type = text(column.typeName);
    return near.empty()
               ? Tr::tr("%1 has no attribute for the path %2").arg(type, text(path))
               : Tr::tr("%1 has no attribute for the path %2: did you mean $.%3?").arg(type, text(path), text(near));
}

/// A path into a composite value names one of its attributes, or goes on into it. What it does not find would stay as
/// it is, in silence.
QString whyAPathLeadsNowhere(const ColumnShape &column, std::vector<PathStep> steps, const PathRule &path)
{
    const auto isPlace = [](const PathStep &step) {
        return step.kind == PathStep::Kind::AnyElement || step.kind == PathStep::Kind::Element;
    };
    while (typeOf(column).isArray && !steps.empty() && isPlace(steps.front()))
        steps.erase(steps.begin());
    if (steps.empty())
        return Tr::tr("the path %1 names no attribute of %2").arg(text(path.path), text(column.typeName));
    const PathStep step = steps.front();
    if (isPlace(step))
        return Tr::tr("the path %1 names an element of %2, which is no array")
            .arg(text(path.path), text(column.typeName));
    // It may be anywhere below; the rows show whether it is.
    if (step.atAnyDepth || step.kind == PathStep::Kind::AnyMember)
        return {};
    const std::vector<ColumnShape> &attributes = column.composite->attributes;
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&step](const ColumnShape &attribute) { return attribute.name == step.name; });
    if (found == attributes.end())
        return whyNoAttribute(column, step.name, path.path);
    steps.erase(steps.begin());
    const TypeFamily family = typeOf(*found).family;
    if (steps.empty()) {
        const QString why = whyItDoesNotFit(*found, path.rule, found->maxLength, false);
        return why.isEmpty() ? why : Tr::tr("the attribute %1: %2").arg(text(found->name), why);
    }
    if (family == TypeFamily::Composite)
        return whyAPathLeadsNowhere(*found, std::move(steps), path);
    return takesAnyText(family) ? QString()
                                : Tr::tr("the path %1 leads into the attribute %2, which is %3")
                                      .arg(text(path.path), text(found->name), text(found->typeName));
}

QString whyAPathLeadsNowhere(const ColumnShape &column, const Rule &rule)
{
    for (const PathRule &path : rule.paths) {
        auto steps = parsePath(path.path);
        const QString why = steps ? whyAPathLeadsNowhere(column, *std::move(steps), path) : QString();
        if (!why.isEmpty())
            return why;
    }
    return {};
}

} // namespace

QString whyItDoesNotFit(const ColumnShape &column, const Rule &rule, int maxLength, bool unique)
{
    if (rule.isKeep() || rule.kind == RuleKind::Undecided)
        return {};
    const ColumnType type = typeOf(column);
    const QString name
        = QString::fromLatin1(ruleKey(rule.kind).data(), static_cast<qsizetype>(ruleKey(rule.kind).size()));
    const QString typeName = text(column.typeName);
    if (column.isGenerated)
        return Tr::tr("the server computes this column from others");
    if (column.isPartitionKey && !column.hasPartitionForAnything)
        return Tr::tr(
            "the column is the partition key, and no partition would take its fakes: a DEFAULT partition would");
    if (type.family == TypeFamily::Composite && rule.kind == RuleKind::JsonPaths) {
        const QString why = whyAPathLeadsNowhere(column, rule);
        if (!why.isEmpty())
            return why;
    }
    if (!fitsType(rule.kind, type.family))
        return Tr::tr("the rule \"%1\" does not work on %2").arg(name, typeName);
    if (rule.kind == RuleKind::Null && (column.notNull || column.isPrimaryKey))
        return Tr::tr("the column is NOT NULL");
    if (rule.kind == RuleKind::Null && column.isPartitionKey)
        return Tr::tr("the column is the partition key, and no partition may take NULL");
    if (rule.kind == RuleKind::Constant) {
        const QString why = whyConstantDoesNotFit(column, type, rule.text, maxLength);
        if (!why.isEmpty())
            return why;
    }
    if (unique && rule.kind != RuleKind::Null && !keepsValuesApart(rule, type.family))
        return Tr::tr("the column is unique, and the rule \"%1\" can give two values the same fake").arg(name);
    if (rule.kind == RuleKind::JsonPaths && type.family == TypeFamily::Text && maxLength > 0)
        return Tr::tr("a document could become longer than %1 holds").arg(typeName);
    const int least = leastLength(rule.kind, unique);
    if (type.family == TypeFamily::Text && maxLength > 0 && maxLength < least)
        return Tr::tr("the rule \"%1\" needs %2 characters here and %3 holds %4")
            .arg(name)
            .arg(least)
            .arg(typeName)
            .arg(maxLength);
    return {};
}

std::string nearest(std::string_view word, const std::vector<std::string> &candidates)
{
    std::string best;
    size_t bestDistance = std::max<size_t>(2, word.size() / 3) + 1;
    for (const std::string &candidate : candidates) {
        const size_t steps = distance(word, candidate);
        if (steps < bestDistance) {
            best = candidate;
            bestDistance = steps;
        }
    }
    return best;
}

} // namespace engine::anonymize
