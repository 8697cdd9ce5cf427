// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sandbox/server_user.h"

#include <grp.h>
#include <pwd.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>

#include <cerrno>
#include <system_error>
#include <tuple>

using namespace Qt::StringLiterals;

namespace engine::sandbox {
namespace {

Error fileError(const QString &path, int error)
{
    return {.code = error == ENOSPC ? ErrorCode::LocalDiskFull : ErrorCode::FileUnwritable,
            .subject = path,
            .detail = text(std::generic_category().message(error))};
}

/// Safe between fork and exec. Who may not have a network namespace goes on without: a second wall, not the first.
void wallIn(qint64 memoryBytes)
{
    std::ignore = unshare(CLONE_NEWNET);
    const rlimit memory{static_cast<rlim_t>(memoryBytes), static_cast<rlim_t>(memoryBytes)};
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_AS, &memory) != 0 || setrlimit(RLIMIT_CORE, &none) != 0)
        _exit(127);
}

} // namespace

ServerUser ServerUser::current()
{
    ServerUser user;
    user.m_uid = geteuid();
    user.m_gid = getegid();
    if (user.m_uid != 0)
        return user;
    for (const char *name : {"postgres", "nobody"}) {
        if (const passwd *entry = getpwnam(name); entry != nullptr) {
            user.m_uid = entry->pw_uid;
            user.m_gid = entry->pw_gid;
            user.m_isAnotherUser = true;
            break;
        }
    }
    return user;
}

Result<> ServerUser::makePrivateFolder(const QString &folder) const
{
    if (!QDir().mkpath(QFileInfo(folder).path()))
        return failure(fileError(QFileInfo(folder).path(), errno));
    const QByteArray path = QFile::encodeName(folder);
    if (mkdir(path.constData(), S_IRWXU) != 0 && errno != EEXIST)
        return failure(fileError(folder, errno));
    // Looked at without following links: in a folder open to all, somebody else may have come first.
    struct stat status = {};
    if (lstat(path.constData(), &status) != 0)
        return failure(fileError(folder, errno));
    if (!S_ISDIR(status.st_mode))
        return failure(fileError(folder, ENOTDIR));
    if (status.st_uid != m_uid && status.st_uid != geteuid())
        return failure(fileError(folder, EPERM));
    TRY(give(folder));
    if (chmod(path.constData(), S_IRWXU) != 0)
        return failure(fileError(folder, errno));
    return {};
}

Result<> ServerUser::give(const QString &path) const
{
    if (m_isAnotherUser && lchown(QFile::encodeName(path).constData(), m_uid, m_gid) != 0)
        return failure(fileError(path, errno));
    return {};
}

bool ServerUser::canReach(const QString &path) const
{
    if (!m_isAnotherUser)
        return true;
    QString folder = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    while (folder != u"/"_s) {
        folder = QFileInfo(folder).path();
        struct stat status = {};
        if (stat(QFile::encodeName(folder).constData(), &status) != 0)
            continue; // not there yet: it will be made by us, open to its owner
        const mode_t needed = status.st_uid == m_uid ? S_IXUSR : status.st_gid == m_gid ? S_IXGRP : S_IXOTH;
        if ((status.st_mode & needed) == 0)
            return false;
    }
    return true;
}

void ServerUser::prepare(QProcess &process, const QString &folder) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(u"PG"_s) || name.startsWith(u"LC_"_s) || name == u"LANGUAGE"_s)
            environment.remove(name);
    }
    environment.insert(u"LC_ALL"_s, u"C"_s);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setProcessChannelMode(QProcess::MergedChannels);
    if (!m_isAnotherUser && m_memoryBytes == 0)
        return;
    // Between fork and exec: only calls that are safe there. The order matters: what needs root first, then groups,
    // the user last.
    process.setChildProcessModifier([uid = m_uid, gid = m_gid, isAnother = m_isAnotherUser, memory = m_memoryBytes] {
        if (memory > 0)
            wallIn(memory);
        if (isAnother && (setgroups(1, &gid) != 0 || setgid(gid) != 0 || setuid(uid) != 0))
            _exit(127);
    });
}

Result<QByteArray> ServerUser::run(const QString &program, const QStringList &arguments, const QString &folder,
                                   std::chrono::milliseconds timeout) const
{
    QProcess process;
    prepare(process, folder);
    process.start(program, arguments, QIODevice::ReadOnly);
    const bool finished = process.waitForFinished(static_cast<int>(timeout.count()));
    const QByteArray output = process.readAll();
    if (finished && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return output;
    const QString detail = output.trimmed().isEmpty() ? process.errorString() : QString::fromUtf8(output.trimmed());
    return failure(
        {.code = output.contains("No space left on device") ? ErrorCode::LocalDiskFull : ErrorCode::SandboxUnavailable,
         .subject = QFileInfo(program).fileName(),
         .detail = detail});
}

} // namespace engine::sandbox
