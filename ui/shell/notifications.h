// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace ui {

/// What ended while nobody looked, said by the desktop (org.freedesktop.Notifications), with a button that leads back.
/// One at a time: the next takes the place of the last. Does nothing without a session bus.
///
/// Lives on the GUI thread; asks without waiting.
class Notifications final : public QObject
{
    Q_OBJECT

public:
    struct Notice
    {
        QString title{};
        QString body{};
        QString actionText{};
        /// Stays until it is closed.
        bool isGrave = false;
        std::function<void()> action{};
    };

    explicit Notifications(QObject *parent = nullptr);

    void show(const Notice &notice);

private slots:
    void onActionInvoked(uint id, const QString &action);

private:
    /// Of the one that is shown; 0: none.
    uint m_id = 0;
    std::function<void()> m_action;
};

} // namespace ui
