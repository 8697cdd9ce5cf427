// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/base/result.h"
#include "engine/operations/structure_comparison.h"

#include <QString>

#include <stop_token>

namespace engine::workspace {

class Workspace;

/// Anything that has a structure, by what it is called: an environment, an address, a backup by its number, a file of
/// pg_dump or of Sosie in any form, several of one dump with commas between them, a folder of migrations in the order
/// of their names, a structure that was saved. What is in files is loaded when it is compared, into a private server
/// and without rows. Errors: those of Workspace::end(); FileDamaged, FileUnreadable of a structure that was saved.
[[nodiscard]] Result<operations::StructureSource> structureSource(const QString &name, const Workspace &workspace,
                                                                  const backups::PasswordSource &password,
                                                                  std::stop_token stop);

} // namespace engine::workspace
