-- The statements that move everything in schema $1, except what extensions own, to schema $2. What is named by the
-- types of its arguments comes before the types, whose names change when they move.
WITH names (old, new) AS (
    SELECT n.oid, quote_ident($2::text) FROM pg_catalog.pg_namespace n WHERE n.nspname = $1::text
),
found (place, class, object, name, remade) AS (
    SELECT 1, 'pg_catalog.pg_proc'::regclass::oid, p.oid,
           format('%s %I.%I(%s)', CASE p.prokind WHEN 'a' THEN 'AGGREGATE' WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
                  $1::text, p.proname,
                  CASE WHEN p.prokind = 'a' AND p.pronargs = 0 THEN '*' ELSE
                      (SELECT string_agg(format_type(a.type, NULL), ', ' ORDER BY a.place)
                       FROM unnest(p.proargtypes) WITH ORDINALITY a (type, place)) END),
           NULL
    FROM pg_catalog.pg_proc p JOIN names ON p.pronamespace = names.old
    UNION ALL
    SELECT 1, 'pg_catalog.pg_operator'::regclass, o.oid,
           format('OPERATOR %I.%s (%s, %s)', $1::text, o.oprname,
                  coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE'),
                  coalesce(format_type(nullif(o.oprright, 0), NULL), 'NONE')),
           NULL
    FROM pg_catalog.pg_operator o JOIN names ON o.oprnamespace = names.old
    UNION ALL
    SELECT 2, 'pg_catalog.pg_opclass'::regclass, c.oid,
           format('OPERATOR CLASS %I.%I USING %I', $1::text, c.opcname, m.amname), NULL
    FROM pg_catalog.pg_opclass c JOIN names ON c.opcnamespace = names.old JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod
    UNION ALL
    SELECT 2, 'pg_catalog.pg_opfamily'::regclass, f.oid,
           format('OPERATOR FAMILY %I.%I USING %I', $1::text, f.opfname, m.amname), NULL
    FROM pg_catalog.pg_opfamily f JOIN names ON f.opfnamespace = names.old JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
    UNION ALL
    SELECT 3, 'pg_catalog.pg_collation'::regclass, c.oid, format('COLLATION %I.%I', $1::text, c.collname), NULL
    FROM pg_catalog.pg_collation c JOIN names ON c.collnamespace = names.old
    UNION ALL
    SELECT 3, 'pg_catalog.pg_conversion'::regclass, c.oid, format('CONVERSION %I.%I', $1::text, c.conname), NULL
    FROM pg_catalog.pg_conversion c JOIN names ON c.connamespace = names.old
    UNION ALL
    SELECT 3, 'pg_catalog.pg_ts_parser'::regclass, p.oid, format('TEXT SEARCH PARSER %I.%I', $1::text, p.prsname), NULL
    FROM pg_catalog.pg_ts_parser p JOIN names ON p.prsnamespace = names.old
    UNION ALL
    SELECT 3, 'pg_catalog.pg_ts_template'::regclass, t.oid, format('TEXT SEARCH TEMPLATE %I.%I', $1::text, t.tmplname), NULL
    FROM pg_catalog.pg_ts_template t JOIN names ON t.tmplnamespace = names.old
    UNION ALL
    SELECT 3, 'pg_catalog.pg_ts_dict'::regclass, d.oid, format('TEXT SEARCH DICTIONARY %I.%I', $1::text, d.dictname), NULL
    FROM pg_catalog.pg_ts_dict d JOIN names ON d.dictnamespace = names.old
    UNION ALL
    SELECT 3, 'pg_catalog.pg_ts_config'::regclass, c.oid, format('TEXT SEARCH CONFIGURATION %I.%I', $1::text, c.cfgname), NULL
    FROM pg_catalog.pg_ts_config c JOIN names ON c.cfgnamespace = names.old
    UNION ALL
    SELECT 3, 'pg_catalog.pg_statistic_ext'::regclass, s.oid, format('STATISTICS %I.%I', $1::text, s.stxname), NULL
    FROM pg_catalog.pg_statistic_ext s JOIN names ON s.stxnamespace = names.old
    UNION ALL
    -- Row types move with their tables, arrays with their elements.
    SELECT 4, 'pg_catalog.pg_type'::regclass, t.oid,
           format('%s %I.%I', CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, $1::text, t.typname),
           -- The shell of a type cannot move.
           CASE WHEN NOT t.typisdefined THEN format('DROP TYPE %I.%I; CREATE TYPE %s.%I', $1::text, t.typname, names.new,
                                                    t.typname) END
    FROM pg_catalog.pg_type t JOIN names ON t.typnamespace = names.old
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    WHERE (c.oid IS NULL OR c.relkind = 'c')
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
    UNION ALL
    -- Indexes move with their tables, sequences of columns as well.
    SELECT 5, 'pg_catalog.pg_class'::regclass, c.oid,
           format('%s %I.%I', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                                             WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END,
                  $1::text, c.relname),
           NULL
    FROM pg_catalog.pg_class c JOIN names ON c.relnamespace = names.old
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
      AND NOT (c.relkind = 'S'
               AND EXISTS (SELECT FROM pg_catalog.pg_depend d
                           WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                             AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0
                             AND d.deptype IN ('a', 'i')))
)
SELECT coalesce(f.remade, format('ALTER %s SET SCHEMA %s', f.name, names.new))
FROM found f CROSS JOIN names
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = f.class AND d.objid = f.object AND d.deptype = 'e')
ORDER BY f.place, f.name
