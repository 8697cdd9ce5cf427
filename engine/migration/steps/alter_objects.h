// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/planning/rebuilding.h"
#include "engine/migration/script/script.h"

namespace engine::migration {

/// The clause for a value that the new bounds leave out, which the server would refuse; else nothing.
[[nodiscard]] std::string restartWhereOutside(const catalog::Sequence &old, const catalog::Sequence &now);
/// Renames types and sequences that are made anew out of their own way.
void setAsideReplaced(const Context &context, Script &script);
/// Gives new sequences the value of the old ones, and drops what setAsideReplaced() renamed.
void dropReplaced(const Context &context, Script &script);

/// Values that an enumeration gains: each a statement before the transaction, in which nobody could use it yet.
void addLabels(const Context &context, Script &script);

/// An object of the structure that stays: types, sequences, routines, views, extensions, and what is scripted.
void alterObject(const catalog::Object &before, const catalog::Object &after, const Context &context, Script &script);

} // namespace engine::migration
