// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/store/backup_records.h"
#include "engine/workspace/file_passwords.h"

#include <atomic>
#include <stop_token>

namespace engine::workspace {
class Workspace;
}

namespace ui {

/// Proves a backup level by level, and writes each into the history: that its file is intact, then that all of its
/// contents are there, then, if `upTo` asks for it, that a private server restores it to the same. Of a script only a
/// server can tell what is in it: it has no second level. An encrypted one is opened by what was typed, or by what the
/// keychain has for its environment. Blocks. `read` and `expected` count bytes, for who polls.
/// Returns what the history says of it then. Errors: those of BackupFile and proveContent(); damage that was found is
/// in the history too; Cancelled.
engine::Result<engine::store::BackupRecord>
proveBackup(const engine::workspace::Workspace &workspace, const engine::store::BackupRecord &backup,
            engine::store::ProofLevel upTo, const engine::workspace::TypedPassword &typed, const std::stop_token &stop,
            std::atomic<qint64> &read, std::atomic<qint64> &expected);

} // namespace ui
