// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"
#include "engine/stream/flow.h"

namespace engine::merge {

/// Of the keys that a COPY in text brings from the source, adds to `absent` how many `key` of the target does not have;
/// a key with a NULL in it refers to nothing. When it ends early, `absent` says what was counted until then.
/// `transform`: what replaces the keys on the way; null: nothing does.
/// REQUIRES: the COPY was started in `source`; it is over afterwards, whatever happens in the target.
Result<> countAbsent(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target, const pg::KeyColumns &key,
                     long long &absent, stream::Transform *transform = nullptr);

} // namespace engine::merge
