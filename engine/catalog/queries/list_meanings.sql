-- What the stored expressions of an object are made of, beyond what every database has. For operators also the schema
-- they were found in, and whether pg_catalog has one for the same types: there it would have been found first.
SELECT d.classid,
       d.objid,
       'operator ' || quote_ident(n.nspname) || '.' || o.oprname || '('
           || CASE WHEN o.oprleft = 0 THEN '' ELSE format_type(o.oprleft, NULL) || ', ' END
           || format_type(o.oprright, NULL) || ')',
       n.nspname,
       EXISTS (SELECT FROM pg_catalog.pg_operator c
               WHERE c.oprnamespace = 'pg_catalog'::regnamespace AND c.oprname = o.oprname
                 AND c.oprleft = o.oprleft AND c.oprright = o.oprright)
FROM pg_catalog.pg_depend d
JOIN pg_catalog.pg_operator o ON o.oid = d.refobjid
JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
WHERE d.refclassid = 'pg_catalog.pg_operator'::regclass
  AND d.deptype IN ('n', 'a') AND d.objid >= 16384
UNION ALL
SELECT d.classid,
       d.objid,
       'function ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes)
           || ')',
       NULL,
       false
FROM pg_catalog.pg_depend d
JOIN pg_catalog.pg_proc p ON p.oid = d.refobjid
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE d.refclassid = 'pg_catalog.pg_proc'::regclass
  AND d.deptype IN ('n', 'a') AND d.objid >= 16384
UNION ALL
SELECT d.classid,
       d.objid,
       'collation ' || quote_ident(n.nspname) || '.' || quote_ident(c.collname),
       NULL,
       false
FROM pg_catalog.pg_depend d
JOIN pg_catalog.pg_collation c ON c.oid = d.refobjid
JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
WHERE d.refclassid = 'pg_catalog.pg_collation'::regclass
  AND d.deptype IN ('n', 'a') AND d.objid >= 16384
