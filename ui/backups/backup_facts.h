// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/backup_records.h"
#include "engine/workspace/backup_contents.h"

#include <QList>
#include <QString>

namespace ui {

/// A line of the details of a backup: what it is about, and what is so.
struct Fact
{
    QString name{};
    QString value{};
    /// Something to paste elsewhere: whole, whatever the width.
    bool canBeCopied = false;

    bool operator==(const Fact &) const = default;
};

/// Each level with the moment when it was shown last.
[[nodiscard]] QList<Fact> proofFacts(const engine::store::BackupRecord &backup,
                                     const QList<engine::store::BackupProof> &proofs);
/// What the history knows of it and, where it was read, what it says of itself. None without a value.
[[nodiscard]] QList<Fact> factsOf(const engine::store::BackupRecord &backup,
                                  const engine::workspace::BackupContents *contents);

} // namespace ui
