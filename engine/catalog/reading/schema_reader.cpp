// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/reading/schema_reader.h"

#include "engine/catalog/queries.h"
#include "engine/catalog/reading/reading.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <set>

namespace engine::catalog {

using namespace Qt::StringLiterals;

namespace {

constexpr int oldestServer = 13;

Result<> readSchemas(Reading &reading, const ReadOptions &options)
{
    TRY_ASSIGN(const auto rows, reading.connection.query(queries::listSchemas));
    std::set<std::string> missing(options.schemas.begin(), options.schemas.end());
    std::string oids = "{";
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{
            .key = {.kind = ObjectKind::Schema, .name = fields.text()}, .owner = fields.text(), .acl = fields.acl()};
        const bool isExtensions = fields.boolean();
        const bool wanted
            = options.onlyDatabase ? false
              : options.schemas.empty()
                  ? isUserSchema(object.key.name) && !isManagedSchema(object.key.name, object.owner) && !isExtensions
                  : missing.erase(object.key.name) == 1;
        const bool isPlatforms = !isExtensions && options.schemas.empty() && !options.onlyDatabase
                                 && isUserSchema(object.key.name) && !wanted;
        if (isPlatforms)
            reading.schema.notCarried.push_back(
                {.kind = "schema", .name = object.key.display(), .reason = Uncarried::Reason::NotModelled});
        if (!wanted)
            continue;
        oids += (oids.size() > 1 ? "," : "") + std::to_string(oid);
        object.definition = SchemaDefinition{};
        reading.add({catalogs::schema, oid}, std::move(object));
    }
    if (!missing.empty())
        return failure({.code = ErrorCode::ObjectMissing, .subject = text(*missing.begin())});
    reading.schemas = oids + '}';
    return {};
}

/// A snapshot cannot be exported inside of a savepoint.
constexpr pg::Statement endOfHeldLocks = "RELEASE SAVEPOINT locks";

/// A prefix of names that people may take too: only the whole name tells.
bool isSosiesOwn(std::string_view name)
{
    static const QRegularExpression own(u"^sosie_(state|(before|discard|kept)_[0-9]+_[0-9]+)$"_s);
    return own.match(text(name)).hasMatch();
}

} // namespace

bool isUserSchema(std::string_view name)
{
    return !name.starts_with("pg_") && name != "information_schema" && !isSosiesOwn(name);
}

bool isManagedSchema(std::string_view name, std::string_view owner)
{
    // Of Supabase alone, whoever owns them.
    static constexpr std::array<std::string_view, 12> ownNames{
        "_analytics",     "_realtime",          "_supavisor",          "graphql",  "graphql_public", "pgbouncer",
        "pgsodium_masks", "supabase_functions", "supabase_migrations", "pgsodium", "pgtle",          "dbdev"};
    // public is the user's, whoever made it.
    if (name == "public")
        return false;
    return owner.starts_with("supabase_") || owner == "pgbouncer" || owner == "dashboard_user"
           || std::ranges::find(ownNames, name) != ownNames.end();
}

Result<Schema> readSchema(pg::ReadOnlyConnection &connection, const ReadOptions &options)
{
    Reading reading{.connection = connection, .major = connection.connection().serverMajor()};
    if (reading.major < oldestServer)
        return failure({.code = ErrorCode::ServerVersion,
                        .subject = text(connection.connection().displayName()),
                        .detail = QString::number(reading.major)});
    reading.schema.serverVersion = connection.connection().serverVersion();
    // What is asked of the server takes a lock on each catalog, on each sequence and on what each view reads.
    TRY(connection.holdLocks());
    TRY(readSchemas(reading, options));
    TRY(readExtensions(reading));
    TRY(readTypes(reading));
    TRY(readRoutines(reading));
    TRY(readScripted(reading));
    TRY(readDatabaseWide(reading));
    TRY(connection.giveBackLocks());
    TRY(readRelations(reading));
    TRY(readTableParts(reading));
    TRY(connection.giveBackLocks());
    TRY(readPublications(reading));
    TRY(readDefaultPrivileges(reading));
    TRY(readComments(reading));
    TRY(readUncarried(reading));
    TRY(readSecurityLabels(reading));
    TRY(readMembers(reading));
    TRY(connection.giveBackLocks());
    TRY(readDependencies(reading));
    TRY(connection.giveBackLocks());
    TRY(connection.query(endOfHeldLocks));
    reading.schema.sort();
    return std::move(reading.schema);
}

} // namespace engine::catalog
