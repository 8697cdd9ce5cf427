// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/window_preferences.h"

#include "ui/shell/language.h"
#include "ui/shell/preferences.h"
#include "ui/text.h"
#include "ui/theme/appearance.h"

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString asTheDesktop()
{
    return Tr::tr("As the desktop");
}

QString generalGroup()
{
    return Tr::tr("General");
}

QString appearanceGroup()
{
    return Tr::tr("Appearance");
}

template <typename Value>
QString numbered(Value value)
{
    return QString::number(int(value));
}

} // namespace

void addLanguage(Preferences &preferences, const QList<Language> &languages, const QString &chosen,
                 std::function<void(const QString &code)> choose)
{
    if (languages.isEmpty() || !choose)
        return;
    Preference preference{.key = u"language"_s,
                          .group = generalGroup,
                          .title = [] { return Tr::tr("Language"); },
                          .hint = [] { return Tr::tr("Of the window, from this moment on."); }};
    preference.choices << Preference::Choice{QString(), [] { return Tr::tr("As the system"); }};
    for (const Language &language : languages)
        preference.choices << Preference::Choice{language.code, [name = language.name] { return name; }};
    const auto current = std::make_shared<QString>(chosen);
    preference.current = [current] { return *current; };
    preference.choose = [current, choose = std::move(choose)](const QString &code) {
        *current = code;
        choose(code);
    };
    preferences.add(std::move(preference));
}

void addAppearance(Preferences &preferences, Appearance &appearance)
{
    preferences.add(
        {.key = u"theme"_s,
         .group = appearanceGroup,
         .title = [] { return Tr::tr("Theme"); },
         .hint = [] { return Tr::tr("Dark letters on a light ground, or light ones on a dark ground."); },
         .choices = {{numbered(SchemeChoice::System), asTheDesktop},
                     {numbered(SchemeChoice::Light), [] { return Tr::tr("Light"); }},
                     {numbered(SchemeChoice::Dark), [] { return Tr::tr("Dark"); }}},
         .usual = numbered(SchemeChoice::System),
         .current = [&appearance] { return numbered(appearance.choice()); },
         .choose = [&appearance](const QString &value) { appearance.setChoice(SchemeChoice(value.toInt())); }});
    preferences.add(
        {.key = u"contrast"_s,
         .group = appearanceGroup,
         .title = [] { return Tr::tr("Contrast"); },
         .hint = [] { return Tr::tr("High contrast: black on white or white on black, and lines around everything."); },
         .choices = {{numbered(ContrastChoice::System), asTheDesktop},
                     {numbered(ContrastChoice::Normal), [] { return Tr::tr("Normal"); }},
                     {numbered(ContrastChoice::High), [] { return Tr::tr("High"); }}},
         .usual = numbered(ContrastChoice::System),
         .current = [&appearance] { return numbered(appearance.contrast()); },
         .choose = [&appearance](const QString &value) { appearance.setContrast(ContrastChoice(value.toInt())); }});
}

void addSidebar(Preferences &preferences, const QString &key, std::function<void()> changed)
{
    preferences.addKept({.key = key,
                         .group = appearanceGroup,
                         .title = [] { return Tr::tr("Sidebar"); },
                         .hint = [] { return Tr::tr("The list of pages, with their names or as pictures."); },
                         .choices = {{sidebarUsual(), [] { return Tr::tr("Names where there is room"); }},
                                     {u"wide"_s, [] { return Tr::tr("Always with names"); }},
                                     {sidebarCompact(), [] { return Tr::tr("Pictures only"); }}},
                         .usual = sidebarUsual()},
                        std::move(changed));
}

QString sidebarUsual()
{
    return u"auto"_s;
}

QString sidebarCompact()
{
    return u"compact"_s;
}

} // namespace ui
