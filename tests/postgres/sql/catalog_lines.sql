-- Everything that is in the current database, one line an object, from the server's catalogs and without Sosie: two
-- databases of servers of the same version hold the same objects when the sorted lines are equal. OIDs become names;
-- columns of the catalogs that depend on the past of a database (files, counts, dropped columns) are left out; any other
-- column, also of a version yet to come, is compared.
\set QUIET on
SET client_min_messages = warning;
SET search_path = pg_catalog;
SET quote_all_identifiers = off;

CREATE FUNCTION pg_temp.rights(acl aclitem[], kind "char", owner oid) RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(i::text, ',' ORDER BY i::text) FROM unnest(coalesce(acl, acldefault(kind, owner))) i$$;
CREATE FUNCTION pg_temp.sorted(texts text[]) RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(t, ',' ORDER BY t) FROM unnest(texts) t$$;
CREATE FUNCTION pg_temp.identity(class oid, object oid, part integer DEFAULT 0) RETURNS text LANGUAGE sql AS
    $$SELECT i.type || ' ' || i.identity FROM pg_identify_object(class, object, part) i$$;
CREATE FUNCTION pg_temp.person(role oid) RETURNS text LANGUAGE sql AS
    $$SELECT CASE WHEN role = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(role) END$$;
CREATE TEMP TABLE mine AS SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$|sosie_)';
CREATE TEMP TABLE of_extension AS SELECT classid, objid FROM pg_depend WHERE deptype = 'e';
CREATE FUNCTION pg_temp.is_own(class regclass, object oid) RETURNS boolean LANGUAGE sql AS
    $$SELECT object >= 16384 AND NOT EXISTS (SELECT FROM pg_temp.of_extension e WHERE e.classid = class AND e.objid = object)$$;

CREATE TEMP VIEW relations AS
    SELECT c.* FROM pg_class c WHERE c.relnamespace IN (SELECT oid FROM pg_temp.mine) AND pg_temp.is_own('pg_class', c.oid);

CREATE TEMP VIEW lines (line) AS
    SELECT concat_ws(' ', 'schema', n.nspname, pg_temp.person(n.nspowner), pg_temp.rights(n.nspacl, 'n', n.nspowner))
        FROM pg_namespace n JOIN pg_temp.mine USING (oid) WHERE NOT EXISTS (SELECT FROM pg_temp.of_extension e WHERE e.objid = n.oid)
    UNION ALL SELECT concat_ws(' ', 'extension', extname, extnamespace::regnamespace) FROM pg_extension
    UNION ALL SELECT concat_ws(' ', 'relation', c.oid::regclass, pg_temp.person(c.relowner),
            pg_temp.rights(c.relacl, CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner),
            CASE c.relkind WHEN 'i' THEN '' WHEN 'I' THEN '' ELSE pg_temp.sorted(c.reloptions) END,
            (SELECT amname FROM pg_am WHERE oid = c.relam), pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
            'of', c.reloftype::regtype, 'toast', (SELECT pg_temp.sorted(t.reloptions) FROM pg_class t WHERE t.oid = c.reltoastrelid),
            (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
            to_jsonb(c) - '{oid,relname,relnamespace,reltype,reloftype,relowner,relam,relfilenode,reltablespace,relpages,reltuples,relallvisible,relallfrozen,reltoastrelid,relrewrite,relfrozenxid,relminmxid,relacl,relhasrules,relhastriggers,relhassubclass,relnatts,relpartbound,reloptions,relhasindex}'::text[])
        FROM relations c
    UNION ALL SELECT concat_ws(' ', 'column', c.oid::regclass,
            -- A child of ordinary inheritance that is made anew has its inherited columns first.
            CASE WHEN c.relispartition OR NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid)
                THEN row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) END, a.attname,
            format_type(a.atttypid, a.atttypmod), (SELECT l.oid::regcollation FROM pg_collation l WHERE l.oid = a.attcollation),
            'default', (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d WHERE d.adrelid = c.oid AND d.adnum = a.attnum),
            pg_temp.sorted(a.attacl::text[]),
            to_jsonb(a) - '{attrelid,attname,atttypid,atttypmod,attnum,attndims,attcacheoff,attcollation,attacl,attmissingval,atthasmissing,attstattarget,attoptions}'::text[],
            -- Servers since 15.20 keep a mark of their own among the options.
            (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(a.attoptions) o WHERE o NOT LIKE 'pg\_attver=%'),
            nullif(a.attstattarget, -1))
        FROM relations c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind NOT IN ('S', 'i', 'I')
    UNION ALL SELECT concat_ws(' ', 'inherits', inhrelid::regclass, inhseqno, inhparent::regclass)
        FROM pg_inherits JOIN relations c ON c.oid = inhrelid
    UNION ALL SELECT concat_ws(' ', 'constraint', -- In a partition a NOT NULL, a constraint since version 18, gets its name by the way it came there.
            CASE WHEN o.contype = 'n' AND o.conrelid IN (SELECT oid FROM relations WHERE relispartition) THEN 'NOT NULL of ' || o.conrelid::regclass
                ELSE pg_temp.identity('pg_constraint'::regclass, o.oid) END, pg_get_constraintdef(o.oid),
            (SELECT string_agg(p.oid::regoperator::text, ',') FROM unnest(o.conexclop) x JOIN pg_operator p ON p.oid = x),
            to_jsonb(o) - '{oid,connamespace,conrelid,contypid,conindid,conparentid,confrelid,conkey,confkey,conpfeqop,conppeqop,conffeqop,conbin,conexclop,confdelsetcols}'::text[]
                -- Says nothing about a key; it depends on whether its index was attached or made with its parent's.
                - CASE WHEN o.contype IN ('p', 'u', 'x') THEN 'connoinherit' ELSE '' END
                - CASE WHEN o.contype = 'n' AND o.conrelid IN (SELECT oid FROM relations WHERE relispartition)
                    THEN '{conname,conislocal}'::text[] ELSE '{}' END)
        FROM pg_constraint o WHERE o.connamespace IN (SELECT oid FROM pg_temp.mine) AND contype <> 't'
            AND pg_temp.is_own('pg_constraint', o.oid) AND (o.conrelid = 0 OR pg_temp.is_own('pg_class', o.conrelid))
            AND (o.contypid = 0 OR pg_temp.is_own('pg_type', o.contypid))
            AND NOT (o.contype = 'f' AND o.conparentid <> 0)
    UNION ALL SELECT concat_ws(' ', 'index', pg_get_indexdef(c.oid),
            (SELECT string_agg(a.attnum || '=' || a.attstattarget, ',') FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0),
            to_jsonb(i) - '{indexrelid,indrelid,indkey,indcollation,indclass,indoption,indexprs,indpred,indcheckxmin}'::text[])
        FROM pg_index i JOIN relations c ON c.oid = i.indexrelid
    UNION ALL SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid), t.tgenabled, t.tgparentid <> 0)
        FROM pg_trigger t JOIN relations c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
    UNION ALL SELECT concat_ws(' ', 'rule', c.oid::regclass, pg_get_ruledef(r.oid), r.ev_enabled)
        FROM pg_rewrite r JOIN relations c ON c.oid = r.ev_class
    UNION ALL SELECT concat_ws(' ', 'policy', c.oid::regclass, p.polname, p.polcmd, p.polpermissive, pg_get_expr(p.polqual, c.oid), '/',
            pg_get_expr(p.polwithcheck, c.oid), (SELECT string_agg(pg_temp.person(r), ',' ORDER BY pg_temp.person(r)) FROM unnest(p.polroles) r))
        FROM pg_policy p JOIN relations c ON c.oid = p.polrelid
    UNION ALL SELECT concat_ws(' ', 'routine', p.oid::regprocedure, pg_temp.person(p.proowner), pg_temp.rights(p.proacl, 'f', p.proowner),
            CASE WHEN p.prokind = 'a' THEN pg_get_function_arguments(p.oid) ELSE pg_get_functiondef(p.oid) END, p.prosupport,
            (SELECT concat_ws(' ', a.aggtranstype::regtype, a.aggmtranstype::regtype, a.aggsortop::regoperator,
                    to_jsonb(a) - '{aggfnoid,aggtranstype,aggmtranstype,aggsortop}'::text[]) FROM pg_aggregate a WHERE a.aggfnoid = p.oid))
        FROM pg_proc p WHERE p.pronamespace IN (SELECT oid FROM pg_temp.mine) AND pg_temp.is_own('pg_proc', p.oid)
            -- Those of a range come with it.
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
    UNION ALL SELECT concat_ws(' ', 'type', t.oid::regtype, pg_temp.person(t.typowner), pg_temp.rights(t.typacl, 'T', t.typowner),
            format_type(t.typbasetype, t.typtypmod), t.typcollation::regcollation,
            (SELECT string_agg(quote_literal(enumlabel), ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
            (SELECT concat_ws(' ', rngsubtype::regtype, rngcollation::regcollation, to_jsonb(r) ->> 'rngcanonical', to_jsonb(r) ->> 'rngsubdiff',
                pg_temp.identity('pg_opclass'::regclass, rngsubopc)) FROM pg_range r WHERE rngtypid = t.oid),
            to_jsonb(t) - '{oid,typname,typnamespace,typowner,typrelid,typelem,typarray,typbasetype,typtypmod,typcollation,typacl,typdefaultbin,typndims,typsubscript}'::text[])
        FROM pg_type t WHERE t.typnamespace IN (SELECT oid FROM pg_temp.mine) AND pg_temp.is_own('pg_type', t.oid)
            AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
            AND (t.typrelid = 0 OR pg_temp.is_own('pg_class', t.typrelid))
            -- Multiranges of extensions are no members of them before version 17.
            AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_temp.of_extension e ON e.classid = d.refclassid AND e.objid = d.refobjid
                            WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'i')
    UNION ALL SELECT concat_ws(' ', 'sequence', s.seqrelid::regclass, s.seqtypid::regtype, to_jsonb(s) - '{seqrelid,seqtypid}'::text[])
        FROM pg_sequence s JOIN relations c ON c.oid = s.seqrelid
    UNION ALL SELECT concat_ws(' ', 'sequence of', s.seqrelid::regclass, d.deptype, d.refobjid::regclass,
            (SELECT attname FROM pg_attribute WHERE attrelid = d.refobjid AND attnum = d.refobjsubid))
        FROM pg_sequence s JOIN relations c ON c.oid = s.seqrelid
        JOIN pg_depend d ON d.objid = s.seqrelid AND d.classid = 'pg_class'::regclass AND d.refobjsubid > 0
    UNION ALL SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(s.oid), pg_temp.person(s.stxowner), nullif(s.stxstattarget, -1))
        FROM pg_statistic_ext s WHERE s.stxnamespace IN (SELECT oid FROM pg_temp.mine)
    UNION ALL SELECT concat_ws(' ', 'operator', o.oid::regoperator, pg_temp.person(o.oprowner), o.oprcom::regoperator, o.oprnegate::regoperator,
            to_jsonb(o) - '{oid,oprname,oprnamespace,oprowner,oprleft,oprright,oprresult,oprcom,oprnegate}'::text[])
        -- Without those that were only ever named by another one.
        FROM pg_operator o WHERE pg_temp.is_own('pg_operator', o.oid) AND o.oprcode <> 0
    UNION ALL SELECT concat_ws(' ', 'cast', castsource::regtype, casttarget::regtype, castfunc::regprocedure, castcontext, castmethod)
        FROM pg_cast k WHERE pg_temp.is_own('pg_cast', k.oid)
    UNION ALL SELECT concat_ws(' ', 'collation', l.oid::regcollation, pg_temp.person(l.collowner),
            to_jsonb(l) - '{oid,collname,collnamespace,collowner,collversion,collencoding}'::text[])
        FROM pg_collation l WHERE pg_temp.is_own('pg_collation', l.oid) AND l.collnamespace IN (SELECT oid FROM pg_temp.mine)
    UNION ALL SELECT concat_ws(' ', pg_temp.identity('pg_opfamily'::regclass, f.oid), pg_temp.person(f.opfowner)) FROM pg_opfamily f
        WHERE pg_temp.is_own('pg_opfamily', f.oid)
    UNION ALL SELECT concat_ws(' ', pg_temp.identity('pg_opclass'::regclass, f.oid), pg_temp.person(f.opcowner), f.opcintype::regtype,
            f.opckeytype::regtype, f.opcdefault) FROM pg_opclass f WHERE pg_temp.is_own('pg_opclass', f.oid)
    UNION ALL SELECT concat_ws(' ', 'member', pg_temp.identity('pg_opfamily'::regclass, a.amopfamily), a.amopstrategy, a.amopopr::regoperator,
            a.amoppurpose, a.amopsortfamily <> 0) FROM pg_amop a WHERE pg_temp.is_own('pg_amop', a.oid)
            AND NOT EXISTS (SELECT FROM pg_temp.of_extension e WHERE e.classid = 'pg_opfamily'::regclass AND e.objid = a.amopfamily)
    UNION ALL SELECT concat_ws(' ', 'member', pg_temp.identity('pg_opfamily'::regclass, a.amprocfamily), a.amprocnum, a.amproc::regprocedure,
            a.amproclefttype::regtype, a.amprocrighttype::regtype) FROM pg_amproc a WHERE pg_temp.is_own('pg_amproc', a.oid)
            AND NOT EXISTS (SELECT FROM pg_temp.of_extension e WHERE e.classid = 'pg_opfamily'::regclass AND e.objid = a.amprocfamily)
    UNION ALL SELECT concat_ws(' ', 'conversion', n.oid::regnamespace, c.conname, pg_temp.person(c.conowner), c.conforencoding, c.contoencoding, c.conproc, c.condefault)
        FROM pg_conversion c JOIN pg_temp.mine n ON n.oid = c.connamespace WHERE pg_temp.is_own('pg_conversion', c.oid)
    UNION ALL SELECT concat_ws(' ', pg_temp.identity('pg_ts_dict'::regclass, d.oid), pg_temp.person(d.dictowner), d.dictinitoption,
            pg_temp.identity('pg_ts_template'::regclass, d.dicttemplate)) FROM pg_ts_dict d WHERE pg_temp.is_own('pg_ts_dict', d.oid)
    UNION ALL SELECT concat_ws(' ', pg_temp.identity('pg_ts_config'::regclass, d.oid), pg_temp.person(d.cfgowner),
            (SELECT string_agg(concat_ws('-', m.maptokentype, m.mapseqno, m.mapdict::regdictionary), ',' ORDER BY m.maptokentype, m.mapseqno)
             FROM pg_ts_config_map m WHERE m.mapcfg = d.oid)) FROM pg_ts_config d WHERE pg_temp.is_own('pg_ts_config', d.oid)
    UNION ALL SELECT pg_temp.identity('pg_ts_parser'::regclass, d.oid) FROM pg_ts_parser d WHERE pg_temp.is_own('pg_ts_parser', d.oid)
    UNION ALL SELECT concat_ws(' ', 'publication', p.pubname, pg_temp.person(p.pubowner), to_jsonb(p) - '{oid,pubname,pubowner}'::text[]) FROM pg_publication p
    UNION ALL SELECT concat_ws(' ', 'default rights', pg_temp.person(d.defaclrole), nullif(d.defaclnamespace, 0)::regnamespace, d.defaclobjtype,
            pg_temp.sorted(d.defaclacl::text[])) FROM pg_default_acl d
    UNION ALL SELECT concat_ws(' ', 'language', l.lanname, pg_temp.person(l.lanowner), pg_temp.rights(l.lanacl, 'l', l.lanowner), l.lanplcallfoid::regprocedure)
        FROM pg_language l WHERE pg_temp.is_own('pg_language', l.oid)
    UNION ALL SELECT concat_ws(' ', 'access method', a.amname, a.amtype, a.amhandler) FROM pg_am a WHERE pg_temp.is_own('pg_am', a.oid)
    UNION ALL SELECT pg_temp.identity('pg_transform'::regclass, t.oid) FROM pg_transform t WHERE pg_temp.is_own('pg_transform', t.oid)
    UNION ALL SELECT concat_ws(' ', 'event trigger', e.evtname, e.evtevent, e.evtfoid::regprocedure, e.evtenabled, pg_temp.sorted(e.evttags)) FROM pg_event_trigger e
        WHERE pg_temp.is_own('pg_event_trigger', e.oid)
    UNION ALL SELECT concat_ws(' ', 'foreign data wrapper', f.fdwname, pg_temp.person(f.fdwowner), pg_temp.rights(f.fdwacl, 'F', f.fdwowner), f.fdwoptions)
        FROM pg_foreign_data_wrapper f WHERE pg_temp.is_own('pg_foreign_data_wrapper', f.oid)
    UNION ALL SELECT concat_ws(' ', 'subscription', s.subname, pg_temp.person(s.subowner)) FROM pg_subscription s
        WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL SELECT concat_ws(' ', 'server', f.srvname, pg_temp.person(f.srvowner), pg_temp.rights(f.srvacl, 'S', f.srvowner), f.srvtype, f.srvversion, f.srvoptions)
        FROM pg_foreign_server f
    UNION ALL SELECT concat_ws(' ', 'foreign table', f.ftrelid::regclass, (SELECT srvname FROM pg_foreign_server WHERE oid = f.ftserver), f.ftoptions) FROM pg_foreign_table f
    UNION ALL SELECT concat_ws(' ', 'large object', m.oid, pg_temp.person(m.lomowner), pg_temp.rights(m.lomacl, 'L', m.lomowner), md5(lo_get(m.oid)))
        FROM pg_largeobject_metadata m
    UNION ALL SELECT concat_ws(' ', 'label', pg_temp.identity(classoid, objoid, objsubid), provider, label) FROM pg_seclabel
    UNION ALL SELECT concat_ws(' ', 'comment', pg_temp.identity(d.classoid, d.objoid, d.objsubid), quote_literal(d.description)) FROM pg_description d
        WHERE d.classoid <> 'pg_subscription'::regclass AND (pg_temp.is_own(d.classoid, d.objoid) OR d.classoid = 'pg_namespace'::regclass AND d.objoid IN (SELECT oid FROM pg_temp.mine));

-- Multiranges and details of publications: columns and catalogs that older versions do not have.
SELECT current_setting('server_version_num')::integer >= 150000 AS has_lists \gset
\if :has_lists
CREATE TEMP VIEW more_lines (line) AS
    SELECT concat_ws(' ', 'published schema', (SELECT pubname FROM pg_publication WHERE oid = n.pnpubid), n.pnnspid::regnamespace)
    FROM pg_publication_namespace n
    UNION ALL SELECT concat_ws(' ', 'published', (SELECT pubname FROM pg_publication WHERE oid = r.prpubid), r.prrelid::regclass,
        pg_get_expr(r.prqual, r.prrelid),
        (SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)))
    FROM pg_publication_rel r
    UNION ALL SELECT concat_ws(' ', 'multirange', rngtypid::regtype, rngmultitypid::regtype) FROM pg_range WHERE pg_temp.is_own('pg_type', rngtypid);
\else
CREATE TEMP VIEW more_lines (line) AS SELECT concat_ws(' ', 'published',
    (SELECT pubname FROM pg_publication WHERE oid = r.prpubid), r.prrelid::regclass) FROM pg_publication_rel r;
\endif

SELECT replace(replace(line, '\', '\\'), E'\n', '\n') FROM (SELECT line FROM lines UNION ALL SELECT line FROM more_lines) l
    -- Sosie sets what it replaces aside in schemas of its own.
    WHERE line IS NOT NULL AND line NOT LIKE '%sosie\_before\_%' ORDER BY line COLLATE "C";
-- Where each sequence stands.
SELECT format('SELECT %L, last_value, is_called FROM %s', 'position of ' || replace(replace(c.oid::regclass::text, '\', '\\'), E'\n', '\n'), c.oid::regclass)
    FROM relations c WHERE c.relkind = 'S' ORDER BY c.oid::regclass::text COLLATE "C" \gexec
