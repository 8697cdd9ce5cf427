// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/backup/backup.h"

#include "engine/anonymize/keys/project_key.h"
#include "engine/base/freed_memory.h"
#include "engine/operations/backup/backup_inspection.h"
#include "engine/operations/backup/backup_run.h"
#include "engine/safety/guard.h"

namespace engine::operations {

struct Backup::Session
{
    End source;
    BackupOptions options;
    const safety::ProductionRegistry &registry;
    const store::BackupRecords &records;
    BackupInspection inspection{};
};

Backup::Backup(End source, BackupOptions options, const safety::ProductionRegistry &registry,
               const store::BackupRecords &records)
    : m_session(std::make_unique<Session>(Session{std::move(source), std::move(options), registry, records, {}}))
{}

Backup::~Backup() = default;

Result<runs::Plan> Backup::plan(std::stop_token stop, Progress &progress)
{
    for (int tried = 1;; ++tried) {
        TRY_ASSIGN(m_session->inspection,
                   inspectBackup(m_session->source, m_session->options, m_session->registry, stop, progress));
        giveBackFreedMemory();
        const runs::Plan &plan = m_session->inspection.plan;
        const Error problems{.code = ErrorCode::PreflightFailed, .causes = plan.problems};
        if (plan.problems.isEmpty() || !waitForNextTry(m_session->options.retries, tried, problems, stop, progress))
            return plan;
    }
}

runs::Report Backup::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    const runs::Plan &plan = m_session->inspection.plan;
    if (!permit.isFor(plan.number))
        return withoutPermit(plan);
    return BackupRun(m_session->source, m_session->options, m_session->inspection, m_session->records, std::move(stop),
                     progress)
        .run();
}

} // namespace engine::operations
