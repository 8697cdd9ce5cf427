-- Objects outside the schemas $1 (names) that depend on something inside, with what rebinds them to the objects that
-- have those names later. Views and routines are replaced in place, so that owner, grants and comments stay; only where
-- a type from inside is part of their shape must they be dropped. A materialized view is made anew as a whole, by others;
-- so what needs it must follow to the new one: layer by layer.
WITH RECURSIVE names AS (
    SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY ($1::text[])
),
inside (class, object) AS (
    SELECT 'pg_catalog.pg_class'::regclass::oid, c.oid FROM pg_catalog.pg_class c JOIN names ON names.oid = c.relnamespace
    UNION ALL
    SELECT 'pg_catalog.pg_type'::regclass, t.oid FROM pg_catalog.pg_type t JOIN names ON names.oid = t.typnamespace
    UNION ALL
    SELECT 'pg_catalog.pg_proc'::regclass, p.oid FROM pg_catalog.pg_proc p JOIN names ON names.oid = p.pronamespace
),
filled (view, layer) AS (
    SELECT r.ev_class, 1
    FROM pg_catalog.pg_depend d JOIN inside i ON i.class = d.refclassid AND i.object = d.refobjid
    JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
    JOIN pg_catalog.pg_class c ON c.oid = r.ev_class AND c.relkind = 'm'
    WHERE d.deptype IN ('n', 'a') AND c.relnamespace NOT IN (SELECT oid FROM names)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                      WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e')
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend p
                      JOIN pg_catalog.pg_depend e ON e.classid = p.refclassid AND e.objid = p.refobjid AND e.deptype = 'e'
                      WHERE p.classid = d.refclassid AND p.objid = d.refobjid AND p.deptype = 'i')
    UNION
    SELECT r.ev_class, f.layer + 1
    FROM filled f JOIN pg_catalog.pg_class o ON o.oid = f.view
    JOIN pg_catalog.pg_depend d ON d.deptype IN ('n', 'a')
        AND (d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = o.oid
             OR d.refclassid = 'pg_catalog.pg_type'::regclass AND d.refobjid = o.reltype)
    JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
    JOIN pg_catalog.pg_class c ON c.oid = r.ev_class AND c.relkind = 'm' AND c.oid <> f.view
    WHERE c.relnamespace NOT IN (SELECT oid FROM names)
),
layered (class, object, layer) AS (
    SELECT class, object, 0 FROM inside
    UNION ALL
    SELECT 'pg_catalog.pg_class'::regclass, f.view, max(f.layer) FROM filled f GROUP BY f.view
    UNION ALL
    SELECT 'pg_catalog.pg_type'::regclass, c.reltype, max(f.layer)
    FROM filled f JOIN pg_catalog.pg_class c ON c.oid = f.view GROUP BY c.reltype
),
edges AS (
    SELECT d.classid, d.objid, d.objsubid, min(pg_describe_object(d.refclassid, d.refobjid, 0)) AS needed,
        100 * max(i.layer) AS layer
    FROM pg_catalog.pg_depend d JOIN layered i ON i.class = d.refclassid AND i.object = d.refobjid
    WHERE d.deptype IN ('n', 'a')
      -- What an extension owns follows the extension, as the type of arrays of it does.
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                      WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e')
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend p
                      JOIN pg_catalog.pg_depend e ON e.classid = p.refclassid AND e.objid = p.refobjid AND e.deptype = 'e'
                      WHERE p.classid = d.refclassid AND p.objid = d.refobjid AND p.deptype = 'i')
      -- A view's rule needs the view.
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
                      WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid AND c.relkind = 'm'
                        AND d.refobjid IN (c.oid, c.reltype))
    GROUP BY d.classid, d.objid, d.objsubid
),
outside_relations AS (
    SELECT c.*, n.nspname, format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.oid NOT IN (SELECT oid FROM names) AND n.nspname !~ '^(pg_|sosie_(state|(before|discard|kept)_[0-9]+_[0-9]+)$)' AND c.relpersistence <> 't'
),
-- Partitions and children of what is outside as well: what they have from there is named once, at the top.
parts_of_outside (relation) AS (
    SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN outside_relations p ON p.oid = h.inhparent
),
found (place, kind, name, needed, class, object, owner, drops, creates) AS (
    SELECT e.layer + 1, 'foreign key', format('%I on %s', k.conname, t.name), e.needed, e.classid, e.objid, t.relowner,
           format('ALTER TABLE %s DROP CONSTRAINT %I', t.name, k.conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.name, k.conname, pg_get_constraintdef(k.oid))
    FROM edges e
    JOIN pg_catalog.pg_constraint k ON e.classid = 'pg_catalog.pg_constraint'::regclass AND k.oid = e.objid
    JOIN outside_relations t ON t.oid = k.conrelid
    WHERE k.contype = 'f' AND k.conparentid = 0
    UNION ALL
    SELECT e.layer + 2, 'trigger', format('%I on %s', g.tgname, t.name), e.needed, e.classid, e.objid, t.relowner,
           format('DROP TRIGGER %I ON %s', g.tgname, t.name),
           pg_get_triggerdef(g.oid)
               || CASE g.tgenabled WHEN 'O' THEN '' ELSE format('; ALTER TABLE %s %s TRIGGER %I', t.name,
                      CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
                      g.tgname) END
    FROM edges e
    JOIN pg_catalog.pg_trigger g ON e.classid = 'pg_catalog.pg_trigger'::regclass AND g.oid = e.objid
    JOIN outside_relations t ON t.oid = g.tgrelid
    WHERE NOT g.tgisinternal AND g.tgparentid = 0
    UNION ALL
    SELECT e.layer + 3, 'policy', format('%I on %s', p.polname, t.name), e.needed, e.classid, e.objid, t.relowner,
           format('DROP POLICY %I ON %s', p.polname, t.name),
           format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, t.name,
                  CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                  CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                  (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', ')
                   FROM unnest(p.polroles) r))
               || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
               || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
    FROM edges e
    JOIN pg_catalog.pg_policy p ON e.classid = 'pg_catalog.pg_policy'::regclass AND p.oid = e.objid
    JOIN outside_relations t ON t.oid = p.polrelid
    UNION ALL
    SELECT e.layer + 4, 'default', format('%s.%I', t.name, a.attname), e.needed, e.classid, e.objid, t.relowner, '',
           CASE WHEN a.attgenerated = '' THEN
               format('ALTER TABLE ONLY %s ALTER COLUMN %I SET DEFAULT %s', t.name, a.attname,
                      pg_get_expr(f.adbin, f.adrelid)) ELSE '' END
    FROM edges e
    JOIN pg_catalog.pg_attrdef f ON e.classid = 'pg_catalog.pg_attrdef'::regclass AND f.oid = e.objid
    JOIN outside_relations t ON t.oid = f.adrelid
    JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
    UNION ALL
    SELECT e.layer + 5, 'check', format('%I on %s', k.conname, t.name), e.needed, e.classid, e.objid, t.relowner,
           format('ALTER TABLE %s DROP CONSTRAINT %I', t.name, k.conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.name, k.conname, pg_get_constraintdef(k.oid))
    FROM edges e
    JOIN pg_catalog.pg_constraint k ON e.classid = 'pg_catalog.pg_constraint'::regclass AND k.oid = e.objid
    JOIN outside_relations t ON t.oid = k.conrelid
    -- One that comes from a parent goes and comes with the parent's.
    WHERE k.contype = 'c' AND NOT (k.coninhcount > 0 AND NOT k.conislocal AND t.oid IN (SELECT relation FROM parts_of_outside))
    UNION ALL
    SELECT e.layer + 6, 'function', format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), e.needed, e.classid, e.objid, p.proowner,
           CASE WHEN p.shaped THEN format('DROP ROUTINE %I.%I(%s)', n.nspname, p.proname,
                                          pg_get_function_identity_arguments(p.oid)) ELSE '' END,
           pg_get_functiondef(p.oid)
               || CASE WHEN p.shaped AND p.proacl IS NOT NULL THEN
                      format('; REVOKE ALL ON ROUTINE %I.%I(%s) FROM PUBLIC', n.nspname, p.proname,
                             pg_get_function_identity_arguments(p.oid))
                      || coalesce((SELECT string_agg(format('; GRANT EXECUTE ON ROUTINE %I.%I(%s) TO %s%s', n.nspname,
                                       p.proname, pg_get_function_identity_arguments(p.oid),
                                       CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
                                       CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), '')
                                   FROM aclexplode(p.proacl) x WHERE x.grantee <> p.proowner), '')
                  ELSE '' END
    FROM edges e
    JOIN (SELECT r.*,
                 EXISTS (SELECT FROM inside i
                         WHERE i.class = 'pg_catalog.pg_type'::regclass
                           AND i.object = ANY (r.proargtypes::oid[] || r.prorettype || r.proallargtypes)) AS shaped
          FROM pg_catalog.pg_proc r) p
        ON e.classid = 'pg_catalog.pg_proc'::regclass AND p.oid = e.objid
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.oid NOT IN (SELECT oid FROM names) AND n.nspname !~ '^(pg_|sosie_(state|(before|discard|kept)_[0-9]+_[0-9]+)$)' AND p.prokind <> 'a'
    UNION ALL
    SELECT max(e.layer) + 7, 'view', t.name, min(e.needed), min(e.classid), min(e.objid), min(t.relowner),
           CASE WHEN t.shaped THEN format('DROP VIEW %s', t.name) ELSE '' END,
           CASE WHEN t.shaped THEN
               format('CREATE VIEW %s%s AS %s', t.name, t.options, pg_get_viewdef(t.oid))
                   || format(' ALTER VIEW %s OWNER TO %I', t.name, pg_get_userbyid(t.relowner))
                   || coalesce((SELECT string_agg(format('; GRANT %s ON %s TO %s%s', x.privilege_type, t.name,
                                       CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
                                       CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), '')
                                FROM aclexplode(t.relacl) x), '')
                   || coalesce((SELECT string_agg(format('; GRANT %s (%I) ON %s TO %s%s', x.privilege_type, a.attname, t.name,
                                       CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
                                       CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), '')
                                FROM pg_catalog.pg_attribute a CROSS JOIN LATERAL aclexplode(a.attacl) x
                                WHERE a.attrelid = t.oid), '')
                   || coalesce('; COMMENT ON VIEW ' || t.name || ' IS '
                               || quote_literal(obj_description(t.oid, 'pg_class')), '')
                   || coalesce((SELECT string_agg(format('; COMMENT ON COLUMN %s.%I IS %L', t.name, a.attname,
                                                         col_description(t.oid, a.attnum)), '')
                                FROM pg_catalog.pg_attribute a
                                WHERE a.attrelid = t.oid AND col_description(t.oid, a.attnum) IS NOT NULL), '')
           ELSE format('CREATE OR REPLACE VIEW %s%s AS %s', t.name, t.options, pg_get_viewdef(t.oid)) END
    FROM edges e
    JOIN pg_catalog.pg_rewrite r ON e.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = e.objid
    JOIN (SELECT o.*,
                 coalesce(' WITH (' || array_to_string(o.reloptions, ', ') || ')', '') AS options,
                 EXISTS (SELECT FROM pg_catalog.pg_attribute a
                         JOIN inside i ON i.class = 'pg_catalog.pg_type'::regclass AND i.object = a.atttypid
                         WHERE a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped)
                 -- A routine that it calls has to be dropped.
                 OR EXISTS (SELECT FROM pg_catalog.pg_rewrite w
                            JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
                                AND d.refclassid = 'pg_catalog.pg_proc'::regclass
                            JOIN pg_catalog.pg_proc c ON c.oid = d.refobjid
                            JOIN inside i ON i.class = 'pg_catalog.pg_type'::regclass
                                AND i.object = ANY (c.proargtypes::oid[] || c.prorettype || c.proallargtypes)
                            WHERE w.ev_class = o.oid AND w.rulename = '_RETURN'
                              AND c.pronamespace NOT IN (SELECT oid FROM names)) AS shaped
          FROM outside_relations o WHERE o.relkind = 'v') t ON t.oid = r.ev_class
    WHERE r.rulename = '_RETURN'
    GROUP BY t.name, t.shaped, t.options, t.oid, t.relowner, t.relacl
    UNION ALL
    SELECT max(e.layer) + 100, 'materialized view', t.name, min(e.needed), min(e.classid), min(e.objid), min(t.relowner), '', ''
    FROM edges e
    JOIN pg_catalog.pg_rewrite r ON e.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = e.objid
    JOIN outside_relations t ON t.oid = r.ev_class AND t.relkind = 'm'
    GROUP BY t.name
    UNION ALL
    SELECT max(e.layer) + 8, 'rule', format('%I on %s', r.rulename, t.name), min(e.needed), min(e.classid), min(e.objid), min(t.relowner),
           format('DROP RULE %I ON %s', r.rulename, t.name), pg_get_ruledef(r.oid)
    FROM edges e
    JOIN pg_catalog.pg_rewrite r ON e.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = e.objid
    JOIN outside_relations t ON t.oid = r.ev_class
    WHERE r.rulename <> '_RETURN'
    GROUP BY r.rulename, r.oid, t.name
    UNION ALL
    SELECT max(e.layer) + 8, 'foreign-data wrapper', quote_ident(w.fdwname), min(e.needed), min(e.classid), min(e.objid), 0::oid, '',
           concat('ALTER FOREIGN DATA WRAPPER ', quote_ident(w.fdwname),
                  ' HANDLER ' || nullif(w.fdwhandler, 0)::regproc, ' VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc)
    FROM edges e
    JOIN pg_catalog.pg_foreign_data_wrapper w
        ON e.classid = 'pg_catalog.pg_foreign_data_wrapper'::regclass AND w.oid = e.objid
    GROUP BY w.fdwname, w.fdwhandler, w.fdwvalidator
    UNION ALL
    SELECT max(e.layer) + 8, 'language', quote_ident(l.lanname), min(e.needed), min(e.classid), min(e.objid), 0::oid, '',
           concat('CREATE OR REPLACE ', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' END, 'LANGUAGE ', quote_ident(l.lanname),
                  ' HANDLER ' || l.lanplcallfoid::regproc, ' INLINE ' || nullif(l.laninline, 0)::regproc,
                  ' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc)
    FROM edges e
    JOIN pg_catalog.pg_language l ON e.classid = 'pg_catalog.pg_language'::regclass AND l.oid = e.objid
    GROUP BY l.lanname, l.lanpltrusted, l.lanplcallfoid, l.laninline, l.lanvalidator
    UNION ALL
    SELECT e.layer + 9, 'access method', quote_ident(a.amname), e.needed, e.classid, e.objid, 0::oid, '', ''
    FROM edges e
    JOIN pg_catalog.pg_am a ON e.classid = 'pg_catalog.pg_am'::regclass AND a.oid = e.objid
    UNION ALL
    SELECT e.layer + 9, 'column', format('%s.%I', t.name, a.attname), e.needed, e.classid, e.objid, 0::oid, '', ''
    FROM edges e
    JOIN outside_relations t ON e.classid = 'pg_catalog.pg_class'::regclass AND t.oid = e.objid AND t.relkind IN ('r', 'p', 'f', 'c')
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = e.objsubid
    WHERE e.objsubid > 0 AND NOT (a.attinhcount > 0 AND NOT a.attislocal
                                  AND t.oid IN (SELECT relation FROM parts_of_outside))
    UNION ALL
    SELECT e.layer + 9, 'child table', t.name, e.needed, e.classid, e.objid, 0::oid, '', ''
    FROM edges e
    JOIN outside_relations t ON e.classid = 'pg_catalog.pg_class'::regclass AND t.oid = e.objid AND t.relkind IN ('r', 'p', 'f')
    WHERE e.objsubid = 0
    UNION ALL
    SELECT e.layer + 9, CASE y.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, format_type(y.oid, NULL), e.needed, e.classid, e.objid, 0::oid, '', ''
    FROM edges e
    JOIN pg_catalog.pg_type y ON e.classid = 'pg_catalog.pg_type'::regclass AND y.oid = e.objid
    WHERE y.typnamespace NOT IN (SELECT oid FROM names) AND y.typtype IN ('d', 'r', 'b')
)
SELECT f.kind, f.name, f.needed, coalesce(f.drops, ''),
       -- What is dropped loses its comment.
       coalesce(f.creates, '') || CASE WHEN f.drops <> '' THEN coalesce('; COMMENT ON '
           || CASE f.kind WHEN 'foreign key' THEN 'CONSTRAINT' WHEN 'check' THEN 'CONSTRAINT' WHEN 'function' THEN 'ROUTINE'
                          ELSE upper(f.kind) END
           || ' ' || f.name || ' IS ' || quote_literal(obj_description(f.object, f.class::regclass::name)), '') ELSE '' END,
       f.class, f.object, CASE f.owner WHEN 0 THEN '' ELSE pg_get_userbyid(f.owner) END,
       -- Where its operators were found, as list_meanings.sql says.
       coalesce((SELECT string_agg(DISTINCT quote_ident(n.nspname), ', ')
                        || CASE WHEN bool_or(c.oid IS NOT NULL) THEN ', pg_catalog' ELSE '' END
                 FROM pg_catalog.pg_depend d
                 JOIN pg_catalog.pg_operator o ON o.oid = d.refobjid
                 JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
                 LEFT JOIN pg_catalog.pg_operator c ON c.oprnamespace = 'pg_catalog'::regnamespace
                     AND c.oprname = o.oprname AND c.oprleft = o.oprleft AND c.oprright = o.oprright
                 WHERE d.classid = f.class AND d.objid = f.object AND d.refclassid = 'pg_catalog.pg_operator'::regclass
                   AND d.deptype IN ('n', 'a') AND d.refobjid >= 16384), '')
FROM found f
ORDER BY f.place, f.name, f.needed
