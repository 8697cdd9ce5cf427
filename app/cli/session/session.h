// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/exit_code.h"
#include "app/cli/output/global_options.h"
#include "app/cli/output/terminal.h"
#include "app/cli/session/signal_watch.h"
#include "app/services.h"
#include "engine/base/progress.h"
#include "engine/runs/stage.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>

namespace app::cli {

/// What a command works with: the options, the terminal, the services (opened at first use), the way to stop.
///
/// Owns the services. For the main thread.
class Session final
{
public:
    Session(GlobalOptions options, engine::environments::Surroundings surroundings);

    [[nodiscard]] const GlobalOptions &options() const { return m_options; }
    /// --silent of a command: asks nothing, prints only the result.
    void beSilent();
    [[nodiscard]] const Terminal &terminal() const { return m_terminal; }
    [[nodiscard]] std::stop_token stop() const { return m_signals.token(); }
    [[nodiscard]] engine::Result<Services *> services();
    [[nodiscard]] const engine::environments::Surroundings &surroundings() const { return m_surroundings; }

    /// Prints the error as a person (standard error) or a program (`--json`: a report on standard output) reads it.
    ExitCode fail(const engine::Error &error) const;
    /// The same for an operation that did not get as far as a report of its own.
    ExitCode fail(const engine::runs::Report &report) const;
    [[nodiscard]] ExitCode codeOf(const engine::runs::Report &report) const;
    /// A message for people that is not a result; nothing with --quiet. An event where progress is events.
    void say(const QString &sentence) const;
    /// The same for what should not be overlooked.
    void warn(const QString &sentence) const;
    /// A result for programs, on standard output: `"schema": 1` is added.
    void printJson(const QJsonObject &object) const;

    /// Runs `work` on a thread of its own and shows its progress here, under `title`, until it has ended. `stages`:
    /// those of the operation that works.
    template <typename T>
    [[nodiscard]] T withProgress(const QString &title, std::function<T(std::stop_token, engine::Progress &)> work,
                                 const QList<engine::runs::Stage> &stages = engine::runs::usualStages());

private:
    void sayError(const engine::Error &error) const;
    [[nodiscard]] ExitCode stopCode() const;
    [[nodiscard]] engine::Result<engine::Secret> askPassword(const QString &what) const;
    void follow(const QString &title, const QList<engine::runs::Stage> &stages, const engine::Progress &progress,
                const std::function<bool()> &waitForEnd);

    GlobalOptions m_options;
    Terminal m_terminal;
    // Taken before the first thread, which is the signal watch's.
    engine::environments::Surroundings m_surroundings;
    SignalWatch m_signals;
    std::unique_ptr<Services> m_services;
};

template <typename T>
T Session::withProgress(const QString &title, std::function<T(std::stop_token, engine::Progress &)> work,
                        const QList<engine::runs::Stage> &stages)
{
    engine::Progress progress;
    std::future<T> result = std::async(std::launch::async, [&] { return work(m_signals.token(), progress); });
    follow(title, stages, progress, [&result] {
        using namespace std::chrono_literals;
        return result.wait_for(100ms) == std::future_status::ready;
    });
    return result.get();
}

} // namespace app::cli
