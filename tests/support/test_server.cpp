// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test_server.h"

#include "tests/support/result_check.h"
#include "tests/support/server_versions.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using engine::Result;
using engine::sandbox::Cluster;
using engine::sandbox::FolderLock;

namespace tests {
namespace {

constexpr int programTimeoutMs = 300'000;
const QString folderPrefix = u"sosie-test-"_s;

void fail(const QByteArray &message)
{
    QTest::qFail(message.constData(), __FILE__, __LINE__);
}

// Servers of test programs that were killed: their lock is free, though their folder is there.
void sweepAbandonedServers()
{
    constexpr int minimumAgeSeconds = 60;
    const QFileInfoList folders = QDir::temp().entryInfoList({folderPrefix + u'*'}, QDir::Dirs);
    for (const QFileInfo &folder : folders) {
        const QFileInfo lockFile(folder.filePath() + u"/sosie.lock"_s);
        if (!lockFile.exists() || lockFile.lastModified().secsTo(QDateTime::currentDateTime()) < minimumAgeSeconds)
            continue;
        if (FolderLock::tryTake(folder.filePath()))
            std::ignore = Cluster::removeFolder(folder.filePath());
    }
}

QString sqlName(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

Result<std::unique_ptr<TestServer>> TestServer::start(const TestServerOptions &options)
{
    sweepAbandonedServers();
    auto server = std::unique_ptr<TestServer>(new TestServer);
    server->m_folder = std::make_unique<QTemporaryDir>(QDir::temp().filePath(folderPrefix + u"XXXXXX"_s));

    engine::sandbox::ClusterOptions cluster;
    if (options.major != 0) {
        TRY_ASSIGN(cluster.programs, serverPrograms(options.major));
    }
    cluster.port = options.listensOnTcp ? freePort() : quint16(5432);
    cluster.settings = {u"fsync = off"_s, u"full_page_writes = off"_s, u"max_wal_senders = 4"_s};
    if (options.logsStatements)
        cluster.settings += {u"log_statement = 'all'"_s, u"log_line_prefix = '[%p] %a: '"_s};
    cluster.settings += options.settings;
    if (options.listensOnTcp) {
        cluster.hostRules = options.hostRules.isEmpty() ? QStringList{u"host all all 127.0.0.1/32 scram-sha-256"_s}
                                                        : options.hostRules;
    }
    TRY_ASSIGN(Cluster made, Cluster::create(server->m_folder->path(), cluster));
    server->m_cluster = std::make_unique<Cluster>(std::move(made));
    if (options.listensOnTcp)
        TRY(server->openTcp(options));
    return server;
}

TestServer::~TestServer()
{
    if (m_cluster)
        std::ignore = m_cluster->stop(Cluster::StopMode::Immediate);
}

Result<> TestServer::openTcp(const TestServerOptions &options)
{
    QString sql = u"ALTER ROLE postgres PASSWORD '%1';\nALTER SYSTEM SET listen_addresses = '127.0.0.1';\n"_s.arg(
        QString::fromStdString(password()));
    if (options.hasTls) {
        TRY(makeCertificate());
        sql += u"ALTER SYSTEM SET ssl = on;\n"_s;
    }
    TRY(tryPsql(u"postgres"_s, sql));
    TRY(m_cluster->stop(Cluster::StopMode::Fast));
    return m_cluster->start();
}

Result<> TestServer::makeCertificate() const
{
    const QString folder = m_cluster->dataFolder();
    auto made = m_cluster->user().run(u"openssl"_s,
                                      {u"req"_s, u"-new"_s, u"-x509"_s, u"-days"_s, u"30"_s, u"-nodes"_s, u"-newkey"_s,
                                       u"rsa:2048"_s, u"-subj"_s, u"/CN=localhost"_s, u"-addext"_s,
                                       u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s, u"-keyout"_s,
                                       folder + u"/server.key"_s, u"-out"_s, folder + u"/server.crt"_s},
                                      folder, std::chrono::seconds(30));
    TRY(made);
    return {};
}

void TestServer::createDatabase(const QString &name, const QString &templateName) const
{
    psql(u"postgres"_s, u"CREATE DATABASE %1 TEMPLATE %2"_s.arg(sqlName(name), sqlName(templateName)));
}

void TestServer::dropDatabase(const QString &name) const
{
    psql(u"postgres"_s, u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s.arg(sqlName(name)));
}

QByteArray TestServer::psql(const QString &database, const QString &sql) const
{
    auto output = tryPsql(database, sql);
    if (output)
        return *output;
    fail(toText(output.error()));
    return output.error().detail.toUtf8();
}

Result<QByteArray> TestServer::tryPsql(const QString &database, const QString &sql) const
{
    const QStringList arguments{
        u"-X"_s, u"-q"_s, u"-At"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-d"_s, connectionInfo(database), u"-f"_s, u"-"_s};
    TRY_ASSIGN(QByteArray output, run(programPath(u"psql"_s), arguments, sql.toUtf8()));
    if (output.endsWith('\n'))
        output.chop(1);
    return output;
}

QByteArray TestServer::psqlFile(const QString &database, const QString &path, const QStringList &variables) const
{
    QStringList arguments{u"-X"_s, u"-q"_s, u"-At"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-d"_s, connectionInfo(database),
                          u"-f"_s, path};
    for (const QString &variable : variables)
        arguments += {u"-v"_s, variable};
    return runOrFail(u"psql"_s, arguments);
}

QByteArray TestServer::pgDump(const QString &database, const QStringList &arguments) const
{
    return runOrFail(u"pg_dump"_s, QStringList{u"-d"_s, connectionInfo(database)} + arguments);
}

QStringList TestServer::schemaDump(const QString &database) const
{
    const QByteArray dump = pgDump(database, {u"--schema-only"_s, u"-N"_s, u"sosie_*"_s});
    static const QRegularExpression ignored(u"^(--|SET |SELECT pg_catalog\\.set_config|\\\\(un)?restrict )"_s);
    QStringList lines;
    const QStringList all = QString::fromUtf8(dump).split(u'\n', Qt::SkipEmptyParts);
    for (QString line : all) {
        // The last column of a table has no comma: where it stands must not matter once lines are sorted.
        if (line.endsWith(u','))
            line.chop(1);
        if (!ignored.match(line).hasMatch())
            lines += line;
    }
    lines.sort();
    return lines;
}

QByteArray TestServer::dataDigest(const QString &database, const QString &table) const
{
    return psql(database,
                u"SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")),"
                " 'empty') FROM %1 t"_s.arg(table));
}

QMap<QString, QByteArray> TestServer::dataDigests(const QString &database) const
{
    // One program for all tables: the first query writes a query per table, and psql runs those.
    const QByteArray lines
        = psql(database, u"SELECT format('SELECT %L || '' '' || count(*) || '' '' || coalesce(md5(string_agg(t::text,"
                         " E''\\n'' ORDER BY t::text COLLATE \"C\")), ''empty'') FROM %s t', c.oid::regclass,"
                         " c.oid::regclass) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                         " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition"
                         " AND n.nspname !~ '^(pg_|information_schema$|sosie_)' ORDER BY c.oid\\gexec"_s);
    QMap<QString, QByteArray> digests;
    for (const QByteArray &line : lines.split('\n')) {
        // The name may hold blanks, the two values after it do not.
        const qsizetype end = line.lastIndexOf(' ', line.lastIndexOf(' ') - 1);
        if (end > 0)
            digests.insert(QString::fromUtf8(line.left(end)), line.mid(end + 1));
    }
    return digests;
}

void TestServer::stopImmediately()
{
    if (const auto stopped = m_cluster->stop(Cluster::StopMode::Immediate); !stopped)
        fail(toText(stopped.error()));
}

void TestServer::startAgain()
{
    if (const auto started = m_cluster->start(); !started)
        fail(toText(started.error()));
}

QByteArray TestServer::log() const
{
    QFile file(m_cluster->logFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString TestServer::makeServerFolder(const QString &name) const
{
    const QString path = m_cluster->folder() + u'/' + name;
    if (const auto made = m_cluster->user().makePrivateFolder(path); !made)
        fail(toText(made.error()));
    return path;
}

std::map<std::string, std::string> TestServer::connectionValues(const QString &database) const
{
    return m_cluster->connectionValues(database.toStdString());
}

QString TestServer::connectionInfo(const QString &database) const
{
    return QString::fromStdString(m_cluster->connectionString(database.toStdString()));
}

std::map<std::string, std::string> TestServer::tcpConnectionValues(const QString &database) const
{
    auto values = connectionValues(database);
    values["host"] = "127.0.0.1";
    return values;
}

QString TestServer::tcpUri(const QString &database) const
{
    return u"postgresql://postgres:%1@127.0.0.1:%2/%3"_s.arg(QString::fromStdString(password()))
        .arg(port())
        .arg(database);
}

QString TestServer::certificateFile() const
{
    return m_cluster->dataFolder() + u"/server.crt"_s;
}

QString TestServer::programPath(const QString &name) const
{
    // The client of the server's own version; distributions that split the packages have it in PATH.
    const QString beside = m_cluster->programs().path(name);
    return QFileInfo(beside).isExecutable() ? beside : name;
}

Result<QByteArray> TestServer::run(const QString &program, const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PGCLIENTENCODING"_s, u"UTF8"_s);
    environment.remove(u"PGOPTIONS"_s);
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool finished = process.waitForFinished(programTimeoutMs);
    if (finished && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return process.readAllStandardOutput();
    const QByteArray messages = process.readAllStandardError();
    return engine::failure({.code = engine::ErrorCode::StatementFailed,
                            .subject = QFileInfo(program).fileName(),
                            .detail = messages.isEmpty() ? process.errorString() : QString::fromUtf8(messages)});
}

QByteArray TestServer::runOrFail(const QString &program, const QStringList &arguments, const QByteArray &input) const
{
    auto output = run(programPath(program), arguments, input);
    if (output)
        return *output;
    fail(toText(output.error()));
    return output.error().detail.toUtf8();
}

quint16 freePort()
{
    const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    // Port 0 asks the system for a free one.
    if (bind(probe, reinterpret_cast<const sockaddr *>(&address), length) != 0
        || getsockname(probe, reinterpret_cast<sockaddr *>(&address), &length) != 0)
        address.sin_port = 0;
    close(probe);
    return ntohs(address.sin_port);
}

} // namespace tests
