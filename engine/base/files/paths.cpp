// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/paths.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <cerrno>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxRuntimePath = 80;

QString &home()
{
    static QString folder = qEnvironmentVariable("SOSIE_HOME");
    return folder;
}

tl::unexpected<Error> systemFailure(const QString &path)
{
    const int number = errno;
    return failure({.code = number == ENOSPC || number == EDQUOT ? ErrorCode::LocalDiskFull : ErrorCode::FileUnwritable,
                    .subject = path,
                    .detail = qt_error_string(number)});
}

/// The folder of an XDG variable; the specification says to ignore a relative path.
QString xdgFolder(const char *variable, const QString &fallbackUnderHome)
{
    const QString value = qEnvironmentVariable(variable);
    if (QDir::isAbsolutePath(value))
        return QDir::cleanPath(value);
    return QDir::cleanPath(QDir::homePath() + u'/' + fallbackUnderHome);
}

Result<QString> folderFor(const QString &nameUnderHome, const char *variable, const QString &fallback)
{
    const QString path = home().isEmpty() ? QString(xdgFolder(variable, fallback) + u"/sosie"_s)
                                          : QDir::cleanPath(QDir(home()).absoluteFilePath(nameUnderHome));
    TRY(makePrivateFolder(path));
    return path;
}

/// Short enough for a socket wherever the home is: the home's name is in the hash, so that two homes never share it.
QString shortRuntimePath()
{
    const QString base = u"/tmp/sosie-%1"_s.arg(::getuid());
    if (home().isEmpty())
        return base;
    const QByteArray hash
        = QCryptographicHash::hash(QDir(home()).absolutePath().toUtf8(), QCryptographicHash::Sha256).toHex().first(12);
    return base + u'/' + QLatin1String(hash);
}

} // namespace

Result<> makePrivateFolder(const QString &path)
{
    const QByteArray bytes = QFile::encodeName(path);
    const QString parent = QDir::cleanPath(path + u"/.."_s);
    if (!QDir().exists(parent) && !QDir().mkpath(parent))
        return systemFailure(parent);
    if (::mkdir(bytes.constData(), 0700) != 0 && errno != EEXIST)
        return systemFailure(path);

    struct stat found = {};
    // lstat: a link that somebody else put there must not lead us elsewhere.
    if (::lstat(bytes.constData(), &found) != 0)
        return systemFailure(path);
    if (S_ISLNK(found.st_mode) && found.st_uid == ::getuid() && ::stat(bytes.constData(), &found) != 0)
        return systemFailure(path);
    if (!S_ISDIR(found.st_mode)) {
        errno = ENOTDIR;
        return systemFailure(path);
    }
    if (found.st_uid != ::getuid()) {
        errno = EPERM;
        return systemFailure(path);
    }
    if ((found.st_mode & 0777) != 0700 && ::chmod(bytes.constData(), 0700) != 0)
        return systemFailure(path);
    return {};
}

void setHome(const QString &folder)
{
    home() = QDir::cleanPath(QDir(folder).absolutePath());
}

QString homeFolder()
{
    return home().isEmpty() ? QString() : QDir(home()).absolutePath();
}

Result<QString> configFolder()
{
    return folderFor(u"config"_s, "XDG_CONFIG_HOME", u".config"_s);
}

Result<QString> stateFolder()
{
    return folderFor(u"state"_s, "XDG_STATE_HOME", u".local/state"_s);
}

Result<QString> dataFolder()
{
    return folderFor(u"data"_s, "XDG_DATA_HOME", u".local/share"_s);
}

Result<QString> cacheFolder()
{
    return folderFor(u"cache"_s, "XDG_CACHE_HOME", u".cache"_s);
}

Result<QString> runtimeFolder()
{
    const QString given = qEnvironmentVariable("XDG_RUNTIME_DIR");
    QString path = home().isEmpty() ? QString(given + u"/sosie"_s) : QString(QDir(home()).absolutePath() + u"/run"_s);
    const bool usable = !home().isEmpty() || (QDir::isAbsolutePath(given) && QDir(given).exists());
    if (usable && path.size() <= maxRuntimePath) {
        TRY(makePrivateFolder(path));
        return path;
    }
    path = shortRuntimePath();
    // Both levels: /tmp is everybody's, and who owns the first level owns what is below.
    TRY(makePrivateFolder(u"/tmp/sosie-%1"_s.arg(::getuid())));
    TRY(makePrivateFolder(path));
    return path;
}

} // namespace engine
