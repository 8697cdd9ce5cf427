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
/// "Never verified", "File intact", "Content complete", "Restore trial passed".
[[nodiscard]] QString proofText(engine::store::ProofLevel level);
/// What the level proves, as a sentence.
[[nodiscard]] QString proofMeaning(engine::store::ProofLevel level);

} // namespace ui
