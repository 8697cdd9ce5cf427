-- Who needs whom, in the whole database. What needs a member of an extension needs the extension.
SELECT
       d.classid,
       d.objid,
       coalesce(e.refclassid, d.refclassid),
       coalesce(e.refobjid, d.refobjid),
       -- A view always needs itself as a whole; only one that reads itself needs its columns.
       bool_or(d.refobjsubid > 0)
FROM pg_catalog.pg_depend d
LEFT JOIN pg_catalog.pg_depend e
    ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e'
WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S')
  AND d.objid >= 16384
  AND d.refobjid >= 16384
GROUP BY 1, 2, 3, 4
