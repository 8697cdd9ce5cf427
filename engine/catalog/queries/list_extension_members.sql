-- Where the extensions $1 (names) are, and what their members are called that are in the same schema: what a schema can
-- stand before.
SELECT e.extname, n.nspname,
       array(SELECT DISTINCT m.name
             FROM (SELECT d.objid, d.classid FROM pg_catalog.pg_depend d
                   WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e') x
             JOIN (SELECT 'pg_catalog.pg_proc'::regclass::oid AS class, oid, pronamespace AS place, proname::text AS name
                   FROM pg_catalog.pg_proc
                   UNION ALL SELECT 'pg_catalog.pg_type'::regclass, oid, typnamespace, typname FROM pg_catalog.pg_type
                   UNION ALL SELECT 'pg_catalog.pg_class'::regclass, oid, relnamespace, relname FROM pg_catalog.pg_class
                   UNION ALL SELECT 'pg_catalog.pg_operator'::regclass, oid, oprnamespace, oprname FROM pg_catalog.pg_operator
                   UNION ALL SELECT 'pg_catalog.pg_opclass'::regclass, oid, opcnamespace, opcname FROM pg_catalog.pg_opclass
                   UNION ALL SELECT 'pg_catalog.pg_opfamily'::regclass, oid, opfnamespace, opfname FROM pg_catalog.pg_opfamily
                   UNION ALL SELECT 'pg_catalog.pg_collation'::regclass, oid, collnamespace, collname FROM pg_catalog.pg_collation
                   UNION ALL SELECT 'pg_catalog.pg_conversion'::regclass, oid, connamespace, conname FROM pg_catalog.pg_conversion
                   UNION ALL SELECT 'pg_catalog.pg_ts_config'::regclass, oid, cfgnamespace, cfgname FROM pg_catalog.pg_ts_config
                   UNION ALL SELECT 'pg_catalog.pg_ts_dict'::regclass, oid, dictnamespace, dictname FROM pg_catalog.pg_ts_dict
                   UNION ALL SELECT 'pg_catalog.pg_ts_parser'::regclass, oid, prsnamespace, prsname FROM pg_catalog.pg_ts_parser
                   UNION ALL SELECT 'pg_catalog.pg_ts_template'::regclass, oid, tmplnamespace, tmplname FROM pg_catalog.pg_ts_template
                  ) m (class, oid, place, name) ON m.class = x.classid AND m.oid = x.objid
             WHERE m.place = e.extnamespace)
FROM pg_catalog.pg_extension e
JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname = ANY ($1::text[])
ORDER BY e.extname
