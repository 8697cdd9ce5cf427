// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/planning/rebuilding.h"
#include "engine/migration/script/script.h"

namespace engine::migration {

/// Partitions that go leave their table before others come.
void detachLeaving(const Context &context, Script &script);

/// Before partitions are attached: rows that would be in the way wait in tables of their own.
void setRowsAside(const Context &context, Script &script);

/// After that: through the partitioned table to where they belong.
void bringRowsBack(const Context &context, Script &script);

} // namespace engine::migration
