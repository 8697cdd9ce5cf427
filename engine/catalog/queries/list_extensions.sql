-- Extensions; plpgsql too, which a database has from its first day and may lose.
SELECT e.oid,
       e.extname,
       pg_get_userbyid(e.extowner),
       n.nspname,
       e.extversion
FROM pg_catalog.pg_extension e
JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
ORDER BY e.extname
