// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/selection/row_choice.h"

#include "engine/sql/row_condition.h"

#include <QDate>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace engine::selection {

using namespace Qt::StringLiterals;

namespace {

/// What the server calls a moment without any digit.
bool isNamedMoment(const QString &moment)
{
    constexpr std::array names{"now"_L1,   "today"_L1,    "yesterday"_L1, "tomorrow"_L1,
                               "epoch"_L1, "infinity"_L1, "-infinity"_L1};
    return std::any_of(names.begin(), names.end(),
                       [&moment](QLatin1String name) { return moment.compare(name, Qt::CaseInsensitive) == 0; });
}

/// The server knows many ways to write a date. Only what is none in any of them is refused here.
bool mayBeMoment(const QString &moment)
{
    static const QRegularExpression isoDay(u"^(\\d{4})-(\\d{1,2})-(\\d{1,2})(?!\\d)"_s);
    static const QRegularExpression digit(u"\\d"_s);
    if (const auto day = isoDay.match(moment); day.hasMatch())
        return QDate::isValid(day.captured(1).toInt(), day.captured(2).toInt(), day.captured(3).toInt());
    return moment.contains(digit) || isNamedMoment(moment);
}

} // namespace

bool RowChoice::usesGroups() const
{
    const auto isGroup = [](const std::string &pattern) { return pattern.starts_with('@'); };
    return std::any_of(tables.begin(), tables.end(), isGroup) || std::any_of(excluded.begin(), excluded.end(), isGroup)
           || std::any_of(kept.begin(), kept.end(), isGroup)
           || std::any_of(conditions.begin(), conditions.end(),
                          [&](const Condition &condition) { return isGroup(condition.table); });
}

Result<RowChoice::Condition> readCondition(std::string_view given)
{
    const size_t sign = given.find('=');
    const QString table = text(given.substr(0, sign)).trimmed();
    if (sign == std::string_view::npos || table.isEmpty())
        return failure({.code = ErrorCode::FilterInvalid, .subject = text(given), .detail = u"missing ="_s});
    return RowChoice::Condition{.table = table.toStdString(), .condition = std::string(given.substr(sign + 1))};
}

Result<> checkCondition(const RowChoice::Condition &condition)
{
    Result<> checked = sql::RowCondition::check(condition.condition);
    if (!checked)
        checked.error().subject = text(condition.table);
    return checked;
}

Result<SinceDate> readSince(std::string_view given)
{
    const size_t sign = given.find('>');
    const QString column = text(given.substr(0, sign)).trimmed();
    const bool orEqual = sign != std::string_view::npos && given.compare(sign, 2, ">=") == 0;
    QString moment = sign == std::string_view::npos ? QString() : text(given.substr(sign + (orEqual ? 2 : 1)));
    moment = moment.remove(u'\'').trimmed();
    if (column.isEmpty() || !mayBeMoment(moment))
        return failure({.code = ErrorCode::SinceInvalid, .subject = text(given)});
    return SinceDate{
        .column = column.toStdString(), .comparison = orEqual ? ">=" : ">", .moment = moment.toStdString()};
}

} // namespace engine::selection
