// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl.h"
#include "engine/migration/goal.h"
#include "engine/migration/rebuilding.h"
#include "engine/migration/script/script.h"

#include <string>
#include <vector>

namespace engine::migration {

/// What every step of a script looks at. Borrows all of it.
struct Context
{
    const catalog::Schema &from;
    const Goal &goal;
    const Rebuilding &rebuilding;
    const catalog::DdlOptions &options;

    /// Whether the script makes the object, new or again.
    [[nodiscard]] bool isMade(const catalog::ObjectKey &key) const
    {
        return from.find(key) == nullptr || rebuilding.dropped.contains(key) || rebuilding.swapped.contains(key)
               || rebuilding.sequences.contains(key);
    }
    [[nodiscard]] bool isChanged(const catalog::ObjectKey &key) const { return goal.changes.contains(key); }
    [[nodiscard]] const std::vector<std::string> &keptColumns(const catalog::ObjectKey &key) const
    {
        static const std::vector<std::string> none;
        const auto found = goal.keptColumns.find(key);
        return found == goal.keptColumns.end() ? none : found->second;
    }
};

/// Takes defaults off that are in the way of what is dropped, and drops computed columns that come back in another way.
void freeColumns(const Context &context, Script &script);
void dropRecomputed(const Context &context, Script &script);

/// Types, new columns, NOT NULL, identity, storage of a table that stays; `withDefaults`: and their defaults.
void alterColumns(const catalog::Object &before, const catalog::Object &after, const Context &context,
                  bool withDefaults, Script &script);
/// Only the defaults.
void alterDefaults(const catalog::Object &before, const catalog::Object &after, const Context &context, Script &script);

} // namespace engine::migration
