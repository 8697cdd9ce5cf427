// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/archive/archive_reader.h"
#include "engine/importing/script_load.h"

#include <stop_token>

namespace engine::importing {

/// Loads what an archive holds into a private database below `parent`, entry by entry in pg_restore's order.
///
/// What its entries say is SQL of somebody else, and treated like a script's. Errors: those of the reader, which end
/// the load; otherwise as loadScripts().
[[nodiscard]] Result<Loaded> loadArchive(const QString &parent, formats::ArchiveReader &archive, const QString &name,
                                         const LoadLimits &limits, const std::stop_token &stop, Progress &progress);

} // namespace engine::importing
