-- Rules of the relations of the schemas $1, other than the queries of views.
SELECT r.oid,
       n.nspname,
       t.relname,
       r.rulename,
       pg_get_ruledef(r.oid),
       r.ev_enabled
FROM pg_catalog.pg_rewrite r
JOIN pg_catalog.pg_class t ON t.oid = r.ev_class
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE t.relnamespace = ANY ($1::oid[])
  AND t.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND r.rulename <> '_RETURN'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY n.nspname, t.relname, r.rulename
