// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/dialling.h"

#include "engine/base/errors/error_text.h"
#include "engine/pg/reaching/doors.h"
#include "engine/pg/reaching/failure_codes.h"
#include "engine/pg/reaching/known_way.h"
#include "engine/pg/reaching/server_text.h"
#include "engine/pg/reaching/socket_wait.h"

#include <libpq-events.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace engine::pg {

namespace {

using Clock = std::chrono::steady_clock;

/// What libpq is told: everything, so that no environment variable, service file or ~/.pgpass has a say.
std::map<std::string, std::string> effectiveKeywords(const ConnectionInfo &info)
{
    std::map<std::string, std::string> keywords{
        {"application_name", "sosie"},
        {"client_encoding", "UTF8"},
        // libpq 15 may fail against Supabase's pooler when it tries GSSAPI first.
        {"gssencmode", "disable"},
        // A cut cable is an error after some 13 s (5 + 3 × 2, and 12 s for unacknowledged data) instead of two hours.
        {"keepalives", "1"},
        {"keepalives_idle", "5"},
        {"keepalives_interval", "2"},
        {"keepalives_count", "3"},
        {"tcp_user_timeout", "12000"},
        {"options", ""},
        // No file is there: the password comes from us alone.
        {"passfile", "/dev/null/none"},
        {"port", "5432"},
        {"sslmode", "prefer"},
    };
    for (const auto &[keyword, setting] : info.values())
        keywords[keyword] = setting;
    keywords.erase(std::string(poolerKeyword));
    keywords.erase(std::string(waysKeyword));
    // Whatever an address says: all texts are UTF-8 here, and a walsender's session is another kind of server.
    keywords["client_encoding"] = "UTF8";
    keywords.erase("replication");
    return keywords;
}

bool isLoopback(const Door &door)
{
    const std::string &address = door.hostaddr.empty() ? door.host : door.hostaddr;
    return address == "::1" || address.starts_with("127.") || address.empty() || address.front() == '/'
           || address.front() == '@';
}

/// The keywords of an attempt: one place, and never less protection than where it was tried first.
std::map<std::string, std::string> keywordsFor(const ConnectionInfo &info, const Door &door,
                                               const std::string &sessionKind, const std::string &rootFile)
{
    std::map<std::string, std::string> keywords = effectiveKeywords(info);
    const auto put = [&keywords](const char *keyword, const std::string &value) {
        if (value.empty())
            keywords.erase(keyword);
        else
            keywords[keyword] = value;
    };
    put("host", door.host);
    put("hostaddr", door.hostaddr);
    put("port", door.port);
    put("target_session_attrs", sessionKind);
    if (!rootFile.empty())
        put("sslrootcert", rootFile);
    if (!door.user.empty())
        put("user", door.user);
    // Whoever can make the first way fail must not get the password in clear by the second.
    const std::string &mode = keywords["sslmode"];
    if (door.isPooler && !isLoopback(door) && (mode == "prefer" || mode == "allow"))
        put("sslmode", "require");
    return keywords;
}

PgConnectionHandle startConnecting(const std::map<std::string, std::string> &keywords, const Secret &secret)
{
    std::vector<const char *> names;
    std::vector<const char *> settings;
    for (const auto &[keyword, setting] : keywords) {
        names.push_back(keyword.c_str());
        settings.push_back(setting.c_str());
    }
    std::string password(secret.reveal());
    names.push_back("password");
    settings.push_back(password.c_str());
    names.push_back(nullptr);
    settings.push_back(nullptr);
    // expand_dbname = 0: a database named "host=elsewhere" is a name, not a connection string.
    PgConnectionHandle handle(PQconnectStartParams(names.data(), settings.data(), 0));
    wipe(password);
    return handle;
}

/// What libpq says of a session that was never begun, and the server's code in it.
struct Refusal
{
    std::string message{};
    std::string sqlState{};
};

/// Said verbosely: `connection to server at … failed: FATAL:  28P01: password …`, then lines more, of which one says
/// where in the server's source. The code is there in whatever language the server speaks.
Refusal refusalIn(std::string_view said)
{
    constexpr std::string_view afterSeverity = ":  ";
    constexpr std::string_view source = "LOCATION:  ";
    constexpr size_t codeLength = 5;
    Refusal refusal;
    size_t begin = 0;
    while (begin < said.size()) {
        const size_t end = std::min(said.find('\n', begin), said.size());
        std::string line(said.substr(begin, end - begin));
        begin = end + 1;
        if (line.starts_with(source))
            continue;
        const size_t code = line.find(afterSeverity) + afterSeverity.size();
        const bool hasCode = line.find(afterSeverity) != std::string::npos
                             && line.compare(std::min(code + codeLength, line.size()), 2, ": ") == 0
                             && std::all_of(line.begin() + static_cast<long>(code),
                                            line.begin() + static_cast<long>(code + codeLength),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
        if (hasCode && refusal.sqlState.empty()) {
            refusal.sqlState = line.substr(code, codeLength);
            line.erase(code, codeLength + 2);
        }
        refusal.message += (refusal.message.empty() ? "" : "\n") + line;
    }
    return refusal;
}

/// Where nobody answers, somebody else may; where somebody has refused, nobody else is asked.
bool mayTryElsewhere(ErrorCode code)
{
    return code == ErrorCode::HostNotFound || code == ErrorCode::ServerUnreachable || code == ErrorCode::Ipv6Only
           || code == ErrorCode::ServerStarting;
}

/// Which of several failures says most about what to do: one that passes by itself, then one that shows that the name
/// at least is right.
int weightOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::HostNotFound:
        return 0;
    case ErrorCode::Ipv6Only:
        return 1;
    case ErrorCode::ServerUnreachable:
        return 2;
    case ErrorCode::ServerStarting:
        return 3;
    default:
        return 4;
    }
}

/// libpq tells its way to the failure first: `connection to server at "db" (192.0.2.1), port 5432 failed: …`, and what
/// to check afterwards.
QString reasonOf(const Error &error)
{
    const QString line = detailText(error).section(QLatin1Char('\n'), 0, 0).trimmed();
    const QString mark = QStringLiteral(" failed: ");
    const qsizetype at = line.startsWith(QStringLiteral("connection to server")) ? line.indexOf(mark) : -1;
    return at < 0 ? line : line.mid(at + mark.size());
}

class Dialling final
{
public:
    Dialling(const ConnectionInfo &info, const DialOptions &options)
        : m_info(info)
        , m_options(options)
        , m_doors(doorsOf(info))
        , m_known(info)
        , m_bundledRoots(options.roots(info.value("sslrootcert")))
    {
        int seconds = 0;
        const std::string said = info.value("connect_timeout");
        std::from_chars(said.data(), said.data() + said.size(), seconds);
        // As libpq does: one second is too little for a name service.
        if (seconds > 0)
            m_options.open.connectTimeout = m_options.reachTimeout = std::chrono::seconds(std::max(2, seconds));
    }

    Result<Dialled> run();

private:
    Result<> tryKnownWay(const std::string &sessionKind);
    Result<> tryDoor(const Door &door, bool isLast, const std::string &sessionKind);
    Result<> tryAddress(const Door &door, bool isLast, const std::string &sessionKind, bool isKnownWay = false);
    Result<PgConnectionHandle> connect(const Door &door, std::chrono::seconds toReach, const std::string &sessionKind);
    Result<std::vector<Door>> addressesOf(const Door &door);
    Error failureOf(PGconn *handle) const;
    Error withAttempts(Error error) const;
    void note(const Door &door, const Error &error);
    Error worst() const;

    const ConnectionInfo &m_info;
    DialOptions m_options;
    std::vector<Door> m_doors;
    KnownWay m_known;
    /// Of each door that was looked up.
    std::map<std::string, std::vector<Door>> m_addresses{};
    std::vector<Error> m_errors{};
    /// In this pass.
    std::vector<std::string> m_tried{};
    RootFile m_bundledRoots;
    std::string m_systemRoots = systemRootFile();
    Dialled m_dialled{};
    qsizetype m_failedOfKnownWay = 0;
};

Result<std::vector<Door>> Dialling::addressesOf(const Door &door)
{
    if (door.isAddress())
        return std::vector<Door>{door};
    if (const auto known = m_addresses.find(door.way()); known != m_addresses.end())
        return known->second;
    TRY_ASSIGN(const auto numbers,
               resolved(m_options.resolver, door.host, m_options.open.connectTimeout, m_options.open.stop));
    std::vector<Door> doors;
    for (const std::string &number : numbers) {
        doors.push_back(door);
        doors.back().hostaddr = number;
    }
    m_addresses[door.way()] = doors;
    return doors;
}

Error Dialling::failureOf(PGconn *handle) const
{
    const Refusal refusal = refusalIn(PQerrorMessage(handle));
    ErrorCode code = codeOfConnectionFailure(refusal.message, refusal.sqlState);
    if (code == ErrorCode::AuthenticationFailed && m_info.password().isEmpty() && PQconnectionNeedsPassword(handle))
        code = ErrorCode::PasswordMissing;
    const bool isAboutDatabase = code == ErrorCode::DatabaseMissing || code == ErrorCode::PermissionDenied;
    const std::string about = isAboutDatabase                           ? m_info.value("dbname")
                              : code == ErrorCode::AuthenticationFailed ? m_info.value("user")
                                                                        : m_info.address();
    Error error{.code = code, .subject = text(about), .sqlState = text(refusal.sqlState)};
    if (refusal.sqlState.empty() || isOfServer(refusal.sqlState))
        error.detail = text(refusal.message);
    else
        error.differences = {notTold()};
    return error;
}

Result<PgConnectionHandle> Dialling::connect(const Door &door, std::chrono::seconds toReach,
                                             const std::string &sessionKind)
{
    const auto begin = Clock::now();
    const std::string &rootFile = m_info.value("sslrootcert") == systemRoots ? m_systemRoots : m_bundledRoots.path();
    PgConnectionHandle handle = startConnecting(keywordsFor(m_info, door, sessionKind, rootFile), m_info.password());
    if (handle == nullptr)
        return failure({.code = ErrorCode::Internal, .subject = text(m_info.address())});
    PQsetErrorVerbosity(handle.get(), PQERRORS_VERBOSE);
    const std::string_view said = PQerrorMessage(handle.get());
    if (PQstatus(handle.get()) == CONNECTION_BAD && !said.starts_with("connection to server"))
        // Nobody was asked: a keyword has a value that libpq does not take.
        return failure({.code = ErrorCode::ConnectionInfoInvalid,
                        .subject = text(m_info.address()),
                        .detail = text(said).trimmed()});
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (PQstatus(handle.get()) != CONNECTION_BAD && status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED) {
        if (m_options.open.stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        const ConnStatusType step = PQstatus(handle.get());
        const bool isReached = step != CONNECTION_STARTED && step != CONNECTION_NEEDED;
        const std::chrono::seconds allowed = isReached ? m_options.open.connectTimeout : toReach;
        if (Clock::now() >= begin + allowed)
            return failure({.code = ErrorCode::ServerUnreachable,
                            .subject = text(m_info.address()),
                            .detail = QStringLiteral("timeout expired after %1 s").arg(allowed.count())});
        if (pollSocket(PQsocket(handle.get()), status == PGRES_POLLING_READING, status == PGRES_POLLING_WRITING,
                       stopPollInterval))
            status = PQconnectPoll(handle.get());
    }
    if (PQstatus(handle.get()) != CONNECTION_OK)
        return failure(failureOf(handle.get()));
    PQsetErrorVerbosity(handle.get(), PQERRORS_DEFAULT);
    return handle;
}

void Dialling::note(const Door &door, const Error &error)
{
    m_errors.push_back(error);
    m_dialled.reached.failed.append(
        {.address = text(door.displayed()), .code = error.code, .reason = reasonOf(error), .isPooler = door.isPooler});
}

Error Dialling::withAttempts(Error error) const
{
    const QList<ConnectionAttempt> &failed = m_dialled.reached.failed;
    error.attempts = failed;
    if (failed.size() < 2)
        return error;
    QStringList lines;
    for (const ConnectionAttempt &attempt : failed)
        lines.append(attempt.displayed());
    error.detail = lines.join(QLatin1Char('\n'));
    error.differences.clear();
    return error;
}

/// Success when a session was had or the next address may be tried.
Result<> Dialling::tryAddress(const Door &door, bool isLast, const std::string &sessionKind, bool isKnownWay)
{
    if (std::ranges::find(m_tried, door.way()) != m_tried.end())
        return {};
    m_tried.push_back(door.way());
    Result<PgConnectionHandle> handle = connect(
        door, isLast ? m_options.open.connectTimeout : std::min(m_options.reachTimeout, m_options.open.connectTimeout),
        sessionKind);
    if (!handle) {
        Error error = handle.error();
        if (error.isCancelled())
            return failure(error);
        // A computer that is offline has no IPv4 either.
        if (error.code == ErrorCode::Ipv6Only && !isIpv6(door.hostaddr.empty() ? door.host : door.hostaddr))
            error.code = ErrorCode::ServerUnreachable;
        note(door, error);
        return mayTryElsewhere(error.code) ? Result<>() : failure(withAttempts(error));
    }
    m_dialled.handle = *std::move(handle);
    m_dialled.reached.address = text(door.displayed());
    m_dialled.reached.isPooler = door.isPooler;
    if (!isKnownWay)
        m_known.remember(m_dialled.reached.failed.size() == m_failedOfKnownWay ? std::string() : door.way());
    return {};
}

Result<> Dialling::tryDoor(const Door &door, bool isLast, const std::string &sessionKind)
{
    const Result<std::vector<Door>> addresses = addressesOf(door);
    if (!addresses) {
        if (addresses.error().isCancelled())
            return failure(addresses.error());
        Error unknown = addresses.error();
        unknown.subject = text(m_info.address());
        note(door, unknown);
        return {};
    }
    for (size_t i = 0; i < addresses->size() && !m_dialled.handle; ++i)
        TRY(tryAddress((*addresses)[i], isLast && i + 1 == addresses->size(), sessionKind));
    return {};
}

Result<> Dialling::tryKnownWay(const std::string &sessionKind)
{
    const std::string known = m_known.way();
    if (known.empty())
        return {};
    for (const Door &door : m_doors) {
        if (!known.starts_with(door.host + '|' + door.port + '|'))
            continue;
        const Result<std::vector<Door>> addresses = addressesOf(door);
        if (!addresses)
            continue;
        const auto found = std::ranges::find(*addresses, known, &Door::way);
        if (found == addresses->end())
            continue;
        TRY(tryAddress(*found, false, sessionKind, true));
        break;
    }
    if (!m_dialled.handle)
        m_known.forget();
    m_failedOfKnownWay = m_dialled.reached.failed.size();
    return {};
}

Error Dialling::worst() const
{
    const auto found = std::ranges::max_element(m_errors, {}, [](const Error &error) { return weightOf(error.code); });
    return found == m_errors.end() ? Error{.code = ErrorCode::ServerUnreachable, .subject = text(m_info.address())}
                                   : *found;
}

Result<Dialled> Dialling::run()
{
    // libpq tries the whole list twice for this one: each address is given to it alone here.
    const std::string wanted = m_info.value("target_session_attrs");
    const std::vector<std::string> kinds
        = wanted == "prefer-standby" ? std::vector<std::string>{"standby", "any"} : std::vector<std::string>{wanted};
    for (const std::string &kind : kinds) {
        m_tried.clear();
        TRY(tryKnownWay(kind));
        for (size_t i = 0; i < m_doors.size() && !m_dialled.handle; ++i)
            TRY(tryDoor(m_doors[i], i + 1 == m_doors.size(), kind));
        if (m_dialled.handle)
            return std::move(m_dialled);
    }
    return failure(withAttempts(worst()));
}

/// libpq keeps what is attached to a connection, and tells when it goes.
int attached(PGEventId event, void *info, void * /*unused*/)
{
    if (event == PGEVT_CONNDESTROY)
        delete static_cast<Reached *>(PQinstanceData(static_cast<PGEventConnDestroy *>(info)->conn, &attached));
    return 1;
}

void attach(PGconn *connection, const Reached &reached)
{
    if (PQregisterEventProc(connection, &attached, "reached", nullptr) == 1)
        PQsetInstanceData(connection, &attached, std::make_unique<Reached>(reached).release());
}

} // namespace

Result<Dialled> dial(const ConnectionInfo &info, const DialOptions &options)
{
    TRY_ASSIGN(Dialled dialled, Dialling(info, options).run());
    attach(dialled.handle.get(), dialled.reached);
    return dialled;
}

Reached reachedBy(const PGconn *connection)
{
    const void *found = PQinstanceData(connection, &attached);
    return found == nullptr ? Reached() : *static_cast<const Reached *>(found);
}

} // namespace engine::pg
