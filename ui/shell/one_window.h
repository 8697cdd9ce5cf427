// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QStringList>

#include <memory>

namespace ui {

/// One window for each home folder: a second start finds the first, hands it what it was given, and ends. By a socket
/// that only this account can reach, so that it works without a session bus; where there is one, the first also answers
/// to `org.sosie.sosie`, as desktops start programs.
///
/// Lives on the GUI thread.
class OneWindow final : public QObject
{
    Q_OBJECT

public:
    enum class Claim {
        /// This is the window.
        First,
        /// Another one has taken what was given.
        HandedOver,
    };

    /// `folder`: where the window keeps its settings; one window for each.
    explicit OneWindow(const QString &folder, QObject *parent = nullptr);
    ~OneWindow() override;

    /// Where the socket cannot be made, or the first does not answer, this is a window too: better two than none.
    [[nodiscard]] Claim claim(const QStringList &given);
    /// Answers on the session bus as well, under the name of the program.
    void answerOnTheBus();

    /// Relative names as seen from here: the first window may have been started elsewhere. Addresses stay what they
    /// are.
    [[nodiscard]] static QStringList resolved(const QStringList &given);
    /// The socket of a folder: short whatever that is called, in the folder of the session.
    [[nodiscard]] static QString socketOf(const QString &folder);

signals:
    /// Somebody started the program again, with these.
    void startedAgain(const QStringList &given);

private:
    bool handOver(const QStringList &given) const;
    void listen();
    void receive();

    QString m_socket;
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer m_server;
};

} // namespace ui
