// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/target_limits.h"

#include "engine/base/contains.h"
#include "engine/catalog/server_versions.h"

#include <algorithm>

namespace engine::operations {

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

/// What moves from one schema into another by a statement of its own, or with its table: each is locked.
long long movedObjects(const catalog::Schema &schema, const catalog::Schema &in)
{
    const std::vector<std::string> schemas = in.schemaNames();
    return std::ranges::count_if(schema.objects, [&](const catalog::Object &object) {
        return object.key.parent.empty() && contains(schemas, object.key.schema);
    });
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
            const pg::QualifiedName &parent = child->as<catalog::Table>()->parents.front();
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

Result<> checkLocks(const catalog::Schema &source, const catalog::Schema &before, pg::ReadOnlyConnection &target)
{
    const long long wanted = movedObjects(before, before) + movedObjects(source, before);
    TRY_ASSIGN(const pg::QueryResult store, target.query(storeOfLocks));
    const long long perProcess = store.integer(0, 0);
    const long long processes = store.integer(0, 1);
    if (movedObjects(before, before) == 0 || wanted <= perProcess * processes * 3 / 2)
        return {};
    return failure({.code = ErrorCode::ServerOutOfResources,
                    .subject = text(target.connection().displayName()),
                    .detail = u"max_locks_per_transaction: %1 → %2 (%3 objects)"_s.arg(perProcess)
                                  .arg((wanted / processes / 64 + 1) * 64)
                                  .arg(wanted)});
}

} // namespace engine::operations
