// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/whereabouts.h"

#include "engine/environments/connection_recipe.h"
#include "engine/pg/reaching/doors.h"
#include "engine/pg/reaching/name_resolution.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace engine::environments {

namespace {

using namespace std::chrono_literals;

constexpr const char *thisComputer = "this computer";
constexpr auto resolveTimeout = 3s;

constexpr pg::Statement aboutServer = R"(
SELECT pg_catalog.pg_backend_pid(), pg_catalog.current_database(), pg_catalog.host(pg_catalog.inet_server_addr()))";

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    // "db.example.org." is the same name, said in full.
    while (text.size() > 1 && text.back() == '.')
        text.pop_back();
    return text;
}

/// libpq takes several hosts and ports, separated by commas.
std::vector<std::string> partsOf(const std::string &list)
{
    std::vector<std::string> parts;
    size_t begin = 0;
    while (begin <= list.size()) {
        const size_t end = std::min(list.find(',', begin), list.size());
        if (end > begin)
            parts.push_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// One spelling of an address for all there are (127.1, ::ffff:127.0.0.1); a name as it is.
std::string canonical(const std::string &host)
{
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    if (::inet_pton(AF_INET6, host.c_str(), &six.sin6_addr) == 1)
        return pg::addressText(reinterpret_cast<const sockaddr &>(six));
    sockaddr_in four{};
    four.sin_family = AF_INET;
    if (::inet_aton(host.c_str(), &four.sin_addr) != 0)
        return pg::addressText(reinterpret_cast<const sockaddr &>(four));
    return host;
}

/// The addresses this computer has in its networks, and its name.
const std::set<std::string> &ownMachines()
{
    static const std::set<std::string> own = [] {
        std::set<std::string> found{"localhost", "::1", "0.0.0.0", "::"};
        ifaddrs *first = nullptr;
        if (::getifaddrs(&first) == 0) {
            for (const ifaddrs *next = first; next != nullptr; next = next->ifa_next) {
                if (next->ifa_addr != nullptr)
                    found.insert(pg::addressText(*next->ifa_addr));
            }
            ::freeifaddrs(first);
        }
        std::array<char, 256> name{};
        if (::gethostname(name.data(), name.size() - 1) == 0)
            found.insert(lowered(name.data()));
        found.erase(std::string());
        return found;
    }();
    return own;
}

void addMachine(std::set<std::string> &machines, const std::string &host)
{
    const std::string name = canonical(lowered(host));
    if (name.empty())
        return;
    const bool isSocket = name.front() == '/' || name.front() == '@';
    if (isSocket || name.starts_with("127.") || name.ends_with(".localhost") || ownMachines().contains(name))
        machines.insert(thisComputer);
    else
        machines.insert(name);
}

/// The 20 letters in "postgres.abcdefghijklmnopqrst", the user of a pooler.
std::string projectOfUser(const std::string &user)
{
    const size_t dot = user.rfind('.');
    if (dot == std::string::npos)
        return {};
    const std::string reference = user.substr(dot + 1);
    return supabaseReference(text(reference)) ? reference : std::string();
}

std::string projectOf(const pg::ConnectionInfo &info)
{
    for (const std::string &host : partsOf(info.value("host"))) {
        if (const auto reference = supabaseReference(text(host)))
            return *reference;
        if (host.ends_with(".pooler.supabase.com"))
            return projectOfUser(info.value("user"));
    }
    return {};
}

bool isPoolerPort(const std::string &port)
{
    return port == "6543" || port == "6432";
}

bool haveCommon(const std::set<std::string> &one, const std::set<std::string> &other)
{
    return std::any_of(one.begin(), one.end(), [&](const std::string &item) { return other.contains(item); });
}

} // namespace

Whereabouts whereaboutsOf(const pg::ConnectionInfo &info)
{
    Whereabouts found{.service = info.value("service"), .project = projectOf(info)};
    for (const char *keyword : {"host", "hostaddr"}) {
        for (const std::string &host : partsOf(info.value(keyword)))
            addMachine(found.machines, host);
    }
    if (const auto pooler = pg::poolerFrom(info.value(pg::poolerKeyword))) {
        addMachine(found.machines, pooler->host);
        found.maybePooled = true;
    }
    found.databases.insert(info.value("dbname").empty() ? info.value("user") : info.value("dbname"));
    const std::vector<std::string> ports = partsOf(info.value("port"));
    found.maybePooled = found.maybePooled || std::any_of(ports.begin(), ports.end(), isPoolerPort);
    return found;
}

Whereabouts resolvedWhereabouts(const pg::ConnectionInfo &info)
{
    Whereabouts found = whereaboutsOf(info);
    const auto deadline = std::chrono::steady_clock::now() + resolveTimeout;
    for (const pg::Door &door : pg::doorsOf(info)) {
        if (door.isAddress())
            continue;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::max(0ns, deadline - std::chrono::steady_clock::now()));
        const auto addresses = pg::resolved(&pg::systemResolver, door.host, left);
        for (const std::string &address : addresses.value_or(std::vector<std::string>()))
            addMachine(found.machines, address);
    }
    return found;
}

Result<> addWhereabouts(Whereabouts &whereabouts, pg::ReadOnlyConnection &connection)
{
    TRY_ASSIGN(const pg::QueryResult about, connection.query(aboutServer));
    if (about.rowCount() != 1)
        return failure({.code = ErrorCode::ProtocolViolation, .subject = text(connection.connection().displayName())});
    // The server itself told this number at the start; a pooler tells one of its own.
    if (about.integer(0, 0) != connection.connection().backendPid())
        whereabouts.maybePooled = true;
    whereabouts.databases.insert(about.string(0, 1));
    addMachine(whereabouts.machines, connection.connection().peerAddress());
    if (!about.isNull(0, 2))
        addMachine(whereabouts.machines, about.string(0, 2));
    return {};
}

bool couldBeSame(const Whereabouts &one, const Whereabouts &other)
{
    if (!one.project.empty() && !other.project.empty())
        return one.project == other.project;
    if (!one.service.empty() && one.service == other.service)
        return true;
    if (!haveCommon(one.machines, other.machines))
        return false;
    // Another port of the same machine may be a pooler before it, under the same name; a known pooler may have given
    // it any name.
    return one.maybePooled || other.maybePooled || haveCommon(one.databases, other.databases);
}

} // namespace engine::environments
