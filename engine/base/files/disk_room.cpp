// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/disk_room.h"

#include "engine/base/files/descriptor.h"

#include <linux/magic.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <cerrno>
#include <limits>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

// A disk that is full to the last byte stops everybody else on the computer.
constexpr qint64 leftOver = qint64{16} << 20;
constexpr qint64 mostOnFat = (qint64{4} << 30) - 1;

/// The folder itself or what is there of the way to it.
QByteArray nearestFolder(const QString &folder)
{
    QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    while (!QFileInfo::exists(path) && path.size() > 1)
        path = QFileInfo(path).absolutePath();
    return QFile::encodeName(path);
}

QString size(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes);
}

} // namespace

Result<qint64> roomIn(const QString &folder)
{
    struct statvfs found = {};
    if (::statvfs(nearestFolder(folder).constData(), &found) != 0)
        return failure(unwritable(folder, errno));
    const auto most = static_cast<unsigned long>(std::numeric_limits<qint64>::max());
    const unsigned long unit = std::max<unsigned long>(found.f_frsize, 1);
    return static_cast<qint64>(std::min<unsigned long>(found.f_bavail, most / unit) * unit);
}

Result<> requireRoom(const QString &folder, qint64 bytes)
{
    struct statfs found = {};
    if (bytes > mostOnFat && ::statfs(nearestFolder(folder).constData(), &found) == 0
        && found.f_type == MSDOS_SUPER_MAGIC)
        return failure(unwritable(folder, EFBIG));
    TRY_ASSIGN(const qint64 room, roomIn(folder));
    if (room - leftOver < bytes)
        return failure({.code = ErrorCode::LocalDiskFull,
                        .subject = folder,
                        .detail = u"%1 needed, %2 free"_s.arg(size(bytes), size(room))});
    return {};
}

} // namespace engine
