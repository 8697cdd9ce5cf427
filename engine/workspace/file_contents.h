// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace engine::importing {
class SentFiles;
}

namespace engine::workspace {

class Workspace;

/// What files hold that somebody sent, for who looks at them before anything is done with them.
struct FileContents
{
    struct Objects
    {
        /// "TABLE", as the file says.
        QString kind{};
        qint64 count = 0;
    };
    struct Table
    {
        /// Empty where the file does not say it.
        QString schema{};
        /// Without its schema.
        QString table{};
        /// As it is shown: "shop.orders".
        QString name{};
        qint64 rows = 0;
        qint64 bytes = 0;
        /// INSERT statements were counted: one may have several rows.
        bool isAtLeast = false;
    };
    struct Risk
    {
        Sentence what{};
        /// Of a script; empty where lines are not known.
        QList<qint64> lines{};
    };

    /// "roles.sql + shop.sql".
    QString name{};
    bool isScript = false;
    qint64 bytes = 0;
    QDateTime made{};
    /// As the file says; empty where it does not.
    QString database{};
    QString serverVersion{};
    QString writerVersion{};
    /// Nothing says that it holds nobody's data.
    bool countsAsProduction = true;
    QList<Objects> objects{};
    QList<Table> tables{};
    QList<Risk> risks{};
    /// One of them, at least, is encrypted.
    bool isEncrypted = false;
    /// The files themselves, open: what was looked at is what is restored. Null in what was not looked at here.
    std::shared_ptr<const importing::SentFiles> files{};
};

[[nodiscard]] FileContents contentsOf(const importing::SentFiles &files);

/// Reads the files (or backups of the history, by their numbers) to their end, and runs nothing of them. May take as
/// long as that; any thread. Errors: those of importing::SentFiles::open(); BackupUnknown. `password` is asked for
/// encrypted ones only.
[[nodiscard]] Result<FileContents> lookInto(const QStringList &files, const Workspace &workspace,
                                            const backups::PasswordSource &password, const std::stop_token &stop);

} // namespace engine::workspace
