// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

// Does to the keychain what its arguments say, one line of answer per command: write KEY VALUE, read KEY, remove KEY,
// check, project-key, lock, threads. Run by tst_keychain in sessions of its own.

#include "engine/base/error_text.h"
#include "engine/environments/keychain.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QTextStream>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using engine::Result;
using engine::Secret;
using engine::environments::Keychain;

namespace {

QString textOf(const engine::Error &error)
{
    return u"error "_s + engine::errorId(error.code) + u' ' + error.detail.simplified();
}

QString textOf(const Result<> &result)
{
    return result ? u"ok"_s : textOf(result.error());
}

QString textOf(const Result<std::optional<Secret>> &result)
{
    if (!result)
        return textOf(result.error());
    return *result ? u"value "_s + engine::text((**result).reveal()) : u"none"_s;
}

/// Locks the collection "login", as a screen lock does.
QString lockCollection()
{
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                                       u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
    const QList<QDBusObjectPath> collections{QDBusObjectPath(u"/org/freedesktop/secrets/collection/login"_s)};
    call.setArguments({QVariant::fromValue(collections)});
    const QDBusMessage reply = QDBusConnection::sessionBus().call(call);
    return reply.type() == QDBusMessage::ReplyMessage ? u"ok"_s : u"error "_s + reply.errorMessage();
}

/// Eight threads without an event loop, each with a Keychain and an entry of its own.
QString useFromThreads()
{
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([i, &good] {
            const Keychain keychain(u"thread"_s);
            const QString key = QString::number(i);
            const std::string value = "value of " + key.toStdString();
            if (!keychain.write(key, Secret(value)))
                return;
            const Result<std::optional<Secret>> read = keychain.read(key);
            if (read && *read && (**read).reveal() == value)
                ++good;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return u"good "_s + QString::number(good);
}

QString run(const QString &command, QStringList &arguments, const Keychain &keychain)
{
    if (command == u"write") {
        const QString key = arguments.takeFirst();
        return textOf(keychain.write(key, Secret(arguments.takeFirst().toStdString())));
    }
    if (command == u"read")
        return textOf(keychain.read(arguments.takeFirst()));
    if (command == u"remove")
        return textOf(keychain.remove(arguments.takeFirst()));
    if (command == u"check")
        return textOf(keychain.check());
    if (command == u"lock")
        return lockCollection();
    if (command == u"threads")
        return useFromThreads();
    if (command == u"project-key") {
        const Result<Secret> key = keychain.projectKey();
        const std::string_view bytes = key ? key->reveal() : std::string_view();
        return key ? u"key "_s
                         + QString::fromLatin1(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex())
                   : textOf(key.error());
    }
    return u"unknown command"_s;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = application.arguments().mid(1);
    const Keychain keychain;
    QTextStream out(stdout);
    while (!arguments.isEmpty()) {
        const QString command = arguments.takeFirst();
        out << run(command, arguments, keychain) << '\n' << Qt::flush;
    }
    return 0;
}
