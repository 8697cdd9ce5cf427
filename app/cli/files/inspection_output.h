// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "engine/columns/column_preview.h"
#include "engine/importing/sent_files.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace app::cli {

/// What was found out about a file.
struct Inspection
{
    engine::importing::SentFiles files;
    /// All data of an archive were read, and nothing is wrong with them.
    bool isChecked = false;
    /// What became of it in a private server; nothing when it was not loaded.
    std::optional<engine::importing::LoadResult> loaded{};
    /// Of what was loaded.
    std::optional<engine::columns::ColumnOverview> columns{};
};

[[nodiscard]] QString inspectionForPeople(const Terminal &terminal, const Inspection &inspection);
/// As resources/schema/inspection.schema.json has it.
[[nodiscard]] QJsonObject inspectionToJson(const Inspection &inspection);

} // namespace app::cli
