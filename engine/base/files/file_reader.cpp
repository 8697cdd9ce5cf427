// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/file_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

bool isSameTime(const struct timespec &a, const struct timespec &b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

Error changed(const QString &path, const QString &how)
{
    return {.code = ErrorCode::FileChanged, .subject = path, .detail = how};
}

} // namespace

FileReader::FileReader(QString path, Descriptor file, const struct stat &opened)
    : m_path(std::move(path))
    , m_file(std::move(file))
    , m_opened(opened)
{}

Result<std::unique_ptr<FileReader>> FileReader::open(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    // O_NONBLOCK: a pipe without a writer would hold us for ever.
    Descriptor file(::open(name.constData(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY));
    if (file.number() < 0)
        return failure(
            errno == ELOOP
                ? Error{.code = ErrorCode::FileUnreadable, .subject = path, .detail = u"a symbolic link, not a file"_s}
                : unreadable(path, errno));
    struct stat found = {};
    if (::fstat(file.number(), &found) != 0)
        return failure(unreadable(path, errno));
    if (!S_ISREG(found.st_mode))
        return failure({.code = ErrorCode::FileUnreadable, .subject = path, .detail = u"not a regular file"_s});
    return std::unique_ptr<FileReader>(new FileReader(path, std::move(file), found));
}

Result<> FileReader::checkBytes() const
{
    struct stat now = {};
    if (::fstat(m_file.number(), &now) != 0)
        return failure(unreadable(m_path, errno));
    if (now.st_size != m_opened.st_size)
        return failure(changed(m_path, u"%1 bytes became %2"_s.arg(m_opened.st_size).arg(now.st_size)));
    if (!isSameTime(now.st_mtim, m_opened.st_mtim))
        return failure(changed(m_path, u"it was written to"_s));
    return {};
}

Result<> FileReader::checkUnchanged() const
{
    TRY(checkBytes());
    struct stat named = {};
    if (::lstat(QFile::encodeName(m_path).constData(), &named) != 0 || named.st_ino != m_opened.st_ino
        || named.st_dev != m_opened.st_dev)
        return failure(changed(m_path, u"another file has its name"_s));
    return {};
}

Result<size_t> FileReader::readAt(qint64 offset, std::span<std::byte> into) const
{
    size_t filled = 0;
    while (filled < into.size()) {
        const ssize_t got = ::pread(m_file.number(), into.data() + filled, into.size() - filled,
                                    static_cast<off_t>(offset + static_cast<qint64>(filled)));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failure(unreadable(m_path, errno));
        if (got == 0)
            break;
        filled += static_cast<size_t>(got);
    }
    // After the bytes were read: a change before is in them.
    TRY(checkBytes());
    return filled;
}

Result<size_t> RangeReader::read(std::span<std::byte> into)
{
    const size_t wanted = std::min(into.size(), static_cast<size_t>(m_end - m_next));
    if (wanted == 0)
        return size_t{0};
    TRY_ASSIGN(const size_t got, m_reader.readAt(m_next, into.first(wanted)));
    if (got < wanted)
        return failure(
            {.code = ErrorCode::FileDamaged, .detail = u"it ends at %1"_s.arg(m_next + static_cast<qint64>(got))});
    m_next += static_cast<qint64>(got);
    return got;
}

} // namespace engine
