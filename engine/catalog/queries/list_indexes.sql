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
       ic.relkind = 'I',
       -- The effort of building it: rows, times what comparing two costs. Text in the order of a language is dear, and so
       -- is what is no B-tree (403); 950 and 951 are the collations "C" and "POSIX", 1700 is numeric.
       (greatest(ic.reltuples, 1) * CASE ic.relam WHEN 403 THEN 1 ELSE 4 END
        * (1 + coalesce((SELECT sum(CASE WHEN a.attcollation NOT IN (0, 950, 951) THEN 8 WHEN a.atttypid = 1700 THEN 2
                                         ELSE 1 END)
                         FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = x.indexrelid AND a.attnum <= x.indnkeyatts), 0)))::bigint
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
  -- No index leads from an index to its constraint. This is looked up in a hash even where the server, which counts its
  -- own catalogs only once in a while, believes that there are few.
  AND x.indexrelid NOT IN (SELECT c.conindid FROM pg_catalog.pg_constraint c WHERE c.contype IN ('p', 'u', 'x'))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY n.nspname, t.relname, ic.relname
