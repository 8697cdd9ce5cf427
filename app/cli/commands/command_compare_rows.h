// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commands/command.h"
#include "engine/fingerprint/row_report.h"

#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace app::cli {

/// Of `compare --data`, beside what compares structures.
struct RowArguments
{
    bool data = false;
    std::vector<std::string> tables{};
    std::vector<std::string> ignoredColumns{};
    std::vector<std::string> keys{};
    std::vector<std::string> equalities{};
    std::string tolerance{};
    size_t keepRows = 20;
    bool showValues = false;
    std::string script{};
    std::string reverse{};
    bool disablesTriggers = false;
    std::string confirmedName{};

    /// Something was asked that only rows answer.
    [[nodiscard]] bool areGiven() const;
};

void addRowOptions(CLI::App &compare, RowArguments &arguments);

struct ComparedRows
{
    /// Null when it failed; the exit code says how.
    std::shared_ptr<const engine::fingerprint::RowComparison> rows{};
    bool hidesValues = false;
    ExitCode failed = ExitCode::Done;
};

/// Compares the rows and writes the files that were asked for; prints errors only.
ComparedRows compareRows(Session &session, const RowArguments &arguments, const QString &source, const QString &target,
                         const std::vector<std::string> &schemas, bool mayLoseData);

} // namespace app::cli
