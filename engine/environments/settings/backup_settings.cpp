// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/settings/backup_settings.h"

#include "engine/base/files/atomic_file.h"
#include "engine/base/files/paths.h"
#include "engine/environments/settings/settings_text.h"

#include <QFile>
#include <QLockFile>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

constexpr auto fileName = "backups.toml"_L1;
constexpr qint64 maxFileBytes = qint64{1024} * 1024;
constexpr int lockTimeoutMilliseconds = 10'000;

} // namespace

BackupSettings::BackupSettings(QString configFolder)
    : m_folder(std::move(configFolder))
{}

QString BackupSettings::filePath() const
{
    return m_folder + u'/' + fileName;
}

Result<QStringList> BackupSettings::encrypted() const
{
    const QString path = filePath();
    QStringList names;
    if (!QFile::exists(path))
        return names;
    TRY_ASSIGN(const QByteArray bytes, readWholeFile(path, maxFileBytes));
    TRY_ASSIGN(const toml::table root, parseSettings(bytes, path));
    for (const auto &[key, node] : root) {
        if (key.str() == "version")
            continue;
        const toml::array *list = node.as_array();
        if (key.str() != "encrypted" || list == nullptr)
            return mistakeIn(path, node.source(), u"unknown key, or no list: %1"_s.arg(text(key.str())));
        for (const toml::node &element : *list) {
            const auto name = element.value_exact<std::string>();
            if (!name)
                return mistakeIn(path, element.source(), u"a name must be a text"_s);
            names.append(text(*name));
        }
    }
    return names;
}

Result<bool> BackupSettings::encrypts(const QString &environment) const
{
    TRY_ASSIGN(const QStringList names, encrypted());
    return names.contains(environment);
}

Result<> BackupSettings::setEncrypts(const QString &environment, bool encrypts) const
{
    TRY(makePrivateFolder(m_folder));
    // Read, change and write under one lock: two programs that change it at once must both be heard.
    QLockFile lock(m_folder + u"/backups.lock"_s);
    if (!lock.tryLock(lockTimeoutMilliseconds))
        return failure(
            {.code = ErrorCode::FileUnwritable, .subject = filePath(), .detail = u"another Sosie is changing it"_s});
    TRY_ASSIGN(QStringList names, encrypted());
    if (names.contains(environment) == encrypts)
        return {};
    names.removeAll(environment);
    if (encrypts)
        names.append(environment);
    std::string file = "# Whose backups Sosie encrypts. Their passwords are in the keychain, or nowhere.\nversion = 1\n"
                       "encrypted = [";
    for (qsizetype i = 0; i < names.size(); ++i)
        file += (i == 0 ? "" : ", ") + tomlText(names.at(i).toStdString());
    file += "]\n";
    return writeFileAtomically(filePath(), QByteArrayView(file.data(), static_cast<qsizetype>(file.size())));
}

Result<> BackupSettings::copy(const QString &from, const QString &to) const
{
    TRY_ASSIGN(const bool isEncrypted, encrypts(from));
    return isEncrypted ? setEncrypts(to, true) : Result<>();
}

} // namespace engine::environments
