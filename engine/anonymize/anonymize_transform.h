// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision.h"
#include "engine/anonymize/project_key.h"
#include "engine/stream/flow.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace engine::anonymize {

/// Replaces the fields that have a rule in the rows of one table, in COPY text or binary; copies all other bytes as
/// they are. NULL stays NULL and an empty text stays empty.
///
/// Owns its generators and scratch memory; holds no reference to what it was made from. For one thread: each worker
/// makes its own. Bytes that are not a row as announced give ProtocolViolation.
class AnonymizeTransform : public stream::Transform
{
public:
    /// Fields replaced so far, by column name.
    [[nodiscard]] virtual std::map<std::string, long long> changedFieldsByColumn() const = 0;
};

/// The transform of one table. `copyColumns`: names in the order in which COPY carries them. `decisions` may hold those
/// of other tables. Null when nothing in this table is to be changed.
/// REQUIRES: for Binary, binarySupported(table, decisions); the decisions come from decide() for this table.
[[nodiscard]] std::unique_ptr<AnonymizeTransform> makeTransform(const TableShape &table,
                                                                const std::vector<std::string> &copyColumns,
                                                                const std::vector<ColumnDecision> &decisions,
                                                                const ProjectKey &key, pg::CopyFormat format);

/// Whether the rule can work on the binary form of the column.
[[nodiscard]] bool binarySupported(const ColumnShape &column, const Rule &rule);
/// Whether all rules of the table can: otherwise the table is to be copied as Text.
[[nodiscard]] bool binarySupported(const TableShape &table, const std::vector<ColumnDecision> &decisions);

} // namespace engine::anonymize
