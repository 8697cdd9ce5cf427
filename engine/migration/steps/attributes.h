// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/planning/rebuilding.h"
#include "engine/migration/script/script.h"

namespace engine::migration {

/// What is made at the very end, at once with its owner, grants and comment.
[[nodiscard]] bool comesWhole(catalog::ObjectKind kind);

/// Owners of what is made, and of what changes hands.
void setOwners(const Context &context, Script &script);
/// Who may do what: of what is made everything, of what stays only what differs, first what is taken away.
void setPrivileges(const Context &context, Script &script);
void setDefaultPrivileges(const Context &context, Script &script);
void setComments(const Context &context, Script &script);

} // namespace engine::migration
