// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <QString>

#include <memory>
#include <optional>

namespace engine::workspace {

class Workspace;

/// What a person typed to open encrypted files, shared with who reads them in the background.
using TypedPassword = std::shared_ptr<const Secret>;

/// How an encrypted file is opened: by what was typed, and where nothing was, by what the keychain has for the
/// environment that the file is of. Its errors: FilePasswordMissing where there is neither. May be called on any thread
/// that may block. Borrows the workspace.
[[nodiscard]] backups::PasswordSource filePassword(const Workspace &workspace, TypedPassword typed);

/// The environment that a file is of: as the history says, else as its name does; empty when neither knows.
[[nodiscard]] QString environmentOfFile(const Workspace &workspace, const QString &path);

/// The password in the keychain for the backups of an environment; nothing where there is none, or no keychain that
/// answers.
[[nodiscard]] std::optional<Secret> keptFilePassword(const Workspace &workspace, const QString &environment);
/// Errors: those of Keychain::write().
[[nodiscard]] Result<> keepFilePassword(const Workspace &workspace, const QString &environment, const Secret &password);

} // namespace engine::workspace
