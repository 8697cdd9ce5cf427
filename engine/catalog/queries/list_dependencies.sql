-- Who needs whom, in the whole database. What needs a member of an extension needs the extension.
SELECT DISTINCT
       d.classid,
       d.objid,
       coalesce(e.refclassid, d.refclassid),
       coalesce(e.refobjid, d.refobjid),
       d.deptype
FROM pg_catalog.pg_depend d
LEFT JOIN pg_catalog.pg_depend e
    ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e'
WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S')
  AND d.objid >= 16384
  AND d.refobjid >= 16384
