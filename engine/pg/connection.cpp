// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/connection.h"

#include "engine/pg/reaching/dialling.h"
#include "engine/pg/reaching/server_text.h"
#include "engine/pg/reaching/socket_wait.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

namespace engine::pg {

using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

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

    TRY_ASSIGN(Dialled dialled, dial(info, {.open = options}));
    state->handle = std::move(dialled.handle);
    PGconn *handle = state->handle.get();
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

Result<> Connection::run(std::string_view sql)
{
    const std::string statement(sql);
    if (PQsendQueryParams(handle(), statement.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0
        || PQsetSingleRowMode(handle()) == 0)
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

Reached Connection::reached() const
{
    return reachedBy(handle());
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
        if (status == PGRES_SINGLE_TUPLE) {
            TRY(checkStop());
            continue;
        }
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
    const char *sqlState = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (sqlState == nullptr || *sqlState == '\0')
        return connectionError();
    return errorOfAnswer(result, subject, displayName());
}

Error Connection::connectionError() const
{
    QString detail = text(PQerrorMessage(handle())).trimmed();
    return {.code = ErrorCode::ConnectionLost, .subject = text(displayName()), .detail = std::move(detail)};
}

} // namespace engine::pg
