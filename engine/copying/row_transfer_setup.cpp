// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/row_transfer_setup.h"

namespace engine::copying {

namespace {

// Memory for building an index: what the server was given for its buffers, shared among the workers, half a gigabyte at
// the most and never less than its own setting. The default of 64 MB sorts a million rows on disk.
constexpr std::string_view sortMemory = R"(
SELECT pg_catalog.set_config('maintenance_work_mem',
    greatest((SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = 'maintenance_work_mem'),
        least((SELECT setting::bigint * 8 FROM pg_catalog.pg_settings WHERE name = 'shared_buffers') / $1::bigint,
            524288))::text || 'kB',
    false))";

// An index that is built goes into the log of the server page by page; compressed, that costs less than to write it.
// Only where the account may: the setting is a superuser's, or granted. Since PostgreSQL 15.
constexpr std::string_view smallerLog = R"(
SELECT pg_catalog.set_config(name, 'lz4', false) FROM pg_catalog.pg_settings
WHERE name = 'wal_compression' AND setting = 'off' AND 'lz4' = ANY (enumvals)
    AND pg_catalog.has_parameter_privilege(name, 'SET'))";

} // namespace

Result<> prepareForIndexes(pg::Connection &target, int jobs)
{
    TRY(target.query(sortMemory, {std::to_string(jobs)}));
    if (target.serverMajor() >= 15)
        TRY(target.query(smallerLog));
    return {};
}

} // namespace engine::copying
