// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/session/target_limits.h"

#include "engine/base/contains.h"
#include "engine/catalog/model/server_versions.h"

#include <algorithm>
#include <map>

namespace engine::target {

using namespace Qt::StringLiterals;

namespace {

/// A server can be built without it.
constexpr pg::Statement compressesWithLz4 = R"(
SELECT 'lz4' = ANY (enumvals) FROM pg_catalog.pg_settings WHERE name = 'default_toast_compression')";

/// For how many things the server has locks, and how many processes share them. It reserves some more, so that half as
/// many again may still be had.
constexpr pg::Statement storeOfLocks = R"(
SELECT pg_catalog.current_setting('max_locks_per_transaction')::bigint, 1 + sum(setting::bigint)
FROM pg_catalog.pg_settings
WHERE name IN ('max_connections', 'max_prepared_transactions', 'max_worker_processes', 'max_wal_senders',
               'autovacuum_max_workers'))";

// The new schema of the name gets the attributes of the old one, and relocatable extensions follow to it. A schema of
// an extension, one that is published as a whole or has a label of a module, and one that an expression means (as
// regnamespace does) are told by what depends on them beside what is in them.
constexpr pg::Statement renamable = R"(
SELECT n.nspname
FROM pg_catalog.pg_namespace AS n
WHERE n.nspname = ANY ($1::text[]) AND pg_catalog.pg_has_role(n.nspowner, 'MEMBER')
    AND pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid
            -- Privileges by default (deptype a) are of the schema itself.
            AND (d.deptype <> CASE d.classid WHEN 'pg_catalog.pg_default_acl'::pg_catalog.regclass THEN 'a'::"char"
                                             ELSE 'n'::"char" END
                OR d.classid NOT IN (
                    'pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_type'::pg_catalog.regclass,
                    'pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_operator'::pg_catalog.regclass,
                    'pg_catalog.pg_opclass'::pg_catalog.regclass, 'pg_catalog.pg_opfamily'::pg_catalog.regclass,
                    'pg_catalog.pg_collation'::pg_catalog.regclass, 'pg_catalog.pg_conversion'::pg_catalog.regclass,
                    'pg_catalog.pg_ts_parser'::pg_catalog.regclass, 'pg_catalog.pg_ts_dict'::pg_catalog.regclass,
                    'pg_catalog.pg_ts_template'::pg_catalog.regclass, 'pg_catalog.pg_ts_config'::pg_catalog.regclass,
                    'pg_catalog.pg_statistic_ext'::pg_catalog.regclass,
                    'pg_catalog.pg_default_acl'::pg_catalog.regclass, 'pg_catalog.pg_extension'::pg_catalog.regclass)
                OR (d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                    AND (SELECT p.pronamespace FROM pg_catalog.pg_proc AS p WHERE p.oid = d.objid) <> n.oid)))
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objid = n.oid AND d.deptype = 'e')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_seclabel AS l
                    WHERE l.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND l.objoid = n.oid)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_default_acl AS a
                    WHERE a.defaclnamespace = n.oid AND NOT pg_catalog.pg_has_role(a.defaclrole, 'MEMBER'))
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_extension AS e
                    WHERE e.extnamespace = n.oid
                        AND NOT (e.extrelocatable AND pg_catalog.pg_has_role(e.extowner, 'USAGE')))
    -- Of an extension that lives elsewhere.
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        JOIN pg_catalog.pg_depend AS m ON m.classid = d.classid AND m.objid = d.objid AND m.deptype = 'e'
            AND m.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
        JOIN pg_catalog.pg_extension AS e ON e.oid = m.refobjid
        WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid
            AND e.extnamespace <> n.oid))";

/// What moves from one schema into another by a statement of its own, or with its table: each is locked.
std::map<std::string, long long> locksBySchema(const catalog::Schema &schema)
{
    std::map<std::string, long long> locks;
    for (const catalog::Object &object : schema.objects) {
        if (object.key.parent.empty() && !object.key.schema.empty())
            ++locks[object.key.schema];
    }
    return locks;
}

Error unsupported(const catalog::Object &object, const QString &what)
{
    return {.code = ErrorCode::ObjectNotSupported, .subject = text(object.key.display()), .detail = what};
}

// The hash of an enumeration is that of the OIDs of its labels: in another database its rows belong to other
// partitions.
void findPartitionsByOid(const catalog::Schema &source, QList<Error> &found)
{
    for (const catalog::Object *leaf : source.tablesWithRows()) {
        if (leaf->as<catalog::Table>()->heapBytes.value == 0)
            continue;
        for (const catalog::Object *child = leaf; child != nullptr && child->as<catalog::Table>()->isPartition();) {
            const sql::QualifiedName &parent = child->as<catalog::Table>()->parents.front();
            child = source.findTable(parent.schema, parent.name);
            const auto *table = child == nullptr ? nullptr : child->as<catalog::Table>();
            if (table == nullptr || !table->partitionKey.starts_with("HASH "))
                continue;
            const auto isInKey = [&](const catalog::Column &column) {
                return column.typeType.value == 'e' && table->partitionKey.find(column.name) != std::string::npos;
            };
            if (std::ranges::any_of(table->columns, isInKey))
                found.append(unsupported(*leaf, u"PARTITION BY "_s + text(table->partitionKey)));
        }
    }
}

void findLz4(const catalog::Schema &source, QList<Error> &found)
{
    for (const catalog::Object &object : source.objects) {
        const auto *table = object.as<catalog::Table>();
        if (table != nullptr
            && std::ranges::find(table->columns, 'l', &catalog::Column::compression) != table->columns.end())
            found.append(unsupported(object, u"COMPRESSION lz4"_s));
    }
}

} // namespace

Result<QList<Error>> findBeyondTarget(const catalog::Schema &source, pg::ReadOnlyConnection &target)
{
    QList<Error> found;
    const int major = target.connection().serverMajor();
    const int sourceMajor = source.serverVersion / 10000;
    if (major < sourceMajor) {
        found.append({.code = ErrorCode::ServerVersion, .detail = u"%1 → %2"_s.arg(sourceMajor).arg(major)});
        for (const catalog::NewerFeature &newer : catalog::featuresNewerThan(major, source))
            found.append({.code = ErrorCode::ObjectNotSupported,
                          .subject = text(newer.object.display()),
                          .detail = u"PostgreSQL %1: %2"_s.arg(newer.sinceMajor).arg(text(newer.feature))});
    }
    TRY_ASSIGN(const pg::QueryResult lz4, target.query(compressesWithLz4));
    if (lz4.rowCount() == 0 || !lz4.boolean(0, 0))
        findLz4(source, found);
    findPartitionsByOid(source, found);
    return found;
}

Result<std::vector<std::string>> schemasSetAsideWhole(const catalog::Schema &source, const catalog::Schema &before,
                                                      pg::ReadOnlyConnection &target)
{
    const std::map<std::string, long long> old = locksBySchema(before);
    const std::map<std::string, long long> made = locksBySchema(source);
    std::map<std::string, long long> wanted;
    for (const std::string &schema : before.schemaNames()) {
        for (const auto *side : {&old, &made}) {
            if (const auto found = side->find(schema); found != side->end())
                wanted[schema] += found->second;
        }
    }
    const auto sum = [&wanted] {
        long long all = 0;
        for (const auto &[schema, locks] : wanted)
            all += locks;
        return all;
    };
    TRY_ASSIGN(const pg::QueryResult store, target.query(storeOfLocks));
    const long long perProcess = store.integer(0, 0);
    const long long processes = store.integer(0, 1);
    const long long most = perProcess * processes * 3 / 2;
    std::vector<std::string> whole;
    // What a server has beyond that is not there for certain: others use it too.
    if (sum() <= perProcess * processes)
        return whole;
    TRY_ASSIGN(const pg::QueryResult rows, target.query(renamable, {sql::arrayLiteral(before.schemaNames())}));
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (wanted.erase(rows.string(row, 0)) > 0)
            whole.push_back(rows.string(row, 0));
    }
    if (sum() <= most)
        return whole;
    return failure({.code = ErrorCode::ServerOutOfResources,
                    .subject = text(target.connection().displayName()),
                    .detail = u"max_locks_per_transaction: %1 → %2 (%3 objects)"_s.arg(perProcess)
                                  .arg((sum() / processes / 64 + 1) * 64)
                                  .arg(sum())});
}

} // namespace engine::target
