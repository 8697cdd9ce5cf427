// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/backup_records.h"

#include <QString>

namespace ui {

/// "Complete", "Failed", …
[[nodiscard]] QString statusText(engine::store::BackupStatus status);
/// "Full", "Manual", and what else there is to say of the contents.
[[nodiscard]] QString contentsText(const engine::store::BackupRecord &record);
/// It was complete once: a verification found that it is not any more.
[[nodiscard]] bool isFoundDamaged(const engine::store::BackupRecord &record);
/// The same as proofText() of its level, or that it was found damaged.
[[nodiscard]] QString proofText(const engine::store::BackupRecord &record);
[[nodiscard]] QString proofMeaning(const engine::store::BackupRecord &record);
/// "Never verified", "File intact", "Content complete", "Restore trial passed".
[[nodiscard]] QString proofText(engine::store::ProofLevel level);
/// What the level proves, as a sentence.
[[nodiscard]] QString proofMeaning(engine::store::ProofLevel level);

} // namespace ui
