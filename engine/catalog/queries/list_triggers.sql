-- Triggers of the relations of the schemas $1. A partition's copy of its parent's trigger comes only when it is
-- switched differently, and without a definition.
SELECT g.oid,
       n.nspname,
       t.relname,
       g.tgname,
       CASE WHEN g.tgparentid = 0 THEN pg_get_triggerdef(g.oid) END,
       g.tgenabled,
       g.tgfoid::regproc::text
FROM pg_catalog.pg_trigger g
JOIN pg_catalog.pg_class t ON t.oid = g.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_trigger p ON p.oid = g.tgparentid
LEFT JOIN pg_catalog.pg_constraint c ON c.oid = g.tgconstraint
WHERE t.relnamespace = ANY ($1::oid[])
  AND t.relkind IN ('r', 'p', 'v', 'f')
  AND ((NOT g.tgisinternal AND g.tgparentid = 0)
       OR (g.tgenabled <> p.tgenabled AND coalesce(c.contype, 't') = 't'))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY n.nspname, t.relname, g.tgname
