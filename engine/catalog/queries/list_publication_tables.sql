-- Tables of the schemas $1 in publications.
SELECT r.prpubid,
       n.nspname,
       c.relname,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum)
        FROM unnest(r.prattrs) k JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k),
       pg_get_expr(r.prqual, r.prrelid)
FROM pg_catalog.pg_publication_rel r
JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relnamespace = ANY ($1::oid[])
ORDER BY r.prpubid, n.nspname, c.relname
