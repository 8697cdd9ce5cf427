// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text.h"

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

QString byteText(qint64 bytes)
{
    if (bytes < 1000)
        return Tr::tr("%n bytes", nullptr, int(bytes));
    double value = double(bytes);
    int unit = -1;
    // Never more than three digits: 1,003 KiB is 1.0 MiB to people.
    do {
        value /= 1024;
        ++unit;
    } while (value >= 999.5 && unit < 3);
    // Rounded first: 99.96 must become "100", not "100.0".
    const int decimals = value < 9.95 ? 1 : 0;
    const QString number = QLocale().toString(value, 'f', decimals);
    switch (unit) {
    case 0:
        return Tr::tr("%1 KiB").arg(number);
    case 1:
        return Tr::tr("%1 MiB").arg(number);
    case 2:
        return Tr::tr("%1 GiB").arg(number);
    default:
        return Tr::tr("%1 TiB").arg(number);
    }
}

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

QString clockText(std::chrono::milliseconds duration)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    if (duration.count() > 0 && seconds == 0)
        return Tr::tr("< 1 s");
    const auto twoDigits = [](qint64 part) { return u"%1"_s.arg(part, 2, 10, QLatin1Char('0')); };
    if (seconds >= 3600)
        return u"%1:%2:%3"_s.arg(seconds / 3600).arg(twoDigits(seconds / 60 % 60), twoDigits(seconds % 60));
    return u"%1:%2"_s.arg(seconds / 60).arg(twoDigits(seconds % 60));
}

QString durationText(std::chrono::milliseconds duration)
{
    const qint64 milliseconds = duration.count();
    if (milliseconds < 1000)
        return Tr::tr("less than a second");
    if (milliseconds < 10'000)
        return Tr::tr("%1 seconds").arg(QLocale().toString(double(milliseconds) / 1000, 'f', 1));
    const int seconds = int((milliseconds + 500) / 1000);
    if (seconds < 60)
        return Tr::tr("%n seconds", nullptr, seconds);
    const auto twoDigits = [](int part) { return u"%1"_s.arg(part, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600)
        //: A duration: minutes and seconds.
        return Tr::tr("%1 min %2 s").arg(seconds / 60).arg(twoDigits(seconds % 60));
    const int minutes = (seconds + 30) / 60;
    //: A duration: hours and minutes.
    return Tr::tr("%1 h %2 min").arg(minutes / 60).arg(twoDigits(minutes % 60));
}

QString timeLeftText(std::chrono::seconds left)
{
    const int seconds = int(left.count());
    if (seconds < 60)
        return Tr::tr("about %1 s left").arg(seconds);
    if (seconds < 90 * 60)
        return Tr::tr("about %1 min left").arg((seconds + 30) / 60);
    return Tr::tr("about %1 h left").arg((seconds + 1800) / 3600);
}

QString agoText(const QDateTime &moment, const QDateTime &now)
{
    const qint64 seconds = moment.secsTo(now);
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    if (seconds < minute)
        return Tr::tr("just now");
    if (seconds < hour)
        return Tr::tr("%n minutes ago", nullptr, int(seconds / minute));
    if (seconds < day)
        return Tr::tr("%n hours ago", nullptr, int(seconds / hour));
    if (seconds < 30 * day)
        return Tr::tr("%n days ago", nullptr, int(seconds / day));
    //: A date follows.
    return Tr::tr("on %1").arg(QLocale().toString(moment.date(), QLocale::ShortFormat));
}

QString plainLetters(const QString &text)
{
    const bool isPlain = std::all_of(text.begin(), text.end(), [](QChar letter) { return letter.unicode() < 0x80; });
    if (isPlain)
        return text.toLower();
    QString plain;
    const QString apart = text.normalized(QString::NormalizationForm_KD);
    plain.reserve(apart.size());
    for (const QChar letter : apart) {
        switch (letter.unicode()) {
        case u'œ':
        case u'Œ':
            plain += u"oe"_s;
            break;
        case u'æ':
        case u'Æ':
            plain += u"ae"_s;
            break;
        case u'’':
            plain += u'\'';
            break;
        default:
            if (letter.category() != QChar::Mark_NonSpacing)
                plain += letter.isSpace() ? QChar(u' ') : letter;
        }
    }
    return plain.toCaseFolded();
}

QString isolated(const QString &name)
{
    // U+2068 and U+2069, first strong isolate: only where it matters, so that copied text stays plain elsewhere.
    return QGuiApplication::isRightToLeft() ? u"\u2068%1\u2069"_s.arg(name) : name;
}

} // namespace ui
