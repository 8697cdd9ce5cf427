// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <atomic>
#include <stop_token>
#include <thread>

namespace app::cli {

/// Turns Ctrl-C and SIGTERM into a stop request, which every operation follows by undoing what it did.
///
/// The first signal asks to stop; a second Ctrl-C ends the process at once and says what it leaves behind. The handler
/// only writes a byte into a pipe; a thread of this object does the rest. One object per process, made after the
/// environment variables were read and before any operation; destroying it restores the default handlers.
class SignalWatch final
{
public:
    /// `asEvents`: what is said of a signal is a line of JSON, as all of standard error is.
    explicit SignalWatch(bool asEvents);
    SignalWatch(const SignalWatch &) = delete;
    SignalWatch &operator=(const SignalWatch &) = delete;
    ~SignalWatch();

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }
    /// The signal that asked to stop (SIGINT, SIGTERM, SIGHUP); 0: none did.
    [[nodiscard]] int signal() const { return m_signal.load(std::memory_order_acquire); }

private:
    void watch();
    void stopNow(int signal);

    std::stop_source m_stop;
    std::atomic<int> m_signal = 0;
    // Translated in advance: the last word is said when the process can no longer do much.
    QByteArray m_firstMessage;
    QByteArray m_lastMessage;
    std::thread m_thread;
};

} // namespace app::cli
