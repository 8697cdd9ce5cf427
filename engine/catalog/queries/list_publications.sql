-- Publications of the database: FOR ALL TABLES, with a table or a schema among the schemas $1, or of nothing yet.
SELECT p.oid,
       p.pubname,
       pg_get_userbyid(p.pubowner),
       p.puballtables,
       p.pubviaroot,
       -- A column since version 18.
       to_jsonb(p) ->> 'pubgencols' = 's',
       concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                 CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
       (SELECT array_agg(n.nspname::text ORDER BY n.nspname)
        FROM pg_catalog.pg_publication_namespace s JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid
        WHERE s.pnpubid = p.oid AND s.pnnspid = ANY ($1::oid[]))
FROM pg_catalog.pg_publication p
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_publication'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  AND (p.puballtables
       OR EXISTS (SELECT FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
                  WHERE r.prpubid = p.oid AND c.relnamespace = ANY ($1::oid[]))
       OR EXISTS (SELECT FROM pg_catalog.pg_publication_namespace s
                  WHERE s.pnpubid = p.oid AND s.pnnspid = ANY ($1::oid[]))
       OR NOT EXISTS (SELECT FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid
                      UNION ALL
                      SELECT FROM pg_catalog.pg_publication_namespace s WHERE s.pnpubid = p.oid))
ORDER BY p.pubname
