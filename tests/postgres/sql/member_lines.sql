-- One line for each privilege on a member of an extension or on what is the server's own, and each comment on a member.
SELECT x.what, x.name, coalesce(r.rolname, 'PUBLIC'), a.privilege_type, a.is_grantable, a.grantor::regrole
FROM (SELECT 'pg_proc'::regclass AS class, oid, 'function' AS what, oid::regprocedure::text AS name,
             coalesce(proacl, acldefault('f', proowner)) AS acl FROM pg_proc
      UNION ALL
      SELECT 'pg_class', oid, 'relation', oid::regclass::text,
             coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner))
      FROM pg_class WHERE relkind IN ('r', 'v', 'S')
      UNION ALL
      SELECT 'pg_class', attrelid, 'column', attrelid::regclass || '.' || attname, attacl
      FROM pg_attribute WHERE attacl IS NOT NULL
      UNION ALL
      SELECT 'pg_type', oid, 'type', oid::regtype::text, coalesce(typacl, acldefault('T', typowner)) FROM pg_type
      UNION ALL
      SELECT 'pg_namespace', oid, 'schema', nspname, coalesce(nspacl, acldefault('n', nspowner)) FROM pg_namespace
      UNION ALL
      SELECT 'pg_language', oid, 'language', lanname, coalesce(lanacl, acldefault('l', lanowner)) FROM pg_language) x
CROSS JOIN LATERAL aclexplode(x.acl) a
LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE (x.oid < 16384 OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = x.class AND d.objid = x.oid AND d.deptype = 'e'))
ORDER BY 1, 2, 3, 4, 5, 6;
SELECT pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description
FROM pg_description d
JOIN pg_depend e ON e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e'
ORDER BY 1;
