// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/environment.h"
#include "engine/environments/settings/backup_settings.h"
#include "engine/environments/settings/rule_files.h"

#include <QList>
#include <QString>

#include <functional>

namespace engine::environments {

/// The file `environments.toml` in the folder of settings: what the person said about each environment, no password.
///
/// Every call reads the file again, so that two programs see each other's changes; every change is made under a lock
/// file and written beside the old file, which it then replaces (readable by this user alone). The copy before the last
/// change stays as `environments.toml.bak`. Any thread. Environments of the sandbox are not in the file: whoever
/// shows a list adds them.
class EnvironmentStore final
{
public:
    explicit EnvironmentStore(QString configFolder);

    /// In the order in which they were added; empty when there is no file.
    /// Errors: SettingsInvalid with line and column; FileUnreadable.
    [[nodiscard]] Result<QList<Environment>> list() const;
    /// Errors: EnvironmentUnknown, with the names there are as detail; those of list().
    [[nodiscard]] Result<Environment> find(const QString &name) const;

    /// Errors: EnvironmentExists (also when the names differ only in upper and lower case), EnvironmentInvalid,
    /// those of list(), FileUnwritable, LocalDiskFull.
    Result<> add(const Environment &environment) const;
    /// Replaces the environment called `name`; `changed` may have another name: its rules go with it.
    Result<> edit(const QString &name, const Environment &changed) const;
    /// Its rules are set aside (RuleFiles): they are not those of the next environment of that name.
    Result<> remove(const QString &name) const;

    /// Puts the copy before the last change back where a damaged file is, and keeps the damaged one beside it.
    /// Returns where the damaged one is now. Errors: FileUnreadable when there is no good copy.
    Result<QString> restorePreviousCopy() const;

    [[nodiscard]] QString filePath() const;
    /// The rules of each environment, demo environments included.
    [[nodiscard]] const RuleFiles &ruleFiles() const { return m_ruleFiles; }

private:
    Result<> change(const std::function<Result<>(QList<Environment> &)> &edit) const;

    QString m_folder;
    RuleFiles m_ruleFiles;
    BackupSettings m_backupSettings;
};

/// 1 to 63 characters, none of them a control character, not the name of a demo environment, nothing that a command
/// line would read as an option or an address, no space at either end. Errors: EnvironmentInvalid.
Result<> checkName(const QString &name);

/// checkName(), and a connection that names where the database is and holds no password.
Result<> checkEnvironment(const Environment &environment);

} // namespace engine::environments
