-- Kinds whose statement the server can write by itself, in the schemas $1: collations, conversions, operators and their
-- classes and families, base types, and all of text search.
WITH found AS (
    SELECT 'pg_catalog.pg_collation'::regclass::oid AS class, c.oid AS object, 'collation' AS kind, n.nspname, c.collname AS name,
           '' AS parent, '' AS signature, pg_get_userbyid(c.collowner) AS owner, NULL::aclitem[] AS acl,
           ARRAY[format('CREATE COLLATION %I.%I (%s)', n.nspname, c.collname,
               concat_ws(', ',
                   CASE c.collprovider WHEN 'i' THEN 'provider = icu' WHEN 'c' THEN 'provider = libc'
                                       WHEN 'b' THEN 'provider = builtin' ELSE 'provider = default' END,
                   CASE WHEN NOT c.collisdeterministic THEN 'deterministic = false' END,
                   CASE WHEN v.detail ->> 'colliculocale' IS NOT NULL OR v.detail ->> 'colllocale' IS NOT NULL
                       THEN format('locale = %L', coalesce(v.detail ->> 'colllocale', v.detail ->> 'colliculocale')) END,
                   CASE WHEN v.detail ->> 'collicurules' IS NOT NULL
                       THEN format('rules = %L', v.detail ->> 'collicurules') END,
                   CASE WHEN c.collprovider = 'c' OR (c.collprovider = 'i' AND NOT v.detail ?| ARRAY['colliculocale', 'colllocale'])
                       THEN CASE WHEN c.collcollate = c.collctype THEN format('locale = %L', c.collcollate)
                                 ELSE format('lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype) END END))]
               AS statements
    FROM pg_catalog.pg_collation c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
    CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(to_jsonb(c)) AS detail) v
    WHERE c.collnamespace = ANY ($1::oid[])
    UNION ALL
    SELECT 'pg_catalog.pg_conversion'::regclass, c.oid, 'conversion', n.nspname, c.conname,
           '', '', pg_get_userbyid(c.conowner), NULL,
           ARRAY[format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END,
                        n.nspname, c.conname, pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding),
                        c.conproc)]
    FROM pg_catalog.pg_conversion c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
    WHERE c.connamespace = ANY ($1::oid[])
    UNION ALL
    SELECT 'pg_catalog.pg_operator'::regclass, o.oid, 'operator', n.nspname, o.oprname,
           '', coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE') || ', '
               || coalesce(format_type(nullif(o.oprright, 0), NULL), 'NONE'),
           pg_get_userbyid(o.oprowner), NULL,
           ARRAY[format('CREATE OPERATOR %I.%s (%s)', n.nspname, o.oprname,
               concat_ws(', ', 'FUNCTION = ' || o.oprcode,
                   'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL),
                   'RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL),
                   CASE WHEN co.oid IS NOT NULL THEN format('COMMUTATOR = OPERATOR(%I.%s)', cn.nspname, co.oprname) END,
                   CASE WHEN ne.oid IS NOT NULL THEN format('NEGATOR = OPERATOR(%I.%s)', nn.nspname, ne.oprname) END,
                   CASE WHEN o.oprrest::oid <> 0 THEN 'RESTRICT = ' || o.oprrest END,
                   CASE WHEN o.oprjoin::oid <> 0 THEN 'JOIN = ' || o.oprjoin END,
                   CASE WHEN o.oprcanmerge THEN 'MERGES' END,
                   CASE WHEN o.oprcanhash THEN 'HASHES' END))]
    FROM pg_catalog.pg_operator o
    JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
    LEFT JOIN pg_catalog.pg_operator co ON co.oid = o.oprcom
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.oprnamespace
    LEFT JOIN pg_catalog.pg_operator ne ON ne.oid = o.oprnegate
    LEFT JOIN pg_catalog.pg_namespace nn ON nn.oid = ne.oprnamespace
    WHERE o.oprnamespace = ANY ($1::oid[]) AND o.oprcode::oid <> 0
    UNION ALL
    SELECT 'pg_catalog.pg_opfamily'::regclass, f.oid, 'operator family', n.nspname, f.opfname,
           am.amname, '', pg_get_userbyid(f.opfowner), NULL,
           ARRAY[format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, am.amname)]
               -- The loose members: those that belong to no class of the family.
               || coalesce((
                   SELECT ARRAY[format('ALTER OPERATOR FAMILY %I.%I USING %I ADD %s', n.nspname, f.opfname, am.amname,
                                       string_agg(m.item, ', ' ORDER BY m.item))]
                   FROM (
                       SELECT format('OPERATOR %s %s', a.amopstrategy, a.amopopr::regoperator)
                                  || CASE WHEN a.amopsortfamily <> 0 THEN format(' FOR ORDER BY %I.%I', sn.nspname, sf.opfname)
                                          ELSE '' END AS item
                       FROM pg_catalog.pg_amop a
                       JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_amop'::regclass AND d.objid = a.oid
                           AND d.refclassid = 'pg_catalog.pg_opfamily'::regclass AND d.refobjid = f.oid
                       LEFT JOIN pg_catalog.pg_opfamily sf ON sf.oid = a.amopsortfamily
                       LEFT JOIN pg_catalog.pg_namespace sn ON sn.oid = sf.opfnamespace
                       WHERE a.amopfamily = f.oid
                       UNION ALL
                       SELECT format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
                                     format_type(p.amprocrighttype, NULL), p.amproc::oid::regprocedure)
                       FROM pg_catalog.pg_amproc p
                       JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_amproc'::regclass AND d.objid = p.oid
                           AND d.refclassid = 'pg_catalog.pg_opfamily'::regclass AND d.refobjid = f.oid
                       WHERE p.amprocfamily = f.oid) m
                   HAVING count(*) > 0), '{}')
    FROM pg_catalog.pg_opfamily f
    JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
    JOIN pg_catalog.pg_am am ON am.oid = f.opfmethod
    WHERE f.opfnamespace = ANY ($1::oid[])
    UNION ALL
    SELECT 'pg_catalog.pg_opclass'::regclass, c.oid, 'operator class', n.nspname, c.opcname,
           am.amname, '', pg_get_userbyid(c.opcowner), NULL,
           ARRAY[format('CREATE OPERATOR CLASS %I.%I %sFOR TYPE %s USING %I FAMILY %I.%I AS %s', n.nspname, c.opcname,
               CASE WHEN c.opcdefault THEN 'DEFAULT ' ELSE '' END, format_type(c.opcintype, NULL), am.amname,
               fn.nspname, f.opfname,
               concat_ws(', ',
                   'STORAGE ' || format_type(coalesce(nullif(c.opckeytype, 0), c.opcintype), NULL),
                   (SELECT string_agg(format('OPERATOR %s %s', a.amopstrategy, a.amopopr::regoperator)
                               || CASE WHEN a.amopsortfamily <> 0 THEN format(' FOR ORDER BY %I.%I', sn.nspname, sf.opfname)
                                       ELSE '' END, ', ' ORDER BY a.amopstrategy)
                    FROM pg_catalog.pg_amop a
                    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_amop'::regclass AND d.objid = a.oid
                        AND d.refclassid = 'pg_catalog.pg_opclass'::regclass AND d.refobjid = c.oid
                    LEFT JOIN pg_catalog.pg_opfamily sf ON sf.oid = a.amopsortfamily
                    LEFT JOIN pg_catalog.pg_namespace sn ON sn.oid = sf.opfnamespace),
                   (SELECT string_agg(format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
                                             format_type(p.amprocrighttype, NULL), p.amproc::oid::regprocedure),
                                      ', ' ORDER BY p.amprocnum)
                    FROM pg_catalog.pg_amproc p
                    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_amproc'::regclass AND d.objid = p.oid
                        AND d.refclassid = 'pg_catalog.pg_opclass'::regclass AND d.refobjid = c.oid)))]
    FROM pg_catalog.pg_opclass c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
    JOIN pg_catalog.pg_am am ON am.oid = c.opcmethod
    JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily
    JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
    WHERE c.opcnamespace = ANY ($1::oid[])
    UNION ALL
    -- First the shell, which the functions of the type refer to.
    SELECT 'pg_catalog.pg_type'::regclass, t.oid, 'base type', n.nspname, t.typname,
           '', '', pg_get_userbyid(t.typowner), coalesce(t.typacl, acldefault('T', t.typowner)),
           ARRAY[format('CREATE TYPE %I.%I', n.nspname, t.typname)]
               || CASE WHEN NOT t.typisdefined THEN '{}' ELSE ARRAY[format('CREATE TYPE %I.%I (%s)', n.nspname, t.typname,
                      concat_ws(', ', 'INPUT = ' || t.typinput, 'OUTPUT = ' || t.typoutput,
                          'RECEIVE = ' || nullif(t.typreceive::oid, 0)::regproc,
                          'SEND = ' || nullif(t.typsend::oid, 0)::regproc,
                          'TYPMOD_IN = ' || nullif(t.typmodin::oid, 0)::regproc,
                          'TYPMOD_OUT = ' || nullif(t.typmodout::oid, 0)::regproc,
                          'ANALYZE = ' || nullif(t.typanalyze::oid, 0)::regproc,
                          -- Since PostgreSQL 14.
                          'SUBSCRIPT = ' || nullif(v.detail ->> 'typsubscript', '-'),
                          'INTERNALLENGTH = ' || CASE WHEN t.typlen < 0 THEN 'VARIABLE' ELSE t.typlen::text END,
                          CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
                          'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'd' THEN 'double'
                                                            ELSE 'int4' END,
                          'STORAGE = ' || CASE t.typstorage WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended'
                                                            WHEN 'm' THEN 'main' ELSE 'plain' END,
                          format('CATEGORY = %L', t.typcategory),
                          CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
                          'DEFAULT = ' || quote_literal(t.typdefault),
                          'ELEMENT = ' || format_type(nullif(t.typelem, 0), NULL),
                          format('DELIMITER = %L', t.typdelim),
                          CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END))] END
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    CROSS JOIN LATERAL (SELECT to_jsonb(t) AS detail) v
    WHERE t.typnamespace = ANY ($1::oid[]) AND (t.typtype = 'b' OR (t.typtype = 'p' AND NOT t.typisdefined))
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
    UNION ALL
    SELECT 'pg_catalog.pg_ts_parser'::regclass, p.oid, 'text search parser', n.nspname, p.prsname,
           '', '', '', NULL,
           ARRAY[format('CREATE TEXT SEARCH PARSER %I.%I (%s)', n.nspname, p.prsname,
                        concat_ws(', ', 'START = ' || p.prsstart, 'GETTOKEN = ' || p.prstoken, 'END = ' || p.prsend,
                                  'HEADLINE = ' || nullif(p.prsheadline::oid, 0)::regproc,
                                  'LEXTYPES = ' || p.prslextype))]
    FROM pg_catalog.pg_ts_parser p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
    WHERE p.prsnamespace = ANY ($1::oid[])
    UNION ALL
    SELECT 'pg_catalog.pg_ts_template'::regclass, t.oid, 'text search template', n.nspname, t.tmplname,
           '', '', '', NULL,
           ARRAY[format('CREATE TEXT SEARCH TEMPLATE %I.%I (%s)', n.nspname, t.tmplname,
                        concat_ws(', ', 'INIT = ' || nullif(t.tmplinit::oid, 0)::regproc, 'LEXIZE = ' || t.tmpllexize))]
    FROM pg_catalog.pg_ts_template t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
    WHERE t.tmplnamespace = ANY ($1::oid[])
    UNION ALL
    SELECT 'pg_catalog.pg_ts_dict'::regclass, d.oid, 'text search dictionary', n.nspname, d.dictname,
           '', '', pg_get_userbyid(d.dictowner), NULL,
           ARRAY[format('CREATE TEXT SEARCH DICTIONARY %I.%I (%s)', n.nspname, d.dictname,
                        concat_ws(', ', format('TEMPLATE = %I.%I', tn.nspname, t.tmplname), d.dictinitoption))]
    FROM pg_catalog.pg_ts_dict d
    JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
    JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
    WHERE d.dictnamespace = ANY ($1::oid[])
    UNION ALL
    SELECT 'pg_catalog.pg_ts_config'::regclass, c.oid, 'text search configuration', n.nspname, c.cfgname,
           '', '', pg_get_userbyid(c.cfgowner), NULL,
           ARRAY[format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, pn.nspname, p.prsname)]
               || coalesce((
                   SELECT array_agg(format('ALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s',
                                           n.nspname, c.cfgname, m.alias, m.dictionaries) ORDER BY m.alias)
                   FROM (SELECT k.alias,
                                string_agg(format('%I.%I', dn.nspname, d.dictname), ', ' ORDER BY x.mapseqno) AS dictionaries
                         FROM pg_catalog.pg_ts_config_map x
                         JOIN LATERAL ts_token_type(c.cfgparser) k ON k.tokid = x.maptokentype
                         JOIN pg_catalog.pg_ts_dict d ON d.oid = x.mapdict
                         JOIN pg_catalog.pg_namespace dn ON dn.oid = d.dictnamespace
                         WHERE x.mapcfg = c.oid
                         GROUP BY k.alias) m), '{}')
    FROM pg_catalog.pg_ts_config c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
    JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
    WHERE c.cfgnamespace = ANY ($1::oid[])
)
SELECT f.class, f.object, f.kind, f.nspname, f.name, f.parent, f.signature, f.owner, f.acl::text[], f.statements
FROM found f
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = f.class AND d.objid = f.object AND d.deptype = 'e')
ORDER BY f.kind, f.nspname, f.name, f.parent, f.signature
