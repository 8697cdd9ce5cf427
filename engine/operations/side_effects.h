// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/sentence.h"
#include "engine/catalog/schema.h"

#include <set>

namespace engine::operations {

/// What of a production would act on the world from a copy of it, and what is done about it.
struct SideEffects
{
    /// What was switched off and how it is switched on again.
    QList<Sentence> defused{};
    /// What cannot be switched off, or was not copied in the first place.
    QList<Sentence> remaining{};
    /// Tables whose rows stay behind: messages in queues that a worker would take from the copy as well.
    std::set<pg::QualifiedName> queues{};
};

/// Whether the text of a function calls out of the database.
[[nodiscard]] bool callsOut(const QString &body);

/// Switches off, in `schema`, the triggers that call out of the database: webhooks, and triggers whose function, or one
/// that it calls, sends HTTP requests or opens connections (pg_net, http, dblink, Supabase's webhooks). What a function
/// does is read from its text; one that puts its calls together at run time is not found.
SideEffects defuse(catalog::Schema &schema);

} // namespace engine::operations
