-- Indexes of the schemas $1 that no constraint made.
SELECT x.indexrelid,
       n.nspname,
       t.relname,
       ic.relname,
       x.indisunique,
       ic.relkind = 'I' OR (x.indisvalid AND x.indisready),
       pg_get_indexdef(x.indexrelid),
       isp.spcname,
       ic.reloptions,
       pn.nspname,
       pc.relname,
       (SELECT array_agg(a.attnum || '=' || a.attstattarget ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = x.indexrelid AND a.attstattarget >= 0),
       x.indisclustered,
       x.indisreplident,
       ic.relkind = 'I'
FROM pg_catalog.pg_index x
JOIN pg_catalog.pg_class ic ON ic.oid = x.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_tablespace isp ON isp.oid = ic.reltablespace
LEFT JOIN pg_catalog.pg_inherits ih ON ih.inhrelid = x.indexrelid
LEFT JOIN pg_catalog.pg_class pc ON pc.oid = ih.inhparent
LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
WHERE t.relnamespace = ANY ($1::oid[])
  AND t.relkind IN ('r', 'p', 'm')
  AND t.relpersistence <> 't'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint c
                  WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u', 'x'))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY n.nspname, t.relname, ic.relname
