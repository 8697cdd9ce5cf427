// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

#include <chrono>

namespace ui {

/// The one translation context of the window.
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ui)
};

/// "1.8 GiB": binary units, in the language of the window.
[[nodiscard]] QString byteText(qint64 bytes);
/// "1,204,500"
[[nodiscard]] QString numberText(qint64 number);
/// "< 1 s", "0:24", "1:02:07": for columns of times.
[[nodiscard]] QString clockText(std::chrono::milliseconds duration);
/// "less than a second", "14 seconds", "1 min 56 s", "2 h 05 min": for sentences.
[[nodiscard]] QString durationText(std::chrono::milliseconds duration);
/// "about 2 min", "about 40 s": for what is left.
[[nodiscard]] QString timeLeftText(std::chrono::seconds left);
/// "just now", "12 minutes ago", else the date.
[[nodiscard]] QString agoText(const QDateTime &moment, const QDateTime &now = QDateTime::currentDateTime());
/// As one looks for it: small letters, without accents, ligatures written out.
[[nodiscard]] QString plainLetters(const QString &text);
/// Wraps a name that comes from a database or a file, so that it does not disturb a right-to-left sentence.
[[nodiscard]] QString isolated(const QString &name);

} // namespace ui
