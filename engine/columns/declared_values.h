// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/known/known_values.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace engine::columns {

/// Reads what a database declares of its people: the values of every column that the decisions replace as names,
/// logins, e-mail addresses, telephone numbers or numbers of documents, of all rows, whichever are copied. Nothing but
/// these columns is read, once, with a plain COPY (no statement is planned), within the connection's transaction.
///
/// Blocks; memory is that of KnownValues and one batch of rows. Stops reading when no more can be taken in.
/// Errors: Cancelled, ConnectionLost, the server's. REQUIRES: begin() succeeded, and the account may read the tables.
Result<std::shared_ptr<const anonymize::KnownValues>>
readDeclaredValues(pg::ReadOnlyConnection &source, const catalog::Schema &schema,
                   const std::vector<anonymize::TableShape> &shapes,
                   const std::vector<anonymize::ColumnDecision> &decisions, const std::stop_token &stop);

} // namespace engine::columns
