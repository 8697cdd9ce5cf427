// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"
#include "engine/migration/script/script.h"

namespace engine::migration {

/// Whether one becomes the other where it is: it goes on receiving, which one that is made anew would not.
[[nodiscard]] bool canAlterSubscription(const catalog::Object &before, const catalog::Object &after);

/// Connects to nothing. Errors are the server's: a running subscription refuses some of it.
void alterSubscription(const catalog::Object &before, const catalog::Object &after, Script &script);

/// Without asking the other server to drop its slot, which would be no part of a transaction.
[[nodiscard]] std::string dropSubscriptionSql(const catalog::ObjectKey &key);

} // namespace engine::migration
