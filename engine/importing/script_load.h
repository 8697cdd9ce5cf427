// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/base/progress.h"
#include "engine/importing/load_result.h"
#include "engine/importing/private_database.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace engine::importing {

/// A script, which is read twice: once to know what it is, once to run it.
struct ScriptFile
{
    /// For people.
    QString name{};
    /// A person agreed to take it without the last line that pg_dump writes.
    bool mayLackEnd = false;
    std::function<Result<std::unique_ptr<ByteReader>>()> open{};
};

/// What was loaded, where it can be looked at.
struct Loaded
{
    PrivateDatabase database;
    LoadResult result{};
};

/// Loads scripts one after the other (roles, schema, data) into one private database below `parent`.
///
/// Errors: those of the splitter; ScriptRefused for commands of psql, before anything is run; FileTooLarge when a limit
/// was met; SandboxUnavailable, LocalDiskFull; Cancelled. REQUIRES: one file or more.
[[nodiscard]] Result<Loaded> loadScripts(const QString &parent, const std::vector<ScriptFile> &files,
                                         const LoadLimits &limits, const std::stop_token &stop, Progress &progress);

} // namespace engine::importing
