-- Tables, foreign tables, views, materialized views, sequences and composite types of the schemas $1.
SELECT c.oid,
       n.nspname,
       c.relname,
       pg_get_userbyid(c.relowner),
       CASE c.relkind
           WHEN 'c' THEN coalesce(t.typacl, acldefault('T', t.typowner))
           WHEN 'S' THEN coalesce(c.relacl, acldefault('s', c.relowner))
           ELSE coalesce(c.relacl, acldefault('r', c.relowner))
       END::text[],
       c.relkind,
       c.relpersistence,
       coalesce(c.reloptions, '{}')
           || (SELECT coalesce(array_agg('toast.' || o), '{}') FROM unnest(toast.reloptions) o),
       am.amname,
       sp.spcname,
       c.relrowsecurity,
       c.relforcerowsecurity,
       c.relreplident,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END,
       fs.srvname,
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
       c.relispopulated,
       c.reltuples::bigint,
       CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid) END,
       -- From the catalog: to measure it, the server would open and lock every index.
       CASE WHEN c.relkind IN ('r', 'm') THEN current_setting('block_size')::bigint
           * (c.relpages + coalesce(toast.relpages, 0)
              + (SELECT coalesce(sum(x.relpages), 0) FROM pg_catalog.pg_index i
                 JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                 WHERE i.indrelid IN (c.oid, c.reltoastrelid))) END,
       CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid) / current_setting('block_size')::bigint END,
       c.reltype
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_type t ON t.oid = c.reltype
LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace sp ON sp.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_foreign_table ft ON ft.ftrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_server fs ON fs.oid = ft.ftserver
LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid
WHERE c.relnamespace = ANY ($1::oid[])
  AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c', 'f')
  AND c.relpersistence <> 't'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.deptype = 'e'
                    AND ((d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid)
                         -- An extension owns a composite type as a type, not as a relation.
                         OR (c.relkind = 'c' AND d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = c.reltype)))
ORDER BY n.nspname, c.relname
