-- What DROP ... CASCADE of the schemas $1 (names) and the extensions $2 (names) would take along from elsewhere. Only
-- what needs something inside directly: the rest would follow from that.
WITH going AS (
    SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY ($1::text[])
),
in_schemas (class, object) AS (
    SELECT d.classid, d.objid FROM pg_catalog.pg_depend d
    JOIN going ON d.refclassid = 'pg_catalog.pg_namespace'::regclass AND d.refobjid = going.oid
    UNION
    SELECT 'pg_catalog.pg_class'::regclass::oid, c.oid FROM pg_catalog.pg_class c JOIN going ON going.oid = c.relnamespace
    UNION
    SELECT 'pg_catalog.pg_type'::regclass, t.oid FROM pg_catalog.pg_type t JOIN going ON going.oid = t.typnamespace
    UNION
    SELECT 'pg_catalog.pg_constraint'::regclass, k.oid
    FROM pg_catalog.pg_constraint k JOIN going ON going.oid = k.connamespace
    UNION
    SELECT 'pg_catalog.pg_extension'::regclass, e.oid FROM pg_catalog.pg_extension e WHERE e.extname = ANY ($2::text[])
),
inside (class, object) AS (
    SELECT class, object FROM in_schemas
    UNION
    SELECT d.classid, d.objid FROM pg_catalog.pg_depend d
    JOIN in_schemas s ON s.class = 'pg_catalog.pg_extension'::regclass AND d.refclassid = s.class AND d.refobjid = s.object
    WHERE d.deptype = 'e'
),
-- Parts of what is inside (deptype i) go with it.
edges AS (
    SELECT d.classid, d.objid, d.objsubid, min(pg_describe_object(d.refclassid, d.refobjid, 0)) AS needed,
        -- The type of arrays of a member's is a part of that.
        bool_and(EXISTS (SELECT FROM pg_catalog.pg_depend x
                         WHERE x.classid = d.refclassid AND x.objid = d.refobjid AND x.deptype = 'e')
                 OR EXISTS (SELECT FROM pg_catalog.pg_depend p
                            JOIN pg_catalog.pg_depend x ON x.classid = p.refclassid AND x.objid = p.refobjid AND x.deptype = 'e'
                            WHERE p.classid = d.refclassid AND p.objid = d.refobjid AND p.deptype = 'i')) AS of_extension
    FROM pg_catalog.pg_depend d JOIN inside i ON i.class = d.refclassid AND i.object = d.refobjid
    WHERE d.deptype NOT IN ('i', 'e') AND NOT EXISTS (SELECT FROM inside o WHERE o.class = d.classid AND o.object = d.objid)
    GROUP BY d.classid, d.objid, d.objsubid
),
-- What a partition or a child has from a parent that stays goes with the parent's, which is named.
stays_with_parent (relation) AS (
    SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
    WHERE p.relnamespace NOT IN (SELECT oid FROM going)
),
of_parents (class, object, part) AS (
    SELECT 'pg_catalog.pg_class'::regclass::oid, a.attrelid, a.attnum::int
    FROM stays_with_parent s JOIN pg_catalog.pg_attribute a ON a.attrelid = s.relation
    WHERE a.attinhcount > 0 AND NOT a.attislocal
    UNION ALL
    SELECT 'pg_catalog.pg_class'::regclass, s.relation, 0
    FROM stays_with_parent s JOIN pg_catalog.pg_class c ON c.oid = s.relation AND c.relkind IN ('i', 'I')
    UNION ALL
    SELECT 'pg_catalog.pg_constraint'::regclass, k.oid, 0
    FROM stays_with_parent s JOIN pg_catalog.pg_constraint k ON k.conrelid = s.relation
    WHERE k.coninhcount > 0 AND NOT k.conislocal
    UNION ALL
    SELECT 'pg_catalog.pg_constraint'::regclass, k.oid, 0
    FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_constraint o ON o.oid = k.conparentid
    JOIN pg_catalog.pg_class c ON c.oid = o.conrelid AND c.relnamespace NOT IN (SELECT oid FROM going)
    UNION ALL
    SELECT 'pg_catalog.pg_trigger'::regclass, g.oid, 0
    FROM stays_with_parent s JOIN pg_catalog.pg_trigger g ON g.tgrelid = s.relation AND g.tgparentid <> 0
),
-- What belongs to something else belongs to the schema of that.
placed AS (
    SELECT e.*,
        CASE e.classid
            WHEN 'pg_catalog.pg_attrdef'::regclass THEN
                (SELECT c.relnamespace FROM pg_catalog.pg_attrdef f JOIN pg_catalog.pg_class c ON c.oid = f.adrelid
                 WHERE f.oid = e.objid)
            WHEN 'pg_catalog.pg_trigger'::regclass THEN
                (SELECT c.relnamespace FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
                 WHERE g.oid = e.objid)
            WHEN 'pg_catalog.pg_rewrite'::regclass THEN
                (SELECT c.relnamespace FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
                 WHERE r.oid = e.objid)
            WHEN 'pg_catalog.pg_policy'::regclass THEN
                (SELECT c.relnamespace FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
                 WHERE p.oid = e.objid)
            WHEN 'pg_catalog.pg_publication_rel'::regclass THEN
                (SELECT c.relnamespace FROM pg_catalog.pg_publication_rel p JOIN pg_catalog.pg_class c ON c.oid = p.prrelid
                 WHERE p.oid = e.objid)
            WHEN 'pg_catalog.pg_amop'::regclass THEN
                (SELECT f.opfnamespace FROM pg_catalog.pg_amop a JOIN pg_catalog.pg_opfamily f ON f.oid = a.amopfamily
                 WHERE a.oid = e.objid)
            WHEN 'pg_catalog.pg_amproc'::regclass THEN
                (SELECT f.opfnamespace FROM pg_catalog.pg_amproc a JOIN pg_catalog.pg_opfamily f ON f.oid = a.amprocfamily
                 WHERE a.oid = e.objid)
            -- A cast goes with its types.
            WHEN 'pg_catalog.pg_cast'::regclass THEN
                (SELECT t.typnamespace FROM pg_catalog.pg_cast c
                 JOIN pg_catalog.pg_type t ON t.oid IN (c.castsource, c.casttarget)
                 JOIN going ON going.oid = t.typnamespace WHERE c.oid = e.objid LIMIT 1)
            WHEN 'pg_catalog.pg_transform'::regclass THEN
                (SELECT t.typnamespace FROM pg_catalog.pg_transform c JOIN pg_catalog.pg_type t ON t.oid = c.trftype
                 WHERE c.oid = e.objid)
            END AS place
    FROM edges e
)
SELECT p.classid, p.objid, coalesce(
        (SELECT pg_describe_object('pg_catalog.pg_class'::regclass, r.ev_class, 0) FROM pg_catalog.pg_rewrite r
         WHERE p.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = p.objid AND r.rulename = '_RETURN'),
        pg_describe_object(p.classid, p.objid, p.objsubid)), p.needed, i.type,
    -- Casts and transforms as list_database_wide.sql names them: the server's identity qualifies pg_catalog as well.
    CASE p.classid
        WHEN 'pg_catalog.pg_cast'::regclass THEN
            (SELECT format('%s AS %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))
             FROM pg_catalog.pg_cast c WHERE c.oid = p.objid)
        WHEN 'pg_catalog.pg_transform'::regclass THEN
            (SELECT format('for %s language %I', format_type(t.trftype, NULL), l.lanname)
             FROM pg_catalog.pg_transform t JOIN pg_catalog.pg_language l ON l.oid = t.trflang WHERE t.oid = p.objid)
        ELSE i.identity
    END, p.of_extension
FROM placed p CROSS JOIN LATERAL pg_identify_object(p.classid, p.objid, 0) i
WHERE coalesce(p.place, 0) NOT IN (SELECT oid FROM going)
    AND NOT EXISTS (SELECT FROM of_parents o
                    WHERE o.class = p.classid AND o.object = p.objid AND o.part IN (0, p.objsubid))
ORDER BY 3, 4
