// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/pgbouncer.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <thread>

using namespace Qt::StringLiterals;

namespace tests {
namespace {

constexpr std::chrono::milliseconds startTimeout(10'000);

engine::Error unavailable(const QString &detail)
{
    return {.code = engine::ErrorCode::SandboxUnavailable, .subject = u"pgbouncer"_s, .detail = detail};
}

bool writeFile(const QString &path, const QStringList &lines)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(lines.join(u'\n').toUtf8() + '\n') > 0;
}

} // namespace

engine::Result<std::unique_ptr<PgBouncer>> PgBouncer::start(const TestServer &server, Mode mode,
                                                            const QStringList &settings)
{
    const QString program = QStandardPaths::findExecutable(u"pgbouncer"_s, qEnvironmentVariable("PATH").split(u':')
                                                                               + QStringList{u"/usr/sbin"_s});
    if (program.isEmpty())
        return engine::failure(unavailable(u"apt install pgbouncer"_s));

    auto pooler = std::unique_ptr<PgBouncer>(new PgBouncer);
    pooler->m_folder = std::make_unique<QTemporaryDir>();
    pooler->m_port = freePort();
    const QString folder = pooler->m_folder->path();
    const auto &user = server.cluster().user();
    TRY(user.makePrivateFolder(folder));

    QStringList lines{
        u"[databases]"_s,
        u"* = host=%1 port=%2"_s.arg(server.cluster().socketFolder()).arg(server.port()),
        u"[pgbouncer]"_s,
        u"listen_addr = 127.0.0.1"_s,
        u"listen_port = %1"_s.arg(pooler->m_port),
        u"unix_socket_dir = %1"_s.arg(folder),
        u"auth_type = trust"_s,
        u"auth_file = %1/users.txt"_s.arg(folder),
        u"pool_mode = %1"_s.arg(mode == Mode::Session ? u"session"_s : u"transaction"_s),
        u"default_pool_size = 20"_s,
        u"ignore_startup_parameters = extra_float_digits,options"_s,
    };
    if (!writeFile(folder + u"/pgbouncer.ini"_s, lines + settings)
        || !writeFile(folder + u"/users.txt"_s, {u"\"postgres\" \"\""_s}))
        return engine::failure(unavailable(folder));
    TRY(user.give(folder + u"/pgbouncer.ini"_s));
    TRY(user.give(folder + u"/users.txt"_s));

    pooler->m_process = std::make_unique<QProcess>();
    user.prepare(*pooler->m_process, folder);
    pooler->m_process->start(program, {folder + u"/pgbouncer.ini"_s}, QIODevice::ReadOnly);
    const auto end = std::chrono::steady_clock::now() + startTimeout;
    while (!QFile::exists(u"%1/.s.PGSQL.%2"_s.arg(folder).arg(pooler->m_port))) {
        const bool ended = pooler->m_process->waitForFinished(20);
        if (ended || std::chrono::steady_clock::now() > end)
            return engine::failure(unavailable(QString::fromUtf8(pooler->m_process->readAll())));
    }
    return pooler;
}

PgBouncer::~PgBouncer()
{
    if (!m_process)
        return;
    m_process->terminate();
    if (!m_process->waitForFinished(2000)) {
        m_process->kill();
        m_process->waitForFinished();
    }
}

QString PgBouncer::socketFolder() const
{
    return m_folder->path();
}

std::map<std::string, std::string> PgBouncer::connectionValues(const QString &database) const
{
    return {{"host", "127.0.0.1"},
            {"port", std::to_string(m_port)},
            {"user", "postgres"},
            {"dbname", database.toStdString()}};
}

QString PgBouncer::connectionInfo(const QString &database) const
{
    return u"host=127.0.0.1 port=%1 user=postgres dbname='%2'"_s.arg(m_port).arg(database);
}

} // namespace tests
