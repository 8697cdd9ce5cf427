// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/end.h"
#include "engine/environments/settings/table_groups.h"
#include "engine/importing/beside.h"
#include "engine/importing/script_load.h"

#include <QDate>
#include <QList>

#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

/// Which part of a file is restored, and where to.
struct RestoredPartChoice
{
    /// Patterns of tables, as selection::TablePattern reads them; empty: all there is.
    std::vector<std::string> tables{};
    environments::TableGroups groups{};
    /// Empty: all.
    std::vector<std::string> schemas{};
    /// Into new schemas, and nothing of the target is touched.
    bool sideBySide = false;

    [[nodiscard]] bool isPart() const { return sideBySide || !tables.empty(); }
};

/// What is left in the private database once a part was chosen, where it is now, and what went.
struct RestoredPart
{
    /// New names by those of the file.
    importing::NamesBeside names{};
    /// Those that were chosen, as the file calls them; empty: all.
    std::vector<sql::QualifiedName> tables{};
    QList<importing::TakenOut> takenOut{};

    [[nodiscard]] std::vector<std::string> newSchemas() const;
    /// As it is called now.
    [[nodiscard]] sql::QualifiedName moved(const sql::QualifiedName &table) const;
};

/// Of a file that holds a hosting platform's schemas as well (auth, storage): those that the others refer to and the
/// target has not, which a restore of all takes along. Empty when there are none. Errors: as makePart().
[[nodiscard]] Result<std::vector<std::string>> platformSchemasNeeded(const importing::PrivateDatabase &database,
                                                                     const environments::End &target,
                                                                     const std::stop_token &stop);

/// Makes of a private database what is to be restored of it. `date`: of the contents, for names. Errors:
/// PatternUnmatched and the like; those of the private server; Cancelled.
[[nodiscard]] Result<RestoredPart> makePart(const importing::PrivateDatabase &database,
                                            const RestoredPartChoice &choice, const environments::End &target,
                                            const QDate &date, const std::stop_token &stop);

} // namespace engine::operations
