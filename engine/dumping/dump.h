// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/dumping/dump_options.h"
#include "engine/formats/contents.h"

#include <vector>

namespace engine::dumping {

/// Everything that makes the database again, as pg_dump would write it down, in the order in which pg_restore restores
/// it: with dependencies, so that it can do so in parallel too. Without what the fields of Contents say (encoding and
/// search path).
///
/// The session that restores is a stranger's: nothing is expected of it but an empty search_path, nothing is done with
/// its roles but what pg_restore itself does (owners, grants in the name of who granted). Statements whose texts mean
/// something in one search_path alone set it, and empty it again.
///
/// `schema` is taken apart on the way. Errors: ObjectNotSupported for a circle that cannot be cut.
Result<std::vector<formats::Entry>> entriesOf(catalog::Schema schema, const DumpOptions &options);

} // namespace engine::dumping
