-- Extensions other than plpgsql, which every database has from its first day.
SELECT e.oid,
       e.extname,
       pg_get_userbyid(e.extowner),
       n.nspname,
       e.extversion
FROM pg_catalog.pg_extension e
JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname <> 'plpgsql'
ORDER BY e.extname
