// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <QString>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace engine::environments {

/// What the process was started with that says how to reach a database: environment variables and the home folder.
/// A value, so that a test can bring its own.
struct Surroundings
{
    /// PG…, SOSIE_PASSWORD_… and SOSIE_BACKUP_… (passwords of encrypted backups) only.
    std::map<std::string, std::string> variables{};
    QString homeFolder{};
    /// The name of the person at the system, libpq's last default for `user`.
    std::string systemUser{};
    /// Where a system-wide pg_service.conf is when PGSYSCONFDIR does not say.
    QString systemFolder{};

    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const;

    /// Copies what the process has, then removes it from the process, so that libpq and children cannot read it behind
    /// our back. REQUIRES: called once, at the start, before there is a second thread.
    [[nodiscard]] static Surroundings takeFromProcess();
};

/// SOSIE_PASSWORD_BOUTIQUE_PROD for "boutique-prod".
[[nodiscard]] std::string passwordVariable(const QString &environmentName);

/// A file of one password: its first line. Refuses a plain file that others may read.
/// Errors: FileUnreadable with the reason; PasswordMissing when the first line is empty.
[[nodiscard]] Result<Secret> readPasswordFile(const QString &path);

} // namespace engine::environments
