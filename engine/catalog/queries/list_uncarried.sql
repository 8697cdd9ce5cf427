-- What a clone of the schemas $1 does not carry: kinds without a model inside them, then what belongs to the whole
-- database. Each with the place in pg_depend under which others may need it, and the key of the reason.
WITH found (class, object, reason) AS (
    SELECT 'pg_catalog.pg_class'::regclass::oid, c.oid, 'notModelled'
    FROM pg_catalog.pg_class c
    WHERE c.relnamespace = ANY ($1::oid[]) AND c.relkind NOT IN ('r', 'p', 'v', 'm', 'S', 'c', 'f', 'i', 'I', 't')
)
SELECT f.class,
       f.object,
       i.type,
       i.identity,
       f.reason
FROM found f
CROSS JOIN LATERAL pg_identify_object(f.class, f.object, 0) i
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = f.class AND d.objid = f.object AND d.deptype = 'e')
UNION ALL
SELECT 0, 0, 'subscription', s.subname, 'otherServer'
FROM pg_catalog.pg_subscription s
JOIN pg_catalog.pg_database b ON b.oid = s.subdbid AND b.datname = current_database()
WHERE NOT has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')
UNION ALL
SELECT 0, 0, 'large objects', count(*)::text, 'largeObject'
FROM pg_catalog.pg_largeobject_metadata HAVING count(*) > 0
UNION ALL
-- Rows of an extension's own tables that its author meant for people to add.
SELECT 0, 0, 'table of extension', format('%I.%I', n.nspname, c.relname), 'notModelled'
FROM pg_catalog.pg_extension e
CROSS JOIN LATERAL unnest(e.extconfig) x (oid)
JOIN pg_catalog.pg_class c ON c.oid = x.oid AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'p' OR pg_relation_size(c.oid) > 0
UNION ALL
SELECT 0, 0, 'table of publication', format('%I.%I of %I', n.nspname, c.relname, p.pubname), 'notModelled'
FROM pg_catalog.pg_publication p
JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid
JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE NOT c.relnamespace = ANY ($1::oid[])
UNION ALL
SELECT 0, 0, 'index', format('%I.%I', n.nspname, c.relname), 'invalid'
FROM pg_catalog.pg_index x
JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relnamespace = ANY ($1::oid[]) AND c.relkind = 'i' AND NOT (x.indisvalid AND x.indisready)
ORDER BY 3, 4
