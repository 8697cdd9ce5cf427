-- What belongs to the whole database and not to one of its schemas, with the statements that make it again: languages,
-- access methods, casts, transforms, foreign data wrappers, servers, user mappings, event triggers and settings.
-- Options and settings that look like a secret never leave the server: only their names do, in `left_out`.
-- The last column says that an extension owns the object.
WITH {{secret}},
optioned (class, object, options) AS (
    SELECT 'pg_catalog.pg_foreign_data_wrapper'::regclass::oid, w.oid, w.fdwoptions
    FROM pg_catalog.pg_foreign_data_wrapper w
    UNION ALL
    SELECT 'pg_catalog.pg_foreign_server'::regclass, s.oid, s.srvoptions FROM pg_catalog.pg_foreign_server s
    UNION ALL
    SELECT 'pg_catalog.pg_user_mapping'::regclass, m.umid, m.umoptions FROM pg_catalog.pg_user_mappings m
),
options (class, object, clause, left_out) AS (
    SELECT o.class, o.object,
           coalesce(' OPTIONS (' || string_agg(format('%I %L', x.option_name, x.option_value), ', ' ORDER BY x.option_name)
                        FILTER (WHERE x.carried) || ')', ''),
           array_agg(x.option_name ORDER BY x.option_name) FILTER (WHERE NOT x.carried)
    FROM optioned o
    CROSS JOIN LATERAL (
        SELECT t.option_name, t.option_value,
               CASE WHEN o.class = 'pg_catalog.pg_user_mapping'::regclass
                   -- How somebody logs in elsewhere: nothing but who it is.
                   THEN t.option_name IN ('user', 'username', 'user_name', 'remote_user', 'password_required')
                   ELSE t.option_name !~* secret.name OR t.option_value ~* secret.switch END
                   AND coalesce(t.option_value, '') !~* secret.value AS carried
        FROM secret, pg_options_to_table(o.options) t) x
    GROUP BY o.class, o.object
),
settings AS (
    SELECT s.setrole,
           CASE WHEN s.setrole = 0 THEN '' ELSE pg_get_userbyid(s.setrole)::text END AS role,
           split_part(v, '=', 1) AS name,
           substr(v, strpos(v, '=') + 1) AS value
    FROM pg_catalog.pg_db_role_setting s
    JOIN pg_catalog.pg_database b ON b.oid = s.setdatabase AND b.datname = current_database()
    CROSS JOIN LATERAL unnest(s.setconfig) v
    -- What marks a production: a copy of it is none.
    WHERE s.setrole <> 0 OR v NOT ILIKE 'sosie.production=%'
),
found AS (
    SELECT 'pg_catalog.pg_language'::regclass::oid AS class, l.oid AS object, 'language' AS kind, l.lanname::text AS name,
           '' AS parent, pg_get_userbyid(l.lanowner)::text AS owner, coalesce(l.lanacl, acldefault('l', l.lanowner)) AS acl,
           ARRAY[concat(CASE WHEN l.lanpltrusted THEN 'CREATE TRUSTED LANGUAGE ' ELSE 'CREATE LANGUAGE ' END,
                        quote_ident(l.lanname), ' HANDLER ' || l.lanplcallfoid::regproc,
                        ' INLINE ' || nullif(l.laninline, 0)::regproc,
                        ' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc)] AS statements,
           NULL::text[] AS left_out
    FROM pg_catalog.pg_language l WHERE l.lanispl AND l.oid >= 16384
    UNION ALL
    SELECT 'pg_catalog.pg_am'::regclass, a.oid, 'access method', a.amname, '', '', NULL,
           ARRAY[format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', a.amname,
                        CASE a.amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, a.amhandler)],
           NULL
    FROM pg_catalog.pg_am a WHERE a.oid >= 16384
    UNION ALL
    SELECT 'pg_catalog.pg_cast'::regclass, c.oid, 'cast',
           format('%s AS %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)), '', '', NULL,
           ARRAY[format('CREATE CAST (%s AS %s) %s%s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL),
               CASE c.castmethod WHEN 'f' THEN format('WITH FUNCTION %s', c.castfunc::regprocedure)
                                 WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
               CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END)],
           NULL
    FROM pg_catalog.pg_cast c
    WHERE c.oid >= 16384
      -- The cast of a range to its multirange is made with the range.
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                      WHERE d.classid = 'pg_catalog.pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')
    UNION ALL
    SELECT 'pg_catalog.pg_transform'::regclass, t.oid, 'transform', format_type(t.trftype, NULL), l.lanname, '', NULL,
           ARRAY[format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', format_type(t.trftype, NULL), l.lanname,
               concat_ws(', ', 'FROM SQL WITH FUNCTION ' || nullif(t.trffromsql::oid, 0)::regprocedure,
                         'TO SQL WITH FUNCTION ' || nullif(t.trftosql::oid, 0)::regprocedure))],
           NULL
    FROM pg_catalog.pg_transform t JOIN pg_catalog.pg_language l ON l.oid = t.trflang
    UNION ALL
    SELECT 'pg_catalog.pg_foreign_data_wrapper'::regclass, w.oid, 'foreign-data wrapper', w.fdwname, '',
           pg_get_userbyid(w.fdwowner), coalesce(w.fdwacl, acldefault('F', w.fdwowner)),
           ARRAY[concat('CREATE FOREIGN DATA WRAPPER ', quote_ident(w.fdwname),
                        ' HANDLER ' || nullif(w.fdwhandler, 0)::regproc,
                        ' VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc, o.clause)],
           o.left_out
    FROM pg_catalog.pg_foreign_data_wrapper w
    LEFT JOIN options o ON o.class = 'pg_catalog.pg_foreign_data_wrapper'::regclass AND o.object = w.oid
    UNION ALL
    SELECT 'pg_catalog.pg_foreign_server'::regclass, s.oid, 'server', s.srvname, '',
           pg_get_userbyid(s.srvowner), coalesce(s.srvacl, acldefault('S', s.srvowner)),
           ARRAY[concat('CREATE SERVER ', quote_ident(s.srvname), ' TYPE ' || quote_literal(s.srvtype),
                        ' VERSION ' || quote_literal(s.srvversion), ' FOREIGN DATA WRAPPER ', quote_ident(w.fdwname),
                        o.clause)],
           o.left_out
    FROM pg_catalog.pg_foreign_server s
    JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
    LEFT JOIN options o ON o.class = 'pg_catalog.pg_foreign_server'::regclass AND o.object = s.oid
    UNION ALL
    SELECT 'pg_catalog.pg_user_mapping'::regclass, m.umid, 'user mapping',
           CASE WHEN m.umuser = 0 THEN '' ELSE m.usename END, m.srvname, '', NULL,
           ARRAY[concat('CREATE USER MAPPING FOR ', CASE WHEN m.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(m.usename) END,
                        ' SERVER ', quote_ident(m.srvname), o.clause)],
           -- The server shows the options of others to superusers only.
           CASE WHEN m.umoptions IS NULL AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
               THEN ARRAY['options'] ELSE o.left_out END
    FROM pg_catalog.pg_user_mappings m
    LEFT JOIN options o ON o.class = 'pg_catalog.pg_user_mapping'::regclass AND o.object = m.umid
    UNION ALL
    SELECT 'pg_catalog.pg_event_trigger'::regclass, e.oid, 'event trigger', e.evtname, '',
           pg_get_userbyid(e.evtowner), NULL,
           ARRAY[concat('CREATE EVENT TRIGGER ', quote_ident(e.evtname), ' ON ', e.evtevent,
                        (SELECT ' WHEN TAG IN (' || string_agg(quote_literal(t), ', ') || ')' FROM unnest(e.evttags) t),
                        ' EXECUTE FUNCTION ', e.evtfoid::regproc, '()')]
               || CASE WHEN e.evtenabled = 'O' THEN '{}' ELSE
                      ARRAY[format('ALTER EVENT TRIGGER %I %s', e.evtname,
                                   CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                                                     ELSE 'ENABLE ALWAYS' END)] END,
           NULL
    FROM pg_catalog.pg_event_trigger e
    UNION ALL
    SELECT 0, 0, 'setting', s.name, s.role, '', NULL,
           -- The name of the database is that of the one where the statement runs.
           CASE WHEN hidden.is_secret THEN NULL ELSE
               ARRAY[format('DO %L', format(
                   'BEGIN EXECUTE pg_catalog.concat(%L, pg_catalog.quote_ident(pg_catalog.current_database()), %L); END',
                   CASE WHEN s.setrole = 0 THEN 'ALTER DATABASE ' ELSE format('ALTER ROLE %I IN DATABASE ', s.role) END,
                   format(' SET %I TO %s', s.name,
                       -- A list of names, which the server keeps as one text.
                       CASE WHEN s.name IN ('search_path', 'temp_tablespaces', 'local_preload_libraries',
                                            'session_preload_libraries') THEN
                           coalesce((SELECT string_agg(quote_literal(CASE WHEN m[1] LIKE '"%'
                                                    THEN replace(substr(m[1], 2, length(m[1]) - 2), '""', '"')
                                                    ELSE lower(m[1]) END), ', ' ORDER BY place)
                                     FROM regexp_matches(s.value, '"(?:[^"]|"")*"|[^,[:space:]]+', 'g')
                                         WITH ORDINALITY x (m, place)), quote_literal(''))
                       ELSE quote_literal(s.value) END)))] END,
           CASE WHEN hidden.is_secret THEN ARRAY['value'] END
    FROM settings s
    CROSS JOIN LATERAL (SELECT (s.name LIKE '%.%' AND s.name ~* secret.name) OR s.value ~* secret.value AS is_secret
                        FROM secret) hidden
)
SELECT f.class, f.object, f.kind, f.name, f.parent, f.owner, f.acl::text[], f.statements, f.left_out,
       EXISTS (SELECT FROM pg_catalog.pg_depend d
               WHERE d.classid = f.class AND d.objid = f.object AND d.deptype = 'e')
FROM found f
ORDER BY f.kind, f.name, f.parent
