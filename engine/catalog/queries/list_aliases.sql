-- What stands for something else in pg_depend: a row type for its table, an array for its elements, the rule of a view
-- for the view, a default for its table, and so on; the array or row type of a member of an extension for the extension.
-- The fifth column says that it is a default of a table or a check of a domain, which can be made later than its owner.
SELECT t.class, t.object, coalesce(x.refclassid, t.standsFor), coalesce(x.refobjid, t.place), false
FROM (
    SELECT 'pg_catalog.pg_type'::regclass::oid, t.oid, 'pg_catalog.pg_class'::regclass::oid, t.typrelid
    FROM pg_catalog.pg_type t WHERE t.typrelid <> 0 AND t.oid >= 16384
    UNION ALL
    SELECT 'pg_catalog.pg_type'::regclass, t.oid, 'pg_catalog.pg_type'::regclass, e.oid
    FROM pg_catalog.pg_type e JOIN pg_catalog.pg_type t ON t.oid = e.typarray WHERE t.oid >= 16384
    UNION ALL
    SELECT 'pg_catalog.pg_type'::regclass, d.objid, 'pg_catalog.pg_type'::regclass, d.refobjid
    FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_type t ON t.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.refclassid = 'pg_catalog.pg_type'::regclass
      AND d.deptype = 'i' AND t.typtype = 'm' AND t.oid >= 16384
) t (class, object, standsFor, place)
LEFT JOIN pg_catalog.pg_depend x ON x.classid = t.standsFor AND x.objid = t.place AND x.objsubid = 0 AND x.deptype = 'e'
UNION ALL
SELECT 'pg_catalog.pg_proc'::regclass, d.objid, d.refclassid, d.refobjid, false
FROM pg_catalog.pg_depend d
WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.deptype = 'i' AND d.objid >= 16384
UNION ALL
SELECT 'pg_catalog.pg_rewrite'::regclass, r.oid, 'pg_catalog.pg_class'::regclass, r.ev_class, false
FROM pg_catalog.pg_rewrite r WHERE r.rulename = '_RETURN' AND r.oid >= 16384
UNION ALL
SELECT 'pg_catalog.pg_attrdef'::regclass, a.oid, 'pg_catalog.pg_class'::regclass, a.adrelid, true
FROM pg_catalog.pg_attrdef a
UNION ALL
SELECT 'pg_catalog.pg_constraint'::regclass, c.oid, 'pg_catalog.pg_type'::regclass, c.contypid, true
FROM pg_catalog.pg_constraint c WHERE c.contypid <> 0 AND c.oid >= 16384
UNION ALL
SELECT 'pg_catalog.pg_class'::regclass, c.conindid, 'pg_catalog.pg_constraint'::regclass, c.oid, false
FROM pg_catalog.pg_constraint c WHERE c.contype IN ('p', 'u', 'x') AND c.conindid >= 16384
UNION ALL
SELECT d.classid, d.objid, d.refclassid, d.refobjid, false
FROM pg_catalog.pg_depend d
WHERE d.classid IN ('pg_catalog.pg_amop'::regclass, 'pg_catalog.pg_amproc'::regclass)
  AND d.refclassid IN ('pg_catalog.pg_opclass'::regclass, 'pg_catalog.pg_opfamily'::regclass)
  AND d.objid >= 16384
