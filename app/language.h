// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace app {

/// The language to use: `requested` ("fr", "en", "ar") when it is one of ours, else the first of ours among the
/// system's, else English.
[[nodiscard]] QString chooseLanguage(const QString &requested);
/// Whether `language` is one that --lang accepts.
[[nodiscard]] bool isKnownLanguage(const QString &language);

/// Installs the translators of the program and of Qt for `language` in the running QCoreApplication, and makes it the
/// default locale (numbers, dates, layout). On the main thread; again to change the language.
void installLanguage(const QString &language);

} // namespace app
