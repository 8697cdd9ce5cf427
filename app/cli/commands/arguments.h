// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/session/session.h"
#include "engine/base/result.h"

#include <CLI/CLI.hpp>

#include <QString>
#include <QStringList>

#include <optional>

namespace app::cli {

/// The value of --lang before anything is parsed, because help and errors are translated.
[[nodiscard]] QString requestedLanguage(const QStringList &arguments);

/// Options of lists take what stands right behind them, never the arguments after that: `--schemas a,b FILE` has a
/// file. Several are given with commas or by the option again.
void takeOneValueEach(CLI::App &command);

/// The first option or subcommand of `arguments` that does not exist, as a Usage error with the nearest one that does;
/// nothing when all exist.
[[nodiscard]] std::optional<engine::Error> firstMistake(const CLI::App &root, const QStringList &arguments);

/// Of `known`, the word that `typed` most likely meant; empty when none is near.
[[nodiscard]] QString nearest(const QString &typed, const QStringList &known);

/// Adds the options every command has.
void addGlobalOptions(CLI::App &root, GlobalOptions &options);

} // namespace app::cli
