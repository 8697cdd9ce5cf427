// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/schema.h"

#include <set>

namespace engine::supabase {

/// What of a production would act on the world from a copy of it, and what is done about it.
struct SideEffects
{
    /// What was switched off and how it is switched on again.
    QList<Sentence> defused{};
    /// What cannot be switched off, or was not copied in the first place.
    QList<Sentence> remaining{};
    /// Tables whose rows stay behind: messages in queues that a worker would take from the copy as well.
    std::set<sql::QualifiedName> queues{};
};

/// Switches off, in `schema`, what acts on the world by itself (outward.h says how it is found): triggers, rules, event
/// triggers and defaults that leave the database; foreign servers and tables of files get an address that leads
/// nowhere. What only acts when somebody uses it (functions, views, policies) is named.
SideEffects defuse(catalog::Schema &schema);

} // namespace engine::supabase
