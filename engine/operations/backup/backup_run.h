// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/dumping/large_objects.h"
#include "engine/environments/end.h"
#include "engine/formats/contents.h"
#include "engine/operations/backup/backup_inspection.h"
#include "engine/operations/backup/backup_manifest.h"
#include "engine/operations/backup/backup_rows.h"
#include "engine/pg/read_only_connection.h"
#include "engine/runs/report.h"
#include "engine/store/backup_records.h"
#include "engine/transfer/transfer.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

class BackupOutput;

/// One run of a backup: the steps between the permit and the report.
///
/// Borrows everything; lives on the control thread for the duration of run().
class BackupRun final
{
public:
    BackupRun(const environments::End &source, const BackupOptions &options, const BackupInspection &inspection,
              const store::BackupRecords &records, std::stop_token stop, Progress &progress);

    /// Never fails as a function: what happened is in the report.
    runs::Report run();

private:
    Result<> steps();
    Result<> write();
    Result<> openSource();
    Result<> readSchema();
    Result<> makeContents();
    Result<> writeLargeObjects(BackupOutput &output);
    Result<> moveRows(BackupOutput &output);
    Result<> describeFile();
    void beginRecord();
    void endRecord();
    void describeOutcome(const Result<> &done);
    [[nodiscard]] formats::Manifest manifest() const;

    const environments::End &m_source;
    const BackupOptions &m_options;
    const BackupInspection &m_inspection;
    const store::BackupRecords &m_records;
    std::stop_token m_stop;
    Progress &m_progress;

    runs::Report m_report;
    std::optional<pg::ReadOnlyConnection> m_leader;
    std::string m_snapshot;
    QDateTime m_moment;
    QDateTime m_started;
    /// As it is in the snapshot: sequences may have moved on since the plan.
    catalog::Schema m_schema;
    std::shared_ptr<const anonymize::KnownValues> m_declared;
    std::optional<BackupRows> m_rows;
    formats::Contents m_contents;
    std::vector<dumping::LargeObject> m_largeObjects;
    LargeObjectsWritten m_largeObjectsWritten;
    std::optional<qint64> m_record;
};

} // namespace engine::operations
