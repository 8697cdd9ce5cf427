// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/container/password_change.h"

#include "engine/base/files/descriptor.h"
#include "engine/base/files/file_reader.h"
#include "engine/formats/container/container_keys.h"
#include "engine/formats/container/container_reader.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <QFile>

#include <cerrno>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

/// Returns 0 or an errno.
int writeLasting(int file, qint64 offset, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t done = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return errno;
        offset += done;
        bytes = bytes.subspan(static_cast<size_t>(done));
    }
    return ::fsync(file) == 0 ? 0 : errno;
}

} // namespace

Result<> changePassword(const RandomReader &container, const Secret &oldPassword, const Secret &newPassword,
                        const KeyDerivation &derivation, const QString &subject, const HeaderWrite &write)
{
    TRY_ASSIGN(const Header header, readHeader(container, subject));
    TRY_ASSIGN(const OpenedHeader opened, openHeader(header, oldPassword, subject));
    TRY_ASSIGN(const KeySlot slot, makeSlot(header.file, opened.fileKey, newPassword, derivation, subject));

    const auto offsetOf = [](int number) { return slotOffset + number * blockBytes; };
    const Bytes nothing(blockBytes);
    TRY(write(markerOffset, markerBlock()));
    TRY(write(offsetOf(1 - opened.slot), slot.block(header.file)));
    TRY(write(offsetOf(opened.slot), nothing));
    return write(markerOffset, nothing);
}

Result<> changePassword(const QString &path, const Secret &oldPassword, const Secret &newPassword)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC));
    if (file.number() < 0)
        return failure(unwritable(path, errno));
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return failure(unwritable(path, errno));
    TRY_ASSIGN(const auto reader, FileReader::open(path));
    const auto write = [&](qint64 offset, std::span<const std::byte> bytes) -> Result<> {
        const int number = writeLasting(file.number(), offset, bytes);
        return number == 0 ? Result<>() : failure(unwritable(path, number));
    };
    return changePassword(*reader, oldPassword, newPassword, {}, path, write);
}

} // namespace engine::formats
