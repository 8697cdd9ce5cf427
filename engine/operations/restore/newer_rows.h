// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/environments/end.h"
#include "engine/importing/private_database.h"
#include "engine/sql/identifier.h"

#include <QList>

#include <chrono>
#include <stop_token>
#include <vector>

namespace engine::operations {

/// A table of a target, and where the same one of a file is.
struct TableOfBoth
{
    sql::QualifiedName target{};
    sql::QualifiedName loaded{};
};

/// What a restore loses: for each table how many of its rows are newer than the newest in the file, by a column that
/// says when a row was made or changed, else by its numbers; where neither is, or looking takes long, how many rows
/// there are on both sides. Tables that lose nothing are not named. `isReplaced`: dates and numbers of the file are not
/// those of its source. Errors: those of both servers; Cancelled.
[[nodiscard]] Result<QList<Sentence>> describeNewerRows(const environments::End &target,
                                                        const importing::PrivateDatabase &loaded,
                                                        const std::vector<TableOfBoth> &tables, bool isReplaced,
                                                        std::chrono::milliseconds most, const std::stop_token &stop);

} // namespace engine::operations
