// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <poll.h>

#include <chrono>

namespace engine::pg {

// How often a wait looks at its stop token: Cancel must be felt at once, and ten looks a second cost nothing.
constexpr std::chrono::milliseconds stopPollInterval{100};

/// True when the socket is ready; false when `wait` has passed.
inline bool pollSocket(int socket, bool reading, bool writing, std::chrono::milliseconds wait)
{
    short events = 0;
    if (reading)
        events |= POLLIN;
    if (writing)
        events |= POLLOUT;
    pollfd descriptor{socket, events, 0};
    return ::poll(&descriptor, 1, static_cast<int>(wait.count())) > 0;
}

} // namespace engine::pg
