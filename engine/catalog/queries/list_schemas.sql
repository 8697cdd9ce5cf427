-- Every schema but those of the server; the reader picks.
SELECT n.oid,
       n.nspname,
       pg_get_userbyid(n.nspowner),
       coalesce(n.nspacl, acldefault('n', n.nspowner))::text[],
       EXISTS (SELECT FROM pg_catalog.pg_depend d
               WHERE d.classid = 'pg_catalog.pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
FROM pg_catalog.pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname
