// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sandbox/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDateTime>
#include <QFile>

#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

using namespace Qt::StringLiterals;

namespace engine::sandbox {
namespace {

QString lockFile(const QString &folder)
{
    return folder + u"/sosie.lock"_s;
}

int openLockFile(const QString &folder)
{
    return open(QFile::encodeName(lockFile(folder)).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
                S_IRUSR | S_IWUSR);
}

void writeHolder(int file)
{
    const QByteArray holder = QByteArray::number(static_cast<qint64>(getpid())) + ' '
                              + QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1() + '\n';
    // For people only: a lock without its text is still a lock.
    if (ftruncate(file, 0) == 0)
        std::ignore = pwrite(file, holder.constData(), static_cast<size_t>(holder.size()), 0);
}

QString holderOf(const QString &folder)
{
    QFile file(lockFile(folder));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll().trimmed()) : QString();
}

bool isStillThere(int file, const QString &folder)
{
    struct stat held = {};
    struct stat named = {};
    return fstat(file, &held) == 0 && stat(QFile::encodeName(lockFile(folder)).constData(), &named) == 0
           && held.st_ino == named.st_ino;
}

} // namespace

Result<FolderLock> FolderLock::take(const QString &folder, std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds pause(50);
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
        FolderLock lock(openLockFile(folder));
        if (lock.m_file < 0) {
            return failure({.code = ErrorCode::FileUnwritable,
                            .subject = lockFile(folder),
                            .detail = text(std::generic_category().message(errno))});
        }
        // Whoever held it may have removed the folder meanwhile: a lock on a deleted file protects nothing.
        if (flock(lock.m_file, LOCK_EX | LOCK_NB) == 0 && isStillThere(lock.m_file, folder)) {
            writeHolder(lock.m_file);
            return lock;
        }
        if (std::chrono::steady_clock::now() >= end)
            return failure({.code = ErrorCode::TargetBusy, .subject = folder, .detail = holderOf(folder)});
        std::this_thread::sleep_for(pause);
    }
}

std::optional<FolderLock> FolderLock::tryTake(const QString &folder)
{
    auto lock = take(folder, std::chrono::milliseconds(0));
    if (!lock)
        return std::nullopt;
    return std::move(*lock);
}

FolderLock::FolderLock(FolderLock &&other) noexcept
    : m_file(std::exchange(other.m_file, -1))
{}

FolderLock &FolderLock::operator=(FolderLock &&other) noexcept
{
    std::swap(m_file, other.m_file);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_file >= 0)
        close(m_file);
}

} // namespace engine::sandbox
