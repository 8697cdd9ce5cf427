-- Privileges and comments that people gave to what no clone makes: members of extensions, and what belongs to the server
-- itself. Everything that is not as it came, and whatever is named in $1 ("privileges of function x.f(text)").
WITH members AS (
    SELECT d.classid, d.objid, e.extname, d.xmin::text AS made
    FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
    WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'
),
things (class, oid, number, owner, acl, usual, word, columns) AS (
    SELECT 'pg_catalog.pg_proc'::regclass::oid, p.oid, 0, p.proowner, p.proacl, acldefault('f', p.proowner), 'ROUTINE',
           NULL::text
    FROM pg_catalog.pg_proc p
    UNION ALL
    SELECT 'pg_catalog.pg_class'::regclass, c.oid, 0, c.relowner, c.relacl,
           CASE WHEN c.relnamespace = to_regnamespace('information_schema') AND c.relacl IS NOT NULL
               -- Of these the server does not know how they came.
               THEN acldefault('r', c.relowner) || makeaclitem(0, c.relowner, 'SELECT', false)
               ELSE acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, c.relowner) END,
           CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, NULL
    FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT 'pg_catalog.pg_class'::regclass, a.attrelid, a.attnum, c.relowner, coalesce(a.attacl, '{}'), '{}', 'TABLE',
           a.attname
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    WHERE NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND (a.attacl IS NOT NULL
           OR EXISTS (SELECT FROM pg_catalog.pg_init_privs i
                      WHERE i.classoid = 'pg_catalog.pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = a.attnum)
           OR cardinality($1::text[]) > 0 AND a.attnum > 0)
    UNION ALL
    SELECT 'pg_catalog.pg_type'::regclass, t.oid, 0, t.typowner, t.typacl, acldefault('T', t.typowner), 'TYPE', NULL
    FROM pg_catalog.pg_type t WHERE t.typelem = 0 OR t.typlen > 0
    UNION ALL
    SELECT 'pg_catalog.pg_namespace'::regclass, n.oid, 0, n.nspowner, n.nspacl,
           CASE n.nspname WHEN 'information_schema'
               THEN acldefault('n', n.nspowner) || makeaclitem(0, n.nspowner, 'USAGE', false)
               ELSE acldefault('n', n.nspowner) END, 'SCHEMA', NULL
    FROM pg_catalog.pg_namespace n WHERE n.nspname <> 'public'
    UNION ALL
    SELECT 'pg_catalog.pg_language'::regclass, l.oid, 0, l.lanowner, l.lanacl, acldefault('l', l.lanowner), 'LANGUAGE', NULL
    FROM pg_catalog.pg_language l
    UNION ALL
    SELECT 'pg_catalog.pg_foreign_data_wrapper'::regclass, w.oid, 0, w.fdwowner, w.fdwacl, acldefault('F', w.fdwowner),
           'FOREIGN DATA WRAPPER', NULL
    FROM pg_catalog.pg_foreign_data_wrapper w
    UNION ALL
    SELECT 'pg_catalog.pg_foreign_server'::regclass, s.oid, 0, s.srvowner, s.srvacl, acldefault('S', s.srvowner),
           'FOREIGN SERVER', NULL
    FROM pg_catalog.pg_foreign_server s
),
privileges AS (
    SELECT 'privileges' AS what, t.class, t.oid, t.number, coalesce(m.extname::text, '') AS extension, t.word, t.columns,
           pg_get_userbyid(t.owner) AS owner, coalesce(t.acl, t.usual) AS acl,
           coalesce(i.initprivs, CASE WHEN t.number = 0 THEN t.usual ELSE '{}' END) AS came, NULL AS comment,
           coalesce(t.acl, t.usual) IS DISTINCT FROM coalesce(i.initprivs, t.usual) AS is_changed
    FROM things t
    LEFT JOIN members m ON m.classid = t.class AND m.objid = t.oid
    LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = t.class AND i.objoid = t.oid AND i.objsubid = t.number
    WHERE t.oid < 16384 OR m.objid IS NOT NULL
),
-- In another transaction than the member: not by the extension's own script.
comments AS (
    SELECT 'comment' AS what, m.classid AS class, m.objid AS oid, s.number,
           m.extname::text AS extension, NULL AS word, NULL AS columns, ''::name AS owner, '{}'::aclitem[] AS acl,
           '{}'::aclitem[] AS came, c.description AS comment, coalesce(c.xmin::text <> m.made, false) AS is_changed
    FROM members m
    CROSS JOIN LATERAL (SELECT 0 AS number UNION ALL
                        SELECT a.attnum FROM pg_catalog.pg_attribute a
                        WHERE m.classid = 'pg_catalog.pg_class'::regclass AND a.attrelid = m.objid AND a.attnum > 0
                          AND NOT a.attisdropped) s
    LEFT JOIN pg_catalog.pg_description c
        ON c.classoid = m.classid AND c.objoid = m.objid AND c.objsubid = s.number
),
found AS (
    SELECT * FROM privileges WHERE is_changed OR cardinality($1::text[]) > 0
    UNION ALL
    SELECT * FROM comments WHERE is_changed OR cardinality($1::text[]) > 0
)
SELECT f.what, i.type, i.identity, f.extension,
       CASE WHEN f.what = 'privileges' THEN
                -- Of a column GRANT names the table.
                f.word || ' ' || CASE WHEN f.columns IS NULL THEN i.identity ELSE f.oid::regclass::text END
            WHEN i.type LIKE '% column' THEN 'COLUMN ' || i.identity
            WHEN i.type LIKE '% constraint' THEN 'CONSTRAINT ' || i.identity
            WHEN i.type IN ('composite type', 'domain') THEN 'TYPE ' || i.identity
            WHEN i.type = 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER ' || i.identity
            WHEN i.type = 'statistics object' THEN 'STATISTICS ' || i.identity
            ELSE upper(i.type) || ' ' || i.identity END,
       coalesce(f.columns, ''), f.owner, f.acl::text[], f.came::text[], f.comment
FROM found f
CROSS JOIN LATERAL pg_identify_object(f.class, f.oid, f.number) i
WHERE f.is_changed OR f.what || ' of ' || i.type || ' ' || i.identity = ANY ($1::text[])
ORDER BY 1, i.type, i.identity
