// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/safety/lock_probe.h"

#include <QRandomGenerator>

#include <string>
#include <vector>

namespace engine::safety {

namespace {

constexpr pg::Statement tryLock
    = "SELECT pg_catalog.pg_try_advisory_xact_lock($1::pg_catalog.int4, $2::pg_catalog.int4)";

std::vector<pg::Parameter> randomKey()
{
    // Unpredictable, so that nobody's lock is met by chance and nobody can hold it first.
    auto *random = QRandomGenerator::system();
    const auto half = [random] { return std::to_string(static_cast<int>(random->generate())); };
    return {half(), half()};
}

template <typename Ask>
Result<runs::LockProbe> probe(pg::ReadOnlyConnection &one, Ask askOther)
{
    const std::vector<pg::Parameter> key = randomKey();
    TRY_ASSIGN(const pg::QueryResult taken, one.query(tryLock, key));
    // Held by nobody, a random key is always given.
    if (taken.rowCount() != 1 || !taken.boolean(0, 0))
        return failure({.code = ErrorCode::ProtocolViolation,
                        .subject = text(one.connection().displayName()),
                        .detail = QStringLiteral("an unused advisory lock was not given")});
    TRY_ASSIGN(const pg::QueryResult tried, askOther(key));
    if (tried.rowCount() != 1)
        return failure(
            {.code = ErrorCode::ProtocolViolation, .detail = QStringLiteral("no answer about an advisory lock")});
    return tried.boolean(0, 0) ? runs::LockProbe::DifferentDatabase : runs::LockProbe::SameDatabase;
}

} // namespace

Result<runs::LockProbe> probeLocks(pg::ReadOnlyConnection &one, pg::ReadOnlyConnection &other)
{
    return probe(one, [&other](const auto &key) { return other.query(tryLock, key); });
}

Result<runs::LockProbe> probeLocks(pg::ReadOnlyConnection &one, pg::Connection &other)
{
    return probe(one, [&other](const auto &key) { return other.query(tryLock.sql(), key); });
}

} // namespace engine::safety
