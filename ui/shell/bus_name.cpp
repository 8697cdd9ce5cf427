// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/bus_name.h"

#include <QDBusConnection>

using namespace Qt::StringLiterals;

namespace ui {

bool BusName::registerOnBus()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return false;
    return bus.registerObject(u"/org/sosie/sosie"_s, this, QDBusConnection::ExportScriptableSlots)
           && bus.registerService(u"org.sosie.sosie"_s);
}

void BusName::Activate(const QVariantMap &)
{
    emit startedAgain({});
}

void BusName::Open(const QStringList &addresses, const QVariantMap &)
{
    emit startedAgain(addresses);
}

void BusName::ActivateAction(const QString &, const QVariantList &, const QVariantMap &)
{
    emit startedAgain({});
}

} // namespace ui
