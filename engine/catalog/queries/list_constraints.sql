-- Constraints of the tables of the schemas $1. A foreign key that a partition has from its parent is made with it.
SELECT c.oid,
       n.nspname,
       t.relname,
       c.conname,
       c.contype,
       pg_get_constraintdef(c.oid),
       c.condeferrable,
       c.condeferred,
       c.convalidated,
       c.conislocal,
       c.coninhcount > 0,
       false,
       rn.nspname,
       rt.relname,
       (SELECT array_agg(a.attname::text ORDER BY k.place)
        FROM unnest(c.conkey) WITH ORDINALITY k (number, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
       (SELECT array_agg(a.attname::text ORDER BY k.place)
        FROM unnest(c.confkey) WITH ORDINALITY k (number, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number),
       obj_description(x.indexrelid, 'pg_class'),
       x.indexrelid,
       pg_get_indexdef(x.indexrelid),
       isp.spcname,
       ic.reloptions,
       pn.nspname,
       pc.relname,
       (SELECT array_agg(a.attnum || '=' || a.attstattarget ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = x.indexrelid AND a.attstattarget >= 0),
       x.indisclustered,
       x.indisreplident,
       ic.relkind = 'I',
       -- As in list_indexes.sql.
       coalesce((greatest(ic.reltuples, 1) * CASE ic.relam WHEN 403 THEN 1 ELSE 4 END
        * (1 + coalesce((SELECT sum(CASE WHEN a.attcollation NOT IN (0, 950, 951) THEN 8 WHEN a.atttypid = 1700 THEN 2
                                         ELSE 1 END)
                         FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = x.indexrelid AND a.attnum <= x.indnkeyatts), 0)))::bigint, 0)
FROM pg_catalog.pg_constraint c
JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_class rt ON rt.oid = c.confrelid
LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = rt.relnamespace
LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = c.conindid AND c.contype IN ('p', 'u', 'x')
LEFT JOIN pg_catalog.pg_class ic ON ic.oid = x.indexrelid
LEFT JOIN pg_catalog.pg_tablespace isp ON isp.oid = ic.reltablespace
LEFT JOIN pg_catalog.pg_inherits ih ON ih.inhrelid = x.indexrelid
LEFT JOIN pg_catalog.pg_class pc ON pc.oid = ih.inhparent
LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
WHERE t.relnamespace = ANY ($1::oid[])
  AND t.relkind IN ('r', 'p', 'f')
  AND t.relpersistence <> 't'
  AND c.contype IN ('c', 'f', 'p', 'u', 'x')
  AND NOT (c.contype = 'f' AND c.conparentid <> 0)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY n.nspname, t.relname, c.conname
