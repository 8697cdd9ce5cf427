// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/session/signal_watch.h"

#include "app/cli/output/error_output.h"
#include "app/tr.h"

#include <fcntl.h>
#include <unistd.h>

#include <QJsonObject>

#include <cerrno>
#include <csignal>

namespace app::cli {

namespace {

// A signal handler can reach nothing but globals.
int pipeEnds[2] = {-1, -1};

extern "C" void writeSignalNumber(int signal)
{
    const int savedError = errno;
    const auto byte = static_cast<unsigned char>(signal);
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1);
    errno = savedError;
}

void install(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    // A terminal that was closed, or a connection to it that broke, is a Stop; unless the person said beforehand that
    // it is none (nohup).
    struct sigaction before = {};
    if (::sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
        ::sigaction(SIGHUP, &action, nullptr);
}

QByteArray message(const QString &text, bool asEvent)
{
    using namespace Qt::StringLiterals;
    if (asEvent)
        return QString(eventLine({{u"event"_s, u"message"_s}, {u"text"_s, text}}) + u'\n').toUtf8();
    return QString(u'\n' + text + u'\n').toUtf8();
}

void writeToStandardError(const QByteArray &message)
{
    [[maybe_unused]] const ssize_t written
        = ::write(STDERR_FILENO, message.constData(), static_cast<size_t>(message.size()));
}

} // namespace

SignalWatch::SignalWatch(bool asEvents)
    : m_firstMessage(
        message(Tr::tr("Stopping: everything is being put back. Press Ctrl-C again to leave at once."), asEvents))
    , m_lastMessage(message(Tr::tr("Left at once: the target may be incomplete. The next command on it, or "
                                   "\"rollback\", brings the old contents back."),
                            asEvents))
{
    if (::pipe2(pipeEnds, O_CLOEXEC) != 0)
        return;
    m_thread = std::thread([this] { watch(); });
    install(&writeSignalNumber);
}

SignalWatch::~SignalWatch()
{
    if (!m_thread.joinable())
        return;
    install(SIG_DFL);
    writeSignalNumber(0);
    m_thread.join();
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

void SignalWatch::watch()
{
    for (;;) {
        unsigned char signal = 0;
        const ssize_t count = ::read(pipeEnds[0], &signal, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count != 1 || signal == 0)
            return;
        stopNow(signal);
    }
}

void SignalWatch::stopNow(int signal)
{
    if (m_stop.stop_requested()) {
        // A supervisor may repeat SIGTERM; only a person's second Ctrl-C means it.
        if (signal != SIGINT)
            return;
        writeToStandardError(m_lastMessage);
        ::_exit(128 + SIGINT);
    }
    m_signal.store(signal, std::memory_order_release);
    writeToStandardError(m_firstMessage);
    m_stop.request_stop();
}

} // namespace app::cli
