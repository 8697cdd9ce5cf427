// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/numbers.h"

#include "app/tr.h"

#include <QLocale>

namespace app::cli {

using namespace Qt::StringLiterals;

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1);
}

QString duration(qint64 milliseconds)
{
    constexpr qint64 second = 1000;
    constexpr qint64 minute = 60 * second;
    constexpr qint64 hour = 60 * minute;
    if (milliseconds < second)
        return Tr::tr("%1 ms").arg(milliseconds);
    if (milliseconds < minute)
        return Tr::tr("%1 s").arg(QLocale().toString(static_cast<double>(milliseconds) / second, 'f', 1));
    const auto twoDigits = [](qint64 value) { return u"%1"_s.arg(value, 2, 10, QLatin1Char('0')); };
    if (milliseconds < hour)
        return Tr::tr("%1 min %2 s")
            .arg(QString::number(milliseconds / minute), twoDigits(milliseconds % minute / second));
    return Tr::tr("%1 h %2 min").arg(QString::number(milliseconds / hour), twoDigits(milliseconds % hour / minute));
}

} // namespace app::cli
