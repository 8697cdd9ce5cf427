// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/window_settings.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto languageKey = "language"_L1;
constexpr auto schemeKey = "theme"_L1;

QString wordFor(SchemeChoice choice)
{
    switch (choice) {
    case SchemeChoice::Light:
        return u"light"_s;
    case SchemeChoice::Dark:
        return u"dark"_s;
    case SchemeChoice::System:
        break;
    }
    return u"system"_s;
}

} // namespace

// QSettings writes beside the file and renames; a lock file keeps two windows apart.
WindowSettings::WindowSettings(const QString &folder)
    : m_file(folder + u"/window.ini"_s, QSettings::IniFormat)
{
    m_file.setAtomicSyncRequired(true);
}

QString WindowSettings::language() const
{
    return m_file.value(languageKey).toString();
}

void WindowSettings::setLanguage(const QString &code)
{
    m_file.setValue(languageKey, code);
    m_file.sync();
}

SchemeChoice WindowSettings::scheme() const
{
    const QString word = m_file.value(schemeKey).toString();
    for (const SchemeChoice choice : {SchemeChoice::Light, SchemeChoice::Dark}) {
        if (word == wordFor(choice))
            return choice;
    }
    return SchemeChoice::System;
}

void WindowSettings::setScheme(SchemeChoice choice)
{
    m_file.setValue(schemeKey, wordFor(choice));
    m_file.sync();
}

} // namespace ui
