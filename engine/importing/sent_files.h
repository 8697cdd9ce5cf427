// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/formats/manifest.h"
#include "engine/formats/script/script_survey.h"
#include "engine/importing/script_load.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace engine::importing {

/// One file, or several that belong together, that hold the contents of one database.
///
/// What they are is decided by what is in them, never by their names. A value that holds no file open.
class SentFiles final
{
public:
    enum class Kind { Script };

    struct File
    {
        QString path{};
        qint64 bytes = 0;
        QDateTime changed{};
        formats::ScriptSurvey survey{};
    };

    /// Looks at all of them to their end, and runs nothing. Several are put in the order in which they are loaded:
    /// roles, structure, rows. Errors: FileUnreadable, FormatUnknown, FormatUnsupported, FileDamaged, FileTooLarge,
    /// FileChanged; Usage for files that do not belong together; Cancelled.
    static Result<SentFiles> open(const QStringList &paths, const std::stop_token &stop = {});

    [[nodiscard]] Kind kind() const { return Kind::Script; }
    /// For people: "shop.sql", "roles.sql + schema.sql + data.sql".
    [[nodiscard]] QString name() const;
    [[nodiscard]] const std::vector<File> &files() const { return m_files; }
    /// Beside the file, where one of Sosie lies there.
    [[nodiscard]] const std::optional<formats::Manifest> &manifest() const { return m_manifest; }
    /// When what they hold was so: as the manifest or the file says it; else when the file was written.
    [[nodiscard]] QDateTime made() const;
    /// Whether the data is known to hold nobody's own: what is not known counts as a production in clear.
    [[nodiscard]] bool countsAsProduction() const;

    /// Loads them into a private database below `parent`; see loadScripts().
    [[nodiscard]] Result<Loaded> load(const QString &parent, const LoadLimits &limits, const std::stop_token &stop,
                                      Progress &progress) const;

private:
    std::vector<File> m_files;
    std::optional<formats::Manifest> m_manifest;
};

} // namespace engine::importing
