// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/appearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto service = "org.freedesktop.portal.Desktop"_L1;
constexpr auto path = "/org/freedesktop/portal/desktop"_L1;
constexpr auto interface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearanceGroup = "org.freedesktop.appearance"_L1;
constexpr auto schemeKey = "color-scheme"_L1;
constexpr auto contrastKey = "contrast"_L1;
constexpr uint prefersDark = 1;
constexpr uint prefersHighContrast = 1;

/// Read() answers with a variant in a variant.
uint unwrap(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

} // namespace

Appearance::Appearance(QObject *parent)
    : QObject(parent)
    , m_choice(choiceFromEnvironment())
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, path, interface, u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    askPortal(schemeKey);
    askPortal(contrastKey);
}

Scheme Appearance::scheme() const
{
    const bool isDark = m_choice == SchemeChoice::System ? m_systemIsDark : m_choice == SchemeChoice::Dark;
    const bool isHigh
        = m_contrast == ContrastChoice::System ? m_systemHasHighContrast : m_contrast == ContrastChoice::High;
    if (isHigh)
        return isDark ? Scheme::DarkHighContrast : Scheme::LightHighContrast;
    return isDark ? Scheme::Dark : Scheme::Light;
}

void Appearance::setContrast(ContrastChoice choice)
{
    if (choice == m_contrast)
        return;
    m_contrast = choice;
    emit schemeChanged();
    emit contrastChosen(choice);
}

void Appearance::setChoice(SchemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    emit schemeChanged();
    emit choiceMade(choice);
}

SchemeChoice Appearance::choiceFromEnvironment()
{
    const QByteArray theme = qgetenv("SOSIE_THEME");
    if (theme == "dark")
        return SchemeChoice::Dark;
    return theme == "light" ? SchemeChoice::Light : SchemeChoice::System;
}

void Appearance::askPortal(const QString &key)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    call << QString(appearanceGroup) << key;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key] {
        const QDBusPendingReply<QVariant> reply = *watcher;
        if (reply.isValid())
            takeFromPortal(key, unwrap(reply.value()));
        watcher->deleteLater();
    });
}

void Appearance::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearanceGroup)
        takeFromPortal(key, unwrap(value.variant()));
}

void Appearance::takeFromPortal(const QString &key, uint value)
{
    const Scheme before = scheme();
    if (key == schemeKey)
        m_systemIsDark = value == prefersDark;
    else if (key == contrastKey)
        m_systemHasHighContrast = value == prefersHighContrast;
    if (scheme() != before)
        emit schemeChanged();
}

} // namespace ui
