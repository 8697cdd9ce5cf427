// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <QFile>

#include <cerrno>
#include <utility>

namespace engine {

Descriptor::Descriptor(Descriptor &&other) noexcept
    : m_number(std::exchange(other.m_number, -1))
{}

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept
{
    if (this != &other) {
        close();
        m_number = std::exchange(other.m_number, -1);
    }
    return *this;
}

bool Descriptor::close()
{
    const int number = std::exchange(m_number, -1);
    return number < 0 || ::close(number) == 0;
}

Error unwritable(const QString &path, int number)
{
    return {.code = number == ENOSPC || number == EDQUOT ? ErrorCode::LocalDiskFull : ErrorCode::FileUnwritable,
            .subject = path,
            .detail = qt_error_string(number)};
}

Error unreadable(const QString &path, int number)
{
    return {.code = ErrorCode::FileUnreadable, .subject = path, .detail = qt_error_string(number)};
}

int flushFolder(const QString &folder)
{
    const Descriptor opened(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number() < 0)
        return errno == EACCES ? 0 : errno;
    if (::fsync(opened.number()) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EBADF)
        return 0;
    return errno;
}

} // namespace engine
