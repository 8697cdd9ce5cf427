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

/// What a saved structure was on had all that it names.
ServerNames namesOf(const catalog::Schema &schema)
{
    ServerNames server{.database = schema.databaseName};
    for (const std::string &role : schema.roles())
        server.roles.insert(role);
    for (const std::string &name : schema.schemaNames())
        server.schemas.insert(name);
    for (const catalog::Object &object : schema.objects) {
        if (const auto *extension = object.as<catalog::Extension>())
            server.extensions[object.key.name].insert(extension->version);
    }
    return server;
}

Result<> connect(ComparedSide &side, const End &end, const std::stop_token &stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection connection, pg::ReadOnlyConnection::open(end.connection, {.stop = stop}));
    TRY(connection.begin());
    TRY_ASSIGN(side.server, readServer(connection));
    side.live.emplace(std::move(connection));
    return {};
}

Result<ComparedSide> open(const End &end, const StructureFile *file, const std::stop_token &stop, Progress &progress)
{
    ComparedSide side;
    if (file == nullptr) {
        TRY(connect(side, end, stop));
        return side;
    }
    if (file->saved) {
        side.schema = *file->saved;
        side.server = namesOf(side.schema);
        return side;
    }
    TRY_ASSIGN(importing::Loaded loaded, file->load(stop, progress));
    side.loaded = std::make_unique<importing::Loaded>(std::move(loaded));
    side.privateEnd = End{.environment = {.name = end.environment.name, .type = environments::EnvironmentType::Test},
                          .connection = side.loaded->database.connection()};
    TRY(connect(side, *side.privateEnd, stop));
    // The roles that stand for those of the file are all that count; who loads and who keeps are nobody's.
    side.server.roles.erase(importing::PrivateDatabase::loader);
    return side;
}

/// Of a saved structure only these schemas, and what belongs to none.
void keepOnly(catalog::Schema &schema, const std::vector<std::string> &wanted)
{
    std::erase_if(schema.objects, [&](const catalog::Object &object) {
        const bool isSchema = object.key.kind == catalog::ObjectKind::Schema;
        const std::string &place = isSchema ? object.key.name : object.key.schema;
        return !wanted.empty() && !place.empty() && !contains(wanted, place);
    });
}

/// Who loads a file is the private server's, and not the file's: what the file gives no owner is its database owner's.
void forgetLoader(catalog::Schema &schema)
{
    const std::string loader = importing::PrivateDatabase::loader;
    const auto isLoaders = [&](const catalog::Object &object) {
        return (object.key.kind == catalog::ObjectKind::Setting && object.key.parent == loader)
               || (object.key.kind == catalog::ObjectKind::DefaultPrivileges && object.key.name == loader);
    };
    std::erase_if(schema.objects, isLoaders);
}

Result<> read(ComparedSide &side, const std::vector<std::string> &wanted)
{
    if (!side.live) {
        keepOnly(side.schema, wanted);
        return {};
    }
    catalog::ReadOptions options;
    for (const std::string &name : wanted) {
        if (side.server.schemas.contains(name))
            options.schemas.push_back(name);
    }
    options.onlyDatabase = !wanted.empty() && options.schemas.empty();
    TRY_ASSIGN(side.schema, catalog::readSchema(*side.live, options));
    side.schema.databaseName = side.server.database;
    if (side.loaded)
        forgetLoader(side.schema);
    return {};
}

void replaceRole(catalog::Acl &acl, const std::string &from, const std::string &to)
{
    for (catalog::AclItem &item : acl) {
        for (std::string *role : {&item.grantee, &item.grantor}) {
            if (*role == from)
                *role = to;
        }
    }
    std::ranges::sort(acl);
}

/// What the file gives no owner belongs to whom it belongs on the other side; what is not there, to who works there.
void giveOwners(ComparedSide &side, const ComparedSide &other)
{
    const std::string loader = importing::PrivateDatabase::loader;
    std::map<std::string, int> owners;
    for (const catalog::Object &object : other.schema.objects) {
        if (!object.owner.empty())
            ++owners[object.owner];
    }
    const auto most = std::ranges::max_element(owners, {}, [](const auto &owner) { return owner.second; });
    const std::string usual = !other.server.session.empty() ? other.server.session
                              : most != owners.end()        ? most->first
                                                            : loader;
    for (catalog::Object &object : side.schema.objects) {
        const catalog::Object *twin = object.owner == loader ? other.schema.find(object.key) : nullptr;
        const std::string owner = twin != nullptr && !twin->owner.empty() ? twin->owner : usual;
        if (object.owner == loader)
            object.owner = owner;
        replaceRole(object.acl, loader, owner);
        if (auto *columns = catalog::columnsOf(object)) {
            for (catalog::Column &column : *columns)
                replaceRole(column.acl, loader, owner);
        }
    }
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

/// What one side's owner makes a schema of people's, and the other's one of the platform's, is read on both.
Result<> readWhatOnlyOneSays(ComparedSide &source, ComparedSide &target)
{
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
    return {};
}

Result<std::pair<ComparedSide, ComparedSide>> readSides(const End &sourceEnd, const StructureFile *sourceFile,
                                                        const End &targetEnd, const StructureFile *targetFile,
                                                        const std::vector<std::string> &schemas,
                                                        const std::stop_token &stop, Progress &progress)
{
    progress.enter(Phase::Preflight);
    TRY_ASSIGN(ComparedSide source, open(sourceEnd, sourceFile, stop, progress));
    TRY_ASSIGN(ComparedSide target, open(targetEnd, targetFile, stop, progress));
    for (const std::string &name : schemas) {
        if (!source.server.schemas.contains(name) && !target.server.schemas.contains(name))
            return failure({.code = ErrorCode::ObjectMissing, .subject = text(name)});
    }
    progress.enter(Phase::Structure);
    TRY(readBoth(source, target, schemas, stop));
    TRY(readWhatOnlyOneSays(source, target));
    if (source.loaded && !target.loaded)
        giveOwners(source, target);
    if (target.loaded && !source.loaded)
        giveOwners(target, source);
    return std::pair{std::move(source), std::move(target)};
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

Result<std::pair<ComparedSide, ComparedSide>> readSides(const End &source, const End &target,
                                                        const std::vector<std::string> &schemas,
                                                        const std::stop_token &stop, Progress &progress)
{
    return readSides(source, nullptr, target, nullptr, schemas, stop, progress);
}

Result<std::pair<ComparedSide, ComparedSide>> readSides(const StructureSource &source, const StructureSource &target,
                                                        const std::vector<std::string> &schemas,
                                                        const std::stop_token &stop, Progress &progress)
{
    return readSides(source.end, source.file ? &*source.file : nullptr, target.end,
                     target.file ? &*target.file : nullptr, schemas, stop, progress);
}

Result<catalog::Schema> readStructure(const End &end, const std::vector<std::string> &schemas,
                                      const std::stop_token &stop)
{
    ComparedSide side;
    TRY(connect(side, end, stop));
    TRY(read(side, schemas));
    return std::move(side.schema);
}

} // namespace engine::operations
