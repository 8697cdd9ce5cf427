// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/target/undo_actions.h"

#include <string>
#include <vector>

namespace engine::undo {

using Kept = target::UndoActions::Migration::Kept;

/// What a change of structure destroys: rows of tables that go, values of columns that go or get another type.
/// `after` with the names of `before`. Rows of partitions whose table is partitioned in another way, or no more, are
/// not lost: the script moves them.
///
/// Errors: ObjectNotSupported where such a table loses values as well, which could not be told from what moved.
[[nodiscard]] Result<std::vector<Kept>> lostValues(const catalog::Schema &before, const catalog::Schema &after);

/// Copies them, as texts, into tables of `place`; not the rows of partitions that go which the script moves to others,
/// from where its reverse takes them back. In the caller's transaction, before anything is changed.
Result<> setLostAside(pg::Connection &target, const catalog::Schema &before, const catalog::Schema &after,
                      const std::vector<Kept> &kept, const std::string &place);

/// Puts them back where tables and columns are again; what a row has no twin for stays as it is.
/// In the caller's transaction. REQUIRES: neither keys nor triggers of these columns are there yet.
Result<> bringLostBack(pg::Connection &target, const catalog::Schema &before, const std::vector<Kept> &kept,
                       const std::string &place);

} // namespace engine::undo
