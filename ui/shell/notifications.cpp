// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/notifications.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto service = "org.freedesktop.Notifications"_L1;
constexpr auto path = "/org/freedesktop/Notifications"_L1;
constexpr uchar normal = 1;
constexpr uchar critical = 2;

} // namespace

Notifications::Notifications(QObject *parent)
    : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected())
        bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(onActionInvoked(uint, QString)));
}

void Notifications::show(const Notice &notice)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    m_action = notice.action;
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    // Some desktops know no default action: the button is there in any case.
    const QStringList actions{u"default"_s, notice.actionText, u"view"_s, notice.actionText};
    const QVariantMap hints{{u"desktop-entry"_s, u"org.sosie.sosie"_s},
                            {u"urgency"_s, QVariant::fromValue(notice.isGrave ? critical : normal)}};
    call << u"Sosie"_s << m_id << u"org.sosie.sosie"_s << notice.title << notice.body.toHtmlEscaped() << actions
         << hints << (notice.isGrave ? 0 : -1);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        m_id = reply.isValid() ? reply.value() : 0;
        watcher->deleteLater();
    });
}

void Notifications::onActionInvoked(uint id, const QString &)
{
    if (id == m_id && m_action)
        m_action();
}

} // namespace ui
