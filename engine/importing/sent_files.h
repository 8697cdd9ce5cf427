// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_list.h"
#include "engine/base/progress.h"
#include "engine/formats/manifest.h"
#include "engine/formats/script/script_survey.h"
#include "engine/importing/sent_bytes.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace engine::importing {

/// One file, or several that belong together, that hold the contents of one database.
///
/// What they are is decided by what is in them, never by their names. Whatever says what a file should be (a manifest,
/// the history) is held against it before anything of it is read. Keeps its files open: what was looked at is what is
/// loaded.
class SentFiles final
{
public:
    enum class Kind { Script, Archive };

    struct File
    {
        QString path{};
        qint64 bytes = 0;
        QDateTime changed{};
        /// Of an archive what its table of contents says.
        formats::ScriptSurvey survey{};
        SentBytes content{};
    };

    /// Looks at all of them to their end, and runs nothing. Several are put in the order in which they are loaded:
    /// roles, structure, rows. Errors: FileUnreadable, FormatUnknown, FormatUnsupported, FileDamaged, FileTooLarge,
    /// FileChanged; Usage for files that do not belong together; those of BackupFile and openBytes(); Cancelled.
    static Result<SentFiles> open(const QList<backups::NamedFile> &files, const UnwrapOptions &options,
                                  const std::stop_token &stop = {});

    [[nodiscard]] Kind kind() const { return m_files.front().content.isScript() ? Kind::Script : Kind::Archive; }
    /// For people: "shop.sql", "roles.sql + schema.sql + data.sql".
    [[nodiscard]] QString name() const;
    [[nodiscard]] const std::vector<File> &files() const { return m_files; }
    /// Beside the file, where one of Sosie lies there.
    [[nodiscard]] const std::optional<formats::Manifest> &manifest() const { return m_manifest; }
    /// When what they hold was so: as the manifest or the file says it; else when the file was written.
    [[nodiscard]] QDateTime made() const;
    /// Nobody wrote to the files since they were looked at. Errors: FileChanged.
    [[nodiscard]] Result<> checkUnchanged() const;
    /// Whether the data is known to hold nobody's own: what is not known counts as a production in clear.
    [[nodiscard]] bool countsAsProduction() const;

    /// Reads the data of archives of which no more than `most` bytes are on the disk to their end, expanded, and counts
    /// their rows. Gives back whether all were read. Errors: FileDamaged, those of reading; Cancelled.
    Result<bool> checkData(qint64 most, const std::stop_token &stop);

    /// Loads them into a private database below `parent`; see loadBytes().
    [[nodiscard]] Result<Loaded> load(const QString &parent, const LoadLimits &limits, const std::stop_token &stop,
                                      Progress &progress) const;

private:
    std::vector<File> m_files;
    std::optional<formats::Manifest> m_manifest;
};

} // namespace engine::importing
