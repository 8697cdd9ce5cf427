-- Columns of the relations of the schemas $1. The last one says whether the binary form of the values means the same
-- in another database: it carries no OID and no extension made it.
WITH RECURSIVE base (oid, root) AS (
    SELECT t.oid, t.oid FROM pg_catalog.pg_type t WHERE t.typtype <> 'd'
    UNION ALL
    SELECT t.oid, b.root FROM pg_catalog.pg_type t JOIN base b ON b.oid = t.typbasetype WHERE t.typtype = 'd'
)
SELECT a.attrelid,
       a.attnum,
       a.attname,
       format_type(a.atttypid, a.atttypmod),
       a.attnotnull,
       NULL,
       false,
       pg_get_expr(d.adbin, d.adrelid),
       a.attgenerated,
       a.attidentity,
       CASE WHEN a.attcollation <> t.typcollation THEN quote_ident(n.nspname) || '.' || quote_ident(co.collname) END,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
       NULL,
       coalesce(a.attstattarget, -1),
       -- Without the mark that servers since 15.20 keep among the options for themselves.
       (SELECT array_agg(o) FROM unnest(a.attoptions) o WHERE o NOT LIKE 'pg\_attver=%'),
       a.attacl::text[],
       a.attislocal,
       a.atttypid,
       t.typtype,
       format_type(b.root, CASE WHEN t.typtype = 'd' THEN t.typtypmod END),
       b.root,
       r.typsend <> 0 AND r.typreceive <> 0
           AND CASE
                   WHEN r.typtype = 'e' THEN true
                   WHEN r.oid >= 16384 AND r.typtype = 'r' THEN
                       EXISTS (SELECT FROM pg_catalog.pg_range g
                               WHERE g.rngtypid = r.oid AND g.rngsubtype < 16384)
                   WHEN r.oid >= 16384 OR r.typtype IN ('c', 'p') THEN false
                   ELSE r.typname !~ '^_?reg(class|collation|config|dictionary|namespace|oper|operator|proc|procedure|role|type|database)$'
                        AND r.typname !~ '^_?(aclitem|pg_node_tree|refcursor)$'
               END
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
JOIN base b ON b.oid = a.atttypid
JOIN pg_catalog.pg_type r ON r.oid = b.root
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = co.collnamespace
WHERE c.relnamespace = ANY ($1::oid[])
  AND c.relkind IN ('r', 'p', 'v', 'm', 'c', 'f')
  AND c.relpersistence <> 't'
  AND a.attnum > 0
  AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
