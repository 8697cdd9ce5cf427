// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/store/backup_records.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace engine::workspace {

/// What a backup says of itself, in its manifest, for who reads it.
struct BackupContents
{
    struct Table
    {
        QString name{};
        qint64 rows = 0;
        /// Before compression.
        qint64 bytes = 0;
    };
    struct Rule
    {
        QString column{};
        QString rule{};
    };
    struct LeftOut
    {
        QString what{};
        QString why{};
    };

    /// Of which server and database it is, whatever its name: as environments::Identity says.
    QString systemIdentifier{};
    qint64 databaseOid = 0;
    QString databaseName{};
    QString serverVersion{};
    QString sosieVersion{};
    QString encoding{};
    QDateTime snapshot{};
    /// "archive", "script".
    QString format{};
    bool isAnonymized = false;
    /// SHA-256 of the rules, where they were used.
    QString ruleSet{};
    QList<Rule> rules{};
    QList<Table> tables{};
    qint64 objects = 0;
    qint64 largeObjects = 0;
    QList<LeftOut> leftOut{};
    QStringList warnings{};
};

/// Reads the manifest beside the file, or the one inside an encrypted file, for which `password` is asked. Errors:
/// those of BackupFile::open(); FileUnreadable where there is none.
[[nodiscard]] Result<BackupContents> contentsOf(const store::BackupRecord &backup,
                                                const backups::PasswordSource &password);

} // namespace engine::workspace
