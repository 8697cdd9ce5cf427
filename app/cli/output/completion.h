// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <CLI/CLI.hpp>

#include <QString>

#include <optional>

namespace app::cli {

enum class Shell { Bash, Zsh, Fish };

/// "bash", "zsh", "fish".
[[nodiscard]] std::optional<Shell> shellFromName(const QString &name);

/// A script for the shell that completes the commands and options of `root`, the values an option allows, files where
/// one is wanted, and names of environments, which it asks `sosie-cli completion environments` for.
[[nodiscard]] QString completionScript(const CLI::App &root, Shell shell);

} // namespace app::cli
