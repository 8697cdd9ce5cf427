-- Enumerations, domains and ranges of the schemas $1. Composite types are relations.
SELECT t.oid,
       n.nspname,
       t.typname,
       pg_get_userbyid(t.typowner),
       coalesce(t.typacl, acldefault('T', t.typowner))::text[],
       t.typtype,
       -- enumeration
       (SELECT array_agg(l.enumlabel::text ORDER BY l.enumsortorder) FROM pg_catalog.pg_enum l WHERE l.enumtypid = t.oid),
       -- domain
       CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
       t.typnotnull,
       pg_get_expr(t.typdefaultbin, 'pg_catalog.pg_type'::regclass),
       CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN quote_ident(dn.nspname) || '.' || quote_ident(dc.collname) END,
       -- range
       CASE WHEN t.typtype = 'r' THEN format_type(r.rngsubtype, NULL) END,
       CASE WHEN NOT o.opcdefault THEN quote_ident(opn.nspname) || '.' || quote_ident(o.opcname) END,
       CASE WHEN r.rngcollation <> s.typcollation THEN quote_ident(rn.nspname) || '.' || quote_ident(rc.collname) END,
       nullif(r.rngcanonical::oid, 0)::regproc::text,
       nullif(r.rngsubdiff::oid, 0)::regproc::text,
       mn.nspname,
       m.typname
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_catalog.pg_collation dc ON dc.oid = t.typcollation
LEFT JOIN pg_catalog.pg_namespace dn ON dn.oid = dc.collnamespace
LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
LEFT JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
LEFT JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc
LEFT JOIN pg_catalog.pg_namespace opn ON opn.oid = o.opcnamespace
LEFT JOIN pg_catalog.pg_collation rc ON rc.oid = r.rngcollation
LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.collnamespace
LEFT JOIN pg_catalog.pg_type m ON m.oid = r.rngmultitypid
LEFT JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace
WHERE t.typnamespace = ANY ($1::oid[])
  AND t.typtype IN ('e', 'd', 'r')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY n.nspname, t.typname
