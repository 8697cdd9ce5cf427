// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/sandbox/cluster.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <string>

namespace tests {

struct TestServerOptions
{
    /// 0: the newest of the distribution. Others come from packaging/servers/fetch.
    int major = 0;
    /// Writes every statement to the server's log: see TestServer::log().
    bool logsStatements = false;
    /// Also listens on 127.0.0.1, with scram and the password of TestServer::password().
    bool listensOnTcp = false;
    /// With a self-signed certificate for "localhost"; asks for listensOnTcp.
    bool hasTls = false;
    /// More lines of postgresql.conf; the last line about a setting wins.
    QStringList settings{};
    /// Replaces the pg_hba.conf line for TCP: "hostssl all all 127.0.0.1/32 scram-sha-256".
    QStringList hostRules{};
};

/// A fresh PostgreSQL server for one test program, in a temporary folder, reached over its Unix socket as `postgres`.
/// Owns the server and the folder; destruction stops and removes both. Servers that
/// killed test programs left behind are swept away by the next start(). For one thread at a time, except psql() and
/// the connection functions.
///
///     QVERIFY_ASSIGN(auto server, TestServer::start());
///
/// A computer without PostgreSQL makes start() fail, and so the test: it is never skipped. Functions that return bytes
/// mark the running test as failed when their program fails, and return what it printed.
class TestServer final
{
public:
    static engine::Result<std::unique_ptr<TestServer>> start(const TestServerOptions &options = {});
    ~TestServer();
    TestServer(const TestServer &) = delete;
    TestServer &operator=(const TestServer &) = delete;

    /// CREATE DATABASE, from template0 unless told otherwise.
    void createDatabase(const QString &name, const QString &templateName = QStringLiteral("template0")) const;
    /// Also ends the sessions that use it.
    void dropDatabase(const QString &name) const;

    /// Runs statements with the real psql -X -At, stopping at the first error. The last newline is cut.
    QByteArray psql(const QString &database, const QString &sql) const;
    /// The same for statements that may fail: the error's detail is what psql printed.
    engine::Result<QByteArray> tryPsql(const QString &database, const QString &sql) const;
    /// `variables` for psql: "name=value".
    QByteArray psqlFile(const QString &database, const QString &path, const QStringList &variables = {}) const;

    /// Runs the pg_dump of the server's own version.
    QByteArray pgDump(const QString &database, const QStringList &arguments = {}) const;
    /// The lines of pg_dump --schema-only without `sosie_*` schemas, comments, SET and \restrict, sorted: equal for
    /// databases with the same schema.
    QStringList schemaDump(const QString &database) const;
    /// "rows md5" of a table's rows in any order. `table` is SQL: "public.users".
    QByteArray dataDigest(const QString &database, const QString &table) const;
    /// dataDigest() of every table outside the system's and Sosie's schemas, partitions not apart.
    QMap<QString, QByteArray> dataDigests(const QString &database) const;

    /// The server dies as by pg_ctl stop -m immediate.
    void stopImmediately();
    /// Starts it again.
    void startAgain();
    [[nodiscard]] bool isRunning() const { return m_cluster->isRunning(); }

    /// What the server logged so far.
    [[nodiscard]] QByteArray log() const;
    /// An empty folder that only the server's user and this process can enter, for tablespaces and the like.
    [[nodiscard]] QString makeServerFolder(const QString &name) const;

    /// libpq keywords over the socket.
    [[nodiscard]] std::map<std::string, std::string> connectionValues(const QString &database) const;
    /// The same as one string.
    [[nodiscard]] QString connectionInfo(const QString &database) const;
    /// libpq keywords over TCP, without the password. REQUIRES: listensOnTcp.
    [[nodiscard]] std::map<std::string, std::string> tcpConnectionValues(const QString &database) const;
    /// The same as a URI, with the password. REQUIRES: listensOnTcp.
    [[nodiscard]] QString tcpUri(const QString &database) const;
    /// The password of `postgres` over TCP.
    [[nodiscard]] static std::string password() { return "sosie-test-password"; }
    [[nodiscard]] quint16 port() const { return m_cluster->port(); }
    /// The certificate's file, for sslrootcert. REQUIRES: hasTls.
    [[nodiscard]] QString certificateFile() const;

    [[nodiscard]] engine::sandbox::Cluster &cluster() { return *m_cluster; }
    [[nodiscard]] const engine::sandbox::Cluster &cluster() const { return *m_cluster; }

private:
    TestServer() = default;
    QString programPath(const QString &name) const;
    engine::Result<QByteArray> run(const QString &program, const QStringList &arguments, const QByteArray &input) const;
    QByteArray runOrFail(const QString &program, const QStringList &arguments, const QByteArray &input = {}) const;
    engine::Result<> makeCertificate() const;
    engine::Result<> openTcp(const TestServerOptions &options);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<engine::sandbox::Cluster> m_cluster;
};

/// A TCP port of 127.0.0.1 that nobody uses now.
[[nodiscard]] quint16 freePort();

} // namespace tests
