// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl.h"
#include "engine/sql/identifier.h"

#include <string>
#include <vector>

namespace engine::copying {

/// Where the rows of a table wait whose checks, domains, generated columns or partition key run code of another owner:
/// COPY would run it as the session. They are written to a table without any code, and go on from there in the owner's
/// hands, all in one transaction.
struct WaitingRows
{
    /// Makes the place; a name that no other session takes.
    std::string make{};
    sql::QualifiedName place{};
    /// Moves the rows on, and takes the place away.
    std::string moveOn{};
};

/// `columns`: those that are written. `number`: another one for each session.
[[nodiscard]] WaitingRows waitingRows(const catalog::Schema &schema, const catalog::Object &table,
                                      const std::vector<std::string> &columns, const catalog::DdlOptions &options,
                                      int number);

} // namespace engine::copying
