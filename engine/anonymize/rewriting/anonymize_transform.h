// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/column_decision.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/pg/copy_format.h"
#include "engine/stream/flow.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace engine::anonymize {

/// How many values of one column went by, and what became of them. NULL, empty texts, arrays and documents are none.
struct FieldCount
{
    long long values = 0;
    /// Those that are another one now.
    long long changed = 0;
    /// Those in which something that gives people away (personal_signs.h), or what the database itself declares of its
    /// people (known_values.h), is still as it was.
    long long personal = 0;
};

/// What is looked at besides the columns that have a rule.
enum class Watch { RuledColumns, EveryColumn };

class KnownValues;

/// Replaces the fields that have a rule in the rows of one table, in COPY text or binary; copies all other bytes as
/// they are. NULL stays NULL and an empty text stays empty.
///
/// Owns its generators and scratch memory; holds no reference to what it was made from. For one thread: each worker
/// makes its own. Bytes that are not a row as announced give ProtocolViolation.
class AnonymizeTransform : public stream::Transform
{
public:
    /// What has been counted so far, by column name: of the columns with a rule, or of all.
    [[nodiscard]] virtual std::map<std::string, FieldCount> countsByColumn() const = 0;
    /// What each path of the rules of documents and composite values met so far, by column name.
    [[nodiscard]] virtual std::map<std::string, std::map<std::string, long long>> pathCountsByColumn() const = 0;
    /// Before the first batch: what the database declares of its people is found inside texts and documents too, and
    /// where columns are watched. Not owned; must outlive the transform.
    virtual void knowValues(const KnownValues *known) = 0;
};

/// The transform of one table. `copyColumns`: names in the order in which COPY carries them. `decisions` may hold those
/// of other tables. Null when nothing in this table is to be changed and nothing else watched.
/// REQUIRES: for Binary, binarySupported(table, decisions); the decisions come from decide() for this table.
[[nodiscard]] std::unique_ptr<AnonymizeTransform> makeTransform(const TableShape &table,
                                                                const std::vector<std::string> &copyColumns,
                                                                std::span<const ColumnDecision> decisions,
                                                                const ProjectKey &key, pg::CopyFormat format,
                                                                Watch watch = Watch::RuledColumns);

/// Whether the rule can work on the binary form of the column.
[[nodiscard]] bool binarySupported(const ColumnShape &column, const Rule &rule);
/// Whether all rules of the table can: otherwise the table is to be copied as Text.
[[nodiscard]] bool binarySupported(const TableShape &table, std::span<const ColumnDecision> decisions);

} // namespace engine::anonymize
