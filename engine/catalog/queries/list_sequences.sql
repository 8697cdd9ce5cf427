-- Sequences of the schemas $1 with the value they have. One that was never asked for a value tells it only to a query
-- of its own: query_to_xml() makes that query on the server, from the catalog's own names. Five hundred at a time, those
-- behind the OID $2: each of them is locked until the end of the transaction.
WITH c AS MATERIALIZED (
    SELECT c.oid, n.nspname, c.relname
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relnamespace = ANY ($1::oid[]) AND c.relkind = 'S' AND c.relpersistence <> 't' AND c.oid > $2::oid
    ORDER BY c.oid
    LIMIT 500
)
SELECT s.seqrelid,
       format_type(s.seqtypid, NULL),
       s.seqstart,
       s.seqincrement,
       s.seqmin,
       s.seqmax,
       s.seqcache,
       s.seqcycle,
       t.relname,
       a.attname,
       CASE WHEN d.deptype = 'i' THEN a.attidentity END,
       coalesce(v.last_value,
                substring(x.fresh FROM '<last_value>(-?[0-9]+)</last_value>')::bigint,
                s.seqstart),
       coalesce(x.fresh LIKE '%<is_called>true</is_called>%', v.last_value IS NOT NULL)
FROM c
JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
LEFT JOIN pg_catalog.pg_depend d
    ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
   AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0
LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
CROSS JOIN LATERAL (SELECT pg_sequence_last_value(c.oid) AS last_value) v
CROSS JOIN LATERAL (
    SELECT CASE WHEN v.last_value IS NULL THEN
               query_to_xml(format('SELECT last_value, is_called FROM %I.%I', c.nspname, c.relname),
                            false, true, '')::text
           END AS fresh) x
ORDER BY s.seqrelid
