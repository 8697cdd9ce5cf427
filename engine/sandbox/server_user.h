// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <sys/types.h>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

class QProcess;

namespace engine::sandbox {

/// The user a private server runs as: the person who runs Sosie or, because PostgreSQL refuses root, `postgres`
/// (else `nobody`) when that is root. A value; POSIX only.
class ServerUser final
{
public:
    static ServerUser current();

    /// From now on what runs as this user is walled in, as far as this process may do that: no network (as root, in a
    /// network namespace of its own), no core files, and at most `memoryBytes` of address space for each process.
    void isolate(qint64 memoryBytes) { m_memoryBytes = memoryBytes; }

    /// True when children must change user, which only root can ask for.
    [[nodiscard]] bool isAnotherUser() const { return m_isAnotherUser; }
    [[nodiscard]] uid_t uid() const { return m_uid; }

    /// Makes `folder` (with its parents) a private folder of this user: mode 0700.
    /// Errors: FileUnwritable; also when it exists, is a link or belongs to somebody else.
    Result<> makePrivateFolder(const QString &folder) const;
    /// Gives one file or folder to this user.
    Result<> give(const QString &path) const;
    /// Whether this user can go through every folder above `path`.
    [[nodiscard]] bool canReach(const QString &path) const;

    /// Prepares `process` to run as this user, in `folder`, without any PG* variable and with messages in English.
    void prepare(QProcess &process, const QString &folder) const;
    /// Runs a program to its end and returns what it printed, errors included.
    /// Errors: SandboxUnavailable, with the program as subject and its output as detail; LocalDiskFull.
    Result<QByteArray> run(const QString &program, const QStringList &arguments, const QString &folder,
                           std::chrono::milliseconds timeout) const;

private:
    uid_t m_uid = 0;
    gid_t m_gid = 0;
    bool m_isAnotherUser = false;
    /// 0: no walls.
    qint64 m_memoryBytes = 0;
};

} // namespace engine::sandbox
