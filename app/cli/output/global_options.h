// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

namespace app::cli {

/// The options every command has.
struct GlobalOptions
{
    bool json = false;
    bool quiet = false;
    bool noColor = false;
    bool noInput = false;
    /// "auto", "plain", "json" or "none".
    std::string progress = "auto";
    std::string language{};
    std::string home{};
    std::string logFile{};
    std::string passwordFile{};
};

} // namespace app::cli
