// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/operations/backup/backup_options.h"
#include "engine/operations/operation.h"
#include "engine/safety/production_registry.h"
#include "engine/store/backup_records.h"

#include <memory>

namespace engine::operations {

/// Writes an environment into a file that restores it, as of one moment, and keeps a record of it.
///
/// The source is only read. While it goes on, and when it fails or is stopped, there is no file of that name. Borrows
/// the registry and the records. See Operation.
class Backup final : public Operation
{
public:
    Backup(End source, BackupOptions options, const safety::ProductionRegistry &registry,
           const store::BackupRecords &records);
    ~Backup() override;

    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;

private:
    struct Session;
    std::unique_ptr<Session> m_session;
};

} // namespace engine::operations
