// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sandbox/server_programs.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace engine::sandbox {
namespace {

constexpr int oldestMajor = 13;
constexpr int programTimeoutMs = 10'000;

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(programTimeoutMs) || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput().trimmed();
}

// The folders that match `pattern` below `parent`, each followed by `/bin`.
QStringList versionedFolders(const QString &parent, const QString &pattern)
{
    QStringList folders;
    const QDir directory(parent);
    const QStringList names = directory.entryList({pattern}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names)
        folders += directory.filePath(name) + u"/bin"_s;
    return folders;
}

QStringList candidateFolders()
{
    QStringList folders;
    // A link in PATH (/usr/local/bin/pg_ctl) counts as the folder it points to: the server is found beside it.
    const QStringList path = qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts);
    for (const QString &entry : path) {
        const QString server = QFileInfo(entry + u"/pg_ctl"_s).canonicalFilePath();
        if (!server.isEmpty())
            folders += QFileInfo(server).path();
    }
    folders += versionedFolders(u"/usr/lib/postgresql"_s, u"*"_s);
    folders += versionedFolders(u"/usr"_s, u"pgsql-*"_s);
    folders += versionedFolders(u"/opt/homebrew/opt"_s, u"postgresql@*"_s);
    if (const QByteArray folder = outputOf(u"pg_config"_s, {u"--bindir"_s}); !folder.isEmpty())
        folders += QString::fromLocal8Bit(folder);
    folders.removeDuplicates();
    return folders;
}

// 0 when the folder does not hold a whole server.
int majorVersionIn(const QString &folder)
{
    for (const QString &program : {u"initdb"_s, u"pg_ctl"_s, u"postgres"_s}) {
        if (!QFileInfo(folder + u'/' + program).isExecutable())
            return 0;
    }
    static const QRegularExpression version(u"\\(PostgreSQL\\) (\\d+)"_s);
    const QString answer = QString::fromUtf8(outputOf(folder + u"/postgres"_s, {u"--version"_s}));
    return version.match(answer).captured(1).toInt();
}

} // namespace

Result<ServerPrograms> ServerPrograms::find(int major)
{
    const QStringList folders = candidateFolders();
    for (const QString &folder : folders) {
        if (majorVersionIn(folder) == major)
            return ServerPrograms{.folder = folder, .major = major};
    }
    return failure({.code = ErrorCode::SandboxUnavailable,
                    .subject = u"PostgreSQL %1"_s.arg(major),
                    .detail = u"apt install postgresql-%1"_s.arg(major)});
}

Result<ServerPrograms> ServerPrograms::find()
{
    ServerPrograms best;
    const QStringList folders = candidateFolders();
    for (const QString &folder : folders) {
        const int major = majorVersionIn(folder);
        if (major >= oldestMajor && major > best.major)
            best = {.folder = folder, .major = major};
    }
    if (best.major == 0) {
        return failure({.code = ErrorCode::SandboxUnavailable,
                        .subject = u"PostgreSQL"_s,
                        .detail = u"apt install postgresql-15"_s});
    }
    return best;
}

} // namespace engine::sandbox
