// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>

namespace engine {

/// Where Sosie keeps its files: the XDG folders named "sosie", or everything under one folder when a home was set
/// (the option --home, else the variable SOSIE_HOME).
///
/// Each function returns an absolute path without a final slash, and has made the folder, readable by its owner alone
/// (0700). Errors: FileUnwritable, LocalDiskFull. Any thread, once setHome() has been called.

/// Environments (without passwords) and settings.
[[nodiscard]] Result<QString> configFolder();
/// History, registry of productions, logs, what an interrupted operation needs to be recognised.
[[nodiscard]] Result<QString> stateFolder();
/// The sandbox.
[[nodiscard]] Result<QString> dataFolder();
/// What can be deleted at any time.
[[nodiscard]] Result<QString> cacheFolder();
/// Sockets and locks. Never longer than 80 characters, because a Unix socket's whole path may not exceed 107; checked
/// to belong to this user and to nobody else.
[[nodiscard]] Result<QString> runtimeFolder();

/// Puts everything under `folder` (made absolute). Called once, by main(), before anything else asks for a path.
void setHome(const QString &folder);
/// The folder everything is under; empty when the system's folders are used.
[[nodiscard]] QString homeFolder();

/// Makes `path` and its missing parents, and makes `path` itself readable by its owner alone.
/// Errors: FileUnwritable (also when it belongs to somebody else), LocalDiskFull.
Result<> makePrivateFolder(const QString &path);

} // namespace engine
