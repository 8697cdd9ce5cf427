// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/partial_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView suffix = u".partial";
// Beyond it a file system may answer a write with fewer bytes or EINVAL.
constexpr size_t mostAtOnce = size_t{1} << 30;

Error exists(const QString &path)
{
    return {.code = ErrorCode::BackupExists, .subject = path};
}

/// Takes a lock of the whole file, which the system gives back when its process dies. A file system without locks
/// is no reason to fail: its leftovers stay, nothing else.
bool lock(int file, int how)
{
    int taken = 0;
    do
        taken = ::flock(file, how);
    while (taken != 0 && errno == EINTR);
    return taken == 0;
}

/// Whether the file that is open is still the one of that name.
bool isNamed(int file, const QByteArray &name)
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(file, &opened) == 0 && ::lstat(name.constData(), &named) == 0 && opened.st_ino == named.st_ino
           && opened.st_dev == named.st_dev;
}

bool removeLeftover(const QByteArray &name)
{
    struct stat found = {};
    const Descriptor file(::open(name.constData(), O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC));
    if (file.number() < 0 || ::fstat(file.number(), &found) != 0 || !S_ISREG(found.st_mode)
        || found.st_uid != ::getuid())
        return false;
    // Under the lock: who made it meanwhile sees that its name is gone and makes it again.
    return lock(file.number(), LOCK_EX | LOCK_NB) && isNamed(file.number(), name) && ::unlink(name.constData()) == 0;
}

Result<> makeFolder(const QString &folder)
{
    const QFileInfo there(folder);
    if (there.isDir())
        return {};
    const QString parent = there.absolutePath();
    if (parent != folder)
        TRY(makeFolder(parent));
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST)
        return failure(unwritable(folder, errno));
    return {};
}

bool isThere(const QByteArray &name)
{
    struct stat found = {};
    return ::lstat(name.constData(), &found) == 0;
}

/// Opens and locks a file that did not exist.
Result<Descriptor> openNew(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    for (int attempt = 0; attempt < 3; ++attempt) {
        Descriptor file(::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (file.number() >= 0) {
            // The umask may have taken bits away.
            if (::fchmod(file.number(), 0600) != 0 && errno != EPERM) {
                const int number = errno;
                ::unlink(name.constData());
                return failure(unwritable(path, number));
            }
            static_cast<void>(lock(file.number(), LOCK_EX));
            if (isNamed(file.number(), name))
                return file;
            continue;
        }
        if (errno != EEXIST)
            return failure(unwritable(path, errno));
        if (!removeLeftover(name) && isThere(name))
            return failure(exists(path));
    }
    return failure(exists(path));
}

/// Returns 0 or an errno. Never overwrites, also where the file system has neither of the two ways to say so.
int renameNew(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        return errno;
    if (::link(from.constData(), to.constData()) == 0)
        return ::unlink(from.constData()) == 0 ? 0 : errno;
    if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS)
        return errno;
    // As on exFAT: the name is taken first, by an empty file that only we can have made.
    const Descriptor taken(::open(to.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (taken.number() < 0)
        return errno;
    return ::rename(from.constData(), to.constData()) == 0 ? 0 : errno;
}

} // namespace

QString partialName(const QString &path)
{
    return path + suffix;
}

bool removeLeftoverOf(const QString &path)
{
    return removeLeftover(QFile::encodeName(partialName(path)));
}

QStringList removeLeftovers(const QString &folder)
{
    QStringList removed;
    const QDir there(folder);
    for (const QString &name : there.entryList({u"*"_s + suffix}, QDir::Files | QDir::Hidden | QDir::NoSymLinks)) {
        if (removeLeftover(QFile::encodeName(there.filePath(name))))
            removed.append(name);
    }
    return removed;
}

PartialFile::PartialFile(QString path, Descriptor file)
    : m_path(std::move(path))
    , m_file(std::move(file))
{}

PartialFile::~PartialFile()
{
    abort();
}

Result<std::unique_ptr<PartialFile>> PartialFile::create(const QString &path)
{
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    TRY(makeFolder(QFileInfo(absolute).absolutePath()));
    if (isThere(QFile::encodeName(absolute)))
        return failure(exists(absolute));
    TRY_ASSIGN(Descriptor file, openNew(partialName(absolute)));
    // The constructor is private.
    return std::unique_ptr<PartialFile>(new PartialFile(absolute, std::move(file)));
}

tl::unexpected<Error> PartialFile::fail(int number)
{
    abort();
    return failure(number == EEXIST ? exists(m_path) : unwritable(m_path, number));
}

Result<> PartialFile::put(qint64 offset, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t done
            = ::pwrite(m_file.number(), bytes.data(), std::min(bytes.size(), mostAtOnce), static_cast<off_t>(offset));
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return fail(errno);
        offset += done;
        bytes = bytes.subspan(static_cast<size_t>(done));
    }
    return {};
}

Result<> PartialFile::write(std::span<const std::byte> bytes)
{
    TRY(put(m_written, bytes));
    m_written += static_cast<qint64>(bytes.size());
    return {};
}

Result<> PartialFile::writeAt(qint64 offset, std::span<const std::byte> bytes)
{
    Q_ASSERT(offset >= 0 && offset + static_cast<qint64>(bytes.size()) <= m_written);
    return put(offset, bytes);
}

Result<> PartialFile::finish()
{
    const QByteArray partial = QFile::encodeName(partialName(m_path));
    const QByteArray name = QFile::encodeName(m_path);
    // A failed fsync is never tried again: the system may have dropped the pages and would then say all is well.
    if (::fsync(m_file.number()) != 0)
        return fail(errno);
    // Also when the folder was unmounted or replaced meanwhile: what has our name must be what we wrote.
    if (!isNamed(m_file.number(), partial))
        return fail(ENOENT);
    if (const int number = renameNew(partial, name); number != 0)
        return fail(number);
    if (const int number = flushFolder(QFileInfo(m_path).absolutePath()); number != 0) {
        ::unlink(name.constData());
        return fail(number);
    }
    if (!m_file.close()) {
        const int number = errno;
        ::unlink(name.constData());
        return fail(number);
    }
    return {};
}

void PartialFile::abort() noexcept
{
    if (m_file.number() < 0)
        return;
    const QByteArray partial = QFile::encodeName(partialName(m_path));
    if (isNamed(m_file.number(), partial))
        ::unlink(partial.constData());
    m_file.close();
}

} // namespace engine
