// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/store/backup_records.h"

#include <QByteArray>

#include <stop_token>

namespace engine::backups {

/// How a table for other programs is written.
struct CsvForm
{
    char separator = ',';
    /// Some spreadsheets take UTF-8 only with a mark of byte order.
    bool hasMark = false;
    /// The names of the columns in the language of now; otherwise English keys that never change.
    bool isForPeople = false;
};

/// The backups of a filter, newest first, one a line: dates as ISO 8601 in UTC, sizes in bytes, durations in
/// milliseconds. A cell that a spreadsheet would take for a formula begins with an apostrophe.
/// Errors: of the records, Cancelled.
[[nodiscard]] Result<QByteArray> csvOf(const store::BackupRecords &records, const store::BackupFilter &filter,
                                       const CsvForm &form, const std::stop_token &stop);

/// "completed", "full", "restored": as in JSON, in options and in the history; never translated.
[[nodiscard]] QString keyOf(store::BackupStatus status);
[[nodiscard]] QString keyOf(store::BackupKind kind);
[[nodiscard]] QString keyOf(store::ProofLevel level);

} // namespace engine::backups
