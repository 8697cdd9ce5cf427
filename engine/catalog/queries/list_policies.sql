-- Row security policies of the tables of the schemas $1. An empty role is PUBLIC.
SELECT p.oid,
       n.nspname,
       t.relname,
       p.polname,
       p.polpermissive,
       CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                     ELSE 'ALL' END,
       (SELECT array_agg(CASE WHEN r = 0 THEN '' ELSE pg_get_userbyid(r)::text END ORDER BY pg_get_userbyid(r)::text)
        FROM unnest(p.polroles) r),
       pg_get_expr(p.polqual, p.polrelid),
       pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_catalog.pg_policy p
JOIN pg_catalog.pg_class t ON t.oid = p.polrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE t.relnamespace = ANY ($1::oid[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY n.nspname, t.relname, p.polname
