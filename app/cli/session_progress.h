// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/session.h"

#include <chrono>
#include <future>

namespace app::cli {

template <typename T>
T Session::withProgress(const QString &title, std::function<T(std::stop_token, engine::Progress &)> work)
{
    engine::Progress progress;
    std::future<T> result = std::async(std::launch::async, [&] { return work(m_signals.token(), progress); });
    follow(title, progress, [&result] {
        using namespace std::chrono_literals;
        return result.wait_for(100ms) == std::future_status::ready;
    });
    return result.get();
}

} // namespace app::cli
