// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backup/show_in_folder.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ui {

void showInFolder(const QString &path, QObject *parent)
{
    auto message = QDBusMessage::createMethodCall(u"org.freedesktop.FileManager1"_s, u"/org/freedesktop/FileManager1"_s,
                                                  u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    message << QStringList{QUrl::fromLocalFile(path).toString()} << QString();
    auto *call = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), parent);
    QObject::connect(call, &QDBusPendingCallWatcher::finished, call, [path](QDBusPendingCallWatcher *answer) {
        // Not every desktop has a file manager that listens: the folder at least.
        if (answer->isError())
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
        answer->deleteLater();
    });
}

} // namespace ui
