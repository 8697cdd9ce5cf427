-- Publications of the database: FOR ALL TABLES, or with a table or a schema among the schemas $1.
SELECT p.oid,
       p.pubname,
       pg_get_userbyid(p.pubowner),
       p.puballtables,
       p.pubviaroot,
       false,
       concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                 CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
       NULL
FROM pg_catalog.pg_publication p
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_publication'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  AND (p.puballtables
       OR EXISTS (SELECT FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
                  WHERE r.prpubid = p.oid AND c.relnamespace = ANY ($1::oid[]))
       OR ($1::oid[] IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid)))
ORDER BY p.pubname
