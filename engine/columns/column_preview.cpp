// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/column_preview.h"

#include "engine/anonymize/model/catalog_shapes.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/columns/column_decisions.h"
#include "engine/columns/samples.h"

#include <algorithm>

namespace engine::columns {

namespace {

Result<> decide(ColumnOverview &overview, const anonymize::RuleSet *rules, const std::stop_token &stop)
{
    TRY_ASSIGN(DecidedColumns decided, decideColumns(overview.tables, {}, rules, *overview.samples, stop));
    overview.decisions = std::move(decided.decisions);
    overview.rulesOutside = std::move(decided.outside);
    return {};
}

} // namespace

Result<ColumnOverview> columnOverview(const environments::End &environment, const anonymize::RuleSet *rules,
                                      const std::vector<std::string> &schemas, std::stop_token stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection connection, pg::ReadOnlyConnection::open(environment.connection, {.stop = stop}));
    TRY(connection.begin());
    TRY_ASSIGN(const catalog::Schema schema, catalog::readSchema(connection, {.schemas = schemas}));
    ColumnOverview overview{.tables = anonymize::shapesOf(schema)};
    TRY_ASSIGN(anonymize::Samples samples, readSamples(connection, overview.tables));
    overview.samples = std::make_shared<const anonymize::Samples>(std::move(samples));
    TRY(decide(overview, rules, stop));
    return overview;
}

Result<ColumnOverview> decidedAgain(const ColumnOverview &overview, const anonymize::RuleSet *rules,
                                    const std::stop_token &stop)
{
    ColumnOverview again = overview;
    TRY(decide(again, rules, stop));
    return again;
}

Result<anonymize::Preview> previewTable(const environments::End &environment, const ColumnOverview &overview,
                                        const sql::QualifiedName &table, const anonymize::ProjectKey &key, int rows,
                                        std::stop_token stop)
{
    const auto shape = std::find_if(overview.tables.begin(), overview.tables.end(),
                                    [&](const auto &candidate) { return candidate.name == table; });
    if (shape == overview.tables.end())
        return failure({.code = ErrorCode::ObjectMissing, .subject = text(table.displayed())});

    TRY_ASSIGN(pg::ReadOnlyConnection connection,
               pg::ReadOnlyConnection::open(environment.connection, {.stop = std::move(stop)}));
    TRY(connection.begin());
    TRY_ASSIGN(const anonymize::SampledRows sample, readSample(connection, *shape, rows));
    return anonymize::preview(*shape, overview.decisions, sample, key);
}

} // namespace engine::columns
