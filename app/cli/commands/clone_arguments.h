// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/workspace/requests/clone_request.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace app::cli {

/// What a clone is asked for by, in a terminal.
struct CloneArguments
{
    std::string source{};
    std::string target{};
    std::string targetType{};
    bool anonymize = false;
    std::string rules{};
    bool noRules = false;
    bool strict = false;
    bool silent = false;
    std::string confirm{};
    bool raw = false;
    std::string reason{};
    std::vector<std::string> schemas{};
    std::vector<std::string> tables{};
    std::vector<std::string> excludedTables{};
    std::vector<std::string> keptTables{};
    std::vector<std::string> conditions{};
    std::vector<std::string> since{};
    std::string sample{};
    std::string lostParents{};
    std::string brokenRows{};
    int jobs = 0;
    int retries = engine::RetryPolicy{}.retries;
    bool noVerify = false;
    bool keepSideEffects = false;
    bool leaveOutBroken = false;
    std::string authUsers{};
    bool dryRun = false;

    /// Makes the options of the command, which write into this: it must outlive them.
    void addTo(CLI::App &clone);
    /// What was asked for. Errors: Usage.
    [[nodiscard]] engine::Result<engine::workspace::CloneRequest> request() const;
};

} // namespace app::cli
