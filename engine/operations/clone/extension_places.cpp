// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone/extension_places.h"

#include "engine/catalog/aside/outside_dependents.h"
#include "engine/sql/identifier.h"
#include "engine/target/undo_actions.h"

#include <algorithm>

namespace engine::operations {

namespace {

// Operators that pg_catalog has too stand in every text: those alone tell nothing. Sosie's own schemas hold what is set
// aside from schemas that are cloned.
constexpr pg::Statement isNamedOrNeeded = R"(
SELECT EXISTS (SELECT FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid
               WHERE d.classid = 'pg_catalog.pg_extension'::pg_catalog.regclass
                   AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.extname = $1)
    OR EXISTS (SELECT FROM pg_catalog.pg_proc AS p
               JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
               JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang
               JOIN pg_catalog.unnest($2::text[]) AS m (name)
                   ON pg_catalog.strpos(pg_catalog.lower(p.prosrc), pg_catalog.lower(m.name)) > 0
               WHERE n.nspname <> ALL ($3::text[]) AND n.nspname !~ '^(pg_|sosie_|information_schema$)'
                   AND l.lanname NOT IN ('internal', 'c')
                   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
                                   WHERE x.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND x.objid = p.oid
                                       AND x.deptype = 'e')
                   AND NOT EXISTS (SELECT FROM pg_catalog.pg_operator AS o WHERE o.oprname = m.name
                                       AND o.oprnamespace = 'pg_catalog'::pg_catalog.regnamespace)))";

} // namespace

Result<bool> isNeededBeyond(pg::ReadOnlyConnection &target, const catalog::MembersElsewhere &extension,
                            const std::vector<std::string> &cloned)
{
    TRY_ASSIGN(const pg::QueryResult named,
               target.query(isNamedOrNeeded,
                            {extension.extension, sql::arrayLiteral({extension.names.begin(), extension.names.end()}),
                             sql::arrayLiteral(cloned)}));
    if (named.boolean(0, 0))
        return true;
    TRY_ASSIGN(const auto taken, catalog::readTakenAlong(target, cloned, {extension.extension}));
    return std::ranges::any_of(taken, [](const catalog::TakenAlong &other) {
        return other.needsExtension && other.identity.find("sosie_") == std::string::npos;
    });
}

Result<bool> canMove(pg::Connection &session, const std::string &extension)
{
    const std::string place = sql::quoted("sosie_discard_0_" + std::to_string(session.backendPid()));
    TRY(session.execute("BEGIN; SET LOCAL lock_timeout = '2s'"));
    const auto tried = [&]() -> Result<> {
        std::vector<target::UndoActions::Switch> switchedOff;
        TRY(target::silenceEventTriggers(session, switchedOff));
        return session.execute("CREATE SCHEMA " + place + "; ALTER EXTENSION " + sql::quoted(extension) + " SET SCHEMA "
                               + place);
    }();
    if (!tried && (!session.isUsable() || tried.error().isCancelled()))
        return failure(tried.error());
    TRY(session.execute("ROLLBACK"));
    return tried.has_value();
}

} // namespace engine::operations
