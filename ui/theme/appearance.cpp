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
constexpr uint prefersDark = 1;

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
    askPortal();
}

Scheme Appearance::scheme() const
{
    switch (m_choice) {
    case SchemeChoice::Light:
        return Scheme::Light;
    case SchemeChoice::Dark:
        return Scheme::Dark;
    case SchemeChoice::System:
        break;
    }
    return m_systemScheme;
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

void Appearance::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, path, interface, u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    call << QString(appearanceGroup) << QString(schemeKey);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QVariant> reply = *watcher;
        if (reply.isValid())
            setSystemScheme(unwrap(reply.value()));
        watcher->deleteLater();
    });
}

void Appearance::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearanceGroup && key == schemeKey)
        setSystemScheme(unwrap(value.variant()));
}

void Appearance::setSystemScheme(uint preference)
{
    const Scheme scheme = preference == prefersDark ? Scheme::Dark : Scheme::Light;
    if (scheme == m_systemScheme)
        return;
    m_systemScheme = scheme;
    if (m_choice == SchemeChoice::System)
        emit schemeChanged();
}

} // namespace ui
