// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/table_shape.h"
#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"

#include <vector>

namespace engine::columns {

/// Reads some rows of each table, the columns that detection asks for, within the connection's transaction.
///
/// From the whole width of a big table, so that its oldest rows do not speak for all; of a table with untrusted code
/// the first rows of a plain COPY. However many tables there are and however long their values: what is returned takes
/// no more than some 64 MiB, shared among the tables, and long values are cut. Gives back every lock that it takes.
/// Looks at the connection's stop token at least each 64 KiB.
Result<anonymize::Samples> readSamples(pg::ReadOnlyConnection &connection,
                                       const std::vector<anonymize::TableShape> &tables);

/// Some rows of one table with all the columns that can be written, in text form; long values are cut.
Result<anonymize::SampledRows> readSample(pg::ReadOnlyConnection &connection, const anonymize::TableShape &table,
                                          int rows);

} // namespace engine::columns
