// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <CLI/CLI.hpp>

#include <QString>

namespace app::cli {

/// The manual page sosie-cli(1) in the man macros of roff, made of the same options and sentences as --help, in the
/// language of now.
[[nodiscard]] QString manualPage(const CLI::App &root, const QString &version);

} // namespace app::cli
