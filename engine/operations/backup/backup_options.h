// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/retry.h"
#include "engine/base/secret.h"
#include "engine/formats/manifest.h"
#include "engine/formats/script/entry_statements.h"
#include "engine/selection/row_choice.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace engine::anonymize {
class RuleSet;
class ProjectKey;
} // namespace engine::anonymize

namespace engine::operations {

/// What the file is.
enum class BackupFormat { Archive, Script, CompressedScript };

/// What the person chose; all of it has a default that is right for a full backup in clear.
struct BackupOptions
{
    formats::Manifest::Kind kind = formats::Manifest::Kind::Full;
    BackupFormat format = BackupFormat::Archive;
    /// A file, or a folder in which it gets a name; empty: Sosie's own folder.
    QString output{};
    /// Of a script.
    formats::ScriptChoice script{};

    bool encrypt = false;
    /// The password of the file; asked when it is about to be written.
    std::function<Result<Secret>(const QString &subject)> findPassword{};

    bool anonymize = false;
    /// Why clear data of a production may lie where others can read it; empty unless asked for.
    QString rawReason{};
    /// As for a clone (CloneOptions).
    std::shared_ptr<const anonymize::RuleSet> rules{};
    QList<Error> ruleMistakes{};
    QString rulesKeptFor{};
    std::shared_ptr<const anonymize::ProjectKey> key{};
    std::function<Result<anonymize::ProjectKey>()> findKey{};
    bool strict = false;

    /// Empty: every schema that is not the server's.
    std::vector<std::string> schemas{};
    selection::RowChoice rows{};
    bool structureOnly = false;
    bool dataOnly = false;
    QString note{};
    QStringList tags{};

    /// Parallel streams; 0: chosen from the server's limits and this computer.
    int jobs = 0;
    /// Only until the first row is read: two snapshots are never mixed.
    RetryPolicy retries{};
    /// Of Sosie: written into the file.
    QString sosieVersion{};

    /// The structure and the rows of all tables.
    [[nodiscard]] bool isWhole() const { return schemas.empty() && !rows.isChoice() && !structureOnly && !dataOnly; }
};

} // namespace engine::operations
