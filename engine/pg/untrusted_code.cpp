// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/untrusted_code.h"

namespace engine::pg {

namespace {

// Those whose functions only compute from what they are given. One that runs what it is told (tablefunc, dblink, a
// language) is none of them.
const std::vector<std::string> &knownExtensions()
{
    static const std::vector<std::string> known{
        "bloom",
        "btree_gin",
        "btree_gist",
        "citext",
        "cube",
        "dict_int",
        "dict_xsyn",
        "earthdistance",
        "fuzzystrmatch",
        "h3",
        "hll",
        "hstore",
        "intarray",
        "ip4r",
        "isn",
        "ltree",
        "pg_bigm",
        "pg_trgm",
        "pgcrypto",
        "pgroonga",
        "pgvector",
        "postgis",
        "postgis_raster",
        "postgis_sfcgal",
        "postgis_topology",
        "prefix",
        "rum",
        "seg",
        "semver",
        "timescaledb",
        "unaccent",
        "uuid-ossp",
        "vector",
    };
    return known;
}

// What initdb makes has an OID below 16384. A cast makes only a type that somebody made suspicious, unless both of its
// types are the server's: else one cast to text would make every text so.
constexpr std::string_view query = R"(
WITH RECURSIVE members AS MATERIALIZED (
    SELECT d.objid
    FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid
    WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'e'
        AND e.extname = ANY ($1::pg_catalog.text[])
), functions AS MATERIALIZED (
    SELECT p.oid FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_roles AS r ON r.oid = p.proowner
    WHERE p.oid >= 16384 AND NOT (r.rolsuper AND p.oid IN (SELECT objid FROM members))
), operators AS MATERIALIZED (
    SELECT o.oid FROM pg_catalog.pg_operator AS o
    WHERE o.oid >= 16384
        AND EXISTS (SELECT FROM functions AS f WHERE f.oid IN (o.oprcode, o.oprrest, o.oprjoin))
), classes AS MATERIALIZED (
    SELECT c.oid, c.opcintype FROM pg_catalog.pg_opclass AS c
    WHERE c.oid >= 16384
        AND (EXISTS (SELECT FROM pg_catalog.pg_amproc AS a JOIN functions AS f ON f.oid = a.amproc
                     WHERE a.amprocfamily = c.opcfamily)
            OR EXISTS (SELECT FROM pg_catalog.pg_amop AS a JOIN operators AS o ON o.oid = a.amopopr
                       WHERE a.amopfamily = c.opcfamily))
), parts AS MATERIALIZED (
    SELECT t.oid AS whole, t.typbasetype AS part FROM pg_catalog.pg_type AS t WHERE t.typtype = 'd'
    UNION ALL
    SELECT t.typarray, t.oid FROM pg_catalog.pg_type AS t WHERE t.typarray <> 0
    UNION ALL
    SELECT r.rngtypid, r.rngsubtype FROM pg_catalog.pg_range AS r
    UNION ALL
    SELECT d.objid, d.refobjid FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_type AS t ON t.oid = d.objid
    WHERE t.typtype = 'm' AND d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refclassid = d.classid
    UNION ALL
    SELECT c.reltype, a.atttypid FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.oid >= 16384 AND c.reltype <> 0
), casts AS MATERIALIZED (
    SELECT c.castsource, c.casttarget, c.castsource < 16384 AND c.casttarget < 16384 AS both_shipped
    FROM pg_catalog.pg_cast AS c JOIN functions AS f ON f.oid = c.castfunc
), types (oid) AS (
    SELECT t.oid FROM pg_catalog.pg_type AS t
    WHERE t.oid >= 16384 AND t.typtype = 'b' AND t.typelem = 0
        AND EXISTS (SELECT FROM functions AS f WHERE f.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend))
    UNION
    SELECT c.castsource FROM casts AS c WHERE c.castsource >= 16384 OR c.both_shipped
    UNION
    SELECT c.casttarget FROM casts AS c WHERE c.casttarget >= 16384 OR c.both_shipped
    UNION
    SELECT c.contypid FROM pg_catalog.pg_constraint AS c
    JOIN pg_catalog.pg_depend AS d ON d.objid = c.oid
        AND d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
    WHERE c.contypid <> 0
        AND ((d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                AND d.refobjid IN (SELECT f.oid FROM functions AS f))
            OR (d.refclassid = 'pg_catalog.pg_operator'::pg_catalog.regclass
                AND d.refobjid IN (SELECT o.oid FROM operators AS o)))
    UNION
    SELECT r.rngtypid FROM pg_catalog.pg_range AS r
    WHERE EXISTS (SELECT FROM functions AS f WHERE f.oid IN (r.rngcanonical, r.rngsubdiff))
        OR r.rngsubopc IN (SELECT c.oid FROM classes AS c)
    UNION
    SELECT c.opcintype FROM classes AS c WHERE c.opcintype >= 16384
    UNION
    SELECT p.whole FROM types AS t JOIN parts AS p ON p.part = t.oid
), code AS MATERIALIZED (
    SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid AS class, f.oid FROM functions AS f
    UNION ALL
    SELECT 'pg_catalog.pg_operator'::pg_catalog.regclass::pg_catalog.oid, o.oid FROM operators AS o
    UNION ALL
    SELECT 'pg_catalog.pg_opclass'::pg_catalog.regclass::pg_catalog.oid, c.oid FROM classes AS c
    UNION ALL
    SELECT 'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid, t.oid FROM types AS t
), uses AS MATERIALIZED (
    SELECT d.classid, d.objid, d.refclassid, d.refobjid
    FROM pg_catalog.pg_depend AS d JOIN code ON code.class = d.refclassid AND code.oid = d.refobjid
    WHERE d.classid IN ('pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass)
), found AS MATERIALIZED (
    SELECT i.indrelid AS relation, u.classid, u.objid, u.refclassid, u.refobjid
    FROM uses AS u JOIN pg_catalog.pg_index AS i ON i.indexrelid = u.objid
    WHERE u.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    UNION ALL
    SELECT s.stxrelid, u.classid, u.objid, u.refclassid, u.refobjid
    FROM uses AS u JOIN pg_catalog.pg_statistic_ext AS s ON s.oid = u.objid
    WHERE u.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
    UNION ALL
    SELECT c.oid, u.classid, u.objid, u.refclassid, u.refobjid
    FROM uses AS u JOIN pg_catalog.pg_class AS c ON c.oid = u.objid AND c.relkind IN ('r', 'p')
    WHERE u.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    UNION ALL
    SELECT a.attrelid, 'pg_catalog.pg_class'::pg_catalog.regclass, a.attrelid,
        'pg_catalog.pg_type'::pg_catalog.regclass, t.oid
    FROM types AS t JOIN pg_catalog.pg_attribute AS a ON a.atttypid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT c.oid, 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid
    FROM pg_catalog.pg_class AS c WHERE c.relkind = 'f' AND c.relispartition
), lineage (relation, ancestor) AS (
    SELECT i.inhrelid, i.inhparent FROM pg_catalog.pg_inherits AS i
    JOIN pg_catalog.pg_class AS c ON c.oid = i.inhrelid AND c.relispartition
    UNION
    SELECT l.relation, i.inhparent FROM lineage AS l JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = l.ancestor
), concerned AS (
    SELECT f.relation, f.classid, f.objid, f.refclassid, f.refobjid FROM found AS f
    UNION ALL
    SELECT l.ancestor, f.classid, f.objid, f.refclassid, f.refobjid
    FROM found AS f JOIN lineage AS l ON l.relation = f.relation
    UNION ALL
    SELECT l.relation, f.classid, f.objid, f.refclassid, f.refobjid
    FROM found AS f JOIN lineage AS l ON l.ancestor = f.relation
), first_found AS MATERIALIZED (
    SELECT DISTINCT ON (relation) relation, classid, objid, refclassid, refobjid FROM concerned
    ORDER BY relation, refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass DESC, objid, refobjid
)
SELECT n.nspname, c.relname, place.type || ' ' || place.identity, code.type || ' ' || code.identity,
    pg_catalog.pg_get_userbyid(c.relowner)
FROM first_found AS f
JOIN pg_catalog.pg_class AS c ON c.oid = f.relation AND c.relkind IN ('r', 'p') AND c.oid >= 16384
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL pg_catalog.pg_identify_object(f.classid, f.objid, 0) AS place
CROSS JOIN LATERAL pg_catalog.pg_identify_object(f.refclassid, f.refobjid, 0) AS code)";

} // namespace

std::string_view untrustedTablesQuery()
{
    return query;
}

std::vector<Parameter> untrustedTablesParameters()
{
    return {sql::arrayLiteral(knownExtensions())};
}

UntrustedTables untrustedTablesOf(const QueryResult &rows)
{
    UntrustedTables tables;
    for (int row = 0; row < rows.rowCount(); ++row)
        tables.emplace(
            sql::QualifiedName{rows.string(row, 0), rows.string(row, 1)},
            UntrustedCode{.place = rows.string(row, 2), .code = rows.string(row, 3), .owner = rows.string(row, 4)});
    return tables;
}

} // namespace engine::pg
