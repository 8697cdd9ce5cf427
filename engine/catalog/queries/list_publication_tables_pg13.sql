-- Tables of the schemas $1 in publications.
SELECT r.prpubid,
       n.nspname,
       c.relname,
       NULL,
       NULL
FROM pg_catalog.pg_publication_rel r
JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relnamespace = ANY ($1::oid[])
ORDER BY r.prpubid, n.nspname, c.relname
