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
-- Of information_schema the server does not know which came with it.
-- Privileges that somebody gave on what no clone makes: members of extensions, the server's own catalogs and functions.
SELECT 0, 0, CASE WHEN e.extname IS NULL THEN 'privileges' ELSE 'privileges of extension' END,
       coalesce(e.extname::text, pg_describe_object(m.class, m.oid, m.number)), 'notModelled'
FROM (SELECT 'pg_catalog.pg_proc'::regclass::oid AS class, p.oid, 0 AS number,
             coalesce(p.proacl, acldefault('f', p.proowner)) AS acl, acldefault('f', p.proowner) AS usual
      FROM pg_catalog.pg_proc p WHERE p.pronamespace IS DISTINCT FROM to_regnamespace('information_schema')
      UNION ALL
      SELECT 'pg_catalog.pg_class'::regclass, c.oid, 0, c.relacl, NULL
      FROM pg_catalog.pg_class c
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND c.relnamespace IS DISTINCT FROM to_regnamespace('information_schema')
      UNION ALL
      SELECT 'pg_catalog.pg_class'::regclass, a.attrelid, a.attnum, nullif(a.attacl, '{}'), NULL
      FROM pg_catalog.pg_attribute a WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
      UNION ALL
      SELECT 'pg_catalog.pg_language'::regclass, l.oid, 0, coalesce(l.lanacl, acldefault('l', l.lanowner)),
             acldefault('l', l.lanowner)
      FROM pg_catalog.pg_language l) m
LEFT JOIN pg_catalog.pg_depend d
    ON d.classid = m.class AND d.objid = m.oid AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'
-- A language says more than the extension of the same name, which each database has.
LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid AND m.class <> 'pg_catalog.pg_language'::regclass
LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = m.class AND i.objoid = m.oid AND i.objsubid = m.number
WHERE (m.oid < 16384 OR d.refobjid IS NOT NULL) AND m.acl IS DISTINCT FROM coalesce(i.initprivs, m.usual)
GROUP BY 3, 4
UNION ALL
-- Comments that somebody made on members of extensions: in another transaction than the member.
SELECT 0, 0, 'comments of extension', e.extname, 'notModelled'
FROM pg_catalog.pg_extension e
WHERE EXISTS (
    SELECT FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_description c ON c.classoid = d.classid AND c.objoid = d.objid
    JOIN (SELECT 'pg_catalog.pg_proc'::regclass::oid AS class, p.oid, p.xmin AS made FROM pg_catalog.pg_proc p
          UNION ALL
          SELECT 'pg_catalog.pg_class'::regclass, r.oid, r.xmin FROM pg_catalog.pg_class r
          UNION ALL
          SELECT 'pg_catalog.pg_type'::regclass, t.oid, t.xmin FROM pg_catalog.pg_type t) m
        ON m.class = d.classid AND m.oid = d.objid
    WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
      AND c.xmin <> m.made)
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
