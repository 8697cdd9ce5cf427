// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/one_window.h"

#include "ui/shell/bus_name.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int answerMilliseconds = 3000;
/// More than any desktop hands over, less than what fills memory.
constexpr qint64 mostBytes = 1 << 20;
constexpr char accepted = '+';

} // namespace

OneWindow::OneWindow(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_socket(socketOf(folder))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &OneWindow::receive);
}

OneWindow::~OneWindow() = default;

QString OneWindow::socketOf(const QString &folder)
{
    const QByteArray name = QCryptographicHash::hash(QDir(folder).absolutePath().toUtf8(), QCryptographicHash::Sha256);
    const QString place = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return u"%1/sosie-%2.window"_s.arg(place.isEmpty() ? folder : place, QLatin1String(name.toHex().left(16)));
}

QStringList OneWindow::resolved(const QStringList &given)
{
    QStringList result;
    for (const QString &each : given) {
        const QUrl url(each);
        if (url.isLocalFile())
            result << url.toLocalFile();
        else if (each.contains(u"://"_s))
            result << each;
        else
            result << QFileInfo(each).absoluteFilePath();
    }
    return result;
}

OneWindow::Claim OneWindow::claim(const QStringList &given)
{
    // The lock tells a first window that is there from the socket of one that was killed.
    m_lock = std::make_unique<QLockFile>(m_socket + u".lock"_s);
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock(0)) {
        if (m_lock->error() == QLockFile::LockFailedError && handOver(resolved(given)))
            return Claim::HandedOver;
        m_lock.reset();
        return Claim::First;
    }
    listen();
    return Claim::First;
}

void OneWindow::listen()
{
    QLocalServer::removeServer(m_socket);
    m_server.listen(m_socket);
}

bool OneWindow::handOver(const QStringList &given) const
{
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    if (!socket.waitForConnected(answerMilliseconds))
        return false;
    socket.write(QJsonDocument(QJsonArray::fromStringList(given)).toJson(QJsonDocument::Compact) + '\n');
    if (!socket.waitForBytesWritten(answerMilliseconds) || !socket.waitForReadyRead(answerMilliseconds))
        return false;
    char answer = 0;
    return socket.getChar(&answer) && answer == accepted;
}

void OneWindow::receive()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > mostBytes)
                    socket->abort();
                return;
            }
            QStringList given;
            const QJsonDocument document = QJsonDocument::fromJson(socket->readLine(mostBytes));
            for (const auto &each : document.array())
                given << each.toString();
            socket->putChar(accepted);
            socket->flush();
            socket->disconnectFromServer();
            emit startedAgain(given);
        });
    }
}

void OneWindow::answerOnTheBus()
{
    auto *name = new BusName(this);
    connect(name, &BusName::startedAgain, this,
            [this](const QStringList &given) { emit startedAgain(resolved(given)); });
    name->registerOnBus();
}

} // namespace ui
