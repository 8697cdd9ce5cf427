// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

namespace engine::store {

/// The steps from an empty file to today's tables, in SQL. PRAGMA user_version counts those that were taken. A released
/// step never changes: whoever needs another table adds a step. What the tables are for: README.md of this folder.
[[nodiscard]] std::span<const char *const> migrations();

} // namespace engine::store
