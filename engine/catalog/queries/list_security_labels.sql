-- Every security label of the database, and those of the roles, the tablespaces and the database itself. Each with the
-- place in pg_depend of what it is on: for a member of an extension that of the extension, for what belongs to the whole
-- server none. The last column: nobody else says so when it is not carried.
SELECT coalesce(m.refclassid, l.classoid),
       coalesce(m.refobjid, l.objoid),
       i.type,
       i.identity,
       l.provider,
       l.label,
       i.schema IS NULL OR n.oid = ANY ($1::oid[])
FROM pg_catalog.pg_seclabel l
CROSS JOIN LATERAL pg_identify_object(l.classoid, l.objoid, l.objsubid) i
LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = i.schema
LEFT JOIN pg_catalog.pg_depend m ON m.classid = l.classoid AND m.objid = l.objoid AND m.objsubid = 0 AND m.deptype = 'e'
WHERE i.identity IS NOT NULL
UNION ALL
SELECT 0, 0, i.type, i.identity, l.provider, l.label, true
FROM pg_catalog.pg_shseclabel l
CROSS JOIN LATERAL pg_identify_object(l.classoid, l.objoid, 0) i
WHERE i.identity IS NOT NULL
  AND (l.classoid <> 'pg_catalog.pg_database'::regclass
       OR l.objoid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
ORDER BY 3, 4, 5
