-- Functions, window functions and procedures of the schemas $1, named by their input types.
SELECT p.oid,
       n.nspname,
       p.proname,
       pg_get_userbyid(p.proowner),
       coalesce(p.proacl, acldefault('f', p.proowner))::text[],
       p.prokind,
       (SELECT string_agg(format_type(a.type, NULL), ', ' ORDER BY a.place)
        FROM unnest(p.proargtypes) WITH ORDINALITY a (type, place)),
       pg_get_functiondef(p.oid),
       l.lanname
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
WHERE p.pronamespace = ANY ($1::oid[])
  AND p.prokind IN ('f', 'p', 'w')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  -- The constructors of a range type are made with it.
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
ORDER BY n.nspname, p.proname
