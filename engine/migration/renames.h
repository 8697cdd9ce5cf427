// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/migration/script/script.h"

#include <string>
#include <vector>

namespace engine::migration {

/// A table or a column that has another name in the source. Only people know that: it is asked, never guessed.
struct Rename
{
    sql::QualifiedName table{};
    /// Empty: the table itself.
    std::string column{};
    std::string to{};

    bool operator==(const Rename &) const = default;
};

/// "old=new", "schema.old=new" or "schema.table.old=new"; a name with a dot or an equals sign in it in double quotes.
/// Without a schema: public. Errors: Usage.
Result<Rename> parseRename(const std::string &words);

/// Makes of `target` what it is once the names are changed, as far as texts tell, and returns the statements that do
/// that. Errors: ObjectMissing for a table or column that the target does not have.
Result<std::vector<Statement>> applyRenames(const std::vector<Rename> &renames, catalog::Schema &target);

/// As parseRename() reads it.
[[nodiscard]] std::string renameText(const Rename &rename);

/// Takes the names back, the last one first.
[[nodiscard]] std::vector<Rename> takenBack(const std::vector<Rename> &renames);

/// What looks as if it had been renamed: the same columns under a name that only one side has, or one column less and
/// one more of the same type at the same place.
[[nodiscard]] std::vector<Rename> likelyRenames(const catalog::Schema &target, const catalog::Schema &source);

} // namespace engine::migration
