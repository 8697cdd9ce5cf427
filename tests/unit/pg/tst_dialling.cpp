// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/dialling.h"
#include "engine/pg/reaching/doors.h"
#include "engine/pg/reaching/known_way.h"
#include "tests/support/patience.h"
#include "tests/support/pg_connections.h"
#include "tests/support/pgbouncer.h"
#include "tests/support/result_check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace engine::pg;
using namespace engine::sql;
using engine::ConnectionAttempt;
using engine::ErrorCode;
using tests::infoOf;
using tests::PgBouncer;
using tests::TestServer;

namespace {

constexpr const char *project = "db.abcdefghijklmnopqrst.supabase.co";

/// A name service that knows what a test says, and nothing else.
Resolver knowing(const std::map<std::string, std::vector<std::string>> &names)
{
    return [names](const std::string &host) -> engine::Result<std::vector<std::string>> {
        const auto found = names.find(host);
        if (found == names.end())
            return engine::failure(
                {.code = ErrorCode::HostNotFound, .subject = engine::text(host), .detail = u"unknown"_s});
        return found->second;
    };
}

sockaddr_in loopback(const char *address, quint16 port)
{
    sockaddr_in made = {};
    made.sin_family = AF_INET;
    made.sin_port = htons(port);
    ::inet_pton(AF_INET, address, &made.sin_addr);
    return made;
}

/// Listens at an address and takes no connection: packets to it are dropped once its queue is full.
class BlackHole final
{
public:
    explicit BlackHole(const char *address, quint16 port)
    {
        const sockaddr_in at = loopback(address, port);
        m_sockets[0] = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int yes = 1;
        ::setsockopt(m_sockets[0], SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
        m_isThere = ::bind(m_sockets[0], reinterpret_cast<const sockaddr *>(&at), sizeof(at)) == 0
                    && ::listen(m_sockets[0], 0) == 0;
        for (size_t i = 1; i < m_sockets.size(); ++i) {
            m_sockets[i] = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
            ::connect(m_sockets[i], reinterpret_cast<const sockaddr *>(&at), sizeof(at));
        }
    }
    BlackHole(const BlackHole &) = delete;
    BlackHole &operator=(const BlackHole &) = delete;
    ~BlackHole()
    {
        for (const int socket : m_sockets)
            ::close(socket);
    }
    [[nodiscard]] bool isThere() const { return m_isThere; }

private:
    std::array<int, 4> m_sockets{};
    bool m_isThere = false;
};

/// Answers the first start-up with an error of these fields, as a server does.
class Refusing final
{
public:
    explicit Refusing(const QByteArray &fields)
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in at = loopback("127.0.0.1", 0);
        socklen_t length = sizeof(at);
        ::bind(m_socket, reinterpret_cast<const sockaddr *>(&at), length);
        ::listen(m_socket, 5);
        ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&at), &length);
        m_port = ntohs(at.sin_port);
        m_thread = std::jthread([socket = m_socket, fields] {
            const int client = ::accept(socket, nullptr, nullptr);
            std::array<char, 1024> startUp{};
            ::recv(client, startUp.data(), startUp.size(), 0);
            const quint32 size = htonl(static_cast<quint32>(fields.size() + 5));
            QByteArray message("E");
            message.append(reinterpret_cast<const char *>(&size), 4).append(fields).append('\0');
            ::send(client, message.constData(), static_cast<size_t>(message.size()), MSG_NOSIGNAL);
            ::close(client);
        });
    }
    Refusing(const Refusing &) = delete;
    Refusing &operator=(const Refusing &) = delete;
    ~Refusing()
    {
        ::shutdown(m_socket, SHUT_RDWR);
        m_thread.join();
        ::close(m_socket);
    }
    [[nodiscard]] ConnectionInfo info() const
    {
        return infoOf(
            {{"host", "127.0.0.1"}, {"port", std::to_string(m_port)}, {"user", "anna"}, {"sslmode", "disable"}},
            "secret");
    }

private:
    int m_socket = -1;
    quint16 m_port = 0;
    std::jthread m_thread;
};

QStringList addressesOf(const QList<ConnectionAttempt> &attempts)
{
    QStringList addresses;
    for (const ConnectionAttempt &attempt : attempts)
        addresses.append(attempt.address);
    return addresses;
}

QByteArray answerOf(const Dialled &dialled, const char *question)
{
    const PgResultHandle result(PQexec(dialled.handle.get(), question));
    return PQntuples(result.get()) == 1 ? QByteArray(PQgetvalue(result.get(), 0, 0)) : QByteArray();
}

} // namespace

/// By which way a server is reached, and what is said when by none.
class TestDialling final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void ipv4ComesFirst();
    void ipv6FollowsWhereIpv4IsRefused();
    void anAddressThatAnswersNothingIsLeftSoon();
    void theWayIsRemembered();
    void aWayThatNoLongerLeadsThereIsForgotten();
    void everythingTriedIsListed();
    void aPasswordIsOfferedOnce();
    void aListOfHostsIsTriedInItsOrder();
    void theKindOfSessionIsLookedFor_data();
    void theKindOfSessionIsLookedFor();
    void thePoolerOfAProjectComesLast();
    void thePoolerIsListedToo();
    void aStopEndsTheTrying();
    void refusalsAreUnderstoodInAnyLanguage_data();
    void refusalsAreUnderstoodInAnyLanguage();
    void codeThatRunsAtLoginIsNotQuoted();
    void theServersOfAKnownRootAreChecked();
    void poolersAreRead_data();
    void poolersAreRead();

private:
    [[nodiscard]] ConnectionInfo named(const char *host) const;
    [[nodiscard]] QString at(const QString &address) const { return u"%1:%2"_s.arg(address).arg(m_server->port()); }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<TestServer> m_readOnly;
    std::unique_ptr<PgBouncer> m_pooler;
    QTemporaryDir m_folder;
};

void TestDialling::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.listensOnTcp = true,
                                                .settings = {},
                                                .hostRules = {u"host all all 127.0.0.1/32 scram-sha-256"_s,
                                                              u"host all all ::1/128 scram-sha-256"_s}}));
    m_server->psql(u"postgres"_s, u"ALTER SYSTEM SET listen_addresses = '127.0.0.1,::1';"_s);
    m_server->psql(u"postgres"_s, u"CREATE ROLE \"postgres.abcdefghijklmnopqrst\" SUPERUSER LOGIN"_s);
    m_server->createDatabase(u"shop"_s);
    QVERIFY_RESULT(m_server->cluster().stop(engine::sandbox::Cluster::StopMode::Fast));
    QVERIFY_RESULT(m_server->cluster().start());
    QVERIFY_ASSIGN(m_readOnly, TestServer::start({.listensOnTcp = true}));
    m_readOnly->psql(u"postgres"_s, u"ALTER DATABASE postgres SET default_transaction_read_only = on"_s);
    const QString users = m_server->makeServerFolder(u"users"_s) + u"/users.txt"_s;
    QFile file(users);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\"postgres.abcdefghijklmnopqrst\" \"\"\n");
    file.close();
    QVERIFY_RESULT(m_server->cluster().user().give(users));
    QVERIFY_ASSIGN(m_pooler, PgBouncer::start(*m_server, PgBouncer::Mode::Session, {u"auth_file = "_s + users}));
}

void TestDialling::cleanupTestCase()
{
    m_pooler.reset();
    m_readOnly.reset();
    m_server.reset();
}

ConnectionInfo TestDialling::named(const char *host) const
{
    ConnectionInfo info = infoOf(m_server->tcpConnectionValues(u"postgres"_s), TestServer::password());
    info.set("host", host);
    return info;
}

void TestDialling::ipv4ComesFirst()
{
    QVERIFY_ASSIGN(const Dialled connection,
                   dial(named("db.test"), {.resolver = knowing({{"db.test", {"::1", "127.0.0.1"}}})}));
    QCOMPARE(connection.reached.address, at(u"127.0.0.1"_s));
    QVERIFY(connection.reached.failed.isEmpty());
}

void TestDialling::ipv6FollowsWhereIpv4IsRefused()
{
    QVERIFY_ASSIGN(const Dialled connection,
                   dial(named("db.test"), {.resolver = knowing({{"db.test", {"::1", "127.0.0.2"}}})}));
    QCOMPARE(connection.reached.address, at(u"[::1]"_s));
    QCOMPARE(addressesOf(connection.reached.failed), QStringList{at(u"127.0.0.2"_s)});
    QCOMPARE(connection.reached.failed.first().reason, u"Connection refused"_s);
}

void TestDialling::anAddressThatAnswersNothingIsLeftSoon()
{
    const BlackHole hole("127.0.0.3", m_server->port());
    QVERIFY(hole.isThere());
    const Resolver resolver = knowing({{"db.test", {"127.0.0.3", "127.0.0.1"}}});
    QVERIFY_ASSIGN(const Dialled connection, dial(named("db.test"), {.reachTimeout = 1s, .resolver = resolver}));
    QCOMPARE(connection.reached.address, at(u"127.0.0.1"_s));
    QCOMPARE(connection.reached.failed, QList<ConnectionAttempt>({{at(u"127.0.0.3"_s), ErrorCode::ServerUnreachable,
                                                                   u"timeout expired after 1 s"_s}}));

    // What the address says itself counts, for each of its hosts.
    ConnectionInfo patient = named("db.test");
    patient.set("connect_timeout", "2");
    QVERIFY_ASSIGN(const Dialled later, dial(patient, {.resolver = resolver}));
    QCOMPARE(later.reached.failed, QList<ConnectionAttempt>({{at(u"127.0.0.3"_s), ErrorCode::ServerUnreachable,
                                                              u"timeout expired after 2 s"_s}}));
}

void TestDialling::theWayIsRemembered()
{
    ConnectionInfo info = named("db.test");
    info.set(waysKeyword, m_folder.filePath(u"remembered.json"_s).toStdString());
    const DialOptions options{.resolver = knowing({{"db.test", {"127.0.0.2", "127.0.0.4", "::1"}}})};
    QVERIFY_ASSIGN(const Dialled first, dial(info, options));
    QCOMPARE(first.reached.failed.size(), qsizetype(2));
    QVERIFY_ASSIGN(const Dialled second, dial(info, options));
    QCOMPARE(second.reached.address, at(u"[::1]"_s));
    QVERIFY(second.reached.failed.isEmpty());
    // It says nothing of the password, and is read by nobody else.
    QFile file(m_folder.filePath(u"remembered.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(TestServer::password().c_str()));
    QVERIFY((file.permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);

    // What cannot be read or written is as good as nothing.
    info.set(waysKeyword, "/no/such/folder/ways.json");
    QVERIFY_RESULT(dial(info, options));
}

void TestDialling::aWayThatNoLongerLeadsThereIsForgotten()
{
    ConnectionInfo info = named("db.test");
    info.set(waysKeyword, m_folder.filePath(u"forgotten.json"_s).toStdString());
    KnownWay(info).remember("db.test|" + std::to_string(m_server->port()) + "|127.0.0.2");
    QVERIFY(!KnownWay(info).way().empty());
    const DialOptions options{.resolver = knowing({{"db.test", {"127.0.0.1", "127.0.0.2"}}})};
    QVERIFY_ASSIGN(const Dialled connection, dial(info, options));
    QCOMPARE(addressesOf(connection.reached.failed), QStringList{at(u"127.0.0.2"_s)});
    QCOMPARE(connection.reached.address, at(u"127.0.0.1"_s));
    // The first way there is needs no remembering.
    QVERIFY(KnownWay(info).way().empty());
}

void TestDialling::everythingTriedIsListed()
{
    const QString closed = QString::number(tests::freePort());
    ConnectionInfo info = named("db.test,gone.test");
    info.set("port", closed.toStdString());
    const auto refused = dial(info, {.resolver = knowing({{"db.test", {"::1", "127.0.0.2", "127.0.0.1"}}})});
    QVERIFY_ERROR(refused, ErrorCode::ServerUnreachable);
    const QString refusal = u": Connection refused\n"_s;
    QCOMPARE(refused.error().detail,
             QString(u"127.0.0.2:"_s + closed + refusal + u"127.0.0.1:"_s + closed + refusal + u"[::1]:"_s + closed
                     + refusal + u"gone.test:"_s + closed + u": unknown"_s));
    QCOMPARE(addressesOf(refused.error().attempts), (QStringList{u"127.0.0.2:"_s + closed, u"127.0.0.1:"_s + closed,
                                                                 u"[::1]:"_s + closed, u"gone.test:"_s + closed}));
    QCOMPARE(refused.error().attempts.first().reason, u"Connection refused"_s);
    QCOMPARE(refused.error().attempts.last().code, ErrorCode::HostNotFound);
    // One way is a list too.
    ConnectionInfo one = named("127.0.0.2");
    one.set("port", closed.toStdString());
    const auto alone = dial(one, {});
    QVERIFY_ERROR(alone, ErrorCode::ServerUnreachable);
    QCOMPARE(addressesOf(alone.error().attempts), QStringList{u"127.0.0.2:"_s + closed});
}

void TestDialling::aPasswordIsOfferedOnce()
{
    const qsizetype before = m_server->log().count("password authentication failed");
    ConnectionInfo info = named("db.test,127.0.0.1");
    info.setPassword(engine::Secret("wrong"));
    const auto refused = dial(info, {.resolver = knowing({{"db.test", {"127.0.0.1", "::1"}}})});
    QVERIFY_ERROR(refused, ErrorCode::AuthenticationFailed);
    QCOMPARE(m_server->log().count("password authentication failed") - before, qsizetype(1));
}

void TestDialling::aListOfHostsIsTriedInItsOrder()
{
    ConnectionInfo info = named("127.0.0.2,::1,127.0.0.1");
    QVERIFY_ASSIGN(const Dialled connection, dial(info, {}));
    QCOMPARE(connection.reached.address, at(u"[::1]"_s));

    info.set("host", "one,two");
    info.set("hostaddr", "127.0.0.2,127.0.0.1");
    QVERIFY_ASSIGN(const Dialled numbers, dial(info, {}));
    QCOMPARE(numbers.reached.address, at(u"127.0.0.1"_s));

    // The same name at two ports is two places.
    ConnectionInfo ports = named("db.test,db.test");
    ports.set("port", std::to_string(tests::freePort()) + ',' + std::to_string(m_server->port()));
    QVERIFY_ASSIGN(const Dialled second, dial(ports, {.resolver = knowing({{"db.test", {"127.0.0.1"}}})}));
    QCOMPARE(second.reached.address, at(u"127.0.0.1"_s));

    // Lists that do not fit together are libpq's to judge.
    info.set("port", "1,2,3");
    QVERIFY_ERROR(dial(info, {}), ErrorCode::ConnectionInfoInvalid);
}

void TestDialling::theKindOfSessionIsLookedFor_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<bool>("isReadOnly");
    QTest::newRow("any: the first") << QByteArray("any") << true;
    QTest::newRow("one that can be written to") << QByteArray("read-write") << false;
    QTest::newRow("one that cannot") << QByteArray("read-only") << true;
    QTest::newRow("a standby if there is one, and there is none") << QByteArray("prefer-standby") << true;
    QTest::newRow("a primary") << QByteArray("primary") << true;
}

void TestDialling::theKindOfSessionIsLookedFor()
{
    QFETCH(QByteArray, kind);
    ConnectionInfo info = named("127.0.0.1,127.0.0.1");
    info.set("port", std::to_string(m_readOnly->port()) + ',' + std::to_string(m_server->port()));
    info.set("target_session_attrs", kind.toStdString());
    QVERIFY_ASSIGN(const Dialled dialled, dial(info, {}));
    QTEST(answerOf(dialled, "SHOW default_transaction_read_only") == "on", "isReadOnly");
    // The same for who opens a connection.
    QVERIFY_ASSIGN(const Connection connection, Connection::open(info));
    QCOMPARE(connection.reached().address, dialled.reached.address);
}

void TestDialling::thePoolerOfAProjectComesLast()
{
    ConnectionInfo info = named(project);
    info.set("port", std::to_string(tests::freePort()));
    info.set(poolerKeyword, "127.0.0.1:" + std::to_string(m_pooler->port()));
    info.set(waysKeyword, m_folder.filePath(u"pooler.json"_s).toStdString());
    const DialOptions options{.resolver = knowing({{project, {"::1"}}})};
    QVERIFY_ASSIGN(const Dialled connection, dial(info, options));
    QVERIFY(connection.reached.isPooler);
    QCOMPARE(connection.reached.address, u"127.0.0.1:%1"_s.arg(m_pooler->port()));
    QCOMPARE(connection.reached.failed.size(), qsizetype(1));
    // It knows the project by the user.
    QCOMPARE(answerOf(connection, "SELECT current_user"), QByteArray("postgres.abcdefghijklmnopqrst"));

    QVERIFY_ASSIGN(const Dialled again, dial(info, options));
    QVERIFY(again.reached.isPooler && again.reached.failed.isEmpty());
    QVERIFY(info.redacted().find("pooler") == std::string::npos);
}

void TestDialling::thePoolerIsListedToo()
{
    ConnectionInfo info = named(project);
    info.set(poolerKeyword, "pooler.test:5432");
    const auto refused = dial(info, {.resolver = knowing({})});
    QVERIFY_ERROR(refused, ErrorCode::HostNotFound);
    QCOMPARE(refused.error().detail,
             QString(at(QString::fromLatin1(project)) + u": unknown\npooler.test:5432: unknown"_s));
}

void TestDialling::aStopEndsTheTrying()
{
    // A name service that does not answer cannot be stopped; who waits for it can.
    std::stop_source answered;
    const Resolver silent
        = [token = answered.get_token()](const std::string &) -> engine::Result<std::vector<std::string>> {
        while (!token.stop_requested())
            std::this_thread::sleep_for(10ms);
        return std::vector<std::string>{};
    };
    std::stop_source stop;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(200ms);
        stop.request_stop();
    });
    QVERIFY_ERROR(
        dial(named("db.test"), {.open = {.connectTimeout = 600s, .stop = stop.get_token()}, .resolver = silent}),
        ErrorCode::Cancelled);
    QVERIFY_ERROR(dial(named("db.test"), {.open = {.connectTimeout = 1s}, .resolver = silent}),
                  ErrorCode::HostNotFound);
    answered.request_stop();
}

void TestDialling::refusalsAreUnderstoodInAnyLanguage_data()
{
    QTest::addColumn<QByteArray>("sqlState");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("code");
    const auto row = [](const char *title, const char *sqlState, const char *message, ErrorCode code) {
        QTest::newRow(title) << QByteArray(sqlState) << QByteArray(message) << static_cast<int>(code);
    };
    row("a wrong password", "28P01", "authentification par mot de passe échouée pour l'utilisateur « anna »",
        ErrorCode::AuthenticationFailed);
    row("no database", "3D000", "la base de données « boutique » n'existe pas", ErrorCode::DatabaseMissing);
    row("no right", "42501", "droit refusé pour la base de données « boutique »", ErrorCode::PermissionDenied);
    row("too many", "53300", "désolé, trop de clients sont déjà connectés", ErrorCode::TooManyConnections);
    row("starting up", "57P03", "le système de bases de données se lance", ErrorCode::ServerStarting);
    row("a pooler, which says more than its code", "08P01", "no such database: shop", ErrorCode::DatabaseMissing);
    row("another pooler", "XX000", "(EMAXCONNSESSION) max clients reached in session mode",
        ErrorCode::TooManyConnections);
}

void TestDialling::refusalsAreUnderstoodInAnyLanguage()
{
    QFETCH(QByteArray, sqlState);
    QFETCH(QByteArray, message);
    QByteArray fields("SFATAL");
    fields.append('\0').append("VFATAL").append('\0').append('C').append(sqlState).append('\0');
    fields.append('M').append(message).append('\0').append("Fauth.c").append('\0').append("L12").append('\0');
    fields.append("Rauth_failed").append('\0');
    const Refusing server(fields);
    const auto refused = dial(server.info(), {});
    QVERIFY(!refused);
    QTEST(static_cast<int>(refused.error().code), "code");
    QCOMPARE(refused.error().sqlState.toUtf8(), sqlState);
    const QByteArray detail = refused.error().detail.toUtf8();
    QVERIFY2(detail.endsWith(QByteArray("FATAL:  ").append(message)), detail.constData());
}

void TestDialling::codeThatRunsAtLoginIsNotQuoted()
{
    QByteArray fields("SFATAL");
    fields.append('\0').append("CP0001").append('\0').append("Mnot today, anna@example.org").append('\0');
    const Refusing server(fields);
    const auto refused = dial(server.info(), {});
    QVERIFY(!refused);
    QVERIFY2(!tests::toText(refused.error()).contains("example.org"), tests::toText(refused.error()).constData());
}

void TestDialling::theServersOfAKnownRootAreChecked()
{
    QVERIFY_ASSIGN(const auto server, TestServer::start({.listensOnTcp = true, .hasTls = true}));
    // A root of our own, and a certificate that it signs for the host of the project.
    const auto &user = server->cluster().user();
    const QString folder = server->cluster().dataFolder();
    const QString script
        = u"set -e; openssl req -x509 -newkey rsa:2048 -nodes -days 3 -subj '/CN=Root of the test' -keyout root.key "
          "-out root.crt; openssl req -new -newkey rsa:2048 -nodes -subj /CN=db -keyout server.key -out server.csr; "
          "echo subjectAltName=DNS:%1 > names; openssl x509 -req -in server.csr -CA root.crt -CAkey root.key "
          "-CAcreateserial -days 3 -extfile names -out server.crt; chmod 600 server.key"_s.arg(
              QString::fromLatin1(project));
    QVERIFY_RESULT(user.run(u"sh"_s, {u"-c"_s, script}, folder, 60s));
    server->psql(u"postgres"_s, u"SELECT pg_reload_conf()"_s);
    const QByteArray root = server->psql(u"postgres"_s, u"SELECT pg_read_file('root.crt')"_s).append('\n');

    ConnectionInfo info = infoOf(server->tcpConnectionValues(u"postgres"_s), TestServer::password());
    info.set("sslmode", "verify-full");
    info.set("sslrootcert", supabaseRoots);
    const auto openAs = [&](const char *host, const RootReader &roots) {
        info.set("host", host);
        return dial(info, {.resolver = knowing({{host, {"127.0.0.1"}}}), .roots = roots});
    };
    const RootReader ours = [&](const std::string &value) { return value == supabaseRoots ? root : QByteArray(); };
    // The reload takes a moment.
    QTRY_VERIFY(openAs(project, ours).has_value());
    QVERIFY_ASSIGN(const Dialled connection, openAs(project, ours));
    QCOMPARE(PQsslInUse(connection.handle.get()), 1);
    QVERIFY_ERROR(openAs("db.elsewhere.test", ours), ErrorCode::TlsFailed);
    QVERIFY_ERROR(openAs(project, &bundledRoots), ErrorCode::TlsFailed);
    // Roots that cannot be read are not the same as none.
    QVERIFY_ERROR(openAs(project, [](const std::string &) { return QByteArray("nothing"); }), ErrorCode::TlsFailed);
    info.set("sslrootcert", systemRoots);
    QVERIFY_ERROR(openAs(project, &bundledRoots), ErrorCode::TlsFailed);
}

void TestDialling::poolersAreRead_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("read");
    const auto row = [](const char *title, const char *given, const char *read) {
        QTest::newRow(title) << QByteArray(given) << QByteArray(read);
    };
    const char *host = "aws-1-eu-west-3.pooler.supabase.com:5432";
    row("a host", "aws-1-eu-west-3.pooler.supabase.com", host);
    row("a host and a port", "aws-1-eu-west-3.pooler.supabase.com:5432", host);
    row("the port of the transaction pooler", "aws-1-eu-west-3.pooler.supabase.com:6543", host);
    row("its connection string",
        "postgresql://postgres.abcdefghijklmnopqrst:pw@aws-1-eu-west-3.pooler.supabase.com:6543/postgres", host);
    row("keywords", "host=aws-1-eu-west-3.pooler.supabase.com user=postgres.abcdefghijklmnopqrst", host);
    row("another pooler", "pooler.example.org:6432", "pooler.example.org:6432");
    row("numbers", "[2001:db8::1]:6432", "[2001:db8::1]:6432");
    row("numbers without a port", "2001:db8::1", "[2001:db8::1]:5432");
    row("nothing", "", "");
    row("no port", "pooler.example.org:", "");
    row("a port that is too high", "pooler.example.org:65536", "");
    row("a list", "one,two", "");
    row("a bracket", "[::1", "");
    row("something else", "what's that?", "");
}

void TestDialling::poolersAreRead()
{
    QFETCH(QByteArray, given);
    const auto door = poolerFrom(given.toStdString());
    QTEST(QByteArray::fromStdString(door ? door->displayed() : std::string()), "read");
}

QTEST_GUILESS_MAIN(TestDialling)
#include "tst_dialling.moc"
