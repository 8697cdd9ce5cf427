// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/database.h"

#include <QDateTime>

namespace engine::store {

/// The fields of a row, taken one after the other in the order of the SELECT: a column more or less moves no number.
/// What has another type than asked for is empty, or 0.
class Fields final
{
public:
    explicit Fields(const Row &row)
        : m_row(row)
    {}
    qint64 number()
    {
        const auto *number = std::get_if<qint64>(&m_row.at(m_next++));
        return number == nullptr ? 0 : *number;
    }
    bool flag() { return number() != 0; }
    QString text()
    {
        const auto *text = std::get_if<QString>(&m_row.at(m_next++));
        return text == nullptr ? QString() : *text;
    }
    /// UTC.
    QDateTime time() { return QDateTime::fromString(text(), Qt::ISODateWithMs); }
    std::optional<qint64> maybeNumber()
    {
        const auto *number = std::get_if<qint64>(&m_row.at(m_next++));
        return number == nullptr ? std::nullopt : std::optional(*number);
    }

private:
    const Row &m_row;
    size_t m_next = 0;
};

/// A QString without text is a null one, and columns are NOT NULL.
[[nodiscard]] inline Value stored(const QString &text)
{
    return text.isNull() ? QLatin1String("") : text;
}

/// As text that sorts by time. An invalid time: "".
[[nodiscard]] inline Value stored(const QDateTime &time)
{
    return stored(time.toUTC().toString(Qt::ISODateWithMs));
}

[[nodiscard]] inline Value stored(bool flag)
{
    return flag ? qint64{1} : qint64{0};
}

[[nodiscard]] inline Value stored(const std::optional<qint64> &number)
{
    return number ? Value(*number) : Value();
}

} // namespace engine::store
