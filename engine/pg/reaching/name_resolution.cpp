// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/name_resolution.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace engine::pg {

namespace {

using Addresses = Result<std::vector<std::string>>;

/// What is shared with a thread that may outlive the question: a resolver that does not answer cannot be stopped.
struct Answer
{
    std::mutex mutex{};
    std::condition_variable_any arrived{};
    std::optional<Addresses> addresses{};
};

} // namespace

std::string addressText(const sockaddr &address)
{
    std::array<char, INET6_ADDRSTRLEN> shown{};
    const void *bytes = nullptr;
    int family = address.sa_family;
    if (family == AF_INET) {
        bytes = &reinterpret_cast<const sockaddr_in &>(address).sin_addr;
    } else if (family == AF_INET6) {
        const in6_addr &six = reinterpret_cast<const sockaddr_in6 &>(address).sin6_addr;
        bytes = &six;
        if (IN6_IS_ADDR_V4MAPPED(&six)) {
            bytes = six.s6_addr + 12;
            family = AF_INET;
        }
    }
    if (bytes == nullptr || ::inet_ntop(family, bytes, shown.data(), shown.size()) == nullptr)
        return {};
    return shown.data();
}

bool isIpv6(const std::string &address)
{
    return address.find(':') != std::string::npos;
}

Result<std::vector<std::string>> systemResolver(const std::string &host)
{
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo *first = nullptr;
    if (const int failed = ::getaddrinfo(host.c_str(), nullptr, &wanted, &first); failed != 0)
        return failure(
            {.code = ErrorCode::HostNotFound, .subject = text(host), .detail = text(::gai_strerror(failed))});
    std::vector<std::string> addresses;
    for (const addrinfo *next = first; next != nullptr; next = next->ai_next) {
        // fe80::1%eth0: without its zone it is no address at all.
        std::array<char, NI_MAXHOST> numbers{};
        if (::getnameinfo(next->ai_addr, next->ai_addrlen, numbers.data(), numbers.size(), nullptr, 0, NI_NUMERICHOST)
            == 0)
            addresses.emplace_back(numbers.data());
    }
    ::freeaddrinfo(first);
    return addresses;
}

Result<std::vector<std::string>> resolved(const Resolver &resolver, const std::string &host,
                                          std::chrono::milliseconds timeout, const std::stop_token &stop)
{
    auto answer = std::make_shared<Answer>();
    std::thread([answer, resolver, host] {
        Addresses addresses = resolver(host);
        const std::lock_guard lock(answer->mutex);
        answer->addresses = std::move(addresses);
        answer->arrived.notify_all();
    }).detach();
    std::unique_lock lock(answer->mutex);
    answer->arrived.wait_for(lock, stop, timeout, [&] { return answer->addresses.has_value(); });
    if (stop.stop_requested())
        return failure({.code = ErrorCode::Cancelled});
    if (!answer->addresses)
        return failure({.code = ErrorCode::HostNotFound,
                        .subject = text(host),
                        .detail = QStringLiteral("the name service did not answer in time")});
    TRY_ASSIGN(std::vector<std::string> found, *std::move(answer->addresses));
    std::ranges::stable_partition(found, [](const std::string &address) { return !isIpv6(address); });
    std::vector<std::string> once;
    for (std::string &address : found) {
        if (std::ranges::find(once, address) == once.end())
            once.push_back(std::move(address));
    }
    if (once.empty())
        return failure({.code = ErrorCode::HostNotFound, .subject = text(host)});
    return once;
}

} // namespace engine::pg
