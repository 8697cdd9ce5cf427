-- Extended statistics of the schemas $1.
SELECT s.oid,
       n.nspname,
       s.stxname,
       pg_get_userbyid(s.stxowner),
       pg_get_statisticsobjdef(s.oid),
       coalesce(s.stxstattarget, -1)
FROM pg_catalog.pg_statistic_ext s
JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
WHERE s.stxnamespace = ANY ($1::oid[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_statistic_ext'::regclass AND d.objid = s.oid AND d.deptype = 'e')
ORDER BY n.nspname, s.stxname
