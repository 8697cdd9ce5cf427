// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/retry.h"
#include "engine/base/secret.h"
#include "engine/workspace/requests/prepared.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::workspace {

class Workspace;

/// What people ask of a backup, whichever face they ask.
struct BackupRequest
{
    enum class Type { Full, Manual };
    enum class Format { Archive, Script, CompressedScript };

    /// The name of an environment, or an address.
    QString source{};
    /// Full: everything; the choices below are for Manual.
    Type type = Type::Full;
    Format format = Format::Archive;
    /// A file, or a folder in which it gets a name; empty: Sosie's own folder.
    QString output{};
    /// Also without it where the settings say so of the environment: then the keychain is asked for its password first.
    bool encrypt = false;
    /// The password of the file.
    std::function<Result<Secret>(const QString &subject)> findPassword{};

    /// Replace personal data, so that the file can leave the company.
    bool anonymize = false;
    /// A rule file, which replaces those kept for the source.
    QString ruleFile{};
    /// Use no rules, not even those kept for the source: detection alone decides.
    bool withoutRules = false;
    /// Refuse columns about which neither rules nor detection can decide.
    bool strict = false;
    /// Why clear data of a production may lie where others can read it.
    QString rawReason{};

    /// Empty: all.
    std::vector<std::string> schemas{};
    /// Patterns of tables whose rows come, with those they refer to; empty: all.
    std::vector<std::string> tables{};
    std::vector<std::string> excludedTables{};
    bool structureOnly = false;
    bool dataOnly = false;
    QString note{};
    QStringList tags{};

    /// Of a script: take away first what it makes; without failing where that is not there; without owners; without
    /// grants.
    bool clean = false;
    bool ifExists = false;
    bool withoutOwners = false;
    bool withoutGrants = false;

    /// Of Sosie: written into the file.
    QString programVersion{};
    /// 0: chosen from the server's limits and this computer.
    int jobs = 0;
    int retries = RetryPolicy{}.retries;

    /// Something was chosen that a full backup has no place for.
    [[nodiscard]] bool isChoice() const
    {
        return !schemas.empty() || !tables.empty() || !excludedTables.empty() || structureOnly || dataOnly;
    }
};

/// May block: the keychain may be asked. Errors: FilePasswordMissing, for the environment, where its backups are
/// encrypted and there is nobody to ask; Usage for choices that exclude each other; EnvironmentUnknown; those of rule
/// files.
[[nodiscard]] Result<Prepared> prepare(const BackupRequest &request, const Workspace &workspace, std::stop_token stop);

} // namespace engine::workspace
