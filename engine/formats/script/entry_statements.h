// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/contents.h"

#include <string>
#include <vector>

namespace engine::formats {

/// What a script does beside making what is in it.
struct ScriptChoice
{
    /// Takes away first what it will make.
    bool clean = false;
    /// Without failing where that is not there. Only with `clean`.
    bool ifExists = false;
    bool owners = true;
    bool grants = true;
};

/// When pg_restore restores an entry: everything, then grants, then what looks at everything or reads it.
enum class Pass { Main, Grants, Last };
[[nodiscard]] Pass passOf(const Entry &entry);

/// `ALTER … OWNER TO …;\n`, in the words of pg_restore (_printTocEntry). Empty for what has no owner of its own.
[[nodiscard]] std::string ownerSql(const Entry &entry);

/// What takes the entry away; empty where nothing needs to. `ifExists`: without failing when it is not there.
[[nodiscard]] std::string removalSql(const Entry &entry, bool ifExists);

/// Whether the choice leaves the entry out.
[[nodiscard]] bool isLeftOut(const Entry &entry, const ScriptChoice &choice);

/// What people see of an entry in a script: three lines of comment, whatever its name holds.
[[nodiscard]] std::string headingOf(const Entry &entry);

/// What comes before everything else.
[[nodiscard]] std::string prologueOf(const Contents &contents);

} // namespace engine::formats
