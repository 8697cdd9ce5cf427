// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/exit_code.h"
#include "app/cli/session/session.h"
#include "engine/base/retry.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

namespace app::cli {

/// What a subcommand does once its options were read.
using CommandAction = std::function<ExitCode(Session &)>;

/// The subcommands and what each does. Built by main(); each add…Command() adds its own.
struct CommandList
{
    struct Entry
    {
        CLI::App *subcommand;
        CommandAction action;
    };
    std::vector<Entry> entries{};

    void add(CLI::App *subcommand, CommandAction action) { entries.push_back({subcommand, std::move(action)}); }
};

void addBackupCommand(CLI::App &root, CommandList &commands);
void addCloneCommand(CLI::App &root, CommandList &commands);
void addInspectCommand(CLI::App &root, CommandList &commands);
void addMigrateCommand(CLI::App &root, CommandList &commands);
void addRestoreCommand(CLI::App &root, CommandList &commands);
void addRollbackCommand(CLI::App &root, CommandList &commands);
void addVerifyCommand(CLI::App &root, CommandList &commands);
void addBackupsCommands(CLI::App &root, CommandList &commands);
void addKitCommand(CLI::App &root, CommandList &commands);
void addCompareCommand(CLI::App &root, CommandList &commands);
void addValidateCommand(CLI::App &root, CommandList &commands);
void addEnvCommands(CLI::App &root, CommandList &commands);
void addGroupCommands(CLI::App &root, CommandList &commands);
void addRulesCommands(CLI::App &root, CommandList &commands);
void addSandboxCommands(CLI::App &root, CommandList &commands);
/// completion, man, schema, recipe. `root` must outlive the actions: what they print is made of all commands.
void addDocumentationCommands(CLI::App &root, CommandList &commands);

/// For CLI11, which wants std::string: a translated text.
[[nodiscard]] std::string help(const QString &text);

/// --retries N, for commands that connect to servers and may try again what passes by itself.
void addRetryOption(CLI::App &command, int &retries);

/// The failure of a command that was given wrongly; `sentence` says what, translated.
[[nodiscard]] engine::Error usageError(const QString &sentence);

} // namespace app::cli
