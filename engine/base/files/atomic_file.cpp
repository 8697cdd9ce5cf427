// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/atomic_file.h"

#include "engine/base/files/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

/// Returns 0 or an errno.
int writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(file, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes = bytes.sliced(written);
    }
    return 0;
}

/// Returns 0 or an errno.
int writeNewFile(const QByteArray &name, QByteArrayView bytes, mode_t mode)
{
    Descriptor file(::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    if (file.number() < 0)
        return errno;
    // The umask may have taken bits away.
    if (::fchmod(file.number(), mode) != 0)
        return errno;
    if (const int number = writeAll(file.number(), bytes); number != 0)
        return number;
    if (::fsync(file.number()) != 0)
        return errno;
    return file.close() ? 0 : errno;
}

} // namespace

Result<> writeFileAtomically(const QString &path, QByteArrayView bytes, mode_t mode)
{
    const QString folder = QFileInfo(path).absolutePath();
    const QString beside = u"%1/.%2.%3.part"_s.arg(folder, QFileInfo(path).fileName(),
                                                   QString::number(QRandomGenerator::system()->generate64(), 36));
    const QByteArray temporary = QFile::encodeName(beside);
    if (const int number = writeNewFile(temporary, bytes, mode); number != 0) {
        // EEXIST: not ours, however unlikely.
        if (number != EEXIST)
            ::unlink(temporary.constData());
        return failure(unwritable(path, number));
    }
    if (::rename(temporary.constData(), QFile::encodeName(path).constData()) != 0) {
        const int number = errno;
        ::unlink(temporary.constData());
        return failure(unwritable(path, number));
    }
    // The file is in place: a file system that cannot flush a folder is not a reason to fail.
    static_cast<void>(flushFolder(folder));
    return {};
}

Result<QByteArray> readWholeFile(const QString &path, qint64 maxBytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure({.code = ErrorCode::FileUnreadable, .subject = path, .detail = file.errorString()});
    QByteArray bytes = file.read(maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return failure({.code = ErrorCode::FileUnreadable, .subject = path, .detail = file.errorString()});
    if (bytes.size() > maxBytes)
        return failure(
            {.code = ErrorCode::FileUnreadable, .subject = path, .detail = u"larger than %1 bytes"_s.arg(maxBytes)});
    return bytes;
}

} // namespace engine
