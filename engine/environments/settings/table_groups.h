// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace engine::environments {

/// Patterns of tables under names that a person gave them: "audit" for `audit_*` and `app.events`. Wherever a pattern
/// of tables is accepted, `@audit` stands for all of them.
using TableGroups = std::map<std::string, std::vector<std::string>>;

/// The file `groups.toml` in the folder of settings. Every call reads it again; every change is made under a lock file
/// and replaces the file as a whole. Any thread.
class TableGroupStore final
{
public:
    explicit TableGroupStore(QString configFolder);

    /// Empty when there is no file.
    /// Errors: SettingsInvalid with line and column; FileUnreadable.
    [[nodiscard]] Result<TableGroups> load() const;

    /// Makes the group, or gives an existing one other patterns.
    /// Errors: GroupInvalid, those of load(), FileUnwritable, LocalDiskFull.
    Result<> set(const std::string &name, const std::vector<std::string> &patterns) const;
    /// Errors: GroupUnknown, and those of set().
    Result<> remove(const std::string &name) const;

    [[nodiscard]] QString filePath() const;

private:
    Result<> change(const std::function<Result<>(TableGroups &)> &edit) const;

    QString m_folder;
};

/// A name of 1 to 63 letters, digits, '-' and '_' that does not begin with '-', and at least one pattern; no pattern is
/// empty, holds a control character or is a group itself. Errors: GroupInvalid.
Result<> checkGroup(const std::string &name, const std::vector<std::string> &patterns);

} // namespace engine::environments
