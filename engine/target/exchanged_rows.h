// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/sql/identifier.h"

#include <QList>

#include <stop_token>
#include <string>
#include <vector>

namespace engine::target {

/// A table whose rows take the place of another's, which itself stays as it is: with its keys, triggers, policies, and
/// with all that reads it.
struct ExchangedTable
{
    sql::QualifiedName from{};
    sql::QualifiedName to{};
};

/// The same with what both have: columns that can be written.
struct RowExchange
{
    sql::QualifiedName from{};
    sql::QualifiedName to{};
    std::vector<std::string> columns{};
};

/// What an exchange would do, for a plan.
struct PlannedExchange
{
    std::vector<RowExchange> tables{};
    QList<Error> problems{};
    QList<Sentence> warnings{};
    qint64 rows = 0;
    qint64 bytes = 0;
};

/// `source`: has the tables that the rows come from. REQUIRES: target.begin() succeeded.
[[nodiscard]] Result<PlannedExchange> planExchange(pg::ReadOnlyConnection &target, const catalog::Schema &source,
                                                   const std::vector<ExchangedTable> &tables);

/// Where the rows that go are kept: `place`."rows_<number>", in a schema of Sosie's own.
[[nodiscard]] sql::QualifiedName keptRows(const std::string &place, size_t number);
/// Keeps the rows that the tables have now there, and lets nobody change them until the transaction ends.
Result<> keepRows(pg::Connection &session, const std::vector<RowExchange> &tables, const std::string &place);

/// Puts the rows in place, and reads them back where that can be told. No trigger of people's sees it; foreign keys of
/// and to these tables are checked once all is there, whoever has them. Sequences never go back. In the caller's
/// transaction. Errors: ConstraintViolated with the key; VerificationFailed; the server's; Cancelled.
Result<> exchangeRows(pg::Connection &session, const std::vector<RowExchange> &tables, const std::stop_token &stop);

enum class ExchangeState { NothingKept, Possible, TableChanged };
/// Whether the rows are there, and a table that has a place for their columns.
Result<ExchangeState> exchangeState(pg::Connection &session, const RowExchange &exchange);

} // namespace engine::target
