// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>
#include <QStringList>

namespace engine::environments {

/// The file `backups.toml` in the folder of settings: whose backups are encrypted, by name. Every call reads it again;
/// every change is made under a lock file and replaces the file as a whole. Any thread. No password is in it.
class BackupSettings final
{
public:
    explicit BackupSettings(QString configFolder);

    /// Empty when there is no file. Errors: SettingsInvalid with line and column; FileUnreadable.
    [[nodiscard]] Result<QStringList> encrypted() const;
    [[nodiscard]] Result<bool> encrypts(const QString &environment) const;
    /// Errors: those of encrypted(), FileUnwritable, LocalDiskFull.
    Result<> setEncrypts(const QString &environment, bool encrypts) const;
    /// What holds of `from` holds of `to` as well: nothing is backed up in clear because it is called otherwise now.
    Result<> copy(const QString &from, const QString &to) const;

    [[nodiscard]] QString filePath() const;

private:
    QString m_folder;
};

} // namespace engine::environments
