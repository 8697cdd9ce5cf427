// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/value_equality.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QString>

#include <algorithm>
#include <cmath>

namespace engine::fingerprint {

namespace {

/// Of what the server prints of an exact number: without noughts that say nothing.
std::string canonicalNumber(std::string_view number)
{
    const bool isNegative = number.starts_with('-');
    std::string digits(number.substr(isNegative ? 1 : 0));
    if (digits.find('.') != std::string::npos) {
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.ends_with('.'))
            digits.pop_back();
    }
    const size_t first = std::min(digits.find_first_not_of('0'), digits.size());
    digits.erase(0, first);
    if (digits.empty() || digits.starts_with('.'))
        digits.insert(0, "0");
    return isNegative && digits != "0" ? '-' + digits : digits;
}

bool isPlainNumber(std::string_view value)
{
    return !value.empty() && value.find_first_not_of("0123456789.-") == std::string_view::npos;
}

long double numberOf(std::string_view value, bool &isNumber)
{
    // The server writes numbers with a point, and so reads Qt, whatever the locale of the process is.
    const double number
        = QByteArray::fromRawData(value.data(), static_cast<qsizetype>(value.size())).toDouble(&isNumber);
    return number;
}

bool areNear(const RowOptions &options, std::string_view source, std::string_view target)
{
    if (isPlainNumber(source) && isPlainNumber(target) && canonicalNumber(source) == canonicalNumber(target))
        return true;
    bool isNumber = true;
    const long double here = numberOf(source, isNumber);
    bool isOther = true;
    const long double there = numberOf(target, isOther);
    // NaN, and the infinities, are near themselves alone; those have the same text.
    if (!isNumber || !isOther || !std::isfinite(here) || !std::isfinite(there))
        return source == target;
    // Digits beyond what a floating number holds were looked at above.
    const long double tolerance = numberOf(options.tolerance, isNumber);
    if (tolerance == 0 && isPlainNumber(source) && isPlainNumber(target) && std::max(source.size(), target.size()) > 15)
        return false;
    return std::fabs(here - there) <= tolerance * (1 + 1e-12L);
}

bool hasLongNumber(const QByteArray &document)
{
    int digits = 0;
    for (const char c : document) {
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits > 15)
            return true;
    }
    return false;
}

bool meanTheSame(std::string_view source, std::string_view target)
{
    // In an array, so that a number alone is a document too.
    const QByteArray here = '[' + QByteArray(source.data(), static_cast<qsizetype>(source.size())) + ']';
    const QByteArray there = '[' + QByteArray(target.data(), static_cast<qsizetype>(target.size())) + ']';
    // Numbers that Qt would round are no proof of anything.
    if (hasLongNumber(here) || hasLongNumber(there))
        return false;
    const QJsonDocument left = QJsonDocument::fromJson(here);
    return !left.isNull() && left == QJsonDocument::fromJson(there);
}

QString folded(const ComparedColumn &column, std::string_view value)
{
    QString text = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    if (column.hashed.withoutSpace)
        text.removeIf([](QChar c) { return c.isSpace(); });
    return column.hashed.withoutCase ? text.toCaseFolded() : text;
}

} // namespace

bool areEqual(const ComparedColumn &column, const RowOptions &options, const stream::FieldValue &source,
              const stream::FieldValue &target)
{
    if (source == target)
        return true;
    if (!source || !target)
        return false;
    if (column.kind == ComparedColumn::Kind::Number)
        return areNear(options, *source, *target);
    if (column.kind == ComparedColumn::Kind::Document && meanTheSame(*source, *target))
        return true;
    return (column.hashed.withoutCase || column.hashed.withoutSpace)
           && folded(column, *source) == folded(column, *target);
}

std::string hashedForm(const ComparedColumn &column, const RowOptions &options, std::string_view value)
{
    if (column.kind == ComparedColumn::Kind::Number) {
        bool isNumber = true;
        bool isTolerance = true;
        const long double number = numberOf(value, isNumber);
        const long double tolerance = numberOf(options.tolerance, isTolerance);
        if (isNumber && tolerance > 0 && std::isfinite(number))
            return std::to_string(std::floor(number / tolerance));
        return isPlainNumber(value) ? canonicalNumber(value) : std::string(value);
    }
    if (column.hashed.withoutCase || column.hashed.withoutSpace)
        return folded(column, value).toStdString();
    return std::string(value);
}

} // namespace engine::fingerprint
