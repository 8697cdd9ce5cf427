// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "engine/backups/backup_list.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace app::cli {

/// A backup for programs.
[[nodiscard]] QJsonObject toJson(const engine::store::BackupRecord &record);
[[nodiscard]] QJsonArray toJson(const QList<engine::store::BackupRecord> &records);
[[nodiscard]] QJsonObject toJson(const engine::store::BackupStatistics &statistics);

/// A table of backups, one a line.
[[nodiscard]] QString backupsForPeople(const Terminal &terminal, const QList<engine::store::BackupRecord> &records);
/// Everything about one.
[[nodiscard]] QString backupForPeople(const engine::store::BackupRecord &record);
/// How many succeeded, how much room they take, how long they take.
[[nodiscard]] QString statisticsForPeople(const engine::store::BackupStatistics &statistics);

/// In words: "complete", "file intact".
[[nodiscard]] QString statusName(engine::store::BackupStatus status);
[[nodiscard]] QString proofName(engine::store::ProofLevel level);

} // namespace app::cli
