// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/beside.h"

#include "engine/catalog/aside/set_aside.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace engine::importing {

namespace {

// Names are 63 bytes at most.
constexpr size_t longestName = 63;

// What nothing of the chosen tables needs. Parts (defaults, constraints, triggers, policies, rules, indexes, row types,
// sequences of columns) come and go with what they are parts of; a foreign key is no need. Each is dropped with what
// hangs on it: nothing that stays does, or it would be needed.
constexpr std::string_view notNeeded = R"(
WITH RECURSIVE chosen (oid) AS (
    SELECT c.oid FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    JOIN ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS t (schema, name)
        ON t.schema = n.nspname AND t.name = c.relname
    UNION
    SELECT i.inhrelid FROM pg_catalog.pg_inherits AS i JOIN chosen ON i.inhparent = chosen.oid
),
part (class, object, whole_class, whole) AS MATERIALIZED (
    SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass::oid, oid, 'pg_catalog.pg_class'::pg_catalog.regclass::oid, adrelid
    FROM pg_catalog.pg_attrdef
    UNION ALL SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, oid, 'pg_catalog.pg_class'::pg_catalog.regclass, conrelid
    FROM pg_catalog.pg_constraint WHERE conrelid <> 0
    UNION ALL SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, oid, 'pg_catalog.pg_type'::pg_catalog.regclass, contypid
    FROM pg_catalog.pg_constraint WHERE contypid <> 0
    UNION ALL SELECT 'pg_catalog.pg_trigger'::pg_catalog.regclass, oid, 'pg_catalog.pg_class'::pg_catalog.regclass, tgrelid
    FROM pg_catalog.pg_trigger
    UNION ALL SELECT 'pg_catalog.pg_policy'::pg_catalog.regclass, oid, 'pg_catalog.pg_class'::pg_catalog.regclass, polrelid
    FROM pg_catalog.pg_policy
    UNION ALL SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass, oid, 'pg_catalog.pg_class'::pg_catalog.regclass, ev_class
    FROM pg_catalog.pg_rewrite
    UNION ALL SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, indexrelid, 'pg_catalog.pg_class'::pg_catalog.regclass, indrelid
    FROM pg_catalog.pg_index
    UNION ALL SELECT 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass, oid, 'pg_catalog.pg_class'::pg_catalog.regclass, stxrelid
    FROM pg_catalog.pg_statistic_ext
    UNION ALL SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 'pg_catalog.pg_type'::pg_catalog.regclass, c.reltype
    FROM pg_catalog.pg_class AS c WHERE c.relkind = 'c'
    UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid
    FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid AND c.relkind <> 'c'
    UNION ALL
    SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, a.oid,
        CASE WHEN c.oid IS NULL THEN 'pg_catalog.pg_type'::pg_catalog.regclass
             ELSE 'pg_catalog.pg_class'::pg_catalog.regclass END, coalesce(c.oid, t.oid)
    FROM pg_catalog.pg_type AS a JOIN pg_catalog.pg_type AS t ON t.oid = a.typelem AND t.typarray = a.oid
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid AND c.relkind <> 'c'
    UNION ALL SELECT d.classid, d.objid, d.refclassid, d.refobjid
    FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
),
edges (class, object, refclass, refobject) AS MATERIALIZED (
    SELECT DISTINCT coalesce(p.whole_class, d.classid), coalesce(p.whole, d.objid),
        coalesce(q.whole_class, d.refclassid), coalesce(q.whole, d.refobjid)
    FROM pg_catalog.pg_depend AS d
    LEFT JOIN part AS p ON p.class = d.classid AND p.object = d.objid
    LEFT JOIN part AS q ON q.class = d.refclassid AND q.object = d.refobjid
    WHERE d.refobjid >= 16384
        AND NOT (d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
                 AND EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.oid = d.objid AND k.contype = 'f'))
        AND NOT (d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass
                 AND EXISTS (SELECT FROM pg_catalog.pg_trigger AS g WHERE g.oid = d.objid AND g.tgisinternal))
),
kept (class, object) AS (
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::oid, oid FROM chosen
    UNION
    SELECT e.refclass, e.refobject FROM kept AS k JOIN edges AS e ON e.class = k.class AND e.object = k.object
),
all_of (place, class, object, namespace) AS (
    SELECT 1, 'pg_catalog.pg_event_trigger'::pg_catalog.regclass::oid, oid, 0::oid FROM pg_catalog.pg_event_trigger
    UNION ALL SELECT 1, 'pg_catalog.pg_publication'::pg_catalog.regclass, oid, 0 FROM pg_catalog.pg_publication
    UNION ALL SELECT 4, 'pg_catalog.pg_cast'::pg_catalog.regclass, oid, 0 FROM pg_catalog.pg_cast
    UNION ALL SELECT 4, 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, c.relnamespace
    FROM pg_catalog.pg_class AS c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL SELECT 5, 'pg_catalog.pg_proc'::pg_catalog.regclass, oid, pronamespace FROM pg_catalog.pg_proc
    UNION ALL SELECT 6, 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, t.typnamespace
    FROM pg_catalog.pg_type AS t WHERE t.typtype IN ('b', 'c', 'd', 'e', 'r')
    UNION ALL SELECT 6, 'pg_catalog.pg_operator'::pg_catalog.regclass, oid, oprnamespace FROM pg_catalog.pg_operator
    UNION ALL SELECT 6, 'pg_catalog.pg_opclass'::pg_catalog.regclass, oid, opcnamespace FROM pg_catalog.pg_opclass
    UNION ALL SELECT 7, 'pg_catalog.pg_opfamily'::pg_catalog.regclass, oid, opfnamespace FROM pg_catalog.pg_opfamily
    UNION ALL SELECT 7, 'pg_catalog.pg_collation'::pg_catalog.regclass, oid, collnamespace FROM pg_catalog.pg_collation
    UNION ALL SELECT 7, 'pg_catalog.pg_conversion'::pg_catalog.regclass, oid, connamespace FROM pg_catalog.pg_conversion
    UNION ALL SELECT 7, 'pg_catalog.pg_ts_config'::pg_catalog.regclass, oid, cfgnamespace FROM pg_catalog.pg_ts_config
    UNION ALL SELECT 8, 'pg_catalog.pg_ts_dict'::pg_catalog.regclass, oid, dictnamespace FROM pg_catalog.pg_ts_dict
    UNION ALL SELECT 8, 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, oid, 0 FROM pg_catalog.pg_foreign_server
    UNION ALL SELECT 9, 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, oid, 0
    FROM pg_catalog.pg_foreign_data_wrapper
    UNION ALL SELECT 9, 'pg_catalog.pg_language'::pg_catalog.regclass, oid, 0 FROM pg_catalog.pg_language
    UNION ALL SELECT 9, 'pg_catalog.pg_extension'::pg_catalog.regclass, oid, 0 FROM pg_catalog.pg_extension
)
SELECT 0, pg_catalog.format('ALTER TABLE %I.%I DROP CONSTRAINT %I CASCADE', n.nspname, c.relname, k.conname),
    CASE WHEN c.oid IN (SELECT oid FROM chosen) THEN pg_catalog.format('%I on %I.%I', k.conname, n.nspname, c.relname) END
FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND k.confrelid NOT IN (SELECT oid FROM chosen)
    AND EXISTS (SELECT FROM kept WHERE kept.object = c.oid AND kept.class = 'pg_catalog.pg_class'::pg_catalog.regclass)
UNION ALL
-- Only their structure is needed.
SELECT 3, pg_catalog.format('TRUNCATE ONLY %I.%I', n.nspname, c.relname), NULL
FROM kept JOIN pg_catalog.pg_class AS c ON c.oid = kept.object AND kept.class = 'pg_catalog.pg_class'::pg_catalog.regclass
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.oid NOT IN (SELECT oid FROM chosen)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x WHERE x.classid = kept.class AND x.objid = c.oid AND x.deptype = 'e')
UNION ALL
SELECT a.place,
    'DROP ' || CASE WHEN i.type IN ('function', 'procedure', 'aggregate') THEN 'ROUTINE'
                    ELSE pg_catalog.upper(pg_catalog.replace(i.type, '-', ' ')) END
        || ' IF EXISTS ' || i.identity || ' CASCADE', NULL
FROM all_of AS a CROSS JOIN LATERAL pg_catalog.pg_identify_object(a.class, a.object, 0) AS i
WHERE a.object >= 16384
    AND NOT EXISTS (SELECT FROM kept AS k WHERE k.class = a.class AND k.object = a.object)
    AND NOT EXISTS (SELECT FROM part AS p WHERE p.class = a.class AND p.object = a.object)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = a.class AND d.objid = a.object AND d.deptype = 'e')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE n.oid = a.namespace
                    AND (n.nspname ~ '^pg_' OR n.nspname = 'information_schema'))
ORDER BY 1, 2)";

// What belongs to no schema, and would be made in a target or take the place of what it has.
constexpr std::string_view ofDatabase = R"(
SELECT 'event trigger', evtname::text, pg_catalog.format('DROP EVENT TRIGGER %I', evtname) FROM pg_catalog.pg_event_trigger
UNION ALL
SELECT 'publication', pubname::text, pg_catalog.format('DROP PUBLICATION %I', pubname) FROM pg_catalog.pg_publication
UNION ALL
SELECT 'large objects', pg_catalog.count(*)::text, 'SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata'
FROM pg_catalog.pg_largeobject_metadata HAVING pg_catalog.count(*) > 0
UNION ALL
SELECT 'default privileges', pg_catalog.pg_get_userbyid(defaclrole)::text,
    pg_catalog.format('DELETE FROM pg_catalog.pg_default_acl WHERE oid = %s', oid)
FROM pg_catalog.pg_default_acl
UNION ALL
SELECT 'setting', s.setting, pg_catalog.format('ALTER DATABASE %I RESET ALL', pg_catalog.current_database())
FROM pg_catalog.pg_db_role_setting AS r CROSS JOIN LATERAL pg_catalog.unnest(r.setconfig) AS s (setting)
WHERE r.setrole = 0 AND r.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
UNION ALL
SELECT 'rows of extension', e.extname::text,
    pg_catalog.format('UPDATE pg_catalog.pg_extension SET extconfig = NULL, extcondition = NULL WHERE oid = %s', e.oid)
FROM pg_catalog.pg_extension AS e WHERE e.extconfig IS NOT NULL)";

constexpr std::string_view keysOutOf = R"(
SELECT pg_catalog.format('%I on %I.%I', k.conname, n.nspname, c.relname),
    pg_catalog.format('ALTER TABLE %I.%I DROP CONSTRAINT %I CASCADE', n.nspname, c.relname, k.conname)
FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class AS o ON o.oid = k.confrelid JOIN pg_catalog.pg_namespace AS m ON m.oid = o.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY ($1::text[]) AND NOT m.nspname = ANY ($1::text[])
ORDER BY 1)";

// Paths that routines set for themselves: the new schemas where the old ones were.
constexpr std::string_view pathsOfRoutines = R"(
SELECT p.oid::text, pg_catalog.substring(s.setting, 13)
FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
CROSS JOIN LATERAL pg_catalog.unnest(p.proconfig) AS s (setting)
WHERE n.nspname = ANY ($1::text[]) AND s.setting LIKE 'search_path=%')";

constexpr std::string_view routinesThatName = R"(
SELECT pg_catalog.format('%I.%I', n.nspname, p.proname)
FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang AND l.lanname NOT IN ('c', 'internal')
WHERE n.nspname = ANY ($1::text[])
    AND EXISTS (SELECT FROM pg_catalog.unnest($2::text[]) AS o (name)
                WHERE pg_catalog.strpos(p.prosrc, o.name || '.') > 0
                    OR pg_catalog.strpos(p.prosrc, pg_catalog.quote_ident(o.name) || '.') > 0)
ORDER BY 1)";

std::string cut(std::string name, size_t most)
{
    if (name.size() <= most)
        return name;
    // Not in the middle of a letter.
    while (most > 0 && (static_cast<unsigned char>(name[most]) & 0xC0U) == 0x80U)
        --most;
    name.resize(most);
    return name;
}

Result<> dropOfDatabase(pg::Connection &keeper, QList<TakenOut> &taken)
{
    TRY_ASSIGN(const pg::QueryResult rows, keeper.query(ofDatabase));
    for (int row = 0; row < rows.rowCount(); ++row) {
        TRY(keeper.execute(rows.string(row, 2)));
        const QString kind = text(rows.view(row, 0));
        // Tables of extensions have rows of people only now and then, and rights for the future no contents.
        if (kind != u"rows of extension"_s && kind != u"default privileges"_s)
            taken.append({kind, text(rows.view(row, 1)),
                          Tr::sentence("It belongs to the whole database, of which nothing is touched.")});
    }
    return {};
}

/// `path`: as the server keeps it, names in quotes where they need them.
std::string pathBeside(const std::string &path, const NamesBeside &names)
{
    std::string changed;
    for (const QString &part : text(path).split(u',')) {
        std::string name = part.trimmed().toStdString();
        std::string bare = name;
        if (bare.size() > 1 && bare.front() == '"' && bare.back() == '"')
            bare = bare.substr(1, bare.size() - 2);
        const auto found = names.find(bare);
        changed += (changed.empty() ? "" : ", ") + (found == names.end() ? name : sql::quoted(found->second));
    }
    return changed;
}

Result<> changePaths(pg::Connection &keeper, const NamesBeside &names, const std::vector<std::string> &beside)
{
    TRY_ASSIGN(const pg::QueryResult rows, keeper.query(pathsOfRoutines, {sql::arrayLiteral(beside)}));
    for (int row = 0; row < rows.rowCount(); ++row) {
        const std::string path = rows.string(row, 1);
        const std::string changed = pathBeside(path, names);
        TRY_ASSIGN(const pg::QueryResult name,
                   keeper.query("SELECT $1::pg_catalog.regprocedure::text", {rows.string(row, 0)}));
        if (!changed.empty() && changed != path)
            TRY(keeper.execute("ALTER ROUTINE " + name.string(0, 0) + " SET search_path = " + changed));
    }
    return {};
}

/// False when there is nothing in it.
Result<bool> moveOne(pg::Connection &keeper, const std::string &name, const std::string &moved)
{
    TRY_ASSIGN(const std::vector<std::string> contents, catalog::moveStatements(keeper, name, moved));
    if (contents.empty())
        return false;
    TRY_ASSIGN(const pg::QueryResult owner,
               keeper.query("SELECT pg_catalog.pg_get_userbyid(nspowner) FROM pg_catalog.pg_namespace"
                            " WHERE nspname = $1",
                            {name}));
    const std::string role = owner.string(0, 0);
    // Of the server's own roles none makes schemas.
    TRY(keeper.execute("CREATE SCHEMA " + sql::quoted(moved)
                       + (role.starts_with("pg_") ? std::string() : " AUTHORIZATION " + sql::quoted(role))));
    TRY(catalog::moveAll(keeper, name, moved));
    return true;
}

} // namespace

NamesBeside namesBeside(const std::vector<std::string> &schemas, const QDate &date, const std::set<std::string> &taken)
{
    const std::string day = "restored_" + date.toString(u"yyyyMMdd"_s).toStdString();
    NamesBeside names;
    // All with the same number: they belong together.
    for (int number = 1; names.size() < schemas.size(); ++number) {
        const std::string beginning = day + (number > 1 ? '_' + std::to_string(number) : std::string()) + '_';
        names.clear();
        for (size_t i = 0; i < schemas.size(); ++i) {
            std::string name = beginning + schemas[i];
            if (name.size() > longestName) {
                const std::string end = '_' + std::to_string(i);
                name = cut(name, longestName - end.size()) + end;
            }
            if (taken.contains(name))
                break;
            names.emplace(schemas[i], std::move(name));
        }
    }
    return names;
}

Result<QList<TakenOut>> keepOnly(pg::Connection &keeper, const std::vector<sql::QualifiedName> &tables)
{
    std::vector<std::string> schemas;
    std::vector<std::string> names;
    for (const sql::QualifiedName &table : tables) {
        schemas.push_back(table.schema);
        names.push_back(table.name);
    }
    QList<TakenOut> taken;
    TRY_ASSIGN(const pg::QueryResult rows,
               keeper.query(notNeeded, {sql::arrayLiteral(schemas), sql::arrayLiteral(names)}));
    for (int row = 0; row < rows.rowCount(); ++row) {
        TRY(keeper.execute(rows.string(row, 1)));
        if (!rows.isNull(row, 2))
            taken.append(
                {u"foreign key"_s, text(rows.view(row, 2)), Tr::sentence("It leads to a table that was not chosen.")});
    }
    return taken;
}

Result<MovedBeside> moveBeside(pg::Connection &keeper, const NamesBeside &names)
{
    MovedBeside done;
    TRY(dropOfDatabase(keeper, done.takenOut));
    std::vector<std::string> before;
    for (const auto &[name, moved] : names)
        before.push_back(name);
    TRY_ASSIGN(const pg::QueryResult keys, keeper.query(keysOutOf, {sql::arrayLiteral(before)}));
    for (int row = 0; row < keys.rowCount(); ++row) {
        TRY(keeper.execute(keys.string(row, 1)));
        done.takenOut.append({u"foreign key"_s, text(keys.view(row, 0)),
                              Tr::sentence("It leads to what the target has, of which nothing is touched.")});
    }
    std::vector<std::string> beside;
    for (const auto &[name, moved] : names) {
        TRY_ASSIGN(const bool isMoved, moveOne(keeper, name, moved));
        if (!isMoved)
            continue;
        beside.push_back(moved);
        done.names.emplace(name, moved);
    }
    TRY(changePaths(keeper, names, beside));
    TRY_ASSIGN(const pg::QueryResult naming,
               keeper.query(routinesThatName, {sql::arrayLiteral(beside), sql::arrayLiteral(before)}));
    for (int row = 0; row < naming.rowCount(); ++row)
        done.takenOut.append({u"text of routine"_s, text(naming.view(row, 0)),
                              Tr::sentence("It names a schema of the file: what it reads and writes is what the target "
                                           "has there, not what was restored beside it.")});
    return done;
}

} // namespace engine::importing
