// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <sys/socket.h>

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::pg {

/// Addresses of a host as numbers ("192.0.2.1", "2001:db8::1"), in any order. May block as long as it likes.
/// Errors: HostNotFound, with the system's reason.
using Resolver = std::function<Result<std::vector<std::string>>(const std::string &host)>;

/// As the system does it: hosts file, name service.
[[nodiscard]] Result<std::vector<std::string>> systemResolver(const std::string &host);

/// Asks the resolver on a thread of its own, which is left behind when it does not answer in time or `stop` is
/// triggered. Each address once, those of IPv4 first: on many networks IPv6 leads nowhere.
/// Errors: HostNotFound, Cancelled.
[[nodiscard]] Result<std::vector<std::string>> resolved(const Resolver &resolver, const std::string &host,
                                                        std::chrono::milliseconds timeout,
                                                        const std::stop_token &stop = {});

[[nodiscard]] bool isIpv6(const std::string &address);
/// The address as numbers; ::ffff:192.0.2.1 is the IPv4 address. Empty for other families.
[[nodiscard]] std::string addressText(const sockaddr &address);

} // namespace engine::pg
