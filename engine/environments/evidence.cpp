// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/evidence.h"

#include "engine/environments/identity_reader.h"
#include "engine/sql/identifier.h"

namespace engine::environments {

namespace {

// Not current_setting(): a session, a role or an option of the connection could say otherwise.
constexpr pg::Statement isMarked = R"(
SELECT pg_catalog.strpos(coalesce(pg_catalog.shobj_description(d.oid, 'pg_database'), ''), '[sosie:production]') > 0
    OR EXISTS (SELECT FROM pg_catalog.pg_db_role_setting AS s
               CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS v
               WHERE s.setdatabase = d.oid AND s.setrole = 0
                   AND pg_catalog.lower(v) IN ('sosie.production=on', 'sosie.production=true',
                                               'sosie.production=yes', 'sosie.production=1'))
FROM pg_catalog.pg_database AS d
WHERE d.datname = pg_catalog.current_database())";

} // namespace

Result<Evidence> readEvidence(pg::ReadOnlyConnection &connection, const pg::ConnectionInfo &info)
{
    Evidence evidence{.whereabouts = whereaboutsOf(info)};
    TRY(addWhereabouts(evidence.whereabouts, connection));
    TRY_ASSIGN(const pg::QueryResult mark, connection.query(isMarked));
    evidence.hasProductionMark = mark.rowCount() == 1 && mark.boolean(0, 0);
    const Result<Identity> identity = readIdentity(connection);
    if (identity)
        evidence.identity = *identity;
    else if (identity.error().code != ErrorCode::IdentityUnknown)
        return failure(identity.error());
    return evidence;
}

QString productionMarkStatement(const QString &database)
{
    // The comment and not the setting, which only a superuser may make; with what the comment says already.
    return QStringLiteral("DO $$BEGIN EXECUTE format('COMMENT ON DATABASE %I IS %L', name, concat_ws(' ', comment, "
                          "'[sosie:production]')) FROM (SELECT datname AS name, shobj_description(oid, 'pg_database') "
                          "AS comment FROM pg_database WHERE datname = ")
           + text(sql::literal(database.toStdString())) + QStringLiteral(") AS d; END$$;");
}

} // namespace engine::environments
