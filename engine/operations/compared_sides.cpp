// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/compared_sides.h"

#include "engine/base/contains.h"
#include "engine/base/worker_pool.h"
#include "engine/catalog/reading/schema_reader.h"

#include <algorithm>

namespace engine::operations {

using environments::End;

namespace {

constexpr pg::Statement aboutServer = R"(
SELECT 'role', rolname, '' FROM pg_catalog.pg_roles
UNION ALL SELECT 'session', current_user, pg_catalog.current_database()
UNION ALL SELECT 'extension', name, version FROM pg_catalog.pg_available_extension_versions
UNION ALL SELECT 'schema', nspname, '' FROM pg_catalog.pg_namespace)";

Result<ServerNames> readServer(pg::ReadOnlyConnection &connection)
{
    TRY_ASSIGN(const pg::QueryResult rows, connection.query(aboutServer));
    ServerNames server;
    for (int row = 0; row < rows.rowCount(); ++row) {
        const std::string_view kind = rows.view(row, 0);
        const std::string name = rows.string(row, 1);
        if (kind == "role") {
            server.roles.insert(name);
        } else if (kind == "schema") {
            server.schemas.insert(name);
        } else if (kind == "extension") {
            server.extensions[name].insert(rows.string(row, 2));
        } else {
            server.session = name;
            server.database = rows.string(row, 2);
        }
    }
    return server;
}

Result<ComparedSide> open(const End &end, const std::stop_token &stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection connection, pg::ReadOnlyConnection::open(end.connection, {.stop = stop}));
    TRY(connection.begin());
    TRY_ASSIGN(ServerNames server, readServer(connection));
    return ComparedSide{.connection = std::move(connection), .server = std::move(server)};
}

Result<> read(ComparedSide &side, const std::vector<std::string> &wanted)
{
    catalog::ReadOptions options;
    for (const std::string &name : wanted) {
        if (side.server.schemas.contains(name))
            options.schemas.push_back(name);
    }
    options.onlyDatabase = !wanted.empty() && options.schemas.empty();
    TRY_ASSIGN(side.schema, catalog::readSchema(side.connection, options));
    side.schema.databaseName = side.server.database;
    return {};
}

/// Both at the same time: the target on the thread of `other`.
Result<> readBoth(ComparedSide &source, ComparedSide &target, const std::vector<std::string> &schemas,
                  const std::stop_token &stop)
{
    WorkerPool other(1, stop);
    other.add([&](const std::stop_token & /*stop*/) { return read(target, schemas); });
    const Result<> here = read(source, schemas);
    const Result<> there = other.wait();
    TRY(here);
    return there;
}

} // namespace

std::vector<std::string> ServerNames::missingRoles(const catalog::Schema &wanted) const
{
    std::vector<std::string> missing;
    for (const std::string &role : wanted.roles()) {
        if (!roles.contains(role))
            missing.push_back(role);
    }
    return missing;
}

Result<std::pair<ComparedSide, ComparedSide>> readSides(const End &sourceEnd, const End &targetEnd,
                                                        const std::vector<std::string> &schemas,
                                                        const std::stop_token &stop, Progress &progress)
{
    progress.enter(Phase::Preflight);
    TRY_ASSIGN(ComparedSide source, open(sourceEnd, stop));
    TRY_ASSIGN(ComparedSide target, open(targetEnd, stop));
    for (const std::string &name : schemas) {
        if (!source.server.schemas.contains(name) && !target.server.schemas.contains(name))
            return failure({.code = ErrorCode::ObjectMissing, .subject = text(name)});
    }
    progress.enter(Phase::Structure);
    TRY(readBoth(source, target, schemas, stop));
    // What one side's owner makes a schema of people's, and the other's one of the platform's, is read on both.
    std::set<std::string> names;
    for (const ComparedSide *side : {&source, &target}) {
        for (const std::string &name : side->schema.schemaNames())
            names.insert(name);
    }
    for (ComparedSide *side : {&source, &target}) {
        const std::vector<std::string> there = side->schema.schemaNames();
        const bool isMissed = std::ranges::any_of(names, [&](const std::string &name) {
            return side->server.schemas.contains(name) && !contains(there, name);
        });
        if (isMissed)
            TRY(read(*side, {names.begin(), names.end()}));
    }
    return std::pair{std::move(source), std::move(target)};
}

} // namespace engine::operations
