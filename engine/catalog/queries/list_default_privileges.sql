-- Default privileges in the schemas $1, and those of the whole database.
SELECT a.oid,
       coalesce(n.nspname, ''),
       pg_get_userbyid(a.defaclrole),
       CASE a.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                            WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END,
       a.defaclacl::text[]
FROM pg_catalog.pg_default_acl a
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = a.defaclnamespace
WHERE a.defaclnamespace = 0 OR a.defaclnamespace = ANY ($1::oid[])
ORDER BY 2, 3, 4
