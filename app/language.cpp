// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QStringList>
#include <QTranslator>

namespace app {

using namespace Qt::StringLiterals;

namespace {

// Arabic: the window's layout and Qt's own words; our sentences stay English until they are translated.
const QStringList &knownLanguages()
{
    static const QStringList languages{u"fr"_s, u"en"_s, u"ar"_s};
    return languages;
}

void installFrom(const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(name, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

bool isKnownLanguage(const QString &language)
{
    return knownLanguages().contains(language);
}

QString chooseLanguage(const QString &requested)
{
    if (isKnownLanguage(requested))
        return requested;
    for (const QString &name : QLocale::system().uiLanguages()) {
        const QString language = name.section(u'-', 0, 0);
        if (isKnownLanguage(language))
            return language;
    }
    return u"en"_s;
}

void installLanguage(const QString &language)
{
    // A sentence that the new language does not have must come from the source, not from the language before.
    qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>(QString(), Qt::FindDirectChildrenOnly));
    // The system's locale keeps its country (fr_DZ) when it speaks the chosen language.
    const QLocale system = QLocale::system();
    const bool systemSpeaksIt = system.name().section(u'_', 0, 0) == language;
    QLocale::setDefault(systemSpeaksIt ? system : QLocale(language));
    installFrom(u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    installFrom(u"sosie_"_s + language, u":/i18n"_s);
}

} // namespace app
