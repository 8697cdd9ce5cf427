// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/private_place.h"

#include <QByteArray>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <array>

namespace engine {

namespace {

/// Where rights of a file mean nothing, or are another computer's.
bool keepsNoSecrets(const QByteArray &fileSystem)
{
    constexpr std::array open{"vfat", "msdos", "exfat", "ntfs", "ntfs3", "nfs",  "nfs4",
                              "cifs", "smb3",  "smbfs", "9p",   "afs",   "ceph", "glusterfs"};
    return fileSystem.startsWith("fuse")
           || std::any_of(open.begin(), open.end(), [&](const char *name) { return fileSystem == name; });
}

} // namespace

bool keepsSecrets(const QString &folder)
{
    QDir existing(folder);
    while (!existing.exists() && !existing.isRoot())
        existing.setPath(QFileInfo(existing.absolutePath()).absolutePath());
    return !keepsNoSecrets(QStorageInfo(existing).fileSystemType());
}

} // namespace engine
