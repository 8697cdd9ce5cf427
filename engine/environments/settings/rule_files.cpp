// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/settings/rule_files.h"

#include "engine/base/files/atomic_file.h"
#include "engine/base/files/paths.h"

#include <QCryptographicHash>
#include <QFile>
#include <QLockFile>
#include <QUrl>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileBytes = qint64{16} * 1024 * 1024;
constexpr int lockTimeoutMilliseconds = 10'000;
// A name of 63 letters that must all be written as bytes is longer than a file name may be.
constexpr qsizetype longestPlainName = 120;

QString fileNameOf(const QString &environment)
{
    const QByteArray plain = QUrl::toPercentEncoding(environment);
    if (plain.size() <= longestPlainName)
        return QString::fromLatin1(plain) + u".toml"_s;
    const QByteArray digest = QCryptographicHash::hash(environment.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(plain.first(longestPlainName / 2) + '-' + digest.first(32)) + u".toml"_s;
}

} // namespace

RuleFiles::RuleFiles(const QString &configFolder)
    : m_folder(configFolder + u"/rules"_s)
{}

QString RuleFiles::pathFor(const QString &environment) const
{
    return m_folder + u'/' + fileNameOf(environment);
}

Result<RuleFiles::Bytes> RuleFiles::read(const QString &environment) const
{
    const QString path = pathFor(environment);
    if (!QFile::exists(path))
        return Bytes();
    TRY_ASSIGN(QByteArray bytes, readWholeFile(path, maxFileBytes));
    return Bytes(std::move(bytes));
}

Result<> RuleFiles::change(const QString &environment, const std::function<Result<Bytes>(const Bytes &)> &edit) const
{
    TRY(makePrivateFolder(m_folder));
    const QString path = pathFor(environment);
    // Read, change and write under one lock: of two programs that change the rules at once, one must hear of the other.
    QLockFile lock(m_folder + u"/rules.lock"_s);
    if (!lock.tryLock(lockTimeoutMilliseconds))
        return failure(
            {.code = ErrorCode::FileUnwritable, .subject = path, .detail = u"another Sosie is changing it"_s});
    TRY_ASSIGN(const Bytes before, read(environment));
    TRY_ASSIGN(const Bytes after, edit(before));
    if (after)
        return writeFileAtomically(path, *after);
    if (before && !QFile::remove(path))
        return failure({.code = ErrorCode::FileUnwritable, .subject = path, .detail = u"cannot be removed"_s});
    return {};
}

Result<> RuleFiles::copy(const QString &from, const QString &to) const
{
    TRY_ASSIGN(const Bytes bytes, read(from));
    if (!bytes)
        return {};
    return change(to, [&bytes](const Bytes &) -> Result<Bytes> { return bytes; });
}

Result<> RuleFiles::setAside(const QString &environment) const
{
    const QString path = pathFor(environment);
    TRY_ASSIGN(const Bytes bytes, read(environment));
    if (!bytes)
        return {};
    TRY(writeFileAtomically(path + u".removed"_s, *bytes));
    return change(environment, [](const Bytes &) -> Result<Bytes> { return Bytes(); });
}

} // namespace engine::environments
