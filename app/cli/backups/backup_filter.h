// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/session/session.h"
#include "engine/store/backup_records.h"

#include <CLI/CLI.hpp>

#include <string>

namespace app::cli {

/// Which backups a command means: the options that lists, exports and removals share.
struct BackupFilterOptions
{
    std::string environment{};
    std::string status{};
    std::string kind{};
    std::string tag{};
    std::string words{};
    std::string proof{};
    bool isPinned = false;

    void addTo(CLI::App &command);
    [[nodiscard]] engine::store::BackupFilter filter() const;
    /// Nothing was asked for: all backups.
    [[nodiscard]] bool isEmpty() const;
};

} // namespace app::cli
