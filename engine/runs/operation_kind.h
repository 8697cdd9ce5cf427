// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace engine::runs {

/// The verbs, for who has to speak of them. What they do to whom is in the effects of a plan; the guard judges those.
enum class OperationKind { Clone, Rollback, Verify, Backup, Restore, Compare, Migrate };

/// "clone", "rollback", "verify", "backup", "restore", "compare", "migrate": in JSON and in the history, never
/// translated.
[[nodiscard]] QString operationKey(OperationKind kind);
/// Nothing for a word that is none of them.
[[nodiscard]] std::optional<OperationKind> operationOf(QStringView key);

} // namespace engine::runs
