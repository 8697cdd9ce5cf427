// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/window_settings.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto languageKey = "language"_L1;
constexpr auto schemeKey = "theme"_L1;
constexpr auto contrastKey = "contrast"_L1;

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

ContrastChoice WindowSettings::contrast() const
{
    const QString word = m_file.value(contrastKey).toString();
    if (word == u"high")
        return ContrastChoice::High;
    return word == u"normal" ? ContrastChoice::Normal : ContrastChoice::System;
}

void WindowSettings::setContrast(ContrastChoice choice)
{
    setChoice(contrastKey, choice == ContrastChoice::High     ? u"high"_s
                           : choice == ContrastChoice::Normal ? u"normal"_s
                                                              : u"system"_s);
}

QByteArray WindowSettings::state(const QString &key) const
{
    return m_file.value(key).toByteArray();
}

void WindowSettings::setState(const QString &key, const QByteArray &state)
{
    if (m_file.value(key).toByteArray() != state)
        m_file.setValue(key, state);
}

QString WindowSettings::choice(const QString &key, const QString &usual) const
{
    return m_file.value(key, usual).toString();
}

void WindowSettings::setChoice(const QString &key, const QString &value)
{
    m_file.setValue(key, value);
    m_file.sync();
}

} // namespace ui
