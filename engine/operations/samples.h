// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/table_shape.h"
#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"

#include <vector>

namespace engine::operations {

/// Reads some rows of each table, the columns that detection asks for, within the connection's transaction.
/// From the whole width of a big table, so that its oldest rows do not speak for all.
Result<anonymize::Samples> readSamples(pg::ReadOnlyConnection &connection,
                                       const std::vector<anonymize::TableShape> &tables);

/// Some whole rows of one table, in text form.
Result<anonymize::SampledRows> readSample(pg::ReadOnlyConnection &connection, const pg::QualifiedName &table,
                                          const std::vector<std::string> &columns, int rows);

} // namespace engine::operations
