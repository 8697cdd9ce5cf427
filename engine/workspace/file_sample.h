// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/workspace/file_contents.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace engine::workspace {

/// Some rows of a table as a file has them.
struct FileSample
{
    QStringList columns{};
    /// Shortened where they are long; nothing: NULL.
    QList<QList<std::optional<QString>>> rows{};
};

/// The first rows of one of the tables of a file that was looked at; runs nothing. Of a script all that comes before
/// them is read. Errors: ObjectMissing where there are none; FormatUnsupported where they are INSERT statements; those
/// of reading the file; Cancelled. REQUIRES: contents.files.
[[nodiscard]] Result<FileSample> sampleOf(const FileContents &contents, const FileContents::Table &table, int most,
                                          const std::stop_token &stop);

} // namespace engine::workspace
