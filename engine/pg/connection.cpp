// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/connection.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

namespace engine::pg {

using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

// How often a wait looks at its stop token: Cancel must be felt at once, and ten looks a second cost nothing.
constexpr auto stopPollInterval = 100ms;
// How long a cancelled statement may take to say so before the connection is given up.
constexpr auto cancelGrace = 1200ms;
constexpr auto farewellTimeout = 1000ms;

struct CancelDeleter
{
    void operator()(PGcancel *cancel) const { PQfreeCancel(cancel); }
};

/// PQcancel opens a connection of its own and blocks; a server that does not answer must not hold up the stop.
/// What is returned becomes true when the server has taken the request, or cannot be asked.
std::shared_ptr<const std::atomic<bool>> sendCancelInBackground(PGconn *connection)
{
    auto isSent = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<PGcancel> cancel(PQgetCancel(connection), CancelDeleter());
    if (!cancel) {
        *isSent = true;
        return isSent;
    }
    std::thread([cancel = std::move(cancel), isSent] {
        std::array<char, 256> message{};
        PQcancel(cancel.get(), message.data(), static_cast<int>(message.size()));
        *isSent = true;
    }).detach();
    return isSent;
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// Before a session exists libpq has only text; the phrases are those of libpq 15 to 18, of the server and of the
/// poolers, which nobody translates (lc_messages of a failing start-up is the server's default, so the SQLSTATE's
/// English word may be missing: then the failure is ServerUnreachable with the text as its detail).
ErrorCode codeOfConnectionFailure(std::string_view message)
{
    struct Phrase
    {
        std::string_view part;
        ErrorCode code;
    };
    static constexpr std::array phrases{
        Phrase{"could not translate host name", ErrorCode::HostNotFound},
        // Before the phrases that name a role or a database: these name one too.
        Phrase{"too many clients", ErrorCode::TooManyConnections},
        Phrase{"remaining connection slots", ErrorCode::TooManyConnections},
        Phrase{"too many connections", ErrorCode::TooManyConnections},
        Phrase{"EMAXCONN", ErrorCode::TooManyConnections},
        Phrase{"max clients", ErrorCode::TooManyConnections},
        Phrase{"Max client connections", ErrorCode::TooManyConnections},
        Phrase{"the database system is", ErrorCode::ServerStarting},
        Phrase{"permission denied for database", ErrorCode::PermissionDenied},
        Phrase{"tenant/user", ErrorCode::AuthenticationFailed},
        Phrase{"Tenant or user not found", ErrorCode::AuthenticationFailed},
        Phrase{"no password supplied", ErrorCode::PasswordMissing},
        Phrase{"password authentication failed", ErrorCode::AuthenticationFailed},
        Phrase{"authentication failed", ErrorCode::AuthenticationFailed},
        Phrase{"Wrong password", ErrorCode::AuthenticationFailed},
        Phrase{"ECIRCUITBREAKER", ErrorCode::AuthenticationFailed},
        Phrase{"no pg_hba.conf entry", ErrorCode::AuthenticationFailed},
        Phrase{"role \"", ErrorCode::AuthenticationFailed},
        Phrase{"database \"", ErrorCode::DatabaseMissing},
        Phrase{"no such database", ErrorCode::DatabaseMissing},
        Phrase{"does not support SSL", ErrorCode::TlsFailed},
        Phrase{"SSL error", ErrorCode::TlsFailed},
        Phrase{"SSL required", ErrorCode::TlsFailed},
        Phrase{"SSL connection is required", ErrorCode::TlsFailed},
        Phrase{"ESSLREQUIRED", ErrorCode::TlsFailed},
        Phrase{"certificate", ErrorCode::TlsFailed},
        Phrase{"Network is unreachable", ErrorCode::Ipv6Only},
        Phrase{"Address family not supported", ErrorCode::Ipv6Only},
    };
    for (const Phrase &phrase : phrases) {
        if (contains(message, phrase.part))
            return phrase.code;
    }
    return ErrorCode::ServerUnreachable;
}

/// libpq has no SQLSTATE for a session that was never begun; cannot_connect_now has these words.
bool isNotReadyYet(std::string_view message)
{
    constexpr std::array<std::string_view, 4> phrases{
        "the database system is starting up", "the database system is shutting down",
        "the database system is in recovery mode", "the database system is not yet accepting connections"};
    return std::any_of(phrases.begin(), phrases.end(), [&](auto phrase) { return contains(message, phrase); });
}

/// What a server says of a value it does not accept quotes the value (SQLSTATE class 22): `invalid input syntax for
/// type integer: "anna@example.org"`. From the first quotation mark to the last, in any language: the value may hold
/// some.
QString withoutQuotation(const QString &message)
{
    static const QString marks = QStringLiteral("\"\u00ab\u00bb\u201c\u201d\u201e");
    const auto isMark = [](QChar character) { return marks.contains(character); };
    const auto first = std::find_if(message.begin(), message.end(), isMark);
    const auto last = std::find_if(message.rbegin(), message.rend(), isMark);
    if (first == message.end())
        return message;
    return message.left(first - message.begin()) + QStringLiteral("\"\u2026\"")
           + message.right(last - message.rbegin());
}

/// Failures whose subject is the server or the session when the server names nothing else. Of the others, a subject
/// that nobody named would be a lie: "db.example.org:5432/shop does not exist".
bool isAboutServer(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ObjectMissing:
    case ErrorCode::ObjectExists:
    case ErrorCode::ObjectNotSupported:
    case ErrorCode::ObjectLocked:
    case ErrorCode::ConstraintViolated:
    case ErrorCode::ValueRejected:
    case ErrorCode::PermissionDenied:
    case ErrorCode::StatementFailed:
    case ErrorCode::StatementTimeout:
    case ErrorCode::ServerDamaged:
        return false;
    default:
        return true;
    }
}

/// What the server names in the fields of its answer: never taken out of its words, which are in its language.
QString subjectOf(const PGresult *result)
{
    const auto field = [result](int code) {
        const char *value = PQresultErrorField(result, code);
        return value == nullptr ? std::string() : std::string(value);
    };
    const std::string schema = field(PG_DIAG_SCHEMA_NAME);
    const std::string table = field(PG_DIAG_TABLE_NAME);
    const std::string column = field(PG_DIAG_COLUMN_NAME);
    const std::string type = field(PG_DIAG_DATATYPE_NAME);
    const std::string &object = table.empty() ? type : table;
    if (object.empty())
        return text(field(PG_DIAG_CONSTRAINT_NAME).empty() ? schema : field(PG_DIAG_CONSTRAINT_NAME));
    return text(schema + '.' + object + (column.empty() ? column : '.' + column));
}

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
    return keywords;
}

PgConnectionHandle startConnecting(const ConnectionInfo &info)
{
    const std::map<std::string, std::string> keywords = effectiveKeywords(info);
    std::vector<const char *> names;
    std::vector<const char *> settings;
    for (const auto &[keyword, setting] : keywords) {
        names.push_back(keyword.c_str());
        settings.push_back(setting.c_str());
    }
    std::string password(info.password().reveal());
    names.push_back("password");
    settings.push_back(password.c_str());
    names.push_back(nullptr);
    settings.push_back(nullptr);
    // expand_dbname = 0: a database named "host=elsewhere" is a name, not a connection string.
    PgConnectionHandle handle(PQconnectStartParams(names.data(), settings.data(), 0));
    wipe(password);
    return handle;
}

/// True when the socket is ready; false when `wait` has passed.
bool pollSocket(int socket, bool reading, bool writing, std::chrono::milliseconds wait)
{
    short events = 0;
    if (reading)
        events |= POLLIN;
    if (writing)
        events |= POLLOUT;
    pollfd descriptor{socket, events, 0};
    return ::poll(&descriptor, 1, static_cast<int>(wait.count())) > 0;
}

} // namespace

struct Connection::State
{
    PgConnectionHandle handle;
    std::stop_token stop;
    std::string displayName;
    std::function<void(std::string_view)> onNotice;
    long long noticeCount = 0;
    bool givenUp = false;
    std::vector<std::string> farewell;

    State() = default;
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    ~State()
    {
        const auto deadline = Clock::now() + farewellTimeout;
        for (const std::string &statement : farewell) {
            if (!handle || givenUp || PQstatus(handle.get()) != CONNECTION_OK || !sayBefore(deadline, statement))
                return;
        }
    }

    bool sayBefore(Clock::time_point deadline, const std::string &statement) const
    {
        if (PQsendQuery(handle.get(), statement.c_str()) == 0)
            return false;
        while (PQflush(handle.get()) == 1 || PQisBusy(handle.get()) == 1) {
            if (Clock::now() >= deadline)
                return false;
            pollSocket(PQsocket(handle.get()), true, PQflush(handle.get()) == 1, 50ms);
            if (PQconsumeInput(handle.get()) == 0)
                return false;
        }
        while (const PgResultHandle result{PQgetResult(handle.get())}) {}
        return true;
    }

    static void noticeReceived(void *connectionState, const PGresult *result)
    {
        auto *state = static_cast<State *>(connectionState);
        ++state->noticeCount;
        if (state->onNotice)
            state->onNotice(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    }

    /// Asks the server to cancel and gives it `cancelGrace` to end the statement, so that its locks are gone when we
    /// say so. The connection is not used again either way.
    Error cancelled()
    {
        if (!givenUp) {
            givenUp = true;
            sendCancelInBackground(handle.get());
            const auto deadline = Clock::now() + cancelGrace;
            while (Clock::now() < deadline && PQconsumeInput(handle.get()) == 1) {
                if (PQisBusy(handle.get()) == 0) {
                    const PgResultHandle result(PQgetResult(handle.get()));
                    if (!result || PQresultStatus(result.get()) == PGRES_COPY_IN)
                        break;
                    if (PQresultStatus(result.get()) != PGRES_COPY_OUT)
                        continue;
                    char *row = nullptr;
                    while (PQgetCopyData(handle.get(), &row, 1) > 0)
                        PQfreemem(row);
                }
                pollSocket(PQsocket(handle.get()), true, false, 50ms);
            }
        }
        return {.code = ErrorCode::Cancelled};
    }
};

Connection::Connection(std::unique_ptr<State> state)
    : m_state(std::move(state))
{}
Connection::Connection(Connection &&) noexcept = default;
Connection &Connection::operator=(Connection &&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const ConnectionInfo &info, const OpenOptions &options)
{
    auto state = std::make_unique<State>();
    state->stop = options.stop;
    state->displayName = info.address() + '/' + info.value("dbname");
    const QString subject = text(info.address());

    const auto deadline = Clock::now() + options.connectTimeout;
    state->handle = startConnecting(info);
    PGconn *handle = state->handle.get();
    if (handle == nullptr)
        return failure({.code = ErrorCode::Internal, .subject = subject});

    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (PQstatus(handle) != CONNECTION_BAD && status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED) {
        if (options.stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        if (Clock::now() >= deadline)
            return failure(
                {.code = ErrorCode::ServerUnreachable,
                 .subject = subject,
                 .detail = QStringLiteral("timeout expired after %1 s").arg(options.connectTimeout.count())});
        const bool ready = pollSocket(PQsocket(handle), status == PGRES_POLLING_READING,
                                      status == PGRES_POLLING_WRITING, stopPollInterval);
        if (ready)
            status = PQconnectPoll(handle);
    }
    if (PQstatus(handle) != CONNECTION_OK) {
        const std::string_view message = PQerrorMessage(handle);
        ErrorCode code = codeOfConnectionFailure(message);
        if (code == ErrorCode::AuthenticationFailed && info.password().isEmpty() && PQconnectionNeedsPassword(handle))
            code = ErrorCode::PasswordMissing;
        const bool isAboutDatabase = code == ErrorCode::DatabaseMissing || code == ErrorCode::PermissionDenied;
        const QString about = isAboutDatabase                           ? text(info.value("dbname"))
                              : code == ErrorCode::AuthenticationFailed ? text(info.value("user"))
                                                                        : subject;
        return failure({.code = code,
                        .subject = about,
                        .detail = text(message).trimmed(),
                        .sqlState = isNotReadyYet(message) ? QStringLiteral("57P03") : QString()});
    }
    if (PQsetnonblocking(handle, 1) != 0)
        return failure({.code = ErrorCode::Internal, .subject = subject});
    PQsetNoticeReceiver(handle, &State::noticeReceived, state.get());
    return Connection(std::move(state));
}

Result<> Connection::execute(std::string_view sql)
{
    const std::string statement(sql);
    if (PQsendQuery(handle(), statement.c_str()) == 0)
        return failure(connectionError());
    TRY(collect({}));
    return {};
}

Result<QueryResult> Connection::query(std::string_view sql, const std::vector<Parameter> &parameters)
{
    const std::string statement(sql);
    std::vector<const char *> values;
    values.reserve(parameters.size());
    for (const Parameter &parameter : parameters)
        values.push_back(parameter ? parameter->c_str() : nullptr);
    const int sent = PQsendQueryParams(handle(), statement.c_str(), static_cast<int>(values.size()), nullptr,
                                       values.data(), nullptr, nullptr, 0);
    if (sent == 0)
        return failure(connectionError());
    return collect({});
}

bool Connection::isUsable() const
{
    return m_state && !m_state->givenUp && PQstatus(m_state->handle.get()) == CONNECTION_OK;
}

int Connection::serverVersion() const
{
    return PQserverVersion(handle());
}

int Connection::backendPid() const
{
    return PQbackendPID(handle());
}

std::string Connection::tlsVersion() const
{
    const char *value = PQsslInUse(handle()) == 1 ? PQsslAttribute(handle(), "protocol") : nullptr;
    return value == nullptr ? std::string() : std::string(value);
}

std::string Connection::parameterStatus(const char *name) const
{
    const char *value = PQparameterStatus(handle(), name);
    return value == nullptr ? std::string() : std::string(value);
}

std::string Connection::peerAddress() const
{
    const char *value = PQhostaddr(handle());
    return value == nullptr ? std::string() : std::string(value);
}

const std::string &Connection::displayName() const
{
    return m_state->displayName;
}

void Connection::setStop(std::stop_token stop)
{
    m_state->stop = std::move(stop);
}

void Connection::setFarewell(std::vector<std::string> statements)
{
    m_state->farewell = std::move(statements);
}

void Connection::setNoticeHandler(std::function<void(std::string_view)> handler)
{
    m_state->onNotice = std::move(handler);
}

long long Connection::noticeCount() const
{
    return m_state->noticeCount;
}

PGconn *Connection::handle() const
{
    return m_state->handle.get();
}

Result<> Connection::waitForSocket(bool alsoForWriting)
{
    if (m_state->givenUp)
        return failure({.code = ErrorCode::ConnectionLost, .subject = text(displayName())});
    while (true) {
        if (m_state->stop.stop_requested())
            return failure(m_state->cancelled());
        const int socket = PQsocket(handle());
        if (socket < 0)
            return failure(connectionError());
        if (pollSocket(socket, true, alsoForWriting, stopPollInterval))
            return {};
    }
}

Result<> Connection::checkStop()
{
    if (m_state->stop.stop_requested())
        return failure(m_state->cancelled());
    return {};
}

Result<> Connection::interruptCopy()
{
    const auto isSent = sendCancelInBackground(handle());
    while (true) {
        TRY(checkStop());
        char *row = nullptr;
        const int length = PQgetCopyData(handle(), &row, 1);
        PQfreemem(row);
        if (length < 0)
            break;
        if (length > 0)
            continue;
        TRY(waitForSocket(false));
        if (PQconsumeInput(handle()) == 0)
            return failure(connectionError());
    }
    const Result<QueryResult> ended = collect({});
    if (!ended && ended.error().code == ErrorCode::ConnectionLost)
        return failure(ended.error());
    // A request that is still on its way would cancel the next statement.
    while (!*isSent) {
        TRY(checkStop());
        std::this_thread::sleep_for(1ms);
    }
    return {};
}

Result<QueryResult> Connection::collect(std::string_view what)
{
    if (m_state->stop.stop_requested())
        return failure(m_state->cancelled());
    while (true) {
        const int flushed = PQflush(handle());
        if (flushed < 0)
            return failure(connectionError());
        if (flushed == 0)
            break;
        TRY(waitForSocket(true));
        if (PQconsumeInput(handle()) == 0)
            return failure(connectionError());
    }

    PgResultHandle last;
    std::optional<Error> firstError;
    while (true) {
        while (PQisBusy(handle()) == 1) {
            TRY(waitForSocket(false));
            if (PQconsumeInput(handle()) == 0)
                return failure(connectionError());
        }
        PgResultHandle result(PQgetResult(handle()));
        if (!result)
            break;
        const ExecStatusType status = PQresultStatus(result.get());
        const bool isCopy = status == PGRES_COPY_OUT || status == PGRES_COPY_IN;
        if (!isCopy && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY
            && !firstError)
            firstError = serverError(result.get(), what);
        last = std::move(result);
        // In a COPY libpq repeats this result for ever: its rows are read elsewhere.
        if (isCopy)
            break;
    }
    if (firstError)
        return failure(std::move(*firstError));
    if (!last)
        return failure(connectionError());
    return QueryResult(std::move(last));
}

Error Connection::serverError(const PGresult *result, std::string_view subject) const
{
    const auto field = [&](int code) {
        const char *value = PQresultErrorField(result, code);
        return value == nullptr ? std::string_view() : std::string_view(value);
    };
    const std::string_view sqlState = field(PG_DIAG_SQLSTATE);
    if (sqlState.empty())
        return connectionError();

    Error error{.code = codeOfSqlState(sqlState), .subject = text(subject), .sqlState = text(sqlState)};
    // The server's DETAIL and CONTEXT quote rows ("Key (email)=(…)"), which belong in no message, log or report.
    error.detail = text(field(PG_DIAG_MESSAGE_PRIMARY));
    if (sqlState.substr(0, 2) == "22")
        error.detail = withoutQuotation(error.detail);
    if (const std::string_view hint = field(PG_DIAG_MESSAGE_HINT); !hint.empty())
        error.detail += QLatin1Char('\n') + text(hint);
    if (error.subject.isEmpty())
        error.subject = subjectOf(result);
    if (error.subject.isEmpty() && isAboutServer(error.code))
        error.subject = text(displayName());
    return error;
}

Error Connection::connectionError() const
{
    QString detail = text(PQerrorMessage(handle())).trimmed();
    return {.code = ErrorCode::ConnectionLost, .subject = text(displayName()), .detail = std::move(detail)};
}

} // namespace engine::pg
