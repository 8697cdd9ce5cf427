// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/planning/rebuilding.h"
#include "engine/migration/script/script.h"

namespace engine::migration {

/// Takes defaults off that are in the way of what is dropped, and drops computed columns that come back in another way.
void freeColumns(const Context &context, Script &script);
void dropRecomputed(const Context &context, Script &script);

/// Types, new columns, NOT NULL, identity, storage of a table that stays; `withDefaults`: and their defaults.
void alterColumns(const catalog::Object &before, const catalog::Object &after, const Context &context,
                  bool withDefaults, Script &script);
/// Only the defaults.
void alterDefaults(const catalog::Object &before, const catalog::Object &after, const Context &context, Script &script);

} // namespace engine::migration
