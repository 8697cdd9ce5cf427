// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl_types.h"

namespace engine::catalog {

/// Sequences, tables, views and materialized views (without rows).
void createRelation(const Step &step, const Schema &schema, Statements &statements);

/// `ALTER SEQUENCE … OWNED BY …`: once sequence and table are there.
void tieSequence(const Object &object, Statements &statements);

/// The value a sequence has in the source.
void restoreSequence(const Object &object, Statements &statements);

/// ` WITH ("fillfactor"='70')` or nothing.
[[nodiscard]] std::string withOptions(const std::vector<std::string> &options);

/// ` START WITH 1 INCREMENT BY 1 …`
[[nodiscard]] std::string sequenceSettings(const Sequence &sequence);

/// `EXTENDED`
[[nodiscard]] const char *storageName(char storage);

/// What CREATE TABLE cannot say of a column: one clause of ALTER TABLE each.
void addColumnSettings(const Column &column, std::vector<std::string> &clauses);

/// ` OPTIONS ("table_name" 'x')` or nothing.
[[nodiscard]] std::string foreignOptions(const std::vector<std::string> &options);

/// A column on a line of its own, as CREATE TABLE says it.
[[nodiscard]] std::string columnSql(const Column &column, bool withDefault);

} // namespace engine::catalog
