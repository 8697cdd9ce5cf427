// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/reaching/connection_info.h"
#include "engine/pg/read_only_connection.h"

#include <set>
#include <string>

namespace engine::environments {

/// Where a database is, as far as can be told without knowing which database it is: what a production that was never
/// reached is recognised by. A value.
struct Whereabouts
{
    /// Names in lower case and addresses; "this computer" for sockets and every address of this computer itself.
    std::set<std::string> machines{};
    std::set<std::string> databases{};
    /// A section of pg_service.conf, and the reference of a Supabase project; empty: none.
    std::string service{};
    std::string project{};
    /// A pooler stands in between, or may: the database may have another name on the server.
    bool maybePooled = false;
};

/// What an address, with everything filled in that it leaves out, says of itself. Looks up no names.
[[nodiscard]] Whereabouts whereaboutsOf(const pg::ConnectionInfo &info);
/// The same, and the addresses that its names resolve to now: blocks, three seconds at most.
[[nodiscard]] Whereabouts resolvedWhereabouts(const pg::ConnectionInfo &info);

/// Adds what an open connection knows: whom it reached, and what the server says of itself. REQUIRES: begin()
/// succeeded. Errors: those of query().
Result<> addWhereabouts(Whereabouts &whereabouts, pg::ReadOnlyConnection &connection);

/// Whether both could be the same database. In doubt, yes.
[[nodiscard]] bool couldBeSame(const Whereabouts &one, const Whereabouts &other);

} // namespace engine::environments
