// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/schema.h"
#include "engine/operations/clone/clone_facts.h"
#include "engine/pg/connection.h"

namespace engine::operations {

/// Says in the plan which routines and views of the source have a text that no server reads back, with what the
/// target's says of it: each is a problem, unless such are left out.
Result<> describeBrokenTexts(pg::Connection &session, CloneInspection &inspection, bool areLeftOut);

/// Runs DdlScript::preData. A routine or a view that the server refuses to make is left out of `schema` and named in
/// its notCarried, with what needs it; so are all of their statements in the script.
Result<> runWithoutBroken(pg::Connection &session, catalog::DdlScript &script, catalog::Schema &schema);

} // namespace engine::operations
