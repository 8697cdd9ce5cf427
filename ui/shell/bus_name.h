// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace ui {

/// The program on the session bus: `org.freedesktop.Application` under the name org.sosie.sosie, by which desktops and
/// file managers start it or hand it files.
class BusName final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")

public:
    explicit BusName(QObject *parent = nullptr)
        : QObject(parent)
    {}

    /// False where there is no bus, or another program has the name.
    bool registerOnBus();

public slots:
    // The names are those of the interface.
    Q_SCRIPTABLE void Activate(const QVariantMap &platform);                           // NOLINT
    Q_SCRIPTABLE void Open(const QStringList &addresses, const QVariantMap &platform); // NOLINT
    Q_SCRIPTABLE void ActivateAction(const QString &name, const QVariantList &parameters,
                                     const QVariantMap &platform); // NOLINT

signals:
    void startedAgain(const QStringList &given);
};

} // namespace ui
