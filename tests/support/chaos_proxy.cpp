// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/chaos_proxy.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <QFile>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

namespace tests {

namespace {

bool sendAll(int socket, const char *bytes, size_t size)
{
    while (size > 0) {
        const ssize_t sent = ::send(socket, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        size -= static_cast<size_t>(sent);
    }
    return true;
}

} // namespace

/// Reads what a client sends along, message by message: the start-up (four bytes of length, contents), then a letter,
/// four bytes of length and the contents each.
struct ClientReader
{
    static constexpr size_t longestText = 4000;
    std::string head{};
    std::string text{};
    size_t rest = 0;
    bool isStarted = false;

    [[nodiscard]] bool isStatement() const { return isStarted && (head[0] == 'Q' || head[0] == 'P'); }

    /// Calls `found` with the text of each statement that ends in these bytes.
    template <typename Found>
    void read(const char *bytes, size_t size, const Found &found)
    {
        for (size_t i = 0; i < size; ++i) {
            if (rest == 0) {
                head.push_back(bytes[i]);
                if (head.size() < (isStarted ? 5U : 4U))
                    continue;
                for (size_t k = isStarted ? 1 : 0; k < head.size(); ++k)
                    rest = rest << 8U | static_cast<unsigned char>(head[k]);
                rest -= 4;
            } else {
                if (isStatement() && text.size() < longestText)
                    text.push_back(bytes[i] == '\0' ? ' ' : bytes[i]);
                --rest;
            }
            if (rest > 0)
                continue;
            if (isStatement())
                found(QString::fromStdString(text).trimmed());
            isStarted = true;
            head.clear();
            text.clear();
        }
    }
};

struct ChaosProxy::Link
{
    int client = -1;
    int server = -1;
    /// Bytes of the server's current message that are still to come, and of its head what has come.
    size_t rest = 0;
    std::string head{};
    std::string tag{};
    ClientReader fromClient{};
    /// What is kept back from the server.
    std::string held{};

    ~Link()
    {
        ::close(client);
        ::close(server);
    }

    /// Reads the server's messages (a letter, four bytes of length, contents) along; true when the bytes hold the end
    /// of an answer to COMMIT.
    bool seesCommit(const char *bytes, size_t size)
    {
        bool seen = false;
        for (size_t i = 0; i < size; ++i) {
            if (rest > 0) {
                if (head[0] == 'C')
                    tag.push_back(bytes[i]);
                if (--rest == 0) {
                    seen = seen || (head[0] == 'C' && tag.starts_with("COMMIT"));
                    head.clear();
                    tag.clear();
                }
                continue;
            }
            head.push_back(bytes[i]);
            if (head.size() < 5)
                continue;
            for (size_t k = 1; k < 5; ++k)
                rest = rest << 8U | static_cast<unsigned char>(head[k]);
            rest -= 4;
            if (rest == 0)
                head.clear();
        }
        return seen;
    }
};

ChaosProxy::ChaosProxy(const TestServer &server)
{
    m_socket = socketOf(server);
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), size) != 0 || ::listen(m_listener, 64) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0
        || ::pipe2(m_wake, O_CLOEXEC) != 0)
        qFatal("no port for the proxy");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

ChaosProxy::~ChaosProxy()
{
    ::close(m_wake[1]);
    m_thread.join();
    ::close(m_wake[0]);
    ::close(m_listener);
}

QString ChaosProxy::socketOf(const TestServer &server)
{
    const auto values = server.connectionValues(u"postgres"_s);
    return QString::fromStdString(values.at("host") + "/.s.PGSQL." + values.at("port"));
}

QString ChaosProxy::connectionInfo(const QString &database) const
{
    return u"host=127.0.0.1 port=%1 user=postgres dbname=%2 sslmode=disable"_s.arg(m_port).arg(database);
}

void ChaosProxy::prepare(const Chaos &chaos)
{
    m_kind = Chaos::Kind::None;
    m_at = chaos.at;
    m_bytes = 0;
    m_commits = 0;
    m_connections = 0;
    m_matches = 0;
    m_release = -1;
    m_isSilent = false;
    m_statement = QRegularExpression(chaos.statement);
    m_happened = false;
    m_kind = chaos.kind;
}

void ChaosProxy::closeAll()
{
    m_happened = true;
    m_links.clear();
}

/// As a server does: it reads the start-up message, answers and closes.
void ChaosProxy::sayStartingUp(int client)
{
    static constexpr std::string_view fields = "SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"sv;
    std::array<char, 1024> startUp{};
    static_cast<void>(::recv(client, startUp.data(), startUp.size(), 0));
    std::string answer = "E";
    const auto size = static_cast<uint32_t>(fields.size() + 4);
    for (int shift = 24; shift >= 0; shift -= 8)
        answer.push_back(static_cast<char>(size >> static_cast<uint32_t>(shift) & 0xFFU));
    answer += fields;
    sendAll(client, answer.data(), answer.size());
    ::close(client);
    m_happened = m_connections >= m_at;
}

void ChaosProxy::accept()
{
    if (m_kind == Chaos::Kind::StartingUp && !m_happened) {
        ++m_connections;
        sayStartingUp(::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC));
        return;
    }
    const bool isTurned = ++m_connections >= m_at && m_kind == Chaos::Kind::Redirect;
    m_happened = m_happened || isTurned;
    auto link = std::make_unique<Link>();
    link->client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    link->server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(isTurned ? m_other : m_socket);
    std::strncpy(address.sun_path, path.constData(), sizeof address.sun_path - 1);
    if (::connect(link->server, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        m_links.push_back(std::move(link));
}

/// False when the link is over.
bool ChaosProxy::pass(Link &link, bool toServer)
{
    std::array<char, 16384> buffer{};
    const Chaos::Kind kind = m_happened ? Chaos::Kind::None : m_kind.load();
    const size_t most = kind == Chaos::Kind::Dribble ? 7 : buffer.size();
    const ssize_t got = ::recv(toServer ? link.client : link.server, buffer.data(), most, 0);
    if (got <= 0)
        return false;
    const auto size = static_cast<size_t>(got);
    const qint64 before = m_bytes.fetch_add(got);
    const bool isHere = before + got > m_at;
    if (!toServer && link.seesCommit(buffer.data(), size) && ++m_commits == m_at
        && kind == Chaos::Kind::LoseCommitAnswer) {
        closeAll();
        return true;
    }
    if (toServer && kind == Chaos::Kind::Hold) {
        bool isIt = false;
        link.fromClient.read(buffer.data(), size, [&](const QString &statement) {
            isIt = isIt || (m_statement.match(statement).hasMatch() && ++m_matches == m_at);
        });
        if (isIt) {
            link.held.assign(buffer.data(), size);
            m_happened = true;
            return true;
        }
    }
    size_t passed = size;
    if (kind == Chaos::Kind::Cut && isHere)
        passed = static_cast<size_t>(std::clamp<qint64>(m_at - before, 0, got));
    if (kind == Chaos::Kind::Corrupt && isHere && toServer && size > 64) {
        buffer.at(size / 2) = static_cast<char>(buffer.at(size / 2) ^ 1);
        m_happened = true;
    }
    const bool sent = sendAll(toServer ? link.server : link.client, buffer.data(), passed);
    if (kind == Chaos::Kind::Cut && isHere) {
        closeAll();
        return true;
    }
    return sent;
}

/// What the test wants to become of the statement that is held.
void ChaosProxy::obey()
{
    const int how = m_release.exchange(-1);
    if (how < 0)
        return;
    for (const auto &link : m_links) {
        if (how != static_cast<int>(Release::Cut))
            sendAll(link->server, link->held.data(), link->held.size());
        link->held.clear();
    }
    if (how != static_cast<int>(Release::Pass))
        closeAll();
}

void ChaosProxy::run()
{
    while (true) {
        obey();
        std::vector<pollfd> waits{{m_wake[0], POLLIN, 0}, {m_listener, POLLIN, 0}};
        const bool isStalled = m_kind == Chaos::Kind::Stall && m_bytes > m_at;
        if (isStalled)
            m_happened = true;
        const bool isSilent = isStalled || m_isSilent;
        for (const auto &link : m_links) {
            // A silent network does not tell that an end was closed, either.
            waits.push_back({isSilent || !link->held.empty() ? -1 : link->client, POLLIN, 0});
            waits.push_back({isSilent ? -1 : link->server, POLLIN, 0});
        }
        ::poll(waits.data(), waits.size(), 50);
        if (waits[0].revents != 0)
            break;
        const size_t links = m_links.size();
        for (size_t i = 0; i < links && m_links.size() == links; ++i) {
            bool isOpen = true;
            if (waits[2 + 2 * i].revents != 0)
                isOpen = pass(*m_links[i], true);
            if (isOpen && m_links.size() == links && waits[3 + 2 * i].revents != 0)
                isOpen = pass(*m_links[i], false);
            if (!isOpen && m_links.size() == links)
                m_links[i]->rest = std::string::npos;
        }
        std::erase_if(m_links, [](const auto &link) { return link->rest == std::string::npos; });
        if (waits[1].revents != 0)
            accept();
    }
    m_links.clear();
}

} // namespace tests
