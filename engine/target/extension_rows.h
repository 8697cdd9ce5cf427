// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/runs/plan.h"
#include "engine/safety/guard.h"
#include "engine/target/undo_actions.h"

#include <stop_token>
#include <string>
#include <vector>

namespace engine::target {

/// Rows that people put into tables of extensions, as far as the author of the extension says that they are theirs
/// (pg_extension.extconfig, with a condition): pg_dump takes them along, and so does a clone.
///
/// The condition is no text of ours, and a superuser's may have changed it: it is read by the grammar of conditions
/// (RowCondition) or not at all. Nothing is written to a table over which code of people's would run.
class ExtensionRows final
{
public:
    struct Table
    {
        std::string extension{};
        sql::QualifiedName name{};
        std::vector<std::string> columns{};
        sql::RowFilter filter{};
        /// The target has it now, and not only once the extension is made there.
        bool isThere = false;
    };

    /// What of `source` is carried. `schema`: of the source, as it is copied; `isAnonymized`: nobody has decided about
    /// these columns, so nothing is.
    static Result<ExtensionRows> plan(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                      const catalog::Schema &schema, bool isAnonymized);

    [[nodiscard]] const std::vector<Table> &tables() const { return m_tables; }
    [[nodiscard]] const QList<runs::NotCarried> &notCarried() const { return m_notCarried; }
    /// For the restore point: whose rows are stored before others take their place.
    [[nodiscard]] std::vector<UndoActions::Rows> undo() const;
    /// Puts the rows of the source in place of the target's, and reads them back; gives back how many.
    /// REQUIRES: the extensions are there.
    Result<long long> copy(pg::ReadOnlyConnection &source, pg::Connection &target,
                           const safety::DestructivePermit &permit, const std::stop_token &stop);

private:
    std::vector<Table> m_tables;
    QList<runs::NotCarried> m_notCarried;
};

/// Stores those rows of the target in `place`, a schema of Sosie's own; those of extensions, as others are stored when
/// they are exchanged.
Result<> storeExtensionRows(pg::Connection &target, const std::vector<UndoActions::Rows> &rows,
                            const std::string &place);
/// Brings them back, those of other tables too. What cannot be had any more (an extension that somebody dropped) is
/// added to `left`.
Result<> restoreExtensionRows(pg::Connection &target, const std::vector<UndoActions::Rows> &rows,
                              const std::string &place, QList<Sentence> &left);

/// The tables that both sides have of which the rows differ, by name, for a comparison.
Result<QStringList> differentExtensionRows(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                           const ExtensionRows &planned, const std::stop_token &stop);

} // namespace engine::target
