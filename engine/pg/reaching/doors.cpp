// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/doors.h"

#include "engine/pg/reaching/name_resolution.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>

namespace engine::pg {

namespace {

constexpr size_t lettersOfProject = 20;
constexpr std::string_view usualPort = "5432";

/// "a,,b" as libpq splits lists: three, the second empty.
std::vector<std::string> split(const std::string &list)
{
    std::vector<std::string> parts;
    size_t begin = 0;
    while (begin <= list.size()) {
        const size_t end = std::min(list.find(',', begin), list.size());
        parts.push_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

bool isSocket(const std::string &host)
{
    return host.empty() || host.front() == '/' || host.front() == '@';
}

bool isNumeric(const std::string &host)
{
    in6_addr six{};
    in_addr four{};
    return ::inet_pton(AF_INET6, host.c_str(), &six) == 1 || ::inet_pton(AF_INET, host.c_str(), &four) == 1;
}

bool isPort(std::string_view port)
{
    const bool isNumber
        = !port.empty() && port.size() <= 5 && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
    return isNumber && std::stoi(std::string(port)) >= 1 && std::stoi(std::string(port)) <= 65535;
}

bool isHostName(std::string_view host)
{
    return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
               || c == '_' || c == ':';
    });
}

/// postgres.<reference>: how the poolers of Supabase tell projects apart.
std::string userOfPooler(const ConnectionInfo &info)
{
    std::string user = info.value("user");
    for (const std::string &host : split(info.value("host"))) {
        if (const std::string project = projectOfHost(host); !project.empty() && user.find('.') == std::string::npos)
            return user + '.' + project;
    }
    return user;
}

std::optional<Door> hostAndPort(std::string_view given)
{
    std::string_view host = given;
    std::string_view port = usualPort;
    const size_t colon = given.rfind(':');
    const bool hasBrackets = given.starts_with('[');
    if (hasBrackets) {
        const size_t end = given.find(']');
        if (end == std::string_view::npos)
            return {};
        host = given.substr(1, end - 1);
        if (end + 1 < given.size())
            port = given[end + 1] == ':' ? given.substr(end + 2) : std::string_view();
    } else if (colon != std::string_view::npos && given.find(':') == colon) {
        host = given.substr(0, colon);
        port = given.substr(colon + 1);
    }
    if (!isHostName(host) || !isPort(port))
        return {};
    return Door{.host = std::string(host), .port = std::string(port), .isPooler = true};
}

} // namespace

bool Door::isAddress() const
{
    return !hostaddr.empty() || isSocket(host) || isNumeric(host);
}

std::string Door::displayed() const
{
    const std::string &shown = hostaddr.empty() ? host : hostaddr;
    return (isIpv6(shown) ? '[' + shown + ']' : shown) + ':' + port;
}

std::string projectOfHost(std::string_view host)
{
    constexpr std::string_view before = "db.";
    constexpr std::string_view after = ".supabase.co";
    if (!host.starts_with(before) || !host.ends_with(after)
        || host.size() != before.size() + lettersOfProject + after.size())
        return {};
    const std::string_view letters = host.substr(before.size(), lettersOfProject);
    const bool isReference = std::ranges::all_of(letters, [](char c) { return c >= 'a' && c <= 'z'; });
    return isReference ? std::string(letters) : std::string();
}

std::optional<Door> poolerFrom(std::string_view given)
{
    std::optional<Door> door;
    if (given.find("://") != std::string_view::npos || given.find('=') != std::string_view::npos) {
        const auto info = ConnectionInfo::parse(given);
        if (!info || info->value("host").empty())
            return {};
        const std::string port = info->value("port");
        door = hostAndPort(info->value("host") + (port.empty() ? port : ':' + port));
    } else {
        door = hostAndPort(given);
    }
    if (door && door->host.ends_with(".pooler.supabase.com"))
        door->port = usualPort;
    return door;
}

std::vector<Door> doorsOf(const ConnectionInfo &info)
{
    const std::vector<std::string> hosts = split(info.value("host"));
    const std::vector<std::string> numbers = split(info.value("hostaddr"));
    const std::vector<std::string> ports = split(info.value("port"));
    const size_t count = std::max(hosts.size(), numbers.size());
    const bool fits = (hosts.size() == count || info.value("host").empty())
                      && (numbers.size() == count || info.value("hostaddr").empty())
                      && (ports.size() == count || ports.size() == 1);
    std::vector<Door> doors;
    for (size_t i = 0; i < (fits ? count : 0); ++i) {
        const std::string &port = ports.size() == 1 ? ports.front() : ports[i];
        doors.push_back({.host = i < hosts.size() ? hosts[i] : std::string(),
                         .hostaddr = i < numbers.size() ? numbers[i] : std::string(),
                         .port = port.empty() ? std::string(usualPort) : port});
    }
    if (!fits)
        doors.push_back({.host = info.value("host"), .hostaddr = info.value("hostaddr"), .port = info.value("port")});
    if (auto pooler = poolerFrom(info.value(poolerKeyword))) {
        pooler->user = userOfPooler(info);
        doors.push_back(*std::move(pooler));
    }
    return doors;
}

} // namespace engine::pg
