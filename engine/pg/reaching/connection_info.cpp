// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/connection_info.h"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>

namespace engine::pg {

namespace {

struct OptionsDeleter
{
    void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
};

struct MemoryDeleter
{
    void operator()(char *memory) const { PQfreemem(memory); }
};

bool isUnreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
           || c == '_' || c == '~';
}

std::string percentEncoded(std::string_view text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char character : text) {
        const auto c = static_cast<unsigned char>(character);
        if (isUnreserved(c)) {
            encoded += character;
        } else {
            encoded += '%';
            encoded += digits[c >> 4U];
            encoded += digits[c & 15U];
        }
    }
    return encoded;
}

bool isPlainHost(std::string_view host)
{
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return isUnreserved(static_cast<unsigned char>(c)) || c == ':';
    });
}

/// [::1]: an IPv6 address that a port can follow.
std::string bracketed(const std::string &host)
{
    const bool isIpv6 = host.find(':') != std::string::npos && host.find(',') == std::string::npos;
    return isIpv6 ? '[' + host + ']' : host;
}

/// Besides the password: those of libpq up to 18.
bool isSecret(std::string_view keyword)
{
    return keyword == "password" || keyword == "sslpassword" || keyword == "scram_client_key"
           || keyword == "scram_server_key" || keyword == "oauth_client_secret";
}

} // namespace

Result<ConnectionInfo> ConnectionInfo::parse(std::string_view text)
{
    std::string copy(text);
    char *message = nullptr;
    const std::unique_ptr<PQconninfoOption, OptionsDeleter> options(PQconninfoParse(copy.c_str(), &message));
    const std::unique_ptr<char, MemoryDeleter> messageOwner(message);
    wipe(copy);
    if (!options) {
        // libpq quotes parts of the string in its reason, and a part may be the password: only the kind is told.
        return failure({.code = ErrorCode::ConnectionInfoInvalid});
    }

    ConnectionInfo info;
    for (const PQconninfoOption *option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val == nullptr)
            continue;
        if (std::string_view(option->keyword) == "password")
            info.m_password = Secret(option->val);
        else if (*option->val != '\0')
            info.m_values[option->keyword] = option->val;
    }
    return info;
}

std::string ConnectionInfo::value(std::string_view keyword) const
{
    const auto found = m_values.find(std::string(keyword));
    return found == m_values.end() ? std::string() : found->second;
}

void ConnectionInfo::set(std::string_view keyword, std::string_view value)
{
    if (value.empty())
        m_values.erase(std::string(keyword));
    else
        m_values[std::string(keyword)] = std::string(value);
}

ConnectionInfo ConnectionInfo::clone() const
{
    ConnectionInfo copy;
    copy.m_values = m_values;
    copy.m_password = m_password.clone();
    return copy;
}

std::string ConnectionInfo::redacted() const
{
    const std::string host = value("host");
    const std::string port = value("port");
    // Sockets, zones and lists of hosts have no place between the slashes, and neither has what is no port.
    const bool inFront = isPlainHost(host) && port.find_first_not_of("0123456789") == std::string::npos;

    std::string uri = "postgresql://";
    if (const std::string user = value("user"); !user.empty())
        uri += percentEncoded(user) + '@';
    if (inFront) {
        uri += bracketed(host);
        if (!port.empty())
            uri += ':' + port;
    }
    uri += '/' + percentEncoded(value("dbname"));

    std::string separator = "?";
    for (const auto &[keyword, setting] : m_values) {
        const bool alreadyThere
            = keyword == "user" || keyword == "dbname" || (inFront && (keyword == "host" || keyword == "port"));
        if (alreadyThere || isSecret(keyword) || keyword == poolerKeyword || keyword == waysKeyword)
            continue;
        uri += separator + keyword + '=' + percentEncoded(setting);
        separator = "&";
    }
    return uri;
}

std::string ConnectionInfo::address() const
{
    const std::string host = value("host").empty() ? value("hostaddr") : value("host");
    const std::string port = value("port");
    return port.empty() ? host : bracketed(host) + ':' + port;
}

} // namespace engine::pg
